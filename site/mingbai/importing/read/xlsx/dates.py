"""A date or a time as a cell displays it. Excel keeps days since the end of 1899 (or since 1904), with 29 February 1900 that never was."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from decimal import Decimal

from mingbai.importing.read.numerals import written

_QUOTED = re.compile(r'"[^"]*"|\\.')
_DATED = re.compile(r"[ymdhsae]|\[[hms]+\]", re.IGNORECASE)
_TOKEN = re.compile(
    r'"[^"]*"|\\.|\[h+\]|\[m+\]|\[s+\]|\[[^\]]*\]|AM/PM|A/P|上午/下午|y+|e+|m+|d+|h+|s+(?:\.0+)?|a{3,4}|.', re.IGNORECASE | re.DOTALL
)
_WEEK = "一二三四五六日"


def is_date(section: str) -> bool:
    """Whether the code shows a date or a time: a y, m, d, h or s outside quotes."""
    bare = _QUOTED.sub("", section)
    return bool(_DATED.search(bare)) and not re.search(r"general|通用格式|[0#?]\s*[eE][+-]", bare, re.IGNORECASE)


def shown_date(number: Decimal, section: str, *, from_1904: bool, numerals: str) -> str:
    """The day ``number`` in the format ``section``; the number itself where there is no such day."""
    moment = _moment(number, from_1904=from_1904)
    if moment is None:
        return f"{number:f}"
    tokens = _TOKEN.findall(section)
    half = any(token.upper() in {"AM/PM", "A/P", "上午/下午"} for token in tokens)
    return "".join(_token(tokens, at, moment, number, half=half, numerals=numerals) for at in range(len(tokens)))


def _moment(number: Decimal, *, from_1904: bool) -> datetime | None:
    if not 0 <= number < 2_958_466:
        return None
    first = datetime(1904, 1, 1) if from_1904 else datetime(1899, 12, 31 if number < 60 else 30)
    return first + timedelta(seconds=round(float(number) * 86400))


def _token(tokens: list[str], at: int, moment: datetime, number: Decimal, *, half: bool, numerals: str) -> str:
    token = tokens[at]
    sort = token[0].lower()
    if token.startswith('"'):
        return token[1:-1]
    if sort == "\\":
        return token[1:]
    if token.startswith("["):
        return str(int(number * 24)) if "h" in token.lower() else ""
    if token.upper() in {"AM/PM", "A/P", "上午/下午"}:
        early, _, late = token.partition("/")
        return early if moment.hour < 12 else late
    if re.fullmatch(r"a{3,4}", token, re.IGNORECASE):
        return ("星期" if len(token) == 4 else "") + _WEEK[moment.weekday()]
    if sort in {"y", "e"}:
        return _year(token, moment.year, numerals)
    if sort == "m" and not _is_minute(tokens, at):
        return moment.strftime("%b" if len(token) == 3 else "%B") if len(token) > 2 else _two(moment.month, token, numerals)
    if sort == "d":
        return moment.strftime("%a" if len(token) == 3 else "%A") if len(token) > 2 else _two(moment.day, token, numerals)
    clock = {"h": (moment.hour - 1) % 12 + 1 if half else moment.hour, "m": moment.minute, "s": moment.second}
    return _two(clock[sort], token.partition(".")[0], "") if sort in clock else token


def _is_minute(tokens: list[str], at: int) -> bool:
    """m stands for minutes straight after hours or straight before seconds (18.8.31)."""
    letters = [(each, token.strip("[").lower()[:1]) for each, token in enumerate(tokens) if re.match(r"\[?[ymdhs]", token, re.IGNORECASE)]
    place = next(index for index, (each, _) in enumerate(letters) if each == at)
    before = letters[place - 1][1] if place else ""
    after = letters[place + 1][1] if place + 1 < len(letters) else ""
    return before == "h" or after == "s"


def _year(token: str, year: int, numerals: str) -> str:
    told = str(year) if len(token) > 2 or token[0] in "eE" else f"{year % 100:02}"
    return "".join(written(int(digit), "ideographDigital") for digit in told) if numerals else told


def _two(number: int, token: str, numerals: str) -> str:
    return written(number, numerals) if numerals else str(number).zfill(min(len(token), 2))
