"""Headings of a guide's sections, in whatever dress an agency prints them: ◆, 【】, 一、, （一）, 1., Word levels, alone in a line,
before a colon, as a question.

Which words name which field is ``guides.words``' business; this module knows only the dress, and which dress a document
uses. A dress that also numbers lists (一、 （一） 1.) counts as a heading only with words that name a field.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from mingbai.guides.words import field_of
from mingbai.importing.blocks import Block, Paragraph, Place, Table
from mingbai.importing.families.labels import labelled
from mingbai.importing.phrases.numbering import value_of

_LONGEST = 20
"""A heading's words are shorter than this; what is longer is a sentence."""
_WORDS = r"(?P<words>[^：:，。；]{2,20})"
_REST = r"\s*[：:]?\s*(?P<rest>.*)"
_AFTER_COLON = r"(?:[：:]\s*(?P<rest>.*))?"
_HAN = "[一二三四五六七八九十]{1,3}"
_PATTERNS = (
    ("mark", r"[◆◇●■★▲☆◎▶➤❖]\s*(?P<words>[^：:\s]{2,20})" + _REST),
    (
        "bracket",
        rf"(?:(?:[（(]?(?:\d{{1,2}}|{_HAN})[）)、.．]|第[一二三四五六七八九十百\d]{{1,4}}条)\s*)?"
        + r"[【［\[〖](?P<words>[^】］\]〗]{2,20})[】］\]〗]"
        + _REST,
    ),
    ("hash", r"(?:#{1,6}\s*|\*\*)(?P<words>[^：:*#]{2,20})(?:\*\*)?[：:]?(?:\*\*)?\s*(?P<rest>.*)"),
    ("question", r"(?:[问QＱ]\s*\d*\s*[：:.、．]\s*)?(?:\d{1,2}[、.．]\s*)?(?P<words>[^？?。；;：:]{2,24}[？?])\s*(?P<rest>.*)"),
    ("chinese", rf"(?P<number>{_HAN})\s*[、.．]\s*{_WORDS}{_AFTER_COLON}"),
    ("round", rf"[（(]\s*(?P<number>{_HAN})\s*[）)]\s*[、.．]?\s*{_WORDS}{_AFTER_COLON}"),
    ("digit", rf"[（(]?(?P<number>\d{{1,2}})\s*[、.．）)]\s*(?!\d){_WORDS}{_AFTER_COLON}"),
    ("colon", r"(?P<words>[^：:，。；、\s][^：:，。；]{1,19})[：:]\s*(?P<rest>.*)"),
    ("plain", r"(?P<words>[^：:，。；、？?]{2,20})\s*(?P<rest>)"),
)
_DRESSES = {name: re.compile(r"\s*" + pattern, re.DOTALL) for name, pattern in _PATTERNS}
_STRONG = frozenset({"mark", "bracket", "hash", "level"})
"""Dresses that only headings wear, so that words that name no field are a heading too."""
_WEAK = 0.8
"""Numbered headings also match the dresses without a number, so those count less."""
_NUMBER = re.compile(r"^[（(]?(?:\d{1,2}|[一二三四五六七八九十]{1,3})[）)、.．]\s*")
_ANSWER = re.compile(r"^\s*[答AＡ]\s*\d*\s*[：:.、．]\s*")
_DRESSED = {"提交材料": "materials", "提交资料": "materials", "提供材料": "materials", "提供资料": "materials"}
"""Words that are a heading only in a dress of one: elsewhere they are a step."""
_LAST = re.compile(r"(?:温馨|特别|友情|重要)(?:提示|提醒)")
"""What may head the last lines of a document in words alone, whatever dress the others wear."""
_ORDER = ("level", *_DRESSES)
_LISTS_WAYS = frozenset({"channels", "process", "materials", "flowchart", "contacts"})
_WAY = re.compile(r".*(?:窗口|网上|线上|线下|掌上|自助|邮寄|电话|在线).*(?:办理|申请|申报)")
_LONGEST_STRANGE = 12
_FEWEST_BELOW = 2
"""Under a table of labels and values even two further headings show how the rest is headed."""
_FEWEST = 3
"""A dress is a document's own where it dresses at least this many different fields."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """A line that heads a section: its ``words``, the ``field`` they name (None where nobody knows them), its ``dress``, its
    ``number`` where it has one, the ``rest`` of the line that follows it, and ``printed``, the line without that."""

    words: str
    field: str | None
    dress: str
    number: str | None = None
    rest: str = ""
    printed: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One block with what it is: a heading, or content. A paragraph has ``text``, a table has none."""

    block: Block
    text: str
    heading: Heading | None = None

    @property
    def place(self) -> Place:
        """Where the block stands."""
        return self.block.place


def lines_of(blocks: Sequence[Block]) -> tuple[Line, ...]:
    """``blocks`` as lines, without the empty ones, with the headings that the document's own dress marks."""
    plain = tuple(line for block in blocks for line in _lines(block))
    dress = _own_dress(plain)
    if dress is None:
        return plain
    known = {heading.words for line in plain if (heading := _in(line, dress)) and heading.field}
    levels = {line.block.level for line in plain if isinstance(line.block, Paragraph) and (heading := _in(line, dress)) and heading.field}
    below = _own_dress([line for line in plain if not line.heading], _FEWEST_BELOW) if dress == "cell" else None
    headed = [line if line.heading else _headed(line, below or dress, known, levels) for line in plain]
    headed = [*_with_rests(headed)] if dress == "bracket" else headed
    answered = [replace(line, text=_ANSWER.sub("", line.text, count=1)) for line in headed] if dress == "question" else headed
    return _in_sequence(answered, dress)


def fields_headed(lines: Sequence[Line]) -> set[str]:
    """The fields that the headings among ``lines`` name."""
    return {line.heading.field for line in lines if line.heading and line.heading.field}


def _lines(block: Block) -> Iterator[Line]:
    if not isinstance(block, Paragraph):
        yield from _lines_of_table(block)
        return
    for text in _at_labels(block.text):
        if text.strip():
            yield Line(block=block, text=text)


def _lines_of_table(table: Table) -> Iterator[Line]:
    """A table of labels and values as headings and content; any other table whole."""
    pairs = labelled(table)
    if not pairs:
        yield Line(block=table, text="")
    for label, content in pairs:
        if label:
            yield Line(block=label, text="", heading=_heading("cell", label.text.strip().rstrip("：:"), None, "", label.text))
        for block in content:
            yield Line(block=block, text=block.text if isinstance(block, Paragraph) else "")


_LABEL = re.compile(
    r"(?:^|(?<=[\s。；;，,|｜]))(?:[（(]?[\d一二三四五六七八九十]{1,3}[）)、.．]\s*|[◆●■]\s*|【)?([^\s：:，。；;、（()）【】|｜]{2,10})】?\s*[：:]"
)


def _at_labels(text: str) -> list[str]:
    """A line that holds three labels or more (``事项名称：… 办理材料：… 办理时限：…``) cut before each; any other line whole."""
    starts = {found.start() for found in _LABEL.finditer(text) if field_of(found[1])}
    if len(starts) < _FEWEST:
        return [text]
    cuts = sorted({0, *starts, *_unparted(text), len(text)})
    return [text[start:end] for start, end in pairwise(cuts)]


def _unparted(text: str) -> Iterator[int]:
    """Where a label begins straight after the text before it, because a wrapped line lost its blank (``网上办理办理流程：``)."""
    for found in re.finditer(r"([\u4e00-\u9fff]{5,16})[：:]", text):
        words = found[1]
        size = next((size for size in range(min(len(words) - 1, 8), 3, -1) if field_of(words[-size:])), 0)
        if size and not field_of(words):
            yield found.end(1) - size


def _in(line: Line, dress: str) -> Heading | None:
    """The heading that ``line`` is in ``dress``, known words or not."""
    text = line.text.strip("\n")
    if dress == "level":
        level = line.block.level if isinstance(line.block, Paragraph) else None
        return _heading(dress, text.strip().rstrip("：:"), None, "", text) if level and len(text.strip()) <= _LONGEST else None
    found = _DRESSES[dress].fullmatch(text) if dress in _DRESSES else None
    if not found or not text.strip():
        return None
    groups = found.groupdict()
    printed = text[: found.start("rest")] if groups.get("rest") else text
    return _heading(dress, groups["words"], groups.get("number"), _ANSWER.sub("", groups.get("rest") or "", count=1), printed)


def _heading(dress: str, words: str, number: str | None, rest: str, printed: str) -> Heading:
    words = _NUMBER.sub("", words.strip(), count=1)
    dressed = _DRESSED.get(words) if dress in _STRONG or dress in ("chinese", "cell") else None
    field = field_of(words, rest) or dressed
    return Heading(words=words, field=field, dress=dress, number=number, rest=rest.strip(), printed=printed.strip())


def _own_dress(lines: Sequence[Line], fewest: int = _FEWEST) -> str | None:
    """The dress in which the document prints most of its fields, ``fewest`` at least."""
    fields: dict[str, set[str]] = defaultdict(set)
    for line in lines:
        if line.heading and line.heading.field:
            fields["cell"].add(line.heading.field)
        for dress in _ORDER if not line.heading else ():
            heading = _in(line, dress)
            if heading and heading.field:
                fields[dress].add(heading.field)
    best = max(fields, key=lambda dress: len(fields[dress]) * (_WEAK if dress in ("colon", "plain") else 1), default=None)
    return best if best and len(fields[best]) >= fewest else None


def _headed(line: Line, dress: str, known: set[str], levels: set[int | None]) -> Line:
    """``line`` with its heading: in the document's dress, or bare where the same words are a heading elsewhere.

    Words that name no field head a section too where only headings wear the dress, or at the Word level of the other headings.
    """
    heading = _in(line, dress)
    if heading and dress == "level" and isinstance(line.block, Paragraph) and line.block.level in levels:
        return replace(line, heading=heading, text="")
    if heading and (heading.field or dress == "mark" or (dress == "bracket" and not heading.rest)):
        return replace(line, heading=heading, text="")
    bare = (_in(line, "plain") or _in(line, "colon")) if dress != "plain" else None
    if bare and bare.field and ((bare.words in known and not bare.rest) or (bare.rest and _LAST.fullmatch(bare.words))):
        return replace(line, heading=bare, text="")
    return line


def _with_rests(lines: Sequence[Line]) -> Iterator[Line]:
    """``lines`` with those that say something behind words in brackets as headings too, though nobody knows the words, where most
    of the headings in the document are so (【查询办法】登录平台 among 【办理时限】即办)."""
    rests = [bool(line.heading.rest) for line in lines if line.heading]
    for line in lines:
        strange = _in(line, "bracket") if not line.heading and 2 * sum(rests) > len(rests) else None
        yield replace(line, heading=strange, text="") if strange and strange.rest else line


def _in_sequence(lines: Sequence[Line], dress: str) -> tuple[Line, ...]:
    """``lines`` without headings that are items of a list, and without sub-headings that only name a way in.

    In a dress that numbers lists too, a heading's number goes on from the heading before it, or begins again at one.
    """
    out: list[Line] = []
    last, listed, section = 0, 0, ""
    for at, line in enumerate(lines):
        if not line.heading and not listed and (strange := _strange(lines, at, dress, last)):
            line = replace(line, heading=strange, text="")
        heading = line.heading
        number = _value(heading.number) if heading and heading.number else 0
        if heading and ((number and number == listed + 1 and number not in (last + 1, 1)) or _is_way(heading, section)):
            line = replace(line, heading=None, text=_text(line.block))
            heading = None
        if heading:
            last, listed, section = number or last, 0, heading.field or ""
        elif line.text and (item := _in(line, dress)) and item.number:
            listed = _value(item.number)
        out.append(line)
    return tuple(out)


def _strange(lines: Sequence[Line], at: int, dress: str, last: int) -> Heading | None:
    """The heading, in words that nobody knows, whose number stands between that of the heading before and that of the next one."""
    item = _in(lines[at], dress) if lines[at].text else None
    number = _value(item.number) if item and item.number else 0
    if (
        item is None
        or number != last + 1
        or len(item.words) > _LONGEST_STRANGE
        or (not item.rest and re.search("[。；;，,]$", lines[at].text.strip()))
    ):
        return None
    following = next((line.heading for line in lines[at + 1 :] if line.heading and line.heading.number), None)
    return item if following and _value(following.number or "") == number + 1 else None


def _is_way(heading: Heading, section: str) -> bool:
    """Whether a heading such as 窗口办理 only names a way in, inside a section that lists ways."""
    return section in _LISTS_WAYS and heading.dress != "mark" and heading.field == "channels" and bool(_WAY.fullmatch(heading.words))


def _text(block: Block) -> str:
    return block.text if isinstance(block, Paragraph) else ""


def _value(number: str) -> int:
    return value_of(f"{number}、") or 0
