"""A form's printed line as pieces to be set: words, tick boxes to be drawn, and the room that a pen needs between them.

Texts taken from Word and PDF hold that room as runs of blanks and low lines; on paper it is drawn, wide enough to write in. No word is
changed, none added. Knows no page and no grid.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

TOKEN = re.compile(
    r"(?P<low>_[_ \u3000]*)"
    r"|(?P<box>□)"
    r"|(?P<unit>(?<![ \u3000])[ \u3000]*(?=年[ \u3000]+月)|(?<=[年月日时])[ \u3000]+(?=[月日时](?:\W|$)|分(?:\W|$)))"
    r"|(?P<count>(?<=\w)[ \u3000]+(?=人[；;]?$))"
    r"|(?P<empty>(?<=[(（])[ \u3000]*(?=[)）]))"
    r"|(?P<colon>(?<=[:：])[ \u3000]+(?=\S))"
    r"|(?P<run>[ \u3000]{2,})"
)
PROSE = 15
"""A line of more characters that ends in a colon introduces what follows; a shorter one asks for something to be written."""
LABEL = 24
"""Characters: longer text is no label."""
WRITTEN = 5
"""So many blanks in a row were room to write; fewer only keep words apart."""
ROOMS = (
    (re.compile(r"(?:名称|地址|代码|编码|账号|号码)(?:[（(][^）)]*[）)])?[:：]?$"), 44),
    (re.compile(r"(?:电话|手机)[:：]?$"), 34),
    (re.compile(r"(?:性别|年龄)[:：]?$"), 16),
)
"""What is asked for, and how many millimetres of line its answer takes by hand."""
ROOM = 28
"""Millimetres for a name or a signature."""
UNITS = {"年": 12, "月": 8, "日": 8, "时": 8, "分": 8}
"""Millimetres before a sign of a date or a time."""
_DATE = re.compile(r"年[ \u3000]+月(?:[ \u3000]+日)?")
_NUMBERED = re.compile(r"\d+[.、．]")
"""A number with nothing after it: what is to be written is counted."""
SEALED = re.compile(r"盖章|公章|签章|\(章\)|（章）")


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A piece of a line: ``text`` printed; or ``kind`` box, rule (a line to write on, ``width`` mm), gap (room without a line, ``width``
    mm), apart (what only keeps words apart), push (what follows goes to the margin) or rest (a line to write on to the margin)."""

    kind: str
    text: str = ""
    width: int = 0

    def data(self) -> dict[str, Any]:
        """As the template takes it."""
        return {"kind": self.kind, "text": self.text, "width": self.width}


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One printed line of a form. ``pen``: something is written into it. ``sealed``: a stamp goes onto it. ``prose``: sentences, which may
    break anywhere; what is asked in others is not parted from its answer."""

    pieces: tuple[Piece, ...]
    pen: bool
    sealed: bool
    prose: bool

    @property
    def counted(self) -> bool:
        """Whether it is a number and the room after it."""
        return len(self.pieces) == 2 and bool(_NUMBERED.fullmatch(self.pieces[0].text))

    @property
    def length(self) -> float:
        """How long it is, in characters of 10 pt."""
        return sum(len(piece.text) + piece.width / 3.5 + (1.5 if piece.kind in ("box", "apart") else 0.0) for piece in self.pieces)

    def data(self) -> dict[str, Any]:
        """As the template takes it."""
        return {"pieces": [piece.data() for piece in self.pieces], "pen": self.pen, "sealed": self.sealed, "prose": self.prose}


def line_of(text: str, *, following: str = "") -> Line:
    """The printed line ``text``; ``following`` is the line after it, which tells a heading from a question."""
    text = text.strip(" \u3000")
    pieces: list[Piece] = []
    at = 0
    for found in TOKEN.finditer(text):
        said = text[at : found.start()]
        if said:
            pieces.append(Piece(kind="text", text=said))
        pieces += _room(found, text)
        at = found.end()
    if text[at:]:
        pieces.append(Piece(kind="text", text=text[at:]))
    if _asks(text, following) or _NUMBERED.fullmatch(text):
        pieces.append(Piece(kind="rest"))
    pen = any(piece.kind in ("rule", "gap", "rest") for piece in pieces)
    prose = any(len(piece.text) > LABEL for piece in pieces)
    return Line(pieces=tuple(pieces), pen=pen, sealed=bool(SEALED.search(text)), prose=prose)


def lines_of(text: str) -> tuple[Line, ...]:
    """The printed lines of a text with its own line breaks."""
    given = [line for line in text.split("\n") if line.strip()]
    return tuple(line_of(line, following=given[number + 1] if number + 1 < len(given) else "") for number, line in enumerate(given))


def _asks(text: str, following: str) -> bool:
    """Whether a line that ends in a colon wants an answer after it."""
    clause = re.split(r"[，。；□ \u3000]", text.rstrip(":："))[-1]
    return (
        text.endswith((":", "："))
        and "_" not in clause
        and len(clause) <= PROSE
        and (not following or len(following) <= PROSE or "□" in text)
    )


def _room(found: re.Match[str], text: str) -> list[Piece]:
    """What stands for a run of blanks."""
    before, after, length = text[: found.start()], text[found.end() :], found.end() - found.start()
    kind = found.lastgroup
    if kind == "box":
        return [Piece(kind="box")]
    if kind == "low":
        return [Piece(kind="rule", width=60 if not before else max(12, min(40, 2 * length)))]
    if kind == "unit":
        return [*([Piece(kind="push")] if _ends(before, after, length) else []), Piece(kind="gap", width=UNITS[after[0]])]
    if kind == "count":
        return [Piece(kind="gap", width=12)]
    if kind == "empty":
        return [Piece(kind="rule", width=max(14, min(32, 2 * length)))]
    if before.endswith(("：", ":")) and (not after.startswith("□") or length >= WRITTEN):
        return [Piece(kind="rule", width=_asked(before)), *([] if after[0] in "，。,)）" else [Piece(kind="apart")])]
    if length >= WRITTEN and "□" not in (before[-8:] + after[:1]):
        return [Piece(kind="rule", width=max(18, min(46, 2 * length)))]
    return [Piece(kind="apart")]


def _ends(before: str, after: str, length: int) -> bool:
    """Whether a date ends the line, far from what stands before it: it then goes to the margin."""
    return length >= WRITTEN and bool(before) and not before.endswith(tuple(UNITS)) and bool(_DATE.fullmatch(after))


def _asked(before: str) -> int:
    """Millimetres for the answer to what is printed ``before``."""
    return next((width for pattern, width in ROOMS if pattern.search(before)), ROOM)
