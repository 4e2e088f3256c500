"""Operating specifications in the shapes of several provinces come out as guides, field by field; the documents are made up."""

from __future__ import annotations

import functools

from mingbai.guides.guide import Attribute, Basis, Channel, Edge, FormRef, Guide, RiskPoint
from mingbai.importing.blocks import Blocks, Cell, Finding, Paragraph, Place, Table
from mingbai.importing.families.specification import FAMILY
from mingbai.importing.family import Portion
from mingbai.importing.read import read
from mingbai.importing.repairs import repaired
from tests.unit.importing import specification_documents as documents


@functools.cache
def imported(name: str) -> tuple[Blocks, tuple[Portion, ...], tuple[Guide, ...], tuple[Finding, ...]]:
    """One of the made-up documents by the name of its maker: its blocks, portions, guides and findings."""
    made = {"word": documents.word, "plain": documents.PLAIN.encode, "spread": lambda: documents.spread().encode()}[name]()
    blocks = repaired(read(f"{name}.{'docx' if name == 'word' else 'txt'}", made))
    portions = tuple(FAMILY.find(blocks.blocks))
    yields = [FAMILY.read(blocks.blocks[portion.first : portion.end]) for portion in portions]
    guides = tuple(item.guide for one in yields for item in one.items if item.guide)
    return blocks, portions, guides, tuple(finding for one in yields for finding in one.findings)


def guide(name: str, at: int = 0) -> Guide:
    return imported(name)[2][at]


def kinds(name: str) -> list[str]:
    return [finding.kind for finding in imported(name)[3]]


def test_a_word_document_with_headlines_gives_one_guide_a_headline():
    assert [one.name for one in imported("word")[2]] == ["长期护理保险失能评估申请", "护理机构变更登记"]
    assert [one.ordinal for one in imported("word")[2]] == [1, 2]
    assert guide("word").main_item == "长期护理保险待遇申请"


def test_the_portion_leaves_cover_and_appendix_to_others():
    blocks, portions, _, _ = imported("word")
    outside = [
        block.text for block in (*blocks.blocks[: portions[0].first], *blocks.blocks[portions[-1].end :]) if isinstance(block, Paragraph)
    ]
    assert outside == ["某省医疗保障经办政务服务事项操作规范", "（2024年版）", "附件1 长期护理保险失能评估申请表", "姓名："]


def test_a_table_of_labels_and_values_fills_fields_and_keeps_the_rest_as_attributes():
    assert (guide("word").objects, guide("word").item_kind) == (("参保人员",), "公共服务")
    assert Attribute(name="到现场次数", value="0次") in guide("word").attributes


def test_bases_stand_in_columns():
    assert guide("word").basis == (
        Basis(
            title="长期护理保险试点办法",
            document_no="某政发〔2023〕8号",
            articles="第六条",
            raw="《长期护理保险试点办法》某政发〔2023〕8号第六条",
        ),
        Basis(title="统筹地区相关政策", raw="统筹地区相关政策"),
    )


def test_ticked_levels_count_and_untouched_ones_do_not():
    assert guide("word").levels == ("设区市", "县（市、区）", "村（社区）")
    assert guide("word").level_notes == ("村（社区）仅帮办代办。",)


def test_channels_take_the_class_of_their_merged_cell_and_feedback_is_no_way_in():
    assert guide("word").channels == (
        Channel(kind="mobile", detail="某医保小程序", group="线上办理"),
        Channel(kind="online", detail="政务服务网", group="线上办理"),
        Channel(kind="window", detail="医保服务大厅", group="现场办理"),
        Channel(kind="other", detail="短信告知", group="结果反馈"),
    )


def test_a_promise_printed_as_a_number_takes_its_unit():
    limit = guide("word").time_limit
    assert limit and (limit.raw, limit.kind, limit.days) == ("30个工作日", "working_days", 30)


def test_further_columns_of_materials_are_kept():
    card, form = guide("word").materials
    assert (card.name, card.any_of, card.copies) == ("医保电子凭证或有效身份证件", ("医保电子凭证", "有效身份证件"), "原件，1份")
    assert (form.name, form.note) == ("《失能评估申请表》", "本人签字；可现场填写")


def test_printed_arrows_become_edges():
    chart = guide("word").flowchart[0]
    assert [node.text for node in chart.nodes] == ["申请", "受理", "现场评估", "公示", "送达结论"]
    assert chart.edges[0] == Edge(from_="n1", to="n2") and len(chart.edges) == 4


def test_risk_points_take_their_stage_and_keep_every_column():
    first, second, third = guide("word").risk_points
    assert first == RiskPoint(stage="受理", description="材料不真实。\n防控措施：双人核验。")
    assert (second.stage, third.stage) == ("受理", "评估")


def test_sections_of_one_line_and_without_tables_are_read_too():
    second = guide("word", 1)
    assert (second.handling, second.time_limit and second.time_limit.days) == ("即办件", 0)
    assert [(one.name, one.note) for one in second.materials] == [("变更申请表", "加盖公章"), ("变更证明材料", None)]
    assert (second.message_templates, second.risk_level) == (("您的变更登记已办结。",), "低风险")


def test_a_section_that_nobody_knows_is_kept_as_an_attribute():
    assert guide("word", 1).attributes == (Attribute(name="异议处理", value="申请人可在十日内提出异议。"),)


def test_bracketed_headings_in_another_order():
    one = guide("plain")
    assert (one.name, one.objects, one.risk_level) == ("新生儿参保登记", ("新生儿及其监护人",), "低风险")
    assert [material.name for material in one.materials] == ["出生医学证明", "户口簿"]
    assert one.material_notes == ("监护人不是父母的，还需提供监护证明。",)
    assert one.forms == (FormRef(name="新生儿参保登记表", ref="表3", raw="表3《新生儿参保登记表》"),)
    assert (one.required_fields, one.risk_points) == (
        ("新生儿姓名", "出生日期"),
        (RiskPoint(stage="业务受理", description="可能出现冒用证件的问题。"),),
    )


def test_paths_with_stages_and_paths_with_numbered_steps():
    online, window = guide("plain").process
    assert (online.path, [step.text for step in online.steps]) == (
        "线上办理",
        ["业务申请：监护人登录小程序填报信息。", "业务审核：核对出生医学证明。审核不通过的，一次性告知原因。"],
    )
    assert (window.path, [step.text for step in window.steps]) == ("窗口办理", ["监护人到窗口提交材料；", "工作人员当场办结。"])


def test_a_guide_for_the_public_is_left_to_its_own_family():
    lines = "一、单位参保登记\n◆事项名称\n单位参保登记\n◆服务对象\n用人单位\n◆办理材料\n登记表\n◆办理时限\n即时办结\n◆温馨提示\n无".split(
        "\n"
    )
    blocks = [Paragraph(text=line, place=Place(line=number)) for number, line in enumerate(lines, 1)]
    assert FAMILY.find(blocks) == []


def test_a_document_without_a_name_is_reported_and_not_invented():
    lines = "（一）事项描述\n某事。\n（二）办件类型\n即办件\n（三）消息推送模板\n已办结。\n（四）风险级别\n低风险".split("\n")
    blocks = [Paragraph(text=line, place=Place(line=number)) for number, line in enumerate(lines, 1)]
    read_one = FAMILY.read(blocks)
    assert (read_one.items, [finding.kind for finding in read_one.findings]) == ((), ["no-name"])


def test_a_heading_in_another_dress_counts_where_its_number_goes_on():
    head = ["一、事项名称", "某事", "二、服务对象", "单位", "三、办件类型", "即办件"]
    lines = [*head, "（四）风险级别", "低风险", "5.消息推送模板", "已办结", "六、备注", "1.事项描述", "不是标题"]
    blocks = [Paragraph(text=line, place=Place(line=number)) for number, line in enumerate(lines, 1)]
    item = FAMILY.read(blocks).items[0].guide
    assert item and (item.risk_level, item.message_templates, item.summary) == ("低风险", ("已办结",), None)


def test_three_sections_that_are_tables_make_a_specification_without_its_inner_sections():
    def table(*rows: tuple[str, ...]) -> Table:
        return Table(rows=tuple(tuple(Cell(text=text, place=Place(line=1)) for text in row) for row in rows), place=Place(line=1))

    blocks = [
        *(Paragraph(text=text, place=Place(line=1)) for text in ("一、补贴申领", "（一）事项名称", "补贴申领", "（二）设定依据")),
        table(("序号", "文件名", "文号"), ("1", "《甲办法》", "甲发〔2020〕1号")),
        Paragraph(text="（三）办理条件", place=Place(line=1)),
        table(("序号", "办理条件"), ("1", "失能。")),
        Paragraph(text="（四）申请材料", place=Place(line=1)),
        table(("序号", "材料名称", "份数"), ("1", "申请表", "2")),
    ]
    item = FAMILY.read(blocks).items[0].guide
    assert item and (item.name, item.conditions, item.materials[0].copies) == ("补贴申领", ("失能。",), "2份")
    assert FAMILY.find(blocks[:-2]) == []
