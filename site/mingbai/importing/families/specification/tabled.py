"""The four tables of a specification that hold more than a list: levels, channels, time limits, materials.

Columns are told by their heads. A box that is only printed says that the place decides; where boxes are ticked, the ticked ones count.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from mingbai.guides.guide import Attribute, Channel, Level, Material
from mingbai.guides.limits import parse_limit
from mingbai.guides.words import material_column
from mingbai.importing.blocks import Cell
from mingbai.importing.families.specification.division import Section
from mingbai.importing.families.specification.grid import Grid, filled_down, is_box, is_ticked
from mingbai.importing.families.specification.prose import parted_notes, without_legend
from mingbai.importing.phrases.channels import read_channel
from mingbai.importing.phrases.levels import read_levels
from mingbai.importing.phrases.materials import read_materials

Values = dict[str, Any]

_REMARK = re.compile(r"\s*[（(]?\s*备\s*注\s*\d?\s*[：:]")
_CASE = re.compile(r"[：:]\n\s*(?=[①1（(])")
"""A case at the end of one line over the list that begins in the next (在职职工： ①…): they belong together."""
_BACK = re.compile(r"反馈|送达|领取|取件")


def read_level_table(section: Section, table: Grid) -> Values:
    """Levels over boxes. 注 under them says who decides; what is printed as 备注 is a remark of the item too."""
    marked = [(at, cell.text) for row in table.rows for at, cell in enumerate(row)]
    ticked = {at for at, text in marked if is_ticked(text)}
    refused = {at for at, text in marked if re.fullmatch(r"\s*(?:否|×|无|/|—)\s*", text)}
    levels = [level for at, head in enumerate(table.heads) if at in ticked or (not ticked and at not in refused) for level in _level(head)]
    said = [text for row in table.rows for _, text in table.others(row) if not is_ticked(text) and not re.fullmatch(r"[否×无/]", text)]
    body, notes = parted_notes(section.texts)
    remarks = notes if any(_REMARK.match(line) for line in section.texts) else []
    return {"levels": tuple(dict.fromkeys(levels)), "level_notes": (*said, *body, *notes), "remarks": tuple(remarks)}


def _level(head: str) -> Sequence[Level]:
    """The one level that a head names, also where its bracket was cut off."""
    return read_levels(head).levels[:1]


def read_channel_table(section: Section, table: Grid) -> Values:
    """Channels by their class, which is printed once over several rows. How results come back is no way in: ``other``."""
    group = table.column(r"分类|类别|类型")
    detail = table.column(r"渠道|方式|途径|名称", group, table.column(r"可受理|可反馈"))
    channels: list[Channel] = []
    for row, above in zip(table.rows, filled_down(table, group), strict=True):
        said = table.value(row, detail)
        if said and _BACK.search(above):
            channels.append(Channel(kind="other", detail=said, group=above))
        elif said:
            channels += read_channel(said, above or None)
    body, notes = parted_notes(section.texts)
    return {"channels": tuple(dict.fromkeys(channels)), "channel_notes": (*body, *notes)}


def read_limit_table(section: Section, table: Grid) -> Values:
    """The promise of each case; the class of the limit and its unit stay as attributes."""
    promise = table.column(r"承诺|办结时间|时限$|期限$|天数") or table.last()
    kind = table.column(r"类别|类型|情形", promise, table.column(r"日期|单位"))
    unit = table.column(r"日期|单位", promise, kind)
    said = [(table.value(row, kind), _promise(table.value(row, promise), table.value(row, unit))) for row in table.rows]
    said = [(case, text or case) for case, text in said if case or text]
    raw = said[0][1] if len(said) == 1 else "；".join(f"{case}：{text}" if case and case != text else text for case, text in said)
    facts = _facts(table, kind, promise)
    body, notes = parted_notes(section.texts)
    return {"time_limit": parse_limit(raw) if raw else None, "attributes": facts, "remarks": (*body, *notes)}


def _promise(text: str, unit: str) -> str:
    """A promise that is only a number is one together with its unit."""
    return f"{text}个{unit}" if re.fullmatch(r"\d+", text) and unit else text


def _facts(table: Grid, kind: int | None, promise: int | None) -> tuple[Attribute, ...]:
    facts: dict[str, dict[str, None]] = {}
    for row in table.rows:
        if kind is not None and len(table.rows) == 1 and (text := table.value(row, kind)):
            facts.setdefault(table.heads[kind], {})[text] = None
        for head, text in table.others(row, kind, promise):
            facts.setdefault(head, {})[text] = None
    return tuple(Attribute(name=head, value="；".join(texts)) for head, texts in facts.items())


def read_material_table(section: Section, table: Grid) -> Values:
    """One row is one material, or several where it says so (在职职工：①…②…). The legend of the boxes is no note."""
    parts = {at: material_column(head) for at, head in enumerate(table.heads)}
    name = table.column(r"名称|要件", table.column(r"序\s*号"))
    name = name if name is not None else next((at for at, part in parts.items() if part == "name"), _widest(table))
    materials = [material for row in table.rows for material in _materials(table, row, name, parts)]
    body, notes = parted_notes(section.texts)
    kept = [without_legend(note)[0] for note in notes]
    return {"materials": tuple(materials), "material_notes": tuple(note for note in (*body, *kept) if note)}


def _widest(table: Grid) -> int:
    """The column with most text, where no head says which names the material."""
    width = max((len(row) for row in table.rows), default=1)
    return max(range(width), key=lambda at: sum(len(table.value(row, at)) for row in table.rows))


def _materials(table: Grid, row: Sequence[Cell], name: int, parts: dict[int, str | None]) -> Iterator[Material]:
    text = _CASE.sub("：", table.value(row, name))
    if not text or is_box(text):
        return
    more: dict[str, str] = {}
    for at, part in parts.items():
        said = table.value(row, at) if part in ("copies", "note", "situation") and at != name else ""
        if part and said and not is_box(said):
            said = f"{said}份" if part == "copies" and said.isdigit() else said
            more[part] = "，".join(one for one in (more.get(part), said) if one)
    for material in read_materials([text]).materials or (Material(name=text, raw=text),):
        yield _with(material, more)


def _with(material: Material, more: dict[str, str]) -> Material:
    """``material`` with what its row prints in further columns, beside what its name already says."""
    note = "；".join(one for one in (material.note, more.get("note")) if one)
    situation = "，".join(one for one in (more.get("situation"), material.situation) if one)
    return replace(material, copies=more.get("copies") or material.copies, note=note or None, situation=situation or None)
