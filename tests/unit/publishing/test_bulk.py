"""One change to many guides, place by place."""

from __future__ import annotations

from pathlib import Path as File

import pytest

from mingbai.errors import Refusal
from mingbai.guides.guide import Basis, ChecklistRow, Material, Path, Step, TimeLimit
from mingbai.guides.text import dump, parse
from mingbai.publishing.bulk import BasisRule, MaterialRule, Phrase, Removal, carried_out, demand, label_of
from tests.makers import make_guide, make_source

GUIDE = make_guide(
    name="居住证明开具",
    objects=("持居住证明的人", "学生"),
    levels=("设区市",),
    basis=(Basis(title="社会保险法", document_no="主席令第35号", articles="第五十七条", raw="《社会保险法》（主席令第35号）第五十七条"),),
    materials=(
        Material(name="《居住证明》", raw="《居住证明》（原件）", note="近三个月"),
        Material(name="证件", any_of=("居住证明", "身份证"), children=(Material(name="居住证明"),)),
    ),
    process=(Path(steps=(Step(text="提交居住证明"),)),),
    time_limit=TimeLimit(raw="15个工作日", kind="working_days", days=15),
    source=make_source(document="关于居住证明的通知"),
    checklist=ChecklistRow(materials=(Material(name="居住证明"),)),
)


def test_every_text_that_holds_the_phrase_is_a_place() -> None:
    places = Phrase("居住证明", "居住证").places(GUIDE)
    assert [place.path for place in places] == [
        "name", "objects[0]", "materials[0].name", "materials[0].raw", "materials[1].any_of[0]", "materials[1].children[0].name",
        "process[0].steps[0].text", "checklist.materials[0].name",
    ]  # fmt: skip
    assert (places[1].before, places[1].after, places[1].label) == ("持居住证明的人", "持居住证的人", "服务对象 第 1 项")


def test_only_what_was_chosen_changes() -> None:
    changed = carried_out(Phrase("居住证明", "居住证"), GUIDE, ["objects[0]", "materials[1].children[0].name"])
    assert changed.objects == ("持居住证的人", "学生")
    assert changed.materials[1].children[0].name == "居住证"
    assert changed.name == GUIDE.name and changed.materials[0] == GUIDE.materials[0]
    assert changed.source == GUIDE.source


def test_nothing_chosen_changes_nothing() -> None:
    assert carried_out(Phrase("居住证明", "居住证"), GUIDE, []) == GUIDE


def test_closed_lists_names_and_sources_are_not_words() -> None:
    assert Phrase("设区市", "市").places(GUIDE) == ()
    assert Phrase("关于", "对").places(GUIDE) == ()
    assert Phrase("employer", "x").places(GUIDE) == ()


def test_a_text_of_a_list_that_becomes_empty_goes() -> None:
    assert carried_out(Phrase("学生", ""), GUIDE, ["objects[1]"]).objects == ("持居住证明的人",)


def test_a_text_that_may_not_be_empty_is_told_and_refused() -> None:
    rule = Phrase("居住证明开具", "")
    assert "不能空着" in rule.places(GUIDE)[0].problem
    with pytest.raises(Refusal, match="不能空着"):
        carried_out(rule, GUIDE, ["name"])


def test_a_place_that_is_gone_is_refused() -> None:
    with pytest.raises(Refusal, match="已经不在了"):
        carried_out(Phrase("居住证明", "居住证"), GUIDE, ["objects[1]"])


def test_a_limit_follows_its_words() -> None:
    changed = carried_out(Phrase("15个工作日", "10个工作日"), GUIDE, ["time_limit.raw"])
    assert changed.time_limit == TimeLimit(raw="10个工作日", kind="working_days", days=10)


def test_a_limit_that_people_settled_otherwise_keeps_its_number() -> None:
    settled = make_guide(time_limit=TimeLimit(raw="15个工作日", kind="working_days", days=20))
    assert carried_out(Phrase("15", "10"), settled, ["time_limit.raw"]).time_limit.days == 20


def test_a_material_is_found_by_its_name_on_every_level() -> None:
    rule = MaterialRule(find="居住证明", name="居住证", note="")
    places = rule.places(GUIDE)
    assert [place.path for place in places] == ["materials[0]", "materials[1].children[0]", "checklist.materials[0]"]
    changed = carried_out(rule, GUIDE, [place.path for place in places])
    assert changed.materials[0] == Material(name="居住证", raw="居住证（原件）")
    assert changed.materials[1].children[0].name == "居住证"


def test_a_basis_and_its_printed_line_change_together() -> None:
    rule = BasisRule(find="《社会保险法》", document_no="主席令第25号", articles="第五十八条")
    changed = carried_out(rule, GUIDE, ["basis[0]"])
    assert changed.basis[0].raw == "《社会保险法》（主席令第25号）第五十八条"
    assert changed.basis[0].articles == "第五十八条"


def test_a_line_that_does_not_name_what_changed_is_made_anew() -> None:
    guide = make_guide(basis=(Basis(title="社会保险法", raw="社会保险法"),))
    changed = carried_out(BasisRule(find="社会保险法", articles="第五十七条"), guide, ["basis[0]"])
    assert changed.basis[0].raw == "《社会保险法》第五十七条"


def test_a_material_or_a_basis_is_taken_out() -> None:
    rule = Removal("居住证明", Material)
    assert carried_out(rule, GUIDE, ["materials[0]"]).materials == GUIDE.materials[1:]
    assert carried_out(Removal("社会保险法", Basis), GUIDE, ["basis[0]"]).basis == ()


@pytest.mark.parametrize("rule", [Phrase("", "x"), Phrase("甲", "甲"), MaterialRule(find="甲"), BasisRule(find=" ", title="乙")])
def test_a_rule_that_says_nothing_is_refused(rule: Phrase) -> None:
    with pytest.raises(Refusal):
        demand(rule)


def test_paths_are_told_in_words() -> None:
    assert label_of("materials[2].children[0].note") == "办理材料 第 3 项 第 1 项"
    assert label_of("checklist.materials[0].name") == "清单 办理材料 第 1 项"


def test_a_part_and_a_part_inside_it_change_together() -> None:
    guide = make_guide(materials=(Material(name="证明", children=(Material(name="证明"),)),))
    changed = carried_out(MaterialRule(find="证明", note="原件"), guide, ["materials[0]", "materials[0].children[0]"])
    assert changed.materials == (Material(name="证明", note="原件", children=(Material(name="证明", note="原件"),)),)


def test_what_is_carried_out_on_all_guides_is_written_read_and_taken_back() -> None:
    there, back = Phrase("医疗", "医〇疗"), Phrase("医〇疗", "医疗")
    touched = 0
    for path in sorted((File(__file__).parents[3] / "content" / "guides").glob("*/*.yaml")):
        guide = parse(path.read_text(encoding="utf-8"))
        changed = carried_out(there, guide, [place.path for place in there.places(guide)])
        assert parse(dump(changed)) == changed
        assert carried_out(back, changed, [place.path for place in back.places(changed)]) == guide
        touched += changed != guide
    assert touched > 100
