"""Tables that a Word-to-text conversion spread over one line a cell come back as tables, and nothing else becomes one."""

from __future__ import annotations

from mingbai.importing.blocks import Blocks, Paragraph, Place, Table
from mingbai.importing.repairs.spread_tables import rebuild_spread_tables


def document(text: str) -> Blocks:
    lines = text.split("\n")
    return Blocks(
        blocks=tuple(Paragraph(text=line, place=Place(line=n, last=n)) for n, line in enumerate(lines, 1)), file="x.txt", format="txt"
    )


def rebuilt(text: str) -> list[list[list[str]] | str]:
    """The tables as lists of rows of texts, and the paragraphs that are not empty."""
    blocks = rebuild_spread_tables(document(text)).blocks
    shown = [[[cell.text for cell in row] for row in block.rows] if isinstance(block, Table) else block.text.strip() for block in blocks]
    return [one for one in shown if one]


HEAD = "\t序号\n\t渠道\n\t方式\n\n"


def test_each_run_of_tabbed_lines_is_a_row():
    assert rebuilt("表前\n" + HEAD + "\t1\n\t线上\n\t网厅\n\n\n表后") == ["表前", [["序号", "渠道", "方式"], ["1", "线上", "网厅"]], "表后"]


def test_a_cell_keeps_its_own_lines_and_empty_cells_stay():
    assert rebuilt(HEAD + "\t1\n\t\n\t第一行\n第二行\n\n\n") == [[["序号", "渠道", "方式"], ["1", "", "第一行\n第二行"]]]


def test_text_that_word_centred_stays_in_its_cell():
    text = HEAD + "\t1\n\t\n\n\n现场\n\t大厅\n\n\t\n\n2\n\t\n\n\t后一行\n\n\n"
    assert rebuilt(text)[0][1] == ["1", "现场", "大厅"]


def test_the_last_cell_may_be_centred_too_but_the_note_below_is_outside():
    text = HEAD + "\t\n\n\n5\n\t\n\n\n材料\n\t\n\n\n\n□\n\n\n注：□表示可以选择。"
    assert rebuilt(text) == [[["序号", "渠道", "方式"], ["5", "材料", "□"]], "注：□表示可以选择。"]


def test_a_page_break_inside_a_table_leaves_one_table():
    text = HEAD + "\t1\n\t线上\n\t网厅\n \t2\n\t现场\n\t大厅\n\n\n"
    assert rebuilt(text) == [[["序号", "渠道", "方式"], ["1", "线上", "网厅"], ["2", "现场", "大厅"]]]


def test_a_page_break_after_a_table_drops_empty_cells_and_parts_the_heading():
    text = HEAD + "\t1\n\t线上\n\t网厅\n\n\t2\n\t政策\n (六)受理层级\n\t省\n\t市\n\n\t□\n\t□\n"
    assert rebuilt(text) == [
        [["序号", "渠道", "方式"], ["1", "线上", "网厅"], ["2", "政策"]],
        "(六)受理层级",
        [["省", "市"], ["□", "□"]],
    ]


def test_a_heading_glued_under_the_last_full_row_ends_the_table():
    text = HEAD + "\t1\n\t线上\n\t网厅\n（六）受理层级\n省级\n"
    assert rebuilt(text) == [[["序号", "渠道", "方式"], ["1", "线上", "网厅"]], "（六）受理层级", "省级"]


def test_a_cell_may_begin_with_a_bracketed_signature():
    text = "\t序号\n\t消息模板\n\n\t\n1\n\t\n【经办机构落款】尊敬的***，已办结。\n\n\t\n2\n\t【经办机构落款】尊敬的***，未办结。\n"
    assert rebuilt(text)[0][1] == ["1", "【经办机构落款】尊敬的***，已办结。"]


WIDE = "\t序号\n\t主项\n\t子项\n\t材料\n\n"


def test_a_row_that_lost_its_tabs_comes_back_as_one_row_of_pieces():
    text = WIDE + "\t1\n\t甲\n\t乙\n\t丙\n\n\n有效证件\n\n\n《办法》第三条；\n\n\t余下的一格\n\n\t3\n\t\n\t丁\n\t戊\n\n\n"
    assert rebuilt(text)[0][2] == ["有效证件", "《办法》第三条；", "余下的一格"]


def test_text_between_two_tables_is_not_a_lost_row():
    text = WIDE + "\t1\n\t甲\n\t乙\n\t丙\n\n\n附件2\n\n" + WIDE + "\t2\n\t甲\n\t乙\n\t丙\n"
    assert [type(part) for part in rebuilt(text)] == [list, str, list]


def test_an_empty_line_inside_a_numbered_row_does_not_part_it():
    text = WIDE + "\t1\n\t甲\n\t乙\n\t丙\n\n\t2\n\t\n\t材料一\n材料二\n\n\t公共服务\n\n\t3\n\t甲\n\t乙\n\t丙\n"
    assert rebuilt(text)[0][2] == ["2", "", "材料一\n材料二", "公共服务"]


def test_a_form_of_rows_of_different_widths_keeps_the_text_below_an_empty_cell():
    text = "\t姓名\n\t\n\t性别\n\t\n\n\t地址\n\t\n\n\t身份\n\t\n\n\n(建议打勾)\n\n\t意见\n\t同意\n\n\n"
    assert rebuilt(text) == [[["姓名", "", "性别", ""], ["地址", ""], ["身份", "(建议打勾)"], ["意见", "同意"]]]


def test_empty_lines_may_be_missing_as_blocks():
    whole = document(HEAD + "\t1\n\t线上\n\t网厅\n\n\n表后")
    sparse = Blocks(blocks=tuple(b for b in whole.blocks if b.text), file="x.txt", format="txt")
    table = rebuild_spread_tables(sparse).blocks[0]
    assert isinstance(table, Table) and [len(row) for row in table.rows] == [3, 3]


def test_rows_that_stand_on_one_line_and_indented_paragraphs_are_left_alone():
    for text in ("主项\t子项\t材料\n\t1\t单位参保登记\n\t2\t职工参保登记", "\t第一段。\n\n\t第二段。\n\n\t第三段。", "\t一\n\t二"):
        blocks = document(text)
        assert rebuild_spread_tables(blocks) is blocks


def test_cells_and_tables_know_their_lines_and_the_repair_is_reported():
    done = rebuild_spread_tables(document("表前\n" + HEAD + "\t\n1\n\t线上\n\t网厅\n\n\n表后"))
    table = next(block for block in done.blocks if isinstance(block, Table))
    assert (table.place.line, table.place.last) == (2, 9)
    assert (table.rows[1][0].place.line, table.rows[1][0].place.last) == (6, 7)
    assert [(f.kind, f.severity) for f in done.findings] == [("spread-table", "info")]


def test_a_page_break_that_left_no_trace_parts_rows_by_their_numbers():
    text = HEAD + "\t1\n\t线上\n\t网厅\n\t2\n\t现场\n\t大厅\n\n\n"
    assert rebuilt(text) == [[["序号", "渠道", "方式"], ["1", "线上", "网厅"], ["2", "现场", "大厅"]]]


def test_a_heading_of_any_dress_glued_under_a_short_row_ends_the_table():
    for heading in ("（六）办理时限", "六、办理时限", "6.办理时限", "【办理时限】"):
        text = HEAD + "\t1\n\t线上\n\t网厅\n\n\t2\n\t政策\n" + heading + "\n\t办理类别\n\t时间\n\n\t即时\n\t当场\n"
        assert rebuilt(text)[1:] == [heading, [["办理类别", "时间"], ["即时", "当场"]]]


def test_a_numbered_line_inside_a_cell_is_no_heading():
    text = HEAD + "\t1\n\t线上\n\t（一）身份证\n（二）户口簿\n\n\t2\n\t现场\n\t大厅\n\n\n"
    assert rebuilt(text)[0][1] == ["1", "线上", "（一）身份证\n（二）户口簿"]
