"""When a hall is open: hours in words, days off, make-up days, seasons, closures. 2026's days off are those of the packaged notice."""

from __future__ import annotations

from datetime import date, datetime, time

import pytest

from mingbai import clock
from mingbai.guides.hall import Closure, Hall, Hours
from mingbai.guides.opening import Days, ahead, on_day, open_now, read_days, read_times
from mingbai.guides.workdays import Calendar, packaged
from tests.makers import make_hall

DAY = ("09:00—12:00", "13:30—17:00")
MONDAY, SATURDAY = date(2026, 3, 2), date(2026, 3, 7)
HOLIDAY, MAKE_UP = date(2026, 10, 1), date(2026, 10, 10)
WEEKDAYS = frozenset(range(5))


def at(day: date, hour: int, minute: int = 0) -> datetime:
    return datetime.combine(day, time(hour, minute), clock.SHANGHAI)


def hall(*lines: tuple[str, tuple[str, ...]], closures: tuple[Closure, ...] = ()) -> Hall:
    return make_hall(hours=tuple(Hours(days=days, times=times) for days, times in lines), closures=closures)


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("周一至周五", Days(weekdays=WEEKDAYS)),
        ("星期一到星期五", Days(weekdays=WEEKDAYS)),
        ("周一—五", Days(weekdays=WEEKDAYS)),
        ("周一至周五（法定节假日除外）", Days(weekdays=WEEKDAYS, holidays=False)),
        ("法定工作日", Days(working=True)),
        ("周六、周日", Days(weekdays=frozenset({5, 6}))),
        ("每天", Days(weekdays=frozenset(range(7)))),
        ("全年无休", Days(weekdays=frozenset(range(7)), holidays=True)),
        ("工作日和周六", Days(working=True, weekdays=frozenset({5}))),
        ("法定节假日", Days(holidays=True)),
        ("每月第一个周六", None),
        ("周五至周一", None),
        ("夏季", None),
        ("", None),
    ],
)
def test_days_are_read_whole_or_not_at_all(text: str, days: Days | None) -> None:
    assert read_days(text) == days


@pytest.mark.parametrize("wrong", ["9:00—12:00", "09:00-12:00", "12:00—09:00", "09:00—24:30", "上午"])
def test_times_that_are_not_written_as_agreed_are_not_read(wrong: str) -> None:
    assert read_times((wrong,)) is None


def test_times_that_overlap_are_not_read() -> None:
    assert read_times(("09:00—12:00", "11:00—17:00")) is None
    assert read_times(("00:00—24:00",)) is not None


@pytest.mark.parametrize(
    ("moment", "state", "until"),
    [
        (at(MONDAY, 8), "before", time(9)),
        (at(MONDAY, 9), "open", time(12)),
        (at(MONDAY, 12), "break", time(13, 30)),
        (at(MONDAY, 16, 59), "open", time(17)),
        (at(MONDAY, 17), "after", None),
        (at(SATURDAY, 10), "off", None),
        (at(HOLIDAY, 10), "off", None),
        (at(MAKE_UP, 10), "open", time(12)),
    ],
)
def test_a_moment_is_open_in_a_break_or_over(moment: datetime, state: str, until: time | None) -> None:
    now = open_now(hall(("周一至周五", DAY)), moment, packaged())
    assert (now.state, now.until) == (state, until)


def test_a_day_off_says_why_and_when_it_opens_next() -> None:
    weekend = open_now(hall(("周一至周五", DAY)), at(SATURDAY, 10), packaged())
    assert weekend.day.why == "周末"
    assert weekend.next.day == date(2026, 3, 9)
    holiday = open_now(hall(("工作日", DAY)), at(HOLIDAY, 10), packaged())
    assert holiday.day.why == "国庆节"
    assert holiday.next.day == date(2026, 10, 8)


def test_a_moment_is_one_of_shanghai_wherever_it_comes_from() -> None:
    utc = datetime.fromisoformat("2026-03-02T01:30:00+00:00")
    assert open_now(hall(("周一至周五", DAY)), utc, packaged()).state == "open"


def test_a_closure_comes_first_and_says_why() -> None:
    closed = Closure(first="2026-03-02", last="2026-03-03", reason="系统升级")
    now = open_now(hall(("周一至周五", DAY), closures=(closed,)), at(MONDAY, 10), packaged())
    assert (now.state, now.day.why, now.next.day) == ("closed", "系统升级", date(2026, 3, 4))
    half = Closure(first="2026-03-02", last="2026-03-02", reason="集中学习", times=("09:00—12:00",))
    now = open_now(hall(("周一至周五", DAY), closures=(half,)), at(MONDAY, 14), packaged())
    assert (now.state, now.day.closure) == ("after", half)


def test_closures_ahead_are_those_not_over_the_nearest_first() -> None:
    past, near, far = (Closure(first=f"2026-0{month}-01", last=f"2026-0{month}-02", reason="检修") for month in (2, 4, 5))
    assert ahead(hall(("工作日", DAY), closures=(far, past, near)), MONDAY) == (near, far)
    assert ahead(hall(("工作日", DAY), closures=(near,)), date(2026, 4, 2)) == (near,)


def test_a_season_holds_in_its_part_of_the_year() -> None:
    summer = Hours(days="工作日", times=("08:30—12:00", "14:30—18:00"), first="06-01", last="09-30")
    winter = Hours(days="工作日", times=DAY, first="10-01", last="05-31")
    both = make_hall(hours=(summer, winter))
    assert on_day(both, date(2026, 7, 1), packaged()).spans[0].first == time(8, 30)
    assert on_day(both, date(2026, 12, 1), packaged()).spans[0].first == time(9)
    assert on_day(both, MONDAY, packaged()).spans[0].first == time(9)


@pytest.mark.parametrize(
    ("lines", "day"),
    [
        ((("夏季周一至周五", DAY),), MONDAY),
        ((("周一至周五", ()),), MONDAY),
        ((("周一至周五", DAY), ("工作日", ("09:00—11:00",))), MONDAY),
        ((("每天", DAY),), HOLIDAY),
        ((("周一至周四", DAY), ("周五", ("09:00—12:00",))), MAKE_UP),
        ((("法定节假日", DAY),), MONDAY),
        ((), MONDAY),
    ],
)
def test_what_is_not_certain_is_unknown(lines: tuple, day: date) -> None:
    assert open_now(hall(*lines), at(day, 10), packaged()).state == "unknown"


def test_a_day_is_off_on_holidays_where_the_hours_leave_them_out() -> None:
    assert on_day(hall(("每天（法定节假日除外）", DAY)), HOLIDAY, packaged()).state == "off"
    assert on_day(hall(("周一至周五", DAY), ("周六", ("09:00—12:00",))), date(2026, 10, 1), packaged()).state == "off"
    assert on_day(hall(("工作日", DAY), ("法定节假日", ("09:00—12:00",))), HOLIDAY, packaged()).spans[-1].last == time(12)


def test_a_make_up_saturday_has_the_hours_of_working_days() -> None:
    found = on_day(hall(("周一至周五", DAY), ("周六", ("09:00—12:00",))), MAKE_UP, packaged())
    assert found.spans[-1].last == time(17)


def test_a_year_whose_days_off_are_not_known_is_an_estimate() -> None:
    found = on_day(hall(("周一至周五", DAY)), MONDAY, Calendar({}))
    assert (found.state, found.estimated) == ("open", True)
