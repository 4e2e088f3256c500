"""What conversions do to a specification: wrong numbers, cut words, tables one cell a line, charts without arrows, scraps elsewhere."""

from __future__ import annotations

from dataclasses import replace

from mingbai.guides.guide import FormRef, Guide, RiskPoint
from mingbai.importing.blocks import Cell, Paragraph, Place, Table
from mingbai.importing.families.specification import FAMILY
from mingbai.importing.families.specification.chart import read_chart
from mingbai.importing.families.specification.grid import grid
from mingbai.importing.families.specification.prose import mended, paragraphs, parted_notes, without_legend
from mingbai.importing.families.specification.steps import read_steps
from mingbai.importing.read import read
from mingbai.importing.repairs import repaired
from tests.unit.importing import specification_documents as documents
from tests.unit.importing.test_specification import guide, imported, kinds

HERE = Place(line=1)


def boxes(text: str, words: str = "") -> list[str]:
    """The boxes of a chart that was printed as ``text``."""
    blocks = [Paragraph(text=line, place=Place(line=number)) for number, line in enumerate(text.split("\n"), 1)]
    chart = read_chart(blocks, HERE, words).chart
    return [node.text for node in chart.nodes] if chart else []


def test_wrong_and_repeated_numbers_do_not_matter_but_are_reported():
    assert guide("spread").departments and guide("spread").departments.joint == ("民政、卫健等部门",)
    assert kinds("spread").count("section-number") == 2


def test_a_heading_glued_under_a_table_begins_its_section():
    assert guide("spread").conditions == ("重度失能满六个月。",)
    assert guide("spread").levels == ("省", "设区市", "县（市、区）", "乡镇（街道）", "村（社区）")


def test_what_a_remark_says_of_levels_is_a_note_and_a_remark():
    assert guide("spread").level_notes == guide("spread").remarks == ("省、市两级受理权、审批权。",)


def test_words_that_a_line_end_or_a_narrow_cell_cut_are_whole_again():
    assert guide("spread").main_item == "护理补贴管理"
    assert guide("spread").basis[0].title == "护理补贴暂行办法"
    assert guide("spread").basis[0].articles == "第五条、第十条"
    assert mended("《国家医保局 财政部关于进一步 做好工作的通知》") == "《国家医保局 财政部关于进一步做好工作的通知》"
    assert mended("身份证 户口簿") == "身份证 户口簿"
    assert mended("主席令第35 号，第 三十 条") == "主席令第35号，第三十条"


def test_lines_are_joined_only_where_the_sentence_goes_on():
    assert paragraphs(["出具补正通知(表", "21),并告知。", "③支付费用", "1.线上办理"]) == [
        "出具补正通知(表21),并告知。",
        "③支付费用",
        "1.线上办理",
    ]


def test_a_row_that_names_several_materials_gives_each_with_its_case():
    found = [(material.name, material.situation) for material in guide("spread").materials]
    assert found == [("补贴申请表", "单位申请"), ("人员名册", "单位申请"), ("失能结论书", None)]


def test_the_legend_of_the_boxes_is_no_note_but_what_follows_it_is():
    assert guide("spread").material_notes == ("结论书应在有效期内。",)
    assert without_legend("□标识表示各地可选择设置。其他照旧。") == ("其他照旧。", "□标识表示各地可选择设置。")


def test_limits_of_several_cases_keep_each_case():
    limit = guide("spread").time_limit
    assert limit and limit.raw == "限时办结(线上)：不超过3个工作日；即时办结(线下)：即时办结"
    assert [(case.applies_to, case.days) for case in limit.cases] == [("线上", 3), ("线下", 0)]


def test_forms_are_named_with_their_numbers_and_keep_the_printed_words():
    assert guide("spread").forms == (
        FormRef(name="护理补贴申请表", ref="表2", raw="详情参考附件表2-护理补贴申请表"),
        FormRef(name="个人承诺书", ref="表5", raw="附件表5-个人承诺书。承诺书一式两份"),
    )


def test_steps_run_over_lines_and_a_stage_may_hold_cases():
    online, joint = guide("spread").process
    assert [step.text for step in online.steps] == [
        "业务申请。申请人通过线上办理渠道填写相关信息，上传材料，提交至经办机构受理。",
        "业务受理。\n(1)提交材料：①核对材料；②不符合条件的不予受理。\n(2)告知承诺：①核对承诺书。",
        "业务办结。发放补贴，告知办理结果。",
    ]
    assert (joint.path, [step.text for step in joint.steps]) == ("联办申领", ["共享失能结论。", "直接发放补贴。"])


def test_the_scraps_of_a_chart_come_back_from_another_section():
    assert [node.text for node in guide("spread").flowchart[0].nodes][-1] == "一次性告知原因"
    assert guide("spread").risk_points == (
        RiskPoint(stage="业务受理", description="可能出现冒领补贴的问题。"),
        RiskPoint(stage="业务受理", description="可能出现超期。"),
    )
    assert "scraps-moved" in kinds("spread")


def test_a_title_that_differs_from_the_name_is_an_alias():
    assert (guide("spread", 1).name, guide("spread", 1).aliases) == ("护理补贴停发办理", ("护理补贴停发",))
    assert "title-differs" in kinds("spread")


def test_the_last_section_ends_before_the_caption_of_the_forms():
    blocks, portions, _, _ = imported("spread")
    assert guide("spread", 1).risk_level == "低风险"
    after = [block.text.strip() for block in blocks.blocks[portions[-1].end :] if isinstance(block, Paragraph) and block.text.strip()]
    assert after == ["某市操作规范表", "表 1", "护理补贴申请表"]


def test_boxes_of_several_lines_are_put_together_on_evidence():
    words = "审核材料是否齐全完整有效；办理单位参保登记。"
    text = "开始\n提交申请            受理\n材料是否\n齐全完整\n有效\n办理单位\n \n参保登记\n是\n结果反馈"
    assert boxes(text, words) == ["开始", "提交申请", "受理", "材料是否齐全完整有效", "办理单位参保登记", "结果反馈"]


def test_a_second_question_is_another_box_but_its_second_half_is_not():
    text = "业务审核\n材料是否合法\n合规，是否符\n合办理条件\n材料是否\n齐全"
    assert boxes(text, "①审核材料是否合法合规；②审核是否符合办理条件") == ["业务审核", "材料是否合法合规，是否符合办理条件", "材料是否齐全"]


def test_text_set_from_top_to_bottom_is_one_box():
    assert boxes("费用审核\n材\n \n料\n \n是 否\n齐\n \n全\n结算") == ["费用审核", "材料是否齐全", "结算"]


def test_characters_that_mean_nothing_are_reported_and_arrows_are_not_guessed():
    drawing = read_chart([Paragraph(text=text, place=HERE) for text in ("开始", "x", "受理", "是", "注：补充材料时间不计入")], HERE, "")
    assert drawing.chart and [node.text for node in drawing.chart.nodes] == ["开始", "受理"]
    assert (drawing.chart.edges, drawing.chart.notes) == ((), ("补充材料时间不计入",))
    assert [finding.kind for finding in drawing.findings] == ["flowchart-arrows-lost", "stray-character"]
    assert "箭头上写有：是" in drawing.findings[0].sentence


def test_a_chart_without_any_text_is_reported_as_lost():
    drawing = read_chart([Paragraph(text="", place=HERE)], HERE, "")
    assert (drawing.chart, [finding.kind for finding in drawing.findings]) == (None, ["flowchart-lost"])


def table(*rows: tuple[str, ...]) -> Table:
    return Table(rows=tuple(tuple(Cell(text=text, place=HERE, left=text == "←") for text in row) for row in rows), place=HERE)


def of_section(words: str, *tables: Table) -> Guide:
    """A guide whose section headed by ``words`` holds ``tables``."""
    framed = [("（一）事项名称", "某事"), (f"（二）{words}", ""), ("（三）风险级别", "低风险"), ("（四）消息推送模板", "已办结")]
    blocks: list[Paragraph | Table] = []
    for heading, text in framed:
        blocks += [Paragraph(text=heading, place=HERE), *([Paragraph(text=text, place=HERE)] if text else tables)]
    found = FAMILY.read(blocks).items[0].guide
    assert found
    return found


def test_a_row_over_all_columns_heads_the_materials_below_it():
    merged = Table(
        rows=tuple(
            tuple(replace(cell, text="" if cell.left else cell.text) for cell in row)
            for row in table(
                ("序号", "材料名称", "来源渠道"),
                ("一、单位申请", "←", "←"),
                ("1", "申请表", "自备"),
                ("二、其他材料", "←", "←"),
                ("2", "照片", ""),
                ("注：复印件加盖公章。", "←", "←"),
            ).rows
        ),
        place=HERE,
    )
    first, second = of_section("申请材料", merged).materials
    assert (first.name, first.situation, first.note) == ("申请表", "单位申请", "来源渠道：自备")
    assert (second.name, second.situation, second.group) == ("照片", None, "其他材料")
    assert of_section("申请材料", merged).material_notes == ("复印件加盖公章。",)


def test_columns_that_no_field_has_are_kept_with_what_they_stand_beside():
    one = of_section("服务渠道", table(("序号", "渠道分类", "服务渠道", "地址"), ("1", "现场办理", "医保大厅", "南路1号")))
    assert [(channel.kind, channel.detail) for channel in one.channels] == [("window", "医保大厅；地址：南路1号")]
    two = of_section("办理条件", table(("序号", "情形", "办理条件"), ("1", "在职", "已参保。")))
    assert two.conditions == ("在职：已参保。",)


def test_a_table_that_lost_its_head_is_still_read():
    assert [one.title for one in of_section("设定依据", table(("1", "《甲办法》", "甲发〔2020〕1号"))).basis] == ["甲办法"]
    assert of_section("办理条件", table(("1", "已参保。"), ("2", "未停保。"))).conditions == ("已参保。", "未停保。")
    assert [one.name for one in of_section("申请材料", table(("1", "有效身份证件", "□"))).materials] == ["有效身份证件"]


def test_a_table_over_two_pages_with_its_head_repeated_is_one_and_a_missing_row_is_reported():
    read = grid([table(("序号", "办理条件"), ("1", "甲")), table(("序号", "办理 条件"), ("3", "丙"))], "条件")
    assert read and [read.value(row, 1) for row in read.rows] == ["甲", "丙"]
    assert [finding.kind for finding in read.findings()] == ["missing-row"]


def test_a_step_that_follows_in_the_same_line_is_its_own():
    (path,) = read_steps(["业务受理。①核对材料；②不符合的不予受理。网上预审。收到申请。退回的告知原因。业务办结及反馈。告知结果。"], [])
    assert [step.text for step in path.steps] == [
        "业务受理。①核对材料；②不符合的不予受理。",
        "网上预审。收到申请。退回的告知原因。",
        "业务办结及反馈。告知结果。",
    ]


def test_a_note_ends_where_the_list_above_it_goes_on():
    body, notes = parted_notes(["1.线上办理", "注：支持全天。", "含节假日。", "2.现场办理", "备注：自带证件。"])
    assert (body, notes) == (["1.线上办理", "2.现场办理"], ["支持全天。\n含节假日。", "自带证件。"])


def test_a_sentence_below_the_name_is_no_name():
    lost = documents.spread().replace("子项名称：护理补贴停发办理", "子项名称：护理补贴停发办理\n补贴对象死亡的，由经办机\n构停发补贴。")
    blocks = repaired(read("甲.txt", lost.encode())).blocks
    found = FAMILY.read(blocks).items[1].guide
    assert found and (found.name, [one.value for one in found.attributes]) == ("护理补贴停发办理", ["补贴对象死亡的，由经办机构停发补贴。"])


def test_a_guide_whose_first_heading_was_lost_is_still_its_own():
    whole = "(一)事项名称\n子项名称：护理补贴停发办理\n(二)办件类型"
    lost = documents.spread().replace(whole, "子项名称：护理补贴停发办理\n(二)办理时限\n即时办结\n(三)办件类型")
    blocks = repaired(read("甲.txt", lost.encode())).blocks
    found = [item.guide for portion in FAMILY.find(blocks) for item in FAMILY.read(blocks[portion.first : portion.end]).items]
    assert [one.name for one in found if one] == ["护理补贴申领", "护理补贴停发办理"]
    assert found[1] and (found[1].ordinal, found[1].aliases, found[1].handling) == (2, ("护理补贴停发",), "即办件")
