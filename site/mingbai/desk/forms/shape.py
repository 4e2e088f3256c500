"""What fields a kind's value has and how each is filled in, read from the annotations of its frozen dataclass.

So a new field of a kind appears in its form by itself. Knows no labels and no values.
"""

from __future__ import annotations

import dataclasses
import functools
import types
import typing
from dataclasses import dataclass
from typing import Any, Literal

from mingbai.guides.kinds import Service, Term

Sort = Literal["text", "number", "numbers", "flag", "lines", "words", "grid", "choice", "choices", "marks", "group", "rows"]
UNSHOWN = ("schema", "region", "slug", "inherited", "derived")
"""Fields of the whole value that no form shows: what names the item, and what the importer notes for itself."""
_MARKS = ("needs", "drops")
"""Lists of keys of other parts, which are ticked and not typed."""
_CLOSE = ("same", "asked", "services")
"""Lists of words that stand beside each other in a row, as in ``Term``, of which there are hundreds on one page."""
_NAMED = ("services", "related")
"""Lists of slugs of services."""


@dataclass(frozen=True, slots=True)
class Part:
    """One field: its ``key``, how it is filled in, the class of what it holds, and what may be chosen.

    ``words`` are typed on one line with 、 between them, ``lines`` one a line; slugs of services (``of`` is Service) by their names.
    """

    key: str
    sort: Sort
    required: bool = False
    of: Any = None
    choices: tuple[str, ...] = ()


@functools.cache
def parts_of(kind: type[Any]) -> tuple[Part, ...]:
    """The fields of a frozen dataclass in their order."""
    hints = typing.get_type_hints(kind)
    return tuple(_in_rows(kind, _part(field, hints[field.name])) for field in dataclasses.fields(kind))


def shown_parts(kind: type[Any]) -> tuple[Part, ...]:
    """The fields of a whole value that its form shows."""
    return tuple(part for part in parts_of(kind) if part.key not in UNSHOWN)


def _in_rows(kind: type[Any], part: Part) -> Part:
    close = (kind is Term and part.key in _CLOSE) or part.key == "times"
    return dataclasses.replace(part, sort="words") if close else part


def _part(field: dataclasses.Field[Any], hint: Any) -> Part:
    required = field.default is dataclasses.MISSING
    inner = _without_none(hint)
    if typing.get_origin(inner) is tuple:
        return _many(field.name, typing.get_args(inner)[0])
    if typing.get_origin(inner) is Literal:
        choices = typing.get_args(inner)
        return Part(field.name, "choice", required, type(choices[0]), tuple(map(str, choices)))
    if dataclasses.is_dataclass(inner):
        return Part(field.name, "group", required, inner)
    sorts: dict[Any, Sort] = {str: "text", int: "number", bool: "flag"}
    return Part(field.name, sorts[inner], required)


def _many(key: str, one: Any) -> Part:
    if typing.get_origin(one) is Literal:
        return Part(key, "choices", choices=typing.get_args(one))
    if typing.get_origin(one) is tuple:
        return Part(key, "grid", of=typing.get_args(one)[0])
    if dataclasses.is_dataclass(one):
        return Part(key, "rows", of=one)
    return Part(key, "numbers" if one is int else "marks" if key in _MARKS else "lines", of=Service if key in _NAMED else None)


def _without_none(hint: Any) -> Any:
    if typing.get_origin(hint) in (typing.Union, types.UnionType):
        return next(one for one in typing.get_args(hint) if one is not type(None))
    return hint
