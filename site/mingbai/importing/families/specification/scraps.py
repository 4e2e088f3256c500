"""The boxes of a flow chart from the scraps of text that a conversion left of it.

A drawing comes out as the lines of its boxes, one after the other, in no certain order, its arrows lost. Lines of one box are put
together where the guide itself writes the words that they part side by side, where a word or a bracket is cut, or where Word
left a blank paragraph between them. No arrow is guessed, and what is printed on arrows (是, 否) stands in no box.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from mingbai.importing.blocks import Block, Paragraph, Place

_WIDE = re.compile(r"[ \u3000\t]{4,}")
_WRAPPER = re.compile(r"[()（）\s`·.]+")
_ON_ARROW = re.compile(r"(?:是|否|有|无|Y|N|Yes|No|合格|不合格|通过|不通过|同意|不同意)[，,。]?", re.IGNORECASE)
_WHOLE = re.compile(
    r"(?:开始|结束|(?:提交|提出)?申请|(?:业务|窗口|网上)?(?:受理|审核|审批|办结|复核|初审|预审|核验|办理)|(?:结果)?(?:反馈|送达)|不予受理|归档)[。]?"
    r"|一次性告知.{0,8}|通知.{0,6}补正"
)
"""The text of boxes that are whole by themselves."""
_SIDE_BY_SIDE = re.compile(r"(一次性告知原因|开始|提交申请)((?:业务)?(?:受理|审核)|提交申请|结果反馈)")
"""Two boxes of one height, printed as one line by a conversion that drops blanks."""
_READS_ON = re.compile(r"(?:[、（(《]|或|及|和|与|是否|符合|不)$")
_COMMA = re.compile(r"[，,]$")
_JOINING = re.compile(r"[或及和与]")
_HANGS_ON = re.compile(r"[所的与和及或之等，、）)》]")
_QUESTION = re.compile(r"[^，,]{1,6}是否")
_SECOND_HALF = re.compile(r"是否|且|并|或")
_NOTE = re.compile(r"(?:备注|注)[：:]")
_HAN = re.compile(r"[\u3400-\u9fff]")
_THIN = 4
"""A blank paragraph inside a box has no more blanks than this; a wider one stands for a gap between two boxes."""
_LONG, _FULL = 6, 8
"""From this many characters on a line may have been cut inside a word; from the second on, at the edge of its box."""


@dataclass(slots=True)
class Box:
    """A box while its lines come in."""

    lines: list[str]

    @property
    def text(self) -> str:
        """What stands in the box."""
        return "".join(self.lines)


@dataclass(slots=True)
class Scraps:
    """What was read: the boxes, what stood on arrows, notes beside the chart, and characters that mean nothing."""

    boxes: list[Box] = field(default_factory=list)
    labels: list[tuple[str, Place]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    strays: list[tuple[str, Place]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Scrap:
    """One line, or the part of one between wide blanks. ``thin`` after one paragraph of a few blanks, ``apart`` after more lines."""

    text: str
    place: Place
    thin: bool
    apart: bool


def read_scraps(blocks: Sequence[Block], words: str) -> Scraps:
    """The boxes among the paragraphs of ``blocks``; ``words`` is what else the guide says, without blanks."""
    scraps = list(_scraps(blocks))
    read = Scraps()
    fresh = True
    for at, scrap in enumerate(scraps):
        upright = _is_upright(scraps, at)
        open_box = None if fresh or not read.boxes else read.boxes[-1]
        if _ON_ARROW.fullmatch(scrap.text) and not (open_box and _READS_ON.search(open_box.text)):
            read.labels.append((scrap.text, scrap.place))
            fresh = True
        elif len(scrap.text) == 1 and not upright and not _JOINING.match(scrap.text):
            read.strays.append((scrap.text, scrap.place))
        elif _NOTE.match(scrap.text):
            read.notes.append(_NOTE.sub("", scrap.text))
            fresh = True
        elif open_box and _goes_on(open_box, scrap, upright and _is_upright(scraps, at - 1), words):
            open_box.lines.append(scrap.text)
        else:
            read.boxes.append(Box([scrap.text]))
            fresh = False
    return read


def _scraps(blocks: Sequence[Block]) -> Iterator[_Scrap]:
    thin = apart = False
    empty = 0
    before: int | None = None
    for block in blocks:
        if not isinstance(block, Paragraph):
            continue
        skipped = block.place.line - before - 1 if before and block.place.line else 0
        before = block.place.last or block.place.line
        if not block.text.strip():
            empty += 1
            apart = empty > 1 or len(block.text) > _THIN
            thin = not apart and bool(block.text)
            continue
        empty = 0
        apart = apart or skipped > 1
        for text in _texts(block.text):
            yield _Scrap(text, block.place, thin and not apart, apart)
            thin, apart = False, False
        thin, apart = False, False


def _texts(line: str) -> Iterator[str]:
    for part in _WIDE.split(line):
        text = re.sub(r"[`\s]+", "", part)
        beside = _SIDE_BY_SIDE.fullmatch(text)
        if beside:
            yield from beside.groups()
        elif text and not _WRAPPER.fullmatch(text):
            yield text


def _is_upright(scraps: Sequence[_Scrap], at: int) -> bool:
    """Whether the scrap is part of a word that was set from top to bottom, a character a line."""
    if not 0 <= at < len(scraps) or not _is_single(scraps[at].text) or _ON_ARROW.fullmatch(scraps[at].text):
        return False
    beside = [scraps[n].text for n in (at - 1, at + 1) if 0 <= n < len(scraps)]
    return any(_is_single(text) and not _ON_ARROW.fullmatch(text) for text in beside)


def _is_single(text: str) -> bool:
    return text == "是否" or (len(text) == 1 and bool(_HAN.match(text)))


def _goes_on(box: Box, scrap: _Scrap, upright: bool, words: str) -> bool:
    """Whether ``scrap`` is the next line of ``box``."""
    text, line = box.text, box.lines[-1]
    if upright:
        return True
    if _WHOLE.fullmatch(text):
        return False
    if scrap.thin or _READS_ON.search(text) or _JOINING.fullmatch(scrap.text) or _is_open(text):
        return True
    if scrap.apart or _QUESTION.match(scrap.text):
        return False
    if _WHOLE.fullmatch(scrap.text):
        return text[-3:] + scrap.text in words
    if _COMMA.search(text):
        return "是否" not in text or bool(_SECOND_HALF.match(scrap.text))
    return _is_cut(line, scrap.text, text[-2:] + scrap.text[:2], words)


def _is_open(text: str) -> bool:
    """Whether a bracket of ``text`` is still open."""
    return text.count("《") > text.count("》") or text.count("（") + text.count("(") > text.count("）") + text.count(")")


def _is_cut(line: str, following: str, seam: str, words: str) -> bool:
    """Whether ``line`` and ``following`` are one phrase that was cut at the ``seam``."""
    if seam in words or _HANGS_ON.match(following):
        return True
    if following.startswith("是否"):
        return False
    if len(line) >= _LONG and seam[1:3] in words and _HAN.match(seam[1]):
        return True
    return len(line) >= _FULL and abs(len(line) - len(following)) <= 1
