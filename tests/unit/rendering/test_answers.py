"""The five answers, split but never reworded."""

from __future__ import annotations

import pytest

from mingbai.guides.guide import Channel, Material, TimeLimit
from mingbai.rendering.answers import answers, limit_text
from tests.makers import make_guide


def limit(raw: str) -> TimeLimit:
    return TimeLimit(raw=raw, kind="other")


def test_the_number_of_a_limit_stands_out() -> None:
    found = limit_text(limit("10个工作日,特殊情况不超过20个工作日"))
    assert [(span.text, span.number) for span in found.large] == [("10", True), ("个工作日", False)]
    assert found.rest == "特殊情况不超过20个工作日"


def test_chinese_numerals_count_as_numbers() -> None:
    assert [span.text for span in limit_text(limit("自受理之日起二十个工作日")).large if span.number] == ["二十"]


@pytest.mark.parametrize(
    "raw", ["即时办理", "3个月", "5-10个工作日", "根据定点医药机构与经办机构签订的协议执行，不超过一年", "（即时）办结"]
)
def test_no_word_of_a_limit_is_lost(raw: str) -> None:
    found = limit_text(limit(raw))
    shown = "".join(span.text for span in found.large) + found.rest
    assert [sign for sign in raw if sign not in "，,；;。 "] == [sign for sign in shown if sign not in "，,；;。 "]


@pytest.mark.parametrize(("fee", "free"), [("否", True), ("不收费", True), ("是", False), ("按规定收取", False), (None, False)])
def test_free_is_said_only_where_the_document_says_so(fee: str | None, free: bool) -> None:
    assert answers(make_guide(fee=fee)).free is free


def test_ways_are_named_once_in_their_order() -> None:
    channels = (Channel(kind="online", detail="甲"), Channel(kind="window", detail="乙"), Channel(kind="online", detail="丙"))
    assert answers(make_guide(channels=channels)).ways == ("online", "window")


def test_all_materials_are_counted_and_a_few_named() -> None:
    found = answers(make_guide(materials=tuple(Material(name=f"材料{number}") for number in range(7))))
    assert found.material_count == 7
    assert len(found.materials) == 4


def test_the_cases_that_materials_belong_to_are_named_once() -> None:
    materials = (
        Material(name="甲", situation="在职职工"),
        Material(name="乙", situation="在职职工"),
        Material(name="丙", situation="灵活就业人员"),
    )
    assert answers(make_guide(materials=materials)).cases == ("在职职工", "灵活就业人员")


def test_other_is_no_answer_beside_a_way_with_a_name() -> None:
    other, window = Channel(kind="other", detail="甲"), Channel(kind="window", detail="乙")
    assert answers(make_guide(channels=(other, window))).ways == ("window",)
    assert answers(make_guide(channels=(other,))).ways == ("other",)
