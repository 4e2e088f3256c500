"""Days, runs of days and days of the week as the language of a page says them. What a document prints stands as it is printed.

Knows no sentence: those are in the catalogues. Times and numbers are written alike in every language here.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime

from mingbai import clock
from mingbai.guides.hall import Closure
from mingbai.guides.opening import read_days
from mingbai.rendering.opening import run_of

_MONTHS = "January February March April May June July August September October November December".split()
_WEEK = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()


def filters_of(locale: str) -> Mapping[str, Callable[..., str]]:
    """The filters ``day``, ``run`` (of a closure) and ``weekdays`` (of a line of hours) of templates in ``locale``."""
    if locale == "en":
        return {"day": english_day, "run": english_run, "weekdays": english_weekdays}
    return {"day": day, "run": run, "weekdays": str}


def day(when: datetime | date | str) -> str:
    """A day as people write it, 2022年5月19日, of an instant, a date, or a printed date; other printed text as it is."""
    found = _day_of(when)
    return found if isinstance(found, str) else f"{found.year}年{found.month}月{found.day}日"


def english_day(when: datetime | date | str) -> str:
    """19 May 2022, of what ``day`` takes."""
    found = _day_of(when)
    return found if isinstance(found, str) else f"{found.day} {_MONTHS[found.month - 1]} {found.year}"


def run(closure: Closure) -> str:
    """The days of a closure: 2026年3月20日至3月21日."""
    return run_of(closure.first, closure.last)


def english_run(closure: Closure) -> str:
    """The days of a closure: 20 March 2026 to 21 March 2026. A date that is none stands as it is written."""
    ends = [english_day(_iso(text) or text) for text in (closure.first, closure.last)]
    return " to ".join(dict.fromkeys(ends))


def english_weekdays(text: str) -> str:
    """The days of a line of hours: Monday to Friday; Saturday, Sunday; working days. Words that are not all understood stand as written."""
    found = read_days(text)
    if found is None:
        return text
    named = sorted(found.weekdays)
    parts = ["working days"] * found.working + _runs(named) + ["public holidays"] * bool(found.holidays)
    said = "every day" if len(named) == len(_WEEK) else ", ".join(parts)
    return f"{said[:1].upper()}{said[1:]}" + (", not on public holidays" if found.holidays is False else "")


def _runs(named: list[int]) -> list[str]:
    """Days of the week that follow each other as one run, others one by one."""
    if len(named) > 2 and named[-1] - named[0] == len(named) - 1:
        return [f"{_WEEK[named[0]]} to {_WEEK[named[-1]]}"]
    return [_WEEK[one] for one in named]


def _day_of(when: datetime | date | str) -> date | str:
    if isinstance(when, str):
        when = clock.printed_day(when) or when
    return clock.day_of(when) if isinstance(when, datetime) else when


def _iso(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
