"""Say a thing once. Documents repeat themselves (a copy is asked for in a material's name and again beside it, a remark of
the 清单 is also a note of the guide); a page shows the same words one time, where they are needed first.

Compared are the words without brackets, blanks and marks. Nothing is reworded, and what says anything more stays.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterable
from pathlib import PurePath
from typing import Any

from mingbai.guides.guide import Basis, Channel, ChannelKind, Material, Source

_MARKS = re.compile(r"[\s《》“”\"（）()、，,；;。：:]+")
_JOINING = re.compile(r"[①-⑳⑴-⒇]|需要?|应当?|须|可以?|还|的|其|并|或者?|及|和|与|提供|提交|出具|填写|携带|持")
_CHOICE = re.compile(r"或|任一|任选|之一|选一")
_LOST = 2
"""So many characters of a printed line, joining words aside, may be missing from its parts before the line is shown as well."""


def bare(text: str) -> str:
    """``text`` as it is compared: without brackets, blanks and marks."""
    return _MARKS.sub("", text)


def printed(raw: str | None, parts: Iterable[str]) -> str | None:
    """The printed line ``raw``, where its parts leave out more than a connecting word."""
    if not raw:
        return None
    left = bare(raw)
    for part in sorted(filter(None, parts), key=len, reverse=True):
        left = left.replace(bare(part), "", 1)
    return raw if len(_JOINING.sub("", left)) > _LOST else None


def material(found: Material) -> Material:
    """``found`` without what its own name says already: copies, note, what may stand in for it, and a choice it spells out."""
    name = bare(found.name)
    spelt = _CHOICE.search(found.name) and all(bare(one) in name for one in found.any_of)
    choice = () if spelt and bare(found.name) != "或".join(map(bare, found.any_of)) else found.any_of
    kept: dict[str, Any] = {field: None for field in ("copies", "note", "substitute") if bare(getattr(found, field) or "") in name}
    return dataclasses.replace(found, any_of=choice, children=tuple(map(material, found.children)), **kept)


def unsaid(lines: Iterable[str], said: Iterable[str]) -> tuple[str, ...]:
    """Those of ``lines`` that no line of ``said`` holds, and each of them once."""
    before, found = [bare(line) for line in said], []
    for line in lines:
        if not any(bare(line) in other for other in before):
            found.append(line)
            before.append(bare(line))
    return tuple(found)


def ways(channels: Iterable[Channel]) -> tuple[tuple[tuple[ChannelKind, ...], tuple[str, ...]], ...]:
    """Channels as rows of kinds and details: kinds that print the same detail share a row. In the order of first appearance."""
    kinds: dict[str, dict[ChannelKind, None]] = {}
    for channel in channels:
        kinds.setdefault(_detail(channel), {})[channel.kind] = None
    rows: dict[tuple[ChannelKind, ...], list[str]] = {}
    for detail, shared in kinds.items():
        rows.setdefault(tuple(shared), []).append(detail)
    return tuple((row, tuple(details)) for row, details in rows.items())


def _detail(channel: Channel) -> str:
    return f"{channel.group}：{channel.detail}" if channel.group and channel.group not in channel.detail else channel.detail


def cited(basis: Basis) -> str | None:
    """A basis's title in 《》, where the document prints it so; without, where it does not (统筹地区相关政策, …的通知)."""
    if not basis.title:
        return None
    marked = not basis.raw or f"《{basis.title}" in basis.raw or f"{basis.title}》" in basis.raw
    return f"《{basis.title}》" if marked else basis.title


def untitled(source: Source) -> str | None:
    """The name of the file, where the document prints no title and is known by its file alone; None where it has a title."""
    return source.file if source.file and source.document == PurePath(source.file).stem else None
