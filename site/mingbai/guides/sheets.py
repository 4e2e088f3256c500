"""A guide as sheets of cells: which part stands on which sheet, in which column, and how a value is written in a cell.

One sheet holds what a guide says once, each part that repeats (materials, paths, their steps …) has a sheet of its own, where
``slug`` and ``number`` (2, 2.1) say whose it is and where it stands. The layout follows the fields of ``Guide``: a field that is
added there has a column here. Nothing here knows a file format; ``sheet_values.py`` takes guides apart and puts them together.
"""

from __future__ import annotations

import dataclasses
import re
import types
import typing
from dataclasses import dataclass
from typing import Any

from mingbai.errors import Refusal
from mingbai.guides.guide import ChecklistRow, Guide
from mingbai.guides.words import LABELS

FULLEST = 32_767
"""Characters that a cell of a spreadsheet can hold (ECMA-376 leaves it open, every program sets this)."""

PARTS = {
    "schema": "格式", "region": "地区代码", "slug": "事项标识", "key": "键", "name": "名称", "value": "内容", "title": "名称",
    "document_no": "文号", "articles": "条款", "raw": "原文", "kind": "类别", "detail": "说明", "group": "所属分组",
    "situation": "适用情形", "any_of": "任选其一", "note": "备注", "copies": "原件与份数", "form": "表格标识", "substitute": "可以替代",
    "later": "可容缺后补",
    "path": "路径名称", "text": "文字", "id": "框号", "from": "从", "to": "到", "label": "线上的字", "notes": "注", "days": "天数",
    "applies_to": "适用", "ref": "编号", "stage": "环节", "description": "描述", "needs": "需要的材料键", "drops": "免交的材料键",
    "phone": "电话", "address": "地址", "hours": "时间", "document": "来文", "issuer": "发文机关", "issued": "发文日期",
    "edition": "版次", "file": "文件", "lines": "行", "lead": "主办部门", "joint": "联办部门", "steps": "步骤", "nodes": "框",
    "edges": "线", "cases": "分情形", "options": "选项", "inherited": "合并单元格带入的项", "derived": "推得的项", "broken": "有残缺",
    "missing": "缺少的项",
}  # fmt: skip
"""Part of a value → what the head of its column says, where ``LABELS`` has no word for it."""

_APART = ("checklist",)
"""Parts that stand once in a guide and are too large for columns beside its own."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column. ``key`` is the path of the field in the sheet's value (time_limit.raw), ``many`` that a cell holds one entry a line;
    ``choices`` are the entries allowed, empty where any is; ``sort`` is str, int or bool."""

    key: str
    label: str
    sort: type[Any]
    many: bool
    choices: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: ``field`` is the path of its part in the value of the sheet above it, ``path`` in the guide; ``of`` the part's class.

    ``repeats`` says that there may be several, counted by the last place of the number; ``inside`` names the field by which a part
    holds parts of its own kind (the children of a material)."""

    path: str
    field: str
    name: str
    of: type[Any]
    repeats: bool
    inside: str
    columns: tuple[Column, ...]
    below: tuple[Sheet, ...]

    def walk(self) -> typing.Iterator[Sheet]:
        """This sheet and every one below it, in order."""
        yield self
        for sheet in self.below:
            yield from sheet.walk()


def write(value: Any, column: Column) -> str:
    """What stands in a cell of ``column`` for ``value``; empty where it is not stated. Raises Refusal where no cell can hold it."""
    if value is None:
        return ""
    if column.many:
        written = "\n".join(_written(str(each), line=True) for each in value)
    elif column.sort is bool:
        written = "是" if value else "否"
    else:
        written = _written(str(value), line=False)
    if len(written) > FULLEST:
        raise Refusal(
            f"“{column.label}”有 {len(written)} 个字，一个单元格最多容纳 {FULLEST} 个。",
            remedy="请先在编辑页面把它拆短，或不导出这份指南。",
        )
    return written


def read(cell: str, column: Column) -> Any:
    """The value that a cell of ``column`` says; None or () where it is empty. Raises ValueError with a sentence for people."""
    if not column.many:
        return None if cell == "" else _one(_read(cell), column)
    return tuple(_one(_read(line), column) for line in cell.split("\n") if line.strip())


def _one(text: str, column: Column) -> Any:
    if column.choices and text not in column.choices:
        raise ValueError(f"“{text}”不是允许的值，只能是：{'、'.join(column.choices)}。")
    if column.sort is bool:
        if text not in ("是", "否"):
            raise ValueError(f"“{text}”不对，这里只能写“是”或“否”。")
        return text == "是"
    if column.sort is int:
        if not re.fullmatch(r"\d{1,9}", text):
            raise ValueError(f"“{text}”不是整数。")
        return int(text)
    return text


_EDGES = re.compile(r"^\s+|\s+$|[\r\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029]")
_ESCAPED = re.compile(r"\\(\\|n|u[0-9a-f]{4})")


def _written(text: str, *, line: bool) -> str:
    r"""``text`` so that a cell keeps it: programs drop blanks at the edges and change some signs, so these become \u0020."""
    text = text.replace("\\", "\\\\")
    text = _EDGES.sub(lambda found: "".join(f"\\u{ord(sign):04x}" for sign in found[0]), text)
    return text.replace("\n", "\\n") if line else text


def _read(text: str) -> str:
    return _ESCAPED.sub(lambda found: {"\\": "\\", "n": "\n"}.get(found[1]) or chr(int(found[1][1:], 16)), text)


def _label(of: type[Any], key: str) -> str:
    """The head of a column. A guide and a row of the 清单 have their words in LABELS, a smaller part has its own first."""
    if of in (Guide, ChecklistRow) and key in LABELS:
        return LABELS[key]
    *above, last = (part.rstrip("_") for part in key.split("."))
    own = PARTS.get(last) or LABELS.get(last, last)
    return "·".join((*(LABELS.get(part, part) for part in above), own))


def _sheet(path: str, field: str, of: type[Any], name: str, *, repeats: bool) -> Sheet:
    columns: list[Column] = []
    below: list[Sheet] = []
    inside = ""
    for key, hint in _fields(of):
        each, many = _each(hint)
        if each is of:
            inside = key
        elif dataclasses.is_dataclass(each):
            below.append(_sheet(f"{path}.{key}".strip("."), key, typing.cast(type[Any], each), _named(name, key), repeats=many))
        else:
            columns.append(_column(of, key, each, many))
    return Sheet(path, field, name, of, repeats, inside, tuple(columns), tuple(below))


def _named(above: str, key: str) -> str:
    own = " ".join(LABELS.get(part) or PARTS.get(part, part) for part in key.split("."))
    return own if above == GUIDE else f"{above} {own}"


def _fields(of: type[Any]) -> typing.Iterator[tuple[str, Any]]:
    """The fields of a class; those of a part that stands once beside them, by their path."""
    for name, hint in typing.get_type_hints(of).items():
        each, many = _each(hint)
        if dataclasses.is_dataclass(each) and not many and name not in _APART:
            yield from ((f"{name}.{key}", inner) for key, inner in _fields(typing.cast(type[Any], each)))
        else:
            yield name, hint


def _each(hint: Any) -> tuple[Any, bool]:
    """What a field holds, without its None, and whether it holds many of it."""
    if typing.get_origin(hint) in (typing.Union, types.UnionType):
        hint = next(part for part in typing.get_args(hint) if part is not type(None))
    if typing.get_origin(hint) is tuple:
        return typing.get_args(hint)[0], True
    return hint, False


def held_by(of: type[Any], field: str) -> type[Any]:
    """The class of what the field holds, or holds many of."""
    found: type[Any] = _each(typing.get_type_hints(of)[field])[0]
    return found


def _column(of: type[Any], key: str, each: Any, many: bool) -> Column:
    choices = tuple(map(str, typing.get_args(each))) if typing.get_origin(each) is typing.Literal else ()
    return Column(key, _label(of, key), str if choices else each, many, choices)


GUIDE = "指南"
"""The name of the first sheet."""
ROOT = _sheet("", "", Guide, GUIDE, repeats=False)
SHEETS = {sheet.name: sheet for sheet in ROOT.walk()}
"""Every sheet by its name, in order."""

SLUG = "slug"
NUMBER = "number"
EDITION = "@version"
NAME = "@item"
_TITLES = {NUMBER: "序号", NAME: "事项（仅供参照）", EDITION: "导出时的版次（勿改）"}
"""Columns that no field has: where a part stands, whose line it is in words, and which version the lines were taken from."""


def heads(sheet: Sheet) -> tuple[tuple[str, str], ...]:
    """The columns of a sheet as people see them: key and head, in order."""
    first = (EDITION,) if sheet is ROOT else (NAME, NUMBER) if sheet.repeats else (NAME,)
    columns = tuple((column.key, column.label) for column in sheet.columns if sheet is not ROOT or column.key != SLUG)
    return ((SLUG, PARTS[SLUG]), *((key, _TITLES[key]) for key in first), *columns)
