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
from mingbai.importing.phrases.numbering import starts_with_label

_FEWEST = 3
"""A head with fewer cells is two words with a tab between them, not a table, unless the words are those of a head."""
_COUNTING = re.compile(r"(?:材料)?(?:序\s*号|编\s*号)")
_LEAST_ROWS = 2
_LONGEST_HEAD = 12
_FARTHEST = 40
"""A cell runs over this many lines at most."""
_NOTE = re.compile(r"\s*[（(]?(?:备?\s*注|说\s*明|填表说明)\s*\d?\s*[：:]")
_ORDINAL = re.compile(r"\s*\d{1,4}\s*")
_NUMBERED = re.compile(r"\s*(?:[一二三四五六七八九十]{1,3}\s*、|[（(][一二三四五六七八九十]{1,3}[）)])")


def rebuild_tab_tables(document: Blocks) -> Blocks:
    """``document`` with every run of tab-separated lines as one Table; empty lines inside a run are page breaks and drop out."""
    out: list[Block] = []
    tables: list[Table] = []
    index = 0
    while index < len(document.blocks):
        rows, end = _read(document.blocks, index)
        if len(rows) < _LEAST_ROWS:
            out.append(document.blocks[index])
            index += 1
            continue
        tables.append(_table(rows))
        out.append(tables[-1])
        index = end
    if not tables:
        return document
    return replace(document, blocks=tuple(out), findings=(*document.findings, _finding(tables)))


def _read(blocks: Sequence[Block], start: int) -> tuple[list[list[Cell]], int]:
    """The rows of the table that begins at ``start``, and its end; no rows where none begins there."""
    width = _cells(blocks[start])
    if width < _FEWEST and not (_is_narrow_head(blocks[start], width) or _labels(blocks, start)):
        return [], start
    rows, end, blank = [_split(blocks[start])], start + 1, False
    width = len(rows[0])
    for index in range(start + 1, len(blocks)):
        block = blocks[index]
        if not isinstance(block, Paragraph):
            break
        if not block.text.strip():
            blank = True
            continue
        cells = _split(block)
        tabbed = "\t" in block.text.strip(" ")
        if len(rows) == 1 and not blank and _is_rest_of_head(rows[0], cells):
            _join(rows[0], cells)
            width = len(rows[0])
        elif _completes(rows[-1], cells, width) and (tabbed or (not blank and _is_inside(blocks, index, rows[-1], width))):
            _join(rows[-1], cells)
        elif len(cells) > 1 or _is_between(blocks, index):
            rows.append(cells)
        else:
            break
        end, blank = index + 1, False
    return rows, end


def _is_rest_of_head(head: Sequence[Cell], cells: Sequence[Cell]) -> bool:
    """Whether ``cells`` go on with a head whose last word is broken over two lines (事项 / 类型)."""
    return max(len(cell.text) for cell in cells) <= _LONGEST_HEAD and bool(cells[0].text and field_of(head[-1].text + cells[0].text))


def _is_inside(blocks: Sequence[Block], index: int, row: Sequence[Cell], width: int) -> bool:
    """Whether the line without tabs at ``index`` stands in the last cell of ``row``: a line below completes the row, or the row
    is complete, its last cell goes on, and another row follows."""
    block = blocks[index]
    if not isinstance(block, Paragraph) or field_of(block.text) or _NOTE.match(block.text):
        return False
    tabbed = (below for below in blocks[index + 1 : index + _FARTHEST] if isinstance(below, Paragraph) and "\t" in below.text.strip(" "))
    following = next((len(_split(below)) for below in tabbed), 0)
    if len(row) < width:
        return bool(following) and len(row) + following - 1 <= width
    return bool(following) and (starts_with_label(block.text) or block.text.lstrip().startswith(("《", "（", "(")))


def _is_between(blocks: Sequence[Block], index: int) -> bool:
    """Whether the line without tabs at ``index`` is the title of the rows that follow it (一、参保登记)."""
    block = blocks[index]
    if not isinstance(block, Paragraph) or field_of(block.text) or not _is_title(block.text):
        return False
    return next((_cells(below) for below in blocks[index + 1 : index + 3] if _cells(below)), 0) > 1


def _is_narrow_head(block: Block, width: int) -> bool:
    """Whether two words with a tab between them are a head: 序号 over a list, or words that agencies print above a column."""
    words = [part.strip() for part in block.text.split("\t") if part.strip()] if isinstance(block, Paragraph) and width == 2 else []
    return (
        len(words) == 2
        and max(map(len, words)) <= 12
        and words[0][-1] not in "：:"
        and bool(_COUNTING.fullmatch(words[0]) or field_of(words[0]))
    )


def _labels(blocks: Sequence[Block], start: int) -> bool:
    """Whether a run of labels and values begins at ``start``: three words that agencies print above a field, each with a value behind
    a tab."""
    first = blocks[start]
    if not isinstance(first, Paragraph) or "\t" not in first.text or not field_of(first.text.split("\t")[0]):
        return False
    run = [block.text.split("\t") for block in blocks[start : start + _FARTHEST] if isinstance(block, Paragraph)]
    return sum(len(one) == 2 and bool(field_of(one[0])) for one in run) >= _FEWEST


def _is_title(text: str) -> bool:
    return bool(_NUMBERED.match(text)) and len(text.strip()) <= 40 and not re.search(r"[。；：:]\s*$", text)


def _cells(block: Block) -> int:
    """How many cells a line has; the empty ones at its end count, except the one that a last tab opens."""
    if not isinstance(block, Paragraph) or len(re.findall(r"\S", block.text.replace("\t", ""))) == 0:
        return 0
    text = block.text.rstrip(" \r\n")
    cells = [cell for cell in text.split("\t") if cell.strip()]
    return text.count("\t") + 1 if len(cells) > 1 or text.strip(" \t") != text.strip(" ") else 1


def _table(rows: Sequence[Sequence[Cell]]) -> Table:
    first, last = rows[0][0].place, rows[-1][-1].place
    return Table(rows=tuple(map(tuple, rows)), place=replace(first, last=last.last or last.line))


def _split(line: Block) -> list[Cell]:
    """The cells of one line. A last tab, which opens nothing, makes no cell."""
    text = line.text.rstrip("\r\n") if isinstance(line, Paragraph) else ""
    parts = text.removesuffix("\t").split("\t") if text.strip() else []
    return [Cell(text=part.strip(" \u3000"), place=line.place) for part in parts]


def _completes(row: Sequence[Cell], cells: Sequence[Cell], width: int) -> bool:
    """Whether ``cells`` can go on inside the last cell of ``row``, whose own line ended too early."""
    if len(row) < 2 or not cells or not cells[0].text or _ORDINAL.fullmatch(cells[0].text):
        return False
    if len(cells) == 1:
        return not (_is_title(cells[0].text) and len(row) + 1 >= width)
    return len(row) < width and len(row) + len(cells) - 1 <= width


def _join(row: list[Cell], cells: Sequence[Cell]) -> None:
    """Add ``cells`` to ``row``; the first of them goes on with its last."""
    last = row[-1]
    place = replace(last.place, last=cells[0].place.last or cells[0].place.line)
    row[-1] = replace(last, text=f"{last.text}\n{cells[0].text}".strip(), place=place)
    row += cells[1:]


def _finding(tables: Sequence[Table]) -> Finding:
    sentence = f"{len(tables)} 个表格在转成文本时以制表符分隔，已按行列复原。"
    return Finding(kind="tab-table", severity="info", sentence=sentence, place=tables[0].place)
