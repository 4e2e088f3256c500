"""Hours and days as people type them → as a hall is written: 9:00-12:00 and 9点到12点 are 09:00—12:00, 2026年3月2日 is 2026-03-02.

Only what can mean one thing is rewritten; anything else stays as it was typed, and the checks say what is wrong with it.
"""

from __future__ import annotations

import re

from mingbai.guides.opening import DASH

_CLOCK = r"(\d{1,2})\s*(?:[:：](\d{2})|[点时](半|\d{1,2}分?)?)"
_SPAN = re.compile(rf"\s*{_CLOCK}\s*[-—–－~～至到]{{1,2}}\s*{_CLOCK}\s*")
_DAY = re.compile(r"\s*(\d{4})\s*[年/.-]\s*(\d{1,2})\s*[月/.-]\s*(\d{1,2})\s*日?\s*")
_MARK = re.compile(r"\s*(\d{1,2})\s*[月/.-]\s*(\d{1,2})\s*日?\s*")


def span(text: str) -> str:
    """A run of hours in its one way of writing."""
    found = _SPAN.fullmatch(text)
    return f"{_time(*found.group(1, 2, 3))}{DASH}{_time(*found.group(4, 5, 6))}" if found else text


def day(text: str) -> str:
    """A day as an ISO date, a day of every year as month and day."""
    if found := _DAY.fullmatch(text):
        return f"{found[1]}-{int(found[2]):02}-{int(found[3]):02}"
    if found := _MARK.fullmatch(text):
        return f"{int(found[1]):02}-{int(found[2]):02}"
    return text


def _time(hour: str, minute: str | None, spoken: str | None) -> str:
    part = "30" if spoken == "半" else (minute or spoken or "0").rstrip("分")
    return f"{int(hour):02}:{int(part):02}"
