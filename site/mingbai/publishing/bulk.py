"""One change to many guides: a phrase, a material or a basis. What it would touch, place by place, and the values that come of it.

Pure: values in, values out. A rule finds its ``Place``s in a value and says what each becomes; people choose places by their
path, and ``carried_out`` changes those and nothing else. Knows no draft, no release and no database (``bulk_release.py``).
"""

from __future__ import annotations

import dataclasses
import functools
import re
import typing
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from mingbai.errors import Refusal
from mingbai.guides.guide import Basis, Guide, Material, TimeLimit
from mingbai.guides.limits import parse_limit
from mingbai.guides.words import LABELS

UNTOUCHED = frozenset(
    {
        "schema", "region", "slug", "code", "main_item_code", "service", "key", "id", "from_", "to", "form", "needs", "drops",
        "inherited", "derived", "missing", "source",
    }
)  # fmt: skip
"""Fields that name or point at something, or say where words came from: no phrase is replaced in them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """One place that a rule touches. ``path`` names it in the value (materials[2].note), ``label`` to people; ``before`` and ``after``
    are its words, ``after`` empty where it goes. ``problem`` says why it cannot be changed; empty where it can."""

    path: str
    label: str
    before: str
    after: str
    part: Any = dataclasses.field(repr=False)
    problem: str = ""


class Rule(Protocol):
    """One way to change values."""

    @property
    def find(self) -> str:
        """What is looked for."""

    @property
    def told(self) -> str:
        """What it does, in words."""

    def places(self, value: Any) -> tuple[Place, ...]:
        """Every place in ``value`` that it would change, in the order of its fields."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """``find`` becomes ``put`` wherever it stands in the words of a value; letter by letter, nothing is understood."""

    find: str
    put: str

    @property
    def told(self) -> str:
        """What it does, in words."""
        return f"把“{self.find}”改为“{self.put}”" if self.put else f"删去“{self.find}”"

    def places(self, value: Any) -> tuple[Place, ...]:
        """Every text that holds the phrase."""
        return tuple(self._place(value, path, part) for path, part in _parts(value, str) if self.find in part)

    def _place(self, value: Any, path: str, before: str) -> Place:
        after = before.replace(self.find, self.put)
        problem = "" if after.strip() or not _required(value, path) else "这里改后就空了，而它不能空着，请到编辑页面修改。"
        return Place(path=path, label=label_of(path), before=before, after=after, part=after if after.strip() else None, problem=problem)


@dataclass(frozen=True, slots=True, kw_only=True)
class MaterialRule:
    """Every material called ``find`` gets what is given of ``name``, ``note``, ``copies`` and ``substitute``; what is None stays."""

    find: str
    name: str | None = None
    note: str | None = None
    copies: str | None = None
    substitute: str | None = None

    @property
    def told(self) -> str:
        """What it does, in words."""
        return f"修改材料“{self.find}”：{_told(self)}"

    def places(self, value: Any) -> tuple[Place, ...]:
        """Every material of that name, on all levels, in the guide and in its row of the 清单."""
        found = ((path, part) for path, part in _parts(value, Material) if bare(part.name) == bare(self.find))
        return _changes((path, part, _with(part, self, "name")) for path, part in found)


@dataclass(frozen=True, slots=True, kw_only=True)
class BasisRule:
    """Every basis with the title ``find`` gets what is given of ``title``, ``document_no`` and ``articles``; what is None stays."""

    find: str
    title: str | None = None
    document_no: str | None = None
    articles: str | None = None

    @property
    def told(self) -> str:
        """What it does, in words."""
        return f"修改依据“{self.find}”：{_told(self)}"

    def places(self, value: Any) -> tuple[Place, ...]:
        """Every basis of that title."""
        found = ((path, part) for path, part in _parts(value, Basis) if bare(part.title or part.raw) == bare(self.find))
        return _changes((path, part, _with(part, self, "title")) for path, part in found)


@dataclass(frozen=True, slots=True)
class Removal:
    """Every material, or every basis, called ``find`` goes; ``of`` is Material or Basis."""

    find: str
    of: type[Any]

    @property
    def told(self) -> str:
        """What it does, in words."""
        return f"删去{LABELS['materials' if self.of is Material else 'basis']}“{self.find}”"

    def places(self, value: Any) -> tuple[Place, ...]:
        """Every part of that name."""
        found = ((path, part) for path, part in _parts(value, self.of) if bare(_called(part)) == bare(self.find))
        return tuple(Place(path=path, label=label_of(path), before=words_of(part), after="", part=None) for path, part in found)


def carried_out(rule: Rule, value: Any, chosen: Collection[str]) -> Any:
    """``value`` with the ``chosen`` places of ``rule`` changed. Raises Refusal where a place cannot be, or is no longer there."""
    places = {place.path: place for place in rule.places(value)}
    for path in chosen:
        if path not in places:
            raise Refusal("选中的一处已经不在了，内容可能刚刚改过。", place=label_of(path), remedy="请重新预览。")
        if places[path].problem:
            raise Refusal(places[path].problem, place=label_of(path))
    changed = _mapped(value, {path: places[path].part for path in chosen}, "")
    return dataclasses.replace(changed, time_limit=_limit(value, changed)) if isinstance(changed, Guide) else changed


def demand(rule: Rule) -> None:
    """Raise Refusal for a rule that says nothing or changes nothing."""
    if not rule.find.strip():
        raise Refusal("没有写要找的内容。", remedy="请写明要修改的词句、材料或依据。")
    given = [getattr(rule, field.name) for field in dataclasses.fields(rule) if field.name != "find"]  # type: ignore[arg-type]
    if all(part is None for part in given) or (isinstance(rule, Phrase) and rule.find == rule.put):
        raise Refusal("没有写要改成什么。", remedy="请至少填写一项新的内容。")


def bare(name: str) -> str:
    """A name without what only dresses it: 《》 around it, blanks."""
    return re.sub(r"\s+", "", name).strip("《》")


def label_of(path: str) -> str:
    """A path in words: 办理材料第 3 项, 清单·办理时限."""
    heads = [part for part in re.split(r"\.|(?=\[)", path) if part]
    told = []
    for head in heads:
        if head.startswith("["):
            told.append(f"第 {int(head[1:-1]) + 1} 项")
        elif head in LABELS and (not told or told == [LABELS["checklist"]]):
            told.append(LABELS[head])
    return " ".join(told)


def words_of(part: Any) -> str:
    """What a material or a basis says, in one line."""
    if isinstance(part, Basis):
        return part.raw
    told = (part.name, part.copies, part.note, f"可以{part.substitute}替代" if part.substitute else None)
    return "；".join(text for text in told if text)


def _told(rule: Any) -> str:
    labels = {
        "name": "名称",
        "note": "备注",
        "copies": "原件与份数",
        "substitute": "可以替代",
        "title": "名称",
        "document_no": "文号",
        "articles": "条款",
    }
    given = ((labels[field.name], getattr(rule, field.name)) for field in dataclasses.fields(rule) if field.name in labels)
    return "，".join(f"{label}改为“{text}”" if text else f"删去{label}" for label, text in given if text is not None)


def _called(part: Any) -> str:
    return part.name if isinstance(part, Material) else part.title or part.raw


def _changes(found: Iterator[tuple[str, Any, Any]] | typing.Iterable[tuple[str, Any, Any]]) -> tuple[Place, ...]:
    return tuple(
        Place(path=path, label=label_of(path), before=words_of(old), after=words_of(new), part=new)
        for path, old, new in found
        if old != new
    )


def _with(part: Any, rule: Any, naming: str) -> Any:
    """``part`` with what ``rule`` gives. The printed line (``raw``) follows where it names what changed; a basis is its line."""
    given = {
        field.name: getattr(rule, field.name) or (None if field.name != naming else getattr(part, naming))
        for field in dataclasses.fields(rule)
        if field.name != "find" and getattr(rule, field.name) is not None
    }
    new = dataclasses.replace(part, **given)
    return dataclasses.replace(new, raw=_line(part, new, tuple(given))) if part.raw else new


def _line(old: Any, new: Any, fields: tuple[str, ...]) -> str:
    """The printed line of ``old`` with what changed; made anew where it does not hold the words that changed."""
    line: str = old.raw
    for field in fields:
        before, after = getattr(old, field), getattr(new, field)
        if before and before in line:
            line = line.replace(before, after or "", 1)
        elif before != after and isinstance(new, Basis):
            return _cited(new)
    return line


def _cited(basis: Basis) -> str:
    number = f"（{basis.document_no.strip('（）()')}）" if basis.document_no else ""
    return f"《{basis.title}》{number}{basis.articles or ''}"


def _limit(before: Guide, after: Guide) -> TimeLimit | None:
    """The limit with the number that its changed words say, where the number was what the words said before."""
    old, new = before.time_limit, after.time_limit
    if old is None or new is None or old.raw == new.raw or parse_limit(old.raw) != old:
        return new
    return parse_limit(new.raw)


def _parts(value: Any, of: type[Any], path: str = "") -> Iterator[tuple[str, Any]]:
    """Every part of class ``of`` with its path, outermost first; of a closed list or a name no text is a part."""
    if isinstance(value, of) and path:
        yield path, value
    if dataclasses.is_dataclass(value):
        for name in _open_fields(type(value)):
            yield from _parts(getattr(value, name), of, f"{path}.{name}".lstrip("."))
    elif isinstance(value, tuple):
        for place, part in enumerate(value):
            yield from _parts(part, of, f"{path}[{place}]")


@functools.cache
def _open_fields(of: type[Any]) -> tuple[str, ...]:
    return tuple(name for name, hint in typing.get_type_hints(of).items() if name not in UNTOUCHED and not _closed(hint))


def _closed(hint: Any) -> bool:
    """Whether a field's text is one of a closed list."""
    return typing.get_origin(hint) is typing.Literal or any(_closed(part) for part in typing.get_args(hint))


def _required(value: Any, path: str) -> bool:
    """Whether the text at ``path`` may not be empty: a field without a default."""
    above, _, name = path.rpartition(".")
    if name.endswith("]"):
        return False
    owner = next((part for where, part in _parts(value, object, "") if where == above), value)
    field = next(each for each in dataclasses.fields(owner) if each.name == name)
    return field.default is dataclasses.MISSING


def _mapped(value: Any, new: Mapping[str, Any], path: str) -> Any:
    """``value`` with what stands in ``new`` by its path; what became None goes from its list."""
    if path in new and value != new[path]:
        return _mapped(new[path], {where: part for where, part in new.items() if where != path}, path)
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        parts = {field.name: getattr(value, field.name) for field in dataclasses.fields(value)}
        mapped = {name: _mapped(part, new, f"{path}.{name}".lstrip(".")) for name, part in parts.items() if part}
        return dataclasses.replace(value, **mapped)
    if isinstance(value, tuple):
        found = (_mapped(part, new, f"{path}[{place}]") for place, part in enumerate(value))
        return tuple(part for part in found if part is not None)
    return value
