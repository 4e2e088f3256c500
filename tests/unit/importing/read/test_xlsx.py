"""Excel workbooks: every cell as displayed, merges as marks, titles and notes apart from the table."""

from __future__ import annotations

import datetime
import io
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter
from openpyxl.comments import Comment

from mingbai.errors import UnreadableSource
from mingbai.importing.blocks import Blocks, Paragraph, Table
from mingbai.importing.read import read
from mingbai.importing.read.xlsx.display import displayed
from tests.unit.importing.read.makers import shown, zipped


def saved(book: openpyxl.Workbook) -> Blocks:
    out = io.BytesIO()
    book.save(out)
    return read("清单.xlsx", out.getvalue())


def sheet_of(rows: list[list[object]], *merges: str) -> openpyxl.Workbook:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    for merge in merges:
        book.active.merge_cells(merge)
    return book


def test_title_and_notes_are_paragraphs_and_merges_are_marks() -> None:
    rows: list[list[object]] = [
        ["某省经办事项清单\n（2022版）"],
        ["主项", "子项序号", "办理渠道", None, "备注"],
        [None, None, "窗口", "网上", None],
        ["一、参保", 1, "√", "√", None],
        [None, 2, "√", None, "无"],
        ["注：本清单自2022年起施行。"],
    ]
    blocks = saved(sheet_of(rows, "A1:E1", "A2:A3", "B2:B3", "C2:D2", "E2:E3", "A4:A5", "A6:E6"))
    assert shown(blocks.blocks) == [
        "某省经办事项清单",
        "（2022版）",
        [
            ["主项", "子项序号", "办理渠道", "←", "备注"],
            ["↑", "↑", "窗口", "网上", "↑"],
            ["一、参保", "1", "√", "√", ""],
            ["↑", "2", "√", "", "无"],
        ],
        "注：本清单自2022年起施行。",
    ]
    table = blocks.blocks[2]
    assert isinstance(table, Table)
    assert (table.place.cell, table.rows[2][0].place.cell, table.rows[3][4].place.cell) == ("A2:E5", "A4", "E5")
    assert blocks.blocks[0].place.cell == "A1" and blocks.blocks[0].place.sheet == "Sheet"


def test_every_sheet_is_read_and_a_hidden_one_reported() -> None:
    book = sheet_of([["甲", "乙"]])
    book.create_sheet("附件2").append(["丙", "丁"])
    book.create_sheet("选项").append(["戊", "己"])
    book["选项"].sheet_state = "hidden"
    blocks = saved(book)
    assert shown(blocks.blocks) == [[["甲", "乙"]], [["丙", "丁"]]]
    assert [(finding.kind, finding.place.sheet) for finding in blocks.findings] == [("hidden-sheet", "选项")]


def test_hidden_rows_and_columns_are_read_and_reported() -> None:
    book = sheet_of([["甲", "乙"], ["丙", "丁"]])
    book.active.row_dimensions[2].hidden = True
    book.active.column_dimensions["B"].hidden = True
    blocks = saved(book)
    assert shown(blocks.blocks) == [[["甲", "乙"], ["丙", "丁"]]]
    assert [(finding.kind, finding.place.cell) for finding in blocks.findings] == [("hidden-row", "A2"), ("hidden-column", "B1")]


def test_a_sheet_may_begin_in_the_middle_and_empty_edges_fall_away() -> None:
    book = openpyxl.Workbook()
    book.active["C3"], book.active["C4"], book.active["D4"], book.active["H9"] = "清单", "序号", "事项", "  "
    book.active["XFD9"].font = openpyxl.styles.Font(bold=True)
    assert shown(saved(book).blocks) == ["清单", [["序号", "事项"]]]


def test_two_tables_with_a_title_between_are_two() -> None:
    rows: list[list[object]] = [["附件1"], ["序号", "事项"], [1, "甲"], [], ["附件3"], ["序号", "事项"], [1, "乙"]]
    assert shown(saved(sheet_of(rows)).blocks) == ["附件1", [["序号", "事项"], ["1", "甲"]], "附件3", [["序号", "事项"], ["1", "乙"]]]


def test_an_empty_row_in_a_table_does_not_part_it_from_its_head() -> None:
    rows: list[list[object]] = [["序号", "事项"], [1, "甲"], [], [2, "乙"]]
    assert shown(saved(sheet_of(rows)).blocks) == [[["序号", "事项"], ["1", "甲"], ["2", "乙"]]]


def test_a_row_of_one_text_within_the_table_stays_its_row() -> None:
    rows: list[list[object]] = [["序号", "事项"], ["一、参保"], [1, "甲"]]
    assert shown(saved(sheet_of(rows, "A2:B2")).blocks) == [[["序号", "事项"], ["一、参保", "←"], ["1", "甲"]]]


def test_text_under_a_merge_comments_and_errors_are_reported() -> None:
    book = sheet_of([["甲", "乙"], ["#N/A", "丙"]])
    book.active["A2"].data_type = "e"
    book.active["B2"].comment = Comment("请核对", "某人")
    blocks = saved(book)
    assert [(finding.kind, finding.place.cell, finding.excerpt) for finding in blocks.findings] == [
        ("cell-error", "A2", "#N/A"),
        ("comment", "B2", "请核对"),
    ]


def test_a_value_that_a_merge_covers_is_reported(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        sheet.merge_range("A1:A2", "甲")
        sheet.write("A2", "盖住的字")
        sheet.write("B1", "乙")
        sheet.write("B2", "丙")
    blocks = read("a.xlsx", path.read_bytes())
    assert shown(blocks.blocks) == [[["甲", "乙"], ["↑", "丙"]]]
    assert [(finding.kind, finding.excerpt) for finding in blocks.findings] == [("covered-text", "盖住的字")]


def test_rich_text_formula_values_text_boxes_and_line_breaks(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("清单")
        sheet.write_rich_string("A1", book.add_format({"bold": True}), "1.有效", "身份证件")
        sheet.write_formula("B1", "=1+1", None, 2)
        sheet.write("C1", "第一行\n第二行")
        sheet.insert_textbox("B5", "说明：\n先网上办")
    blocks = read("a.xlsx", path.read_bytes()).blocks
    assert shown(blocks) == [[["1.有效身份证件", "2", "第一行\n第二行"]], "说明：", "先网上办"]
    assert isinstance(blocks[1], Paragraph) and blocks[1].place.cell == "B5"


def test_a_formula_that_was_never_calculated_is_reported() -> None:
    blocks = saved(sheet_of([["合计", "=1+1"], ["甲", "乙"]]))
    assert [(finding.kind, finding.place.cell) for finding in blocks.findings] == [("formula-without-value", "B1")]


def test_dates_and_codes_are_read_as_displayed() -> None:
    book = sheet_of([["日期", "编码", "长编码", "版本"], [datetime.date(2022, 5, 19), 2036001001, 322036001000, 1.0]])
    book.active["A2"].number_format = 'yyyy"年"m"月"d"日"'
    book.active["B2"].number_format = "000000000000"
    book.active["D2"].number_format = "0.0"
    assert shown(saved(book).blocks) == [[["日期", "编码", "长编码", "版本"], ["2022年5月19日", "002036001001", "322036001000", "1.0"]]]


@pytest.mark.parametrize(
    ("value", "code", "text"),
    [
        ("1", "General", "1"),
        ("1.0", "General", "1"),
        ("0.1", "General", "0.1"),
        ("0.30000000000000004", "General", "0.3"),
        ("3.22036001E+11", "General", "322036001000"),
        ("-2.5", "General", "-2.5"),
        ("7", "000", "007"),
        ("7", "@", "7"),
        ("0.8", "0%", "80%"),
        ("0.125", "0.0%", "12.5%"),
        ("1234567.891", "#,##0.00", "1,234,567.89"),
        ("0", "#,##0", "0"),
        ("1234", "#,##0.00_);[Red]\\(#,##0.00\\)", "1,234.00"),
        ("-1234", "#,##0.00_);[Red]\\(#,##0.00\\)", "(1,234.00)"),
        ("-3", "0", "-3"),
        ("5", '"第"0"号"', "第5号"),
        ("20", '0"个工作日"', "20个工作日"),
        ("5", "[$¥-804]0.00", "¥5.00"),
        ("1.50", "0.0#", "1.5"),
        ("5152812345", "000-0000", "515281-2345"),
        ("2.5", "0", "3"),
        ("12", "[DBNum1][$-804]General", "十二"),
        ("1.5", "# ?/?", "1.5"),
        ("44700", "yyyy/m/d", "2022/5/19"),
        ("44700", "yyyy-mm-dd", "2022-05-19"),
        ("44700", 'yyyy"年"m"月";@', "2022年5月"),
        ("44700", '[DBNum1][$-804]yyyy"年"m"月"d"日"', "二〇二二年五月十九日"),
        ("44700.375", "yyyy/m/d h:mm", "2022/5/19 9:00"),
        ("0.729166666", "h:mm", "17:30"),
        ("0.729166666", "上午/下午h:mm", "下午5:30"),
        ("0.5", "hh:mm:ss", "12:00:00"),
        ("1.5", "[h]:mm", "36:00"),
        ("44700", "aaaa", "星期四"),
        ("59", "yyyy/m/d", "1900/2/28"),
        ("9999999", "yyyy/m/d", "9999999"),
        ("1e400", "0", "1e400"),
        ("x", "0", "x"),
    ],
)
def test_a_number_is_shown_in_its_format(value: str, code: str, text: str) -> None:
    assert displayed(value, code, from_1904=False) == text


def test_a_sheet_that_declares_a_value_in_its_last_corner_is_refused_and_not_laid_out() -> None:
    cells = "".join(f'<row r="{row}"><c r="XFD{row}" t="inlineStr"><is><t>x</t></is></c></row>' for row in range(1, 300))
    assert "内存" in _refused(f'<row r="1"><c r="A1"><v>1</v></c></row>{cells}')


def test_a_sheet_of_nothing_is_empty() -> None:
    assert "空的" in _refused("")


def _refused(rows: str) -> str:
    space = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    parts = {
        "xl/workbook.xml": f'<workbook {space} xmlns:r="{office}"><sheets><sheet name="a" r:id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<R><Relationship Id="r1" Type="{office}/worksheet" Target="s.xml"/></R>',
        "xl/s.xml": f"<worksheet {space}><sheetData>{rows}</sheetData></worksheet>",
    }
    with pytest.raises(UnreadableSource) as refusal:
        read("a.xlsx", zipped(parts))
    return refusal.value.sentence
