"""Finding guides by words: one small interface over an index that can be rebuilt at any time.

``chinese`` folds and cuts text; ``entry`` says what of a guide is searched; ``index`` is the interface and ``embedded`` its
Whoosh engine; ``refresh`` brings an index up to date by comparing digests; ``query`` says what was understood; ``finding`` puts
services and guides in order; ``marks`` cuts and marks snippets. The index is never the truth: texts come from the library.
"""

from __future__ import annotations

from typing import Any


def includeme(config: Any) -> None:
    """Leave the process's search in ``config.registry.search``; nothing heavy is loaded before the first query."""
    from mingbai.search.engines import index_of
    from mingbai.search.finding import Search

    config.registry.search = Search(index_of(config.registry.mingbai))
