"""A value in a form that a machine reads quickly. The YAML text is the truth; this can be made from it at any time.

Reading the YAML of a guide costs milliseconds, reading the packed form tens of microseconds, and a busy site reads
thousands of guides a second. ``form_of`` changes whenever a kind's fields change, so that old packed forms are not misread.
"""

from __future__ import annotations

import dataclasses
import functools
import hashlib
import json
import typing
from typing import Any

from pydantic import TypeAdapter

from mingbai.guides.layout import Kind
from mingbai.guides.text import plain


def pack(value: Any) -> str:
    """``value`` as compact JSON by its fields, defaults left out."""
    return _adapter(type(value)).dump_json(value, exclude_defaults=True).decode()


def unpack(kind: type[Any], packed: str) -> Any:
    """The value of ``kind`` that ``pack`` wrote."""
    return _adapter(kind).validate_json(packed)


def facts(kind: Kind, value: Any) -> str:
    """The fields of ``value`` that lists show, as JSON in their written form; parts that are not stated are left out."""
    written = {key: plain(getattr(value, key)) for key in kind.facts}
    stated = {key: part for key, part in written.items() if part not in (None, "", [], {})}
    return json.dumps(stated, ensure_ascii=False, separators=(",", ":"))


@functools.cache
def form_of(kind: Kind) -> str:
    """Sixteen characters that stand for the shape of ``kind``: its fields, theirs, and the facts that lists show.

    Taken from the annotations: pydantic's own schema of a class depends on what else the process did with it before.
    """
    parts: dict[str, str] = {}
    waiting: list[Any] = [kind.value]
    while waiting:
        one = waiting.pop()
        if dataclasses.is_dataclass(one) and isinstance(one, type) and one.__name__ not in parts:
            hints = typing.get_type_hints(one)
            parts[one.__name__] = repr(hints)
            waiting += hints.values()
        waiting += typing.get_args(one)
    return hashlib.sha256(repr((sorted(parts.items()), kind.facts)).encode()).hexdigest()[:16]


def _adapter(kind: type[Any]) -> TypeAdapter[Any]:
    if kind not in _ADAPTERS:
        _ADAPTERS[kind] = TypeAdapter(kind)
    return _ADAPTERS[kind]


_ADAPTERS: dict[type[Any], TypeAdapter[Any]] = {}
