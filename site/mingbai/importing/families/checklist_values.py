"""One record of a 清单 → a ``ChecklistRow``: each column's text read as its field.

Knows no table; what a text under a head means is ``families.fields``' business.
"""

from __future__ import annotations

import dataclasses
import re
from dataclasses import replace

from mingbai.guides.guide import Attribute, Channel, ChecklistRow
from mingbai.guides.limits import parse_limit
from mingbai.importing.families.checklist_heads import Column
from mingbai.importing.families.checklist_materials import parted_materials
from mingbai.importing.families.checklist_records import Record, Records
from mingbai.importing.families.fields import Values, merged, read_field, read_unknown
from mingbai.importing.phrases.channels import ticked
from mingbai.importing.phrases.notes import one_line
from mingbai.importing.phrases.numbering import split_list, starts_with_label, value_of

_UNIT = re.compile(r"[（(]\s*(?:单位[：:])?\s*((?:个)?(?:工作日|自然日|日|天|月))\s*[）)]")
"""The unit of a column of bare numbers: 办理时限（工作日）."""
_NONE = r"无|/|／|[—–-]+|暂无"
"""What a cell prints that has nothing to say."""
_SENTENCE = 12
_ENDED = re.compile(r"[。；;！!？?：:]\s*$")
_FIELDS = frozenset(field.name for field in dataclasses.fields(ChecklistRow))
_LOSABLE = (
    "ordinal", "main_item", "name", "code", "materials", "item_kind", "levels", "channels", "time_limit", "process_stages",
    "remarks", "basis",
)  # fmt: skip


def row_of(record: Record, found: Records) -> ChecklistRow:
    """The row that ``record`` prints. Of a broken one, ``missing`` lists what the head has and the row has not."""
    values: Values = {"main_item": record.band} if record.band else {}
    parted = parted_materials(record, found)
    for at, column in enumerate(found.columns):
        if (text := record.text(at)) and not (parted and (column.field or "").startswith("materials")):
            values = merged(values, _value(column, text))
    values = merged(values, parted)
    if re.fullmatch(_NONE, values.get("name") or "") and values.get("main_item"):
        values = {**values, "name": values["main_item"], "main_item": None}
    if all(re.fullmatch(_NONE, text) for text in values.get("remarks", ())):
        values = {**values, "remarks": ()}
    known = {name: value for name, value in values.items() if name in _FIELDS and value not in (None, (), "")}
    return ChecklistRow(
        **known,
        inherited=_inherited(record, found),
        broken=True if record.broken else None,
        missing=_missing(known, found) if record.broken else (),
        lines=_lines(record),
    )


def _value(column: Column, text: str) -> Values:
    if column.field == "ordinal":
        number = re.search(r"\d+", text)
        value = int(number[0]) if number else value_of(text)
        return {"ordinal": value} if value else {}
    if column.field == "tick":
        return _tick(column, text)
    if column.field in ("name", "main_item"):
        return {column.field: unnumbered(one_line(text))}
    if column.field in ("code", "main_item_code"):
        return {column.field: re.sub(r"\s+", "", text)}
    if column.field in (None, "attributes") or "." in column.field:
        return read_unknown(column.head, text.split("\n")) if column.head else {"remarks": (one_line(text),)}
    if column.field in ("time_limit", "item_kind", "handling", "fee"):
        text = unwrapped(text)
    if column.field == "time_limit" and (unit := _UNIT.search(column.head)) and re.fullmatch(r"\s*\d+(?:\.\d+)?\s*", text):
        return {"time_limit": replace(parse_limit(text.strip() + unit[1]), raw=text.strip())}
    if column.field in ("remarks", "tips", "summary"):
        text = mended(text)
    values = read_field(column.field, column.head, text.split("\n"))
    values.pop("forms", None)
    strange = {name: value for name, value in values.items() if name not in _FIELDS and name != "name"}
    return {**values, "attributes": (*values.get("attributes", ()), Attribute(name=column.head, value=text))} if strange else values


def _tick(column: Column, text: str) -> Values:
    """A √ column says that there is such a way in; words in it say more about it."""
    if ticked(text) and len(text.strip()) <= 2 and column.kind:
        return {"channels": (Channel(kind=column.kind, detail=column.head),)}
    if re.fullmatch(r"\s*(?:否|无|×|✗|/|-|—|[nN])\s*", text) or not column.kind:
        return {}
    return {"channels": (Channel(kind=column.kind, detail=one_line(text), group=column.head),)}


def mended(text: str) -> str:
    """Sentences without the line breaks of a narrow cell: a line that does not end one goes on in the next, unless that is an item."""
    lines: list[str] = []
    for line in text.split("\n"):
        if lines and len(lines[-1]) >= _SENTENCE and not _ENDED.search(lines[-1]) and not starts_with_label(line):
            lines[-1] += line.lstrip()
        else:
            lines.append(line)
    return "\n".join(lines)


def unwrapped(text: str) -> str:
    """A short value without the line breaks of a narrow cell (5个 / 工作日); lines that are limits by themselves stay lines."""
    lines = text.split("\n")
    whole = len(lines) > 1 and all(len(line.strip()) > 4 and parse_limit(line).kind != "other" for line in lines)
    return text if whole else one_line(text)


def unnumbered(text: str) -> str:
    """A title without the number before it."""
    parts = split_list(text)
    return parts[0].text if len(parts) == 1 and parts[0].label and not parts[0].children else text


def _inherited(record: Record, found: Records) -> tuple[str, ...]:
    """The fields that the record has only through a cell of another row."""
    names = (found.columns[at].field for at in sorted(record.inherited) if at in record.texts and not record.cells.get(at))
    return tuple(dict.fromkeys(name for name in names if name))


def _missing(known: Values, found: Records) -> tuple[str, ...]:
    heads = {"channels" if column.field == "tick" else column.field for column in found.columns}
    return tuple(name for name in _LOSABLE if name in heads and name not in known)


def _lines(record: Record) -> tuple[int, ...]:
    places = [cell.place for row in record.printed for cell in row]
    lines = [line for place in places for line in (place.line, place.last) if line is not None]
    return (min(lines), max(lines)) if lines else ()
