"""Finding guides by words: one small interface over an index that can be rebuilt at any time.

``chinese`` folds and cuts text; ``entry`` says what of a guide is searched and ``cutting`` how it is cut for an engine; ``index`` is the
interface, ``embedded`` (Whoosh) and ``large`` (tantivy) the engines, which ``generations`` keeps whole on disk and ``picking`` puts in
order; ``refresh`` brings an index up to date by comparing digests, ``upkeep`` and ``keeper`` say when, ``making`` makes the table in a
child. ``query`` says what was understood, ``layers`` read it, ``ranking`` and ``finding`` put services and guides in order; ``marks``
cuts and marks snippets. The index is never the truth: texts come from the library.
"""

from __future__ import annotations

from collections.abc import Callable
from threading import Event
from typing import Any

from mingbai.errors import Refusal


def includeme(config: Any) -> None:
    """Leave the process's search in ``config.registry.search``; nothing heavy is loaded before the first query.

    ``registry.listeners`` hear of every publication after its commit, so that the next reader need not wait for the index. Whoever
    asks compares numbers all the same. ``registry.search_keeper`` does the work in the background of a process that starts it.
    """
    from mingbai import db
    from mingbai.publishing.events import Changed
    from mingbai.publishing.library import Library
    from mingbai.search.finding import search_of
    from mingbai.search.keeper import Keeper
    from mingbai.search.making import made_by_child

    registry = config.registry
    registry.search = search = search_of(registry.mingbai)
    healed = Event()

    def read(act: Callable[[Library], None]) -> None:
        with db.reading(registry.database) as session:
            act(Library(session, registry.now()))

    def brought_up(library: Library) -> None:
        if healed.is_set():
            search.round(library)
            return
        search.heal(library)
        search.find(library, "医保")  # loads the dictionaries, so that no reader waits for them
        healed.set()

    seconds = _seconds(registry.mingbai.search_seconds)
    registry.search_keeper = keeper = Keeper(lambda: read(brought_up), seconds, beside=Keeper(lambda: read(search.tabulate), seconds))
    search.kept_by(keeper, lambda: made_by_child(registry.mingbai))

    def published(changed: Changed) -> None:
        if keeper.running:
            keeper.wake()
        else:
            read(search.heal)

    registry.listeners = (published,)


def _seconds(told: str) -> int:
    if not (told.isascii() and told.isdigit() and len(told) < 6):
        raise Refusal(f"search.seconds = {told} 不对。", place="配置文件 [app:main]", remedy="应当是秒数，0 为不定时核对。")
    return int(told)
