"""Grids and the characters in them → tables; a table that goes on over pages is one, its repeated head dropped, its cut row joined."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from mingbai.importing.blocks import Cell, Place, Table
from mingbai.importing.read.coordinates import named
from mingbai.importing.read.pdf.grid import Grid, Unit
from mingbai.importing.read.pdf.lines import lines_of
from mingbai.importing.read.pdf.page import Char
from mingbai.importing.read.pdf.paragraphs import joined


@dataclass(frozen=True, slots=True)
class Slot:
    """A cell as printed: its text and the merge marks; ``unit`` is how wide its first unbreakable piece is and ``room`` what its
    last line leaves free, in points, to tell whether it goes on overleaf within a line."""

    text: str = ""
    above: bool = False
    left: bool = False
    unit: float = 0.0
    room: float = 0.0


@dataclass(frozen=True, slots=True)
class Ruled:
    """A table on one page: its column borders and its rows, and where on the page it begins and ends."""

    page: int
    xs: tuple[float, ...]
    top: float
    bottom: float
    rows: tuple[tuple[Slot, ...], ...]
    pages: tuple[int, ...]


def ruled(grid: Grid, chars: Sequence[Char], page: int) -> Ruled:
    """Fill a grid with its characters."""
    held: dict[Unit, list[Char]] = {}
    for char in chars:
        unit = grid.unit((char.left + char.right) / 2, char.base - 0.3 * char.size)
        if unit is not None:
            held.setdefault(grid.top_left[unit], []).append(char)
    wide: dict[Unit, int] = {}
    for (_, column), first in grid.top_left.items():
        wide[first] = max(column, wide.get(first, 0))
    texts = {first: _text(those, grid.xs[first[1]], grid.xs[wide[first] + 1], page) for first, those in held.items()}
    rows = tuple(tuple(_slot(grid, (row, column), texts) for column in range(len(grid.xs) - 1)) for row in range(len(grid.ys) - 1))
    return Ruled(page, grid.xs, grid.ys[0], grid.ys[-1], rows, (page,) * len(rows))


def _text(chars: list[Char], left: float, right: float, page: int) -> Slot:
    lines = lines_of(chars)
    if not lines:
        return Slot()
    start = min(line.left for line in lines)
    margin = min(max(start - left, 1.0), 6.0)
    text = "\n".join(paragraph.text for paragraph in joined(lines, page, start, right - margin))
    return Slot(text, unit=lines[0].unit, room=right - margin - 0.35 * lines[-1].size - lines[-1].right)


def _slot(grid: Grid, unit: Unit, texts: dict[Unit, Slot]) -> Slot:
    first = grid.top_left[unit]
    if first == unit:
        return texts.get(unit, Slot())
    return Slot(above=unit[0] > first[0], left=unit[1] > first[1])


def continued(before: Ruled, after: Ruled) -> Ruled | None:
    """Both as one table where ``after``, first on the next page, has the same columns as ``before``, last on its page."""
    if len(before.xs) != len(after.xs) or any(abs(x - y) > 4 for x, y in zip(before.xs, after.xs, strict=True)):
        return None
    rows = after.rows[_repeated(before.rows, after.rows) :]
    kept = before.rows
    pages = after.pages[: len(rows)]
    if rows and _cut(kept, rows[0]):
        kept = (*kept[:-1], tuple(_over(one, other) for one, other in zip(kept[-1], rows[0], strict=True)))
        rows, pages = rows[1:], pages[1:]
    return replace(before, page=after.page, bottom=after.bottom, rows=(*kept, *rows), pages=(*before.pages, *pages))


def _repeated(before: Sequence[tuple[Slot, ...]], after: Sequence[tuple[Slot, ...]]) -> int:
    """How many rows at the head of ``after`` only repeat those at the head of ``before``."""
    count = 0
    while count < min(len(before), len(after)) and [slot.text for slot in before[count]] == [slot.text for slot in after[count]]:
        count += 1
    return count


def _cut(rows: Sequence[tuple[Slot, ...]], row: tuple[Slot, ...]) -> bool:
    """Whether ``row`` is the rest of the last of ``rows``: every text in it goes on below a text, and it is empty in most of
    the columns that the rows fill. (A row of its own under a merged cell that goes on overleaf is empty in one or two.)"""
    filled = [column for column in range(len(row)) if sum(map(_holds, (other[column] for other in rows))) >= 0.8 * len(rows)]
    empty = [column for column in filled if not _holds(row[column])]
    goes_on = all(rows[-1][column].text for column, slot in enumerate(row) if slot.text) and any(slot.text for slot in row)
    merged = any(slot.above for other in rows for slot in other)
    return goes_on and (2 * len(empty) > len(filled) or (len(row) == 2 and len(empty) == 1 and not merged))


def _holds(slot: Slot) -> bool:
    return bool(slot.text) or slot.above or slot.left


def _over(one: Slot, other: Slot) -> Slot:
    if not one.text or not other.text:
        return one
    return replace(one, text=one.text + ("" if other.unit > one.room else "\n") + other.text, room=other.room)


def table_of(ruled_: Ruled, line: int) -> Table:
    """As a block whose first row is printed line ``line`` of the document."""
    rows = [
        tuple(
            Cell(
                text=slot.text,
                place=Place(page=page, line=at, last=at, cell=named((at - line + 1, column))),
                above=slot.above,
                left=slot.left,
            )
            for column, slot in enumerate(row, 1)
        )
        for at, (row, page) in enumerate(zip(ruled_.rows, ruled_.pages, strict=True), line)
    ]
    return Table(rows=_without_ghosts(tuple(rows)), place=Place(page=ruled_.pages[0], line=line, last=line + len(rows) - 1))


def _without_ghosts(rows: tuple[tuple[Cell, ...], ...]) -> tuple[tuple[Cell, ...], ...]:
    """Without columns that are marks in every row: borders that miss each other by a hair draw them."""
    keep = [column for column in range(len(rows[0])) if not all(row[column].left for row in rows)]
    return tuple(tuple(row[column] for column in keep) for row in rows)
