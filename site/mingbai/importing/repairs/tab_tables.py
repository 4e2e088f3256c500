"""Put back together the tables that a conversion wrote as one line a row, the cells parted by tabs.

Knows no family and no region; headings only so far that a table never runs over one. An empty cell may be a vertically merged
one; text cannot tell, so ``above`` is never set.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from mingbai.guides.words import field_of
from mingbai.importing.blocks import Block, Blocks, Cell, Finding, Paragraph, Table

_FEWEST = 3
"""A head with fewer cells is two words with a tab between them, not a table, unless the words are those of a head."""
_COUNTING = re.compile(r"(?:材料)?(?:序\s*号|编\s*号)")
_ORDINAL = re.compile(r"\s*\d{1,4}\s*")
_NUMBERED = re.compile(r"\s*(?:[一二三四五六七八九十]{1,3}\s*、|[（(][一二三四五六七八九十]{1,3}[）)])")


def rebuild_tab_tables(document: Blocks) -> Blocks:
    """``document`` with every run of tab-separated lines as one Table; empty lines inside a run are page breaks and drop out."""
    out: list[Block] = []
    tables: list[Table] = []
    index = 0
    while index < len(document.blocks):
        end = _run(document.blocks, index)
        if end is None:
            out.append(document.blocks[index])
            index += 1
            continue
        tables.append(_table([block for block in document.blocks[index:end] if isinstance(block, Paragraph) and block.text.strip()]))
        out.append(tables[-1])
        index = end
    if not tables:
        return document
    return replace(document, blocks=tuple(out), findings=(*document.findings, _finding(tables)))


def _run(blocks: Sequence[Block], start: int) -> int | None:
    """The end of the table that begins at ``start``, or None where none begins there."""
    width = _cells(blocks[start])
    if width < _FEWEST and not _is_narrow_head(blocks[start], width):
        return None
    end, rows, short = start + 1, 1, 0
    for index in range(start + 1, len(blocks)):
        block = blocks[index]
        cells = _cells(block)
        if cells > 1:
            rows += 1
            short = cells if cells < width else 0
        elif not (isinstance(block, Paragraph) and (not block.text.strip() or _is_inside(blocks, index, short, width))):
            break
        if isinstance(block, Paragraph) and block.text.strip():
            end = index + 1
    return end if rows > 1 else None


def _is_inside(blocks: Sequence[Block], index: int, short: int, width: int) -> bool:
    """Whether the line without tabs at ``index`` stands in the table: inside a cell of a row that a line below completes, or
    as the title of the rows that follow it (一、参保登记)."""
    block = blocks[index]
    if isinstance(block, Paragraph) and field_of(block.text):
        return False
    following = next((_cells(below) for below in blocks[index + 1 : index + 12] if _cells(below) > 1), 0)
    below = next((_cells(below) for below in blocks[index + 1 : index + 3] if _cells(below)), 0)
    titled = isinstance(block, Paragraph) and _is_title(block.text) and below > 1
    return titled or bool(short and following and short + following - 1 in (width, width + 1, width - 1))


def _is_narrow_head(block: Block, width: int) -> bool:
    """Whether two words with a tab between them are a head: 序号 over a list, or words that agencies print above a column."""
    words = [part.strip() for part in block.text.split("\t") if part.strip()] if isinstance(block, Paragraph) and width == 2 else []
    return (
        len(words) == 2
        and max(map(len, words)) <= 12
        and words[0][-1] not in "：:"
        and bool(_COUNTING.fullmatch(words[0]) or field_of(words[0]))
    )


def _is_title(text: str) -> bool:
    return bool(_NUMBERED.match(text)) and len(text.strip()) <= 40 and not re.search(r"[。；：:]\s*$", text)


def _cells(block: Block) -> int:
    """How many cells a line has; the empty ones at its end count, except the one that a last tab opens."""
    if not isinstance(block, Paragraph) or len(re.findall(r"\S", block.text.replace("\t", ""))) == 0:
        return 0
    text = block.text.rstrip(" \r\n")
    cells = [cell for cell in text.split("\t") if cell.strip()]
    return text.count("\t") + 1 if len(cells) > 1 or text.strip(" \t") != text.strip(" ") else 1


def _table(lines: Sequence[Paragraph]) -> Table:
    width = len(_split(lines[0]))
    rows: list[list[Cell]] = []
    for line in lines:
        cells = _split(line)
        if rows and _completes(rows[-1], cells, width):
            rows[-1][-1] = replace(rows[-1][-1], text=f"{rows[-1][-1].text}\n{cells[0].text}".strip())
            rows[-1] += cells[1:]
        else:
            rows.append(cells)
    last = lines[-1].place
    return Table(rows=tuple(map(tuple, rows)), place=replace(lines[0].place, last=last.last or last.line))


def _split(line: Paragraph) -> list[Cell]:
    """The cells of one line. A last tab, which opens nothing, makes no cell."""
    text = line.text.rstrip("\r\n")
    parts = text.removesuffix("\t").split("\t") if text.strip() else []
    return [Cell(text=part.strip(" \u3000"), place=line.place) for part in parts]


def _completes(row: Sequence[Cell], cells: Sequence[Cell], width: int) -> bool:
    """Whether ``cells`` go on inside the last cell of ``row``, whose own line ended too early."""
    if len(row) >= width or len(row) < 2 or not cells or not cells[0].text or _ORDINAL.fullmatch(cells[0].text):
        return False
    if len(cells) == 1 and _is_title(cells[0].text) and len(row) + 1 >= width:
        return False
    return len(cells) == 1 or len(row) + len(cells) - 1 in (width, width - 1)


def _finding(tables: Sequence[Table]) -> Finding:
    sentence = f"{len(tables)} 个表格在转成文本时以制表符分隔，已按行列复原。"
    return Finding(kind="tab-table", severity="info", sentence=sentence, place=tables[0].place)
