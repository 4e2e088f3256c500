"""Guides in headed sections import right in every dress that agencies give their headings, one guide or many in a document."""

from __future__ import annotations

from dataclasses import replace

import pytest

from mingbai.guides.guide import Guide
from mingbai.importing.blocks import Block, Paragraph
from mingbai.importing.pipeline import Imported, import_document
from tests.unit.importing import headed_documents as made
from tests.unit.importing.read.makers import cell, grid, para, word
from tests.unit.importing.rewritten import Numbers, as_pdf, as_word


def imported(text: str | bytes, file: str = "made-up.txt") -> Imported:
    return import_document(file, text.encode() if isinstance(text, str) else text, region="320600")


def guides(text: str | bytes, file: str = "made-up.txt") -> list[Guide]:
    return list(imported(text, file).guides)


def names(guide: Guide) -> list[str]:
    return [material.name for material in guide.materials]


def steps(guide: Guide) -> list[tuple[str | None, list[str]]]:
    return [(path.path, [step.text for step in path.steps]) for path in guide.process]


def test_reads_headings_in_brackets_with_text_after_or_below_them() -> None:
    (guide,) = guides(made.BRACKETS)
    assert guide.name == "门诊慢特病病种待遇认定"
    assert guide.conditions == ("患有规定病种目录内疾病", "经二级及以上定点医疗机构确诊。")
    assert names(guide) == ["医保电子凭证或有效身份证件或社保卡", "《门诊慢特病病种待遇认定申请表》", "近两年内住院病历复印件"]
    assert guide.time_limit is not None and (guide.time_limit.kind, guide.time_limit.days) == ("working_days", 15)
    assert guide.fee == "不收费"
    assert [(one.kind, one.address, one.hours, one.phone) for one in guide.contacts] == [
        ("办理地点", "青山市政务服务中心二楼医保窗口", None, None),
        ("办理时间", None, "周一至周五 上午9:00-12:00，下午1:30-5:00", None),
        ("咨询电话", None, None, "0999-1234567"),
    ]


def test_takes_title_issuer_and_date_from_the_lines_above_the_first_heading() -> None:
    one = imported(made.BRACKETS)
    assert one.guides[0].source is not None
    source = one.guides[0].source
    assert (source.document, source.issuer, source.issued) == ("门诊慢特病认定办事指南", "青山市医疗保障局", "2023-04-12")
    assert one.report.share == 1.0


def test_reads_chinese_numbered_headings_over_lists_that_are_numbered_the_same_way() -> None:
    (guide,) = guides(made.CHINESE_NUMBERS)
    assert guide.name == "生育津贴支付"
    assert [basis.title for basis in guide.basis] == ["中华人民共和国社会保险法", "女职工劳动保护特别规定"]
    assert guide.conditions == ("用人单位按时足额缴纳生育保险费", "符合国家生育政策。")
    assert steps(guide) == [
        ("窗口办理", ["单位经办人提交材料", "窗口人员审核受理", "拨付到账。"]),
        ("网上办理", ["登录青山政务服务网", "上传材料。"]),
    ]


def test_reads_a_guide_that_stands_in_one_line() -> None:
    (guide,) = guides(made.ONE_LINE)
    assert guide.name == "城乡居民参保登记"
    assert names(guide) == ["户口簿或居住证", "《城乡居民参保登记表》", "近期免冠照片一张"]
    assert [channel.kind for channel in guide.channels] == ["window", "online"]
    assert steps(guide) == [(None, ["提交材料", "审核登记", "缴费"])]


def test_reads_questions_and_answers() -> None:
    (guide,) = guides(made.QUESTIONS)
    assert guide.name == "灵活就业人员怎么参加青山市职工医保"
    assert guide.objects == ("未在用人单位参保的灵活就业人员，年龄在法定退休年龄以内的，均可参加。",)
    assert names(guide) == ["有效身份证件", "《灵活就业人员参保登记表》"]
    assert [channel.kind for channel in guide.channels] == ["window", "online"]
    assert guide.time_limit is not None and guide.time_limit.kind == "immediate"


def test_reads_headings_that_stand_alone_in_a_line_and_tells_the_guides_apart() -> None:
    first, second = guides(made.BARE)
    assert (first.name, second.name) == ("单位参保信息变更登记", "参保单位缴费基数申报")
    assert names(first) == ["《单位信息变更登记表》", "变更后的营业执照复印件"]
    assert steps(first) == [(None, ["单位经办人提出申请", "经办机构审核", "反馈结果"])]
    assert steps(second) == [(None, ["单位经办人提出申请", "经办机构核定"])]


def test_reads_half_width_punctuation() -> None:
    (guide,) = guides(made.HALF_WIDTH)
    assert guide.name == "异地就医手工报销"
    assert names(guide) == ["医保电子凭证", "医院收费票据", "费用清单", "出院小结"]
    assert steps(guide) == [(None, ["提交材料", "审核", "拨付"])]


def test_reads_numbered_labels_and_keeps_a_note_with_the_materials_above_it() -> None:
    first, second = guides(made.NUMBERED_LABELS)
    assert (first.code, second.code) == ("002036001002", "002036001005")
    assert first.levels == ("设区市", "县（市、区）")
    assert (first.fee, first.ordinal, second.ordinal) == ("否", 1, 2)
    assert second.material_notes == ("由单位办理的加盖单位公章。",)
    assert second.remarks == ()


def test_reads_marked_sections_with_cases_notes_and_damaged_marks() -> None:
    first, second = guides(made.DIAMONDS)
    assert [(one.situation, one.name) for one in first.materials] == [
        ("普通住院", "身份证"),
        ("普通住院", "发票"),
        ("意外伤害住院", "事故责任认定书"),
    ]
    assert first.material_notes == ("票据均需原件", "委托办理的提供委托书。")
    assert first.tips == ("请保留复印件。",)
    assert steps(second) == [("窗口办理", ["申请", "支付"]), ("网上办理", ["登录", "上传"])]
    assert (second.time_limit and second.time_limit.raw, second.tips) == ("30个工作日", ("不予受理的一次性告知。",))


def test_keeps_a_section_whose_heading_nobody_knows_and_says_so() -> None:
    one = imported(made.DIAMONDS)
    assert [(part.name, part.value) for part in one.guides[0].attributes] == [("特殊说明甲乙", "详见公告")]
    assert [finding.excerpt for finding in one.report.findings if finding.kind == "unknown-heading"] == ["特殊说明甲乙"]


def test_a_note_under_a_heading_of_its_own_is_a_tip_only_where_other_guides_have_tips_there() -> None:
    first = "一、甲事项\n◆服务对象\n甲\n◆办理材料\n身份证\n◆办理时限\n即时\n◆温馨提示\n提示文字\n"
    second = "二、乙事项\n◆服务对象\n乙\n◆办理材料\n身份证\n◆办理时限\n即时\n◆备注\n备注文字\n"
    assert [(guide.tips, guide.remarks) for guide in guides(first + second)] == [(("提示文字",), ()), (("备注文字",), ())]
    assert [(guide.tips, guide.remarks) for guide in guides(second)] == [((), ("备注文字",))]


def test_a_note_about_all_items_under_the_last_is_the_documents() -> None:
    first = "一、甲事项\n◆服务对象\n甲\n◆办理材料\n身份证\n◆办理时限\n即时\n"
    second = "二、乙事项\n◆服务对象\n乙\n◆办理材料\n身份证\n◆办理时限\n即时\n◆流程图\n"
    of_all, of_one = "注：所有服务事项中，委托办理的应提供授权委托书。\n", "注：遇节假日顺延。\n"
    whole = imported(first + second + of_all)
    assert [guide.remarks for guide in whole.guides] == [(), ()]
    assert [clause.text for document in whole.documents for clause in document.clauses] == [
        ("所有服务事项中，委托办理的应提供授权委托书。",)
    ]
    assert whole.report.share == 1.0
    assert [guide.remarks for guide in guides(first + second + of_one)] == [(), ("遇节假日顺延。",)]
    assert [guide.remarks for guide in guides(second + of_all)] == [("所有服务事项中，委托办理的应提供授权委托书。",)]


def test_a_heading_that_differs_from_the_printed_name_is_an_alias() -> None:
    text = (
        "一、计划生育医疗费支付\n◆事项名称\n主项名称：生育待遇支付\n子项名称：计划生育医疗费用支付\n◆办理材料\n票据\n◆办理时限\n5个工作日\n"
    )
    (guide,) = guides(text)
    assert (guide.name, guide.main_item, guide.aliases) == ("计划生育医疗费用支付", "生育待遇支付", ("计划生育医疗费支付",))


def test_keeps_what_is_left_of_a_drawing_and_reports_a_lost_one() -> None:
    text = "一、甲\n◆服务对象\n人\n◆办理材料\n证\n◆办理时限\n即时\n◆流程图\n单位办理：\n个人办理：\n注：图示仅供参考。\n"
    one = imported(text + "二、乙\n◆服务对象\n人\n◆办理材料\n证\n◆办理时限\n即时\n◆流程图\n")
    assert [chart.title for chart in one.guides[0].flowchart] == ["单位办理", "个人办理"]
    assert one.guides[0].remarks == ("图示仅供参考。",)
    assert [finding.place.line for finding in one.report.findings if finding.kind == "drawing-lost"] == [19]


LABELS = grid(
    cell("门诊费用报销办事指南", 4),
    cell("事项名称") + cell("门诊费用报销") + cell("事项类型") + cell("公共服务"),
    cell("服务对象") + cell("未直接结算的参保人员", 3),
    cell("申请材料", 1, "restart") + cell("序号") + cell("材料名称") + cell("份数"),
    cell("", 1, "continue") + cell("1") + cell("医保电子凭证或有效身份证件") + cell("原件"),
    cell("", 1, "continue") + cell("2") + cell("《门诊费用报销申请表》") + cell("1份"),
    cell("办理流程") + cell("1.提交材料\n2.审核\n3.拨付", 3),
    cell("法定时限") + cell("30个工作日") + cell("承诺时限") + cell("15个工作日"),
    cell("收费标准") + cell("不收费") + cell("咨询电话") + cell("0999-1234567"),
)


def test_reads_a_table_of_labels_and_values_with_a_table_of_materials_in_it() -> None:
    one = imported(word(para("青山市医疗保障局") + LABELS), "made-up.docx")
    (guide,) = one.guides
    assert (guide.name, guide.item_kind, guide.fee) == ("门诊费用报销", "公共服务", "不收费")
    assert [(part.name, part.copies) for part in guide.materials] == [
        ("医保电子凭证或有效身份证件", "原件"),
        ("《门诊费用报销申请表》", "1份"),
    ]
    assert guide.time_limit is not None and guide.time_limit.raw == "15个工作日"
    assert [(part.name, part.value) for part in guide.attributes] == [("法定时限", "30个工作日")]
    assert one.report.share == 1.0


def test_reads_headings_by_their_word_level() -> None:
    def heading(text: str, level: int) -> str:
        return para(text, f'<w:outlineLvl w:val="{level - 1}"/>')

    body = "".join(
        heading(title, 1) + heading("服务对象", 2) + para(whom) + heading("办理材料", 2) + para("1.身份证") + para("2.登记表")
        + heading("办理时限", 2) + para("即时办结") + heading("特别事项甲", 2) + para("特别内容")
        for title, whom in (("一、单位参保登记", "用人单位"), ("二、异地就医备案", "参保人员"))
    )  # fmt: skip
    first, second = guides(word(body), "made-up.docx")
    assert [(one.name, one.objects, one.ordinal) for one in (first, second)] == [
        ("单位参保登记", ("用人单位",), 1),
        ("异地就医备案", ("参保人员",), 2),
    ]
    assert [(part.name, part.value) for part in second.attributes] == [("特别事项甲", "特别内容")]


def test_a_guide_without_any_name_bears_the_documents_and_says_so() -> None:
    one = imported("服务对象：参保人员\n办理材料：身份证\n办理时限：即时办结\n收费标准：不收费\n", "转移接续.txt")
    assert one.guides[0].name == "转移接续"
    assert "name-missing" in {finding.kind for finding in one.report.findings}


def test_a_column_that_only_groups_the_labels_is_framing() -> None:
    rows = [
        ("基本信息", "restart", "事项名称", "住院费用报销"),
        ("", "continue", "服务对象", "参保人员"),
        ("办理信息", "restart", "办理材料", "身份证"),
    ]
    table = grid(*(cell(group, 1, merge) + cell(label) + cell(value) for group, merge, label, value in rows))
    one = imported(word(table), "made-up.docx")
    assert [(guide.name, guide.objects, names(guide)) for guide in one.guides] == [("住院费用报销", ("参保人员",), ["身份证"])]
    assert one.report.share == 1.0


def test_a_table_of_contents_is_framing_and_gives_no_item() -> None:
    contents = "青山市医保指南\n目 录\n一、甲登记……………1\n二、乙登记……………2\n"
    items = [
        f"{n}、{name}\n（一）服务对象：人\n（二）办理材料：证\n（三）办理时限：即时\n" for n, name in (("一", "甲登记"), ("二", "乙登记"))
    ]
    one = imported(contents + "".join(items))
    assert [guide.name for guide in one.guides] == ["甲登记", "乙登记"]
    assert (one.report.share, one.guides[0].source and one.guides[0].source.document) == (1.0, "青山市医保指南")


def test_titles_are_told_by_a_word_and_a_number_and_lose_their_ornaments() -> None:
    body = "服务对象：人\n办理材料：证\n办理时限：即时\n"
    assert [guide.name for guide in guides(f"青山市医保指南\n事项一：甲登记\n{body}事项二：乙登记\n{body}")] == ["甲登记", "乙登记"]
    assert [guide.name for guide in guides("★异地备案★\n" + body)] == ["异地备案"]


def test_headings_in_brackets_may_be_numbered() -> None:
    (guide,) = guides(
        "1、【事项名称】零星报销\n2、【办理材料】\n（1）发票；\n（2）清单。\n3、【办理流程】\n（1）申请；\n（2）支付。\n4、【办理时限】30个工作日\n"
    )
    assert (guide.name, names(guide), steps(guide)) == ("零星报销", ["发票", "清单"], [(None, ["申请", "支付。"])])


def test_labels_in_one_line_are_told_apart_where_a_wrapped_line_lost_its_blank() -> None:
    (guide,) = guides(made.ONE_LINE.replace("网上办理 办理流程", "网上办理办理流程"))
    assert [channel.detail for channel in guide.channels] == ["窗口办理", "网上办理"]
    assert steps(guide) == [(None, ["提交材料", "审核登记", "缴费"])]


@pytest.mark.parametrize("text", [made.BRACKETS, made.CHINESE_NUMBERS, made.QUESTIONS, made.BARE, made.HALF_WIDTH, made.NUMBERED_LABELS])
def test_word_and_pdf_files_give_the_same_guides_as_their_text(text: str) -> None:
    blocks = [block for block in made.document(text).blocks if texts_of_block(block)]
    for data in (as_word(blocks, Numbers()), as_pdf(blocks)):
        assert [plain(guide) for guide in guides(data, "a")] == [plain(guide) for guide in guides(text, "a")]


def texts_of_block(block: Block) -> str:
    return block.text.strip() if isinstance(block, Paragraph) else ""


def plain(guide: Guide) -> Guide:
    """The guide without its places."""
    return replace(guide, source=None)
