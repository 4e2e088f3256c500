"""Signs in halls: which hang where, what they were printed from, whether that still holds, and how often each was scanned.

``signs`` is the register and the only writer, ``faces`` what a sign would show now, ``staleness`` compares the two, ``board`` is what a
scan is answered from, ``scans`` counts. Knows no page and no template.
"""

from __future__ import annotations

from typing import Any


def includeme(config: Any) -> None:
    """Leave in ``registry.scans`` the process's count of scans, which the keeper of tallies writes down with its own; give requests
    ``request.board``."""
    from mingbai.signage.board import Board
    from mingbai.signage.scans import Scans

    registry = config.registry
    registry.scans = Scans(registry.database, registry.now)
    registry.tally_keeper.beside.append(registry.scans.flush)
    config.add_request_method(lambda request: Board(request.reading), "board", reify=True)
