"""When a hall is open: its hours, read from the words that people write them in, the days off of the year, and its closures.

Takes a hall, a day or a moment in Asia/Shanghai, and a calendar (``workdays.py``); knows no clock and no sentence
(``rendering/opening.py`` says it in words). What cannot be read for certain is ``unknown``: nobody is sent to a closed door by a guess.

Rules: 周一至周五 and 工作日 do not hold on days off, and do hold on make-up days (国务院办公厅 notices of each year); days at the weekend
that are named hold but on holidays, of which the hall then says nothing; a closure comes before all hours.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Literal, NamedTuple

from mingbai import clock
from mingbai.guides.hall import Closure, Hall, Hours
from mingbai.guides.workdays import Calendar

DASH = "—"
State = Literal["open", "break", "before", "after", "off", "closed", "unknown"]
_AHEAD = 31
"""Days that are looked at for the next opening."""
_WEEK = "一二三四五六日"
_DAY = "(?:周|星期|礼拜)?([一二三四五六日天])"
_RUN = re.compile(rf"(?:周|星期|礼拜)([一二三四五六日天])(?:[至到~～—–-]{{1,2}}{_DAY})?")
_WORKING = re.compile(r"(?:法定)?工作日")
_DAILY = re.compile(r"每[天日]|全周|全年(?:无休)?|周一至周日")
_HOLIDAY = re.compile(r"(?:法定)?节?假日")
_EXCEPT = re.compile(r"[（(，,]?\s*(?:国家)?(?:法定)?节?假日(?:除外|不办公|休息|不上班)\s*[）)]?")
_JOINTS = re.compile(r"[、，,和及与\s]")
TIMES = re.compile(rf"([01]\d|2[0-3]):([0-5]\d){DASH}([01]\d|2[0-4]):([0-5]\d)")


class Span(NamedTuple):
    """A run of hours of a day, as times; ``last`` is None at midnight (24:00)."""

    first: time
    last: time | None

    def holds(self, moment: time) -> bool:
        """Whether the hall is open at ``moment``, to the minute before it closes."""
        return self.first <= moment and (self.last is None or moment < self.last)


@dataclass(frozen=True, slots=True, kw_only=True)
class Days:
    """On which days a line of hours holds: ``weekdays`` (0 is Monday), on ``working`` days, on ``holidays`` (None: it does not say)."""

    weekdays: frozenset[int] = frozenset()
    working: bool = False
    holidays: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DayHours:
    """A day of a hall. ``state``: open on it, ``off`` (weekend or holiday), ``closed`` (a closure, which says why), or unknown.

    ``why`` is 周末 or the name of the holiday, or 节假日 where the calendar does not name it. ``estimated`` where the days off of the year
    are not known. ``closure`` also where the hall is open at other hours because of it."""

    day: date
    state: Literal["open", "off", "closed", "unknown"]
    spans: tuple[Span, ...] = ()
    why: str = ""
    closure: Closure | None = None
    estimated: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Now:
    """A moment of a hall: its ``day``, the ``state`` in it (before opening, open, in the break at noon, after closing …), ``until`` when
    that lasts, and the next day on which it opens where it is over for today."""

    day: DayHours
    state: State
    until: time | None = None
    next: DayHours | None = None


def read_days(text: str) -> Days | None:
    """On which days a line of hours holds; None where the words are not all understood."""
    rest = _EXCEPT.sub("", text.strip())
    holidays = None if rest == text.strip() else False
    if _DAILY.fullmatch(rest):
        return Days(weekdays=frozenset(range(7)), holidays=True if rest.endswith("无休") else holidays)
    weekdays: set[int] = set()
    for found in _RUN.finditer(rest):
        first = _weekday(found[1])
        last = _weekday(found[2]) if found[2] else first
        if last < first:
            return None
        weekdays.update(range(first, last + 1))
    rest = _RUN.sub("", rest)
    working, rest = bool(_WORKING.search(rest)), _WORKING.sub("", rest)
    named, rest = bool(_HOLIDAY.search(rest)), _HOLIDAY.sub("", rest)
    if _JOINTS.sub("", rest) or not (working or weekdays or named):
        return None
    return Days(weekdays=frozenset(weekdays), working=working, holidays=True if named else holidays)


def read_times(texts: Iterable[str]) -> tuple[Span, ...] | None:
    """The spans of a day in their order; None where one is not written as 09:00—12:00, or they overlap."""
    found: list[Span] = []
    for text in texts:
        match = TIMES.fullmatch(text)
        if match is None or (match[3] == "24" and match[4] != "00"):
            return None
        span = Span(time(int(match[1]), int(match[2])), None if match[3] == "24" else time(int(match[3]), int(match[4])))
        if span.last is not None and span.first >= span.last:
            return None
        if found and (found[-1].last is None or found[-1].last > span.first):
            return None
        found.append(span)
    return tuple(found)


def on_day(hall: Hall, day: date, calendar: Calendar) -> DayHours:
    """The hours of ``hall`` on ``day``. Closures come first; the later of two that overlap counts."""
    closure = next((one for one in reversed(hall.closures) if one.first <= day.isoformat() <= one.last), None)
    if closure is not None:
        spans = read_times(closure.times)
        state: Literal["open", "closed", "unknown"] = "unknown" if spans is None else "open" if spans else "closed"
        return DayHours(day=day, state=state, spans=spans or (), why=closure.reason, closure=closure)
    return _ordinary(hall, day, calendar)


def open_now(hall: Hall, moment: datetime, calendar: Calendar) -> Now:
    """Whether ``hall`` is open at ``moment`` (aware), until when, and when it opens next."""
    local = moment.astimezone(clock.SHANGHAI)
    day = on_day(hall, local.date(), calendar)
    at = local.time()
    if day.state != "open":
        state: State = "off" if day.state == "off" else "closed" if day.state == "closed" else "unknown"
        return Now(day=day, state=state, next=None if state == "unknown" else _next(hall, local.date(), calendar))
    for place, span in enumerate(day.spans):
        if at < span.first:
            return Now(day=day, state="break" if place else "before", until=span.first)
        if span.holds(at):
            return Now(day=day, state="open", until=span.last)
    return Now(day=day, state="after", next=_next(hall, local.date(), calendar))


def ahead(hall: Hall, day: date) -> tuple[Closure, ...]:
    """The closures that hold on ``day`` or later, the nearest first."""
    return tuple(sorted((one for one in hall.closures if one.last >= day.isoformat()), key=lambda one: (one.first, one.last)))


def in_season(hours: Hours, day: date) -> bool:
    """Whether a line of hours holds at that time of the year."""
    if not hours.first or not hours.last:
        return True
    mark = day.isoformat()[5:]
    if hours.first <= hours.last:
        return hours.first <= mark <= hours.last
    return mark >= hours.first or mark <= hours.last


def _ordinary(hall: Hall, day: date, calendar: Calendar) -> DayHours:
    """The hours of a day without a closure."""
    lines = [(read_days(one.days), read_times(one.times)) for one in hall.hours if in_season(one, day)]
    known = [days for days, _ in lines if days is not None]
    estimated = day.year not in calendar.years
    nothing = DayHours(day=day, state="unknown", estimated=estimated)
    if not lines or len(known) < len(lines):
        return nothing
    holiday = _holiday(day, calendar)
    held = _held(known, day, calendar, holiday)
    if held is None:
        return nothing
    found = {spans for days, spans in lines if days in held}
    if not found:
        return DayHours(day=day, state="off", why=holiday or ("周末" if day.weekday() > 4 else ""), estimated=estimated)
    spans = found.pop()
    return nothing if found or not spans else DayHours(day=day, state="open", spans=spans, estimated=estimated)


def _held(known: list[Days], day: date, calendar: Calendar, holiday: str) -> list[Days] | None:
    """The lines that hold on a day; None where that is not certain: what a hall that opens at weekends does on a holiday."""
    if holiday:
        named = [days for days in known if days.holidays]
        doubtful = any(days.holidays is None and day.weekday() in days.weekdays and days.weekdays & {5, 6} for days in known)
        return None if doubtful and not named else named
    if day.weekday() < 5:
        if not any(days.working or days.weekdays for days in known):
            return None
        return [days for days in known if days.working or day.weekday() in days.weekdays]
    working = [days for days in known if days.working or days.weekdays & frozenset(range(5))] if calendar.works(day) else []
    return working or [days for days in known if day.weekday() in days.weekdays]


def _holiday(day: date, calendar: Calendar) -> str:
    """The name of the holiday that takes ``day`` off; empty on any other day."""
    year = calendar.years.get(day.year)
    if year is None or day not in year.off:
        return ""
    mark = day.isoformat()
    return next((run.name for run in year.holidays if run.first <= mark <= run.last), "节假日")


def _next(hall: Hall, day: date, calendar: Calendar) -> DayHours | None:
    """The next day on which the hall opens; None where it does not within a month, or the days between are not certain."""
    for count in range(1, _AHEAD + 1):
        found = on_day(hall, day + timedelta(days=count), calendar)
        if found.state == "unknown":
            return None
        if found.state == "open":
            return found
    return None


def _weekday(sign: str) -> int:
    return _WEEK.index("日" if sign == "天" else sign)
