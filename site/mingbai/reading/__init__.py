"""What the public reads: every page of the site, and its maps for machines. Knows no staff, writes nothing."""

from __future__ import annotations

from typing import Any


def includeme(config: Any) -> None:
    """Routes first, then the views that stand on them."""
    config.include("mingbai.reading.shelf")
    config.include("mingbai.reading.routes")
    config.scan("mingbai.reading")
