"""The letters of one box: its text in lines, the name of a step apart from what is done in it."""

from __future__ import annotations

from dataclasses import dataclass

from mingbai.rendering.breaks import lines
from mingbai.rendering.frame import FONT

LEADING = 21.0
_AROUND = 18.0
_NAME = 8
"""Characters of a sentence that only names a step, as in 业务申请。申请人携带身份证明 …."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lettering:
    """The ``rows`` of a box, of which the first ``bold`` name the step."""

    rows: tuple[str, ...]
    bold: int

    @property
    def height(self) -> float:
        """Of the box, in units."""
        return max(1, len(self.rows)) * LEADING + _AROUND


def lettered(text: str, room: float) -> Lettering:
    """``text`` in lines of at most ``room`` units."""
    head, mark, body = text.partition("。")
    if not (mark and body.strip() and len(head) <= _NAME):
        return Lettering(rows=lines(text, room / FONT), bold=0)
    name = lines(head, room / FONT)
    return Lettering(rows=(*name, *lines(body, room / FONT)), bold=len(name))
