"""Put back together the tables that a Word-to-text conversion spread over one line a cell.

Such a conversion writes a tab before the text of each cell, a line end after each paragraph of a cell, and an empty line
after each row. So a row is a run of lines that follows an empty line; lines without a tab continue the cell before them. A page
break swallows the empty line and leaves a space before the next tab; it also drops the empty cells at the end of a row. Where the
conversion lost the tabs of a row, its pieces stand between two rows, and come back as one row that is too short.

This module knows no family and no region; a section heading it knows only where one is glued under a table's last row. It does not
decide what an empty cell under a filled one means: text cannot tell an empty cell from a vertically merged one, so ``above`` is
never set here.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from mingbai.guides.words import field_of
from mingbai.importing.blocks import Block, Blocks, Cell, Finding, Place, Table

_SPREAD = re.compile(r"[ \f\u3000]*\t(.*)", re.DOTALL)
_BLANK = re.compile(r"[ \f\r\n\u3000]*")
_TURNED_PAGE = re.compile(r"[ \f\u3000]")
_BOX = re.compile(r"[\s\[\]（()）□口√☑■—-]{1,4}")
_ORDINAL = re.compile(r"\s*(\d{1,4})\s*")
_OUTSIDE = re.compile(
    r"\s*(?:[（(]\s*[一二三四五六七八九十]+\s*[)）]|[一二三四五六七八九十]+\s*[、.．]|[◆●★■]|【[^】]{2,12}】\s*$|第\s*[一二三四五六七八九十\d]+\s*[章节]"
    r"|附\s*[件录表]\s*[\dA-Z一二三四五六七八九十]*\s*[：:.、]?|表\s*\d|(?:备注|注|说明)\s*[\d]?\s*[：:])"
)
"""How a line begins that cannot be part of the table before it: a numbered heading, a caption, a note."""
_HEADING = re.compile(
    r"\s*(?:(?:[（(]\s*[一二三四五六七八九十]+\s*[)）]|[一二三四五六七八九十]+\s*[、.．]|\d{1,2}\s*[、.．])\s*([^，。；：:\s]{2,16})\s*[：:]?"
    r"|【\s*([^】]{2,12})\s*】)\s*"
)
_FARTHEST_ROW = 40
"""Pieces of a lost row are sought over this many lines at most; more than that is another part of the document."""


@dataclass(frozen=True, slots=True)
class _Line:
    """A paragraph that is not empty: ``gap`` empty lines stood before it; ``cell`` is its text where it opens a cell."""

    text: str
    place: Place
    gap: int
    at: int
    cell: str | None

    @property
    def turned(self) -> bool:
        """Whether it stands where a page break was: a blank before the text and no empty line above."""
        return self.gap == 0 and bool(_TURNED_PAGE.match(self.text))

    @property
    def outside(self) -> bool:
        return self.cell is None and bool(_OUTSIDE.match(self.text))

    @property
    def heads(self) -> bool:
        """Whether the line is a numbered heading in words that agencies print above a section."""
        found = _HEADING.fullmatch(self.text)
        return bool(found and field_of(found[1] or found[2]))


_Draft = list[_Line]
_Row = list[_Draft]


def rebuild_spread_tables(document: Blocks) -> Blocks:
    """``document`` with each spread table as one Table, and a finding that says how many there were."""
    lines = _lines(document.blocks)
    out: list[Block] = []
    tables: list[Table] = []
    kept = index = 0
    while index < len(lines):
        rows, after = _read(lines, index) if lines[index].cell is not None else ([], index + 1)
        if _is_table(rows):
            tables.append(_table(_squared(rows)))
            out += [*document.blocks[kept : lines[index].at], tables[-1]]
            kept = lines[after - 1].at + 1
        index = after
    if not tables:
        return document
    return replace(document, blocks=(*out, *document.blocks[kept:]), findings=(*document.findings, _finding(tables)))


def _lines(blocks: Sequence[Block]) -> list[_Line]:
    """The paragraphs that are not empty. Empty ones may be there as blocks, or only as a step in the line numbers."""
    lines: list[_Line] = []
    gap, before = 0, None
    for at, block in enumerate(blocks):
        if isinstance(block, Table) or _BLANK.fullmatch(block.text):
            gap, before = gap + 1, block.place
        else:
            gap += _skipped(before, block.place)
            lines.append(_Line(block.text, block.place, gap, at, _cell_text(block.text)))
            gap, before = 0, block.place
    return lines


def _skipped(before: Place | None, place: Place) -> int:
    end = before and (before.last or before.line)
    return max(0, place.line - end - 1) if end and place.line else 0


def _cell_text(text: str) -> str | None:
    """The text of the cell that the line opens; None where it opens none, or is a whole row of several cells."""
    found = _SPREAD.fullmatch(text)
    if not found or len([part for part in found[1].split("\t") if part.strip()]) > 1:
        return None
    return found[1].strip(" \t\r\n\f\u3000")


def _read(lines: Sequence[_Line], start: int) -> tuple[list[_Row], int]:
    """The rows of the table that begins at ``start``, and the index of the first line after it."""
    rows: list[_Row] = [[[lines[start]]]]
    index = start + 1
    while index < len(lines):
        line = lines[index]
        if line.cell is not None:
            if line.gap or line.turned:
                rows.append([])
            rows[-1].append([line])
            index += 1
        elif _continues(lines, index, rows):
            rows[-1][-1].append(line)
            index += 1
        else:
            pieces, after = _lost_row(lines, index, rows)
            if not pieces:
                break
            rows.append(pieces)
            index = after
    return rows, index


def _continues(lines: Sequence[_Line], index: int, rows: Sequence[_Row]) -> bool:
    """Whether a line without a tab belongs to the last cell."""
    line, row = lines[index], rows[-1]
    if line.gap == 0:
        below = len(rows) > 1 and not _is_empty(row[-1]) and not _OUTSIDE.match(_text(row[-1]))
        return not line.turned and not (below and (line.heads or (line.outside and _full(row, rows) and _closes(lines, index))))
    if line.outside or not (_is_empty(row[-1]) or (_is_low(row[-1]) and line.gap == 1)):
        return False
    if _settled(rows) and _full(row, rows):
        return bool(_BOX.fullmatch(line.text)) or any(_is_low(cell) for cell in row[:-1])
    return _within(lines, index)


def _closes(lines: Sequence[_Line], index: int) -> bool:
    """Whether no further cell of this row follows the heading-like line at ``index``."""
    after = lines[index + 1] if index + 1 < len(lines) else None
    return after is None or after.gap > 0 or after.cell is None


def _full(row: _Row, rows: Sequence[_Row]) -> bool:
    return len(rows) > 1 and len(row) >= _width(rows[:-1])


def _settled(rows: Sequence[_Row]) -> bool:
    """Whether the rows are of one width; a form's are not, and the text below an empty cell of a form belongs into it."""
    earlier = rows[:-1]
    return bool(earlier) and sum(len(row) == _width(earlier) for row in earlier) >= 0.7 * len(earlier)


def _is_low(cell: _Draft) -> bool:
    """Whether the cell has its text after empty lines, as where Word centred it from top to bottom."""
    return len(cell) > 1 and not cell[0].cell and cell[1].gap > 0


def _within(lines: Sequence[_Line], index: int) -> bool:
    """Whether the text at ``index`` and what follows it up to the next cell stand in one row, or in one cell."""
    for line in lines[index + 1 : index + _FARTHEST_ROW]:
        if line.cell is not None:
            return True
        if line.outside or line.turned or line.gap > 1:
            return False
    return False


def _lost_row(lines: Sequence[_Line], start: int, rows: Sequence[_Row]) -> tuple[_Row, int]:
    """The pieces of a row without tabs that stand between the last row and one that counts on; empty where there is none."""
    width, last = _width(rows), _ordinal(rows)
    pieces: _Row = []
    for index in range(start, min(start + _FARTHEST_ROW, len(lines))):
        line = lines[index]
        if line.outside or last is None or width < 3:
            return [], start
        if line.cell is not None and line.gap and _counts_on(lines, index, last, width):
            return pieces, index
        if line.cell is not None or line.gap or not pieces:
            pieces.append([line])
        else:
            pieces[-1].append(line)
    return [], start


def _counts_on(lines: Sequence[_Line], index: int, last: int, width: int) -> bool:
    """Whether a row of the usual width begins here, with a number above ``last`` in its first cell."""
    number = _ORDINAL.fullmatch(lines[index].cell or "")
    cells = 1
    for line in lines[index + 1 : index + 2 * _FARTHEST_ROW]:
        if line.gap:
            break
        cells += line.cell is not None
    return bool(number and int(number[1]) > last and cells >= width)


def _ordinal(rows: Sequence[_Row]) -> int | None:
    return next((number for row in reversed(rows) if (number := _number(row)) is not None), None)


def _width(rows: Sequence[_Row]) -> int:
    """How many cells most rows have; the widest of those that are equally frequent."""
    counts = Counter(len(row) for row in rows)
    return max(counts, key=lambda width: (counts[width], width))


def _squared(rows: list[_Row]) -> list[_Row]:
    """``rows`` with a numbered row that an empty line cut in two made one again, and two that lost the line between them parted."""
    width = _width(rows)
    if sum(len(row) == len(rows[0]) for row in rows) == sum(len(row) == width for row in rows):
        width = len(rows[0])
    out: list[_Row] = []
    settled = sum(len(row) == width for row in rows) >= max(2, 0.6 * len(rows))
    for row in (part for whole in rows for part in _parted(whole, width, settled and width > 2)):
        cut = out and _number(out[-1]) and len(out[-1]) > 1 and len(out[-1]) + len(row) == width
        if cut and _text(row[0]) and not _number(row):
            out[-1] = out[-1] + row
        else:
            out.append(row)
    return out


def _parted(row: _Row, width: int, settled: bool) -> list[_Row]:
    """A row that holds several of the usual ``width`` as those rows, where their numbers count on or all others are of that width."""
    parts = [row[start : start + width] for start in range(0, len(row), width)]
    numbers = [_number(part) for part in parts]
    counted = width > 1 and all(numbers) and numbers == list(range(numbers[0] or 0, (numbers[0] or 0) + len(parts)))
    return parts if counted or (settled and len(parts) > 1 and len(parts[-1]) == width) else [row]


def _number(row: _Row) -> int | None:
    """The number in the first cell of a row."""
    found = _ORDINAL.fullmatch(_text(row[0]))
    return int(found[1]) if found else None


def _is_table(rows: Sequence[_Row]) -> bool:
    return len(rows) > 1 and max(len(row) for row in rows) > 1


def _is_empty(cell: _Draft) -> bool:
    return not _text(cell)


def _text(cell: _Draft) -> str:
    """The cell's lines, one below the other, as printed; a cell that opens with its text one line down has no empty first line."""
    parts = [line.text.strip(" \r\n\f\u3000") if line.cell is None else line.cell for line in cell]
    return "\n".join(part for part in parts if part)


def _table(rows: Sequence[_Row]) -> Table:
    return Table(
        rows=tuple(tuple(Cell(text=_text(cell), place=_span(cell[0].place, cell[-1].place)) for cell in row) for row in rows),
        place=_span(rows[0][0][0].place, rows[-1][-1][-1].place),
    )


def _span(first: Place, last: Place) -> Place:
    return replace(first, last=last.last or last.line)


def _finding(tables: Sequence[Table]) -> Finding:
    sentence = f"{len(tables)} 个表格在转成文本时被逐格拆成一行一格，已按行列复原。"
    return Finding(kind="spread-table", severity="info", sentence=sentence, place=tables[0].place)
