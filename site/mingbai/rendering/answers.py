"""The five answers that a reader needs first: 能办吗 · 在哪办 · 多久 · 多少钱 · 带什么. Made from a guide, in its own words.

Used wherever a guide is shown in short: the card on top of its page, a row of a list, the comparison of places.
Nothing is reworded: a limit is only split into what to print large and what follows. Knows no locale and no address.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from mingbai.guides.guide import ChannelKind, Guide, Level, Material, TimeLimit

FREE = ("否", "不收费", "不收取费用", "免费", "无")
"""What documents print under 是否收费 where nothing is charged."""
_NUMBER = re.compile(r"\d+(?:[.\-~～—–]\d+)*|[一二三四五六七八九十百]+(?=\s*个?(?:工作日|自然日|日|天|月|年))")
_CLAUSE = re.compile(r"[，,；;。（(]")
_LARGE = 16
"""A first clause of up to so many characters is printed large."""
_NAMES = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """A piece of printed text; ``number`` where it is a number to be seen from afar."""

    text: str
    number: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class LimitText:
    """办理时限 as printed, split: ``large`` its first clause where that is short, ``rest`` what follows."""

    large: tuple[Span, ...]
    rest: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    """The five answers. Empty and None mean that the source does not say. ``cases`` are the situations that materials belong to."""

    objects: tuple[str, ...]
    ways: tuple[ChannelKind, ...]
    levels: tuple[Level, ...]
    limit: LimitText | None
    fee: str | None
    free: bool
    materials: tuple[str, ...]
    material_count: int
    cases: tuple[str, ...]


def answers(guide: Guide) -> Answers:
    """The five answers of ``guide``."""
    fee = guide.fee.strip() if guide.fee else None
    return Answers(
        objects=guide.objects,
        ways=_ways(guide),
        levels=guide.levels,
        limit=limit_text(guide.time_limit) if guide.time_limit else None,
        fee=fee,
        free=fee in FREE,
        materials=tuple(dict.fromkeys(_short(material) for material in guide.materials))[:_NAMES],
        material_count=len(guide.materials),
        cases=tuple(dict.fromkeys(material.situation for material in guide.materials if material.situation)),
    )


def _ways(guide: Guide) -> tuple[ChannelKind, ...]:
    """The kinds of ways in, each once. "Other" tells a reader nothing beside a way that has a name."""
    kinds = tuple(dict.fromkeys(channel.kind for channel in guide.channels))
    return tuple(kind for kind in kinds if kind != "other") or kinds


def limit_text(limit: TimeLimit) -> LimitText:
    """The printed limit, its first clause large if it is short enough to be read at a glance."""
    raw = limit.raw.strip()
    cut = _CLAUSE.search(raw)
    first = raw[: cut.start()] if cut else raw
    if not 0 < len(first) <= _LARGE:
        return LimitText(large=(), rest=raw)
    return LimitText(large=_spans(first), rest=raw[len(first) :].lstrip("，,；;。 "))


def _spans(text: str) -> tuple[Span, ...]:
    spans, at = [], 0
    for found in _NUMBER.finditer(text):
        if found.start() > at:
            spans.append(Span(text=text[at : found.start()].strip(), number=False))
        spans.append(Span(text=found.group(), number=True))
        at = found.end()
    if text[at:].strip():
        spans.append(Span(text=text[at:].strip(), number=False))
    return tuple(spans)


def _short(material: Material) -> str:
    """A material's name, or its alternatives where the name only introduces them."""
    return material.name.rstrip("：:；;，, ")
