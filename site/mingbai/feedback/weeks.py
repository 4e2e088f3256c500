"""Weeks: Monday to Sunday in Asia/Shanghai, numbered by ISO 8601 and written 2026-W47, so that their order is that of the text. Pure."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta

from mingbai import clock
from mingbai.errors import Refusal

_WEEK = re.compile(r"\d{4}-W\d{2}")


def week_of(instant: datetime) -> str:
    """The week in which ``instant`` falls."""
    return _written(clock.day_of(instant))


def earlier(week: str, by: int = 1) -> str:
    """The week that is ``by`` weeks before ``week``."""
    return _written(_monday(week) - timedelta(weeks=by))


def asked_week(text: str) -> str:
    """A week that somebody asked for. Raises Refusal where there is none such."""
    try:
        if _WEEK.fullmatch(text):
            _monday(text)
            return text
    except ValueError:
        pass
    raise Refusal(f"“{text[:20]}”不是一个星期。", remedy="请从列表中选择星期。")


def spoken(week: str) -> str:
    """The week for people: 2026年第47周（11月16日至11月22日）."""
    first = _monday(week)
    last = first + timedelta(days=6)
    return f"{week[:4]}年第{int(week[6:])}周（{first.month}月{first.day}日至{last.month}月{last.day}日）"


def _monday(week: str) -> date:
    return date.fromisocalendar(int(week[:4]), int(week[6:]), 1)


def _written(day: date) -> str:
    year, number, _ = day.isocalendar()
    return f"{year:04}-W{number:02}"
