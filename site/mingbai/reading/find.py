"""The results page: what was understood, then one row a service with its places. Works as a plain form; the state is the address."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import Any

from pyramid.view import view_config

from mingbai.errors import NotFound
from mingbai.guides.version import Heading
from mingbai.publishing.library import Library
from mingbai.reading.places import place_of
from mingbai.reading.values import Place
from mingbai.search.finding import Results, Row, Search
from mingbai.search.marks import Piece, marked
from mingbai.web.access import PUBLIC

ROWS = 10
BRIEF = 30
_CLAUSE = re.compile(r"[；;]")
LONGEST = 100
"""What the box takes; more is read only as far as the query layer reads."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundGuide:
    """One place's guide in a row: its address, and its limit as printed, where that is long only its beginning."""

    place: Place
    guide: Heading
    limit: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundRow:
    """One row of results. ``plain`` says in one sentence what the service is for."""

    title: tuple[Piece, ...]
    service: Heading | None
    plain: str
    guides: tuple[FoundGuide, ...]
    snippet: tuple[Piece, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FindPage:
    """The results of ``typed`` in ``region`` (everywhere where empty). ``places`` counts what every place has of them."""

    typed: str
    region: str
    understood: tuple[str, ...]
    rows: tuple[FoundRow, ...]
    services: int
    guides: int
    places: tuple[Place, ...]
    page: int
    pages: tuple[int, ...]
    degraded: bool
    groups: tuple[str, ...] = ()


@view_config(route_name="search", renderer="public/search.jinja2", permission=PUBLIC)
def search(request: Any) -> FindPage:
    """/search?q=…&region=…&page=…"""
    asked = request.GET
    page = asked.get("page", "1")
    number = int(page) if page.isascii() and page.isdigit() and len(page) < 4 else 1
    return found(request.library, request.registry.search, asked.get("q", "").strip(), asked.get("region", ""), number)


def found(library: Library, search: Search, typed: str, region: str, page: int) -> FindPage:
    """The page of results. Raises NotFound for a page that there is not."""
    everywhere = search.find(library, typed)
    results = search.find(library, typed, region) if region else everywhere
    count = max(1, -(-len(results.rows) // ROWS))
    if not 1 <= page <= count:
        raise NotFound(f"结果没有第 {page} 页。", remedy="请从第一页看起。")
    shown = results.rows[(page - 1) * ROWS : page * ROWS]
    return FindPage(
        typed=typed,
        region=region,
        understood=results.query.words,
        rows=tuple(_row(row, results) for row in shown),
        services=len(results.rows),
        guides=results.guides,
        places=_places(everywhere),
        page=page,
        pages=tuple(range(1, count + 1)),
        degraded=results.degraded,
    )


def _row(row: Row, results: Results) -> FoundRow:
    return FoundRow(
        title=marked(row.title, results.query.words),
        service=row.service,
        plain=str(row.service.facts.get("plain", "")) if row.service else "",
        guides=tuple(_guide(heading) for heading in row.guides),
        snippet=row.snippet,
    )


def _guide(heading: Heading) -> FoundGuide:
    limit = heading.facts.get("time_limit") or {}
    return FoundGuide(place=place_of(heading.region), guide=heading, limit=_brief(str(limit.get("raw", ""))))


def _brief(limit: str) -> str:
    """A printed limit on one line: whole where it is short, else its first clause; the guide has it all."""
    return limit if len(limit) <= BRIEF else f"{_CLAUSE.split(limit, maxsplit=1)[0]}…"


def _places(results: Results) -> tuple[Place, ...]:
    counts = Counter(guide.region for row in results.rows for guide in row.guides)
    return tuple(place_of(region, counts[region]) for region in sorted(counts))
