"""The rows of a 清单, each cell under its column: also where a conversion dropped, shifted or cut cells.

A row whose cells cannot stand where they are printed is laid out anew by what they hold, keeping their order. Knows columns
and contents; what a record says, and what it inherits from others, is decided by ``checklist_records``.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from mingbai.importing.blocks import Cell, Table
from mingbai.importing.families.checklist_contents import contradicts, fit
from mingbai.importing.families.checklist_heads import Column, Head, Row, find_head, repeats
from mingbai.importing.phrases.brackets import matches
from mingbai.importing.phrases.numbering import kind_of, split_list, value_of

_NOTE = re.compile(r"\s*(?:备?\s*注|说\s*明|填表说明|注意事项|附注|编制说明)\s*[：:]|\s*[（(](?:备?注|说明)[：:]|\s*[*※]")
_DROPPED, _SKIPPED, _SHARED = -0.25, -0.02, -0.6
"""What laying out a row costs: an empty cell that is dropped, a column that gets none, a cell that goes to its neighbour's column."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Laid:
    """One row: its ``cells`` by column, ``printed`` the row as it stands in the source; ``page`` where a new page begins with
    it; ``whole`` where it has all its cells; ``moved`` the columns whose cells are printed under another head."""

    cells: dict[int, tuple[Cell, ...]]
    printed: Row
    page: bool = False
    whole: bool = True
    moved: tuple[int, ...] = ()
    above: frozenset[int] = frozenset()


@dataclass(slots=True)
class Sheet:
    """Everything that the tables of one 清单 hold: its columns, its rows, the notes under it, and the rows that only frame it."""

    columns: tuple[Column, ...]
    laid: list[Laid] = field(default_factory=list)
    notes: list[Row] = field(default_factory=list)
    titles: list[Row] = field(default_factory=list)
    heads: list[Row] = field(default_factory=list)
    marked: bool = False


def sheet_of(tables: Sequence[Table], head: Head) -> Sheet:
    """The rows of ``tables``, which are one 清单 printed over several pages; ``head`` is the head of the first."""
    sheet = Sheet(columns=head.columns)
    sheet.marked = any(cell.above for table in tables for row in table.rows for cell in row)
    for number, table in enumerate(tables):
        own = find_head(table.rows)
        start = own.end if own else 0
        sheet.titles += table.rows[: own.first] if own else ()
        sheet.heads += table.rows[own.first : own.end] if own else ()
        first_rows, first_head = tables[0].rows, head
        page = number > 0
        pages = _pages(table.rows[start:])
        for at, row in enumerate(table.rows[start:]):
            page = page or (at > 0 and pages[at] != pages[at - 1])
            if repeats(row, first_rows, first_head):
                sheet.heads.append(row)
                page = True
            elif any(cell.text.strip() for cell in row):
                page = not _take(sheet, row, page) and page
    return sheet


def _pages(rows: Sequence[Row]) -> list[tuple[int | None, int]]:
    """The page of each row: the printed one, and how many empty lines of a text stand above. Empty lines that are no exception
    (a file with one between all rows) break no page."""
    gaps = [0]
    for above, row in itertools.pairwise(rows):
        ends = [cell.place.last or cell.place.line or 0 for cell in above]
        begins = [cell.place.line or 0 for cell in row]
        gaps.append(gaps[-1] + (0 < max(ends, default=0) < min(begins, default=0) - 1))
    if 3 * gaps[-1] > len(rows):
        gaps = [0] * len(gaps)
    return [(_page(row), gap) for row, gap in zip(rows, gaps, strict=False)]


def _page(row: Row) -> int | None:
    return row[0].place.page if row else None


def _take(sheet: Sheet, row: Row, page: bool) -> bool:
    """Put one row into ``sheet``; True where it is a row of items."""
    texts = [cell for cell in row if cell.text.strip()]
    if _NOTE.match(texts[0].text) and (len(texts) == 1 or all(cell.text == texts[0].text for cell in texts)):
        sheet.notes.append(row)
        return False
    sheet.laid.append(lay_out(row, sheet.columns, page=page))
    return True


def lay_out(row: Row, columns: Sequence[Column], page: bool = False) -> Laid:
    """``row`` with each cell under the column that it belongs to."""
    fields = [column.field for column in columns]
    width = len(columns)
    trimmed = row[:width] if all(not cell.text.strip() for cell in row[width:]) else row
    above = frozenset(at for at, cell in enumerate(trimmed) if cell.above)
    if _stands(trimmed, fields):
        cells: dict[int, tuple[Cell, ...]] = {at: (cell,) for at, cell in enumerate(trimmed) if cell.text.strip()}
        return Laid(cells=cells, printed=row, page=page, above=above)
    groups = _groups(trimmed)
    places = _placed(groups, fields)
    laid: dict[int, tuple[Cell, ...]] = {}
    for group, at in zip(groups, places, strict=True):
        kept = tuple(cell for cell in group if cell.text.strip())
        if at is not None and kept:
            laid[at] = (*laid.get(at, ()), *kept)
    moved = _moved(trimmed, laid)
    whole = any(fields[at] in ("name", "ordinal") for at in laid)
    return Laid(cells=laid, printed=row, page=page, whole=whole, moved=moved if whole else (), above=above if whole else frozenset())


def _stands(row: Row, fields: Sequence[str | None]) -> bool:
    """Whether the cells can be what their columns say. A row of full width is doubted only where a cell is plainly another's."""
    if len(row) == len(fields):
        return not any(contradicts(cell.text, fields[at]) for at, cell in enumerate(row))
    return len(row) < len(fields) and all(fit(cell.text, fields[at]) > -3.0 for at, cell in enumerate(row)) and _opens(row, fields)


def _opens(row: Row, fields: Sequence[str | None]) -> bool:
    """Whether a short row can be one that only lost empty cells at its end: it begins as rows begin, or with empty cells."""
    if not row[0].text.strip() and len(row) > 1:
        return True
    lead = [at for at, field_ in enumerate(fields[: len(row)]) if field_ in ("ordinal", "name", "main_item", "code")]
    return any(row[at].text.strip() and fit(row[at].text, fields[at]) > 0 for at in lead)


def _moved(row: Row, laid: dict[int, tuple[Cell, ...]]) -> tuple[int, ...]:
    return tuple(at for at, cells in laid.items() if not (at < len(row) and row[at] is cells[0]))


def _groups(row: Row) -> list[tuple[Cell, ...]]:
    """The cells of a damaged row, with those that only a line break parted put together again."""
    groups: list[tuple[Cell, ...]] = []
    for cell in row:
        if groups and cell.text.strip() and _goes_on(groups[-1], cell):
            groups[-1] = (*groups[-1], cell)
        else:
            groups.append((cell,))
    return groups


def _goes_on(group: tuple[Cell, ...], cell: Cell) -> bool:
    before = "\n".join(one.text for one in group)
    if not before.strip():
        return False
    text = cell.text.lstrip()
    if text[0] in "；;，,。、）)》〉":
        return True
    if any(opened < len(before) <= closed for opened, closed in matches(before + text).items()):
        return True
    last, kind = split_list(before)[-1].label, kind_of(text)
    value, following = value_of(last), value_of(text)
    return kind is not None and kind_of(last) == kind and value is not None and following == value + 1


def _placed(groups: Sequence[tuple[Cell, ...]], fields: Sequence[str | None]) -> list[int | None]:
    """The column of each group, or None for an empty cell that is dropped: the best fit that keeps the order."""
    states: dict[int, tuple[float, tuple[int | None, ...]]] = {-1: (0.0, ())}
    for group in groups:
        text = "\n".join(cell.text for cell in group)
        after: dict[int, tuple[float, tuple[int | None, ...]]] = {}
        for last, (score, path) in states.items():
            for at, gain in _choices(text, last, fields):
                told = (score + gain, (*path, at))
                end = last if at is None else at
                if end not in after or told[0] > after[end][0]:
                    after[end] = told
        states = after
    return list(max(states.values(), key=lambda told: told[0])[1])


def _choices(text: str, last: int, fields: Sequence[str | None]) -> Iterator[tuple[int | None, float]]:
    if not text.strip():
        yield None, _DROPPED
    elif last >= 0:
        yield last, fit(text, fields[last]) + _SHARED
    for at in range(last + 1, len(fields)):
        yield at, fit(text, fields[at]) + _SKIPPED * (at - last - 1)
    if last + 1 >= len(fields) and text.strip() and last < 0:
        yield None, -9.0
