"""What changed between two values of one kind, field by field, in what the reader would call one change each.

Lists are matched by likeness, so that a material that moved is one that moved, and one that was reworded is no loss and gain.
Nothing is hidden: every character that differs is in some ``Change``, and what is the same in both gives none; what only search reads
is told to staff, not to the public. Knows no sentence
(``rendering/changes.py``), no version and no database.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

from mingbai.guides.guide import INTERNAL, Chart, Guide, Option, Situation, TimeLimit
from mingbai.guides.hall import Closure, Hours
from mingbai.guides.likeness import Pairing, Traits, bare, exactly, pairing

BOOKKEEPING = frozenset({"schema", "key", "id", "lines", "file", "inherited", "derived", "broken", "missing"})
"""Fields that no reader reads: where words came from, and by what other parts know them."""
_CLOSED = frozenset({"levels", "audiences", "needs", "drops", "life_events", "words", "same", "asked", "services", "related"})
"""Lists of words of a closed list, or of words that are searched by: never half alike."""
_WHOLE: tuple[type, ...] = (TimeLimit, Hours, Closure)
"""Values that are one fact: a limit's number means nothing without its unit, an hour nothing without its days."""
NAMING = ("name", "title", "term", "label", "path", "applies_to", "stage", "number", "kind", "text", "detail", "raw")
"""Which field a part of a value is called by, the first that says something."""

SEARCHED = frozenset({"words", "phrasings", "need", "terms"})
"""Fields of services, life events and lexicons that no page shows, only search reads: staff see how they change, the public is not told."""

Kind = Literal["added", "removed", "changed", "moved"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One change. ``field`` is the dotted path of the field (materials.note), ``label`` what the part of the list is called that
    it is in, None at the top. ``before`` and ``after`` are the values, None where there was or is none; of what ``moved`` they are
    its old and new place in the list, counted from 1. ``listed`` where it is an element of a list that came, went, changed or moved.
    """

    field: str
    kind: Kind
    label: str | None = None
    before: Any = None
    after: Any = None
    listed: bool = False

    @property
    def top(self) -> str:
        """The field of the whole value that this is in."""
        return self.field.partition(".")[0]


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawnChart:
    """A flow chart as words: an arrow is the texts of its two boxes, so that renumbered boxes are no change."""

    title: str | None
    nodes: tuple[Any, ...]
    arrows: tuple[str, ...]
    notes: tuple[str, ...]


def compare(before: Any, after: Any) -> tuple[Change, ...]:
    """Every change between two values of one kind, internal fields included: for staff."""
    if type(before) is not type(after):
        raise TypeError(f"{type(before).__name__} and {type(after).__name__} are no versions of one item")
    if isinstance(before, Guide):
        before, after = _in_words(before, after)
    return tuple(_parts(before, after, "", None))


def compare_public(before: Any, after: Any) -> tuple[Change, ...]:
    """The changes that the public may read: without internal fields (条例 第16条), bookkeeping, and the words that only search reads."""
    return tuple(change for change in compare(before, after) if is_public(change) and not is_bookkeeping(change))


def is_public(change: Change) -> bool:
    """Whether everybody may read it."""
    return change.top not in INTERNAL and change.top not in SEARCHED


def is_bookkeeping(change: Change) -> bool:
    """Whether no word of the text changed, only where it came from or by what other parts know it."""
    return change.field.rpartition(".")[2] in BOOKKEEPING


def is_wording(change: Change) -> bool:
    """Whether only the way of writing changed: marks, blanks, full or half width."""
    return change.kind == "changed" and _bared(change.before) == _bared(change.after)


def texts(value: Any) -> Iterator[str]:
    """Every text in ``value``, in order, bookkeeping left out."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for part in value:
            yield from texts(part)
    elif dataclasses.is_dataclass(value):
        for field in dataclasses.fields(value):
            if field.name not in BOOKKEEPING:
                yield from texts(getattr(value, field.name))
    elif value is not None:
        yield str(value)


def name_of(part: Any) -> str:
    """What a part of a list is called: its naming field, or a text itself."""
    if isinstance(part, str):
        return part
    return str(getattr(part, _naming(part), "") or "")


def _naming(part: Any) -> str:
    return next((field for field in NAMING if getattr(part, field, None)), "")


def _parts(before: Any, after: Any, path: str, label: str | None) -> Iterator[Change]:
    """The changes of a dataclass's fields. The field that it is called by is told under the label of what it stands in."""
    own = {_naming(before), _naming(after)}
    called = _chain(label, name_of(before)) if path else label
    for field in dataclasses.fields(before):
        old, new = getattr(before, field.name), getattr(after, field.name)
        if old != new:
            yield from _field(path + field.name, label if field.name in own else called, old, new)


def _field(path: str, label: str | None, old: Any, new: Any) -> Iterator[Change]:
    old, new = (None if one in ("", ()) else one for one in (old, new))
    if isinstance(old or new, tuple) and path.rpartition(".")[2] not in BOOKKEEPING:
        yield from _list(path, label, old or (), new or ())
    elif old is None or new is None:
        if old is not new:
            yield Change(field=path, kind="added" if old is None else "removed", label=label, before=old, after=new)
    elif dataclasses.is_dataclass(old) and not isinstance(old, _WHOLE):
        yield from _parts(old, new, f"{path}.", label)
    else:
        yield Change(field=path, kind="changed", label=label, before=old, after=new)


def _list(path: str, label: str | None, old: tuple[Any, ...], new: tuple[Any, ...]) -> Iterator[Change]:
    """The changes of a list in the order of the new one; what is gone is told where it stood."""
    found = exactly(old, new) if path.rpartition(".")[2] in _CLOSED else pairing(old, new, _traits)
    told: list[tuple[int, int, Change]] = []
    stood = dict(found.pairs)
    for at in found.gone:
        after = max((stood[one] for one in stood if one < at), default=-1)
        told.append((after, 1, Change(field=path, kind="removed", label=label, before=old[at], listed=True)))
    told += [(at, 0, Change(field=path, kind="added", label=label, after=new[at], listed=True)) for at in found.new]
    for mine, theirs in found.pairs:
        told += [(theirs, 0, change) for change in _changed(path, label, old[mine], new[theirs])]
    told += _moves(path, label, found, new)
    return iter([change for _, _, change in sorted(told, key=lambda one: one[:2])])


def _changed(path: str, label: str | None, old: Any, new: Any) -> Iterator[Change]:
    if old == new:
        return
    if dataclasses.is_dataclass(old) and not isinstance(old, _WHOLE):
        yield from _parts(old, new, f"{path}.", label)
    else:
        yield Change(field=path, kind="changed", label=label, before=old, after=new, listed=True)


def _moves(path: str, label: str | None, found: Pairing, new: tuple[Any, ...]) -> Iterator[tuple[int, int, Change]]:
    for mine, theirs in found.moved():
        called = _chain(label, name_of(new[theirs]))
        yield theirs, 0, Change(field=path, kind="moved", label=called, before=mine + 1, after=theirs + 1, listed=True)


def _chain(label: str | None, name: str) -> str | None:
    return f"{label} › {name}" if label and name else label or name or None


def _traits(part: Any) -> Traits:
    case = "".join(str(getattr(part, field, None) or "") for field in ("situation", "group"))
    named = name_of(part) if not isinstance(part, str | tuple) else ""
    return Traits(key=getattr(part, "key", None), name=named, case=case, text="\n".join(texts(part)))


def _bared(value: Any) -> Any:
    if isinstance(value, str):
        return bare(value)
    if isinstance(value, tuple):
        return tuple(map(_bared, value))
    if dataclasses.is_dataclass(value):
        return tuple(_bared(getattr(value, field.name)) for field in dataclasses.fields(value))
    return value


def _in_words(before: Guide, after: Guide) -> tuple[Any, Any]:
    """Both guides with what is known by a key told in words: boxes of charts, and the materials that a situation asks for."""
    theirs = {one.key: one.name for one in after.materials if one.key}
    mine = {one.key: one.name for one in before.materials if one.key}
    found = pairing(before.materials, after.materials, _traits)
    for old, new in found.pairs:
        key = before.materials[old].key
        if key:
            mine[key] = after.materials[new].name
    return _worded(before, mine), _worded(after, theirs)


def _worded(guide: Guide, names: dict[str, str]) -> Any:
    situations: tuple[Situation, ...] = tuple(
        dataclasses.replace(one, options=tuple(_named(option, names) for option in one.options)) for one in guide.situations
    )
    charts: Any = tuple(map(_drawn, guide.flowchart))
    return dataclasses.replace(guide, situations=situations, flowchart=charts)


def _named(option: Option, names: dict[str, str]) -> Option:
    needs, drops = (tuple(names.get(key, key) for key in keys) for keys in (option.needs, option.drops))
    return dataclasses.replace(option, needs=needs, drops=drops)


def _drawn(chart: Chart) -> DrawnChart:
    said = {node.id: node.text for node in chart.nodes}
    arrows = tuple(
        f"{said.get(edge.from_, edge.from_)} → {said.get(edge.to, edge.to)}{f'（{edge.label}）' if edge.label else ''}"
        for edge in chart.edges
    )
    return DrawnChart(title=chart.title, nodes=chart.nodes, arrows=arrows, notes=chart.notes)
