"""The head of a 清单 table: which column holds which field, in any order and with any agency's words, over one or two rows.

Knows the words of table heads through ``guides.words``; knows no row, no region and no agency.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from mingbai.guides.guide import ChannelKind
from mingbai.guides.words import field_of, material_column
from mingbai.importing.blocks import Cell
from mingbai.importing.families.checklist_contents import kinds_of
from mingbai.importing.phrases.channels import read_channel

Row = Sequence[Cell]

_ONLY_IN_TABLES = {
    "name": r"(?:二级|三级|具体|政务|(?:医保|医疗保障)?经办)?(?:政务|业务)?(?:服务)?(?:事项|业务|项目)(?:名称)?|小项|子项|二级目录",
    "main_item": r"(?:事项|业务|项目|服务)(?:分类|大类|类别)|一级(?:事项|目录|业务)?|大项|类别|主项(?:事项|名称)?|主项事项名称",
    "ordinal": r"序号|编号|№|序列|(?:主项|子项|事项)序号|No\.?",
    "materials": r"(?:提交|提供|所需|应备|需提交)(?:的)?(?:材料|资料)(?:名称|清单)?|材料(?:名称|清单|明细)?",
    "time_limit": r"时限|经办时限|办结(?:时限|时间)",
    "channels": r"(?:是否)?(?:可)?(?:网办|线上办理|网上办理)(?:情况)?",
    "process_stages": r"环节",
    "levels": r"层级|(?:经办|受理)层级",
}
_ITEM_FIELDS = frozenset({"name", "main_item"})
_TELLING = frozenset({
    "materials", "time_limit", "process_stages", "basis", "code", "levels", "channels", "handling", "item_kind", "objects",
})  # fmt: skip
_STATUTORY = re.compile(r"法定")
_LONGEST_HEAD = 16


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column: the ``head`` as printed, the ``field`` it names (None where nobody knows it), and the ``kind`` of way in
    that a tick in it means."""

    head: str
    field: str | None
    kind: ChannelKind | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """The head of a table: its columns, and the rows ``first`` to ``end`` that it takes; rows before ``first`` are a title."""

    columns: tuple[Column, ...]
    first: int
    end: int

    @property
    def fields(self) -> frozenset[str]:
        """The fields that have a column."""
        return frozenset(column.field for column in self.columns if column.field)


def find_head(rows: Sequence[Row]) -> Head | None:
    """The head among the first rows of a table, or None where the table is no 清单 (or has lost its head)."""
    for first, row in enumerate(rows[:6]):
        if _is_head(row):
            under = rows[first + 1 : first + 2]
            sub = under[0] if under and _is_sub_head(under[0]) else ()
            end = first + (2 if sub else 1)
            return Head(columns=_settled(_told(_columns(row, sub), rows[end:])), first=first, end=end)
    return None


def repeats(row: Row, rows: Sequence[Row], head: Head) -> bool:
    """Whether ``row`` prints one of the head's rows again, as it is printed on every page."""
    printed = _texts(row)
    return bool(printed) and any(
        sum(text in again for text in printed) >= max(2, 0.7 * len(printed))
        for again in (set(_texts(one)) for one in rows[head.first : head.end])
    )


def table_field(text: str) -> str | None:
    """The field that the head of a column names; some words are heads only there (事项, 材料, 大类)."""
    words = re.sub(r"\s+", "", text)
    field = field_of(words)
    if field or not words:
        return field
    bare = re.sub(r"[（(].*?[）)]", "", words)
    return next((name for name, pattern in _ONLY_IN_TABLES.items() if re.fullmatch(pattern, bare)), None) or field_of(bare)


def _is_head(row: Row) -> bool:
    texts = _texts(row)
    fields = [table_field(text) for text in texts]
    known = {field for field in fields if field}
    if max(map(len, texts), default=99) > 2 * _LONGEST_HEAD:
        return False
    return len(known) >= 3 and bool(known & _ITEM_FIELDS) and bool(known & _TELLING) and 2 * sum(map(bool, fields)) >= len(texts)


def _is_sub_head(row: Row) -> bool:
    """Whether ``row`` parts the head above it; one short text alone is the rest of a cell that the page before cut."""
    texts = _texts(row)
    return len(texts) > 1 and all(len(text) <= 10 and (_tick_kind(text) or table_field(text)) and not text.isdigit() for text in texts)


def _tick_kind(text: str) -> ChannelKind | None:
    found = read_channel(text)
    return found[0].kind if found and (found[0].kind != "other" or "其他" in text or "其它" in text) else None


def _texts(row: Row) -> list[str]:
    return [re.sub(r"\s+", "", cell.text) for cell in row if cell.text.strip()]


def _columns(row: Row, sub: Row) -> list[Column]:
    """The columns under a head of one or two rows; a head over several sub-heads is spread over them."""
    tops = _spread(row, sub)
    columns = []
    for at in range(max(len(tops), len(sub))):
        top = tops[at] if at < len(tops) else ""
        under = re.sub(r"\s+", "", sub[at].text) if at < len(sub) else ""
        columns.append(_column(top, under))
    return columns


def _spread(row: Row, sub: Row) -> list[str]:
    tops: list[str] = []
    for cell in row:
        tops.append(tops[-1] if cell.left and tops else re.sub(r"\s+", "", cell.text))
    extra = len(sub) - len(tops)
    start = next((at for at, cell in enumerate(sub) if cell.text.strip()), None)
    if extra > 0 and start is not None and start < len(tops):
        return [*tops[: start + 1], *[tops[start]] * extra, *tops[start + 1 :]]
    return tops


def _column(top: str, under: str) -> Column:
    field = table_field(top)
    if under and (kind := _tick_kind(under)) and field in ("channels", None):
        return Column(head=under, field="tick", kind=kind)
    if under and under != top:
        return Column(head=under, field=table_field(under) or field)
    if field is None and len(top) <= 6 and (kind := _tick_kind(top)):
        return Column(head=top, field="tick", kind=kind)
    return Column(head=top, field=field)


def _told(columns: Sequence[Column], rows: Sequence[Row]) -> list[Column]:
    """``columns`` with 事项类别 settled by what stands under it: 公共服务, 行政许可 … are the kind of an item and no main item."""
    settled = []
    for at, column in enumerate(columns):
        said = [row[at].text for row in rows if at < len(row) and row[at].text.strip()] if column.field == "main_item" else []
        kind = bool(said) and all("item_kind" in kinds_of(text) for text in said if not repeats_head(text, column))
        settled.append(Column(head=column.head, field="item_kind") if kind else column)
    return settled


def repeats_head(text: str, column: Column) -> bool:
    """Whether a cell only prints the head of its ``column`` again."""
    return re.sub(r"\s+", "", text) == column.head


def _settled(columns: Sequence[Column]) -> tuple[Column, ...]:
    """``columns`` with the fields that two of them claim given to one: 事项名称 before 子项名称 is the main item, 承诺 goes before 法定."""
    settled = [_part(column, bool(_at(columns, "materials"))) for column in columns]
    names = _at(settled, "name")
    if len(names) > 1 and not _at(settled, "main_item"):
        settled[names[0]] = Column(head=settled[names[0]].head, field="main_item")
        names = names[1:]
    for again in names[1:]:
        settled[again] = Column(head=settled[again].head, field="attributes")
    mains = _at(settled, "main_item")
    if not names and mains:
        settled[mains[-1]] = Column(head=settled[mains[-1]].head, field="name")
    limits = _at(settled, "time_limit")
    for at in limits if len(limits) > 1 else []:
        if _STATUTORY.search(settled[at].head):
            settled[at] = Column(head=settled[at].head, field="attributes")
    for at in _at(settled, "ordinal")[:-1]:
        settled[at] = Column(head=settled[at].head, field=None)
    return tuple(settled)


def _part(column: Column, materials: bool) -> Column:
    """A column of no field that says more of the materials beside it (份数, 材料形式) is a part of theirs."""
    part = material_column(column.head) if materials and column.field in (None, "attributes") else None
    return Column(head=column.head, field=f"materials.{part}") if part in ("copies", "note", "situation") else column


def _at(columns: Sequence[Column], field: str) -> list[int]:
    return [at for at, column in enumerate(columns) if column.field == field]
