"""What spilled out of the last cells of a grid that a conversion spread over lines: put back into the cell that it fell out of.

Empty lines inside a cell look like the end of the grid, so a numbered list, or a signature under a declaration, comes out as
lines of text. Only grids without marked merged cells and with rows of differing length were spread; others are left alone.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from mingbai.importing.blocks import Block, Cell, Paragraph, Table

_DECLARES = re.compile(r"承诺|声明|意见|审核|审批")
_DATED = re.compile(r"年\s+月\s+日\s*$|日\s*期\s*[：:]")
_LAST_NUMBER = re.compile(r"(?:^|\n)\s*(\d{1,2})\s*[.．、][^\n]*$")
_NUMBER = re.compile(r"\s*(\d{1,2})\s*[.．、]")
_REMARK = re.compile(r"\s*(?:备\s*注|说\s*明)\s*")
_NOTE = re.compile(r"\s*(?:注|填\s*[表写]\s*说\s*明)\s*[：:]")
_FARTHEST = 7
"""A date more lines away than this does not belong to the declaration."""


def regathered(blocks: Sequence[Block]) -> list[Block]:
    """``blocks`` with the lines that belong to a grid's last cell, or to a row of remarks under it, in the grid again."""
    out: list[Block] = []
    at = 0
    while at < len(blocks):
        block = blocks[at]
        at += 1
        if isinstance(block, Table) and _was_spread(block):
            block, at = _regathered(block, blocks, at)
        out.append(block)
    return out


def _regathered(table: Table, blocks: Sequence[Block], at: int) -> tuple[Table, int]:
    """``table`` with what follows it at ``at`` as far as that is its own, and where the rest begins."""
    while True:
        count = _numbered(table, blocks, at) or _declared(table, blocks, at)
        if count:
            table, at = _with_lines(table, blocks[at : at + count]), at + count
            continue
        count = _remarked(blocks, at)
        if not count:
            return table, at
        table, at = _with_row(table, blocks[at : at + count]), at + count


def _was_spread(table: Table) -> bool:
    if any(cell.above or cell.left for row in table.rows for cell in row):
        return False
    return len({len(row) for row in table.rows}) > 1 or (len(table.rows[0]) == 2 and bool(table.rows[-1][-1].text))


def _numbered(table: Table, blocks: Sequence[Block], at: int) -> int:
    """How many lines count on from the number that the last cell ends with."""
    found = _LAST_NUMBER.search(table.rows[-1][-1].text)
    count = 0
    while found and at + count < len(blocks):
        number = _NUMBER.match(_text(blocks[at + count]))
        if not number or int(number[1]) != int(found[1]) + count + 1:
            break
        count += 1
    return count


def _declared(table: Table, blocks: Sequence[Block], at: int) -> int:
    """How many lines lead from a declaration or an opinion to the date under it."""
    row = table.rows[-1]
    if not _DECLARES.search(row[0].text) or _DATED.search(row[-1].text):
        return 0
    for count, block in enumerate(blocks[at : at + _FARTHEST], 1):
        if isinstance(block, Table) or "\t" in block.text or _NOTE.match(block.text):
            return 0
        if _DATED.search(block.text):
            return count
    return 0


def _remarked(blocks: Sequence[Block], at: int) -> int:
    """How many lines a row of remarks takes: the word alone in a line, and the numbered lines under it."""
    if at >= len(blocks) or not _REMARK.fullmatch(_text(blocks[at])):
        return 0
    count = 1
    while at + count < len(blocks) and _NUMBER.match(_text(blocks[at + count])):
        count += 1
    return count if count > 1 else 0


def _with_lines(table: Table, lines: Sequence[Block]) -> Table:
    last = table.rows[-1][-1]
    text = "\n".join(filter(None, (last.text, *map(_text, lines))))
    return replace(table, rows=(*table.rows[:-1], (*table.rows[-1][:-1], replace(last, text=text))))


def _with_row(table: Table, lines: Sequence[Block]) -> Table:
    label, first = lines[0], lines[1]
    text = "\n".join(map(_text, lines[1:]))
    return replace(table, rows=(*table.rows, (Cell(text=_text(label).strip(), place=label.place), Cell(text=text, place=first.place))))


def _text(block: Block) -> str:
    return block.text if isinstance(block, Paragraph) else ""
