"""What the buttons of a form do without saving anything."""

from __future__ import annotations

import pytest

from mingbai.desk.forms import tree
from mingbai.desk.forms.acts import done
from mingbai.desk.forms.reading import read
from mingbai.errors import Refusal
from mingbai.guides.guide import Guide, Material, Path, Step
from tests.makers import make_guide

PASTED = "1. 有效身份证件（原件）\n2. 医保电子凭证或社会保障卡\n3.《住院费用报销单》"


def after(guide: Guide, *acts: str, **pasted: str) -> Guide:
    """The guide after the buttons ``acts`` were pressed one after the other."""
    grown = tree.written(guide)
    for act in acts:
        done(Guide, grown, act, pasted)
    found = read(guide, grown)
    assert not found.problems
    return found.value


def test_a_list_from_a_document_becomes_materials() -> None:
    guide = after(make_guide(), "paste materials", materials=PASTED)
    assert [one.name for one in guide.materials[1:]] == ["有效身份证件", "医保电子凭证或社会保障卡", "《住院费用报销单》"]
    assert guide.materials[1].copies == "原件" or guide.materials[1].note == "原件"


def test_a_list_from_a_document_becomes_steps() -> None:
    guide = after(make_guide(), "paste process-0-steps", **{"process-0-steps": "一、申请人提交材料。\n二、窗口受理。"})
    assert [step.text for step in guide.process[0].steps] == ["申请", "受理", "申请人提交材料。", "窗口受理。"]


def test_a_pasted_basis_is_parted() -> None:
    guide = after(make_guide(), "paste basis", basis="《中华人民共和国社会保险法》（中华人民共和国主席令第35号）第五十七条")
    assert guide.basis[0].title == "中华人民共和国社会保险法"
    assert guide.basis[0].articles == "第五十七条"


def test_numbers_are_taken_off_only_when_asked() -> None:
    guide = make_guide(conditions=("（1）已参保；（2）已缴费。",))
    assert after(guide) == guide
    assert after(guide, "lines conditions").conditions == ("已参保；", "已缴费。")


def test_rows_are_added_moved_and_removed() -> None:
    guide = make_guide(materials=(Material(name="甲"), Material(name="乙")))
    assert after(guide, "down materials-0", "add materials").materials == (Material(name="乙"), Material(name="甲"))
    assert after(guide, "remove materials-0").materials == (Material(name="乙"),)
    grown = tree.written(guide)
    assert done(Guide, grown, "add materials-0-children", {}) == "materials-0-children-0"


def test_steps_become_a_chart_whose_branches_can_be_edited() -> None:
    steps = (Step(text="申请"), Step(text="审核材料是否齐全，不齐全的一次性告知补正。"), Step(text="办结"))
    chart = after(make_guide(process=(Path(path="窗口", steps=steps),)), "chart process-0").flowchart[0]
    assert chart.title == "窗口"
    assert any(node.kind == "decision" for node in chart.nodes)
    assert chart.edges


@pytest.mark.parametrize(
    "act", ["burn materials", "add name", "add nothing", "remove materials-9", "up materials", "add", "", "paste aliases"]
)
def test_what_no_button_sends_is_refused_in_a_sentence(act: str) -> None:
    with pytest.raises(Refusal):
        after(make_guide(), act)
