"""Hours, closures and the state of a hall in words, and how a changed hall is told."""

from __future__ import annotations

from datetime import date, datetime, time

import pytest

from mingbai import clock
from mingbai.guides.compare import compare_public
from mingbai.guides.hall import Closure, Hours, Phone, Window
from mingbai.guides.opening import on_day, open_now
from mingbai.guides.workdays import Calendar, packaged
from mingbai.rendering.changes import fields, sentences
from mingbai.rendering.opening import at_once, closure_line, hours_line, today, window_line
from tests.makers import make_hall

MONDAY = date(2026, 3, 2)


def moment(day: date, hour: int) -> datetime:
    return datetime.combine(day, time(hour), clock.SHANGHAI)


def test_a_line_of_hours_is_said_with_its_season_and_note() -> None:
    hours = Hours(days="工作日", times=("09:00—12:00", "13:30—17:00"), first="06-01", last="09-30", note="只取号到16:30")
    assert hours_line(hours) == "工作日 09:00—12:00、13:30—17:00（6月1日至9月30日；只取号到16:30）"


@pytest.mark.parametrize(
    ("closure", "line"),
    [
        (Closure(first="2026-03-02", last="2026-03-02", reason="停电"), "2026年3月2日暂停办公：停电"),
        (Closure(first="2026-03-02", last="2026-03-03", reason="停电"), "2026年3月2日至3月3日暂停办公：停电"),
        (Closure(first="2026-12-31", last="2027-01-02", reason="盘点"), "2026年12月31日至2027年1月2日暂停办公：盘点"),
        (
            Closure(first="2026-03-02", last="2026-03-02", reason="学习", times=("09:00—12:00",)),
            "2026年3月2日办公 09:00—12:00：学习",
        ),
        (Closure(first="春节前", last="春节前", reason="整修"), "春节前暂停办公：整修"),
    ],
)
def test_a_closure_is_said_with_its_days(closure: Closure, line: str) -> None:
    assert closure_line(closure) == line


@pytest.mark.parametrize(
    ("day", "hour", "line"),
    [
        (MONDAY, 10, "正在办公，到 12:00"),
        (MONDAY, 12, "午休，13:30 开门"),
        (MONDAY, 8, "今天 09:00 开门"),
        (MONDAY, 18, "今天已下班，3月3日（周二）09:00 开门"),
        (date(2026, 3, 7), 10, "今天不办公（周末），3月9日（周一）09:00 开门"),
        (date(2026, 10, 1), 10, "今天不办公（国庆节），10月8日（周四）09:00 开门"),
    ],
)
def test_a_moment_is_said(day: date, hour: int, line: str) -> None:
    assert at_once(open_now(make_hall(), moment(day, hour), packaged())) == line


def test_what_is_not_known_is_not_said() -> None:
    unclear = make_hall(hours=(Hours(days="夏季", times=("09:00—12:00",)),))
    assert at_once(open_now(unclear, moment(MONDAY, 10), packaged())) == ""
    assert today(on_day(unclear, MONDAY, packaged())) == ""


def test_a_day_is_said_so_that_it_is_right_all_day() -> None:
    assert today(on_day(make_hall(), MONDAY, packaged())) == "今天办公 09:00—12:00、13:30—17:00"
    assert today(on_day(make_hall(), date(2026, 3, 7), packaged())) == "今天不办公（周末）"
    assert today(on_day(make_hall(), MONDAY, Calendar({}))).endswith("（未计节假日调休）")
    half = make_hall(closures=(Closure(first="2026-03-02", last="2026-03-02", reason="学习", times=("09:00—12:00",)),))
    assert today(on_day(half, MONDAY, packaged())) == "今天办公 09:00—12:00（学习）"


def test_a_window_is_called_by_what_stands_above_it() -> None:
    assert window_line(Window(number="7号", name="参保登记")) == "7号窗口（参保登记）"
    assert window_line(Window(number="1—4")) == "1—4号窗口"
    assert window_line(Window(number="导服台")) == "导服台"


def test_a_changed_hall_is_told_in_words() -> None:
    before = make_hall()
    after = make_hall(
        hours=(Hours(days="周一至周五", times=("08:30—12:00", "14:00—17:30")),),
        phones=(Phone(number="0513-00000009", name="咨询"),),
        closures=(Closure(first="2026-03-02", last="2026-03-02", reason="停电"),),
        windows=(before.windows[0],),
    )
    assert sentences(compare_public(before, after)) == (
        "办公时间“周一至周五 09:00—12:00、13:30—17:00”改为“周一至周五 08:30—12:00、14:00—17:30”。",
        "暂停办公增 1 次：2026年3月2日暂停办公：停电。",
        "窗口减 1 个：7号窗口（参保登记）。",
        "咨询电话“咨询”的号码由“0513-00000001”改为“0513-00000009”。",
    )


def test_no_word_of_our_own_stands_in_what_is_told_of_a_hall() -> None:
    told = " ".join(
        "".join(run.text for run in line.runs)
        for one in fields(compare_public(make_hall(windows=(), phones=()), make_hall()))
        for line in one.lines
    )
    assert "综合窗口" in told
    assert "True" not in told
