"""The time of the site: instants are aware and in UTC; a calendar day is a day in Asia/Shanghai.

Nothing here reads the machine's clock except ``now``, which is handed in wherever time is needed (a ``Clock``), so that
tests and ``?on=DATE`` can stand at any moment. Knows no database and no framework.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta, timezone

from mingbai.errors import Refusal

Clock = Callable[[], datetime]
"""Whatever tells the present instant, aware and in UTC."""

SHANGHAI = timezone(timedelta(hours=8), "Asia/Shanghai")
"""China keeps one time, UTC+8, and no summer time since 1991. A fixed offset therefore needs no time zone data on the machine."""

_PRINTED = re.compile(r"\d{4}-\d{2}-\d{2}")


def now() -> datetime:
    """The present instant by the machine's clock, in UTC."""
    return datetime.now(UTC)


def day_of(instant: datetime) -> date:
    """The day in Asia/Shanghai on which ``instant`` falls."""
    return instant.astimezone(SHANGHAI).date()


def start_of(day: date) -> datetime:
    """00:00 Asia/Shanghai of ``day``, in UTC: the instant that is meant where a document prints a date only."""
    return datetime.combine(day, time(), SHANGHAI).astimezone(UTC)


def end_of(day: date) -> datetime:
    """The last representable instant of ``day`` in Asia/Shanghai, in UTC: what ``?on=DATE`` shows."""
    return datetime.combine(day, time.max, SHANGHAI).astimezone(UTC)


def printed_day(text: str | None) -> date | None:
    """The day that a printed date such as 2022-05-19 names; None where it is absent or is not a whole date."""
    if text is None or not _PRINTED.fullmatch(text):
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def asked_day(text: str) -> date:
    """The day that somebody asked for, such as ``?on=2022-06-01``. Raises Refusal where it is no date."""
    day = printed_day(text)
    if day is None:
        raise Refusal(f"“{text}”不是一个日期。", remedy="请按 2022-06-01 的样子书写。")
    return day
