"""Which day a promise falls due: working days as data, one file a year, and the rules of 民法典 for days and months.

A year is ``data/workdays/<year>.yaml``: the days off and the make-up days that the notices of the 国务院办公厅 set, and the
numbers of those notices where they are known. A year without a file is counted Monday to Friday, and the result says so
(``Due.estimated``). This module knows no clock: the first day comes in as an argument.

Rules: the first day is not counted (民法典 第201条); a month without such a day ends on its last (第202条); a last day
that is a day off moves to the next working day (第203条); 工作日 leave out holidays (行政许可法 第82条).
"""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from importlib import resources
from importlib.resources.abc import Traversable

from mingbai.errors import BadText
from mingbai.guides.guide import LimitCase, LimitKind, TimeLimit
from mingbai.guides.text import parse

ESTIMATED = "按周一至周五估算，未含节假日安排"
"""What a page prints beside a day that was counted without the holidays of its year."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Holiday:
    """A run of days off, ``first`` to ``last`` (ISO dates, both off)."""

    name: str
    first: str
    last: str


@dataclass(frozen=True, kw_only=True)
class Year:
    """The days off and the make-up days (weekend days worked) of one year; ``notices`` are the 文号 that set them."""

    year: int
    notices: tuple[str, ...] = ()
    holidays: tuple[Holiday, ...] = ()
    make_up_days: tuple[str, ...] = ()

    @functools.cached_property
    def off(self) -> frozenset[date]:
        """Every day off that the notices name."""
        return frozenset(day for run in self.holidays for day in _days(run))

    @functools.cached_property
    def worked(self) -> frozenset[date]:
        """Every weekend day that is worked."""
        return frozenset(map(date.fromisoformat, self.make_up_days))


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """``day`` on which a promise falls due, or None where the limit is no number of days (按协议). ``missing`` are the years
    whose holidays are not known, so that ``day`` is an estimate."""

    day: date | None
    missing: tuple[int, ...] = ()

    @property
    def estimated(self) -> bool:
        return bool(self.missing)


@dataclass(frozen=True, slots=True)
class Calendar:
    """The years whose days off are known."""

    years: Mapping[int, Year]

    def works(self, day: date) -> bool:
        """Whether ``day`` is a working day; Monday to Friday in a year that is not known."""
        year = self.years.get(day.year)
        return day.weekday() < 5 if year is None else day in year.worked or (day.weekday() < 5 and day not in year.off)

    def next_working_day(self, day: date) -> date:
        """``day`` itself, or the first working day after it."""
        while not self.works(day):
            day += timedelta(days=1)
        return day

    def after(self, day: date, count: int) -> date:
        """The ``count``-th working day after ``day``, which is not counted itself; ``day`` for 0."""
        for _ in range(count):
            day = self.next_working_day(day + timedelta(days=1))
        return day

    def including(self, *years: Year) -> Calendar:
        """This calendar with other years, in place of its own where it has them."""
        return Calendar({**self.years, **{year.year: year for year in years}})


def due(start: date, limit: TimeLimit | LimitCase, calendar: Calendar) -> Due:
    """When a promise made on ``start`` falls due. Of a mixed limit it is the longest case; 按协议 and other limits have no day."""
    kind, count = _counted(limit)
    if count is None:
        return Due(day=None)
    if kind == "working_days":
        day = calendar.after(start, count)
    elif kind == "immediate":
        day = start
    else:
        last = _months_after(start, count) if kind == "months" else start + timedelta(days=count)
        day = calendar.next_working_day(last)
    touched = () if kind == "immediate" else range(start.year, day.year + 1)
    return Due(day=day, missing=tuple(year for year in touched if year not in calendar.years))


def read_year(text: str, *, file: str = "") -> Year:
    """One year from its YAML. Raises BadText, with file, line and key, also for dates that are none or lie elsewhere."""
    year = parse(text, kind=Year, file=file)
    for run in year.holidays:
        if not _in_year(year, run.first) or not _in_year(year, run.last) or run.first > run.last:
            raise BadText(
                f"{run.name}的起止日期 {run.first}、{run.last} 不对。", place=file, remedy=f"请写 {year.year} 年内的日期，先始后终。"
            )
    for day in year.make_up_days:
        if not _in_year(year, day):
            raise BadText(f"调休上班日 {day} 不是 {year.year} 年的日期。", place=file, remedy="请写成 2026-02-14 的样子。")
    return year


@functools.cache
def packaged() -> Calendar:
    """The calendar of the years that come with the program; each is read when a day of it is first asked for."""
    return Calendar(_Files(resources.files("mingbai.guides") / "data" / "workdays"))


class _Files(Mapping[int, Year]):
    """The years of a folder of YAML files, read one by one, because a page needs two of them and not all."""

    def __init__(self, folder: Traversable) -> None:
        self._files = {int(file.name[:4]): file for file in folder.iterdir() if file.name.endswith(".yaml")}
        self._read: dict[int, Year] = {}

    def __getitem__(self, year: int) -> Year:
        if year not in self._read:
            file = self._files[year]
            self._read[year] = read_year(file.read_text("utf-8"), file=file.name)
        return self._read[year]

    def __iter__(self) -> Iterator[int]:
        return iter(sorted(self._files))

    def __len__(self) -> int:
        return len(self._files)


def _counted(limit: TimeLimit | LimitCase) -> tuple[LimitKind, int | None]:
    """The unit and number by which ``limit`` is counted; for a mixed one those of the case that its ``days`` come from."""
    if limit.kind != "mixed" or limit.days is None or isinstance(limit, LimitCase):
        return limit.kind, None if limit.kind in ("agreement", "other", "mixed") else limit.days
    timed = (case.kind for case in limit.cases if case.days == limit.days and case.kind != "immediate")
    kind = next(timed, None)
    return (kind, limit.days) if kind else ("mixed", None)


def _months_after(start: date, count: int) -> date:
    """The same day ``count`` months on, or the last day of that month."""
    year, month = divmod(start.year * 12 + start.month - 1 + count, 12)
    first_of_next = date(year + (month + 1) // 12, (month + 1) % 12 + 1, 1)
    return min(first_of_next - timedelta(days=1), date(year, month + 1, 1) + timedelta(days=start.day - 1))


def _days(run: Holiday) -> Iterable[date]:
    first, last = date.fromisoformat(run.first), date.fromisoformat(run.last)
    return (first + timedelta(days=count) for count in range((last - first).days + 1))


def _in_year(year: Year, text: str) -> bool:
    try:
        return date.fromisoformat(text).year == year.year and len(text) == 10
    except ValueError:
        return False
