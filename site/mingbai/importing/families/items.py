"""Where one item ends and the next begins among the headed lines of a document.

The first heading of the first item comes again, or a title in the style of the first title stands before a heading that the
item already has. Knows no field but the name, and reads no content.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from mingbai.importing.blocks import Paragraph
from mingbai.importing.families.headings import Heading, Line
from mingbai.importing.phrases.numbering import value_of

NUMBERED = re.compile(
    r"\s*(?:(?P<chinese>[一二三四五六七八九十百]{1,4})\s*[、.．]|(?P<round>[（(]\s*[一二三四五六七八九十]{1,3}\s*[）)])"
    r"|(?P<digit>\d{1,3})(?:\s*[、.．]|\s+(?=[\u4e00-\u9fff“《]))"
    r"|(?P<word>(?:事项|第)\s*[一二三四五六七八九十\d]{1,3}\s*(?:部分|[项节章条篇：:、])?))\s*"
)
SERIES = re.compile(r"[^：:，。；]{0,12}(?:问答|百问|指南|指引|解读|提示|须知|课堂|一点通|早知道|告诉你)[：:]\s*")
"""What an agency prints before a title, where the page is one of many: 医保问答：…."""
_LONGEST_TITLE = 60


@dataclass(slots=True)
class Section:
    """A heading and the lines under it."""

    line: Line
    content: list[Line] = field(default_factory=list)

    @property
    def heading(self) -> Heading:
        """The heading of its line."""
        assert self.line.heading is not None
        return self.line.heading


@dataclass(slots=True)
class Draft:
    """One item while it is read: its title line, if it has one, its sections, and the line that heads it and others as a chapter."""

    title: Line | None
    sections: list[Section] = field(default_factory=list)
    chapter: Line | None = None

    @property
    def fields(self) -> set[str | None]:
        """The fields that its headings name."""
        return {section.heading.field for section in self.sections}


def drafts_of(lines: Sequence[Line]) -> Iterator[Draft]:
    """The items of ``lines``. What stands before the first title or heading belongs to none."""
    first = next((at for at, line in enumerate(lines) if line.heading), None)
    if first is None:
        return
    title = _first_title(lines[:first])
    if title is None and _names_nothing(lines[first]) and any(line.heading and line.heading.field for line in lines[first + 1 : first + 2]):
        title, first = _unheaded(lines[first]), first + 1
    if title is None and _is_question(lines[first]) and first + 1 < len(lines) and lines[first + 1].heading:
        title, first = _unheaded(lines[first]), first + 1
    draft = Draft(title, chapter=_chapter(lines[: lines.index(title)], title, None) if title in lines[:first] else None)
    fields = [line.heading.field for line in lines[first:] if line.heading]
    opener = next((one for one in fields if one not in (None, "attributes")), fields[0])
    for line in _without_untitled(lines[first:], opener):
        if line.heading and draft.sections:
            taken = _title_before(draft, line.heading, opener)
            if taken is not None:
                chapter = _chapter(draft.sections[-1].content, taken.line, draft.chapter)
                if chapter:
                    draft.sections[-1].content.pop()
                yield draft
                draft = Draft(taken.line, chapter=chapter or draft.chapter)
        if line.heading:
            draft.sections.append(Section(line))
        else:
            draft.sections[-1].content.append(line)
    yield draft


def _without_untitled(lines: Sequence[Line], opener: str | None) -> Iterator[Line]:
    """``lines`` in which a heading that names no field, with the first heading of an item straight after it, is that item's title."""
    for line, following in zip(lines, [*lines[1:], None], strict=True):
        titles = line.heading and line.heading.field is None and following and following.heading and following.heading.field == opener
        yield _unheaded(line) if titles else line


def _unheaded(line: Line) -> Line:
    """``line`` as the plain text that it is printed as."""
    return Line(block=line.block, text=line.block.text if isinstance(line.block, Paragraph) else "")


def _names_nothing(line: Line) -> bool:
    """Whether a line is dressed as a heading, but in words that name no field: a title in ornaments, where headings follow it."""
    return (
        line.heading is not None and line.heading.field is None and line.heading.dress == "mark" and not line.heading.rest.strip("◇◆■●★▲☆◎")
    )


def _is_question(line: Line) -> bool:
    return line.heading is not None and line.heading.dress == "question"


@dataclass(frozen=True, slots=True)
class _Taken:
    """A new item begins here; ``line`` is its title, taken from the end of the section before."""

    line: Line | None


def _title_before(draft: Draft, heading: Heading, opener: str | None) -> _Taken | None:
    """Whether ``heading`` opens a new item, and the title taken for it."""
    content = draft.sections[-1].content
    last = content[-1] if content else None
    again = heading.field is not None and heading.field == opener and heading.field in draft.fields
    titled = last is not None and _is_title(last) and _same_style(last, draft.title)
    if again and titled and (len(content) > 1 or NUMBERED.match(last.text if last else "") or not _needs(draft.sections[-1])):
        content.pop()
        return _Taken(last)
    if again:
        return _Taken(None) if heading.field == "name" or not titled else _Taken(content.pop())
    follows = titled and draft.title is not None and last is not None and number_of(last.text) == number_of(draft.title.text) + 1 > 1
    if follows and heading.field in draft.fields:
        content.pop()
        return _Taken(last)
    return None


def _chapter(above: Sequence[Line], title: Line | None, before: Line | None) -> Line | None:
    """The line over a title that heads several items (二、生育保险 over （一）产前检查费支付): titled too, numbered in another way than
    the title is, with the number that follows the chapter ``before``."""
    last = above[-1] if above else None
    if title is None or last is None or last.heading or not _is_title(last) or _style(title.text) not in ("round", "digit"):
        return None
    follows = number_of(last.text) == (number_of(before.text) if before else 0) + 1
    return last if _style(last.text) in ("chinese", "word") and follows else None


def _needs(section: Section) -> bool:
    """Whether the section would be left empty without its only line, though it is one that says something."""
    return section.heading.field not in ("flowchart", None) and len(section.content) == 1


def _first_title(lines: Sequence[Line]) -> Line | None:
    """The title of the first item: the last of the lines before the first heading that looks like one."""
    return next((line for line in reversed(lines[-6:]) if _is_title(line)), None)


def _is_title(line: Line) -> bool:
    text = SERIES.sub("", NUMBERED.sub("", line.text.strip(), count=1), count=1)
    return isinstance(line.block, Paragraph) and 2 <= len(text) <= _LONGEST_TITLE and not re.search(r"[。；;，,]$|[：:]|[….·]{3}", text)


def _same_style(line: Line, title: Line | None) -> bool:
    """Whether ``line`` is numbered, or marked by a Word level, in the way that the title before is."""
    if title is None:
        return False
    levels = [one.block.level if isinstance(one.block, Paragraph) else None for one in (line, title)]
    return levels[0] == levels[1] and _style(line.text) == _style(title.text)


def _style(text: str) -> str | None:
    found = NUMBERED.match(text)
    return found.lastgroup if found else None


def number_of(text: str) -> int:
    """The number that a title prints before its words, or 0."""
    found = NUMBERED.match(text)
    digits = re.search(r"[一二三四五六七八九十]+|\d+", found[0]) if found else None
    return value_of(f"{digits[0]}、") or 0 if digits else 0
