"""Two people changed one guide: what goes together by itself, and where somebody has to choose."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from mingbai.desk.forms.merging import merge, words
from mingbai.guides.guide import Guide, Material, TimeLimit
from tests.makers import make_guide

BASE = make_guide(materials=(Material(name="甲"), Material(name="乙"), Material(name="丙")), fee="否")


def changed(**parts: object) -> Guide:
    """The base after a change."""
    return replace(BASE, **parts)


def test_changes_of_different_fields_go_together() -> None:
    found = merge(BASE, changed(fee="免费"), changed(name="新名"), {})
    assert (found.value, found.clashes) == (changed(fee="免费", name="新名"), ())


def test_changes_of_different_rows_go_together() -> None:
    mine = changed(materials=(Material(name="甲", note="盖章"), *BASE.materials[1:]))
    theirs = changed(materials=(*BASE.materials[:2], Material(name="丙", copies="原件")))
    found = merge(BASE, mine, theirs, {})
    assert not found.clashes
    assert found.value.materials == (mine.materials[0], BASE.materials[1], theirs.materials[2])


def test_a_row_added_and_another_changed_go_together() -> None:
    mine = changed(materials=(*BASE.materials, Material(name="丁")))
    theirs = changed(materials=(Material(name="甲表"), *BASE.materials[1:]))
    found = merge(BASE, mine, theirs, {})
    assert [one.name for one in found.value.materials] == ["甲表", "乙", "丙", "丁"]


def test_one_field_changed_twice_is_for_a_person_to_choose() -> None:
    mine, theirs = changed(fee="免费", summary="我的"), changed(fee="不收费")
    found = merge(BASE, mine, theirs, {})
    assert [(one.name, one.label, one.mine, one.theirs) for one in found.clashes] == [("fee", "是否收费", ("免费",), ("不收费",))]
    assert merge(BASE, mine, theirs, {"fee": "mine"}).value == changed(fee="免费", summary="我的")
    assert merge(BASE, mine, theirs, {"fee": "theirs"}).value == changed(fee="不收费", summary="我的")


def test_a_part_that_one_side_took_away_is_shown_as_empty() -> None:
    other = TimeLimit(raw="5个工作日", kind="working_days", days=5)
    found = merge(BASE, changed(time_limit=None), changed(time_limit=other), {})
    assert found.clashes[0].mine == ("（空）",)
    assert "5个工作日" in found.clashes[0].theirs[0]


def test_rows_are_said_in_words_without_keys() -> None:
    assert words((Material(key="m1", name="甲", any_of=("一", "二")),)) == ("材料名称：甲；任选其一：一、二",)


names = st.lists(st.sampled_from("甲乙丙丁戊"), max_size=5).map(lambda found: tuple(Material(name=name) for name in found))


@given(names, names, names, st.sampled_from(["否", "免费"]), st.sampled_from(["否", "不收费"]))
def test_whatever_was_typed_is_there_or_asked_about(base: tuple, mine: tuple, theirs: tuple, my_fee: str, their_fee: str) -> None:
    first, second = changed(materials=mine, fee=my_fee), changed(materials=theirs, fee=their_fee)
    found = merge(changed(materials=base), first, second, {})
    everywhere = merge(changed(materials=base), first, second, {one.name: "mine" for one in found.clashes})
    assert (first == second) <= (not found.clashes)
    if not any(one.name.startswith("materials") for one in found.clashes):
        kept = [one.name for one in found.value.materials]
        assert all(one.name in kept for one in (*mine, *theirs) if one not in base)
    assert everywhere.value.fee == (my_fee if my_fee != "否" else their_fee)
