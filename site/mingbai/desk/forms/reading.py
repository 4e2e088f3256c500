"""A tree → a value, with a sentence for every field that cannot be read. What an editor did not touch comes out as it went in.

Nobody sees the blanks around a text, so those that are typed are taken off; those that stood in the text before stay.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from mingbai.desk.forms import called, times
from mingbai.desk.forms.labels import label_of
from mingbai.desk.forms.lines import to_grid, to_lines, to_words
from mingbai.desk.forms.links import linked
from mingbai.desk.forms.shape import UNSHOWN, Part, parts_of, shown_parts
from mingbai.desk.forms.tree import OWN, Tree
from mingbai.guides.guide import Basis, TimeLimit
from mingbai.guides.hall import Closure, Hours
from mingbai.guides.kinds import Service
from mingbai.guides.limits import parse_limit

_KEPT_EMPTY: tuple[str, ...] = ("FormCell",)
Problems = dict[str, str]


@dataclass(frozen=True, slots=True)
class Read:
    """What a form says: the ``value``, None where something cannot be read; ``problems`` by field, each a sentence."""

    value: Any
    problems: Problems


@dataclass
class _Reader:
    before: frozenset[str]
    services: Mapping[str, str]
    problems: Problems = field(default_factory=dict)

    def cleaned(self, text: str) -> str:
        return text if text in self.before else text.strip()


def read(kept: Any, tree: Tree, services: Mapping[str, str] = MappingProxyType({})) -> Read:
    """The value that ``tree`` describes. What no form shows is taken from ``kept``, the value that the form was made of. ``services`` are
    the names of services by their slugs."""
    kind = type(kept)
    reader = _Reader(frozenset(_texts(kept)), services)
    tree, problems = linked(tree)
    reader.problems.update(problems)
    unshown = {key: getattr(kept, key) for key in UNSHOWN if hasattr(kept, key)}
    found = {part.key: _value(reader, kind, part, tree.get(part.key), part.key) for part in shown_parts(kind)}
    if reader.problems:
        return Read(None, reader.problems)
    return Read(kind(**unshown, **found), {})


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for one in value:
            yield from _texts(one)
    elif dataclasses.is_dataclass(value):
        for each in dataclasses.fields(value):
            yield from _texts(getattr(value, each.name))


def _value(reader: _Reader, kind: type[Any], part: Part, node: Any, path: str) -> Any:
    if part.sort == "group":
        return None if empty(part.of, node) else _group(reader, part.of, node, path)
    if part.sort == "rows":
        return tuple(_rows(reader, part, node, path))
    if part.sort == "choices":
        return _choices(reader, kind, part, node, path)
    if part.sort == "marks":
        return tuple(node)
    if part.of is Service:
        return _slugs(reader, kind, part, node, path)
    if part.sort == "lines":
        return to_lines(node, reader.cleaned)
    if part.sort == "words":
        words = to_words(node, reader.cleaned)
        return tuple(map(times.span, words)) if part.key == "times" else words
    if part.sort == "grid":
        return to_grid(node)
    return _leaf(reader, kind, part, node, path)


def _slugs(reader: _Reader, kind: type[Any], part: Part, node: str, path: str) -> tuple[str, ...]:
    found, unknown = called.slugs(to_words(node, reader.cleaned), reader.services)
    if unknown:
        reader.problems[path] = (
            f"“{label_of(kind, part.key)}”里的“{unknown[:30]}”不是现有的全国事项。请照“全部事项的名称”写，或写它的标识。"
        )
    return found


def _rows(reader: _Reader, part: Part, node: Tree, path: str) -> Iterator[Any]:
    """The rows that say something: one that was added and left empty is none."""
    for token, row in node.items():
        if not empty(part.of, row):
            yield _group(reader, part.of, row, f"{path}-{token}")


def _group(reader: _Reader, kind: type[Any], node: Tree, path: str) -> Any:
    if kind is TimeLimit and node.get("reading") != OWN:
        return parse_limit(reader.cleaned(node["raw"])) if node["raw"].strip() else _missing(reader, kind, "raw", f"{path}-raw")
    if kind is Basis and not node["raw"].strip():
        node = {**node, "raw": _cited(node)}
    found = {part.key: _value(reader, kind, part, node.get(part.key), f"{path}-{part.key}") for part in parts_of(kind)}
    known = not any(name == path or name.startswith(f"{path}-") for name in reader.problems)
    return kind(**found) if known else None


def _cited(node: Tree) -> str:
    """A basis as people cite it: 《title》 document number, articles."""
    title = node["title"].strip()
    return f"《{title}》{node['document_no'].strip()}{node['articles'].strip()}" if title else ""


def _leaf(reader: _Reader, kind: type[Any], part: Part, node: str, path: str) -> Any:
    text = reader.cleaned(node)
    if not text.strip():
        default = next(one.default for one in dataclasses.fields(kind) if one.name == part.key)
        return _missing(reader, kind, part.key, path) if part.required else default
    if part.sort == "number":
        return _number(reader, kind, part, text, path)
    if part.sort == "numbers":
        return tuple(int(one) for one in text.replace("、", " ").replace(",", " ").split() if one.isdecimal())
    if part.sort == "flag":
        return text == "yes"
    if kind in (Hours, Closure) and part.key in ("first", "last"):
        return times.day(text)
    if part.sort == "choice" and text not in part.choices:
        reader.problems[path] = f"“{text[:20]}”不在可选的“{label_of(kind, part.key)}”之中，请重新选择。"
        return text
    return int(text) if part.of is int else text


def _number(reader: _Reader, kind: type[Any], part: Part, text: str, path: str) -> int | None:
    if text.isascii() and text.isdecimal() and len(text) <= 9:
        return int(text)
    reader.problems[path] = f"“{label_of(kind, part.key)}”应当是数字，不能是“{text[:20]}”。请只写数字。"
    return None


def _choices(reader: _Reader, kind: type[Any], part: Part, node: list[str], path: str) -> tuple[str, ...]:
    wrong = [one for one in node if one not in part.choices]
    if wrong:
        reader.problems[path] = f"“{wrong[0][:20]}”不在可选的“{label_of(kind, part.key)}”之中，请重新勾选。"
    return tuple(node)


def _missing(reader: _Reader, kind: type[Any], key: str, path: str) -> None:
    reader.problems[path] = f"“{label_of(kind, key)}”还没有填写。请填写，或者删去这一条。"


def empty(kind: type[Any], node: Tree) -> bool:
    """Whether nothing is said in a group or row. Keys that the program gives itself say nothing."""
    if kind.__name__ in _KEPT_EMPTY:
        return False
    if kind is TimeLimit and node.get("reading") != OWN:
        return not node["raw"].strip()
    return all(_silent(part, node.get(part.key)) for part in parts_of(kind) if part.key not in ("key", "id"))


def _silent(part: Part, node: Any) -> bool:
    if part.sort == "group":
        return empty(part.of, node)
    if part.sort == "rows":
        return all(empty(part.of, row) for row in node.values())
    return not (node.strip() if isinstance(node, str) else node)
