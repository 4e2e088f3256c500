"""The results page: what was understood, then one row a service with its places. Works as a plain form; the state is the address."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from pyramid.view import view_config

from mingbai.errors import NotFound
from mingbai.publishing.library import Library
from mingbai.reading.asking import Asking, asking_of
from mingbai.reading.counting import count_question
from mingbai.reading.found import FoundRow, Told, found_row, since, told
from mingbai.reading.ideas import ideas
from mingbai.reading.places import place_of
from mingbai.reading.shelf import Shelf
from mingbai.search.facets import Facet, facets, narrowed
from mingbai.search.finding import Results, Row, Search, snippet
from mingbai.search.layers import LAYERS, Layer, understand, without
from mingbai.web.access import PUBLIC

ROWS = 10
AS_TYPED = without("pinyin", "homophones")
"""Nothing is repaired."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FindPage:
    """The results of one address. ``services`` and ``guides`` count all that was found, ``rows`` are those of this page; ``ideas`` are
    other words where nothing was.

    ``chosen`` are the choices that narrow, each with what it is called where it is a place. ``beyond``: the place asked for has nothing,
    so what is listed is of other places; ``better``: what fits best is only done in other places. Where it is not ours, ``outside`` is
    whose business it is ("-" where nobody is known), and ``nearest`` are offered in place of rows.
    """

    asking: Asking
    told: Told
    rows: tuple[FoundRow, ...]
    services: int
    guides: int
    facets: tuple[Facet, ...]
    chosen: tuple[tuple[str, str], ...]
    beyond: str
    better: tuple[FoundRow, ...]
    pages: tuple[int, ...]
    outside: str
    nearest: tuple[FoundRow, ...]
    ideas: tuple[str, ...]
    degraded: bool

    @property
    def typed(self) -> str:
        """What was typed."""
        return self.asking.q

    @property
    def narrowing(self) -> bool:
        """Whether a facet other than the place is in use, so that they are shown open."""
        return any(key != "region" for key, _ in self.chosen)

    def at(self, region: str) -> dict[str, str]:
        """The same question in another place, or in all; a place that the question names is then only words."""
        return self.asking.also(region=region, named="no" if self.told.place else self.asking.named)

    def place_name(self, region: str) -> str:
        """What a place is called."""
        return place_of(region).name


@view_config(route_name="search", renderer="public/search.jinja2", permission=PUBLIC)
def search(request: Any) -> FindPage:
    """/search?q=…&region=…&audience=…&page=…"""
    asking = asking_of(request.GET)
    page = found(request.shelf, request.registry.search, asking)
    if not page.degraded:
        count_question(request, asking, page.services)
    return page


def found(shelf: Shelf, search: Search, asking: Asking) -> FindPage:
    """The page of results. Raises NotFound for a page that there is not."""
    results, everywhere = _asked(shelf.library, search, asking)
    query = results.query
    beyond = _beyond(asking, results, everywhere)
    if beyond:
        results, chosen = everywhere, {**asking.chosen, "region": ""}
    else:
        chosen = asking.chosen | ({"region": query.region} if query.regions else {})
    rows = _sorted(narrowed(results.rows, chosen), asking.sort)
    count = max(1, -(-len(rows) // ROWS))
    if not 1 <= asking.page <= count:
        raise NotFound(f"结果没有第 {asking.page} 页。", remedy="请从第一页看起。")
    start = (asking.page - 1) * ROWS
    return FindPage(
        asking=asking,
        told=told(query, results.table, understand(asking.q, results.table).corrected if asking.exact else ""),
        rows=_found(shelf.library, rows[start : start + ROWS], everywhere, results, start),
        services=len(rows),
        guides=sum(len(row.guides) for row in rows),
        facets=facets(results.rows, everywhere.rows, chosen),
        chosen=tuple(asking.chosen.items()),
        beyond=beyond,
        better=_found(shelf.library, _better(results, everywhere), everywhere, results),
        pages=tuple(range(1, count + 1)),
        outside=query.outside,
        nearest=_found(shelf.library, results.nearest, everywhere, results),
        ideas=() if rows or query.outside not in ("", "-") or query.empty else ideas(shelf, search, query),
        degraded=results.degraded,
    )


def _asked(library: Library, search: Search, asking: Asking) -> tuple[Results, Results]:
    """What is found where it was asked for – in the place that the question names, else in the one chosen – and everywhere."""
    layers: Sequence[Layer] = AS_TYPED if asking.exact else LAYERS
    anywhere = [layer for layer in layers if layer not in _PLACE]
    first = search.find(library, asking.q, layers=anywhere if asking.named else layers)
    if first.query.regions:
        everywhere = search.find(library, asking.q, layers=anywhere)
        return _as_good(first, everywhere, first.query.region), everywhere
    if not asking.region:
        return first, first
    return _as_good(search.find(library, asking.q, asking.region, layers=anywhere), first, asking.region), first


def _as_good(here: Results, everywhere: Results, region: str) -> Results:
    """What was found in a place, less what would not be worth listing everywhere: a place that lacks the best must not offer the worst.

    What of the place was found everywhere, and here only fell behind, stands last: the facet has counted it."""
    known = {_thing(row) for row in everywhere.rows}
    kept = tuple(row for row in here.rows if _thing(row) in known)
    listed = {_thing(row) for row in kept}
    behind = [row for row in everywhere.rows if _thing(row) not in listed] if region and kept else []
    return replace(here, rows=kept + narrowed(behind, {"region": region}))


def _thing(row: Row) -> tuple[str, ...]:
    """What a row is about, whatever the place."""
    return (row.service.slug,) if row.service else row.guides[0].name


_PLACE = [layer for layer in LAYERS if layer not in without("places")]


def _beyond(asking: Asking, results: Results, everywhere: Results) -> str:
    """The place asked for, where it has nothing and other places have; else nothing."""
    if results.query.regions:
        here = any(guide.region in results.query.regions for row in results.rows for guide in row.guides)
        return results.query.place if everywhere.rows and not here else ""
    return place_of(asking.region).name if asking.region and everywhere.rows and not results.rows else ""


def _better(results: Results, everywhere: Results) -> Sequence[Row]:
    """The row that comes first everywhere, where the place asked for does not have it."""
    first = everywhere.rows[:1] if results is not everywhere and results.rows else ()
    here = {row.service.slug for row in results.rows if row.service}
    return [row for row in first if row.service and row.service.slug not in here]


def _found(library: Library, rows: Sequence[Row], everywhere: Results, results: Results, start: int = 0) -> tuple[FoundRow, ...]:
    """What ``rows`` show, with their snippets: only what is shown is read for them."""
    query = results.query
    others = {row.service.slug: row for row in everywhere.rows if row.service} if everywhere is not results else {}
    return tuple(
        found_row(row, others.get(row.service.slug) if row.service else None, query, rank, snippet(library, row, query))
        for rank, row in enumerate(rows, start + 1)
    )


def _sorted(rows: Sequence[Row], sort: str) -> Sequence[Row]:
    return sorted(rows, key=since, reverse=True) if sort == "date" else rows
