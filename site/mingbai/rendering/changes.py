"""Changes in words: 材料减 1 项：居住证明；时限 15 → 10 个工作日. And field by field, with what went and what came marked.

Takes what ``guides/compare.py`` found, the public's or staff's alike: who may read what is decided there. The sentences are
Chinese like the content that they tell of. Knows no address, no version and no template.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from typing import Literal

from mingbai.guides.compare import NAMING, Change, is_bookkeeping, is_wording, texts
from mingbai.guides.guide import TimeLimit
from mingbai.guides.hall import Closure, Hours
from mingbai.guides.likeness import bare
from mingbai.rendering import field_words
from mingbai.rendering.marking import Run, hunks, marked
from mingbai.rendering.said import brief, coded, measured, quoted, said

WORDING = "仅文字规范，内容不变。"
BOOKKEEPING = "文字未变，只调整了出处或标识。"
_SHORT = 24
"""A text of up to so many characters is told whole, before and after; of a longer one only the places that changed."""
_LINES = (Hours, Closure)
"""Values that are one line, which is told whole however long it is: single figures of it mean nothing."""
_PLACES = 3
_LISTED = 6
_ROW = "checklist."
_NUMBER = re.compile(r"\d+|[一二三四五六七八九十两]+(?=个?[工日天月])")
_NAMES = frozenset({"form", "service", "services", "related"})
"""Fields that hold the names of other items, which tell a reader nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One change of a field: where in it (``label``, None for the field itself), and its text with what went and came marked.

    ``wording`` where only the way of writing changed.
    """

    kind: Literal["added", "removed", "changed", "moved"]
    label: str | None
    runs: tuple[Run, ...]
    wording: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldChanges:
    """All changes of one field of the whole value, under its name."""

    field: str
    label: str
    lines: tuple[Line, ...]


def fields(changes: Iterable[Change]) -> tuple[FieldChanges, ...]:
    """Every change, field by field in the fields' order. Nothing is shortened."""
    return tuple(
        FieldChanges(field=field, label=field_words.top(field), lines=tuple(map(_line, found)))
        for field, found in groupby(changes, key=lambda change: change.top)
    )


def sentences(changes: Iterable[Change]) -> tuple[str, ...]:
    """What changed, a sentence a matter, long texts shortened to the places that differ. Empty where nothing changed."""
    found = tuple(changes)
    words = [change for change in found if not is_bookkeeping(change)]
    if not words:
        return (BOOKKEEPING,) if found else ()
    meant = [change for change in words if not is_wording(change)]
    if not meant:
        return (WORDING,)
    told = [sentence for one in _by_matter(_once(meant)) for sentence in _told(one)]
    rest = len(words) - len(meant)
    return (*told, f"另有 {rest} 处{WORDING}") if rest else tuple(told)


def _line(change: Change) -> Line:
    runs: tuple[Run, ...]
    if change.kind == "moved":
        unit = field_words.unit(_last(change))
        runs = (Run("same", f"顺序由第 {change.before} {unit}调到第 {change.after} {unit}"),)
    else:
        old, new = (said(change.field, one) if one is not None else "" for one in (change.before, change.after))
        runs = marked(old, new)
    return Line(kind=change.kind, label=_where(change) or None, runs=runs, wording=is_wording(change))


def _last(change: Change) -> str:
    return change.field.rpartition(".")[2]


def _where(change: Change) -> str:
    """The place inside the field: what the part is called, and which of its fields."""
    path = change.field.split(".")[1:]
    inside = f"{field_words.part(change.field)}" if path else ""
    return " ".join(one for one in (_labelled(change), inside) if one)


def _labelled(change: Change) -> str:
    return f"“{quoted(coded(change.field, change.label))}”" if change.label else ""


def _matter(change: Change) -> tuple[str, str, str | None]:
    """Changes of one matter make one sentence: what came into a list, what went from it, what moved in it."""
    return change.field, change.kind, None if change.kind == "moved" else change.label


def _by_matter(changes: Iterable[Change]) -> list[list[Change]]:
    found: dict[tuple[str, str, str | None], list[Change]] = {}
    for change in changes:
        found.setdefault(_matter(change), []).append(change)
    return list(found.values())


def _told(found: list[Change]) -> list[str]:
    first = found[0]
    if first.kind == "changed":
        return [_became(one) for one in found]
    if first.kind == "moved":
        return [_moved(found)]
    if _last(first) in _NAMES:
        counted = f"{_VERBS[first.kind][1]} {len(found)} {field_words.unit(_last(first))}" if first.listed else _VERBS[first.kind][0]
        return [f"{_subject(first)}{counted}。"]
    values = [one.after if first.kind == "added" else one.before for one in found]
    if not first.listed:
        return [f"{_subject(first)}{_VERBS[first.kind][0]}：{brief(first.field, values[0])}。"]
    names = [brief(first.field, value) for value in values[:_LISTED]]
    listed = ("；" if max(map(len, names)) > _SHORT else "、").join(names) + ("等" if len(values) > _LISTED else "")
    return [f"{_subject(first)}{_VERBS[first.kind][1]} {len(values)} {field_words.unit(_last(first))}：{listed}。"]


_VERBS = {"added": ("新增", "增"), "removed": ("删去", "减")}


def _moved(found: list[Change]) -> str:
    field, unit = found[0].field, field_words.unit(_last(found[0]))
    if _last(found[0]) in _NAMES:
        return f"{field_words.top(field.partition('.')[0])}顺序调整。"
    places = [f"“{quoted(coded(field, one.label or ''))}”由第 {one.before} {unit}调到第 {one.after} {unit}" for one in found[:_LISTED]]
    return f"{field_words.top(field.partition('.')[0])}顺序调整：{'，'.join(places)}{'等' if len(found) > _LISTED else ''}。"


def _subject(change: Change) -> str:
    """What a sentence is about: 材料“居住证明”的份数; the name alone where the field is what the part is called by."""
    path = change.field.removeprefix(_ROW).split(".")
    row = "清单中的" if change.field.startswith(_ROW) else ""
    inside = "" if len(path) == 1 or _is_name(change) else f"的{field_words.part('.'.join(path))}"
    if len(path) > 2 and _is_name(change):
        inside = f"的{field_words.part(path[-2])}"
    return f"{row}{field_words.top(path[0])}{_labelled(change)}{inside}"


def _is_name(change: Change) -> bool:
    """Whether the part is called by this very field: then it stands under the label of what it is in."""
    path = change.field.removeprefix(_ROW).split(".")
    labels = change.label.count(" › ") + 1 if change.label else 0
    return path[-1] in NAMING and labels + 1 < len(path)


def _became(change: Change) -> str:
    """How a value became another: a limit with its number, a short text whole, a long one by its places."""
    if isinstance(change.before, TimeLimit) and (told := _limit(change)):
        return told
    if _last(change) in _NAMES:
        return f"{_subject(change)}已更换。"
    old, new = said(change.field, change.before), said(change.field, change.after)
    whole = change.listed or _is_name(change)
    if max(len(old), len(new)) <= _SHORT or isinstance(change.before, _LINES):
        return f"{_subject(change)}{'' if whole else '由'}“{old}”改为“{new}”。"
    found = hunks(old, new)
    places = "，".join(_place(gone, came) for gone, came in found[:_PLACES])
    rest = f"，共 {len(found)} 处" if len(found) > _PLACES else ""
    return f"{_subject(change)}{f'“{quoted(old)}”' if whole else ''}：{places}{rest}。"


def _place(gone: str, came: str) -> str:
    if gone and came:
        return f"“{quoted(gone)}”改为“{quoted(came)}”"
    return f"增加“{quoted(came)}”" if came else f"删去“{quoted(gone)}”"


def _limit(change: Change) -> str:
    """时限 15 → 10 个工作日, where that is all that there is to say of it; else nothing, and the printed words are told."""
    old, new = change.before, change.after
    counted, now = measured(old.kind, old.days), measured(new.kind, new.days)
    if old.raw == new.raw:
        return ""
    if old.kind != new.kind or not counted or not now or counted == now or old.cases or new.cases:
        return f"{_subject(change)}由“{quoted(old.raw)}”改为“{quoted(new.raw)}”。"
    told = f"{_subject(change)} {old.days} → {now}"
    same = bare(_NUMBER.sub("", old.raw)) == bare(_NUMBER.sub("", new.raw))
    return f"{told}。" if same else f"{told}（原文由“{quoted(old.raw)}”改为“{quoted(new.raw)}”）。"


def _once(changes: list[Change]) -> list[Change]:
    """``changes`` without those that others tell already: a row of the 清单 that changed as its guide did, and a printed line of
    which a part changed that is told by itself."""
    guide = {(one.field, one.kind, one.label, one.before, one.after) for one in changes}
    twice = [one for one in changes if (one.field.removeprefix(_ROW), one.kind, one.label, one.before, one.after) in guide and _in_row(one)]
    return [one for one in changes if one not in twice and not (_last(one) == "raw" and _told_by_parts(one, changes))]


def _in_row(change: Change) -> bool:
    return change.field.startswith(_ROW)


def _told_by_parts(change: Change, changes: list[Change]) -> bool:
    """Whether every place in which the printed line changed is in what its parts lost or gained."""
    part = change.field.removesuffix("raw")
    called = (change.label or "").rpartition(" › ")[2]
    beside = [one for one in changes if one is not change and one.field.startswith(part) and called in (one.label or "", one.before)]
    gone, came = (bare("\n".join(texts(tuple(getattr(one, side) for one in beside)))) for side in ("before", "after"))
    places = hunks(change.before or "", change.after or "")
    return bool(beside) and all(bare(old) in gone and bare(new) in came for old, new in places)
