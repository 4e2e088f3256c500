"""The family of operating specifications (操作规范): one guide after another, each in numbered sections with tables.

Several provinces print their items in this shape: （一）事项名称 … （十八）业务风险点识别. It is told by sections that only such a
specification has (消息推送模板, 风险级别, 业务风险点识别 …). It knows no region, no item and no line number.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from mingbai.guides.guide import Guide
from mingbai.importing.blocks import Block, Finding, Paragraph, Place, Table, texts
from mingbai.importing.families.fields import merged
from mingbai.importing.families.specification.chart import read_chart
from mingbai.importing.families.specification.division import Division, Section, divided
from mingbai.importing.families.specification.grid import is_box
from mingbai.importing.families.specification.prose import LEGEND
from mingbai.importing.families.specification.sections import grid_of, read_section
from mingbai.importing.family import Item, Portion, Yield

NAME = "specification"


@dataclass(frozen=True, slots=True)
class Specification:
    """The family; it has no state."""

    name: str = NAME

    def find(self, blocks: Sequence[Block]) -> Sequence[Portion]:
        """Each run of guides that follow one another without anything between."""
        portions: list[Portion] = []
        for guide in divided(blocks):
            if portions and portions[-1].end == guide.first:
                portions[-1] = replace(portions[-1], end=guide.end)
            else:
                portions.append(Portion(family=self.name, first=guide.first, end=guide.end))
        return portions

    def read(self, blocks: Sequence[Block]) -> Yield:
        """The guides of one portion."""
        items: list[Item] = []
        structure: list[Block] = []
        findings: list[Finding] = []
        for division in divided(blocks):
            guide, found = _read(division)
            findings += found
            if guide:
                items.append(Item(guide=guide, blocks=tuple(blocks[division.first : division.end])))
                structure += _structure(division)
        return Yield(items=tuple(items), structure=tuple(structure), findings=tuple(findings))


FAMILY = Specification()


def _read(division: Division) -> tuple[Guide | None, list[Finding]]:
    values: dict[str, Any] = {}
    findings = list(_numbering(division))
    sections, strays = _gathered(division)
    for section in sections:
        if section.field == "flowchart":
            chart, found = read_chart((*section.blocks[1:], *strays), section.heading.place, _words(sections))
            values = merged(values, {"flowchart": (chart,)} if chart else {})
            findings += found
        else:
            values = merged(values, _filled(read_section(section)))
            table = grid_of(section)
            findings += table.findings() if table else ()
    values = _titled(values, division)
    if not values.get("name"):
        return None, [*findings, _nameless(division)]
    return Guide(region="", slug="", ordinal=division.ordinal, **values), findings


def _filled(values: dict[str, Any]) -> dict[str, Any]:
    return {field: value for field, value in values.items() if value not in (None, (), "")}


def _titled(values: dict[str, Any], division: Division) -> dict[str, Any]:
    """``values`` with the title as the name where no section gives one, else as an alias where it differs."""
    title = division.title
    if title and not values.get("name"):
        return {**values, "name": title}
    if title and _compact(title) != _compact(values.get("name", "")):
        return {**values, "aliases": (title,)}
    return values


def _compact(text: str) -> str:
    return "".join(text.split()).translate(str.maketrans("（）", "()"))


def _words(sections: Sequence[Section]) -> str:
    """What the guide says outside its chart, without blanks: there the words stand whole that a chart's lines cut."""
    said = (text for section in sections if section.field != "flowchart" for block in section.blocks for text, _ in texts(block))
    return "".join("".join(said).split())


_TABLES_ONLY = frozenset({"required_fields", "message_templates", "risk_points", "basis", "channels", "attributes"})
"""Sections that are a table, so that short lines without a stop before or behind it are the scraps of a chart."""


def _gathered(division: Division) -> tuple[tuple[Section, ...], tuple[Block, ...]]:
    """The sections without the scraps of the chart that a conversion put among them, and those scraps."""
    if not any(section.field == "flowchart" for section in division.sections):
        return division.sections, ()
    sections: list[Section] = []
    strays: list[Block] = []
    for section in division.sections:
        kept = [line for line in section.lines if not _is_scrap(section, line.text)]
        if section.field == "risk_level" and len(kept) == 0:
            kept = list(section.lines)
        elif len(kept) < len(section.lines):
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


def _structure(division: Division) -> Iterator[Block]:
    """What only frames the guide: headings, table heads, row numbers, boxes and the sentence that explains them."""
    for line in division.title_lines:
        yield line.block
    for section in division.sections:
        yield Paragraph(
            text=section.heading.block.text if isinstance(section.heading.block, Paragraph) else section.words, place=section.heading.place
        )
        table = grid_of(section)
        if table:
            yield from _frame(section, table.head_rows)


def _frame(section: Section, heads: Sequence[Any]) -> Iterator[Block]:
    place = section.tables[0].place
    cells = [
        cell
        for one in section.tables
        for row in one.rows
        for cell in row
        if cell.text and (is_box(cell.text) or cell.text.strip().isdigit())
    ]
    yield Table(rows=(*heads, tuple(cells)), place=place)
    yield from (line.block for line in section.lines if line.text and LEGEND.sub("", line.text).strip() in ("", "注：", "注:"))


def _numbering(division: Division) -> Iterator[Finding]:
    """Sections whose numbers do not count on."""
    before = 0
    for section in division.sections:
        number = section.number
        if number is not None and number != before + 1 and before:
            sentence = f"章节序号从（{before}）到（{number}），不连续；内容已按标题归类。"
            yield Finding(kind="section-number", severity="doubt", sentence=sentence, place=section.heading.place, excerpt=section.words)
        before = number or before + 1


def _nameless(division: Division) -> Finding:
    place: Place = division.sections[0].heading.place
    return Finding(kind="no-name", severity="damage", sentence="这一项没有事项名称，无法成为一份指南。", place=place)
