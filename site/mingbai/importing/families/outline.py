"""The outline of a standard: cover, contents, foreword, numbered clauses, appendices, bibliography, as GB/T 1.1—2020 arranges them.

Knows how clauses are numbered and nothing of what they say: which clause is a service is ``services``' business, and what
a form in an appendix holds is that of ``forms``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from mingbai.guides.words import split_heading
from mingbai.importing.blocks import Block, Paragraph, Table

_DOTTED = re.compile(r"(\d{1,2}(?:[.．]\d{1,2}){1,5})(?![\d.．])[.．、]?\s*(.*)", re.DOTALL)
_CHAPTER = re.compile(r"(?:第\s*)?(\d{1,2})\s*(?:章\s*|(?<=\d)\s+|(?<=\d)(?=[一-鿿“《]))(\S.*)", re.DOTALL)
_APPENDIX = re.compile(r"附\s*录\s*([A-Z])(?![A-Za-z])\s*(.*)", re.DOTALL)
_KIND = re.compile(r"[（(]\s*(?:资料性|规范性)(?:附录)?\s*[）)]\s*")
_CONTENTS = re.compile(r"目\s*[次录]")
_BIBLIOGRAPHY = re.compile(r"参\s*考\s*文\s*献")
_OPENING = re.compile(r"(?:前\s*言|引\s*言)")
_PAGE = re.compile(r"(?:[\s.…·．]+)(?:\d{1,3}|[IVXⅠ-Ⅻ]{1,4})\s*$")
_GLUED_PAGE = re.compile(r"(?<=[^\d.])(?:\d{1,3}|[IVXⅠ-Ⅻ]{1,4})$")
_GLUED_HEADING = re.compile(r"(?<=[。；;])\s*(?=\d{1,2}(?:[.．]\d{1,2})*\s+[^，。；：:]{2,30}$)")
_SENTENCE = re.compile(r"[。；;！？，,、]\s*$|[：:]\s*$")
_LONGEST_LABEL = 10
_LONGEST_TITLE = 45
"""Longer than any clause title that a standard prints, shorter than most clauses that are sentences."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A clause: ``title`` where it has one, ``body`` the blocks under it before its first sub-clause.

    A clause that is itself a sentence has no title, and ``body`` begins with that sentence without its number. So it is with
    a number that stands alone in its line, as above a term and its definition.
    ``heading`` is the block that the number stands in.
    """

    number: str
    title: str | None
    heading: Block
    body: tuple[Block, ...] = ()
    parts: tuple[Section, ...] = ()

    @property
    def own(self) -> tuple[Block, ...]:
        """The blocks of the clause itself, without its sub-clauses; a sentence behind the number stands in the heading."""
        inside = self.title is None and self.body and self.body[0].place == self.heading.place
        return (self.heading, *(self.body[1:] if inside else self.body))

    @property
    def blocks(self) -> tuple[Block, ...]:
        """Every block of the clause and its sub-clauses, in reading order."""
        return (*self.own, *(block for part in self.parts for block in part.blocks))


@dataclass(frozen=True, slots=True, kw_only=True)
class Appendix:
    """附录: its letter, its title as far as its heading prints it, its heading blocks and what follows them."""

    letter: str
    title: str
    heading: tuple[Block, ...]
    body: tuple[Block, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Outline:
    """A whole standard. ``listed`` is the appendices that the contents page names: letter and title."""

    cover: tuple[Block, ...]
    contents: tuple[Block, ...]
    foreword: tuple[Block, ...]
    chapters: tuple[Section, ...]
    appendices: tuple[Appendix, ...]
    bibliography: tuple[Block, ...]
    listed: tuple[tuple[str, str], ...]


def outline(blocks: Sequence[Block]) -> Outline | None:
    """The outline of ``blocks``; None where no run of numbered clauses is found."""
    contents = _contents(blocks)
    first = next((at for at in range(contents[1], len(blocks)) if _numbered(line(blocks[at]), None)), None)
    if first is None:
        return None
    tail = next((at for at in range(first, len(blocks)) if _is_appendix(blocks[at])), None)
    back = next((at for at in range(tail or first, len(blocks)) if _BIBLIOGRAPHY.fullmatch(line(blocks[at]).strip())), len(blocks))
    end = min(tail if tail is not None else back, back)
    front = tuple(blocks[contents[1] : first])
    turn = next((at for at, block in enumerate(front) if _OPENING.fullmatch(line(block).strip())), len(front) if not contents[1] else 0)
    return Outline(
        cover=(*blocks[: contents[0]], *front[:turn]),
        contents=tuple(blocks[contents[0] : contents[1]]),
        foreword=front[turn:],
        chapters=_chapters(blocks[first:end]),
        appendices=tuple(_appendices(blocks[end:back])),
        bibliography=tuple(blocks[back:]),
        listed=tuple(_listed(blocks[contents[0] : contents[1]])),
    )


def line(block: Block) -> str:
    """A block as one line of text; the cells of a table's row are parted by tabs."""
    if isinstance(block, Paragraph):
        return block.text
    return "\n".join("\t".join(cell.text for cell in row) for row in block.rows)


def squeezed(text: str) -> str:
    """``text`` without any white space, for comparing headings that were printed s p a c e d."""
    return re.sub(r"\s+", "", text)


def _contents(blocks: Sequence[Block]) -> tuple[int, int]:
    """The contents page as (first, end); (0, 0) where there is none. Its entries come again later, or end in a page number."""
    start = next((at for at, block in enumerate(blocks) if _CONTENTS.fullmatch(line(block).strip())), None)
    if start is None:
        return 0, 0
    later = [squeezed(line(block)) for block in blocks]
    at = start + 1
    while at < len(blocks) and (isinstance(blocks[at], Table) or _is_entry(line(blocks[at]), later[at + 1 :])):
        at += 1
    return start, at


def _is_entry(text: str, later: Sequence[str]) -> bool:
    words = squeezed(text)
    return bool(_PAGE.search(text)) or (bool(words) and (words in later or _GLUED_PAGE.sub("", words) in later))


def _listed(contents: Sequence[Block]) -> Iterator[tuple[str, str]]:
    for entry in (part for block in contents for part in line(block).split("\n")):
        if found := _APPENDIX.match(entry.strip()):
            yield found[1], _KIND.sub("", _PAGE.sub("", found[2]), count=1).strip()


def _numbered(text: str, after: tuple[int, ...] | None) -> tuple[str, str] | None:
    """Number and words of a line that begins a clause; ``after`` is the number of the clause before it.

    A number only counts where it can follow: one level down, or a higher number on a level that is open. So a wrapped line
    that happens to begin with a figure (5 万人, 20.5 元) stays text.
    """
    text = text.strip()
    found = _DOTTED.fullmatch(text) or _CHAPTER.fullmatch(text)
    if not found:
        return None
    number = tuple(int(part) for part in re.split(r"[.．]", found[1]))
    if len(number) == 1 and not _is_title(found[2]):
        return None
    return (".".join(map(str, number)), found[2]) if _can_follow(number, after) else None


def _can_follow(number: tuple[int, ...], after: tuple[int, ...] | None) -> bool:
    if after is None:
        return number[0] <= 9 and all(part > 0 for part in number)
    if len(number) == 1:
        return after[0] < number[0] <= after[0] + 2
    if number[0] == after[0]:
        return number > after and 0 not in number
    return after[0] < number[0] <= after[0] + 1 and 0 not in number


def _is_title(words: str) -> bool:
    return len(words) <= _LONGEST_TITLE and not _SENTENCE.search(words) and "\t" not in words


@dataclass(slots=True)
class _Growing:
    """A clause while its blocks are still coming in."""

    number: str
    title: str | None
    heading: Block
    body: list[Block] = field(default_factory=list)
    parts: list[_Growing] = field(default_factory=list)

    def grown(self) -> Section:
        parts = tuple(part.grown() for part in self.parts)
        return Section(number=self.number, title=self.title, heading=self.heading, body=tuple(self.body), parts=parts)


def _chapters(blocks: Sequence[Block]) -> tuple[Section, ...]:
    top: list[_Growing] = []
    spine: list[_Growing] = []
    for block in _parted(blocks):
        after = tuple(map(int, spine[-1].number.split("."))) if spine else None
        found = _numbered(block.text, after) if isinstance(block, Paragraph) else None
        if found and isinstance(block, Paragraph):
            grown = _begun(found, block)
            spine = [open_ for open_ in spine if grown.number.startswith(open_.number + ".")]
            (spine[-1].parts if spine else top).append(grown)
            spine.append(grown)
        elif spine:
            spine[-1].body.append(block)
    return tuple(one.grown() for one in top)


def _parted(blocks: Sequence[Block]) -> Iterator[Block]:
    """``blocks`` with a heading that was glued to the end of a sentence (…适用于本文件。4 场所要求) as a paragraph of its own."""
    for block in blocks:
        if isinstance(block, Paragraph):
            yield from (replace(block, text=part) for part in _GLUED_HEADING.split(block.text, maxsplit=1))
        else:
            yield block


def _begun(found: tuple[str, str], block: Paragraph) -> _Growing:
    number, words = found
    if not words.strip():
        return _Growing(number, None, block)
    labelled = split_heading(words)
    if labelled and len(labelled[1]) <= _LONGEST_LABEL and re.search("[：:]", words):
        rest: list[Block] = [Paragraph(text=labelled[2], place=block.place)] if labelled[2] else []
        return _Growing(number, labelled[1].strip(), block, rest)
    if _is_title(words):
        return _Growing(number, words.strip(), block)
    return _Growing(number, None, block, [Paragraph(text=words.strip(), place=block.place)])


def _is_appendix(block: Block) -> bool:
    if not isinstance(block, Paragraph):
        return False
    found = _APPENDIX.fullmatch(block.text.strip())
    return bool(found) and _is_title(_KIND.sub("", found[2] if found else ""))


def _appendices(blocks: Sequence[Block]) -> Iterator[Appendix]:
    starts = [at for at, block in enumerate(blocks) if _is_appendix(block)]
    for start, end in pairwise([*starts, len(blocks)]):
        yield _appendix(blocks[start:end])


def _appendix(blocks: Sequence[Block]) -> Appendix:
    """Split heading from body: 附录 X, (资料性) and the title may stand in one line or in three."""
    found = _APPENDIX.match(line(blocks[0]).strip())
    letter, title = (found[1], _KIND.sub("", found[2]).strip()) if found else ("", "")
    at = 1
    while at < len(blocks) and not title and isinstance(blocks[at], Paragraph):
        title = _KIND.sub("", line(blocks[at])).strip()
        at += 1
    return Appendix(letter=letter, title=title, heading=tuple(blocks[:at]), body=tuple(blocks[at:]))
