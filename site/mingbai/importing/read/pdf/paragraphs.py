"""Printed lines → paragraphs: which line goes on in the next. A line that broke only because it was full is no end."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from mingbai.guides.words import field_of
from mingbai.importing.read.pdf.lines import Line

_BEGINS = re.compile(
    r"第[一二三四五六七八九十百]+[章节条]\s|[（(][一二三四五六七八九十]+[)）](?![项款目条])|[一二三四五六七八九十]+[、．]|\d{1,3}[.．、](?!\d)|\d+(?:\.\d+)+\s"
    r"|[（(]\d{1,2}[)）](?![项款目])|[①-⑳]|[a-z][)）]|[◆●■□☑★※▪]|附\s?[件录]\s?[\dA-Z一二三四]|表\s?\d+\s|注[：:]|——|[-–•·]\s"
)
"""With these a Chinese document begins an item, even after a full line."""

_BARE = re.compile(r"[\u4e00-\u9fff]{4,8}")
_OPEN = re.compile(r"[，、：:（(《“的和及与或等]\s*$")
_ENDS = re.compile(r"[；;。]\s*$")


@dataclass(slots=True)
class Joined:
    """A paragraph: its text, its lines, the page of the first one."""

    text: str
    page: int
    lines: list[Line] = field(default_factory=list)


def joined(lines: Sequence[Line], page: int, left: float, right: float) -> Iterator[Joined]:
    """The paragraphs that ``lines`` make in a column or cell from ``left`` to ``right``."""
    open_: Joined | None = None
    for line in lines:
        if open_ is not None and goes_on(open_, line, left, right):
            extend(open_, line)
            continue
        if open_ is not None:
            yield open_
        open_ = Joined(line.text, page, [line])
    if open_ is not None:
        yield open_


def extend(paragraph: Joined, line: Line) -> None:
    """Add the line that continues a paragraph; a blank before the break is kept, and one that stands between two Latin words."""
    latin = re.search(r"[A-Za-z0-9,;]$", paragraph.text) and re.match(r"[A-Za-z]", line.text)
    paragraph.text += (" " if latin or paragraph.lines[-1].blank else "") + line.text
    paragraph.lines.append(line)


def goes_on(paragraph: Joined, line: Line, left: float, right: float, *, same_page: bool = True) -> bool:
    """Whether ``line`` continues ``paragraph``: its last line was full, and nothing marks a new beginning."""
    first, last = paragraph.lines[0], paragraph.lines[-1]
    if abs(line.size - last.size) > 0.15 * last.size:
        return False
    if same_page and line.base - last.base > 2.6 * last.size:
        return False
    if last.right + line.unit <= right - 0.35 * last.size:
        return False
    if _ENDS.search(last.text) and line.text.startswith(("《", "“")):
        return False
    if _heads(last.text, line.text):
        return False
    return not _BEGINS.match(line.text) and _lines_up(paragraph, first, last, line, left)


def _heads(before: str, text: str) -> bool:
    """Whether ``text`` is a heading of a guide in words alone (办理条件), below a full line that ends where a sentence may."""
    return bool(_BARE.fullmatch(text.strip()) and field_of(text)) and not _OPEN.search(before)


def _lines_up(paragraph: Joined, first: Line, last: Line, line: Line, left: float) -> bool:
    """Indents: the second line of a paragraph steps back from its first, or hangs under it after an item's mark."""
    near = 0.6 * line.size
    if len(paragraph.lines) > 1:
        return abs(line.left - last.left) < near
    if abs(line.left - first.left) < near:
        return first.left - left < near
    if line.left < first.left:
        return line.left - left < near or first.left - line.left < 3.2 * line.size
    return bool(_BEGINS.match(first.text)) and line.left - first.left < 5 * line.size
