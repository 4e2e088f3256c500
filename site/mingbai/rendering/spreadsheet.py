"""Guides of one place as a workbook (.xlsx) that people can edit and bring back: one sheet for each part that repeats.

Every cell is text, held in the workbook's table of strings and formatted as text: nothing that a guide says can become a formula,
a link or a number (the reason is CSV and formula injection, OWASP). Row 1 names the columns for people, row 2 by their keys, by
which they come back. Values in, bytes out; what stands where is ``guides/sheets.py``.
"""

from __future__ import annotations

import io
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

import xlsxwriter

from mingbai.guides.guide import Guide
from mingbai.guides.sheet_values import Line, lines, written
from mingbai.guides.sheets import EDITION, NAME, NUMBER, SHEETS, SLUG, Sheet, heads

OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "nan_inf_to_errors": False,
}
TEXT = 49
"""The built-in format @ (ECMA-376 part 1, 18.8.30): what is typed into the cell stays text."""
_WIDTHS = {"text": 60, "raw": 60, "detail": 60, "description": 60, "summary": 60, "name": 36, "title": 36, NUMBER: 8, SLUG: 18}
_WIDE, _NARROW = 36, 16


def workbook(guides: Iterable[tuple[Guide, int]]) -> bytes:
    """The workbook of ``guides`` of one place, each with the number of its version. Raises Refusal for what no cell can hold."""
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, OPTIONS)
    formats = {
        "head": book.add_format({"bold": True, "num_format": TEXT, "bottom": 1, "text_wrap": True, "valign": "top"}),
        "key": book.add_format({"num_format": TEXT, "font_color": "#5F6870", "font_size": 9}),
        "told": book.add_format({"num_format": TEXT, "font_color": "#5F6870", "text_wrap": True, "valign": "top"}),
        "cell": book.add_format({"num_format": TEXT, "text_wrap": True, "valign": "top"}),
    }
    names: dict[str, tuple[str, int]] = {}
    rows: dict[str, list[Line]] = defaultdict(list)
    for guide, number in guides:
        names[guide.slug] = guide.name, number
        for line in lines(guide):
            rows[line.sheet].append(line)
    for sheet in SHEETS.values():
        _lay(book.add_worksheet(sheet.name), sheet, rows[sheet.name], names, formats)
    book.close()
    return file.getvalue()


def _lay(page: Any, sheet: Sheet, rows: list[Line], names: Mapping[str, tuple[str, int]], formats: Mapping[str, Any]) -> None:
    page.freeze_panes(2, 2)
    for column, (key, label) in enumerate(heads(sheet)):
        page.write_string(0, column, label, formats["head"])
        page.write_string(1, column, key, formats["key"])
        page.set_column(column, column, _width(key, label), formats["cell"])
        told = key in (NAME, EDITION)
        for row, line in enumerate(rows, 2):
            text = _text(line, key, names[line.slug])
            if text:
                page.write_string(row, column, text, formats["told" if told else "cell"])


def _text(line: Line, key: str, named: tuple[str, int]) -> str:
    if key == NUMBER:
        return written(line.number)
    return {SLUG: line.slug, NAME: named[0], EDITION: str(named[1])}.get(key) or line.cells.get(key, "")


def _width(key: str, label: str) -> int:
    return _WIDTHS.get(key.rpartition(".")[2], _WIDE if len(label) > 6 else _NARROW)
