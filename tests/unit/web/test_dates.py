"""Days as the language of a page says them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from webtest import TestApp

from mingbai.guides.hall import Closure
from mingbai.web import dates
from tests.makers import NOW, make_copy, make_guide, make_hall


@pytest.mark.parametrize("when", [date(2026, 3, 2), NOW, "2026-03-02"])
def test_a_day_is_said_in_the_language_of_the_page(when: object) -> None:
    assert dates.filters_of("zh_Hans")["day"](when) == "2026年3月2日"
    assert dates.filters_of("en")["day"](when) == "2 March 2026"
    assert dates.filters_of("en")["day"]("2022年春") == "2022年春", "what is printed and no day"


def test_the_days_of_a_closure() -> None:
    two, one = Closure(first="2026-03-20", last="2026-03-21", reason=""), Closure(first="2026-03-20", last="2026-03-20", reason="")
    assert (dates.run(two), dates.english_run(two)) == ("2026年3月20日至3月21日", "20 March 2026 to 21 March 2026")
    assert (dates.run(one), dates.english_run(one)) == ("2026年3月20日", "20 March 2026")
    assert dates.english_run(Closure(first="下周", last="2026-03-20", reason="")) == "下周 to 20 March 2026"


@pytest.mark.parametrize(
    ("printed", "english"),
    [
        ("周一至周五", "Monday to Friday"),
        ("周一至周五（节假日除外）", "Monday to Friday, not on public holidays"),
        ("周六", "Saturday"),
        ("周六、周日", "Saturday, Sunday"),
        ("周一、周三、周五", "Monday, Wednesday, Friday"),
        ("工作日", "Working days"),
        ("工作日、周六", "Working days, Saturday"),
        ("每天", "Every day"),
        ("周六、节假日", "Saturday, public holidays"),
        ("逢双号的周末", "逢双号的周末"),
    ],
)
def test_the_days_of_a_line_of_hours(printed: str, english: str) -> None:
    assert dates.english_weekdays(printed) == english
    assert dates.filters_of("zh_Hans")["weekdays"](printed) == printed


def test_the_page_of_a_hall_says_days_and_hours_in_english(site: Callable[..., TestApp]) -> None:
    closures = (
        Closure(first="2026-03-20", last="2026-03-21", reason="系统升级"),
        Closure(first="2026-03-24", last="2026-03-24", reason="学习", times=("09:00—12:00",)),
    )
    app = site((make_copy(make_guide()), make_copy(make_hall(closures=closures), kind="hall")))
    said = " ".join(app.get("/en/320600/halls/city-hall").html.main.stripped_strings)
    assert "Closed 20 March 2026 to 21 March 2026: 系统升级" in said
    assert "24 March 2026: open 09:00—12:00: 学习" in said
    assert "Monday to Friday 09:00—12:00" in said
    assert not any(word in said for word in ("周一", "暂停办公", "2026年"))
