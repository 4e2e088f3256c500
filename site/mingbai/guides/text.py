"""The written form of every kind of item: ``parse`` reads YAML into a frozen value, ``dump`` writes it canonically.

``dump(parse(text)) == text`` for every text that ``dump`` wrote. A bad text is refused with file, line and key. Values
in, values out: this module knows no path, no database and no kind by name (a kind is any frozen dataclass).
"""

from __future__ import annotations

import dataclasses
import functools
import hashlib
import re
import typing
from typing import Any, TypeVar

import yaml
from pydantic import ConfigDict, TypeAdapter, ValidationError

from mingbai.errors import BadText
from mingbai.guides.guide import Guide

Value = TypeVar("Value")
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_DUMPER: Any = getattr(yaml, "CSafeDumper", yaml.SafeDumper)
_NOT_PLAIN = re.compile(r"(?=.*\d)[\d.+\-:_eExXoOTZ ,]+|y|n|yes|no|on|off|true|false|null|~|=|<<", re.IGNORECASE)
_WRITTEN = {"from_": "from"}
_READ = {written: field for field, written in _WRITTEN.items()}
_DEEPEST = 60
_BARE = {"Step": "text"}
_BARE_UNDER = {"steps": "text"}
"""Values written as a bare string where only this one field is set, and the key under which they stand."""


def parse(text: str, *, kind: type[Value] = Guide, file: str = "") -> Value:  # type: ignore[assignment]
    """Read one value of ``kind`` from YAML ``text``; ``file`` is only named in errors. Raises BadText."""
    tree, data = _read(text, file)
    try:
        value: Value = _adapter(typing.cast(Any, kind)).validate_python(_renamed(data))
    except ValidationError as error:
        raise _bad(error, tree, file) from error
    return value


def _read(text: str, file: str) -> tuple[Any, dict[Any, Any]]:
    """The nodes of a YAML text, which know their lines, and its data. Raises BadText."""
    try:
        tree = yaml.compose(text, Loader=_LOADER)
        data = yaml.load(text, Loader=_STRINGS)  # noqa: S506 - a safe loader with fewer types
    except yaml.reader.ReaderError as error:
        unseen = yaml.reader.Reader.NON_PRINTABLE.search(text)
        place = _at(file, text.count("\n", 0, unseen.start())) if unseen else file
        raise BadText("文件里有不能显示的控制字符。", place=place, remedy="请删去这个字符。") from error
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        raise BadText("这不是一份合格的 YAML 文件。", place=_place(file, mark), remedy="请检查这一行的缩进、引号和冒号。") from error
    except RecursionError as error:
        raise BadText("文件里的层次太深。", place=file, remedy="请检查缩进和括号。") from error
    if not isinstance(data, dict):
        raise BadText("文件应当是一组“键: 值”。", place=_place(file, None), remedy="请对照 docs/content-model.md 书写。")
    _demand_plain(tree, file)
    return tree, data


def dump(value: Any) -> str:
    """The canonical text of a value: its fields in order, empty ones left out, quoted where YAML 1.1 would misread."""
    return str(yaml.dump(plain(value), Dumper=_CANONICAL, allow_unicode=True, sort_keys=False, width=2**20))


def digest(text: str) -> str:
    """SHA-256 of the stored bytes of ``text``, in hex."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def plain(value: Any) -> Any:
    """``value`` as plain dicts, lists and scalars in canonical order, empty parts left out."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        pairs = ((f.name, plain(getattr(value, f.name))) for f in dataclasses.fields(value))
        written = {_WRITTEN.get(name, name): part for name, part in pairs if part not in (None, [], {}, "")}
        bare = _BARE.get(type(value).__name__)
        return written[bare] if bare and list(written) == [bare] else written
    if isinstance(value, tuple | list):
        return [plain(part) for part in value]
    return value


class _STRINGS(_LOADER):  # type: ignore[misc]
    """Loads scalars as YAML 1.1 does, except that dates, sexagesimals and floats stay the strings they are."""


class _CANONICAL(_DUMPER):  # type: ignore[misc]
    """Writes a string in quotes wherever a reader of YAML 1.1 or 1.2 would take it for something else."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


def _write_string(dumper: Any, text: str) -> Any:
    style = "|" if "\n" in text else '"' if _NOT_PLAIN.fullmatch(text) else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


_CANONICAL.add_representer(str, _write_string)
_INTEGER = re.compile(r"-?(?:0|[1-9]\d*)$")
_STRINGS.yaml_implicit_resolvers = {
    first: [(tag, _INTEGER if tag.endswith(":int") else pattern) for tag, pattern in rules if not tag.endswith((":timestamp", ":float"))]
    for first, rules in _LOADER.yaml_implicit_resolvers.items()
}


def _renamed(data: Any, under: str = "") -> Any:
    """``data`` with the written keys that Python cannot spell, and the bare strings, as the fields they stand for."""
    if isinstance(data, dict):
        return {_READ.get(key, key): _renamed(part, str(key)) for key, part in data.items()}
    if isinstance(data, list):
        return [_renamed(part, under) for part in data]
    if isinstance(data, str) and under in _BARE_UNDER:
        return {_BARE_UNDER[under]: data}
    return data


@functools.cache
def _adapter(kind: Any) -> TypeAdapter[Any]:
    for part in _parts(kind):
        part.__pydantic_config__ = ConfigDict(extra="forbid", regex_engine="python-re")
    return TypeAdapter(kind)


def _parts(kind: type[Any]) -> set[type[Any]]:
    """``kind`` and every dataclass that its fields mention."""
    found: set[type[Any]] = set()
    waiting: list[Any] = [kind]
    while waiting:
        one = waiting.pop()
        if dataclasses.is_dataclass(one) and isinstance(one, type) and one not in found:
            found.add(one)
            waiting += typing.get_type_hints(one).values()
        waiting += typing.get_args(one)
    return found


def _bad(error: ValidationError, tree: Any, file: str) -> BadText:
    first = error.errors(include_url=False)[0]
    keys = [part for part in first["loc"] if not (isinstance(part, str) and part[:1].isupper())]
    written = [_WRITTEN.get(key, key) if isinstance(key, str) else key for key in keys]
    sentence, remedy = _SENTENCES.get(first["type"], ("这里的值不是这个键应有的值。", "请对照 docs/content-model.md 改正。"))
    if first["type"] == "literal_error":
        remedy = f"允许的值：{first['ctx']['expected'].replace(' or ', '、').replace(', ', '、')}。"
    name = "".join(f"[{key}]" if isinstance(key, int) else f".{key}" for key in written).lstrip(".")
    return BadText(f"键 {name}：{sentence}", place=_place(file, _mark(tree, written)), remedy=remedy)


_SENTENCES = {
    "missing": ("缺少这个必填的键。", "请补上它。"),
    "unexpected_keyword_argument": ("没有这个键。", "请检查拼写，或删去它。"),
    "string_type": ("这里应当是文字。", "数字和日期请加引号。"),
    "int_type": ("这里应当是整数。", "请去掉引号或小数。"),
    "int_parsing": ("这里应当是整数。", "请改成整数。"),
    "literal_error": ("不是允许的值之一。", ""),
    "tuple_type": ("这里应当是一个列表。", "请每行以“- ”开头。"),
    "dataclass_type": ("这里应当是一组“键: 值”。", "请对照 docs/content-model.md 书写。"),
}


def _demand_plain(tree: Any, file: str) -> None:
    """Refuse what YAML takes in silence: a key written twice, of which only the last counts, one part under two keys, and depths
    that no kind has and that would exhaust the stack."""
    seen: set[int] = set()
    waiting = [(tree, 0)]
    while waiting:
        node, depth = waiting.pop()
        place = _place(file, node.start_mark)
        if id(node) in seen:
            raise BadText("文件里用了 YAML 的锚点和别名。", place=place, remedy="请把内容各写一遍。")
        if depth > _DEEPEST:
            raise BadText("文件里的层次太深。", place=place, remedy="请检查缩进和括号。")
        seen.add(id(node))
        if isinstance(node, yaml.SequenceNode):
            waiting += [(part, depth + 1) for part in node.value]
        elif isinstance(node, yaml.MappingNode):
            _demand_once([key for key, _ in node.value], file)
            waiting += [(value, depth + 1) for _, value in node.value]


def _demand_once(keys: list[Any], file: str) -> None:
    names: set[str] = set()
    for key in keys:
        if key.value in names:
            raise BadText(f"键 {key.value} 写了两次。", place=_place(file, key.start_mark), remedy="请只留一个。")
        names.add(key.value)


def _mark(tree: Any, keys: list[Any]) -> Any:
    """The place in the file of the deepest part of ``keys`` that is there."""
    node, mark = tree, getattr(tree, "start_mark", None)
    for key in keys:
        if isinstance(node, yaml.MappingNode):
            pair = next(((k, v) for k, v in node.value if k.value == str(key)), None)
            if pair is None:
                break
            mark, node = pair[0].start_mark, pair[1]
        elif isinstance(node, yaml.SequenceNode) and isinstance(key, int) and key < len(node.value):
            node = node.value[key]
            mark = node.start_mark
        else:
            break
    return mark


def _place(file: str, mark: Any) -> str:
    return file if mark is None else _at(file, mark.line)


def _at(file: str, line: int) -> str:
    """The place in words; ``line`` is counted from 0, as YAML's marks are."""
    return f"{file} 第 {line + 1} 行".strip()
