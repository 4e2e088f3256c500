"""清单 of other agencies: their own columns in their own order, merged cells, page breaks, lost cells, in text, Word, Excel and PDF."""

from __future__ import annotations

import dataclasses

import pytest

from mingbai.guides.guide import ChecklistRow
from mingbai.importing.blocks import Blocks, Cell, Place, Table
from mingbai.importing.families import checklist
from mingbai.importing.families.checklist_heads import table_field
from mingbai.importing.family import Yield
from mingbai.importing.pipeline import import_document
from mingbai.importing.read import read
from mingbai.importing.repairs import repaired
from tests.unit.importing import checklist_files


def read_all(document: Blocks) -> list[Yield]:
    return [checklist.read(document.blocks[one.first : one.end]) for one in checklist.find(document.blocks)]


def of_text(text: str) -> Yield:
    (found,) = read_all(repaired(read("甲.txt", text.encode())))
    return found


def rows(found: Yield) -> list[ChecklistRow]:
    return [item.row for item in found.items if item.row]


def kinds(found: Yield) -> list[str]:
    return [finding.kind for finding in found.findings]


HEAD = "主项\t序号\t子项\t办理材料\t办理时限\t办理环节\t备注\t设定依据"
ENROL = "一、参保登记\t1\t单位参保登记\t1.证书 2.《甲表》（加盖公章）\t不超过1个工作日\t申请—受理—办结\t含新参保。\t《甲法》第一条"


def test_other_heads_in_another_order():
    found = of_text(
        "甲市医保事项目录\n（2023年版）\n"
        "序号\t业务大类\t事项名称\t事项编码\t办理依据\t承诺时限\t法定时限\t服务对象\t是否收费\t咨询电话\t办理材料\t办理方式\t行使层级\n"
        "1\t参保\t单位参保\t113601001001\t《甲法》（主席令第35号）第一条\t1个工作日\t10个工作日\t企业\t不收费\t0791-12345678"
        "\t1.执照复印件；2.甲表（盖章）\t窗口办理、网上办理\t市级、县级\n"
        "2\t\t职工参保\t113601001002\t《甲法》（主席令第35号）第二条\t即办\t10个工作日\t职工\t不收费\t0791-12345678\t身份证\t窗口办理\t县级\n"
        "备注：1.时限不含公示。2.委托办理的提供委托书。\n"
    )
    first, second = rows(found)
    assert (first.ordinal, first.main_item, first.name, first.code) == (1, "参保", "单位参保", "113601001001")
    assert [(one.title, one.document_no, one.articles) for one in first.basis] == [("甲法", "主席令第35号", "第一条")]
    assert first.time_limit and (first.time_limit.raw, first.time_limit.days) == ("1个工作日", 1)
    assert [(one.name, one.value) for one in first.attributes] == [("法定时限", "10个工作日")]
    assert (first.objects, first.fee, first.levels) == (("企业",), "不收费", ("设区市", "县（市、区）"))
    assert [one.phone for one in first.contacts] == ["0791-12345678"]
    assert [(one.name, one.note, one.copies) for one in first.materials] == [("执照复印件", None, "复印件"), ("甲表", "盖章", None)]
    assert [one.kind for one in first.channels] == ["window", "online"]
    assert (second.main_item, second.inherited) == ("参保", ("main_item",))
    (caption,) = found.captions
    assert (caption.title, caption.notes) == ("甲市医保事项目录（2023年版）", ("时限不含公示。", "委托办理的提供委托书。"))


@pytest.mark.parametrize(
    ("head", "field"),
    [
        ("子项\n名称", "name"),
        ("事项", "name"),
        ("经办服务事项", "name"),
        ("事项类别", "main_item"),
        ("提供材料", "materials"),
        ("领导", None),
    ],
)
def test_heads_that_are_heads_only_in_tables(head: str, field: str | None):
    assert table_field(head) == field


def test_titles_across_the_table_are_main_items():
    found = of_text(
        "附件2\n乙县经办事项清单\n序号\t事项名称\t所需材料\t办结时限\t环节\n一、参保登记\n1\t单位参保\t执照\t即时办结\t申请-受理-办结\n"
        "二、费用报销\n2\t门诊报销\t1.身份证\n2.发票\n3.费用清单\t20个工作日\t申请-受理-拨付-办结\n"
    )
    assert [(row.main_item, row.name, len(row.materials)) for row in rows(found)] == [
        ("参保登记", "单位参保", 1),
        ("费用报销", "门诊报销", 3),
    ]
    assert [(one.number, one.title) for one in found.captions] == [("附件2", "乙县经办事项清单")]


def test_two_rows_of_heads_with_columns_to_tick():
    table = (
        ("序号", "子项", "申请材料", "办理渠道", "办理时限"),
        ("", "", "", "窗口办", "网上办", "掌上办", ""),
        ("1", "甲登记", "身份证", "√", "", "√　", "即时\n办结"),
    )
    found = checklist.read([_table(table)])
    (row,) = rows(found)
    assert [(one.kind, one.detail) for one in row.channels] == [("window", "窗口办"), ("mobile", "掌上办")]
    assert row.time_limit and row.time_limit.raw == "即时办结"


def _table(cells: tuple[tuple[str, ...], ...]) -> Table:
    return Table(
        rows=tuple(tuple(Cell(text=text, place=Place(line=line)) for text in row) for line, row in enumerate(cells, 1)),
        place=Place(line=1, last=len(cells)),
    )


def test_values_of_merged_cells_are_inherited_only_under_the_same_main_item():
    found = of_text(
        f"清单\n{HEAD}\n{ENROL}\n\t2\t职工参保登记\t身份证\t即时办结\t申请—受理—办结\t\t\n"
        "二、报销\t3\t门诊报销\t发票\t20个工作日\t申请—受理—办结\t\t\n"
    )
    first, second, third = rows(found)
    assert second.basis == first.basis and second.remarks == first.remarks
    assert second.inherited == ("main_item", "remarks", "basis")
    assert (third.basis, third.remarks, third.inherited) == ((), (), ())


def test_a_remark_of_the_second_item_alone_is_not_inherited():
    found = of_text(
        f"清单\n{HEAD}\n一、参保\t1\t单位登记\t证书\t即时办结\t申请—办结\t\t《甲法》第一条\n\t2\t职工登记\t身份证\t即时办结\t申请—办结\t限本地。\t\n"
        "\t3\t居民登记\t身份证\t即时办结\t申请—办结\t\t\n"
    )
    assert [row.remarks for row in rows(found)] == [(), ("限本地。",), ()]


def test_a_basis_printed_beside_the_middle_row_goes_to_the_item_above_it_by_name():
    found = of_text(
        f"清单\n{HEAD}\n{ENROL}\n\t2\t单位信息变更\t变更表\t即时办结\t申请—办结\t限本地。\t\n\t3\t职工信息变更\t变更表\t即时办结\t申请—办结\t\t《乙法》第九条\n"
    )
    assert [[one.title for one in row.basis] for row in rows(found)] == [["甲法"], ["乙法"], ["乙法"]]
    assert "merged-below" in kinds(found)


def test_what_a_page_break_cut_is_whole_again_for_both_items():
    title = "丙市事项清单"
    upper, lower = "第二条； 2.《民政部关于印发〈救助基金管", "理办法〉的通知》（财社〔2013〕217号）； 3.《丙意见》（国办发〔2021〕42号）。"
    found = of_text(
        f"{title}\n{HEAD}\n{ENROL}\n"
        f"二、救助对象待\t2\t个人缴费补贴\t身份证明\t15个工作日\t申请—办结\t变更姓名等关键信息\t1.《甲办法》(国务院令649号){upper}\n"
        f"\n{title}\n\n{HEAD}\n"
        f"遇支付\t3\t零星报销\t结算单\t30个工作日\t申请—办结\t的，应提供佐证资料。\t{lower}\n"
    )
    _, second, third = rows(found)
    assert second.main_item == third.main_item == "救助对象待遇支付"
    assert second.remarks == third.remarks == ("变更姓名等关键信息的，应提供佐证资料。",)
    assert [one.title for one in second.basis] == ["甲办法", "民政部关于印发〈救助基金管理办法〉的通知", "丙意见"]
    assert second.basis == third.basis
    assert kinds(found) == ["cut-cell"] * 3


def test_a_row_cut_by_a_page_break_goes_on_in_the_first_row_of_the_next_page():
    found = of_text(
        f"清单\n{HEAD}\n一、参保\t1\t单位登记\t1.证书\t即时办结\t申请—办结\t委托办理的，应提供委托人身份\t《甲法》第一条\n"
        f"\n清单\n{HEAD}\n\t\t\t2.《甲表》\t\t\t证件原件。\t\n\t2\t职工登记\t身份证\t即时办结\t申请—办结\t\t\n"
    )
    first, second = rows(found)
    assert [one.name for one in first.materials] == ["证书", "《甲表》"]
    assert first.remarks == ("委托办理的，应提供委托人身份证件原件。",)
    assert second.name == "职工登记"


def test_a_main_item_printed_on_the_next_page_takes_the_item_that_is_its_by_name():
    found = of_text(
        f"清单\n{HEAD}\n一、关系转移\t1\t关系转移\t证件\t即时办结\t申请—办结\t\t《甲法》第一条\n"
        "\t2\t异地安置人员备案\t证件\t即时办结\t申请—办结\t\t\n"
        f"\n清单\n{HEAD}\n二、异地就医备案\t3\t异地居住人员备案\t证件\t即时办结\t申请—办结\t\t《乙法》第二条\n"
    )
    assert [row.main_item for row in rows(found)] == ["关系转移", "异地就医备案", "异地就医备案"]
    assert [row.basis[0].title for row in rows(found)] == ["甲法", "乙法", "乙法"]
    assert "merged-below-break" in kinds(found)


def test_a_cell_in_its_neighbours_column_goes_back_by_what_it_holds():
    found = of_text(
        f"清单\n{HEAD}\n{ENROL}\n\t2\t职工登记\t身份证\t即时办结\t申请—受理—办结\t\t\t《乙法》（国务院令第2号）第二条\n"
        "\t3\t居民登记\t身份证\t即时办结\t申请—受理—办结\t《丙法》（国务院令第3号）第三条\n"
    )
    assert [row.basis[0].title for row in rows(found)] == ["甲法", "乙法", "丙法"]
    assert [row.remarks for row in rows(found)] == [("含新参保。",)] * 3
    assert kinds(found).count("shifted-cell") == 2


SPREAD = """\t序号
\t主项
\t子项
\t子项编码
\t申请材料
\t事项类型
\t办理时限
\t办理环节
\t备注
\t设定依据

\t1
\t参保
\t单位登记
\t322036001000
\t证书
\t公共服务
\t即时办结
\t申请—受理—办结
\t限本地。
\t《甲法》（主席令第35号）第一条

\t2
\t
\t职工登记
\t322036002000
\t身份证
\t公共服务
\t即时办结
\t申请—受理—办结
\t
\t

1、户口簿

2、《乙表》

行政权力（行政

给付）

\t《乙法》（国务院令第2号）第二条

\t4
\t
\t信息变更
\t322036004000
\t身份证
\t公共服务
\t即时办结
\t申请—受理—办结
\t
\t《丙法》（国务院令第3号）第三条

"""


def test_a_row_that_lost_its_head_keeps_every_fragment_and_the_main_item_is_unknown_after_it():
    found = of_text("清单\n" + SPREAD)
    first, second, lost, after = rows(found)
    assert (second.main_item, second.basis) == ("参保", first.basis)
    assert lost.broken and (lost.ordinal, lost.name, lost.code, lost.main_item) == (None, None, None, None)
    assert [one.name for one in lost.materials] == ["户口簿", "《乙表》"]
    assert (lost.item_kind, [one.title for one in lost.basis]) == ("行政权力（行政给付）", ["乙法"])
    assert lost.missing == ("ordinal", "main_item", "name", "code", "time_limit", "process_stages", "remarks")
    assert (after.ordinal, after.main_item) == (4, None)
    assert "broken-row" in kinds(found)


def test_every_word_of_a_row_stands_in_its_items_blocks_or_in_the_frame():
    document = repaired(read("甲.txt", ("清单\n" + SPREAD + "注：委托办理的提供委托书。\n").encode()))
    (found,) = read_all(document)
    kept = [block for item in found.items for block in item.blocks] + [*found.structure, *(b for c in found.captions for b in c.blocks)]
    words = {text for block in kept for text in _texts(block)}
    assert all(text in words for block in document.blocks for text in _texts(block) if text.strip())


def _texts(block: object) -> list[str]:
    return [cell.text for row in block.rows for cell in row if cell.text] if isinstance(block, Table) else [block.text]  # type: ignore[attr-defined]


def test_numbers_that_come_twice_or_are_left_out_are_told():
    found = of_text(f"清单\n{HEAD}\n{ENROL}\n\t1\t甲\t身份证\t即时办结\t申请—办结\t\t\n\t5\t乙\t身份证\t即时办结\t申请—办结\t\t\n")
    assert kinds(found) == ["repeated-ordinal", "missing-ordinal"]


def test_a_table_that_is_no_list_of_items_is_left_alone():
    text = "序号\t材料名称\t份数\t备注\n1\t身份证\t1\t原件\n2\t户口簿\t1\t复印件\n"
    assert read_all(repaired(read("甲.txt", text.encode()))) == []


GRID = [
    ["序号", "主项", "子项", "办理材料", "办理时限", "办理环节", "备注", "设定依据"],
    [
        "1",
        "参保登记",
        "单位参保登记",
        "1.统一社会信用代码证书\n2.《单位登记表》（加盖公章）",
        "1个工作日",
        "申请—受理—办结",
        "含新参保、注销登记等。",
        "《甲法》第一条",
    ],
    ["2", "", "职工参保登记", "身份证件", "即时办结", "申请—受理—办结", "", ""],
    ["3", "", "居民参保登记", "身份证件", "即时办结", "申请—受理—办结", "限本地户籍。", "《乙条例》（国务院令第2号）第二条"],
    [
        "4",
        "费用报销",
        "门诊费用报销",
        "1.发票\n2.费用清单\n3.病历",
        "20个工作日",
        "申请—受理—拨付—办结",
        "",
        "《甲法》第三条；\n《丙办法》（医保发〔2020〕18号）",
    ],
]
MERGES = [(1, 1, 3, 1), (1, 7, 2, 7)]
WIDTHS = (30, 50, 70, 100, 60, 70, 80, 90)


def plainly(found: list[ChecklistRow]) -> list[ChecklistRow]:
    return [dataclasses.replace(row, lines=()) for row in found]


@pytest.mark.parametrize("format_", ["docx", "xlsx", "pdf"])
def test_word_excel_and_pdf_yield_the_same_rows_with_merges_as_marked(format_: str):
    title, note = "丁市医疗保障事项清单", "说明：清单动态调整。"
    data = {
        "docx": lambda: checklist_files.word(title, GRID, MERGES, note),
        "xlsx": lambda: checklist_files.excel(title, GRID, MERGES, note),
        "pdf": lambda: checklist_files.pdf(title, GRID, WIDTHS, MERGES, note),
    }[format_]()
    (found,) = read_all(repaired(read(f"甲.{format_}", data)))
    first, second, third, fourth = plainly(rows(found))
    assert [row.main_item for row in (first, second, third, fourth)] == ["参保登记"] * 3 + ["费用报销"]
    assert [one.name for one in first.materials] == ["统一社会信用代码证书", "《单位登记表》"]
    assert (second.basis, second.remarks, second.inherited) == (first.basis, (), ("main_item", "basis"))
    assert [one.title for one in third.basis] == ["乙条例"]
    assert ([one.title for one in fourth.basis], len(fourth.materials)) == (["甲法", "丙办法"], 3)
    assert [(one.title, one.notes) for one in found.captions] == [(title, ("清单动态调整。",))]
    assert found.findings == ()


def test_a_row_that_a_pdf_page_cuts_in_the_middle_of_words_is_one_item():
    def page(number: int, *rows_: tuple[str, ...]) -> tuple[tuple[Cell, ...], ...]:
        return tuple(tuple(Cell(text=text, place=Place(page=number)) for text in row) for row in rows_)

    head = ("序号", "子项", "办理材料", "办理时限", "办理环节", "设定依据")
    table = Table(
        rows=(
            *page(1, head, ("1", "临时外出就医人", "有效身份证件或医", "即时办", "申请—受理—", "《甲法》第")),
            *page(
                2,
                ("", "员备案", "保电子凭证", "结", "办结", "一条"),
                ("2", "门诊报销", "发票", "20个工作日", "申请—办结", "《乙法》第二条"),
            ),
        ),
        place=Place(page=1),
    )
    first, second = rows(checklist.read([table]))
    assert (first.name, first.process_stages, first.basis[0].raw) == ("临时外出就医人员备案", ("申请", "受理", "办结"), "《甲法》第一条")
    assert ([one.name for one in first.materials], first.time_limit and first.time_limit.raw) == (
        ["有效身份证件或医保电子凭证"],
        "即时办结",
    )
    assert second.ordinal == 2


def test_columns_beside_the_materials_say_more_of_each():
    found = of_text(
        "清单\n序号\t事项名称\t材料名称\t材料形式\t办理时限（工作日）\t办理环节\n1\t职工参保\t《登记表》\t原件\t3\t申请—办结\n"
        "\t\t身份证\t复印件\t\t\n2\t居民参保\t1.户口簿 2.身份证\t原件\t即时\t申请—办结\n"
    )
    first, second = rows(found)
    assert [(one.name, one.copies) for one in first.materials] == [("《登记表》", "原件"), ("身份证", "复印件")]
    assert [(one.name, one.copies) for one in second.materials] == [("户口簿", "原件"), ("身份证", "原件")]
    assert first.time_limit and (first.time_limit.raw, first.time_limit.kind, first.time_limit.days) == ("3", "working_days", 3)


def test_a_table_whose_head_was_lost_is_read_by_what_its_cells_hold_and_told():
    found = of_text(
        "1\t参保登记\t单位参保登记\t1.执照 2.登记表\t即时办结\t申请—受理—办结\t限本地。\t《甲法》第一条\n"
        "2\t\t职工参保登记\t身份证\t5个工作日\t申请—受理—办结\t限职工。\t《甲法》第二条\n"
    )
    first, second = rows(found)
    assert (first.ordinal, first.main_item, first.name, len(first.materials)) == (1, "参保登记", "单位参保登记", 2)
    assert (second.main_item, second.remarks, second.basis[0].articles) == ("参保登记", ("限职工。",), "第二条")
    assert kinds(found) == ["lost-head"]


def test_lines_between_title_and_head_are_kept_as_notes():
    data = checklist_files.excel("戊市事项清单", [["填报单位：戊市医保局", *[""] * 7], *GRID])
    (found,) = read_all(repaired(read("甲.xlsx", data)))
    assert [(one.title, one.notes) for one in found.captions] == [("戊市事项清单", ("填报单位：戊市医保局",))]
    assert len(found.items) == 4


def test_the_notes_of_a_list_by_itself_make_a_document():
    data = f"江西省医疗保障事项清单（1.0版）\n{HEAD}\n{ENROL}\n说明：1.编码按标准。2.动态调整。\n".encode()
    (document,) = import_document("甲.txt", data).documents
    assert (document.title, document.edition) == ("江西省医疗保障事项清单（1.0版）", None)
    assert [clause.text for clause in document.clauses] == [("编码按标准。", "动态调整。")]


def test_a_remark_about_stages_stays_a_remark():
    found = of_text(f"清单\n{HEAD}\n{ENROL}\n\t2\t药店申请\t申请表\t60个工作日\t申请—受理—办结\t审核环节包括评估、公示、协商、签订等。\n")
    second = rows(found)[1]
    assert (second.process_stages, second.remarks) == (("申请", "受理", "办结"), ("审核环节包括评估、公示、协商、签订等。",))
