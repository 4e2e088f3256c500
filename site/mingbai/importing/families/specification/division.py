"""Where each guide of a specification begins and ends, and its sections.

A guide begins at its title (一、单位参保登记) before its first section, usually （一）事项名称. It goes by headings only: numbers may be
wrong or repeated, sections may be missing or in another order. Appendices behind the last section belong to somebody else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from mingbai.guides.words import split_heading
from mingbai.importing.blocks import Block, Paragraph, Table
from mingbai.importing.families.specification.grid import COLUMNS, grid
from mingbai.importing.families.specification.headings import Heading, Line, lines_of
from mingbai.importing.phrases.numbering import value_of

_TITLE = re.compile(
    r"\s*(?:第\s*(?P<part>[一二三四五六七八九十百\d]+)\s*[章节条部分]+|[（(]?\s*(?P<han>[一二三四五六七八九十百]{1,4})\s*[）)]?\s*[、.．）)]"
    r"|[（(]?\s*(?P<digit>\d{1,3})\s*[、.．）)](?!\d))\s*(?P<name>\S.*)"
)
_APPENDIX = re.compile(r"\s*(?:附\s*件|附\s*录|附\s*表|表\s*\d)")
_CAPTION = re.compile(r".*(?:表|表格|样式|格式|文书|规范|年版)[）)]?\s*", re.DOTALL)
_STOP = re.compile(r"[。；;！？，,]\s*$")
_LONGEST_TITLE = 60
_FALLEN = 4
"""Section numbers that fall back by this much have begun again, even where the first was lost."""
_NEAR = 8
"""A title whose first heading was lost stands at most so many lines above the second heading."""
_DISTINCTIVE = frozenset({"required_fields", "message_templates", "risk_level", "risk_points", "output_samples"})
"""Sections that only operating specifications print; a guide for the public has none of them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """One section: the ``field`` that its ``words`` name (None where nobody knows them), its ``number``, its content."""

    field: str | None
    words: str
    heading: Line
    lines: tuple[Line, ...]
    blocks: tuple[Block, ...] = ()

    @property
    def number(self) -> int | None:
        """The printed number of the section."""
        return self.heading.heading.number if self.heading.heading else None

    @property
    def texts(self) -> list[str]:
        """The texts of the section's paragraphs, line by line."""
        return [line.text for line in self.lines if line.text]

    @property
    def tables(self) -> list[Table]:
        """The section's tables."""
        return [line.block for line in self.lines if isinstance(line.block, Table)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Division:
    """One guide: its title as printed, without and with number, its sections, and its run of blocks, ``first`` to ``end``."""

    title: str | None
    ordinal: int | None
    title_lines: tuple[Line, ...]
    sections: tuple[Section, ...]
    first: int
    end: int


def divided(blocks: Sequence[Block]) -> tuple[Division, ...]:
    """The guides among ``blocks``; none where they are not an operating specification."""
    lines = lines_of(blocks)
    if not _is_specification(lines):
        return ()
    starts = list(_starts(lines))
    ends = [_end(lines, start, following) for start, following in zip(starts, [*starts[1:], len(lines)], strict=True)]
    return tuple(_division(blocks, lines, start, end) for start, end in zip(starts, ends, strict=True))


def _is_specification(lines: Sequence[Line]) -> bool:
    """Whether the sections are those of a specification: two that only it has, or three that are a table under known heads."""
    fields = {line.heading.field for line in lines if line.heading}
    if len(fields & _DISTINCTIVE) >= 2:
        return True
    tabled = {above.heading.field for above, line in pairwise(lines) if above.heading and _has_head(above.heading, line.block)}
    return len(tabled) >= 3


def _has_head(heading: Heading, block: Block) -> bool:
    """Whether ``block`` is the table that ``heading`` promises."""
    known = COLUMNS.get(heading.field or "")
    if known is None or heading.rest or not isinstance(block, Table):
        return False
    read = grid([block], known)
    return bool(read and read.heads and read.rows)


def _starts(lines: Sequence[Line]) -> Iterator[int]:
    """The index of the first line of each guide: its title, else its first heading."""
    seen: set[str | None] = set()
    number = 0
    floor = 0
    for at, line in enumerate(lines):
        heading = line.heading
        if heading is None:
            continue
        value = heading.number or 0
        fallen = 0 < value <= number - _FALLEN
        again = heading.field in seen and (heading.field == "name" or value == 1 or fallen or _is_titled(lines, at, floor))
        if not seen or again or (value == 1 and number > 1):
            begin = _title_before(lines, at, floor)
            yield _title_above(lines, at, floor) if begin == at and value > 1 else begin
            seen, floor = set(), at
        seen.add(heading.field)
        number = value or number


def _title_before(lines: Sequence[Line], at: int, floor: int) -> int:
    """Where the title before the heading at ``at`` begins; ``at`` itself where there is none."""
    for begin in (at - 1, at - 2):
        if begin < floor or not all(_may_be_title(line) for line in lines[begin:at]):
            return at
        line = lines[begin]
        if _TITLE.fullmatch(line.text) or _is_headline(line):
            return begin
    nearest = lines[at - 1]
    alone = at - 1 == floor or isinstance(lines[at - 2].block, Table)
    return at - 1 if alone and len(nearest.text) <= 30 and not nearest.heading else at


def _title_above(lines: Sequence[Line], at: int, floor: int) -> int:
    """Where the numbered title is that stands above labelled lines whose own heading, the first, was lost; else ``at``."""
    for begin in range(at - 1, max(floor - 1, at - _NEAR), -1):
        line = lines[begin]
        if line.heading or isinstance(line.block, Table):
            break
        if _TITLE.fullmatch(line.text) and _may_be_title(line):
            return begin
    return at


def _is_titled(lines: Sequence[Line], at: int, floor: int) -> bool:
    """Whether a numbered title, or a headline, stands before the heading at ``at``."""
    begin = _title_before(lines, at, floor)
    return begin < at and (bool(_TITLE.fullmatch(lines[begin].text)) or _is_headline(lines[begin]))


def _may_be_title(line: Line) -> bool:
    return (
        bool(line.text) and not line.heading and len(line.text) <= _LONGEST_TITLE and not _STOP.search(line.text) and "：" not in line.text
    )


def _end(lines: Sequence[Line], start: int, following: int) -> int:
    """The end of the guide that begins at ``start``: before the next guide, or before the appendices behind its last section."""
    last = max((at for at in range(start, following) if lines[at].heading), default=start)
    for at in range(last + 1, following):
        if lines[at].text and (_APPENDIX.match(lines[at].text) or _is_headline(lines[at])):
            while at - 1 > last + 1 and _may_be_title(lines[at - 1]) and (_after_table(lines, last, at) or _is_caption(lines[at - 1])):
                at -= 1
            return at
    return following


def _is_headline(line: Line) -> bool:
    return isinstance(line.block, Paragraph) and line.block.level is not None


def _is_caption(line: Line) -> bool:
    return bool(_CAPTION.fullmatch(line.text))


def _after_table(lines: Sequence[Line], last: int, at: int) -> bool:
    """Whether a table stands between the last heading and the line before ``at``: what follows it is not the section's."""
    return any(isinstance(line.block, Table) for line in lines[last + 1 : at - 1])


def _division(blocks: Sequence[Block], lines: Sequence[Line], start: int, end: int) -> Division:
    heads = [at for at in range(start, end) if lines[at].heading]
    above = lines[start : heads[0]]
    labelled = next((at for at, line in enumerate(above) if split_heading(line.text)), len(above))
    title_lines = tuple(above[:labelled])
    text = "".join(line.text.strip() for line in title_lines)
    found = _TITLE.fullmatch(text)
    limit = lines[end].at if end < len(lines) else len(blocks)
    return Division(
        title=(found["name"] if found else text).strip() or None,
        ordinal=value_of(f"（{found['part'] or found['han'] or found['digit']}）") if found else None,
        title_lines=title_lines,
        sections=(
            *_unheaded(above[labelled:]),
            *(_section(blocks, lines, at, following, limit) for at, following in zip(heads, [*heads[1:], end], strict=True)),
        ),
        first=lines[start].at,
        end=limit,
    )


def _unheaded(lines: Sequence[Line]) -> Iterator[Section]:
    """The labelled lines (子项名称：…) between a title and the first heading that is left, as the section of the name."""
    if lines:
        yield Section(field="name", words="", heading=lines[0], lines=tuple(lines), blocks=tuple(line.block for line in lines))


def _section(blocks: Sequence[Block], lines: Sequence[Line], at: int, end: int, limit: int) -> Section:
    heading = lines[at].heading
    if heading is None:
        raise ValueError("a section begins with its heading")
    rest = (replace(lines[at], text=heading.rest, heading=None),) if heading.rest else ()
    stop = lines[end].at if end < len(lines) else limit
    return Section(
        field=heading.field,
        words=heading.words,
        heading=lines[at],
        lines=(*rest, *lines[at + 1 : end]),
        blocks=tuple(blocks[lines[at].at : min(stop, limit)]),
    )
