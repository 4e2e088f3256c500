"""Materials of a 清单 that has columns beside them: 份数, 材料形式, 要求, 情形, said of each material or of all.

Knows no table and no other field.
"""

from __future__ import annotations

from dataclasses import replace

from mingbai.guides.guide import Material
from mingbai.importing.families.checklist_records import Record, Records
from mingbai.importing.families.checklist_rows import Laid
from mingbai.importing.families.fields import Values
from mingbai.importing.phrases.materials import read_materials
from mingbai.importing.phrases.notes import one_line

_PARTS = ("copies", "note", "situation")


def parted_materials(record: Record, found: Records) -> Values:
    """The materials of ``record`` with what the columns beside them say. Empty where there are none, or where it cannot be told
    which material a saying belongs to; both columns then stay as they are printed."""
    (at, *_), parts = found.at("materials") or (-1,), {name: found.at(f"materials.{name}") for name in _PARTS}
    if at < 0 or not any(parts.values()) or at in record.inherited or any(laid.page for laid in record.laid[1:]):
        return {}
    materials: list[Material] = []
    notes: list[str] = []
    for laid in record.laid:
        said = {name: text for name, columns in parts.items() if (text := "；".join(filter(None, (_text(laid, one) for one in columns))))}
        read = read_materials(_text(laid, at).split("\n"))
        sayings = {name: text.split("\n") for name, text in said.items()}
        if any(len(lines) not in (1, len(read.materials)) for lines in sayings.values()) or (said and not read.materials):
            return {}
        for number, one in enumerate(read.materials):
            told = {name: one_line(lines[number if len(lines) > 1 else 0]) for name, lines in sayings.items()}
            materials.append(replace(one, **{name: text for name, text in told.items() if text}))  # type: ignore[arg-type]
        notes += read.notes
    return {"materials": tuple(materials), "material_notes": tuple(notes)}


def _text(laid: Laid, at: int) -> str:
    return "\n".join(cell.text for cell in laid.cells.get(at, ())).strip()
