"""From what is in force to paper: gathers a guide and what stands beside it, makes the product's ``Paper``, keeps its PDF by digest.

Writes nothing that the public reads, and no database at all. Knows no request: the public pages, the desk and the command line ask alike.
"""

from __future__ import annotations

from typing import Any


def includeme(config: Any) -> None:
    """Leave the process's printer in ``config.registry.printer``, and in ``config.registry.presses`` what makes long papers beside pages;
    nothing is loaded or started before the first paper."""
    from mingbai.printing.keeping import printer_beside
    from mingbai.printing.presses import Presses

    config.registry.printer = printer_beside(config.registry.mingbai)
    config.registry.presses = Presses()
