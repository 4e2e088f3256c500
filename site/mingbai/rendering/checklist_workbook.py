"""The 清单 of a place as a workbook (.xlsx) to be read, sorted and filtered: the printed table's rows, and a sheet on their sources.

Takes the ``Paper`` of the printed 清单, so that both say the same. Every cell but the 序号 is text: nothing that a guide says becomes a
formula or a link (``rendering.spreadsheet`` gives the reason). Nothing is merged, so that sorting and filtering work: the main item
stands in each row. Equal papers give equal bytes. Knows no database and no clock.
"""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from datetime import datetime, time
from typing import Any

import xlsxwriter

from mingbai.rendering.paper.lines import UNSAID, dated
from mingbai.rendering.paper.sheet import Paper
from mingbai.rendering.spreadsheet import OPTIONS, TEXT

NAME, ABOUT = "清单", "出处和版本"
SAMPLE = "样张：本站还没有设置正式网址，请勿对外使用。"
_LOOKS: Mapping[str, Mapping[str, Any]] = {
    "title": {"bold": True, "font_size": 14},
    "head": {"bold": True, "border": 1, "text_wrap": True, "valign": "vcenter", "bg_color": "#F2F2F2"},
    "cell": {"border": 1, "text_wrap": True, "valign": "top"},
    "number": {"num_format": "0", "border": 1, "valign": "top", "align": "left"},
    "told": {"text_wrap": True, "valign": "top"},
}
_HEADING = "主项"
_WIDTHS = {
    "heading": 18, "ordinal": 6, "name": 24, "code": 15, "materials": 60, "kind": 10, "levels": 13,
    "ways": 10, "limit": 18, "stages": 14, "remarks": 48, "basis": 48, "version": 12,
}  # fmt: skip
"""Widths in characters of the standard font; together an A3 sheet across at the scale that ``fit_to_pages`` gives."""
_ABOUT = (12, 64, 18, 10, 12)
"""The same for the second sheet, of A4 across."""
_FONT = {"font_name": "宋体", "font_size": 10}
_LINE = 15.5
"""Height of a line in that font in points, with room for programs that put a taller font in its place."""
_TALLEST = 409.0
"""Points that a row may be high in Excel."""
_A3 = 8
"""Paper size in SpreadsheetML (ECMA-376 part 1, 18.3.1.63)."""
_MOST = 32767
"""Characters that a cell may hold in Excel."""


def checklist_workbook(paper: Paper) -> bytes:
    """The workbook of a 清单 printed as ``paper``."""
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, OPTIONS)
    cover = paper.data["cover"]
    organ = cover["organ"] or cover["site"]
    book.set_properties({"title": paper.title, "author": organ, "created": datetime.combine(paper.day, time(0))})
    formats = {name: book.add_format({"num_format": TEXT, **_FONT, **looks}) for name, looks in _LOOKS.items()}
    _rows(book.add_worksheet(NAME), paper, formats)
    _about(book.add_worksheet(ABOUT), paper, formats)
    book.close()
    return file.getvalue()


def _rows(page: Any, paper: Paper, formats: Mapping[str, Any]) -> None:
    """One row a guide, under heads that stay in sight and are printed on every sheet."""
    columns = [(_HEADING, "heading", False), *((one["title"], one["key"], one["asked"]) for one in paper.data["columns"])]
    for column, (title, key, _) in enumerate(columns):
        page.set_column(column, column, _WIDTHS.get(key, 16))
        page.write_string(0, column, title, formats["head"])
    at = 0
    for group in paper.data["groups"]:
        for row in group["rows"]:
            at += 1
            held = {**row, "heading": [group["heading"]] if group["heading"] else []}
            said = {key: held[key] or ([UNSAID] if asked else []) for _, key, asked in columns}
            page.set_row(at, _height(said))
            for column, key in enumerate(said):
                _cell(page, at, column, key, said[key], formats)
    page.autofilter(0, 0, at, len(columns) - 1)
    page.freeze_panes(1, 1 + next(number for number, (_, key, _) in enumerate(columns) if key == "name"))
    page.ignore_errors({"number_stored_as_text": f"A1:XFD{at + 1}"})
    _printed(page, paper)


def _cell(page: Any, row: int, column: int, key: str, said: Sequence[str], formats: Mapping[str, Any]) -> None:
    text = "\n".join(said)
    if key == "ordinal" and text.isascii() and text.isdigit():
        page.write_number(row, column, int(text), formats["number"])
    else:
        page.write_string(row, column, _fitting(text), formats["cell"])


def _height(said: Mapping[str, Sequence[str]]) -> float:
    """How high a row must be for all its text to be seen: Excel works it out when it opens a file, other programs and printers do not."""
    lines = max(
        sum(_lines(line, _WIDTHS.get(key, 16)) for text in texts for line in text.split("\n")) for key, texts in said.items() if texts
    )
    return min(_TALLEST, _LINE * lines + 4)


def _lines(text: str, width: int) -> int:
    """Lines that ``text`` takes in a column: a Chinese character is two wide, and one may be left over at the end of a line."""
    return max(1, -(-sum(1 if sign.isascii() else 2 for sign in text) // (width - 2)))


def _fitting(text: str) -> str:
    """``text`` as far as a cell holds it, saying so where it does not: no material list of ours comes near."""
    cut = "……（单元格放不下，全文见网页）"
    return text if len(text) <= _MOST else text[: _MOST - len(cut)] + cut


def _printed(page: Any, paper: Paper) -> None:
    """A3 across, as wide as the sheet, the heads on every page; the stamp at the foot."""
    cover = paper.data["cover"]
    page.set_landscape()
    page.set_paper(_A3)
    page.set_margins(left=0.5, right=0.5, top=0.7, bottom=0.7)
    page.fit_to_pages(1, 0)
    page.repeat_rows(0)
    sample = "（样张）" if cover["sample"] else ""
    page.set_header(f"&L{_plain(paper.title)}{sample}")
    page.set_footer(f"&L{_plain(cover['address'])} · {cover['printed']} 打印&R第 &P 页，共 &N 页")


def _plain(text: str) -> str:
    """``text`` for a header or footer, where & begins a command and 255 characters are all that Excel takes."""
    return (text if len(text) <= 110 else f"{text[:109]}…").replace("&", "&&")


def _about(page: Any, paper: Paper, formats: Mapping[str, Any]) -> None:
    """Where the rows come from, and the version and check code of each."""
    for column, width in enumerate(_ABOUT):
        page.set_column(column, column, width)
    page.set_landscape()
    page.set_paper(9)
    page.fit_to_pages(1, 0)
    page.write_string(0, 0, paper.title, formats["title"])
    lines = _origin_lines(paper.data["cover"])
    for at, (label, told) in enumerate(lines, 1):
        page.set_row(at, _LINE * _lines(told, _ABOUT[1]) + 2)
        page.write_string(at, 0, label, formats["told"])
        page.write_string(at, 1, told, formats["told"])
    top = len(lines) + 2
    for column, title in enumerate(("序号", "子项", "子项编码", "版次", "校验码")):
        page.write_string(top, column, title, formats["head"])
    for at, row in enumerate((row for group in paper.data["groups"] for row in group["rows"]), top + 1):
        _cell(page, at, 0, "ordinal", row["ordinal"], formats)
        for column, said in enumerate((row["name"], row["code"], row["version"][:1], row["version"][1:]), 1):
            _cell(page, at, column, "", said, formats)
    page.ignore_errors({"number_stored_as_text": "A1:E9999"})


def _origin_lines(cover: Mapping[str, Any]) -> list[tuple[str, str]]:
    """What is to be said of the whole, label and words."""
    found = [("样张", SAMPLE)] if cover["sample"] else []
    found += [("地区", cover["place"])] if cover["place"] else []
    found += [("项数", f"{cover['count']} 项")]
    for origin in cover["origins"]:
        more = (origin["number"], origin["issuer"], dated(origin["issued"]), origin["edition"])
        found.append(("出处", " ".join([origin["document"], *(part for part in more if part)])))
    found += [("网址", cover["address"]), ("打印日期", cover["printed"])]
    return [*found, ("核对", "在本站的网址后面加上 /v/ 和校验码，可以查到这一版现在是否有效。")]
