"""Two people changed one text: what goes together by itself, and where somebody has to choose. Values in, values out.

Fields are merged one by one, and rows of lists; what only one side changed needs no choice.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from mingbai.desk.forms.labels import label_of, said
from mingbai.desk.forms.shape import parts_of
from mingbai.guides.merge import merged_rows

Side = Literal["mine", "theirs"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Clash:
    """One place that both sides changed: its ``name`` as a form names it, its label, and what each side says, in lines."""

    name: str
    label: str
    mine: tuple[str, ...]
    theirs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Merged:
    """The ``value`` of both sides' changes, and the clashes; where nobody chose yet, it says what the other side says."""

    value: Any
    clashes: tuple[Clash, ...]


def merge(base: Any, mine: Any, theirs: Any, chosen: Mapping[str, str]) -> Merged:
    """Merge two values that were both made from ``base``. ``chosen`` says mine or theirs by the name of a clash."""
    clashes: list[Clash] = []
    value = _merged((base, mine, theirs), ("", ""), chosen, clashes)
    return Merged(value, tuple(clashes))


def _merged(three: tuple[Any, Any, Any], where: tuple[str, str], chosen: Mapping[str, str], clashes: list[Clash]) -> Any:
    base, mine, theirs = three
    if mine in (base, theirs):
        return theirs
    if theirs == base:
        return mine
    kind = type(base)
    if dataclasses.is_dataclass(kind) and all(type(one) is kind for one in three):
        return kind(**{key: _field(three, key, where, chosen, clashes) for key in (part.key for part in parts_of(kind))})
    if isinstance(base, tuple) and len(base) == len(mine) == len(theirs) and not _moved(*three):
        rows = zip(*three, strict=True)
        return tuple(_merged(row, (f"{where[0]}-{at}", f"{where[1]} 第 {at + 1} 项"), chosen, clashes) for at, row in enumerate(rows))
    if isinstance(base, tuple) and (rows_of_both := merged_rows(base, mine, theirs)) is not None:
        return rows_of_both
    name, label = where
    clashes.append(Clash(name=name, label=label, mine=words(mine), theirs=words(theirs)))
    return mine if chosen.get(name) == "mine" else theirs


def _field(three: tuple[Any, Any, Any], key: str, where: tuple[str, str], chosen: Mapping[str, str], clashes: list[Clash]) -> Any:
    kind = type(three[0])
    name = f"{where[0]}-{key}" if where[0] else key
    label = f"{where[1]} {label_of(kind, key)}".strip()
    base, mine, theirs = (getattr(one, key) for one in three)
    return _merged((base, mine, theirs), (name, label), chosen, clashes)


def _moved(base: tuple[Any, ...], mine: tuple[Any, ...], theirs: tuple[Any, ...]) -> bool:
    """Whether a side holds a row of the base at another place: then rows are no longer the same by their number."""
    return any(row in base and base[at] != row for side in (mine, theirs) for at, row in enumerate(side))


def words(value: Any) -> tuple[str, ...]:
    """What a value says, a line for each thing it says; a dash where it says nothing."""
    return tuple(_lines(value)) or ("（空）",)


def _lines(value: Any) -> list[str]:
    if value in (None, "", ()):
        return []
    if isinstance(value, tuple):
        return [line for one in value for line in ([_sentence(one)] if dataclasses.is_dataclass(one) else _lines(one))]
    if dataclasses.is_dataclass(value):
        return [_sentence(value)]
    return [str(value)]


def _sentence(value: Any) -> str:
    """One row in one line: its parts with their labels."""
    kind = type(value)
    parts = []
    for part in parts_of(kind):
        found = _lines(getattr(value, part.key))
        if found and part.key not in ("key", "id"):
            parts.append(f"{label_of(kind, part.key)}：{'、'.join(said(kind, part.key, line) for line in found)}")
    return "；".join(parts)
