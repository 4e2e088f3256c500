"""What stands under one heading, as the field of a guide that the heading names. One small reader a field, one table of them.

Each reader takes the lines under the heading and returns the fields that they fill. Knows no heading's dress and no item.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from mingbai.guides.guide import Attribute, Chart, Contact, Departments, FormRef, Guide, Node, RiskPoint
from mingbai.guides.limits import parse_limit
from mingbai.guides.words import split_heading
from mingbai.importing.phrases.basis import read_basis
from mingbai.importing.phrases.channels import read_channels
from mingbai.importing.phrases.forms import forms_in
from mingbai.importing.phrases.levels import read_levels
from mingbai.importing.phrases.materials import read_materials
from mingbai.importing.phrases.notes import one_line, read_notes, without_notes
from mingbai.importing.phrases.numbering import split_list
from mingbai.importing.phrases.process import read_process
from mingbai.importing.phrases.stages import read_stages

Values = dict[str, Any]
"""Fields of Guide by name, as ``Guide`` takes them."""

_EDGE = " \t\n　；;"
_PHONE = re.compile(r"(?<![\d-])(?:\d{3,4}-\d{7,8}(?:-\d{1,4})?|1[3-9]\d{9}|12\d{3}|9\d{4}|400-?\d{3}-?\d{4}|\d{7,8})(?!\d)")
_NOTE = re.compile(r"\s*[（(]?\s*(?:备\s*注|注)\s*\d?\s*[：:]\s*")
_QUOTED = re.compile(r"《([^《》]+)》")


def read_field(field: str, words: str, lines: Sequence[str]) -> Values:
    """The values of the section headed by ``words``, which name ``field``; an attribute where no reader knows the field."""
    lines = [line.strip() for line in lines if line.strip()]
    if not lines:
        return {}
    if field == "contacts":
        return {"contacts": tuple(_contact(words, entry) for entry in entries(lines))}
    reader = _READERS.get(field)
    return reader(lines) if reader else _several(words, lines)


def merged(values: Values, more: Values, words: str = "") -> Values:
    """Two sections of one item together: lists go on, a scalar that is already there stays and the other becomes an attribute.

    ``words`` is the printed heading of ``more``, which names the attribute.
    """
    out = dict(values)
    for field, value in more.items():
        before = out.get(field)
        if before is None:
            out[field] = value
        elif isinstance(value, tuple):
            out[field] = before + tuple(one for one in value if one not in before)
        elif isinstance(value, Departments):
            out[field] = Departments(lead=before.lead or value.lead, joint=before.joint + value.joint)
        elif value != before:
            out["attributes"] = (*out.get("attributes", ()), Attribute(name=words or field, value=_printed(value)))
    return out


def read_unknown(words: str, lines: Sequence[str]) -> Values:
    """A section whose heading names no field: an attribute under its printed heading."""
    return _several(words, lines)


def _several(words: str, lines: Sequence[str]) -> Values:
    """A section of several fields, each in a line of its own behind its label (事项属性 over 办件类型：承诺件); else an attribute."""
    labelled = [split_heading(line.strip()) for line in lines if line.strip()]
    values: Values = {}
    for found in labelled:
        if found is None or not found[2] or found[0] == "attributes":
            return _labelled(words, lines)
        values = merged(values, read_field(found[0], found[1], [found[2]]), found[1])
    return values


def _printed(value: Any) -> str:
    return str(getattr(value, "raw", value))


def _labelled(words: str, lines: Sequence[str]) -> Values:
    text = "\n".join(line.strip() for line in lines if line.strip())
    return {"attributes": (Attribute(name=words.strip("：: "), value=text),)} if text else {}


def _scalar(field: str) -> Callable[[Sequence[str]], Values]:
    return lambda lines: {field: one_line("\n".join(lines))}


def _list(field: str) -> Callable[[Sequence[str]], Values]:
    return lambda lines: {field: entries(lines)}


def entries(lines: Sequence[str]) -> tuple[str, ...]:
    """The entries of a list, numbers taken off: each numbered part with what is nested in it, each unnumbered line."""
    found: list[str] = []
    for part in split_list("\n".join(lines)):
        found += (
            _entries(part.text.split("\n"))
            if not part.label and not part.children
            else _whole(part.text, part.raw, part.label, part.children)
        )
    return tuple(entry for entry in found if entry)


def _entries(lines: Sequence[str]) -> list[str]:
    return [line.strip(_EDGE) for line in lines]


def _whole(text: str, raw: str, label: str, children: Sequence[Any]) -> list[str]:
    """A part as one entry; an unnumbered line that leads a list is an entry of its own, and so is each item under it."""
    if label or not children:
        return [one_line(raw.removeprefix(label))]
    return [one_line(text), *(one_line(child.raw.removeprefix(child.label)) for child in children)]


def _name(lines: Sequence[str]) -> Values:
    """The lines under 事项名称: labelled (主项名称：…, 子项名称：…) or the bare name."""
    values: Values = {}
    for line in lines:
        found = split_heading(line)
        field, text = (found[0], found[2]) if found else ("name", line)
        if field == "name" and "name" in values:
            values = merged(values, {"main_item": values["name"]}) if "main_item" not in values else values
            values["name"] = one_line(text)
        elif text:
            values = merged(values, {"name": one_line(text)} if field == "name" else read_field(field, found[1] if found else "", [text]))
    return values


def _levels(lines: Sequence[str]) -> Values:
    read = read_levels("\n".join(lines))
    return {"levels": read.levels, "level_notes": read.notes} if read.levels else _labelled("办理层级", lines)


def _departments(lines: Sequence[str]) -> Values:
    lead: list[str] = []
    joint: tuple[str, ...] = ()
    for entry in entries(lines):
        found = split_heading(entry)
        if found and found[0] == "departments.joint":
            joint += (found[2],)
        else:
            lead.append(found[2] if found and found[0].startswith("departments") else entry)
    return {"departments": Departments(lead="；".join(lead) or None, joint=joint)}


def _lead(lines: Sequence[str]) -> Values:
    return {"departments": Departments(lead=one_line("\n".join(lines)))}


def _joint(lines: Sequence[str]) -> Values:
    return {"departments": Departments(joint=entries(lines))}


def _basis(lines: Sequence[str]) -> Values:
    return {"basis": read_basis("\n".join(lines))}


def _channels(lines: Sequence[str]) -> Values:
    body, notes = without_notes(lines)
    return {"channels": read_channels(body.split("\n")), "channel_notes": read_notes(notes)}


def _materials(lines: Sequence[str]) -> Values:
    read = read_materials(lines)
    return {"materials": read.materials, "material_notes": read.notes, "forms": read.forms}


def _process(lines: Sequence[str]) -> Values:
    body, notes = without_notes(lines)
    read = read_process(body.split("\n"))
    return {"process": read.paths, "process_stages": read.stages, "remarks": read_notes(notes)}


def _stages(lines: Sequence[str]) -> Values:
    return {"process_stages": read_stages("\n".join(lines))}


def _flowchart(lines: Sequence[str]) -> Values:
    """What text is left of a drawing: captions with a colon head a chart each, other fragments are its boxes, notes are remarks."""
    charts: list[Chart] = []
    remarks: list[str] = []
    for line in lines:
        note = _NOTE.match(line)
        if note:
            remarks += read_notes([line[note.end() :]])
        elif line.rstrip().endswith(("：", ":")):
            charts.append(Chart(title=line.strip(" ：:　")))
        else:
            last = charts.pop() if charts else Chart()
            nodes = last.nodes + tuple(_boxes(line, len(last.nodes)))
            charts.append(Chart(title=last.title, nodes=nodes))
    return {"flowchart": tuple(charts), "remarks": tuple(remarks)}


def _boxes(line: str, count: int) -> list[Node]:
    texts = [text for text in re.split(r"\s{2,}|\t|\s*(?:→|⇒|➔|↓|—>|->)\s*", line.strip()) if text]
    return [Node(id=f"n{count + number}", kind="step", text=text) for number, text in enumerate(texts, 1)]


def _time_limit(lines: Sequence[str]) -> Values:
    body, notes = without_notes(lines)
    raw = "；".join(entry.rstrip("。") for entry in entries(body.split("\n"))) if body.count("\n") else one_line(body)
    return {"time_limit": parse_limit(raw), "remarks": read_notes(notes)} if raw else {"remarks": read_notes(notes)}


def _forms(field: str) -> Callable[[Sequence[str]], Values]:
    def read(lines: Sequence[str]) -> Values:
        found: list[FormRef] = []
        for entry in entries(lines):
            named = forms_in(entry) or tuple(FormRef(name=name) for name in _QUOTED.findall(entry))
            found += named or (FormRef(name=entry.rstrip("。")),)
        return {field: tuple(dict.fromkeys(found))}

    return read


def _contact(words: str, entry: str) -> Contact:
    """One line under a heading such as 办理地点, 办公时间 or 咨询电话; the heading says what the line is."""
    kind = words.strip("：: ")
    if re.search("地点|地址|位置|路线|窗口|大厅", kind) and not re.search("时间|电话", kind):
        return Contact(kind=kind, address=entry)
    if kind.endswith("时间"):
        return Contact(kind=kind, hours=entry)
    phones = "、".join(dict.fromkeys(_PHONE.findall(entry)))
    return Contact(kind=kind, phone=phones) if phones == entry else Contact(kind=kind, phone=phones or None, raw=entry)


def _risk_points(lines: Sequence[str]) -> Values:
    return {"risk_points": tuple(RiskPoint(description=entry) for entry in entries(lines))}


_READERS: Mapping[str, Callable[[Sequence[str]], Values]] = {
    **{field: _scalar(field) for field in ("code", "main_item", "main_item_code", "item_kind", "handling", "summary", "fee", "risk_level")},
    **{field: _list(field) for field in ("objects", "conditions", "tips", "remarks", "material_notes", "channel_notes", "level_notes")},
    **{field: _list(field) for field in ("required_fields", "message_templates")},
    **{field: _forms(field) for field in ("forms", "output_samples")},
    "name": _name,
    "levels": _levels,
    "departments": _departments,
    "departments.lead": _lead,
    "departments.joint": _joint,
    "basis": _basis,
    "channels": _channels,
    "materials": _materials,
    "process": _process,
    "process_stages": _stages,
    "flowchart": _flowchart,
    "time_limit": _time_limit,
    "risk_points": _risk_points,
}


def guide_of(values: Values) -> Guide:
    """The guide of ``values``; region and slug are filled in by ``assemble``."""
    known = {field: value for field, value in values.items() if value not in (None, (), "")}
    return Guide(region="", slug="", **{"name": "", **known})
