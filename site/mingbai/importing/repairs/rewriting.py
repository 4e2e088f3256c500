"""The one way in which a text repair goes over a document: every text of every block, each change reported once.

Knows no particular oddity; those are the modules beside it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from mingbai.importing.blocks import Block, Blocks, Cell, Finding, Paragraph, Place, Table

Change = Callable[[str], str]
Tell = Callable[[str, str, Place], Finding]
"""Makes the finding from the text before, the text after and their place."""


def rewrite(document: Blocks, change: Change, tell: Tell) -> Blocks:
    """``document`` with ``change`` applied to every text; a changed text adds the finding that ``tell`` makes of it."""
    findings: list[Finding] = []

    def changed(text: str, place: Place) -> str:
        after = change(text)
        if after != text:
            findings.append(tell(text, after, place))
        return after

    blocks = tuple(_each_text(block, changed) for block in document.blocks)
    return replace(document, blocks=blocks, findings=document.findings + tuple(findings)) if findings else document


def with_blocks(document: Blocks, blocks: Iterable[Block], findings: Iterable[Finding]) -> Blocks:
    """``document`` with other blocks and more findings."""
    return replace(document, blocks=tuple(blocks), findings=document.findings + tuple(findings))


def _each_text(block: Block, changed: Callable[[str, Place], str]) -> Block:
    if isinstance(block, Paragraph):
        after = changed(block.text, block.place) if block.text else ""
        return block if after == block.text else replace(block, text=after)
    return _each_cell(block, changed)


def _each_cell(table: Table, changed: Callable[[str, Place], str]) -> Table:
    """``table`` with every text changed; cells that stay as they are, most of them, are not made anew."""
    rows = tuple(tuple(_cell(cell, changed(cell.text, cell.place)) if cell.text else cell for cell in row) for row in table.rows)
    same = all(old is new for before, after in zip(table.rows, rows, strict=True) for old, new in zip(before, after, strict=True))
    return table if same else replace(table, rows=rows)


def _cell(cell: Cell, text: str) -> Cell:
    return cell if text == cell.text else replace(cell, text=text)
