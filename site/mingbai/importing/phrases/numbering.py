"""Numbered lists of any nesting, also when a whole list stands in one line: （一） 一、 1、 1. （1） ① a) and dashes.

Text stays verbatim; only labels and the blanks around the parts are taken off. Knows nothing of what the list lists.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from mingbai.importing.phrases.brackets import depths

_DIGITS = "〇一二三四五六七八九"
_CIRCLES = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One part of a list. ``label`` as printed, empty for what stands before or outside a list; ``text`` without label and
    children; ``raw`` the whole as printed, label and children included."""

    label: str
    text: str
    raw: str
    children: tuple[Part, ...] = ()


@dataclass(frozen=True, slots=True)
class _Mark:
    """A place in a text where a list item may begin: ``kind`` of numbering, ``value``, and where its label starts and ends."""

    kind: str
    value: int
    start: int
    end: int


_LABEL = re.compile(
    r"(?P<round_chinese>[（(]\s*(?P<a>[一二三四五六七八九十]{1,3})\s*[）)]\s*[、.．]?)"
    r"|(?P<round_digit>[（(]\s*(?P<b>\d{1,2})\s*[）)]\s*[、.．]?)"
    r"|(?P<chinese>(?P<c>[一二三四五六七八九十]{1,3})\s*、)"
    r"|(?P<digit>(?P<d>\d{1,2})\s*(?:、|[.．](?!\d)))"
    r"|(?P<half>(?P<e>\d{1,2})\s*[）)])"
    r"|(?P<circle>(?P<f>[①-⑳])\s*[、.．]?)"
    r"|(?P<letter>(?P<g>[a-zA-Z])\s*(?:[）)]|[.．、](?![A-Za-z\d])))"
)
_ROUND = {"round_chinese", "round_digit"}
_BULLET = re.compile(r"[-–—•·●■◆▪*]\s+|[•●▪]\s*")
_TITLED = re.compile(
    r"(?:^|(?<=[。；;\n]))\s*(?P<title>[^。；;：:，,\n（）()《》]{2,24}[：:])\s*(?=1\s*[、.．](?!\d)|[（(]\s*[1一]\s*[）)]|①|一\s*、)"
)
_BARE_DIGIT = re.compile(r"(\d{1,2})(?=[《“])")
_NOT_AFTER = re.compile(r"(?:第|[表图注]|附[件录表]?|样表|[A-Za-z]|[\d.．/\-])$")
_STOPS = frozenset("。；;：:！!？?，,》）)”’\t 　\n")


def split_list(text: str) -> tuple[Part, ...]:
    """The parts of ``text`` in order. Text before the first label owns the list that follows on the same line
    (提供：①…②…), else it is a part of its own. A text without any label is one part without a label."""
    lists = _lists(text)
    if len(lists) > 1:
        return tuple(part for one in lists for part in split_list(one))
    marks = list(_marks(text))
    if not marks:
        return (Part(label="", text=text.strip(), raw=text.strip()),) if text.strip() else ()
    lead = text[: marks[0].start]
    parts = _nested(text, marks, len(text))
    if not lead.strip():
        return parts
    if _owns(lead):
        return (Part(label="", text=lead.strip(), raw=text.strip(), children=parts),)
    return (Part(label="", text=lead.strip(), raw=lead.strip()), *parts)


def _lists(text: str) -> list[str]:
    """``text`` cut before each title that a list of its own follows (单位办理：1.…2.… 个人办理：1.…), where all of it is such lists."""
    starts = [found.start("title") for found in _TITLED.finditer(text) if not starts_with_label(found["title"])]
    if len(starts) < 2 or text[: starts[0]].strip():
        return [text]
    return [text[start:end] for start, end in zip(starts, [*starts[1:], len(text)], strict=True)]


def starts_with_label(line: str) -> bool:
    """Whether ``line`` begins with a list label."""
    line = line.lstrip()
    return bool(_LABEL.match(line) or _BULLET.match(line) or _BARE_DIGIT.match(line))


def value_of(label: str) -> int | None:
    """The number that a label prints (（三） is 3, c) is 3), or None."""
    found = _LABEL.match(label.strip().lstrip("-–—•· "))
    return _mark(found, 0).value if found else None


def kind_of(label: str) -> str | None:
    """The kind of numbering of a label: round_chinese, round_digit, chinese, digit, half, circle, letter; or None."""
    found = _LABEL.match(label.strip().lstrip("-–—•· "))
    return _mark(found, 0).kind if found else None


def _owns(lead: str) -> bool:
    line = lead.rstrip(" \t　")
    if line.rstrip().endswith(("：", ":")) and "\n" not in line.strip():
        return True
    return not line.endswith("\n") and line[-1:] not in "。；;！!"


def _marks(text: str) -> Iterator[_Mark]:
    """The places where items begin: labels outside brackets that start a text or line, start a list, or go on with one."""
    inside = depths(text)
    open_: list[_Mark] = []
    at = 0
    while at < len(text):
        mark = _mark_at(text, at, inside, open_)
        if mark is None:
            at += 1
            continue
        mark = _in_step(mark, open_)
        kinds = [one.kind for one in open_]
        del open_[kinds.index(mark.kind) if mark.kind in kinds else len(open_) :]
        open_.append(mark)
        yield mark
        at = mark.end


def _in_step(mark: _Mark, open_: list[_Mark]) -> _Mark:
    """``mark`` as one of the list that is open, where it only changes the figures inside the brackets: （二） after (1)."""
    last = open_[-1] if open_ else None
    if last and mark.value == last.value + 1 and {mark.kind, last.kind} == _ROUND and mark.kind not in {one.kind for one in open_}:
        return replace(mark, kind=last.kind)
    return mark


def _mark_at(text: str, at: int, inside: list[int], open_: list[_Mark]) -> _Mark | None:
    fresh = not text[:at].strip() or not text[text.rfind("\n", 0, at) + 1 : at].strip()
    after_label = bool(open_) and not text[open_[-1].end : at].strip()
    bullet = _BULLET.match(text, at) if fresh else None
    begin = bullet.end() if bullet else at
    found = _LABEL.match(text, begin) or (_BARE_DIGIT.match(text, begin) if fresh else None)
    if not found:
        return _Mark("bullet", 0, at, begin) if bullet else None
    mark = _mark(found, at)
    if at and inside[at - 1] and inside[at] > (mark.kind.startswith("round")):
        return None
    if fresh or after_label:
        return mark
    return mark if _goes_on(mark, text[max(0, at - 2) : at], open_) else None


def _goes_on(mark: _Mark, before: str, open_: list[_Mark]) -> bool:
    """Whether a label inside a line begins an item: the next number of an open list, or the first of a new one after a stop."""
    last = next((one.value for one in reversed(open_) if one.kind == mark.kind), None)
    next_circle = mark.kind == "circle" and last is not None and mark.value == last + 1
    if (_NOT_AFTER.search(before) and not next_circle) or (mark.kind == "letter" and before[-1].isalnum()):
        return False
    before = before[-1]
    if mark.kind == "circle":
        return mark.value == 1 or (last is not None and last < mark.value <= last + 2)
    if last is not None and mark.value == last + 1:
        return mark.kind != "chinese" or before in _STOPS
    if before not in _STOPS or (mark.kind == "chinese" and before in "，,》）)”’"):
        return False
    return mark.value == 1 if last is None else last <= mark.value <= last + 2 and mark.kind not in ("letter", "chinese")


def _mark(found: re.Match[str], start: int) -> _Mark:
    if found.re is _BARE_DIGIT:
        return _Mark("digit", int(found[1]), start, found.end())
    kind = next(name for name in _LABEL.groupindex if len(name) > 1 and found[name] is not None)
    value = next(found[letter] for letter in "abcdefg" if found[letter] is not None)
    return _Mark(kind, _number(value), start, found.end())


def _number(printed: str) -> int:
    if printed.isdigit() and printed.isascii():
        return int(printed)
    if printed in _CIRCLES:
        return _CIRCLES.index(printed) + 1
    if printed.isascii():
        return ord(printed.lower()) - ord("a") + 1
    if printed.isdigit():
        return int(printed)
    tens, ten, ones = printed.rpartition("十")
    return (_DIGITS.find(tens) if tens else 1) * 10 * bool(ten) + (_DIGITS.find(ones) if ones else 0)


def _nested(text: str, marks: list[_Mark], end: int) -> tuple[Part, ...]:
    """The parts of ``text`` that ``marks`` begin: marks of the first one's kind are siblings, what lies between them is theirs."""
    tops = [n for n, mark in enumerate(marks) if mark.kind == marks[0].kind]
    parts = []
    for this, following in zip(tops, [*tops[1:], len(marks)], strict=True):
        stop = marks[following].start if following < len(marks) else end
        inner = marks[this + 1 : following]
        first = inner[0].start if inner else stop
        parts.append(
            Part(
                label=text[marks[this].start : marks[this].end].strip(),
                text=text[marks[this].end : first].strip(),
                raw=text[marks[this].start : stop].strip(),
                children=_nested(text, inner, stop) if inner else (),
            )
        )
    return tuple(parts)
