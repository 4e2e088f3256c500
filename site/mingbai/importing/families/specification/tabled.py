"""Three tables of a specification that hold more than a list: levels, channels, time limits.

Columns are told by their heads. A box that is only printed says that the place decides; where boxes are ticked, the ticked ones count.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from mingbai.guides.guide import Attribute, Channel, Level
from mingbai.guides.limits import parse_limit
from mingbai.importing.families.specification.division import Section
from mingbai.importing.families.specification.grid import Grid, filled_down, is_ticked
from mingbai.importing.families.specification.prose import parted_notes
from mingbai.importing.phrases.channels import read_channel
from mingbai.importing.phrases.levels import read_levels

Values = dict[str, Any]

_REMARK = re.compile(r"\s*[（(]?\s*备\s*注\s*\d?\s*[：:]")
_BACK = re.compile(r"反馈|送达|领取|取件")


def read_level_table(section: Section, table: Grid) -> Values:
    """Levels over boxes. 注 under them says who decides; what is printed as 备注 is a remark of the item too."""
    marked = [(at, cell.text) for row in table.rows for at, cell in enumerate(row)]
    ticked = {at for at, text in marked if is_ticked(text)}
    refused = {at for at, text in marked if re.fullmatch(r"\s*(?:否|×|无|/|—)\s*", text)}
    levels = [level for at, head in enumerate(table.heads) if at in ticked or (not ticked and at not in refused) for level in _level(head)]
    said = [text for row in table.rows for _, text in table.others(row) if not is_ticked(text) and not re.fullmatch(r"[否×无/]", text)]
    body, notes = parted_notes(section.texts)
    remarks = notes if any(_REMARK.match(line) for line in section.texts) else []
    return {"levels": tuple(dict.fromkeys(levels)), "level_notes": (*said, *body, *notes), "remarks": tuple(remarks)}


def _level(head: str) -> Sequence[Level]:
    """The one level that a head names, also where its bracket was cut off."""
    return read_levels(head).levels[:1]


def read_channel_table(section: Section, table: Grid) -> Values:
    """Channels by their class, which is printed once over several rows. How results come back is no way in: ``other``."""
    group = table.column(r"分类|类别|类型")
    detail = table.column(r"渠道|方式|途径|名称", group, table.column(r"可受理|可反馈"))
    channels: list[Channel] = []
    for row, above in zip(table.rows, filled_down(table, group), strict=True):
        said = "；".join([table.value(row, detail), *(f"{head}：{text}" for head, text in table.others(row, group, detail))]).strip("；")
        if said and _BACK.search(above):
            channels.append(Channel(kind="other", detail=said, group=above))
        elif said:
            channels += read_channel(said, above or None)
    body, notes = parted_notes(section.texts)
    return {"channels": tuple(dict.fromkeys(channels)), "channel_notes": (*body, *notes)}


def read_limit_table(section: Section, table: Grid) -> Values:
    """The promise of each case; the class of the limit and its unit stay as attributes."""
    promise = table.column(r"承诺|办结时间|时限$|期限$|天数") or table.last()
    kind = table.column(r"类别|类型|情形", promise, table.column(r"日期|单位"))
    unit = table.column(r"日期|单位", promise, kind)
    said = [(table.value(row, kind), _promise(table.value(row, promise), table.value(row, unit))) for row in table.rows]
    said = [(case, text or case) for case, text in said if case or text]
    raw = said[0][1] if len(said) == 1 else "；".join(f"{case}：{text}" if case and case != text else text for case, text in said)
    facts = _facts(table, kind, promise)
    body, notes = parted_notes(section.texts)
    return {"time_limit": parse_limit(raw) if raw else None, "attributes": facts, "remarks": (*body, *notes)}


def _promise(text: str, unit: str) -> str:
    """A promise that is only a number is one together with its unit."""
    return f"{text}个{unit}" if re.fullmatch(r"\d+", text) and unit else text


def _facts(table: Grid, kind: int | None, promise: int | None) -> tuple[Attribute, ...]:
    facts: dict[str, dict[str, None]] = {}
    for row in table.rows:
        if kind is not None and len(table.rows) == 1 and (text := table.value(row, kind)):
            facts.setdefault(table.heads[kind], {})[text] = None
        for head, text in table.others(row, kind, promise):
            facts.setdefault(head, {})[text] = None
    return tuple(Attribute(name=head, value="；".join(texts)) for head, texts in facts.items())
