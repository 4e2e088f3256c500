"""Answering a query: read by the layers, asked of the index, put in order; snippets of what is shown come from the library, never from
the index.

When the index cannot be read, the answer is what the table alone votes for, else the services whose names hold a word of the query,
and ``degraded`` says so.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from mingbai.db import FAILURES
from mingbai.errors import NotFound
from mingbai.guides.version import Heading
from mingbai.publishing.library import Library
from mingbai.search import chinese, entry, marks
from mingbai.search.engines import index_of
from mingbai.search.index import Hit, Index
from mingbai.search.keeper import Keeper
from mingbai.search.layers import LAYERS, Layer, understand
from mingbai.search.layers.scope import NOBODY
from mingbai.search.query import Query
from mingbai.search.ranking import Placed, asked_of, beside_of, cited_of, ranked
from mingbai.search.refresh import Changes, Progress, rebuild, reconcile
from mingbai.search.table import EMPTY, Table
from mingbai.search.tables import Tables
from mingbai.search.upkeep import Upkeep
from mingbai.settings import Settings

_LOG = logging.getLogger(__name__)
NEAREST = 3
"""Services that are offered where a query is not ours."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One service, or one guide that is no service of the list: its guides, best first."""

    service: Heading | None
    guides: tuple[Heading, ...]
    scores: tuple[float, ...]

    @property
    def title(self) -> str:
        """The national name where there are several places; else the guide's own."""
        return self.service.title if self.service and len(self.guides) > 1 else self.guides[0].title


@dataclass(frozen=True, slots=True, kw_only=True)
class Results:
    """The answer to a query. ``degraded`` where the index could not be read.

    ``rows`` answer the query; where it is not ours there are none, ``query.outside`` says whose business it is, and ``nearest`` are
    the services that come nearest, to be offered apart. ``table`` is what the query was read with."""

    query: Query
    rows: tuple[Row, ...] = ()
    nearest: tuple[Row, ...] = ()
    degraded: bool = False
    table: Table = EMPTY

    @property
    def guides(self) -> int:
        """How many guides were found."""
        return sum(len(row.guides) for row in self.rows)

    @property
    def no_match(self) -> bool:
        """Whether nothing answers the query."""
        return not self.rows


class Search:
    """Search over one index, with its table in ``folder`` (none: in memory). Kept by a process; the library comes with each question."""

    def __init__(self, index: Index, folder: Path | None = None) -> None:
        self.index = index
        self._tables = Tables(folder)
        self._upkeep = Upkeep(index)

    def find(self, library: Library, typed: str, region: str = "", layers: Sequence[Layer] = LAYERS) -> Results:
        """What ``typed``, read by ``layers``, finds in one region or everywhere. Never raises on account of what was typed or of the index.

        A database that cannot be read is no fault of the index, which is left alone then: the failure goes to whoever asked."""
        table = self.table(library)
        query = understand(typed, table, layers)
        if query.empty:
            return Results(query=query, table=table)
        chosen = replace(query, region=region, regions=(region,)) if region else query
        try:
            chosen, placed = self.ordered(library, chosen)
        except FAILURES:
            raise  # the database's trouble, not the index's
        except Exception as error:
            # A page with the services beats an error page; the next question tries again.
            _LOG.warning("全文索引不能使用，只按名称回答：%r", error)
            return Results(query=query, rows=_by_names(library, chosen), degraded=True, table=table)
        rows = _rows(library, placed)
        query = replace(query, outside=chosen.outside)
        if query.outside:
            return Results(query=query, nearest=rows[:NEAREST], table=table)
        return Results(query=query, rows=rows, table=table)

    def ordered(self, library: Library, query: Query) -> tuple[Query, tuple[Placed, ...]]:
        """What the index finds of ``query`` in order, and the query, no longer as nobody's business where its words stand together in a
        guide. Raises where there is no index that can be used."""
        cited = self._upkeep.hits(library, cited_of(query)) if query.citations else ()
        hits = self._upkeep.hits(library, beside_of(query, cited)) if cited and not query.text else self.hits(library, query)
        placed = ranked(query, hits, cited=cited)
        if query.outside == NOBODY and placed and _stands_in(library, placed[0].hits[0][0], query.words):
            query = replace(query, outside="")
        return query, placed

    def hits(self, library: Library, query: Query) -> Sequence[Hit]:
        """What the index finds of ``query``, up to date if it can be. Raises where there is none that can be used."""
        return self._upkeep.hits(library, asked_of(query))

    def table(self, library: Library) -> Table:
        """What the layers look things up in; an empty one where none can be made, so that plain words are still looked for.

        Where a keeper runs, no question waits for one to be made or read but a moment for the first."""
        if self._upkeep.kept:
            return self._upkeep.awaited(lambda: self._tables.held) or EMPTY
        return self._made(library)

    def _made(self, library: Library) -> Table:
        try:
            return self._tables.current(library)
        except FAILURES:
            raise
        except Exception as error:
            _LOG.warning("检索词表不能使用，只按字词查找：%r", error)
            return EMPTY

    def heal(self, library: Library) -> None:
        """Bring index and table up to date, whatever the index says of itself: the database may be another than the one that it was
        made from. Where that fails, it is logged, and questions are answered by names. A keeper has the table made beside it."""
        self._upkeep.heal(library)
        if not self._upkeep.kept:
            self._made(library)

    def kept_by(self, keeper: Keeper, elsewhere: Callable[[], bool]) -> None:
        """Leave bringing up to date to ``keeper``, which calls ``round``, wherever it runs; there ``elsewhere`` makes the table."""
        self._upkeep.keeper = keeper
        self._tables.elsewhere = lambda: keeper.running and elsewhere()

    def round(self, library: Library) -> None:
        """One round of the keeper: the index follows the public state, and what is damaged is made anew."""
        self._upkeep.round(library)

    def tabulate(self, library: Library) -> None:
        """One round of the keeper beside it: the table follows. It takes seconds, which what was just published must not wait for."""
        self._tables.current(library)

    def reconcile(self, library: Library, progress: Progress = lambda done, of: None) -> Changes:
        """Bring the index and the table up to date. Raises IndexBusy."""
        self._tables.current(library)
        return reconcile(library, self.index, progress)

    def rebuild(self, library: Library, progress: Progress = lambda done, of: None) -> Changes:
        """Make the index and the table anew. Raises IndexBusy."""
        self._tables.clear()
        self._tables.current(library)
        return rebuild(library, self.index, progress)

    def clear(self) -> None:
        """Throw the index and the table away; what was removed by law must stand in neither. Raises IndexBusy."""
        self._tables.clear()
        self.index.clear()


def search_of(settings: Settings) -> Search:
    """The search that the settings describe."""
    return Search(index_of(settings), Path(settings.search_index))


def snippet(library: Library, row: Row, query: Query) -> tuple[marks.Piece, ...]:
    """Where the words of ``query`` stand in the best guide of ``row``; empty where they do not. For what is shown: it reads the guide."""
    best = row.guides[0]
    try:
        guide = library.current("guide", best.region, best.slug).value
    except NotFound:
        return ()
    return marks.snippet(entry.sentences(guide), query.words)


def _stands_in(library: Library, hit: Hit, words: Iterable[str]) -> bool:
    """Whether all telling words of a query stand in a guide: then it is ours, though nobody was thought to ask for it."""
    try:
        guide = library.current("guide", hit.region, hit.slug).value
    except NotFound:
        return False
    text = "\n".join((guide.name, *entry.sentences(guide)))
    return all(word in text for word in words if len(word) > 1)


def _rows(library: Library, placed: Sequence[Placed]) -> tuple[Row, ...]:
    headings = library.headings("guide", [(hit.region, hit.slug) for one in placed for hit, _ in one.hits])
    services = {heading.slug: heading for heading in library.listing("service")}
    rows = []
    for one in placed:
        # a stale index may know a guide that is no longer in force
        found = [(headings[key], score) for hit, score in one.hits if (key := (hit.region, hit.slug)) in headings]
        if found:
            service = services.get(one.service)
            guides, scores = zip(*sorted(found, key=lambda pair: _rank(*pair, service)), strict=True)
            rows.append(Row(service=service, guides=guides, scores=scores))
    return tuple(rows)


def _rank(guide: Heading, score: float, service: Heading | None) -> tuple[float, bool]:
    """Of guides that match equally well, those that bear the national name come first; else as they stood, by place."""
    return -score, service is not None and guide.title != service.title


def _by_names(library: Library, query: Query) -> tuple[Row, ...]:
    """The services that the table votes for, else every service of which a name holds a word of the query, with their places."""
    guides: dict[str, list[Heading]] = {}
    for heading in library.listing("guide", query.region or None):
        guides.setdefault(heading.facts.get("service", ""), []).append(heading)
    services = {one.slug: one for one in library.listing("service") if guides.get(one.slug)}
    chosen = [services[vote.service] for vote in query.votes if vote.service in services]
    chosen = chosen or [one for one in services.values() if _named(one, query.words)]
    return tuple(Row(service=one, guides=tuple(guides[one.slug]), scores=(0.0,) * len(guides[one.slug])) for one in chosen)


def _named(service: Heading, words: Iterable[str]) -> bool:
    names = chinese.fold(" ".join((service.title, *service.facts.get("aliases", ()))))
    return any(word in names for word in words if len(word) > 1)
