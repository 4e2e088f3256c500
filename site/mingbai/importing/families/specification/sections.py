"""What each section of a specification holds, read from its tables where it has them and from its text where not.

One small reader a field, one table of them. A reader takes a section and returns fields of Guide by name. Readers go by the heads of
columns; whatever a section prints beside its table is a note, and stays.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from mingbai.guides.guide import Attribute, Basis, FormRef, RiskPoint
from mingbai.guides.words import field_of
from mingbai.importing.families.fields import entries, merged, read_field, read_unknown
from mingbai.importing.families.specification.division import Section
from mingbai.importing.families.specification.grid import COLUMNS, ORDINAL, Grid, filled_down, grid
from mingbai.importing.families.specification.material_table import read_material_table
from mingbai.importing.families.specification.prose import mended, one_text, paragraphs, parted_notes
from mingbai.importing.families.specification.steps import read_steps
from mingbai.importing.families.specification.tabled import read_channel_table, read_level_table, read_limit_table
from mingbai.importing.phrases.basis import read_basis

Values = dict[str, Any]
Reader = Callable[[Section], Values]

_OWN_PLACE = frozenset({"objects", "item_kind", "handling", "fee", "code", "main_item", "main_item_code", "departments", "levels"})
"""Fields that a table of attributes may fill; its 办理方式 and 办理流程 say how the item is open, not how it is done."""
FORM = re.compile(
    r"(?P<ref>(?:附\s*)?表\s*\d+(?:\s\d)?)\s*[-—－–:：、.．]?\s*《?(?P<name>[^，,、；;。《》\d]{3,60}?)》?"
    r"(?=\s*(?:[，,、；;。]|$|(?:以及|和|及|与)\s*(?:附件)?\s*(?:附\s*)?表\s*\d))"
)
_STAGED = re.compile(r"(?P<stage>[\u4e00-\u9fff]{2,8})[：:]\s*(?P<said>.+)", re.DOTALL)


def read_section(section: Section) -> Values:
    """The fields of one section; an attribute under its printed heading where nobody knows what it is."""
    reader = _READERS.get(section.field or "")
    if reader:
        return reader(section)
    texts = paragraphs(section.texts) + [_as_text(section)] * bool(section.tables)
    return read_field(section.field, section.words, texts) if section.field else read_unknown(section.words, texts)


def grid_of(section: Section) -> Grid | None:
    """The section's tables as one grid."""
    return grid(section.tables, COLUMNS.get(section.field or "", r"名称|内容|说明"))


def _as_text(section: Section) -> str:
    rows = [row for table in section.tables for row in table.rows]
    return "\n".join("：".join(text for cell in row if (text := one_text(cell.text))) for row in rows)


def _summary(section: Section) -> Values:
    return {"summary": "\n".join(paragraphs([*section.texts, _as_text(section)]))}


def _plain(field: str) -> Reader:
    """A section that is one short value."""

    def read(section: Section) -> Values:
        body, notes = parted_notes(section.texts)
        text = mended("".join(line.strip() for line in body) or _as_text(section))
        return {field: text or None, "remarks": tuple(notes)}

    return read


def _listed(field: str) -> Reader:
    """A section that is a list: the rows of its table, or the entries of its text."""

    def read(section: Section) -> Values:
        table = grid_of(section)
        body, notes = parted_notes(section.texts)
        rows = ["：".join(text for _, text in table.said(row)) for row in table.rows] if table else []
        said = (*filter(None, rows), *entries(paragraphs(body)))
        return {field: (*said, *notes)} if field in _INTERNAL else {field: said, "remarks": tuple(notes)}

    return read


_INTERNAL = frozenset({"required_fields", "message_templates"})
"""Lists that are not for the public, so that a note under them must not become a remark."""


_TAIL = 8
"""A line of so few characters is the rest of the name above it."""


def _name(section: Section) -> Values:
    """Labelled names, or the bare one. A sentence is no name: it is what stands under a heading that was lost."""
    lines = [*section.texts, *_as_text(section).split("\n")]
    sentence = next((at for at, line in enumerate(lines) if "。" in line), len(lines))
    broken = sentence < len(lines) and sentence > 0 and not re.match(r"[^：:]{2,8}[：:]", lines[sentence])
    while broken and sentence > 1 and len(lines[sentence - 1]) > _TAIL and not re.search(r"[：:]", lines[sentence - 1]):
        sentence -= 1
    values = read_field("name", section.words, paragraphs(lines[:sentence] if broken else lines))
    return merged(values, read_unknown(section.words, paragraphs(lines[sentence:]))) if broken else values


def _attributes(section: Section) -> Values:
    values: Values = {}
    for head, text in _pairs(section):
        field = field_of(head, text)
        more = read_field(field, head, [text]) if field in _OWN_PLACE else {"attributes": (Attribute(name=head, value=text),)}
        values = merged(values, more)
    body, notes = parted_notes(section.texts)
    said = "\n".join(paragraphs(body))
    if said:
        values = merged(values, {"attributes": (Attribute(name=section.words, value=said),)})
    return merged(values, {"remarks": tuple(notes)} if notes else {})


def _pairs(section: Section) -> list[tuple[str, str]]:
    """Label and value of each fact: heads over values, or label beside value."""
    table = grid_of(section)
    if table is None:
        return []
    if table.heads and len(table.heads) != 2:
        return [(head, text) for row in table.rows for at, head in enumerate(table.heads) if head and (text := table.value(row, at))]
    rows = [row for one in section.tables for row in one.rows]
    cells = [[cell for cell in row if not cell.left] for row in rows]
    pairs = [(row[at], row[at + 1]) for row in cells for at in range(0, len(row) - 1, 2)]
    return [("".join(label.text.split()), text) for label, value in pairs if (text := one_text(value.text))]


def _departments(section: Section) -> Values:
    body, notes = parted_notes(section.texts)
    values = read_field("departments", section.words, paragraphs([*body, _as_text(section)]))
    return {**values, "remarks": tuple(notes)}


def _basis(section: Section) -> Values:
    table = grid_of(section)
    body, notes = parted_notes(section.texts)
    values = read_field("basis", section.words, paragraphs(body))
    rows = tuple(_bases(table)) if table else ()
    return {"basis": (*rows, *values.get("basis", ())), "remarks": tuple(notes)}


def _bases(table: Grid) -> Iterator[Basis]:
    articles = table.column(r"条款|条文|条目|内容")
    number = table.column(r"文号|发文字号|编号$", articles, table.column(ORDINAL))
    title = table.column(r"文件|依据|名称|法律|法规", articles, number)
    for row in table.rows:
        printed, document_no, clauses = (table.value(row, at) for at in (title, number, articles))
        more = [text for _, text in (table.said(row) if title is None else table.others(row, title, number, articles))]
        if title is None:
            yield from read_basis("".join(more))
        elif printed or document_no:
            raw = "".join((printed, document_no, clauses, *more))
            yield Basis(title=_bare(printed) or None, document_no=document_no or None, articles=clauses or None, raw=raw)


def _bare(printed: str) -> str:
    """A title without its 《》, also where one of them was lost; 《A》和《B》 keeps both."""
    text = re.sub(r"(?<=》)\s*[A-Za-z|]$", "", printed.replace("\n", ""))
    if text.count("《") > 1 and text.find("》") < len(text) - 1 and re.search(r"》[^《》]*《", text):
        return text
    return text.removeprefix("《").removesuffix("》") if text.startswith("《") else text


def _forms(field: str) -> Reader:
    """Forms named by number and title (详情参考附件表1-…登记表), or by title only."""

    def read(section: Section) -> Values:
        body, notes = parted_notes(section.texts)
        text = "".join(paragraphs([*body, _as_text(section)]))
        found = tuple(_numbered_forms(text))
        if found or not text or re.fullmatch(r"[无/—-]+[。]?", text):
            return {field: found, "remarks": tuple(notes)}
        values = read_field("forms", section.words, [text])
        return {field: values.get("forms") or (FormRef(name=text),), "remarks": tuple(notes)}

    return read


def _numbered_forms(text: str) -> Iterator[FormRef]:
    """The forms that ``text`` names by number and title, each with its share of the words; what follows the last belongs to it."""
    found = list(FORM.finditer(text))
    ends = [0, *(one.end() for one in found[:-1]), len(text)]
    for one, start, end in zip(found, ends, ends[1:], strict=False):
        yield FormRef(name=one["name"].strip(), ref="".join(one["ref"].split()), raw=text[start:end].strip(" \n，,、；;。"))


def _process(section: Section) -> Values:
    body, notes = parted_notes(section.texts)
    return {"process": read_steps(body, section.tables), "remarks": tuple(notes)}


def _risks(section: Section) -> Values:
    table = grid_of(section)
    points: list[RiskPoint] = []
    if table:
        said = table.column(r"描述|表现|内容") or table.last()
        stage = table.column(r"环节|岗位|风险点|流程", said)
        stages = filled_down(table, stage)
        for row, above in zip(table.rows, stages, strict=True):
            more = "".join(f"\n{head}：{text}" for head, text in table.others(row, said, stage))
            if text := table.value(row, said):
                points.append(RiskPoint(stage=above or None, description=text + more))
    for text in entries(paragraphs(section.texts)):
        found = _STAGED.fullmatch(text)
        points.append(RiskPoint(stage=found["stage"], description=found["said"]) if found else RiskPoint(description=text))
    return {"risk_points": tuple(points)}


def _tabled(read: Callable[[Section, Grid], Values], field: str) -> Reader:
    """A section whose table ``read`` knows; its text alone is read as every guide's is."""

    def read_either(section: Section) -> Values:
        table = grid_of(section)
        if table and table.rows and (table.heads or field == "materials"):
            return read(section, table)
        return read_field(field, section.words, paragraphs([*section.texts, _as_text(section)]))

    return read_either


_READERS: Mapping[str, Reader] = {
    "name": _name,
    "summary": _summary,
    "attributes": _attributes,
    "basis": _basis,
    "conditions": _listed("conditions"),
    "objects": _listed("objects"),
    "levels": _tabled(read_level_table, "levels"),
    "departments": _departments,
    "channels": _tabled(read_channel_table, "channels"),
    "handling": _plain("handling"),
    "item_kind": _plain("item_kind"),
    "fee": _plain("fee"),
    "time_limit": _tabled(read_limit_table, "time_limit"),
    "materials": _tabled(read_material_table, "materials"),
    "forms": _forms("forms"),
    "output_samples": _forms("output_samples"),
    "required_fields": _listed("required_fields"),
    "message_templates": _listed("message_templates"),
    "process": _process,
    "risk_level": _plain("risk_level"),
    "risk_points": _risks,
}
