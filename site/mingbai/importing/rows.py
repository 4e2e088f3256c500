"""A guide and its 清单 row as one guide, by the rule "Guide and row" of docs/content-model.md.

The top-level values are the guide's; what only the row states is taken up; the row stays whole under ``checklist``; where
the two disagree both stay and the disagreement is a finding for an editor.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from mingbai.guides.guide import ChecklistRow, Guide
from mingbai.importing.blocks import Finding, Place
from mingbai.importing.names import key
from mingbai.importing.phrases.forms import forms_in

_OWN = frozenset({"name", "inherited", "broken", "missing", "lines"})
_TAKEN = tuple(field.name for field in dataclasses.fields(ChecklistRow) if field.name not in _OWN)
"""The fields that a row and a guide share."""
_LABELS = {
    "main_item": "主项", "levels": "办理层级", "time_limit": "办理时限", "materials": "办理材料", "basis": "设定依据", "code": "编码",
    "channels": "办理方式", "process_stages": "办理环节", "item_kind": "事项类型",
}  # fmt: skip
"""The fields in which guide and row are compared, as an editor knows them."""


def with_row(guide: Guide, row: ChecklistRow, place: Place) -> tuple[Guide, tuple[Finding, ...]]:
    """``guide`` with its ``row``; ``place`` is where the row stands, for the findings."""
    taken = {name: getattr(row, name) for name in _TAKEN if not getattr(guide, name) and getattr(row, name)}
    inherited = tuple(name for name in row.inherited if name in taken)
    aliases = (row.name,) if row.name and key(row.name) not in {key(name) for name in (guide.name, *guide.aliases)} else ()
    joined = replace(guide, **taken, inherited=guide.inherited + inherited, aliases=guide.aliases + aliases, checklist=row)
    return joined, tuple(_disagreements(guide, row, place))


def guide_of_row(row: ChecklistRow) -> Guide | None:
    """The guide that a row makes where the document has none for it; None for a row whose name was lost."""
    if not row.name:
        return None
    values: dict[str, Any] = {name: getattr(row, name) for name in _TAKEN if getattr(row, name)}
    texts = "\n".join([*(material.raw or material.name for material in _all(row.materials)), *row.remarks])
    whole = row if row.broken else None
    return Guide(region="", slug="", name=row.name, forms=forms_in(texts), inherited=row.inherited, checklist=whole, **values)


def _all(materials: tuple[Any, ...]) -> Iterator[Any]:
    for material in materials:
        yield material
        yield from _all(material.children)


def _disagreements(guide: Guide, row: ChecklistRow, place: Place) -> Iterator[Finding]:
    if row.name and key(row.name) != key(guide.name):
        yield _finding("name", f"清单写作“{row.name}”，指南写作“{guide.name}”，请确认正式名称。", guide, place)
    for name, label in _LABELS.items():
        theirs, ours = _said(getattr(row, name)), _said(getattr(guide, name))
        if theirs and ours and theirs.keys() != ours.keys() and not (row.broken and theirs.keys() <= ours.keys()):
            only_row, only_guide = _beyond(theirs, ours), _beyond(ours, theirs)
            told = "；".join(filter(None, (only_row and f"仅清单有{only_row}", only_guide and f"仅指南有{only_guide}")))
            yield _finding(name, f"“{label}”在清单和指南中不一致（{told[:300]}），请确认以哪一处为准。", guide, place)


def _said(value: Any) -> dict[str, str]:
    """What a field says, as printed, by what it is compared by: names, titles, kinds, the typed limit."""
    if not value:
        return {}
    if isinstance(value, str):
        return {key(value): value}
    if isinstance(value, tuple):
        return {key(str(_essence(one))): getattr(one, "detail", None) or str(_essence(one)) for one in value}
    return {f"{value.kind} {value.days}": value.raw}


def _beyond(ours: dict[str, str], theirs: dict[str, str]) -> str:
    """What only ``ours`` says, as printed, each in quotation marks."""
    return "".join(dict.fromkeys(f"“{printed}”" for said, printed in ours.items() if said not in theirs))


def _essence(one: Any) -> Any:
    return next((found for name in ("title", "name", "kind") if (found := getattr(one, name, None))), getattr(one, "raw", one))


def _finding(name: str, sentence: str, guide: Guide, place: Place) -> Finding:
    return Finding(kind=f"disagreement-{name.replace('_', '-')}", severity="doubt", sentence=sentence, place=place, excerpt=guide.name)
