"""One sheet as blocks: its cells as displayed, its merged ranges as marks, titles above and notes below the table as paragraphs."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from mingbai.importing.blocks import Block, Cell, Paragraph, Place, Table
from mingbai.importing.read.coordinates import At, at, named
from mingbai.importing.read.package import Node

S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
LAST_ROW, LAST_COLUMN = 1_048_576, 16_384


@dataclass(frozen=True)
class Grid:
    """The texts of a sheet by row and column, and the merged ranges (first row, first column, last row, last column)."""

    name: str
    texts: Mapping[At, str]
    merges: Sequence[tuple[int, int, int, int]]

    @cached_property
    def rows(self) -> list[int]:
        """The rows that hold text."""
        return sorted({row for row, _ in self.texts})

    @cached_property
    def left(self) -> int:
        """The first column that holds text."""
        return min((column for _, column in self.texts), default=1)

    @cached_property
    def width(self) -> int:
        """The last column that holds text."""
        return max((column for _, column in self.texts), default=0)

    def under(self, merge: tuple[int, int, int, int]) -> Iterator[At]:
        """The cells that a merged range covers, but for its first, in the rows and columns that hold text."""
        top, first, bottom, last = merge
        for row in self.held(top, bottom):
            for column in range(max(first, self.left), min(last, self.width) + 1):
                if (row, column) != (top, first):
                    yield row, column

    def held(self, top: int, bottom: int) -> list[int]:
        """The rows from ``top`` to ``bottom`` that hold text."""
        return self.rows[bisect_left(self.rows, top) : bisect_right(self.rows, bottom)]

    @property
    def size(self) -> int:
        """How many cells there are to look at: in the rows that hold text, and under every merged range."""
        wide = self.width - self.left + 1
        under = (len(self.held(top, bottom)) * max(min(last, self.width) - first + 1, 0) for top, first, bottom, last in self.merges)
        return len(self.rows) * max(wide, 0) + sum(under)


def cells_of(root: Node, shown: Callable[[Node, At], str]) -> Iterator[tuple[At, str]]:
    """Every cell with what it displays; a row or cell without a reference follows the one before (18.3.1.4)."""
    row = 0
    for line in root.iterfind(f"{S}sheetData/{S}row"):
        told = line.get("r", "")
        row = int(told) if told.isdecimal() else row + 1
        column = 0
        for node in line.iterfind(S + "c"):
            column = (at(node.get("r", "")) or (row, column + 1))[1]
            if row <= LAST_ROW and column <= LAST_COLUMN:
                yield (row, column), shown(node, (row, column))


def merges_of(root: Node) -> list[tuple[int, int, int, int]]:
    """The merged ranges of a sheet."""
    out = []
    for node in root.iterfind(f"{S}mergeCells/{S}mergeCell"):
        first, _, last = node.get("ref", "").partition(":")
        one, other = at(first), at(last)
        if one and other:
            out.append((*one, *other))
    return out


def blocks_of(grid: Grid) -> Iterator[Block]:
    """The blocks of a sheet. A row of one text above or below the table is a title or a note and no row of it."""
    marks, columns = _marks(grid), range(grid.left, grid.width + 1)
    laid = ((number, _row(grid, marks, number, columns)) for number in grid.rows)
    rows = [(number, row) for number, row in laid if any(cell.text for cell in row)]
    for run in _runs(rows):
        yield from _run(grid.name, run)


def _marks(grid: Grid) -> dict[At, tuple[bool, bool]]:
    """(above, left) of every covered cell in a row that holds text."""
    return {(row, column): (row > merge[0], column > merge[1]) for merge in grid.merges for row, column in grid.under(merge)}


def _row(grid: Grid, marks: Mapping[At, tuple[bool, bool]], row: int, columns: range) -> tuple[Cell, ...]:
    out = []
    for column in columns:
        above, left = marks.get((row, column), (False, False))
        text = "" if above or left else grid.texts.get((row, column), "")
        out.append(Cell(text=text, place=Place(cell=named((row, column)), sheet=grid.name), above=above, left=left))
    return tuple(out)


def _runs(rows: Sequence[tuple[int, tuple[Cell, ...]]]) -> Iterator[list[tuple[Cell, ...]]]:
    """Tables that follow each other on one sheet: parted where an empty row is followed by a title."""
    run: list[tuple[Cell, ...]] = []
    before = 0
    for number, row in rows:
        if run and number > before + 1 and _lone(row) is not None:
            yield run
            run = []
        run.append(row)
        before = number
    if run:
        yield run


def _run(sheet: str, rows: list[tuple[Cell, ...]]) -> Iterator[Block]:
    full = [index for index, row in enumerate(rows) if _lone(row) is None]
    first, last = (full[0], full[-1] + 1) if full else (len(rows), len(rows))
    for row in rows[:first]:
        yield from _paragraphs(row)
    if full:
        body = rows[first:last]
        yield Table(rows=_trimmed(body), place=Place(cell=f"{body[0][0].place.cell}:{body[-1][-1].place.cell}", sheet=sheet))
    for row in rows[last:]:
        yield from _paragraphs(row)


def _lone(row: tuple[Cell, ...]) -> Cell | None:
    """The only text of a row that begins at its first column and continues no cell above; None for a row of a table."""
    texts = [cell for cell in row if cell.text]
    return texts[0] if len(texts) == 1 and texts[0] is row[0] and not any(cell.above for cell in row) else None


def _paragraphs(row: tuple[Cell, ...]) -> Iterator[Paragraph]:
    for cell in row:
        if cell.text:
            yield from (Paragraph(text=line, place=cell.place) for line in cell.text.split("\n"))


def _trimmed(rows: Sequence[tuple[Cell, ...]]) -> tuple[tuple[Cell, ...], ...]:
    """Without the columns at the right that hold no text in any of these rows."""
    width = max(index + 1 for row in rows for index, cell in enumerate(row) if cell.text)
    return tuple(row[:width] for row in rows)
