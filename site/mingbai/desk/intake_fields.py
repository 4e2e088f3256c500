"""What was read of an item, field by field and string by string, each with the number of the text that it stands in.

A view of a value for reading only: the editor has forms for changing it. Knows no request and no upload.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from mingbai.rendering import field_words

_UNSHOWN = frozenset({
    "schema", "region", "slug", "key", "id", "from_", "to", "broken", "lines", "derived", "inherited", "kind", "days", "cases",
    "source", "service", "audiences", "missing", "colspan", "rowspan",
})  # fmt: skip
"""What is no text of the source: names, derived facts, and what only machines read."""
_MAIN = frozenset({"name", "text", "title", "detail", "raw", "label"})
"""Parts that need no word before them: they are what their element is."""
_UNSURE = 0.9

Places = Mapping[str, tuple[int, int, float]]


@dataclass(frozen=True, slots=True)
class Said:
    """One string of a field. ``label``: which part it is, empty for the main one; ``deep``: how far it is nested; ``at``: the number
    of its text in the source, None where it has no place; ``unsure``: it was put together from pieces."""

    label: str
    text: str
    deep: int
    at: int | None
    unsure: bool


@dataclass(frozen=True, slots=True)
class FieldRead:
    """A field with everything that was read into it."""

    field: str
    label: str
    said: tuple[Said, ...]


def fields_read(value: Any, places: Places) -> tuple[FieldRead, ...]:
    """The fields of ``value`` in their order, without those that hold nothing; ``places`` by path, as the import report has them."""
    fields = (one.name for one in dataclasses.fields(value) if one.name not in _UNSHOWN)
    read = ((name, tuple(_said(getattr(value, name), name, "", -1, places))) for name in fields)
    return tuple(FieldRead(name, field_words.top(name), said) for name, said in read if said)


def _said(value: Any, path: str, label: str, deep: int, places: Places) -> Iterator[Said]:
    if isinstance(value, bool) or value is None:
        return
    if isinstance(value, str | int):
        first, _, sure = places.get(path, (None, None, 1.0))
        yield Said(label, str(value), max(deep, 0), first, sure < _UNSURE)
    elif isinstance(value, tuple):
        for number, part in enumerate(value):
            yield from _said(part, f"{path}[{number}]", label, deep, places)
    elif dataclasses.is_dataclass(value):
        yield from _parts(value, path, deep + 1, places)


def _parts(value: Any, path: str, deep: int, places: Places) -> Iterator[Said]:
    """The parts of an element; what it is called first, and its raw wording only where nothing else is known of it."""
    held = {one.name: getattr(value, one.name) for one in dataclasses.fields(value) if one.name not in _UNSHOWN}
    held = {name: part for name, part in held.items() if part not in (None, (), "")}
    if len(held) > 1 and type(value).__name__ != "TimeLimit":
        held.pop("raw", None)
    first = next((name for name in held if name in _MAIN), None)
    for name in sorted(held, key=lambda name: name != first):
        label = "" if name == first else field_words.part(name)
        yield from _said(held[name], f"{path}.{name}", label, deep, places)
