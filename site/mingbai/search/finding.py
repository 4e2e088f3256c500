"""Putting what an index finds in order: services first, places within; with snippets from the library, never from the index.

When the index cannot be read, the answer is the list of services whose names hold a word of the query, and ``degraded`` says so.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from mingbai.db import FAILURES
from mingbai.errors import NotFound
from mingbai.guides.version import Heading
from mingbai.publishing.library import Library
from mingbai.search import chinese, entry, marks
from mingbai.search.index import Asked, Hit, Index, IndexBusy
from mingbai.search.layers import understand
from mingbai.search.query import Query
from mingbai.search.refresh import mark_of, reconcile
from mingbai.search.table import EMPTY, Table
from mingbai.search.tables import Tables

_LOG = logging.getLogger(__name__)
SNIPPETS = 20
"""How many rows get a snippet: a page of results."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One service, or one guide that is no service of the list: its guides, best first, and a snippet from the best."""

    service: Heading | None
    guides: tuple[Heading, ...]
    scores: tuple[float, ...]
    snippet: tuple[marks.Piece, ...] = ()

    @property
    def title(self) -> str:
        """The national name where there are several places; else the guide's own."""
        return self.service.title if self.service and len(self.guides) > 1 else self.guides[0].title


@dataclass(frozen=True, slots=True, kw_only=True)
class Results:
    """The answer to a query. ``degraded`` where the index could not be read."""

    query: Query
    rows: tuple[Row, ...] = ()
    degraded: bool = False

    @property
    def guides(self) -> int:
        """How many guides were found."""
        return sum(len(row.guides) for row in self.rows)


class Search:
    """Search over one index. Kept by a process; the library comes with each question."""

    def __init__(self, index: Index) -> None:
        self._index = index
        self._tables = Tables()

    def find(self, library: Library, typed: str, region: str = "") -> Results:
        """What ``typed`` finds, in one region or everywhere. Never raises on account of what was typed or of the index.

        A database that cannot be read is no fault of the index, which is left alone then: the failure goes to whoever asked."""
        query = understand(typed, self.table(library))
        if query.empty:
            return Results(query=query)
        asked = Asked(words=query.words, characters=query.characters, code=query.code, region=region)
        try:
            hits = self._hits(library, asked)
        except FAILURES:
            raise  # the database's trouble, not the index's
        except Exception as error:
            # A page with the services beats an error page; the next question tries again.
            _LOG.warning("全文索引不能使用，只按名称回答：%r", error)
            return Results(query=query, rows=_by_names(library, query, region), degraded=True)
        return Results(query=query, rows=_rows(library, hits, query))

    def _hits(self, library: Library, asked: Asked) -> Sequence[Hit]:
        """What the index finds; an index that fails is thrown away and made anew, once."""
        try:
            self.freshen(library)
            return self._index.find(asked)
        except FAILURES:
            raise
        except Exception as error:
            _LOG.warning("全文索引不能使用，正在重建：%r", error)
            self._index.clear()
            self.freshen(library)
            return self._index.find(asked)

    def table(self, library: Library) -> Table:
        """What the layers look things up in; an empty one where none can be made, so that plain words are still looked for."""
        try:
            return self._tables.current(library)
        except FAILURES:
            raise
        except Exception as error:
            _LOG.warning("检索词表不能使用，只按字词查找：%r", error)
            return EMPTY

    def heal(self, library: Library) -> None:
        """Reconcile, whatever the index says of itself: the database may be another than the one that it was made from.

        An index that cannot be is thrown away and made anew; where that fails too, questions are answered by names.
        """
        try:
            self._reconcile(library)
        except FAILURES:
            raise
        except Exception as error:
            _LOG.warning("全文索引不能使用，正在重建：%r", error)
            try:
                self._index.clear()
                self._reconcile(library)
            except Exception as again:
                _LOG.error("全文索引不能重建，只按名称查找：%r。请检查 mingbai.search_index 目录的权限和磁盘空间。", again)

    def freshen(self, library: Library) -> None:
        """Reconcile if the public state has changed since the index was brought up to date; go on if another process does it."""
        if self._index.mark() == mark_of(library):
            return
        self._reconcile(library)

    def _reconcile(self, library: Library) -> None:
        try:
            reconcile(library, self._index)
        except IndexBusy:
            _LOG.info("another process is bringing the search index up to date")


def _rows(library: Library, hits: Sequence[Hit], query: Query) -> tuple[Row, ...]:
    headings = {heading.name[1:]: heading for heading in library.listing("guide")}
    services = {heading.slug: heading for heading in library.listing("service")}
    together: dict[str, list[tuple[Heading, float]]] = {}
    for hit in hits:
        heading = headings.get((hit.region, hit.slug))
        if heading is not None:  # a stale index may know a guide that is no longer in force
            together.setdefault(hit.service or f"{hit.region}/{hit.slug}", []).append((heading, hit.score))
    rows = [
        Row(service=services.get(key), guides=tuple(one for one, _ in found), scores=tuple(score for _, score in found))
        for key, found in together.items()
    ]
    return tuple(_with_snippet(library, row, query) if place < SNIPPETS else row for place, row in enumerate(rows))


def _with_snippet(library: Library, row: Row, query: Query) -> Row:
    best = row.guides[0]
    try:
        guide = library.current("guide", best.region, best.slug).value
    except NotFound:
        return row
    cut = marks.snippet(entry.sentences(guide), query.words)
    return Row(service=row.service, guides=row.guides, scores=row.scores, snippet=cut)


def _by_names(library: Library, query: Query, region: str) -> tuple[Row, ...]:
    """Every service of which a name holds a word of the query, with its places."""
    guides: dict[str, list[Heading]] = {}
    for heading in library.listing("guide", region or None):
        guides.setdefault(heading.facts.get("service", ""), []).append(heading)
    services = [one for one in library.listing("service") if guides.get(one.slug) and _named(one, query.words)]
    return tuple(Row(service=one, guides=tuple(guides[one.slug]), scores=(0.0,) * len(guides[one.slug])) for one in services)


def _named(service: Heading, words: Iterable[str]) -> bool:
    names = chinese.fold(" ".join((service.title, *service.facts.get("aliases", ()))))
    return any(word in names for word in words if len(word) > 1)
