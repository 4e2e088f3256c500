"""What of a guide's blocks only frames it, and what a conversion put into the wrong section.

Headings, heads of tables, row numbers, printed boxes and the sentence that explains them are framing: no field holds them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from mingbai.importing.blocks import Block, Cell, Paragraph, Table
from mingbai.importing.families.specification.division import Division, Section
from mingbai.importing.families.specification.grid import is_box
from mingbai.importing.families.specification.prose import LEGEND
from mingbai.importing.families.specification.sections import FORM, grid_of

_POINTER = re.compile(r"(?:详情|详见|请|参[考见照]|可|见|附件?|附后|样表|以及|和|及|与|[，,、；;。：:《》\s-])*")
_NUMBER = 7
"""A heading's number and marks are no longer than this."""
_TABLES_ONLY = frozenset({"required_fields", "message_templates", "risk_points", "basis", "channels", "attributes"})
"""Sections that are a table, so that short lines without a stop before or behind it are the scraps of a chart."""


def gathered(division: Division) -> tuple[tuple[Section, ...], tuple[Block, ...]]:
    """The sections without the scraps of the chart that a conversion put among them, and those scraps."""
    if not any(section.field == "flowchart" for section in division.sections):
        return division.sections, ()
    sections: list[Section] = []
    strays: list[Block] = []
    for section in division.sections:
        kept = [line for line in section.lines if not _is_scrap(section, line.text)]
        if len(kept) < len(section.lines):
            strays += _run(section)
        sections.append(replace(section, lines=tuple(kept)))
    return tuple(sections), tuple(strays)


def _is_scrap(section: Section, text: str) -> bool:
    if section.field not in _TABLES_ONLY or not section.tables or not text:
        return False
    return len(text.strip()) <= 16 and not any(mark in text for mark in "。：:；") and not LEGEND.match(text)


def _run(section: Section) -> list[Block]:
    """The section's paragraphs, empty ones too, since they part the boxes."""
    heading = section.heading.block
    return [
        block for block in section.blocks if isinstance(block, Paragraph) and block is not heading and _is_scrap(section, block.text or " ")
    ]


def framing(division: Division) -> Iterator[Block]:
    """What only frames the guide: headings, table heads, row numbers, boxes and the sentence that explains them."""
    for line in division.title_lines:
        yield line.block
    for section in division.sections:
        yield from _headline(section)
        table = grid_of(section)
        if table:
            yield from _frame(section, table.head_rows)
        yield from (line.block for line in section.lines if line.text and _only_frames(section, line.text))


def _headline(section: Section) -> Iterator[Block]:
    """The heading's block, unless content stands in it too."""
    block = section.heading.block
    if section.words and isinstance(block, Paragraph) and len("".join(block.text.split())) <= len("".join(section.words.split())) + _NUMBER:
        yield block


def _frame(section: Section, heads: Sequence[tuple[Cell, ...]]) -> Iterator[Block]:
    cells = (cell for one in section.tables for row in one.rows for cell in row if cell.text)
    frame = tuple(cell for cell in cells if is_box(cell.text) or cell.text.strip().isdigit())
    yield Table(rows=(*heads, frame), place=section.tables[0].place)


def _only_frames(section: Section, text: str) -> bool:
    """Whether ``text`` says nothing beside what the section's fields hold: the legend of the boxes, the way to a form."""
    if section.field == "materials":
        return bool(LEGEND.search(text))
    return section.field in ("forms", "output_samples") and bool(_POINTER.fullmatch(FORM.sub("", text)))
