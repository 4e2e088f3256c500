"""How a typed 办理时限 is understood, in a sentence: what people see before they save it."""

from __future__ import annotations

from mingbai.guides.guide import LimitCase, TimeLimit

_UNITS = {"working_days": "个工作日", "calendar_days": "天（自然日）", "months": "个月"}
_WORDS = {"immediate": "当场办结", "agreement": "按协议约定", "mixed": "几种时限", "other": "没有认出时限，公众页面照原文显示，不推算日期"}


def told(limit: TimeLimit) -> str:
    """The limit as it is understood: its longest promise, and each case."""
    said = _span(limit.kind, limit.days)
    cases = [_case(case) for case in limit.cases]
    if limit.kind == "mixed" and cases:
        return "；".join(cases)
    longest = f"最长 {said}" if limit.days else said
    return "；".join([longest, *cases])


def _case(case: LimitCase) -> str:
    return f"{case.applies_to or '一般'}：{_span(case.kind, case.days)}"


def _span(kind: str, days: int | None) -> str:
    if kind in _UNITS:
        return f"{days} {_UNITS[kind]}" if days is not None else _UNITS[kind]
    return _WORDS[kind]
