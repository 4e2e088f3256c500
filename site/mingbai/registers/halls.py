"""Halls beside the guides they serve: which halls a guide is done in, what a hall does not state, and how many guides each gap holds up.

The rules are pure and stand in ``guides/serving.py`` and ``guides/opening.py``; here they meet lists. Standards 3.18, 3.32; journeys,
editor step 4: a directory of halls clears place, hours and phone in all guides of a place.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from mingbai.guides import regions
from mingbai.guides.guide import LEVELS, Guide
from mingbai.guides.hall import Hall
from mingbai.guides.opening import open_now
from mingbai.guides.serving import level_of, levels_of, lies_in, rank, serves, supplies, window_of
from mingbai.guides.version import Heading, Name
from mingbai.publishing.library import Library

__all__ = ["Gap", "guides_of", "halls_in", "halls_of", "missing", "missing_of_place", "open_now", "window_of"]

PARTS = {
    "address": "地址", "hours": "办公时间", "lunch": "午休时间", "holidays": "节假日安排", "phones": "咨询电话", "complaints": "投诉电话",
    "transport": "交通", "windows": "窗口", "accessible": "无障碍设施", "kiosk": "自助机",
}  # fmt: skip
"""What a hall's page has to say (standards 3.32) → what it is called."""
_GIVES = {"address": "place", "hours": "hours", "phones": "phone", "complaints": "complaint"}
"""Parts of a hall that stand for an element that each of its guides has to state (standards 2.07)."""
_LUNCH = ("午休", "午间", "中午", "不休")
_HOLIDAYS = ("节假日", "假日", "工作日", "节日")


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """Something that is not known of a place: ``part`` of the ``hall``, or (``hall`` None) a hall of that ``level`` in ``region``.

    ``without`` are the codes of the places directly in it that have none of that level. ``clears`` counts the guides
    that have all they need in this respect once it is filled."""

    region: str
    part: str
    called: str
    clears: int
    hall: Hall | None = None
    level: str | None = None
    without: tuple[str, ...] = ()


def halls_in(library: Library, region: str, on: date | None = None) -> tuple[Hall, ...]:
    """The halls in force in ``region`` and in the places in it, now or at the end of the day ``on``, by place. Of a hall whose words the
    law had removed there is nothing."""
    found = (one for one in library.listing("hall", on=on) if not one.removed and lies_in(one.region, region))
    halls = (library.current(*one.name) if on is None else library.at(*one.name, on) for one in found)
    return tuple(sorted((hall.value for hall in halls), key=_order))


def halls_of(guide: Guide, halls: Iterable[Hall]) -> tuple[Hall, ...]:
    """The halls in which ``guide`` is done: those of its own place first, then by place, the wider level first."""
    found = (hall for hall in halls if serves(hall, guide.region, guide.levels, guide.service))
    return tuple(sorted(found, key=lambda hall: (hall.region != guide.region, *_order(hall))))


def guides_of(hall: Hall, guides: Iterable[Heading]) -> tuple[Heading, ...]:
    """The guides that are done in ``hall``, by their headings in lists: those of its own place first, in the order of their documents."""
    found = (one for one in guides if serves(hall, one.region, one.facts.get("levels", ()), one.facts.get("service")))
    return tuple(sorted(found, key=lambda one: (one.region != hall.region, -len(one.region.rstrip("0")), one.region, *_listed(one))))


def missing(hall: Hall) -> tuple[str, ...]:
    """The parts (keys of PARTS) that ``hall`` does not state, in their order."""
    return tuple(part for part in PARTS if not _states(hall, part))


def missing_of_place(region: str, halls: Iterable[Hall], guides: Sequence[Heading]) -> tuple[Gap, ...]:
    """What is not known of the halls of ``region``: levels at which its guides are done and of which there is no hall, and what its
    halls do not state; first what clears the most guides. ``guides`` are the place's own."""
    own = [hall for hall in halls if lies_in(hall.region, region)]
    served = [frozenset(one.name for one in guides if _serves(hall, one)) for hall in own]
    found = [*_levels_missing(region, own, guides, frozenset().union(*served)), *_gaps(own, served)]
    order = list(PARTS)
    return tuple(sorted(found, key=lambda gap: (-gap.clears, gap.hall is not None, order.index(gap.part) if gap.part in order else -1)))


def _levels_missing(region: str, halls: Sequence[Hall], guides: Sequence[Heading], served: frozenset[Name]) -> Iterable[Gap]:
    """A hall of the place's own level, and of each level below at which its guides are done, where there is none. ``served`` are the
    guides that have a hall."""
    own = level_of(region)
    wanted = {level for one in guides for level in one.facts.get("levels", ())} | ({own} if own else set())
    below = regions.children(region)
    for level in (level for level in LEVELS if level in wanted and (own is None or rank(level) >= rank(own))):
        without = _without(below, level, halls)
        if not without and any(level in levels_of(hall) for hall in halls):
            continue
        there = [one for one in guides if not one.facts.get("levels") or level in one.facts["levels"]]
        clears = sum(one.name not in served for one in there)
        yield Gap(region=region, part="hall", called=f"{level}一级的大厅", clears=clears, level=level, without=without)


def _without(below: Sequence[regions.Region], level: str, halls: Sequence[Hall]) -> tuple[str, ...]:
    """Those of the places ``below`` that are of ``level`` and have no hall of it."""
    known = {hall.region for hall in halls if level in levels_of(hall)}
    return tuple(place.code for place in below if level_of(place.code) == level and place.code not in known)


def _gaps(halls: Sequence[Hall], served: Sequence[frozenset[Name]]) -> Iterable[Gap]:
    """What each hall does not state. A part that its guides need clears those to which no other hall gives it."""
    given: dict[str, set[Name]] = {element: set() for element in _GIVES.values()}
    for hall, guides in zip(halls, served, strict=True):
        for element in supplies(hall):
            given[element] |= guides
    for hall, guides in zip(halls, served, strict=True):
        for part in missing(hall):
            clears = len(guides - given[_GIVES[part]]) if part in _GIVES else 0
            yield Gap(region=hall.region, part=part, called=PARTS[part], clears=clears, hall=hall)


def _serves(hall: Hall, heading: Heading) -> bool:
    return serves(hall, heading.region, heading.facts.get("levels", ()), heading.facts.get("service"))


def _states(hall: Hall, part: str) -> bool:
    if part == "hours":
        return any(one.times for one in hall.hours)
    said = " ".join(filter(None, (hall.hours_note, *hall.notes, *(text for one in hall.hours for text in (one.days, one.note)))))
    if part == "lunch":
        return any(len(one.times) > 1 for one in hall.hours) or any(word in said for word in _LUNCH)
    if part == "holidays":
        return any(word in said for word in _HOLIDAYS)
    return bool(getattr(hall, part))


def _order(hall: Hall) -> tuple[str, int, str]:
    return hall.region, min(map(rank, levels_of(hall)), default=len(LEVELS)), hall.slug


def _listed(one: Heading) -> tuple[int, str]:
    return int(one.facts.get("ordinal") or 0), one.slug
