"""What is wrong in a hall: numbers that no telephone dials, hours and days that cannot be read, windows for services that there are not.

A wrong address, hour or phone costs somebody the way there, so what cannot be right stops a release; what is only not understood by
the program (周一至周五 in words of its own) is advice, for people read it all the same. Standards 3.32, 4.13.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from mingbai import clock
from mingbai.guides.checks.findings import Beside, Check, Severity
from mingbai.guides.guide import LEVELS
from mingbai.guides.hall import Closure, Hall, Hours
from mingbai.guides.opening import read_days, read_times
from mingbai.guides.serving import level_of, rank

_PHONE = re.compile(
    r"(?:0\d{2,3}-?)?[2-9]\d{6,7}(?:[-转]\d{1,6})?|0\d{2,3}-?\d{7,8}|[48]00-?\d{3,4}-?\d{3,4}|1\d{4}|9\d{4,5}|12\d{3,6}|1[3-9]\d{9}"
)
"""Numbers of a place with or without its area code, free numbers, short numbers (12345, 12393); mobile numbers are ``personal``'s."""
_WRITE_TIMES = "请写成 09:00—12:00 的样子，一段一个，先后不重叠。"
_WRITE_DAY = "请写成 2026-03-02 的样子，先始后终。"


def found(value: Any, beside: Beside) -> Iterator[Check]:
    """Everything that is wrong in a hall; nothing in a value of another kind."""
    if not isinstance(value, Hall):
        return
    yield from _phones(value)
    for at, hours in enumerate(value.hours):
        yield from _hours(f"hours[{at}]", hours)
    for at, closure in enumerate(value.closures):
        yield from _closure(f"closures[{at}]", closure)
    yield from _twice(value)
    yield from _levels(value)


def _phones(hall: Hall) -> Iterator[Check]:
    listed = [(f"phones[{at}].number", one.number) for at, one in enumerate(hall.phones)]
    listed += [(f"complaints[{at}].number", one.number) for at, one in enumerate(hall.complaints)]
    listed += [(f"windows[{at}].phone", one.phone) for at, one in enumerate(hall.windows) if one.phone]
    for field, number in listed:
        if not _PHONE.fullmatch(number.strip()):
            yield _check("hall:phone", "block", field, f"“{number}”不像一个电话号码。", "一格只写一个号码，例如：0513-12345678。", number)


def _hours(field: str, hours: Hours) -> Iterator[Check]:
    if read_times(hours.times) is None:
        yield _check("hall:times", "block", f"{field}.times", f"“{hours.days}”的时间写得不对。", _WRITE_TIMES, "、".join(hours.times))
    if read_days(hours.days) is None:
        sentence = f"看不懂“{hours.days}”是哪几天，页面不会说今天是否办公。"
        yield _check("hall:days", "advise", f"{field}.days", sentence, "请写成周一至周五、法定工作日、周六的样子。", hours.days)
    season = [one for one in (hours.first, hours.last) if one]
    if len(season) == 1 or any(clock.printed_day(f"2024-{one}") is None for one in season):
        yield _check(
            "hall:season", "block", f"{field}.first", f"“{hours.days}”每年从哪天到哪天写得不对。", "请写成 06-01 的样子，两格都写。"
        )


def _closure(field: str, closure: Closure) -> Iterator[Check]:
    first, last = clock.printed_day(closure.first), clock.printed_day(closure.last)
    if first is None or last is None or first > last:
        said = f"暂停办公的日子“{closure.first}”“{closure.last}”写得不对。"
        yield _check("hall:closure", "block", f"{field}.first", said, _WRITE_DAY, closure.reason)
    if read_times(closure.times) is None:
        yield _check("hall:times", "block", f"{field}.times", f"“{closure.reason}”的时间写得不对。", _WRITE_TIMES)


def _twice(hall: Hall) -> Iterator[Check]:
    """A number that two windows have: a sign and a notice would lead to the wrong one."""
    numbers = [one.number for one in hall.windows]
    for number in dict.fromkeys(one for at, one in enumerate(numbers) if one in numbers[:at]):
        at = len(numbers) - 1 - numbers[::-1].index(number)
        yield _check("hall:window", "block", f"windows[{at}].number", f"有两个“{number}”窗口。", "请改正其中一个，或者合成一个。", number)


def _levels(hall: Hall) -> Iterator[Check]:
    own = level_of(hall.region)
    wider = [level for level in hall.levels if own and rank(level) < rank(own)]
    if own and wider:
        sentence = f"这个大厅的地区是{own}一级，却写着是{'、'.join(wider)}的大厅。"
        yield _check("hall:level", "advise", "levels", sentence, "如果它是上一级的大厅，请在那个地区新建；只是设在这里的可以保留。")
    if own is None:
        yield _check(
            "hall:region", "block", "levels", f"没有区划代码 {hall.region}。", f"请用六位区划代码；层级可以是{'、'.join(LEVELS)}。"
        )


def _check(kind: str, severity: Severity, field: str, sentence: str, remedy: str, excerpt: str = "") -> Check:
    return Check(kind=kind, severity=severity, field=field, sentence=sentence, remedy=remedy, excerpt=excerpt)
