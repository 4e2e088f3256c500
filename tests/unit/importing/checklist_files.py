"""Real files of 清单 for the tests: the rows of a list with their merged cells as Word, Excel and PDF."""

from __future__ import annotations

import io
from collections.abc import Sequence

import docx
import openpyxl

from tests.unit.importing.read import printing

Grid = Sequence[Sequence[str]]
Merge = tuple[int, int, int, int]
"""First row, first column, last row, last column, from 0; the text stands in the first cell."""


def down(grid: Grid, columns: Sequence[int], first: int = 1) -> list[Merge]:
    """The merges of ``columns`` in which an empty cell goes on with the filled one above it."""
    merges = []
    for column in columns:
        start = first
        for row in range(first + 1, len(grid) + 1):
            if row == len(grid) or grid[row][column]:
                merges += [(start, column, row - 1, column)] if row - start > 1 else []
                start = row
    return merges


def word(title: str, grid: Grid, merges: Sequence[Merge] = (), note: str = "") -> bytes:
    """A Word file: a title, one table, a note under it."""
    document = docx.Document()
    document.add_paragraph(title)
    table = document.add_table(rows=len(grid), cols=len(grid[0]))
    for at, row in enumerate(grid):
        for column, text in enumerate(row):
            table.cell(at, column).text = text
    for top, left, bottom, right in merges:
        text = table.cell(top, left).text
        table.cell(top, left).merge(table.cell(bottom, right)).text = text
    if note:
        document.add_paragraph(note)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def excel(title: str, grid: Grid, merges: Sequence[Merge] = (), note: str = "") -> bytes:
    """An Excel file: the title merged over the first row, the table under it, a note merged over the last row."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append([title])
    for row in grid:
        sheet.append(list(row))
    if note:
        sheet.append([note])
    width = len(grid[0])
    for top, left, bottom, right in [(-1, 0, -1, width - 1), *merges, *([(len(grid), 0, len(grid), width - 1)] if note else [])]:
        sheet.merge_cells(start_row=top + 2, start_column=left + 1, end_row=bottom + 2, end_column=right + 1)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def pdf(title: str, grid: Grid, widths: Sequence[float], merges: Sequence[Merge] = (), note: str = "", heads: int = 1) -> bytes:
    """A PDF file whose table breaks over pages, its head repeated on each."""
    spans = [((left, top), (right, bottom)) for top, left, bottom, right in merges]
    table = printing.table(grid, widths, *spans, heads=heads)
    parts = [printing.text(title), table, *([printing.text(note)] if note else [])]
    return printing.printed(parts, leftMargin=20, rightMargin=20)
