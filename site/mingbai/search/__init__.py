"""Finding guides by words: one small interface over an index that can be rebuilt at any time.

``chinese`` folds and cuts text; ``entry`` says what of a guide is searched; ``index`` is the interface and ``embedded`` its
Whoosh engine; ``refresh`` brings an index up to date by comparing digests; ``query`` says what was understood; ``finding`` puts
services and guides in order; ``marks`` cuts and marks snippets. The index is never the truth: texts come from the library.
"""

from __future__ import annotations

from typing import Any


def includeme(config: Any) -> None:
    """Leave the process's search in ``config.registry.search``; nothing heavy is loaded before the first query.

    ``registry.listeners`` hear of every publication after its commit: the index is brought up to date then, so that the next
    reader need not wait for it. Whoever asks compares numbers all the same.
    """
    from mingbai import db
    from mingbai.publishing.events import Changed
    from mingbai.publishing.library import Library
    from mingbai.search.finding import search_of

    registry = config.registry
    registry.search = search_of(registry.mingbai)

    def published(changed: Changed) -> None:
        with db.reading(registry.database) as session:
            registry.search.heal(Library(session, registry.now()))

    registry.listeners = (published,)
