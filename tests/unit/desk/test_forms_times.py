"""Hours and days as people type them become the one way of writing; what is unclear stays as it is."""

from __future__ import annotations

import pytest

from mingbai.desk.forms import tree
from mingbai.desk.forms.reading import read
from mingbai.desk.forms.times import day, span
from tests.makers import make_hall


@pytest.mark.parametrize("typed", ["9:00-12:00", "9：00～12：00", "09:00—12:00", "9点到12点", "9:00至12时", "09:00 — 12:00"])
def test_a_run_of_hours_has_one_way_of_writing(typed: str) -> None:
    assert span(typed) == "09:00—12:00"


@pytest.mark.parametrize(("typed", "written"), [("8点半-11点45分", "08:30—11:45"), ("上午9点", "上午9点"), ("9-12", "9-12")])
def test_only_what_means_one_thing_is_rewritten(typed: str, written: str) -> None:
    assert span(typed) == written


@pytest.mark.parametrize(
    ("typed", "written"),
    [("2026年3月2日", "2026-03-02"), ("2026/3/2", "2026-03-02"), ("2026-03-02", "2026-03-02"), ("6月1日", "06-01"), ("下周一", "下周一")],
)
def test_a_day_is_an_iso_date(typed: str, written: str) -> None:
    assert day(typed) == written


def test_a_form_of_a_hall_gives_back_the_hall_and_reads_what_is_typed() -> None:
    hall = make_hall()
    shown = tree.written(hall)
    assert read(hall, shown, {"employer-enrolment": "单位参保"}).value == hall
    shown["hours"]["0"]["times"] = "9:00-12:00、13:30-17:30"
    closure = {"first": "2026年3月2日", "last": "2026年3月3日", "reason": "停电", "times": ""}
    shown["closures"]["0"] = closure
    shown["windows"]["1"]["services"] = "单位参保"
    found = read(hall, shown, {"employer-enrolment": "单位参保"}).value
    assert found.hours[0].times == ("09:00—12:00", "13:30—17:30")
    assert (found.closures[0].first, found.closures[0].last) == ("2026-03-02", "2026-03-03")
    assert found.windows[1].services == ("employer-enrolment",)
