"""A hall as pages show it: its hours and closures in words, its window for a guide, its rows on a display. A value in, values out.

What holds only at one moment (open, at noon) is ``opening.at_once``; all here is right for a whole day, so that pages may be kept.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from mingbai.errors import NotFound
from mingbai.guides import regions
from mingbai.guides.guide import Guide
from mingbai.guides.hall import Closure, Hall, Window
from mingbai.guides.opening import DayHours, ahead, on_day
from mingbai.guides.serving import window_of
from mingbai.guides.workdays import Calendar
from mingbai.rendering.opening import hours_notes, spans_line, window_line, window_number

EVERY = "医保事项都能办"
"""What a window that takes every item handles."""
LINES = 10
"""Lines of one page of a display with room for one notice over it; a row takes one more than it has."""
LETTERS = 24
"""Characters in one line of a display."""
HEAD = 8
"""Characters in one line of the name of a window there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HoursSight:
    """One line of hours in its parts, so that no line breaks inside a time."""

    days: str
    times: tuple[str, ...]
    notes: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HallSight:
    """A hall on a day. ``place`` names its place where that is not the guide's own; ``day`` is what is known of the day, ``spans`` its
    hours in words; ``window`` is the one for the guide that it is shown beside."""

    hall: Hall
    place: str
    day: DayHours
    spans: str
    hours: tuple[HoursSight, ...]
    closures: tuple[Closure, ...]
    window: str = ""
    window_phone: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """The halls beside a guide: those shown whole, those folded, and how many more there are."""

    near: tuple[HallSight, ...] = ()
    folded: tuple[HallSight, ...] = ()
    more: int = 0

    @property
    def only(self) -> HallSight | None:
        """The hall, where there is exactly one."""
        return self.near[0] if len(self.near) == 1 and not self.folded else None


NO_HALLS = Beside()


@dataclass(frozen=True, slots=True, kw_only=True)
class ScreenRow:
    """A row of a display: what stands at the left (the number of a window, and its name), and what is done there."""

    head: str
    name: str
    items: tuple[str, ...]


def sight_of(hall: Hall, day: date, calendar: Calendar, guide: Guide | None = None) -> HallSight:
    """``hall`` on ``day``, beside ``guide`` where one is given."""
    found = on_day(hall, day, calendar)
    window = window_of(hall, guide) if guide else None
    return HallSight(
        hall=hall,
        place="" if guide and guide.region == hall.region else _place(hall.region),
        day=found,
        spans=spans_line(found.spans),
        hours=tuple(HoursSight(days=one.days, times=one.times, notes=hours_notes(one)) for one in hall.hours),
        closures=ahead(hall, day),
        window=window_line(window) if window else "",
        window_phone=window.phone or "" if window else "",
    )


def beside(guide: Guide, halls: Sequence[Hall], day: date, calendar: Calendar) -> Beside:
    """The ``halls`` of ``guide``, in their order."""
    sights = tuple(sight_of(hall, day, calendar, guide) for hall in halls[: _NEAR + _FOLDED])
    return Beside(near=sights[:_NEAR], folded=sights[_NEAR:], more=max(0, len(halls) - _NEAR - _FOLDED))


def screen_rows(
    windows: Iterable[tuple[Window, Sequence[str]]], others: Sequence[str], lines: int = LINES
) -> tuple[tuple[ScreenRow, ...], ...]:
    """The pages of a display, of so many ``lines``: first each window with what it handles, then the items that no window names."""
    rows: list[ScreenRow] = []
    for window, titles in windows:
        items = ((EVERY,) if window.general else ()) + tuple(titles)
        rows += _cut(ScreenRow(head=window_number(window), name=window.name or "", items=items), lines)
    rows += _cut(ScreenRow(head="", name="", items=tuple(others)), lines)
    pages: list[list[ScreenRow]] = [[]]
    for row in rows:
        if pages[-1] and sum(map(_height, (*pages[-1], row))) > lines:
            pages.append([])
        pages[-1].append(row)
    return tuple(tuple(page) for page in pages if page)


_NEAR = 3
_FOLDED = 40
"""Halls that a guide's page shows folded: about 300 bytes each."""


def _cut(row: ScreenRow, lines: int) -> Iterable[ScreenRow]:
    """A row, in several where it is higher than a page; none where it says nothing."""
    if not row.items:
        return [row] if row.head else []
    found = [replace(row, items=row.items[:1])]
    for item in row.items[1:]:
        longer = replace(found[-1], items=(*found[-1].items, item))
        if _height(longer) > lines:
            found.append(replace(row, items=(item,)))
        else:
            found[-1] = longer
    return found


def _height(row: ScreenRow) -> int:
    """Lines that a row takes on a display, with the room between two rows."""
    told = sum(len(item) + 1 for item in row.items)
    headed = bool(row.head) + -(-len(row.name) // HEAD)
    return 1 + max(headed, -(-told // (LETTERS if row.head else LETTERS + HEAD)))


def _place(region: str) -> str:
    try:
        return " ".join(place.name for place in regions.path(region))
    except NotFound:
        return region
