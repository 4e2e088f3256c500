"""A standard's services become guides, its appendices forms, the rest a document; and nothing of it is lost."""

from __future__ import annotations

import re

import pytest

from mingbai.guides.guide import Guide
from mingbai.guides.kinds import Clause
from mingbai.importing.blocks import texts
from mingbai.importing.families import standard
from mingbai.importing.family import Yield
from tests.unit.importing.standard_files import STANDARD, standard_blocks


def read(text: str = STANDARD) -> Yield:
    return standard.read(standard_blocks(text))


def guides(text: str = STANDARD) -> dict[str, Guide]:
    return {item.guide.name: item.guide for item in read(text).items if item.guide}


def clauses(text: str = STANDARD) -> dict[str, Clause]:
    found: dict[str, Clause] = {}

    def gather(clause: Clause) -> None:
        found[clause.number or clause.title or ""] = clause
        for inner in clause.clauses:
            gather(inner)

    for clause in read(text).documents[0][0].clauses:
        gather(clause)
    return found


def test_finds_a_standard_by_its_clauses_and_nothing_else() -> None:
    blocks = standard_blocks()
    portions = standard.find(blocks)
    assert [(portion.first, portion.end) for portion in portions] == [(0, len(blocks))]
    plain = "1 范围\n本文件规定了标志。\n2 要求\n2.1 颜色\n应为蓝色。\n2.2 尺寸\n应为1米。"
    assert not standard.find(standard_blocks(plain))


def test_names_services_by_clause_by_group_and_by_sub_clause() -> None:
    assert {name: guide.main_item for name, guide in guides().items()} == {
        "职工参保": "参保服务",
        "住院医疗费用报销": "医疗费用报销",
        "门诊费用报销": "医疗费用报销",
        "医保电子凭证激活": "医保电子凭证激活",
    }


@pytest.mark.parametrize("dress", [r"## \g<0>", r"**\g<0>**"])
def test_reads_a_standard_whose_headings_are_marked_as_in_markdown(dress: str) -> None:
    marked = re.sub(r"(?m)^(?:\d+(?:\.\d+)* |附录 )[^，。；\n]{2,40}$", dress, STANDARD)
    assert marked != STANDARD
    assert guides(marked) == guides()


def test_reads_the_fields_under_whatever_number_they_stand() -> None:
    guide = guides()["职工参保"]
    assert guide.objects == ("用人单位及其职工。",)
    assert guide.conditions == ("在本市登记注册；", "已与职工建立劳动关系。")
    assert [(basis.title, basis.articles) for basis in guide.basis] == [("中华人民共和国社会保险法", "第五十七条")]
    assert [step.text for step in guide.process[0].steps] == ["单位提交申请；", "窗口审核材料；", "办结并告知结果。"]
    assert guide.time_limit and (guide.time_limit.kind, guide.time_limit.days) == ("working_days", 5)
    assert guide.fee == "不收费"
    assert [(attribute.name, attribute.value) for attribute in guide.attributes] == [("办理结果", "参保登记回执。")]


def test_reads_channels_that_are_clauses_of_their_own() -> None:
    guide = guides()["职工参保"]
    assert [channel.kind for channel in guide.channels] == ["window", "online"]
    assert guide.levels == ("设区市", "县（市、区）", "村（社区）")
    assert guide.derived == ("levels",)
    assert guide.level_notes == ("村（社区）服务点可代办",)


def test_takes_what_is_said_before_the_demand_as_the_case_unless_it_is_the_service() -> None:
    first, second = guides()["职工参保"].materials
    assert (first.name, first.situation) == ("营业执照", None)
    assert (second.name, second.situation, second.note) == ("《青山市职工医疗保险参保登记表》", "新设立的单位", "见附录 C")
    (invoice,) = guides()["门诊费用报销"].materials
    assert (invoice.name, invoice.situation) == ("门诊发票", None)


def test_gives_each_sub_service_its_own_words_and_what_holds_for_all() -> None:
    inpatient, outpatient = guides()["住院医疗费用报销"], guides()["门诊费用报销"]
    assert inpatient.process_stages == outpatient.process_stages == ("受理", "审核", "支付")
    assert [channel.kind for channel in inpatient.channels] == [channel.kind for channel in outpatient.channels] == ["window", "mobile"]
    assert [material.name for material in inpatient.materials] == ["有效身份证件", "住院发票"]
    assert inpatient.time_limit and inpatient.time_limit.days == 30
    assert outpatient.time_limit and outpatient.time_limit.kind == "immediate"


def test_splits_a_list_of_services_that_no_sub_clause_repeats() -> None:
    split = STANDARD.replace("6.3.1 服务方式", "6.3.1 服务内容\n医保电子凭证激活、医保电子凭证注销。\n6.3.2 服务方式").replace(
        "6.3.2 办理", "6.3.3 办理"
    )
    found = guides(split)
    assert found["医保电子凭证激活"].channels == found["医保电子凭证注销"].channels != ()
    assert found["医保电子凭证注销"].main_item == "医保电子凭证激活"


def test_links_a_material_to_the_form_in_the_appendix_and_tells_a_wrong_letter() -> None:
    result = read()
    form = result.forms[0][0]
    assert guides()["职工参保"].materials[1].form == form.slug
    told = [finding for finding in result.findings if finding.kind == "appendix-letter"]
    assert [finding.guide for finding in told] == ["职工参保"]
    assert "附录B" in told[0].sentence and "附录 C" in told[0].sentence


def test_reads_forms_from_appendices_and_reports_those_that_are_lost() -> None:
    result = read()
    assert [(form.ref, form.name) for form, _ in result.forms] == [("附录B", "青山市职工医疗保险参保登记表")]
    assert [finding.excerpt for finding in result.findings if finding.kind == "lost-form"] == ["青山市医疗费用报销申请表"]


def test_keeps_every_clause_that_is_no_service() -> None:
    kept = clauses()
    assert kept["2.1"].text == ("医保服务站", "设在医疗机构内的服务点，每站不少于2 名工作人员。")
    assert kept["3.1"].text == ("服务场所应设置引导台，配备 20.5 平方米以上的等候区。",)
    assert kept["附录A"].text == ("受理后进入审核。",)
    assert kept["参考文献"].text == ("[1] 青山市医疗保障条例",)
    assert not any(number.startswith(("6.1.", "6.2", "6.3")) for number in kept)


def test_reads_title_number_issuer_and_date_from_the_cover() -> None:
    document = read().documents[0][0]
    assert (document.title, document.document_no) == ("医疗保险经办服务指南", "DB4299/T 118—2023")
    assert (document.issuer, document.issued) == ("青山市市场监督管理局", "2023-05-01")


def test_puts_every_block_into_an_item_a_form_the_document_or_the_structure() -> None:
    blocks = standard_blocks()
    result = standard.read(blocks)
    held = {
        block.place
        for group in (
            *(item.blocks for item in result.items),
            *(part for _, part in result.forms),
            *(part for _, part in result.documents),
            result.structure,
        )
        for block in group
    }
    lost = [text for block in blocks for text, place in texts(block) if text.strip() and block.place not in held]
    assert not lost


def test_finds_the_clauses_behind_a_contents_page_whose_page_numbers_are_glued_on() -> None:
    glued = STANDARD.replace("前言 I\n", "前言I\n").replace("范围 1\n", "范围1\n").replace("服务事项 2\n", "服务事项2\n")
    assert glued != STANDARD
    assert set(guides(glued)) == set(guides())
    assert clauses(glued)["1"].title == "范围"


def test_parts_a_chapter_heading_that_was_glued_to_the_sentence_before_it() -> None:
    glued = STANDARD.replace("应与省平台联通。\n6 服务事项", "应与省平台联通。6 服务事项")
    assert glued != STANDARD
    assert set(guides(glued)) == set(guides())
    assert clauses(glued)["5"].text == ("应与省平台联通。",)


def test_a_wrapped_line_that_begins_with_a_figure_opens_no_clause() -> None:
    assert "2" in clauses() and clauses()["2"].title == "术语和定义"
    assert [clause.number for clause in read().documents[0][0].clauses if clause.number] == ["1", "2", "3", "4", "5", "6", "7", "附录A"]


def test_lists_with_dashes_are_lists() -> None:
    dashed = (
        STANDARD.replace("a) 窗口办，", "——窗口办，")
        .replace("b) 掌上办，", "——掌上办，")
        .replace("a) 有效身份证件", "——有效身份证件")
        .replace("b) 住院发票", "——住院发票")
    )
    assert dashed != STANDARD
    guide = guides(dashed)["住院医疗费用报销"]
    assert [channel.detail for channel in guide.channels] == [channel.detail for channel in guides()["住院医疗费用报销"].channels]
    assert [material.name for material in guide.materials] == ["有效身份证件", "住院发票"]
