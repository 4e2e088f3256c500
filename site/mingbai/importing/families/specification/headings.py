"""The lines of a specification, and which of them head a section, in whatever dress: （一） 一、 1. 【】 ◆, Word level, bare.

A document's own dress is the one in which it prints most of its fields; only lines in that dress are headings. Tables stay whole.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from mingbai.guides.words import field_of
from mingbai.importing.blocks import Block, Cell, Paragraph, Place, Table
from mingbai.importing.phrases.numbering import value_of

_HAN = "[一二三四五六七八九十]{1,3}"
_WORDS = r"(?P<words>[^：:，。；;、]{2,20}?)\s*(?:[：:]\s*(?P<rest>.*))?"
_DRESSES = {
    "round": re.compile(rf"\s*[（(]\s*(?P<number>{_HAN})\s*[）)]\s*[、.．]?\s*{_WORDS}", re.DOTALL),
    "chinese": re.compile(rf"\s*(?P<number>{_HAN})\s*[、.．]\s*{_WORDS}", re.DOTALL),
    "digit": re.compile(rf"\s*[（(]?(?P<number>\d{{1,2}})\s*[）)、.．]\s*(?!\d){_WORDS}", re.DOTALL),
    "bracket": re.compile(r"\s*[【［\[〖](?P<words>[^】］\]〗]{2,20})[】］\]〗]\s*[：:]?\s*(?P<rest>.*)", re.DOTALL),
    "mark": re.compile(r"\s*[◆◇●■★▲☆◎▶➤❖]\s*(?P<words>[^：:\s]{2,20})\s*[：:]?\s*(?P<rest>.*)", re.DOTALL),
    "plain": re.compile(r"\s*(?P<words>(?![一二三四五六七八九十]{1,3}[、.．])[\u4e00-\u9fff][^：:，。；;、\s]{2,15})\s*[：:]?\s*"),
}
_GLUED = re.compile(
    rf"(?P<before>.*[。；;！？)）\n])\s*(?P<head>(?:[（(]\s*{_HAN}\s*[)）]|{_HAN}\s*[、.．])\s*(?P<words>[^：:，。；\s]{{2,16}}))\s*",
    re.DOTALL,
)
_UNKNOWN = re.compile(rf"\s*(?P<number>[（(]\s*{_HAN}\s*[)）]|{_HAN}\s*[、.．])\s*(?P<words>[^：:，。；、\s]{{2,14}})\s*[：:]?\s*")
_WAY = re.compile(r"(?:窗口|网上|线上|线下|掌上|自助|邮寄|电话|在线|现场|联办).*(?:办理|申请|申报|登记)|.*(?:部门|单位)")
_LISTS_WAYS = frozenset({"process", "channels", "departments", "materials", "flowchart"})
_FEWEST = 4
"""A dress is the document's own where it dresses at least this many different fields."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """The ``words`` of a heading, the ``field`` that they name (None where nobody knows them), its dress and number, and what
    stands behind it in its line."""

    words: str
    field: str | None
    dress: str
    number: int | None = None
    rest: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A paragraph with ``text``, or a table without; ``at`` is the index of its block in the document."""

    block: Block
    at: int
    text: str = ""
    heading: Heading | None = None

    @property
    def place(self) -> Place:
        """Where the block stands."""
        return self.block.place


def lines_of(blocks: Sequence[Block]) -> tuple[Line, ...]:
    """``blocks`` as lines, the empty ones left out, with the headings in the document's own dress."""
    plain = [line for at, block in enumerate(blocks) for line in _parted(block, at)]
    dress = _own_dress(plain)
    return tuple(_headed(plain, dress)) if dress else tuple(plain)


def _parted(block: Block, at: int) -> Iterator[Line]:
    """The block as a line, and apart from it the heading that is glued to its end."""
    last = block.text if isinstance(block, Paragraph) else block.rows[-1][-1].text
    if not last.strip() and isinstance(block, Paragraph):
        return
    found = _GLUED.fullmatch(last)
    if not found or not field_of(found["words"]):
        yield Line(block=block, at=at, text=block.text if isinstance(block, Paragraph) else "")
        return
    before = found["before"].rstrip()
    if isinstance(block, Paragraph):
        yield Line(block=block, at=at, text=before)
        yield Line(block=block, at=at, text=found["head"])
    else:
        yield Line(block=_with_last_cell(block, before), at=at)
        yield Line(block=Paragraph(text=found["head"], place=block.rows[-1][-1].place), at=at, text=found["head"])


def _with_last_cell(table: Table, text: str) -> Table:
    row = table.rows[-1]
    cell: Cell = replace(row[-1], text=text)
    return replace(table, rows=(*table.rows[:-1], (*row[:-1], cell)))


def _in(line: Line, dress: str) -> Heading | None:
    """The heading that ``line`` is in ``dress``, known words or not."""
    if dress == "level":
        level = isinstance(line.block, Paragraph) and line.block.level
        return _heading("level", line.text.strip().rstrip("：:"), None, "") if level and len(line.text.strip()) <= 20 else None
    found = _DRESSES[dress].fullmatch(line.text) if line.text else None
    if not found:
        return None
    said = found.groupdict()
    return _heading(dress, said["words"].strip(), said.get("number"), said.get("rest") or "")


def _heading(dress: str, words: str, number: str | None, rest: str) -> Heading:
    value = value_of(f"（{number}）") if number else None
    field = field_of(words)
    return Heading(words=words, field=field if field and "." not in field else None, dress=dress, number=value, rest=rest.strip())


def _own_dress(lines: Sequence[Line]) -> str | None:
    fields: dict[str, set[str]] = defaultdict(set)
    for line in lines:
        for dress in ("level", *_DRESSES) if len(line.text) <= 200 else ():
            heading = _in(line, dress)
            if heading and heading.field:
                fields[dress].add(heading.field)
    own = [dress for dress in fields if len(fields[dress]) >= _FEWEST]
    return max(own, key=lambda dress: (dress != "plain", len(fields[dress])), default=None)


def _headed(lines: Sequence[Line], dress: str) -> Iterator[Line]:
    """``lines`` with their headings. A heading with words that nobody knows counts where its number goes on."""
    before: Heading | None = None
    for line in lines:
        heading = _in(line, dress)
        if heading and (heading.field is None or _is_item(heading, before)):
            heading = None
        heading = heading or _differently_numbered(line, before) or _unknown(line, before)
        before = heading or before
        yield replace(line, heading=heading, text="") if heading else line


def _is_item(heading: Heading, before: Heading | None) -> bool:
    """Whether ``heading`` is an item of the list in the section before it: 1.线上办理 under 办理流程."""
    if before is None or before.field not in _LISTS_WAYS or heading.number is None:
        return False
    return heading.number != (before.number or 0) + 1 and bool(_WAY.fullmatch(heading.words))


def _differently_numbered(line: Line, before: Heading | None) -> Heading | None:
    """A heading of known words whose number goes on, but in another dress than the document's (（十二） after 十一、)."""
    found = (_in(line, dress) for dress in ("round", "chinese", "digit")) if before and before.number else ()
    return next((one for one in found if one and before and one.field and not one.rest and one.number == (before.number or 0) + 1), None)


def _unknown(line: Line, before: Heading | None) -> Heading | None:
    found = _UNKNOWN.fullmatch(line.text) if before and before.number and before.dress in ("round", "chinese") else None
    if not found or before is None or value_of(found["number"]) != (before.number or 0) + 1:
        return None
    if (before.dress == "round") != (found["number"].strip()[0] in "（("):
        return None
    return Heading(words=found["words"], field=None, dress=before.dress, number=value_of(found["number"]))
