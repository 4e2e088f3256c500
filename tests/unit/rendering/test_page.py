"""A guide as a page value: what is public, how materials are grouped, where the 清单 row differs."""

from __future__ import annotations

from mingbai.guides.guide import (
    INTERNAL,
    Basis,
    Channel,
    ChecklistRow,
    FormRef,
    Guide,
    Material,
    Path,
    RiskPoint,
    Step,
    TimeLimit,
)
from mingbai.rendering.page import GuidePage, form_key, guide_page, public
from tests.makers import make_guide


def page(**parts: object) -> GuidePage:
    return guide_page(make_guide(**parts), forms={form_key("《登记表》"): "dengji", "单位变更表": "biao-3", "表3": "biao-3"})


def test_internal_fields_are_cut_off() -> None:
    guide = make_guide(
        risk_level="高风险", risk_points=(RiskPoint(description="审核不严"),), message_templates=("您好",), required_fields=("姓名",)
    )
    kept = public(guide)
    assert all(not getattr(kept, field) for field in INTERNAL)
    assert kept.name == guide.name
    assert not any(getattr(guide_page(guide, forms={}).guide, field) for field in INTERNAL)


def test_materials_are_numbered_through_their_groups() -> None:
    found = page(
        materials=(Material(name="甲", situation="窗口"), Material(name="乙", situation="窗口"), Material(name="丙", situation="网上"))
    )
    assert [(group.heading, [line.number for line in group.lines]) for group in found.materials] == [("窗口", [1, 2]), ("网上", [3])]
    assert found.headed


def test_cases_of_one_material_each_need_no_headings() -> None:
    assert not page(materials=(Material(name="甲"), Material(name="乙", situation="代办"), Material(name="丙", situation="死亡"))).headed


def test_a_material_that_is_its_alternatives_is_split() -> None:
    found = page(
        materials=(Material(name="身份证或社保卡", any_of=("身份证", "社保卡")), Material(name="有效证件", any_of=("身份证", "社保卡")))
    )
    assert [line.split for line in found.materials[0].lines] == [True, False]


def test_a_printed_line_is_shown_where_its_parts_lose_words() -> None:
    lost = Material(name="身份证", raw="身份证（未满十八周岁的由监护人代办）")
    whole = Material(name="登记表", note="加盖公章", raw="需提供《登记表》（加盖公章）")
    lines = page(materials=(lost, whole)).materials[0].lines
    assert lines[0].printed == lost.raw
    assert lines[1].printed is None


def test_forms_are_found_by_name_and_by_printed_reference() -> None:
    found = page(materials=(Material(name="《登记表》"),), forms=(FormRef(name="没有的表"), FormRef(name="变更表", ref="表3")))
    assert found.materials[0].lines[0].form == "dengji"
    assert [form.slug for form in found.forms] == [None, "biao-3"]


def test_a_wrong_reference_leads_to_no_other_form() -> None:
    assert page(forms=(FormRef(name="用药申请表", ref="表3"),)).forms[0].slug is None


def test_a_row_differs_only_in_substance() -> None:
    row = ChecklistRow(
        name="单位参保登记",
        channels=(Channel(kind="window", detail="窗口办"),),
        time_limit=TimeLimit(raw="即时办理", kind="immediate", days=0),
        basis=(Basis(title="中华人民共和国社会保险法", document_no="主席令第35号", raw="《社会保险法》"),),
        materials=(Material(name="另一份材料"),),
    )
    found = page(
        checklist=row,
        channels=(Channel(kind="window", detail="窗口办理：经办大厅"),),
        basis=(Basis(title="中华人民共和国社会保险法", document_no="中华人民共和国主席令第35号", raw="《中华人民共和国社会保险法》"),),
    )
    assert [(one.field, one.row) for one in found.differing] == [("materials", ("另一份材料",))]


def test_what_a_row_does_not_state_is_no_difference() -> None:
    assert page(checklist=ChecklistRow(name="单位参保登记")).differing == ()


def test_a_path_that_asks_something_is_drawn_and_a_straight_one_is_not() -> None:
    asking = Path(path="窗口", steps=(Step(text="提交材料"), Step(text="审核材料是否齐全，材料不齐全的，一次性告知")))
    straight = Path(path="联办", steps=(Step(text="接收数据"), Step(text="办理登记")))
    choosing = Path(path="备案", steps=(Step(text="业务申请。①线上申请：通过网上申请；②线下申请：到窗口申请。"), Step(text="办理")))
    drawn = [part.drawing is not None for part in page(process=(asking, straight, choosing)).paths]
    assert drawn == [True, False, True]


def test_every_guide_of_nothing_but_a_name_has_a_page() -> None:
    assert guide_page(Guide(region="320600", slug="a", name="甲"), forms={}).materials == ()


def test_a_printed_line_that_begins_with_the_items_name_is_not_shown_again() -> None:
    told = Material(name="身份证等有效证件", raw="单位参保登记应提供身份证等有效证件。")
    assert page(materials=(told,)).materials[0].lines[0].printed is None


def test_a_remark_that_is_a_material_note_as_well_is_shown_once() -> None:
    assert page(material_notes=("可由亲属代办。",), remarks=("可由亲属代办", "按月结算")).remarks == ("按月结算",)
