"""Narrowing what was found: by place, audience, level, way in, time limit, main item; with how many services each choice leaves. Pure.

A facet's counts say what a reader would get by choosing, so they are taken from what all the *other* choices leave. What is counted are
services (rows), since that is what a page lists. It knows no address and no language: values are the guides' own codes and texts.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from mingbai.guides.guide import AUDIENCES, CHANNEL_KINDS, LEVELS
from mingbai.guides.version import Heading
from mingbai.search.finding import Row

BANDS = ("now", "5", "10", "20", "30", "longer", "unsaid")
"""Time limits in working days: at once, up to 5, from 6 to 10, from 11 to 20, from 21 to 30, longer; and what prints no number."""
_WORKING = {"calendar_days": 5 / 7, "months": 22.0}
"""Working days of one unit of a limit, near enough for a band."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A value of a facet, and how many services have it."""

    value: str
    services: int


@dataclass(frozen=True, slots=True)
class Facet:
    """One way to narrow; ``chosen`` is empty where it is not used."""

    key: str
    chosen: str
    choices: tuple[Choice, ...]


def band(heading: Heading) -> str:
    """The band of a guide's time limit."""
    limit = heading.facts.get("time_limit") or {}
    days = limit.get("days")
    if limit.get("kind") == "immediate" or days == 0:
        return "now"
    if not isinstance(days, int):
        return "unsaid"
    working = days * _WORKING.get(str(limit.get("kind")), 1.0)
    return next((one for one in ("5", "10", "20", "30") if working <= int(one)), "longer")


def _listed(key: str) -> Callable[[Heading], Iterable[str]]:
    return lambda heading: heading.facts.get(key, ())


_VALUES: Mapping[str, Callable[[Heading], Iterable[str]]] = {
    "region": lambda heading: (heading.region,),
    "audience": _listed("audiences"),
    "way": lambda heading: (way for way in heading.facts.get("ways", ()) if way != "other"),
    "level": _listed("levels"),
    "limit": lambda heading: (band(heading),),
    "item": lambda heading: (item,) if (item := heading.facts.get("main_item")) else (),
}
_ORDER: Mapping[str, Sequence[str]] = {"audience": AUDIENCES, "way": CHANNEL_KINDS, "level": LEVELS, "limit": BANDS}
"""Facets whose values have an order of their own; places stand by their codes, main items by how many services they have."""
MOST = 40
"""Choices that a facet offers, those with the most services; a page stays small however many places there are."""
KEYS = tuple(_VALUES)
"""The facets, in the order in which a page shows them."""


def narrowed(rows: Iterable[Row], chosen: Mapping[str, str]) -> tuple[Row, ...]:
    """The rows with only the guides that have every value ``chosen`` (by facet; an empty one chooses nothing)."""
    asked = {key: value for key, value in chosen.items() if value}
    return tuple(_narrowed(rows, asked)) if asked else tuple(rows)


def facets(rows: Sequence[Row], everywhere: Sequence[Row], chosen: Mapping[str, str]) -> tuple[Facet, ...]:
    """Every facet that a reader could use, or does: those with one value only are left out.

    ``rows`` are those of the place asked for, not narrowed by anything else; ``everywhere`` those of all places, by which places are
    counted."""
    found = (_facet(key, everywhere if key == "region" else rows, chosen) for key in KEYS)
    return tuple(one for one in found if len(one.choices) > 1 or one.chosen)


def _facet(key: str, rows: Sequence[Row], chosen: Mapping[str, str]) -> Facet:
    left = narrowed(rows, {other: value for other, value in chosen.items() if other not in (key, "region")})
    counts = Counter(value for row in left for value in {value for guide in row.guides for value in _VALUES[key](guide)})
    offered = sorted(counts, key=lambda value: (value != chosen.get(key), -counts[value], value))[:MOST]
    return Facet(key, chosen.get(key, ""), tuple(Choice(value, counts[value]) for value in sorted(offered, key=_place(key, counts))))


def _place(key: str, counts: Counter[str]) -> Callable[[str], tuple[int, str]]:
    """Where a value stands among the others of its facet."""
    order = {value: place for place, value in enumerate(_ORDER.get(key, ()))}
    return lambda value: (-counts[value] if key == "item" else order.get(value, len(order)), value)


def _narrowed(rows: Iterable[Row], asked: Mapping[str, str]) -> Iterator[Row]:
    for row in rows:
        kept = [place for place, guide in enumerate(row.guides) if all(value in _VALUES[key](guide) for key, value in asked.items())]
        if len(kept) == len(row.guides):
            yield row
        elif kept:
            guides, scores = tuple(row.guides[place] for place in kept), tuple(row.scores[place] for place in kept)
            yield replace(row, guides=guides, scores=scores)
