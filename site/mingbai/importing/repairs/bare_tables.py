"""Put back together the tables that a conversion spread over one line a cell without any mark: no tab, no bar, no empty line.

Such a table shows by its head, 序号 and further short lines, and by the number 1 straight under it. A row runs from its number to
the next. An empty cell leaves no trace, so a row may come back too short; whoever reads the table lays it out by what its
cells hold. Knows no family; words only so far that a table never runs over a heading.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from mingbai.guides.words import field_of, material_column
from mingbai.importing.blocks import Block, Blocks, Cell, Finding, Paragraph, Table
from mingbai.importing.phrases.brackets import matches
from mingbai.importing.phrases.numbering import kind_of, value_of

_COUNTING = re.compile(r"序\s*号|编\s*号|No\.?")
_HEAD = re.compile(r"[^\t：:。，；;、\d]{1,16}")
_FEWEST_HEADS = 2
_MOST_HEADS = 14
_NUMBERED = re.compile(
    r"\s*(?:[一二三四五六七八九十]{1,3}\s*[、.．]|[（(]\s*[一二三四五六七八九十]{1,3}\s*[)）]|\d{1,2}\s*[、.．](?!\d)|[◆●■★▲【])\s*([^，。；：:\s】]{2,16})\s*[】：:]?\s*"
)
_OUTSIDE = re.compile(
    r"\s*(?:附\s*[件录表]\s*[\dA-Z一二三四五六七八九十]*\s*$|(?:备注|注|说明)\s*\d?\s*[：:]|第[一二三四五六七八九十\d]+[章节])"
)


@dataclass(slots=True)
class _Draft:
    """A table while it is read: its rows, ``width`` the number of its heads, ``end`` the index behind its last line."""

    rows: list[list[Cell]]
    width: int
    end: int
    heads: tuple[str, ...] = field(default=())


def rebuild_bare_tables(document: Blocks) -> Blocks:
    """``document`` with each such run of lines as one Table, and a finding that says how many there were."""
    out: list[Block] = []
    tables: list[Table] = []
    at = 0
    while at < len(document.blocks):
        draft = _read(document.blocks, at)
        if draft is None:
            out.append(document.blocks[at])
            at += 1
            continue
        first, last = draft.rows[0][0].place, draft.rows[-1][-1].place
        tables.append(Table(rows=tuple(map(tuple, draft.rows)), place=replace(first, last=last.last or last.line)))
        out.append(tables[-1])
        at = draft.end
    if not tables:
        return document
    sentence = f"{len(tables)} 个表格在转成文本时一格一行，没有任何分隔，已按序号复原。"
    told = Finding(kind="bare-table", severity="info", sentence=sentence, place=tables[0].place)
    return replace(document, blocks=tuple(out), findings=(*document.findings, told))


def _read(blocks: Sequence[Block], start: int) -> _Draft | None:
    """The table whose head begins at ``start``, or None."""
    heads = _heads(blocks, start)
    if not heads:
        return None
    draft = _Draft(rows=[heads], width=len(heads), end=start + len(heads), heads=tuple(cell.text for cell in heads))
    at = draft.end
    while at < len(blocks) and _take(draft, blocks, at):
        at += 1
        draft.end = at
    return draft if len(draft.rows) > 1 and len(draft.rows[-1]) > 1 else None


def _heads(blocks: Sequence[Block], start: int) -> list[Cell]:
    """The cells of the head that begins at ``start``: 序号, short lines of which one at least heads a column, and then the number 1."""
    if not _COUNTING.fullmatch(_text(blocks[start])):
        return []
    cells = [_cell(blocks[start])]
    for block in blocks[start + 1 : start + _MOST_HEADS + 1]:
        if _text(block) == "1":
            known = [cell for cell in cells[1:] if field_of(cell.text) or material_column(cell.text) or re.search("名|号|款", cell.text)]
            return cells if len(cells) > _FEWEST_HEADS and len(known) * 2 >= len(cells) - 1 else []
        if not _HEAD.fullmatch(_text(block)):
            return []
        cells.append(_cell(block))
    return []


def _take(draft: _Draft, blocks: Sequence[Block], at: int) -> bool:
    """Take the line at ``at`` into the table; False where it stands behind it."""
    text, rows = _text(blocks[at]), draft.rows
    if isinstance(blocks[at], Table):
        return False
    if not text:
        return True
    if text == str(len([row for row in rows if row[0].text.isdigit()]) + 1) and len(rows[-1]) > 1:
        rows.append([_cell(blocks[at])])
        return True
    if _ends(draft, text, blocks[at]):
        return False
    if text in draft.heads and _again(draft, blocks, at):
        return True
    if len(rows) > 1 and _goes_on(rows[-1][-1].text, text):
        last = rows[-1][-1]
        rows[-1][-1] = replace(last, text=f"{last.text}\n{text}", place=replace(last.place, last=blocks[at].place.last))
    else:
        rows[-1].append(_cell(blocks[at]))
    return True


def _ends(draft: _Draft, text: str, block: Block) -> bool:
    """Whether a line cannot stand in the last row: a heading of a section, a caption or note, or anything behind a row that is full
    where every row before it was."""
    full = len(draft.rows[-1]) >= draft.width
    numbered = _NUMBERED.fullmatch(text)
    if numbered and field_of(numbered[1]) and kind_of(text) not in ("digit", None):
        return True
    if _OUTSIDE.match(text) or (isinstance(block, Paragraph) and block.level):
        return True
    exact = all(len(row) == draft.width for row in draft.rows[1:-1]) and len(draft.rows) > 2
    return (
        full
        and (bool(numbered and value_of(text) != 1 and not _goes_on(draft.rows[-1][-1].text, text)) or exact)
        and not _goes_on(draft.rows[-1][-1].text, text)
    )


def _again(draft: _Draft, blocks: Sequence[Block], at: int) -> bool:
    """Whether the head is printed again at ``at``, or goes on being so."""
    before = next((index for index in range(at, max(0, at - draft.width), -1) if _text(blocks[index]) == draft.heads[0]), None)
    if before is None:
        return False
    return [_text(block) for block in blocks[before : before + draft.width]] == list(draft.heads)


def _goes_on(before: str, after: str) -> bool:
    """Whether ``after`` is the next item of the list in ``before``, or closes a bracket that is open there."""
    if any(opened < len(before) <= closed for opened, closed in matches(before + after).items()) or after[0] in "；;，,。、）)》":
        return True
    labels = [line for line in before.split("\n") if kind_of(line)]
    kind, value = kind_of(after), value_of(after)
    return bool(labels) and kind is not None and kind == kind_of(labels[-1]) and value == (value_of(labels[-1]) or 0) + 1


def _text(block: Block) -> str:
    return block.text.strip() if isinstance(block, Paragraph) and "\t" not in block.text else ""


def _cell(block: Block) -> Cell:
    return Cell(text=_text(block), place=block.place)
