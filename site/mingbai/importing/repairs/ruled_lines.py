"""Rows of tables that were typed with bars between the cells (| 序号 | 事项 |, │ 序号 │): as lines of cells parted by tabs.

``tab_tables`` puts the lines together. Knows no field and no family.
"""

from __future__ import annotations

import re
from dataclasses import replace

from mingbai.importing.blocks import Block, Blocks, Finding, Paragraph, Place
from mingbai.importing.repairs.rewriting import with_blocks

_BAR = re.compile(r"\s*[|│┃｜]\s*")
_RULE = re.compile(r"\s*[|│┃｜+\-:=—\s\u2500-\u257f]{3,}\s*")
_FEWEST = 2


def part_ruled_lines(document: Blocks) -> Blocks:
    """Replace the bars of every run of barred lines with tabs, and take out the lines that only rule."""
    barred = [_is_barred(block) for block in document.blocks]
    if not any(barred):
        return document
    blocks: list[Block] = []
    first: Place | None = None
    for at, block in enumerate(document.blocks):
        beside = any(barred[max(0, at - 1) : at + 2])
        if isinstance(block, Paragraph) and beside and _RULE.fullmatch(block.text):
            continue
        if isinstance(block, Paragraph) and barred[at] and _in_run(document, barred, at):
            first = first or block.place
            blocks.append(replace(block, text=_parted(block.text)))
        else:
            blocks.append(block)
    return with_blocks(document, blocks, [_tell(first)]) if first else document


def _is_barred(block: Block) -> bool:
    if not isinstance(block, Paragraph) or "\t" in block.text or _RULE.fullmatch(block.text):
        return False
    return len(_BAR.findall(block.text)) >= _FEWEST


def _in_run(document: Blocks, barred: list[bool], at: int) -> bool:
    """Whether a neighbour of the line, rules apart, has bars too: one line with bars is no table."""
    near = [other for other in range(max(0, at - 2), min(len(barred), at + 3)) if other != at and barred[other]]
    return any(all(_rules(document.blocks[between]) for between in range(min(at, one) + 1, max(at, one))) for one in near)


def _rules(block: Block) -> bool:
    return isinstance(block, Paragraph) and (not block.text.strip() or bool(_RULE.fullmatch(block.text)))


def _parted(text: str) -> str:
    text = text.strip()
    cells = _BAR.split(text)
    framed = bool(_BAR.match(text) and _BAR.match(text[-1]))
    return "\t".join(cells[1:-1] if framed else cells)


def _tell(place: Place) -> Finding:
    return Finding(kind="ruled-line", severity="info", sentence="表格的单元格以竖线分隔，已按单元格分开。", place=place)
