"""The printed grid of a form: rows of cells with their spans, from a table whose merged cells are marked, or lost.

Where the format marks merged cells (Word, Excel), the spans are exact. Where it does not, an empty cell under or behind a label is
taken to continue it only if the form would make no sense otherwise; no cell text is ever made up. Knows no label.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from mingbai.guides.kinds import FormCell, FormTable
from mingbai.importing.blocks import Cell, Table
from mingbai.importing.families.form_text import is_label, mended

_LONG = 2.5
"""A last cell this many times as long as the one before it holds text, and takes the rest of the row."""


@dataclass(slots=True)
class _Cell:
    text: str
    colspan: int = 1
    rowspan: int = 1
    above: bool = False
    owner: _Cell | None = None

    @property
    def width(self) -> int:
        """How many columns the cell takes; one that continues the cell above is as wide as that."""
        return self.owner.colspan if self.owner else self.colspan


@dataclass(slots=True)
class _Row:
    cells: list[_Cell] = field(default_factory=list)


def grid(tables: Sequence[Table]) -> FormTable:
    """One ruled grid from tables that follow one another."""
    rows = [row for table in tables for row in table.rows if row]
    marked = any(cell.above or cell.left for row in rows for cell in row)
    made = _marked(rows) if marked else _guessed([_Row([_Cell(mended(cell.text)) for cell in row]) for row in rows])
    return FormTable(rows=tuple(tuple(_cell(cell) for cell in row.cells if not cell.above) for row in made))


def _cell(cell: _Cell) -> FormCell:
    return FormCell(text=cell.text, colspan=cell.colspan if cell.colspan > 1 else None, rowspan=cell.rowspan if cell.rowspan > 1 else None)


def _marked(rows: Sequence[Sequence[Cell]]) -> list[_Row]:
    """Rows whose merged cells are marked: a continuing cell widens or lengthens the one that it continues."""
    made: list[_Row] = []
    owners: dict[int, _Cell] = {}
    for row in rows:
        new: dict[int, _Cell] = {}
        current = _Row()
        for column, cell in enumerate(row):
            if cell.left and column - 1 in new:
                new[column] = new[column - 1]
                new[column].colspan += not new[column].above
            elif cell.above and column in owners:
                new[column] = _continued(owners[column], current, row, column)
            else:
                new[column] = _Cell(mended(cell.text))
                current.cells.append(new[column])
        owners = new
        made.append(current)
    return made


def _continued(owner: _Cell, current: _Row, row: Sequence[Cell], column: int) -> _Cell:
    """Lengthen ``owner`` by one row, once a row however wide it is."""
    seen = next((cell for cell in current.cells if cell.above and cell.text == str(id(owner))), None)
    if seen is None:
        owner.rowspan += 1
        current.cells.append(_Cell(str(id(owner)), above=True))
    return owner


def _guessed(rows: list[_Row]) -> list[_Row]:
    _give_back_last_cells(rows)
    _drop_lost_spans(rows)
    headed = _heads_over_two(rows)
    _mark_continued(rows, headed)
    width = max((sum(cell.colspan for cell in row.cells) for row in rows), default=0)
    for row in rows:
        _fill(row, width)
    return rows


def _give_back_last_cells(rows: list[_Row]) -> None:
    """Where lines of tabbed text became rows, an empty last cell was dropped: each short row gets it back.

    It shows in rows that are one cell shorter than the others, or in rows that end in a label with nothing behind it.
    """
    lengths = {len(row.cells) for row in rows}
    if len(lengths) > 2 or len(rows) < 2 or max(lengths) < 3:
        return
    cut = [row.cells for row in rows if len(row.cells) == min(lengths)]
    one_short = len(lengths) == 2 and max(lengths) - min(lengths) == 1 and any(not cells[-1].text for cells in cut)
    no_room = len(lengths) == 1 and any(is_label(cells[-1].text) and not cells[-2].text and is_label(cells[-3].text) for cells in cut)
    for cells in cut if one_short or no_room else ():
        cells.append(_Cell(""))


def _drop_lost_spans(rows: list[_Row]) -> None:
    """In a table whose rows are all equally long, empty cells behind a text are what is left of its span."""
    if len({len(row.cells) for row in rows}) > 1 or len(rows) < 2 or len(rows[0].cells) < 3:
        return
    starts = _columns(rows)
    for row in rows:
        kept: list[_Cell] = []
        for column, cell in enumerate(row.cells):
            before = kept[-1] if kept else None
            if before is not None and not cell.text and _spans(before, column, row, starts):
                before.colspan += 1
            else:
                kept.append(cell)
        row.cells = kept


def _spans(before: _Cell, column: int, row: _Row, starts: frozenset[int]) -> bool:
    """Whether the empty cell at ``column`` is the rest of ``before``: of a blank, of a text, or of a label that a head spans."""
    if starts:
        return column not in starts and (bool(before.text) or column - 1 not in starts)
    leading = all(not cell.text for cell in row.cells[:column])
    return not leading and (not before.text or not is_label(before.text))


def _columns(rows: list[_Row]) -> frozenset[int]:
    """The columns that a head opens, where the first row is a head over mostly empty columns; else none."""
    heads = {column for column, cell in enumerate(rows[0].cells) if cell.text}
    if len(heads) < 3 or not all(is_label(rows[0].cells[column].text) for column in heads):
        return frozenset()
    under = [row.cells[column].text for row in rows[1:] for column in heads if column]
    return frozenset(heads) if sum(1 for text in under if not text) >= 0.7 * len(under) else frozenset()


def _heads_over_two(rows: list[_Row]) -> frozenset[int]:
    """Mend each head in two rows (变更类别 over 增加, 中断 …); returns the rows that such heads take."""
    found: set[int] = set()
    for at in range(len(rows) - 2):
        upper, lower = rows[at].cells, rows[at + 1].cells
        filled = [column for column, cell in enumerate(lower) if cell.text]
        if not 2 < len(upper) < len(lower) == len(rows[at + 2].cells) or not filled or not all(cell.text for cell in upper):
            continue
        first, last = filled[0], filled[-1]
        if 0 < first + len(lower) - 1 - last == len(upper) - 1 and last - first + 1 == len(filled):
            _head_over_two(upper, lower, first, last)
            found |= {at, at + 1}
    return frozenset(found)


def _head_over_two(upper: list[_Cell], lower: list[_Cell], first: int, last: int) -> None:
    """The cell of ``upper`` over columns ``first`` to ``last`` of ``lower`` is one wide head, the others reach over both rows."""
    for column, cell in enumerate(upper):
        cell.rowspan = 1 if column == first else 2
    upper[first].colspan = last - first + 1
    for column in (*range(first), *range(last + 1, len(lower))):
        lower[column].above = True


def _mark_continued(rows: list[_Row], headed: frozenset[int]) -> None:
    """Empty cells at the start of a row continue the label above them, as far as the row before has the same cells."""
    owners: list[_Cell] = []
    for at, row in enumerate(rows):
        if at in headed:
            owners = []
            continue
        for column in _continuing(row.cells, owners):
            owners[column].rowspan += 1
            row.cells[column].above = True
            row.cells[column].owner = owners[column]
        owners = [owners[column] if cell.above else cell for column, cell in enumerate(row.cells)]


def _continuing(cells: list[_Cell], owners: list[_Cell]) -> list[int]:
    """The columns at which an empty cell goes on with the cell above: the first ones, and those between two labels."""
    lead = next((column for column, cell in enumerate(cells) if cell.text), len(cells))
    if not 0 < lead < len(cells) or not owners or not owners[0].text:
        return []
    if len(cells) != len(owners):
        return [0]
    between = range(lead + 1, len(cells) - 1)
    return [*range(lead), *(c for c in between if not cells[c].text and cells[c + 1].text and owners[c].text and owners[c + 1].text)]


def _fill(row: _Row, width: int) -> None:
    """Widen the cells of a short row so that it is as wide as the others: blanks first, else the text at the end, else all.

    A cell that reaches into the next row is only widened where there is no other, since it would narrow that row too.
    """
    rest = [cell for cell in row.cells if not cell.above]
    single = [cell for cell in rest if cell.rowspan == 1]
    missing = width - sum(cell.width for cell in row.cells)
    takers = [cell for cell in single if not cell.text] or _texts(single) or rest
    for step in range(missing if takers else 0):
        takers[-1 - step % len(takers)].colspan += 1


def _texts(cells: list[_Cell]) -> list[_Cell]:
    last = cells[-1] if cells else None
    if last is None or len(cells) == 1:
        return cells
    is_text = not is_label(last.text) or last.text[0] in "（(" or len(last.text) > _LONG * len(cells[-2].text)
    return [last] if is_text else cells
