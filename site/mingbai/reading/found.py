"""What a row of results shows: a service with its places, or one guide; and what was understood. Made from what search found."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from mingbai.guides.version import Heading
from mingbai.reading.places import place_of
from mingbai.reading.values import Place
from mingbai.search.answers import lexical
from mingbai.search.finding import Row
from mingbai.search.marks import Piece, marked
from mingbai.search.query import Intent, Query
from mingbai.search.table import Table

BRIEF = 30
"""Characters of a printed limit that stand on one line."""
PLACES = 6
"""Places of a row that are shown at once; the others are folded."""
OTHERS = 4
"""Other places that a row names beside the place asked for; the service's page has them all."""
_CLAUSE = re.compile(r"[；;]")
ANCHORS = {"materials": "#materials", "time": "#time", "place": "#where", "fee": "#fee", "online": "#where", "progress": "#where"}
"""What was asked about a matter → the part of a guide that answers it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundGuide:
    """One place's guide in a row. ``label`` tells it from the others of the row; ``limit`` is as printed, of a long one the beginning."""

    place: Place
    guide: Heading
    label: str
    limit: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundRow:
    """One row of results, number ``rank`` of all. ``plain`` says in one sentence what the service is for.

    ``guides`` are those that were asked for, by place, ``more`` those past the first few; ``others`` the same service in other places,
    where one place was asked for. ``fee`` and ``ways`` are what the first guide says, for a question after them.
    """

    rank: int
    title: tuple[Piece, ...]
    service: Heading | None
    plain: str
    guides: tuple[FoundGuide, ...]
    more: tuple[FoundGuide, ...]
    others: tuple[FoundGuide, ...]
    snippet: tuple[Piece, ...]
    since: datetime
    fee: str
    ways: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What was understood, in parts that a template puts into one sentence; empty parts were not there.

    ``corrected`` is what was looked for instead of what was typed, ``offered`` what could be. ``terms`` are everyday words with what
    they were taken for. ``place`` is a place of ours that the question names, ``away`` one that we have nothing of.
    """

    corrected: str = ""
    offered: str = ""
    code: str = ""
    citations: tuple[str, ...] = ()
    terms: tuple[tuple[str, str], ...] = ()
    place: str = ""
    away: str = ""
    intent: Intent = ""
    anchor: str = ""

    @property
    def anything(self) -> bool:
        """Whether there is something to say."""
        return bool(self.corrected or self.code or self.citations or self.terms or self.place or self.away)


def told(query: Query, table: Table, offered: str = "") -> Told:
    """What was understood of ``query`` with ``table``; ``offered`` is a repair that was not made because it was not wanted."""
    ours = place_of(query.region).name if query.region else query.place if query.regions else ""
    return Told(
        corrected=query.corrected,
        offered=offered,
        code=query.code.upper(),
        citations=tuple(one.text for one in query.citations),
        terms=lexical(query, table),
        place=ours,
        away="" if ours else query.place,
        intent=query.intent,
        anchor=ANCHORS.get(query.intent, ""),
    )


def found_row(row: Row, others: Row | None, query: Query, rank: int, snippet: tuple[Piece, ...] = ()) -> FoundRow:
    """One row with the ``snippet`` of its best guide. ``others`` is the same service without regard to place."""
    here = {guide.name for guide in row.guides}
    elsewhere = tuple(guide for guide in others.guides if guide.name not in here) if others else ()
    best, guides = row.guides[0], _guides(sorted(row.guides, key=lambda guide: guide.region))
    return FoundRow(
        rank=rank,
        title=marked(row.title, query.words),
        service=row.service,
        plain=str(row.service.facts.get("plain", "")) if row.service else "",
        guides=guides[:PLACES],
        more=guides[PLACES:],
        others=_guides(sorted(_one_each(elsewhere)[:OTHERS], key=lambda guide: guide.region)),
        snippet=snippet,
        since=since(row),
        fee=str(best.facts.get("fee") or ""),
        ways=tuple(best.facts.get("ways", ())),
    )


def since(row: Row) -> datetime:
    """From when the newest guide of a row holds."""
    return max(guide.effective_from for guide in row.guides)


def _guides(headings: Sequence[Heading]) -> tuple[FoundGuide, ...]:
    of_a_place = Counter(heading.region for heading in headings)
    return tuple(_guide(heading, of_a_place[heading.region] > 1) for heading in headings)


def _guide(heading: Heading, among: bool) -> FoundGuide:
    """``among`` other guides of its place, it is known by its own name too."""
    place, limit = place_of(heading.region), heading.facts.get("time_limit") or {}
    label = f"{place.name}：{heading.title}" if among else place.name
    return FoundGuide(place=place, guide=heading, label=label, limit=_brief(str(limit.get("raw", ""))))


def _one_each(headings: Iterable[Heading]) -> tuple[Heading, ...]:
    """The first guide of each place."""
    return tuple({heading.region: heading for heading in reversed(tuple(headings))}.values())[::-1]


def _brief(limit: str) -> str:
    """A printed limit on one line: whole where it is short, else its first clause; the guide has it all."""
    return limit if len(limit) <= BRIEF else f"{_CLAUSE.split(limit, maxsplit=1)[0][:BRIEF]}…"
