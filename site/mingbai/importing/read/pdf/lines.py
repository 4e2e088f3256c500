"""Characters at places → lines of text in reading order, two columns included. Knows no table and no paragraph."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from mingbai.importing.read.pdf.page import Char

_WORD = re.compile(r"[!-~]+")
_UNIT = re.compile(r"[（(《〈「『“‘〔【\[]*(?:[!-~]+|.)[、，。；：？！）》〉」』”’〕】…,.;:?!)\]%％]*")
"""What a line break cannot part: a sign or a Latin word, with the opening marks before and the closing marks after it."""


@dataclass(frozen=True, slots=True)
class Line:
    """One printed line: its text, its edges, its baseline and the size of its letters; ``unit`` is how wide its first
    unbreakable piece is (one Chinese character, one Latin word, each with the marks that must follow); ``blank`` whether the file
    has a blank after its last sign; ``edges`` the left and right edge of the column it stands in, where the page has two."""

    text: str
    left: float
    right: float
    base: float
    size: float
    unit: float
    blank: bool
    edges: tuple[float, float] | None = None


def lines_of(chars: Iterable[Char]) -> list[Line]:
    """The lines that ``chars`` make, from top to bottom; characters on one baseline are one line."""
    rows: list[list[Char]] = []
    for char in sorted(chars, key=lambda each: each.base):
        if rows and char.base - rows[-1][0].base < 0.4 * min(char.size, rows[-1][0].size):
            rows[-1].append(char)
        else:
            rows.append([char])
    return [line for row in rows if (line := _line(row)) is not None]


def _line(row: list[Char]) -> Line | None:
    row = _once(sorted(row, key=lambda each: each.left))
    while row and row[0].text.isspace():
        row = row[1:]
    blank = bool(row) and row[-1].text.isspace()
    while row and row[-1].text.isspace():
        row = row[:-1]
    if not row:
        return None
    text = row[0].text
    for before, char in pairwise(row):
        text += _gap(before, char) + char.text
    size = sorted(char.size for char in row)[len(row) // 2]
    return Line(text, row[0].left, max(char.right for char in row), row[0].base, size, _unit(row), blank)


def _once(row: list[Char]) -> list[Char]:
    """Without the second print of a character with which some programs make bold."""
    out: list[Char] = []
    for char in row:
        if not any(char.text == other.text and char.left - other.left < 0.2 * char.size for other in out[-2:]):
            out.append(char)
    return out


def _gap(before: Char, char: Char) -> str:
    """A blank where the print has one and the file does not say so."""
    if before.text.isspace() or char.text.isspace():
        return ""
    wide = char.left - before.right
    latin = bool(_WORD.match(before.text) and _WORD.match(char.text))
    return " " if wide > (0.22 if latin else 0.9) * char.size else ""


def _unit(row: list[Char]) -> float:
    found = _UNIT.match("".join(char.text for char in row))
    return row[found.end() - 1 if found else 0].right - row[0].left


def columned(chars: Sequence[Char], width: float) -> list[Line]:
    """The lines of a page whose text may stand in two columns, in the order of reading.

    There are two columns where one gutter near the middle is free on most lines and both sides hold many lines; a line
    that crosses the gutter (a title over both) ends the run before it.
    """
    rows = _baselines(chars)
    gutter = _gutter(rows, width)
    if gutter is None:
        return lines_of(chars)
    out: list[Line] = []
    left: list[Char] = []
    right: list[Char] = []
    for row in rows:
        if _crosses(row, gutter):
            out += [*_of_column(left), *_of_column(right), *lines_of(row)]
            left, right = [], []
        else:
            left += [char for char in row if char.right <= gutter]
            right += [char for char in row if char.left >= gutter]
    return [*out, *_of_column(left), *_of_column(right)]


def _of_column(chars: Sequence[Char]) -> list[Line]:
    lines = lines_of(chars)
    edges = (min(line.left for line in lines), max(line.right for line in lines)) if lines else None
    return [replace(line, edges=edges) for line in lines]


def _baselines(chars: Sequence[Char]) -> list[list[Char]]:
    rows: list[list[Char]] = []
    for char in sorted((each for each in chars if not each.text.isspace()), key=lambda each: each.base):
        if rows and char.base - rows[-1][0].base < 0.4 * char.size:
            rows[-1].append(char)
        else:
            rows.append([char])
    return rows


def _gutter(rows: list[list[Char]], width: float) -> float | None:
    if len(rows) < 8:
        return None
    best = min((step / 100 * width for step in range(40, 61)), key=lambda at: sum(_crosses(row, at) for row in rows))
    free = [row for row in rows if not _crosses(row, best)]
    both = [row for row in free if _sides(row, best) == 2 and _width_of(row, best) > 0.6 * row[0].size]
    long = [row for row in both if min(sum(char.right <= best for char in row), sum(char.left >= best for char in row)) >= 8]
    return best if len(free) >= 0.8 * len(rows) and len(both) >= 0.5 * len(rows) and len(long) >= 0.4 * len(rows) else None


def _crosses(row: list[Char], at: float) -> bool:
    return any(char.left < at < char.right for char in row) or (_sides(row, at) == 2 and _width_of(row, at) < 0.6 * row[0].size)


def _sides(row: list[Char], at: float) -> int:
    return any(char.right <= at for char in row) + any(char.left >= at for char in row)


def _width_of(row: list[Char], at: float) -> float:
    """How wide the empty space around ``at`` is."""
    return min(char.left for char in row if char.left >= at) - max(char.right for char in row if char.right <= at)
