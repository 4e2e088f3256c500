"""A value of any field as one line of text, whole or in brief: what a change added, what it took away."""

from __future__ import annotations

import dataclasses
from typing import Any

from mingbai.guides.compare import BOOKKEEPING, name_of, texts
from mingbai.guides.guide import Basis, Channel, TimeLimit
from mingbai.guides.hall import Closure, Hours, Phone, Window
from mingbai.rendering import field_words
from mingbai.rendering.coded import AUDIENCES, CHANNELS
from mingbai.rendering.once import cited, printed
from mingbai.rendering.opening import closure_line, hours_line, phone_line, window_line

_LONG = 60
_UNITS = {"working_days": " 个工作日", "calendar_days": " 天", "months": " 个月", "mixed": " 天"}
_UNCOUNTED = {"immediate": "即时办结", "agreement": "按协议约定", "mixed": "几种时限", "other": "见原文"}
"""What a case of a limit says that has no number of days."""
_HEADLESS = frozenset({"name", "title", "path", "text", "number", "label"})
"""Fields that need no label before them."""


def said(field: str, value: Any) -> str:
    """All of ``value``, which stands in ``field``: every text that a reader could read in it."""
    if isinstance(value, str):
        return coded(field, value)
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, TimeLimit):
        return _limit(value)
    if isinstance(value, Hours | Closure):
        return hours_line(value) if isinstance(value, Hours) else closure_line(value)
    if isinstance(value, tuple):
        return ("｜" if _is_row(value) else "；").join(said(field, part) for part in value)
    if dataclasses.is_dataclass(value):
        return "，".join(_parts(field, value))
    return "" if value is None else str(value)


def brief(field: str, value: Any) -> str:
    """What ``value`` is called, shortened; a basis with its articles, a way in with its kind."""
    if isinstance(value, Basis):
        return quoted("".join(one for one in (cited(value) or value.raw, value.articles) if one))
    if isinstance(value, Channel):
        return quoted(f"{CHANNELS[value.kind]}（{value.detail}）")
    if isinstance(value, TimeLimit):
        return quoted(value.raw)
    if isinstance(value, Phone | Window):
        return quoted(phone_line(value) if isinstance(value, Phone) else window_line(value))
    named = "" if isinstance(value, str | tuple) else name_of(value)
    return quoted(coded(field, named) if named else said(field, value))


def coded(field: str, text: str | None) -> str:
    """``text`` in Chinese words where the field holds coded values."""
    if "audiences" in field.split("."):
        return AUDIENCES.get(text or "", text or "")
    return CHANNELS.get(text or "", text or "") if "channels" in field.split(".") else text or ""


def measured(kind: str, days: int | None) -> str:
    """A limit as a number with its unit: 10 个工作日; empty where it has none."""
    return f"{days}{_UNITS[kind]}" if days and kind in _UNITS else ""


def _limit(limit: TimeLimit) -> str:
    """The printed limit, with what it counts as."""
    counted = measured(limit.kind, limit.days)
    cases = [f"{case.applies_to or ''}{measured(case.kind, case.days) or _UNCOUNTED.get(case.kind, '见原文')}" for case in limit.cases]
    told = "；".join([*([f"最长 {counted}"] if counted else []), *cases])
    return f"{limit.raw}（{told}）" if told else limit.raw


def quoted(text: str) -> str:
    """``text`` on one line, cut after sixty characters."""
    line = " ".join(text.split()).rstrip("。；;，,")
    return line if len(line) <= _LONG else f"{line[: _LONG - 1]}…"


def _is_row(value: tuple[Any, ...]) -> bool:
    return bool(value) and all(hasattr(part, "colspan") for part in value)


def _parts(field: str, value: Any) -> list[str]:
    """The fields of a part that say something, the one that it is called by first; its printed line where that says more."""
    told = [one.name for one in dataclasses.fields(value) if one.name not in BOOKKEEPING and one.name != "raw"]
    shown = [(name, getattr(value, name)) for name in told if getattr(value, name) not in (None, "", ())]
    parts = [_said(f"{field}.{name}", name, part) for name, part in shown]
    raw = printed(getattr(value, "raw", None), list(texts(tuple(part for _, part in shown))))
    return [*parts, f"{field_words.part('raw')}：{raw}"] if raw and parts else parts or [str(getattr(value, "raw", "") or "")]


def _said(field: str, name: str, part: Any) -> str:
    text = said(field, part)
    return text if name in _HEADLESS and not isinstance(part, tuple) else f"{field_words.part(field)}：{text}"
