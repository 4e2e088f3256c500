"""Fields of Word: which part of a field is printed (its result), and what those print that store no result (17.16)."""

from __future__ import annotations

import re
from dataclasses import dataclass

from mingbai.importing.read.docx.names import W, number, on
from mingbai.importing.read.numerals import written
from mingbai.importing.read.package import Node
from mingbai.importing.read.symbols import printed

_OVER = re.compile(r"\bEQ\b.*?\\o\b.*?\(\s*(.+?)\s*[,，;；]\s*(.+?)\s*\)\s*$", re.IGNORECASE | re.DOTALL)
_SYMBOL = re.compile(r"\bSYMBOL\s+(0x[0-9a-f]+|\d+)(?:.*?\\f\s+\"?([^\"\\]+))?", re.IGNORECASE)


@dataclass(slots=True)
class _Field:
    begin: Node
    code: str = ""
    has_result: bool = False


class Fields:
    """The open fields at a point of the document; a field may span paragraphs. ``whole`` is False where begins and ends do not
    match: then nothing is taken for code, so that no text is lost behind a field that never ends."""

    def __init__(self, body: Node) -> None:
        sorts = [node.get(W + "fldCharType") for node in body.iter(W + "fldChar")]
        self._whole = sorts.count("begin") == sorts.count("end")
        self._open: list[_Field] = []

    @property
    def in_code(self) -> bool:
        """Whether text at this point belongs to a field's code, which is not printed."""
        return self._whole and any(not field.has_result for field in self._open)

    def code(self, text: str) -> None:
        """Take up a piece of the code of the innermost field."""
        if self._open and not self._open[-1].has_result:
            self._open[-1].code += text

    def mark(self, node: Node) -> str:
        """Pass a w:fldChar; what a field without a stored result prints is returned at its end."""
        sort = node.get(W + "fldCharType")
        if sort == "begin":
            self._open.append(_Field(node))
        elif sort == "separate" and self._open:
            self._open[-1].has_result = True
        elif sort == "end" and self._open:
            return _evaluated(self._open.pop())
        return ""


def _evaluated(field: _Field) -> str:
    box = field.begin.find(f"{W}ffData/{W}checkBox")
    if box is not None:
        ticked = on(box, W + "checked") if box.find(W + "checked") is not None else on(box, W + "default")
        return "☑" if ticked else "□"
    if field.has_result:
        return ""
    return _chosen(field.begin) or without_result(field.code)


def _chosen(begin: Node) -> str:
    """The entry shown by a drop-down form field."""
    choices = begin.find(f"{W}ffData/{W}ddList")
    if choices is None:
        return ""
    entries = [entry.get(W + "val", "") for entry in choices.findall(W + "listEntry")]
    at = number(choices, W + "result") or 0
    return entries[at] if at < len(entries) else ""


def without_result(code: str) -> str:
    """What a field prints that is only code: a sign (SYMBOL), or signs laid over each other (EQ \\o, a number in a circle)."""
    sign = _SYMBOL.search(code)
    if sign:
        at = int(sign[1], 0)
        return printed(chr(at), (sign[2] or "").strip()) if 32 <= at < 0xD800 else ""
    over = _OVER.search(code)
    return _laid_over(over[1].strip(), over[2].strip()) if over else ""


def _laid_over(under: str, sign: str) -> str:
    if under in "○〇◯Oo0" and sign.isdecimal() and 0 < int(sign) <= 50:
        return written(int(sign), "decimalEnclosedCircle")
    if under in "□口" and sign in "√✓✔vV":
        return "☑"
    return sign
