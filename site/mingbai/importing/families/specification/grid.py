"""A section's tables as rows under heads: which row is the head, which column says what, what a merged cell repeats.

Goes by what heads say, whatever their order; repeated heads and the second half of a table behind a page break are one table.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from mingbai.importing.blocks import Cell, Finding, Table
from mingbai.importing.families.specification.prose import one_text

_BOX = re.compile(r"[\s\[\]（()）□☐口√✓✔☑■×—－-]{0,6}")
_TICK = re.compile(r"[√✓✔☑■]|^\s*是\s*$")
ORDINAL = r"序\s*号|编\s*号"
COLUMNS: Mapping[str, str] = {
    "attributes": r"服务对象|办理|事项|属性|类型|方式|流程|层级|主体|范围|是否|收费|时限|次数|编码|机构|部门",
    "basis": r"文件|依据|名称|文号|条款|条文|法律|法规",
    "conditions": r"条件|内容",
    "required_fields": r"信息|必填|名称|字段",
    "message_templates": r"模板|消息|短信|内容",
    "risk_points": r"风险|环节|岗位|描述|表现|措施",
    "levels": r"省|市|县|乡|镇|村|社区|街道|层级",
    "channels": r"渠道|方式|分类|类别|途径|受理|反馈",
    "time_limit": r"类别|类型|日期|时间|时限|期限|承诺|法定",
    "materials": r"材料|资料|要件|名称|份数|形式|来源|共享|留存|存档|备注|要求|必要性",
    "process": r"环节|步骤|流程|程序|内容|要求|说明|时限|责任|岗位",
}
"""Field → what the heads of its table say."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """The rows of a section's tables. ``heads`` are squeezed; empty where no row is a head."""

    heads: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    head_rows: tuple[tuple[Cell, ...], ...] = ()

    def column(self, pattern: str, *taken: int | None) -> int | None:
        """The first column whose head ``pattern`` finds, other than those ``taken``."""
        return next((at for at, head in enumerate(self.heads) if at not in taken and re.search(pattern, head)), None)

    def value(self, row: Sequence[Cell], at: int | None) -> str:
        """The text of ``row`` in column ``at``; empty where the row is cut short or there is no such column."""
        return one_text(row[at].text) if at is not None and at < len(row) else ""

    def others(self, row: Sequence[Cell], *taken: int | None) -> Iterator[tuple[str, str]]:
        """Head and text of the further columns of ``row`` that say something; boxes and the row's number say nothing."""
        for at, head in enumerate(self.heads):
            if at in taken or re.search(ORDINAL, head) or at >= len(row) or _BOX.fullmatch(row[at].text):
                continue
            yield head, one_text(row[at].text)

    def said(self, row: Sequence[Cell]) -> Iterator[tuple[str, str]]:
        """Head and text of every column that says something, also where no row is a head; the row's number says nothing."""
        if self.heads:
            yield from self.others(row)
        else:
            numbered = len(row) > 1 and re.fullmatch(r"\s*\d{1,3}\s*", row[0].text)
            yield from (("", one_text(cell.text)) for cell in row[bool(numbered) :] if not _BOX.fullmatch(cell.text))

    def last(self) -> int | None:
        """The column of a list: the last one, which is not its number."""
        return len(self.heads) - 1 if self.heads else None

    def findings(self) -> Iterator[Finding]:
        """Rows that the source lost, by their numbers, and rows that it cut short."""
        yield from _missing(self)
        for row in self.rows:
            if len(row) < len(self.heads):
                sentence = f"这一行只有 {len(row)} 格，表头有 {len(self.heads)} 格；后面的格子是空的，或在分页处丢失了。"
                yield Finding(kind="short-row", severity="doubt", sentence=sentence, place=row[0].place, excerpt=row[-1].text[:60])


def grid(tables: Sequence[Table], known: str) -> Grid | None:
    """The tables of one section as one grid; a row in which ``known`` finds most heads is the head. None without tables."""
    rows = [row for table in tables for row in table.rows if any(cell.text.strip() for cell in row)]
    if not rows:
        return None
    head = next((row for row in rows[:3] if _is_head(row, known)), None)
    heads = squeezed(head) if head else ()
    repeated = [row for row in rows if head and squeezed(row) == heads]
    return Grid(heads=heads, rows=tuple(row for row in rows if row not in repeated), head_rows=tuple(repeated))


def squeezed(row: Sequence[Cell]) -> tuple[str, ...]:
    """The texts of a head without blanks and line breaks."""
    return tuple(re.sub(r"\s+", "", cell.text) for cell in row)


def is_box(text: str) -> bool:
    """Whether a cell holds only boxes to tick, or nothing."""
    return bool(_BOX.fullmatch(text))


def is_ticked(text: str) -> bool:
    """Whether a cell is ticked."""
    return bool(_TICK.search(text))


def filled_down(grid: Grid, at: int | None) -> list[str]:
    """Column ``at`` with each empty cell taking what stands above it, as a vertically merged cell prints it once."""
    values: list[str] = []
    for row in grid.rows:
        values.append(grid.value(row, at) or (values[-1] if values else ""))
    return values


def _is_head(row: Sequence[Cell], known: str) -> bool:
    said = [text for text in squeezed(row) if text]
    fit = [text for text in said if re.search(rf"{ORDINAL}|{known}", text) and len(text) <= 16 and not re.search("[，。；]", text)]
    return bool(said) and len(fit) * 2 >= len(said)


def _missing(grid: Grid) -> Iterator[Finding]:
    at = grid.column(ORDINAL)
    before = 0
    for row in grid.rows:
        number = re.fullmatch(r"\s*(\d{1,3})\s*", grid.value(row, at))
        if not number:
            continue
        if int(number[1]) > before + 1:
            sentence = f"序号从 {before} 跳到 {number[1]}，中间的行在原文中丢失了。"
            yield Finding(kind="missing-row", severity="damage", sentence=sentence, place=row[0].place)
        before = int(number[1])
