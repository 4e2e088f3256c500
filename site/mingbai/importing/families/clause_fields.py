"""From the words under a service's sub-clauses to the fields of its guide.

Knows how a standard writes each field (a chain of stages, a lettered list of channels, 应提供…（见附录A）) and nothing of
clauses: which words belong to which sub-service is settled before they come here.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from mingbai.guides.guide import Attribute, Channel, Contact, Departments, FormRef, Level, Material, Path, Step
from mingbai.guides.limits import parse_limit
from mingbai.importing.families.clause_names import likeness
from mingbai.importing.phrases.basis import read_basis
from mingbai.importing.phrases.brackets import matches, split_outside
from mingbai.importing.phrases.channels import read_channel
from mingbai.importing.phrases.forms import forms_in
from mingbai.importing.phrases.levels import read_levels
from mingbai.importing.phrases.material import is_thing, read_material
from mingbai.importing.phrases.materials import read_materials
from mingbai.importing.phrases.numbering import Part, split_list
from mingbai.importing.phrases.stages import read_stages

_FRAME = re.compile(
    r"[^。；;]{0,70}(?:(?:以下|下列)[^。；;，,]{0,8}(?:方式|渠道|途径)[^。；;，,]{0,8}|(?:以下|下列)[^。；;，,]{0,8}(?:程序|流程|步骤|顺序|环节)[^。；;，,]{0,6}|(?:以下|下列)[^。；;，,]{0,8}(?:材料|资料|证件|手续)[^。；;，,]{0,4}|如下)[。.：:]?"
)
_APPENDED = re.compile(r"《([^《》]+)》[^《》（(；;。]{0,6}[（(]\s*(?:详见|参见|见)?\s*(附\s*[录件表]\s*[A-Z\d]{1,2})\s*[）)]")
_ONLY_HANDS_ON = re.compile(r"[^，,；;。]*(?:代办|只?收件|仅受理|转报)[^；;。]*")
_DEMAND = re.compile(
    r"(?P<case>[^，,。；;：:]{2,70}?)(?:还|另|均|也|仅)?(?:应当?|须|需要?|要){1,2}(?:提供|提交|携带|出具|填写)(?P<thing>[^方者人].+)"
)
_NO_LEVEL = re.compile(r"城乡|地区|辖区|园区|城区|社区卫生|上一层级|上级")
_LONGEST_STAGE = 14
_SAME_NAME = 0.8
_MOST_OF = 0.6
_END = " \t\n　。.；;"


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """The words of one sub-clause that hold for a sub-service: ``field`` and printed ``title`` of the sub-clause, ``under`` the
    case or path that they stand under, and ``lines`` without numbers of clauses."""

    field: str | None
    title: str
    under: str | None
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """What a sub-service is called: a sentence that begins with one of these speaks of all its cases, not of one."""

    own: tuple[str, ...]
    forms: Mapping[str, str]


def is_frame(line: str) -> bool:
    """Whether a line only says that a list follows (…应提供以下材料。)."""
    return bool(_FRAME.fullmatch(line.strip()))


def fields_of(passages: Sequence[Passage], names: Names) -> dict[str, Any]:
    """The fields of a guide that ``passages`` state, by name; lists that stand in several passages are joined."""
    found: dict[str, Any] = {}
    for passage in passages:
        for name, value in _read(passage, names).items():
            before = found.get(name)
            found[name] = tuple(dict.fromkeys((*before, *value))) if isinstance(before, tuple) else before or value
    return _with_levels(found)


def form_refs(text: str) -> tuple[FormRef, ...]:
    """The forms that ``text`` names: those that it says are appended, and those that are called as forms are."""
    appended = {found[1].strip(): FormRef(name=found[1].strip(), ref=found[2].strip()) for found in _APPENDED.finditer(text)}
    return tuple((appended | {form.name: form for form in forms_in(text) if form.name not in appended}).values())


def _read(passage: Passage, names: Names) -> dict[str, Any]:
    lines = tuple(line for line in passage.lines if line.strip() and not is_frame(line))
    if not lines:
        return {}
    read = _READERS.get(passage.field or "")
    return read(lines, passage, names) if read else {"attributes": (Attribute(name=passage.title, value=_sentence(lines)),)}


def _items(lines: Sequence[str]) -> tuple[str, ...]:
    """The entries of a list, one string each, labels off; an entry's own list stays in it as printed."""
    return tuple(text for part in split_list("\n".join(lines)) for text in _texts_of(part) if text)


def _texts_of(part: Part) -> list[str]:
    """A lettered entry with all that is in it as one text; lines without letters are one entry each."""
    return [_flat(part.raw.removeprefix(part.label))] if part.label else [line.strip() for line in part.raw.split("\n")]


def _flat(text: str) -> str:
    return re.sub(r"\s*\n\s*", "", text).strip()


def _sentence(lines: Sequence[str]) -> str:
    return "；".join(item.rstrip("；;") for item in _items(lines)) if len(lines) > 1 else _flat(lines[0])


def _texts(name: str) -> Callable[[Sequence[str], Passage, Names], dict[str, Any]]:
    def read(lines: Sequence[str], passage: Passage, names: Names) -> dict[str, Any]:
        return {name: _items(lines)}

    return read


def _summary(lines: Sequence[str], passage: Passage, names: Names) -> dict[str, Any]:
    return {"summary": _sentence(lines)}


def _basis(lines: Sequence[str], passage: Passage, names: Names) -> dict[str, Any]:
    return {"basis": read_basis("\n".join(lines))}


def _levels(lines: Sequence[str], passage: Passage, names: Names) -> dict[str, Any]:
    read = read_levels("\n".join(lines))
    return {"levels": read.levels, "level_notes": read.notes}


def _fee(lines: Sequence[str], passage: Passage, names: Names) -> dict[str, Any]:
    return {"fee": _sentence(lines).rstrip(_END)}


def _time_limit(lines: Sequence[str], passage: Passage, names: Names) -> dict[str, Any]:
    return {"time_limit": parse_limit("；".join(item.strip(_END) for item in _items(lines)))}


def _process(lines: Sequence[str], passage: Passage, names: Names) -> dict[str, Any]:
    """A chain of short words is the stages; anything longer is the steps of a path."""
    stages = read_stages(lines[0]) if len(lines) == 1 else ()
    if len(stages) > 1 and max(map(len, stages)) <= _LONGEST_STAGE and "。" not in lines[0].strip(_END):
        return {"process_stages": stages}
    return {"process": (Path(path=passage.under, steps=tuple(Step(text=item) for item in _items(lines))),)}


def _channels(lines: Sequence[str], passage: Passage, names: Names) -> dict[str, Any]:
    if passage.under and len(lines) == 1:
        lines = (f"{passage.under}：{lines[0]}",)
    found: list[Channel] = []
    for item in _items(lines):
        found += read_channel(item.rstrip(_END))
    notes = tuple(channel.detail for channel in found if channel.kind == "other" and "办" not in channel.detail[:6])
    return {"channels": tuple(channel for channel in found if channel.detail not in notes), "channel_notes": notes}


def _with_levels(found: dict[str, Any]) -> dict[str, Any]:
    """Where no levels are printed, those at which the window channel says that windows are; marked as derived."""
    if found.get("levels"):
        return found
    windows = [channel.detail for channel in found.get("channels", ()) if channel.kind == "window"]
    levels: tuple[Level, ...] = tuple(dict.fromkeys(level for text in windows for level in read_levels(_NO_LEVEL.sub("", text)).levels))
    notes = tuple(note[0].strip() for text in windows for note in _ONLY_HANDS_ON.finditer(text))
    return found | ({"levels": levels, "level_notes": notes, "derived": ("levels",)} if levels else {})


def _materials(lines: Sequence[str], passage: Passage, names: Names) -> dict[str, Any]:
    read = read_materials(lines)
    materials = tuple(_material(material, passage.under, names) for material in read.materials)
    if materials and not any(
        is_thing(material.name) or "提供" in (material.raw or "") or "提交" in (material.raw or "") for material in materials
    ):
        return {"conditions": _items(lines)}
    return {"materials": materials, "material_notes": read.notes, "forms": form_refs("\n".join(lines))}


def _material(material: Material, under: str | None, names: Names) -> Material:
    """``material`` with its note parted from its name, its form linked, and the case that it is for.

    A case that only repeats the sub-service's name is none.
    """
    material = _demanded(material)
    case = material.situation
    if case and any(_is_same(case, name) for name in names.own):
        case = None
    situation = "，".join(one for one in (under, case) if one) or None
    slug = next((names.forms[form.name] for form in form_refs(material.raw or "") if form.name in names.forms), None)
    return replace(_with_note(material), situation=situation, form=slug)


def _is_same(case: str, name: str) -> bool:
    """Whether a case is the sub-service itself, perhaps with the people before it (参保人员门诊费用报销)."""
    within = name in case and not case.startswith(("其他", "其它")) and len(name) >= _MOST_OF * len(case)
    return within or likeness(case, name) >= _SAME_NAME


def _demanded(material: Material) -> Material:
    """灵活就业人群应提供有效身份证件 is 有效身份证件, in the case of 灵活就业人群."""
    found = _DEMAND.fullmatch(material.raw or "")
    if not found or not all(
        opened < found.end("case") > closed or opened > found.end("case") for opened, closed in matches(found[0]).items()
    ):
        return material
    return replace(read_material(found["thing"]), situation=found["case"].strip(), group=material.group, raw=material.raw)


def _with_note(material: Material) -> Material:
    """Where a sentence follows the thing behind a comma (…证书，…的企业可不提供), it is a note."""
    head, *rest = split_outside(material.name, "，,")[:1] or [material.name]
    rest = [material.name[len(head) :].strip(" ，,")] if material.name.startswith(head) else []
    if not rest or not rest[0] or not is_thing(head):
        return material
    named = read_material(head)
    note = "；".join(one for one in (rest[0], material.note) if one)
    return replace(material, name=named.name, any_of=named.any_of, note=note)


def _departments(lines: Sequence[str], passage: Passage, names: Names) -> dict[str, Any]:
    return {"departments": Departments(lead=_sentence(lines).rstrip(_END))}


def _contacts(lines: Sequence[str], passage: Passage, names: Names) -> dict[str, Any]:
    return {"contacts": tuple(Contact(kind=passage.title, raw=item) for item in _items(lines))}


_READERS: dict[str, Callable[[Sequence[str], Passage, Names], dict[str, Any]]] = {
    "summary": _summary,
    "objects": _texts("objects"),
    "conditions": _texts("conditions"),
    "basis": _basis,
    "levels": _levels,
    "departments": _departments,
    "process": _process,
    "process_stages": _process,
    "channels": _channels,
    "materials": _materials,
    "time_limit": _time_limit,
    "fee": _fee,
    "contacts": _contacts,
    "tips": _texts("tips"),
    "remarks": _texts("remarks"),
}
