"""Tables that were written as one line a row, the cells parted by tabs."""

from mingbai.importing.blocks import Block, Blocks, Paragraph, Place, Table
from mingbai.importing.repairs.tab_tables import rebuild_tab_tables


def rebuilt(text: str) -> Blocks:
    blocks = tuple(Paragraph(text=line, place=Place(line=number)) for number, line in enumerate(text.split("\n"), 1))
    return rebuild_tab_tables(Blocks(blocks=blocks, file="甲.txt", format="txt"))


def cells(block: Block) -> list[list[str]]:
    return [[cell.text for cell in row] for row in block.rows] if isinstance(block, Table) else []


def test_a_run_of_tabbed_lines_is_a_table_across_empty_lines():
    found = rebuilt("标题\n甲\t乙\t丙\t\n1\t\t3\n\n\t2\t\n结尾")
    assert [type(block).__name__ for block in found.blocks] == ["Paragraph", "Table", "Paragraph"]
    assert cells(found.blocks[1]) == [["甲", "乙", "丙"], ["1", "", "3"], ["", "2"]]
    assert found.blocks[1].place == Place(line=2, last=5)
    assert [finding.kind for finding in found.findings] == ["tab-table"]


def test_a_line_break_inside_a_cell_does_not_end_its_row():
    found = rebuilt("序号\t事项\t材料\t时限\n1\t甲\t1.证\n2.表\n3.单\t即时\n2\t乙\t证\t即时")
    assert cells(found.blocks[0])[1:] == [["1", "甲", "1.证\n2.表\n3.单", "即时"], ["2", "乙", "证", "即时"]]


def test_a_numbered_title_between_rows_is_a_row_of_its_own():
    found = rebuilt("序号\t事项\t材料\n一、参保\n1\t甲\t证\n二、报销\n2\t乙\t票")
    assert cells(found.blocks[0])[1:] == [["一、参保"], ["1", "甲", "证"], ["二、报销"], ["2", "乙", "票"]]


def test_words_with_a_tab_between_them_are_no_table():
    text = "联系电话：\t12345\n地址：\t南路1号\n\t《甲法》\n正文"
    assert rebuilt(text).blocks == tuple(Paragraph(text=line, place=Place(line=number)) for number, line in enumerate(text.split("\n"), 1))


def test_a_heading_below_a_table_stays_outside():
    found = rebuilt("序号\t事项\t材料\n1\t甲\t证\n二、办事指南\n正文")
    assert len(found.blocks) == 3


def test_a_table_never_runs_over_a_heading_and_a_list_of_two_columns_is_one():
    found = rebuilt("服务对象\t办理方式\t办理流程\n个人\t见面\t公布\n(四)办理依据\n序号\t文件名\n1\t《甲法》\n2\t《乙法》\n(五)办理条件")
    shown = [[[cell.text for cell in row] for row in block.rows] if isinstance(block, Table) else block.text for block in found.blocks]
    assert shown == [
        [["服务对象", "办理方式", "办理流程"], ["个人", "见面", "公布"]],
        "(四)办理依据",
        [["序号", "文件名"], ["1", "《甲法》"], ["2", "《乙法》"]],
        "(五)办理条件",
    ]


def test_several_cells_of_a_row_may_hold_line_breaks_and_the_last_may_be_empty():
    found = rebuilt(
        "序号\t子项\t材料\t备注\t依据\n1\t甲\t1.证\n2.表\t1.限本地；\n2.限职工。\t《甲法》\n《乙法》\n2\t乙\t1.证\n2.表\t1.限本地；\n2.限职工。\t\n3\t丙\t证\t\t《丙法》"
    )
    assert cells(found.blocks[0])[1:] == [
        ["1", "甲", "1.证\n2.表", "1.限本地；\n2.限职工。", "《甲法》\n《乙法》"],
        ["2", "乙", "1.证\n2.表", "1.限本地；\n2.限职工。"],
        ["3", "丙", "证", "", "《丙法》"],
    ]


def test_a_word_of_the_head_may_be_broken():
    found = rebuilt("序号\t子项\t事项\n类型\t办理\n环节\t备注\n1\t甲\t公共服务\t申请—办结\t限本地")
    assert cells(found.blocks[0]) == [["序号", "子项", "事项\n类型", "办理\n环节", "备注"], ["1", "甲", "公共服务", "申请—办结", "限本地"]]


def test_the_title_that_a_page_repeats_is_not_in_the_last_cell():
    found = rebuilt("序号\t子项\t依据\n1\t甲\n某清单\n序号\t子项\t依据\n2\t乙\t《甲法》\n说明：动态调整")
    assert [block.text for block in found.blocks if isinstance(block, Paragraph)][-1:] == ["说明：动态调整"]
    assert all("某清单" not in cell for block in found.blocks for row in cells(block) for cell in row)
