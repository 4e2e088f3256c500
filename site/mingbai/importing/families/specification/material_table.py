"""受理材料 as a table: one row a material, or several where it says so (在职职工：①…②…); a row over all columns heads those below it.

Columns are told by their heads (``guides.words.material_column``); what a further column prints is kept as a note.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from mingbai.guides.guide import Material
from mingbai.guides.words import material_column
from mingbai.importing.blocks import Cell
from mingbai.importing.families.specification.division import Section
from mingbai.importing.families.specification.grid import Grid, filled_down, is_box
from mingbai.importing.families.specification.prose import is_note, one_text, parted_notes, without_legend
from mingbai.importing.phrases.materials import read_materials

_CASE = re.compile(r"[：:]\n\s*(?=[①1（(])")
"""A case at the end of one line over the list that begins in the next (在职职工： ①…): they belong together."""
_GROUP = re.compile(r"材料|资料")
_READ = ("copies", "note", "situation")
_NUMBER = re.compile(r"^\s*(?:[（(]?[一二三四五六七八九十\d]{1,3}[）)、.．])\s*")


def read_material_table(section: Section, table: Grid) -> dict[str, Any]:
    """The materials of one section, and the notes under them. The legend of the boxes is no note."""
    parts = {at: material_column(head) for at, head in enumerate(table.heads)}
    name = table.column(r"名称|要件", table.column(r"序\s*号"))
    name = name if name is not None else next((at for at, part in parts.items() if part == "name"), _widest(table))
    body, notes = parted_notes([*section.texts, *(over for row in table.rows if (over := _over_all(row)) and is_note(over))])
    materials = tuple(_rows(table, name, parts))
    return {"materials": materials, "material_notes": tuple(note for note in (*body, *(without_legend(one)[0] for one in notes)) if note)}


def _over_all(row: Sequence[Cell]) -> str | None:
    """The text of a row that is one cell over all columns."""
    filled = [cell for cell in row if cell.text.strip()]
    alone = len(filled) == 1 and row[0] is filled[0] and (len(row) == 1 or all(cell.left for cell in row[1:]))
    return one_text(filled[0].text) if alone else None


def _widest(table: Grid) -> int:
    """The column with most text, where no head says which names the material."""
    width = max((len(row) for row in table.rows), default=1)
    return max(range(width), key=lambda at: sum(len(table.value(row, at)) for row in table.rows))


def _rows(table: Grid, name: int, parts: dict[int, str | None]) -> Iterator[Material]:
    """The materials of all rows, each under the heading that stands over it."""
    cases = filled_down(table, next((at for at, part in parts.items() if part == "situation"), None))
    situation = group = None
    for row, case in zip(table.rows, cases, strict=True):
        over = _over_all(row)
        if over is None:
            yield from (_under(material, situation, group) for material in _materials(table, row, name, parts, case))
        elif not is_note(over):
            heading = _NUMBER.sub("", over).rstrip("：:")
            situation, group = (None, heading) if _GROUP.search(heading) else (heading, None)


def _under(material: Material, situation: str | None, group: str | None) -> Material:
    both = "，".join(one for one in (situation, material.situation) if one)
    return replace(material, situation=both or None, group=material.group or group)


def _materials(table: Grid, row: Sequence[Cell], name: int, parts: dict[int, str | None], case: str) -> Iterator[Material]:
    text = _CASE.sub("：", table.value(row, name))
    if not text or is_box(text):
        return
    more: dict[str, list[str]] = {"situation": [case] if case else []}
    for at, part in parts.items():
        said = table.value(row, at)
        if part in ("copies", "note") and at != name and said and not is_box(said):
            more.setdefault(part, []).append(f"{said}份" if part == "copies" and said.isdigit() else said)
    known = [at for at, part in parts.items() if part in _READ or at == name]
    more.setdefault("note", []).extend(f"{head}：{said}" for head, said in table.others(row, *known))
    for material in read_materials([text]).materials or (Material(name=text, raw=text),):
        yield _with(material, more)


def _with(material: Material, more: dict[str, list[str]]) -> Material:
    """``material`` with what its row prints in further columns, beside what its name already says."""
    note = "；".join(one for one in (material.note, *more.get("note", ())) if one)
    situation = "，".join(one for one in (*more.get("situation", ()), material.situation) if one)
    copies = "，".join(more.get("copies", ())) or material.copies
    return replace(material, copies=copies, note=note or None, situation=situation or None)
