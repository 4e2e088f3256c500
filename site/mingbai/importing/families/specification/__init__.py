"""The family of operating specifications (操作规范): one guide after another, each in numbered sections with tables.

Several provinces print their items in this shape: （一）事项名称 … （十八）业务风险点识别. It is told by sections that only such a
specification has (消息推送模板, 风险级别, 业务风险点识别 …). It knows no region, no item and no line number.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from mingbai.guides.guide import Guide
from mingbai.importing.blocks import Block, Finding, Paragraph, Place, texts
from mingbai.importing.families.fields import merged
from mingbai.importing.families.specification.chart import read_chart
from mingbai.importing.families.specification.division import Division, Section, divided
from mingbai.importing.families.specification.framing import framing, gathered
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
            reading = _read(division)
            findings += reading.findings
            if reading.guide:
                items.append(Item(guide=reading.guide, blocks=tuple(blocks[division.first : division.end])))
                structure += [*framing(division), *reading.labels]
        return Yield(items=tuple(items), structure=tuple(structure), findings=tuple(findings))


FAMILY = Specification()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Reading:
    """One guide as read; what a person should know of it; what stood on the arrows of its chart."""

    guide: Guide | None
    findings: tuple[Finding, ...]
    labels: tuple[Paragraph, ...] = ()


def _read(division: Division) -> _Reading:
    values: dict[str, Any] = {}
    findings = list(_numbering(division))
    labels: list[Paragraph] = []
    sections, strays = gathered(division)
    findings += _moved(strays)
    for section in sections:
        if section.field == "flowchart":
            drawing = read_chart((*section.blocks[1:], *strays), section.heading.place, _words(sections))
            values = merged(values, {"flowchart": (drawing.chart,)} if drawing.chart else {})
            findings += drawing.findings
            labels += drawing.labels
        else:
            values = merged(values, _filled(read_section(section)))
            table = grid_of(section)
            findings += table.findings() if table else ()
    values = _titled(values, division)
    if not values.get("name"):
        return _Reading(guide=None, findings=(*findings, _nameless(division)))
    findings += _renamed(values, division)
    return _Reading(guide=Guide(region="", slug="", ordinal=division.ordinal, **values), findings=tuple(findings), labels=tuple(labels))


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
    others = (line for section in sections if section.field != "flowchart" for line in section.lines)
    said = (text for line in others for text in ([line.text] if line.text else [text for text, _ in texts(line.block)]))
    return "".join("".join(said).split())


def _numbering(division: Division) -> Iterator[Finding]:
    """Sections whose numbers do not count on."""
    before = 0
    for section in division.sections:
        number = section.number
        if number is not None and number != before + 1 and before:
            sentence = f"章节序号从（{before}）到（{number}），不连续；内容已按标题归类。"
            yield Finding(kind="section-number", severity="doubt", sentence=sentence, place=section.heading.place, excerpt=section.words)
        before = number or before + 1


def _moved(strays: Sequence[Block]) -> Iterator[Finding]:
    said = [block for block in strays if isinstance(block, Paragraph) and block.text.strip()]
    if said:
        sentence = "流程图的文字在转换中落到了别的章节，已归回流程图。"
        excerpt = " ".join(block.text.strip() for block in said)[:60]
        yield Finding(kind="scraps-moved", severity="info", sentence=sentence, place=said[0].place, excerpt=excerpt)


def _renamed(values: dict[str, Any], division: Division) -> Iterator[Finding]:
    for title in values.get("aliases", ()):
        sentence = f"标题是“{title}”，子项名称是“{values['name']}”；以子项名称为准，标题记为别名。"
        yield Finding(kind="title-differs", severity="doubt", sentence=sentence, place=division.title_lines[0].place, excerpt=title)


def _nameless(division: Division) -> Finding:
    place: Place = division.sections[0].heading.place
    return Finding(kind="no-name", severity="damage", sentence="这一项没有事项名称，无法成为一份指南。", place=place)
