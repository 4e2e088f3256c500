"""The 一次性告知单: what it holds of the chosen case, of ticks, of days and of telephones (standards 3.19, 3.20)."""

from __future__ import annotations

import dataclasses
from datetime import date
from typing import Any

from mingbai.guides.guide import Channel, Contact, Guide, Material, Option, Situation
from mingbai.guides.hall import Hall, Phone, Window
from mingbai.guides.situations import choose
from mingbai.guides.workdays import Due
from mingbai.rendering.paper.notice import large_notice_paper, notice_paper, small_notice_paper
from mingbai.rendering.paper.subject import Subject
from tests.makers import make_guide
from tests.papers import make_imprint, make_subject

IMPRINT = dataclasses.replace(make_imprint(), hotlines=(("12393", "医保服务热线"),))
PROXY = Situation(
    key="proxy",
    text="委托别人办吗？",
    options=(Option(key="no", text="不是", drops=("c",)), Option(key="yes", text="是", needs=("c",))),
)
GUIDE = make_guide(
    materials=(
        Material(key="a", name="身份证"),
        Material(key="b", name="银行卡", later="受理后 5 个工作日内补交"),
        Material(key="c", name="委托书"),
    ),
    channels=(Channel(kind="window", detail="大厅"), Channel(kind="online", detail="网厅")),
    contacts=(Contact(kind="投诉电话", phone="027-1"), Contact(kind="咨询电话", phone="027-2")),
    situations=(PROXY,),
)


def data(guide: Guide = GUIDE, **parts: Any) -> Any:
    return notice_paper(dataclasses.replace(make_subject(guide), **parts), IMPRINT).data


def test_without_a_case_everything_is_asked_for_and_nothing_is_dropped() -> None:
    found = data()
    assert [one["name"] for one in found["materials"]] == ["身份证", "银行卡", "委托书"]
    assert (found["dropped"], found["case"], found["ticked"]) == ([], [], False)


def test_a_chosen_case_keeps_the_numbers_of_the_guide_and_says_what_to_leave_at_home() -> None:
    found = data(chosen=choose(GUIDE, {"proxy": "no"}))
    assert [(one["number"], one["name"]) for one in found["materials"]] == [(1, "身份证"), (2, "银行卡")]
    assert [one["name"] for one in found["dropped"]] == ["委托书"]
    assert found["case"] == [{"question": "委托别人办吗？", "answer": "不是"}]


def test_notes_are_those_of_the_case_and_of_everybody_and_of_what_is_not_settled() -> None:
    said = ("急诊需提供急诊诊断证明", "死亡的需提供死亡证明", "意外伤害需提供认定书", "非本人银行账户按参保地规定办理")
    asked = [
        Situation(
            key=f"q{number}", text=f"{note[:2]}吗？", options=(Option(key="yes", text="是", notes=(note,)), Option(key="no", text="否"))
        )
        for number, note in enumerate(said[:3])
    ]
    guide = dataclasses.replace(GUIDE, material_notes=said, situations=tuple(asked))
    found = data(guide, chosen=choose(guide, {"q0": "yes", "q1": "no"}))
    assert (found["case_notes"], found["guide"]["material_notes"], found["maybe"]) == ([said[0]], [said[3]], [said[2]])
    everything = data(guide)
    assert everything["guide"]["material_notes"] == list(said)
    assert (everything["case_notes"], everything["maybe"]) == ([], [])


def test_handing_in_later_is_offered_only_where_the_guide_states_its_terms() -> None:
    found = data()
    assert [one["later"] for one in found["materials"]] == [None, "受理后 5 个工作日内补交", None]
    assert found["later"] is True
    assert data(make_guide())["later"] is False


def test_ticks_and_stub_are_printed_as_given() -> None:
    found = data(ticks={1: "brought", 2: "later", 3: "missing"}, stub="07-000123")
    assert [one["tick"] for one in found["materials"]] == ["brought", "later", "missing"]
    assert (found["stub"], found["ticked"]) == ("07-000123", True)


def test_a_day_is_printed_only_where_the_calendar_is_known() -> None:
    assert data(due=Due(day=date(2026, 3, 16)))["due"] == "2026年3月16日"
    assert data(due=Due(day=date(2028, 1, 5), missing=(2028,)))["due"] is None
    assert data()["due"] is None


def test_complaint_lines_stand_apart_from_those_for_questions() -> None:
    found = data()
    assert found["complaining"] == ["投诉电话 027-1"]
    assert found["asking"] == ["咨询电话 027-2", "12393 医保服务热线"]


def test_the_hall_that_prints_is_named_with_its_lines() -> None:
    hall = Hall(
        region="320600", slug="h", name="第一大厅", phones=(Phone(number="0513-2"),), complaints=(Phone(number="0513-3", name="督查"),)
    )
    found = data(hall=hall, window=Window(number="7", name="待遇", phone="0513-7"))
    assert (found["hall"]["name"], found["hall"]["window"]) == ("第一大厅", "7 号窗口 待遇")
    assert found["asking"][:2] == ["0513-7 本窗口", "0513-2"]
    assert found["complaining"][0] == "0513-3 督查"


def test_the_only_hall_is_named_and_of_several_none_is_guessed() -> None:
    one, other = (Hall(region="320600", slug=slug, name=slug) for slug in ("first", "second"))
    assert data(halls=(one,))["hall"]["name"] == "first"
    assert data(halls=(one, other))["hall"] is None


def test_a_window_is_named_also_where_no_hall_is_known() -> None:
    found = data(window=Window(number="7"))["hall"]
    assert (found["name"], found["window"]) == (None, "7 号窗口")


def test_where_to_hand_in_are_the_guides_own_ways() -> None:
    assert data()["ways"] == ["窗口", "网上"]


def test_all_three_forms_hold_the_same() -> None:
    subject: Subject = make_subject(GUIDE)
    forms = [make(subject, IMPRINT).data for make in (notice_paper, small_notice_paper, large_notice_paper)]
    assert [one["form"] for one in forms] == ["a4", "a5", "large"]
    assert all({**one, "form": ""} == {**forms[0], "form": ""} for one in forms)
