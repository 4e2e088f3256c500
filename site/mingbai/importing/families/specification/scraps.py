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
_ON_ARROW = re.compile(r"(?:是|否|有|无|Y|N|Yes|No|合格|不合格|通过|不通过|符合|不符合|同意|不同意|齐全|不齐全)[，,。]?", re.IGNORECASE)
_WHOLE = re.compile(
    r"(?:开始|结束|(?:提交|提出)?申请|(?:业务|窗口|网上)?(?:受理|审核|审批|办结|复核|初审|预审|核验|办理)|(?:结果)?(?:反馈|送达)|不予受理|归档)[。]?"
    r"|一次性告知.{0,8}|通知.{0,6}补正"
)
"""The text of boxes that are whole by themselves."""
_READS_ON = re.compile(r"(?:[，,、（(《]|或|及|和|与|是否|不)$")
_HANGS_ON = re.compile(r"[所的与和及或之等，、）)》]")
_QUESTION = re.compile(r".{0,6}是否")
_HAN = re.compile(r"[\u3400-\u9fff]")
_LONG, _FULL = 6, 8
"""From this many characters on a line may have been cut inside a word; from the second on, at the edge of its box."""


@dataclass(slots=True)
class Box:
    """A box while its lines come in."""

    lines: list[str]
    place: Place
    last: Place

    @property
    def text(self) -> str:
        """What stands in the box."""
        return "".join(self.lines)


@dataclass(slots=True)
class Scraps:
    """What was read: the boxes, what stood on arrows, notes beside the chart, and characters that mean nothing."""

    boxes: list[Box] = field(default_factory=list)
    labels: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    strays: list[tuple[str, Place]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Scrap:
    """One line, or the part of one between wide blanks. ``thin`` after one paragraph of a few blanks, ``apart`` after more."""

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
        if _ON_ARROW.fullmatch(scrap.text) and not upright:
            read.labels.append(scrap.text)
            fresh = True
        elif len(scrap.text) == 1 and not upright:
            read.strays.append((scrap.text, scrap.place))
        elif scrap.text.startswith(("注：", "注:", "备注：", "备注:")):
            read.notes.append(scrap.text.split("：", 1)[-1].split(":", 1)[-1])
            fresh = True
        elif not fresh and read.boxes and _goes_on(read.boxes[-1], scrap, upright and _is_upright(scraps, at - 1), words):
            read.boxes[-1].lines.append(scrap.text)
            read.boxes[-1].last = scrap.place
        else:
            read.boxes.append(Box([scrap.text], scrap.place, scrap.place))
            fresh = False
    return read


def _scraps(blocks: Sequence[Block]) -> Iterator[_Scrap]:
    thin = apart = False
    before: int | None = None
    for block in blocks:
        if not isinstance(block, Paragraph):
            continue
        skipped = block.place.line - before - 1 if before and block.place.line else 0
        before = block.place.last or block.place.line
        if not block.text.strip():
            apart = apart or thin or not 0 < len(block.text) <= 4
            thin = not apart
            continue
        apart = apart or skipped > 0
        for part in _WIDE.split(block.text):
            text = re.sub(r"[`\s]+", "", part)
            if text and not _WRAPPER.fullmatch(text):
                yield _Scrap(text, block.place, thin and not apart, apart)
                thin, apart = False, False
        thin, apart = False, False


def _is_upright(scraps: Sequence[_Scrap], at: int) -> bool:
    """Whether the scrap is part of a word that was set from top to bottom, a character a line."""
    if not 0 <= at < len(scraps) or not _is_single(scraps[at].text):
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
    if _WHOLE.fullmatch(text) or _WHOLE.fullmatch(scrap.text) or (scrap.apart and not _READS_ON.search(text)):
        return False
    if (
        scrap.thin
        or _READS_ON.search(text)
        or scrap.text == "或"
        or text.count("《") > text.count("》")
        or text.count("（") > text.count("）")
    ):
        return True
    if text[-2:] + scrap.text[:2] in words:
        return True
    if _QUESTION.match(scrap.text):
        return False
    if _HANGS_ON.match(scrap.text):
        return True
    if len(line) >= _LONG and text[-1] + scrap.text[0] in words and _HAN.match(text[-1]):
        return True
    return len(line) >= _FULL and abs(len(line) - len(scrap.text)) <= 1
