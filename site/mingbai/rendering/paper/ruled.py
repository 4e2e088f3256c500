"""A form's ruled grid made ready for paper: every cell in its place, what it is for, how wide its column and how high its row must be.

A cell is a head, a section, a label with room beside it, ``open`` (its label and the room in one), printed text, or empty: for writing.
Short rows are widened so that the grid is whole; a table of which only the heads are left gets empty rows, for it was a list.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, field
from typing import Any

from mingbai.guides.kinds import FormTable
from mingbai.rendering.paper.penned import LABEL, SEALED, Line, lines_of

ROWS = 8
"""Empty rows of a list of which the document holds only the heads."""
LOW, HIGHEST, HIGH, SEAL = 8, 12, 18, 22
"""Millimetres: a row to write in, at least and at most; one for an opinion; one for a stamp."""
LONG, SHORT = 228, 142
"""Millimetres of a sheet for grid, lines and notes, A4 upright and landscape."""
LIST = 7
"""A list of so many columns is set on landscape."""
TITLE = 90
"""Characters: a heading of rows may say in brackets who fills them in."""
UPRIGHT, LANDSCAPE = 47.0, 71.0
"""Characters of 10 pt across the sheet, A4 upright and landscape."""
_ROOMY = re.compile(r"意见|原因|原厌|理由|建议|情况说明|病种情况|补正材料|变更内容|制度")
_WIDE = re.compile(r"号码|代码|账号|证号|编码|地址|住址|登记号")
_UNIT = re.compile(r"^(?:人|月|元|街|县\(区、市\).*)$")
_NARROW = re.compile(r"^(?:性别|年龄|序号|邮编|邮政编码)$")


@dataclass(slots=True, kw_only=True)
class Cell:
    """One cell: its place (``row``, ``column``), its spans, its ``lines``, its ``role``; ``room`` mm are left free above its lines."""

    text: str
    row: int
    column: int
    across: int
    down: int
    lines: tuple[Line, ...]
    role: str = "text"
    room: int = 0

    @property
    def plain(self) -> bool:
        """Whether it is a short printed text with nothing to fill in."""
        return bool(self.text) and len(self.text) <= LABEL and not any(line.pen for line in self.lines) and "□" not in self.text


@dataclass(slots=True, kw_only=True)
class Ruled:
    """A grid. ``heads`` rows repeat on every page; ``listed``: a list, its rows alike. ``widths`` are shares, ``heights`` millimetres."""

    columns: int
    rows: list[list[Cell]]
    heads: int = 0
    listed: bool = False
    widths: list[float] = field(default_factory=list)
    heights: list[int] = field(default_factory=list)

    @property
    def wide(self) -> bool:
        """Whether it needs landscape."""
        return self.listed and self.columns >= LIST

    def data(self) -> dict[str, Any]:
        """As the template takes it."""
        return {
            "widths": [round(width, 2) for width in self.widths],
            "heights": self.heights,
            "heads": self.heads,
            "cells": [_data(cell) for row in self.rows for cell in row],
        }


def ruled(table: FormTable, around: int = 0) -> Ruled:
    """The grid of ``table``; ``around`` are millimetres that the lines and notes above and below it take on its sheet."""
    grid = _placed(table)
    _headed(grid)
    for number, row in enumerate(grid.rows):
        _given_roles(grid, number, row)
    grid.widths = _widths(grid)
    grid.heights = _heights(grid, around)
    return grid


def _placed(table: FormTable) -> Ruled:
    """Every cell at its place, as HTML lays out a table with spans; the last cell of a short row reaches to the edge."""
    taken: set[tuple[int, int]] = set()
    rows: list[list[Cell]] = []
    for number, given in enumerate(table.rows):
        row, column = [], 0
        for one in given:
            while (number, column) in taken:
                column += 1
            across, down = one.colspan or 1, min(one.rowspan or 1, len(table.rows) - number)
            row.append(Cell(text=one.text.strip(), row=number, column=column, across=across, down=down, lines=lines_of(one.text)))
            taken |= {(number + below, column + right) for below in range(down) for right in range(across)}
            column += across
        rows.append(row)
    columns = max((column for _, column in taken), default=0) + 1
    for number, row in enumerate(rows):
        missing = sum((number, column) not in taken for column in range(columns))
        if row and missing:
            row[-1].across += missing
    return Ruled(columns=columns, rows=rows)


def _headed(grid: Ruled) -> None:
    """Finds the heads: a first row of nothing but labels, with those that its spans reach into."""
    first = grid.rows[0] if grid.rows else []
    if len(first) < 2 or not all(cell.plain or ("\n" in cell.text and not re.search("[:：□]", cell.text)) for cell in first):
        return
    grid.heads = max(cell.down for cell in first)
    rest = [cell for row in grid.rows[grid.heads :] for cell in row]
    if not rest:
        grid.rows += [_empty_row(grid, grid.heads + number) for number in range(ROWS)]
    grid.listed = sum(not cell.text or cell.text.isdigit() or cell.text == "·" for cell in rest) >= 0.7 * len(rest)


def _empty_row(grid: Ruled, number: int) -> list[Cell]:
    return [Cell(text="", row=number, column=column, across=1, down=1, lines=()) for column in range(grid.columns)]


def _given_roles(grid: Ruled, number: int, row: list[Cell]) -> None:
    """What each cell of a row is for, from the right: a label has its room beside it, or below it, or in itself."""
    following: Cell | None = None
    for cell in reversed(row):
        cell.role = _role(grid, number, cell, following)
        cell.room = _room(row, cell)
        following = cell


def _role(grid: Ruled, number: int, cell: Cell, following: Cell | None) -> str:
    if number < grid.heads:
        return "head"
    if not cell.text:
        return "write"
    if cell.across == grid.columns and len(cell.text) <= TITLE and _heads_others(grid, number, cell):
        return "section"
    if _UNIT.search(cell.text):
        return "unit"
    if not cell.plain:
        return "text"
    if cell.across == grid.columns:
        return "open"
    if grid.listed and cell.column == 0:
        return "label"
    if following is not None and following.role == "open" and _answered(grid, following):
        return "label"
    if following is None or following.role == "open" or (following.role == "label" and following.down > 1):
        return "label" if cell.down > 1 or _empty_below(grid, cell) else "open"
    return "label"


def _answered(grid: Ruled, cell: Cell) -> bool:
    """Whether most rows are answered in the column of ``cell``, so that the label on its left needs no room of its own."""
    there = [one for row in grid.rows for one in row if one.column == cell.column and one is not cell]
    return sum(not one.plain for one in there) * 2 > len(there)


def _heads_others(grid: Ruled, number: int, cell: Cell) -> bool:
    """Whether a cell across the whole grid is the heading of the rows below it, rather than a question of its own."""
    below = grid.rows[number + 1] if number + 1 < len(grid.rows) else []
    asked = cell.text.startswith("是否") or "□" in cell.text or "\n" in cell.text or any(line.pen for line in cell.lines)
    return len(below) > 1 and not asked


def _empty_below(grid: Ruled, cell: Cell) -> bool:
    """Whether a label heads empty cells, together with at least one beside it: 高级职称 中级职称 初级职称."""
    below = grid.rows[cell.row + cell.down] if cell.row + cell.down < len(grid.rows) else []
    empty = {(one.column, one.across) for one in below if not one.text}
    return sum((one.column, one.across) in empty for one in grid.rows[cell.row] if one.plain) > 1


def _room(row: list[Cell], cell: Cell) -> int:
    """Millimetres to write in above the printed lines of a cell: an opinion stands above its signature."""
    asked = row[0].text if row and row[0] is not cell else ""
    signed = all((line.pen or line.sealed) and not line.prose for line in cell.lines) and not any(line.counted for line in cell.lines)
    if cell.role == "text" and _ROOMY.search(asked) and signed:
        return HIGH
    return 0


def _widths(grid: Ruled) -> list[float]:
    """Shares of the columns: what their labels need, and of what is left as much as there is to be written."""
    cells = sorted((cell for row in grid.rows for cell in row), key=lambda cell: cell.across)
    least = _shares(grid, [cell for cell in cells if cell.role in ("label", "head")], 2.2)
    wanted = _shares(grid, cells, 2.2)
    room = (LANDSCAPE if grid.wide else UPRIGHT) - sum(least)
    more = [max(0.0, wish - floor) + (0.5 if floor <= 2.2 else 0.0) for wish, floor in zip(wanted, least, strict=True)]
    if room <= 0 or not sum(more):
        return least
    return [floor + room * part / sum(more) for floor, part in zip(least, more, strict=True)]


def _shares(grid: Ruled, cells: list[Cell], start: float) -> list[float]:
    found = [start] * grid.columns
    for cell in cells:
        need = _need(grid, cell)
        held = sum(found[cell.column : cell.column + cell.across])
        for column in range(cell.column, cell.column + cell.across) if need > held else ():
            found[column] += (need - held) / cell.across
    return found


def _need(grid: Ruled, cell: Cell) -> float:
    if cell.role == "write":
        return _written(grid, cell)
    longest = max((len(line) for line in cell.text.split("\n")), default=0)
    if cell.role in ("label", "head"):
        return longest + 1.5 if longest <= 5 else max(5.5, min(10.0, math.ceil(longest / (2 if longest <= 14 else 3)) + 1.5))
    if cell.role == "unit":
        return longest + 4.0
    if cell.role == "open":
        return min(longest + 6.0, 14.0)
    return min(max((line.length for line in cell.lines), default=0.0) + 1.5, 16.0)


def _written(grid: Ruled, cell: Cell) -> float:
    """Characters of room for what is written into an empty cell, by the label on its left, or the head above it."""
    row = grid.rows[cell.row]
    left = next((one.text for one in row if one.column + one.across == cell.column), "")
    above = next((one.text for head in grid.rows[: grid.heads] for one in head if one.column == cell.column), "")
    asked = above or left
    if _NARROW.search(asked):
        return 3.5
    return 12.0 if _WIDE.search(asked) else 8.0


def _heights(grid: Ruled, around: int) -> list[int]:
    """The least height of each row, in millimetres: rows as high as one sheet allows; where they do not fit on one, as low as a pen
    allows. ``around`` are millimetres that the lines and notes about the grid take."""
    free = (SHORT if grid.wide else LONG) - around
    for low in range(HIGHEST, LOW - 1, -1):
        heights = [_height(grid, row, low) for row in grid.rows]
        if sum(max(height, _filled(row)) for height, row in zip(heights, grid.rows, strict=True)) <= free:
            return heights
    return [_height(grid, row, LOW + 1) for row in grid.rows]


def _filled(row: list[Cell]) -> float:
    """Millimetres that the printed text of a row takes, near enough."""
    return max((sum(_line_height(line) for line in cell.lines) + cell.room + 3.5 for cell in row if cell.role == "text"), default=0.0)


def _line_height(line: Line) -> float:
    """Millimetres of a line; a long one of a cell across most of the sheet."""
    length = sum(len(piece.text) for piece in line.pieces)
    return (14.0 if line.sealed else 7.5) if line.pen else 5.2 * math.ceil(length / 42)


def _height(grid: Ruled, row: list[Cell], low: int) -> int:
    """The least height of a row, in millimetres, where an ordinary one is ``low``."""
    if any(cell.role in ("head", "section") for cell in row):
        return LOW
    single = [cell for cell in row if cell.down == 1]
    if any(SEALED.search(cell.text) and cell.role in ("label", "open") for cell in single):
        return SEAL
    asked = [cell.text for cell in row if cell.role in ("label", "open")]
    if any(_ROOMY.search(text) for text in asked) and any(not cell.text for cell in row):
        return HIGH + 2 * (low - LOW)
    if any(cell.role == "open" and cell.across == grid.columns and not cell.text.startswith("是否") for cell in row):
        return HIGH + 2 * (low - LOW)
    return low + 4 if "备注" in asked else low


def _data(cell: Cell) -> dict[str, Any]:
    return {
        "x": cell.column,
        "y": cell.row,
        "across": cell.across,
        "down": cell.down,
        "role": cell.role,
        "room": cell.room,
        "text": cell.text,
        "lines": [line.data() for line in cell.lines],
    }
