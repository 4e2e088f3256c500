"""One page of a PDF as characters and ruled lines with their places, through pdfium. Knows nothing of words, lines or tables.

Places are points (1/72 inch) from the top left of the page as it is read, whichever way the file turned it.
"""

from __future__ import annotations

import ctypes
import math
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as raw

_THIN = 3.0
"""A filled box thinner than this is a drawn line, in points."""


@dataclass(frozen=True, slots=True)
class Char:
    """One character: its left and right edge, its baseline and its size."""

    text: str
    left: float
    right: float
    base: float
    size: float


@dataclass(frozen=True, slots=True)
class Rule:
    """One straight ruled line: ``at`` is its height where ``level``, else its distance from the left; it runs ``start`` to ``end``."""

    level: bool
    at: float
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class Page:
    """What stands on a page. ``pictures`` are shares of the page's area; ``askew`` the text of watermarks;
    ``unknown`` how many characters have no Unicode."""

    number: int
    width: float
    height: float
    chars: tuple[Char, ...]
    rules: tuple[Rule, ...]
    pictures: tuple[float, ...]
    askew: str
    unknown: int


def page_of(document: pdfium.PdfDocument, number: int) -> Page:
    """Read page ``number`` (from 1)."""
    page = document[number - 1]
    text = page.get_textpage()
    found = list(_glyphs(text))
    angles = Counter(angle for *_, angle in found if angle is not None)
    turn = angles.most_common(1)[0][0] if angles else 0
    frame = _Frame(page, turn)
    chars = [char for glyph in found if glyph[-1] == turn and (char := frame.char(glyph)) is not None]
    askew = "".join(chr(glyph[0]) for glyph in found if glyph[-1] != turn and glyph[0] < 0xD800)
    rules, pictures = _drawn(page, frame)
    unknown = sum(char.text in "\ufffd\ufffe" for char in chars)
    text.close()
    page.close()
    return Page(number, frame.width, frame.height, tuple(chars), tuple(rules), tuple(pictures), askew.strip(), unknown)


_Glyph = tuple[int, float, float, float, float, float, float, int | None]
"""Code point, left, bottom, right, top, origin x and y in the file's frame, and the clockwise quarter turns (None: askew)."""


def _glyphs(text: Any) -> Iterator[_Glyph]:
    box = raw.FS_RECTF()
    x, y = ctypes.c_double(), ctypes.c_double()
    for at in range(text.count_chars()):
        if raw.FPDFText_IsGenerated(text, at) == 1:
            continue
        code = raw.FPDFText_GetUnicode(text, at) or 0xFFFD
        if code in {0xA, 0xD} or 0xD800 <= code < 0xE000 or code > 0x10FFFF:
            continue
        raw.FPDFText_GetLooseCharBox(text, at, box)
        raw.FPDFText_GetCharOrigin(text, at, x, y)
        angle = raw.FPDFText_GetCharAngle(text, at) / (math.pi / 2)
        turn = round(angle) % 4 if abs(angle - round(angle)) < 0.05 else None
        yield code, box.left, box.bottom, box.right, box.top, x.value, y.value, turn


class _Frame:
    """From the file's frame (origin at the bottom left, perhaps turned) to the reader's."""

    def __init__(self, page: Any, turn: int) -> None:
        left, bottom, right, top = page.get_cropbox()
        self._origin = left, bottom
        self._wide, self._high = max(right - left, 1.0), max(top - bottom, 1.0)
        self._turn = turn
        sideways = turn in (1, 3)
        self.width, self.height = (self._high, self._wide) if sideways else (self._wide, self._high)

    def point(self, x: float, y: float) -> tuple[float, float]:
        x, y = x - self._origin[0], y - self._origin[1]
        if self._turn == 1:
            return self._high - y, self._wide - x
        if self._turn == 2:
            return self._wide - x, y
        if self._turn == 3:
            return y, x
        return x, self._high - y

    def char(self, glyph: _Glyph) -> Char | None:
        """None for a character that stands outside the page, as programs hide text."""
        code, left, bottom, right, top, x, y, _ = glyph
        one, other = self.point(left, bottom), self.point(right, top)
        first, last = sorted((one[0], other[0]))
        base = self.point(x, y)[1]
        if not (-1 <= base <= self.height + 1 and -1 <= (first + last) / 2 <= self.width + 1):
            return None
        return Char(chr(code), first, last, base, max(abs(one[1] - other[1]), 1.0))


def _drawn(page: Any, frame: _Frame) -> tuple[list[Rule], list[float]]:
    rules: list[Rule] = []
    pictures: list[float] = []
    for thing, matrix in _objects(page.raw, None, 0):
        sort = raw.FPDFPageObj_GetType(thing)
        if sort == raw.FPDF_PAGEOBJ_PATH:
            rules += _rules(thing, matrix, frame)
        elif sort in (raw.FPDF_PAGEOBJ_IMAGE, raw.FPDF_PAGEOBJ_SHADING):
            pictures.append(_area(thing, matrix) / (frame.width * frame.height))
    return rules, pictures


_Matrix = tuple[float, float, float, float, float, float]


def _objects(container: Any, matrix: _Matrix | None, depth: int) -> Iterator[tuple[Any, _Matrix | None]]:
    """Every object of a page, through its forms, with the matrix of the form it stands in."""
    count, each = (
        (raw.FPDFFormObj_CountObjects, raw.FPDFFormObj_GetObject) if depth else (raw.FPDFPage_CountObjects, raw.FPDFPage_GetObject)
    )
    for at in range(count(container)):
        thing = each(container, at)
        if raw.FPDFPageObj_GetType(thing) != raw.FPDF_PAGEOBJ_FORM:
            yield thing, matrix
        elif depth < 8:
            yield from _objects(thing, _product(_matrix(thing), matrix), depth + 1)


def _matrix(thing: Any) -> _Matrix:
    found = raw.FS_MATRIX()
    raw.FPDFPageObj_GetMatrix(thing, found)
    return found.a, found.b, found.c, found.d, found.e, found.f


def _product(inner: _Matrix, outer: _Matrix | None) -> _Matrix:
    if outer is None:
        return inner
    a, b, c, d, e, f = inner
    p, q, r, s, t, u = outer
    return a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u


def _applied(matrix: _Matrix, x: float, y: float) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def _rules(path: Any, outer: _Matrix | None, frame: _Frame) -> Iterator[Rule]:
    mode, stroke = ctypes.c_int(), raw.FPDF_BOOL()
    raw.FPDFPath_GetDrawMode(path, mode, stroke)
    if not stroke.value and not mode.value:
        return
    for points in _figures(path, _product(_matrix(path), outer), frame):
        xs, ys = [x for x, _ in points], [y for _, y in points]
        wide, high = max(xs) - min(xs), max(ys) - min(ys)
        if min(wide, high) < _THIN:
            level = wide >= high
            middle = (min(ys) + max(ys)) / 2 if level else (min(xs) + max(xs)) / 2
            yield Rule(level, middle, *((min(xs), max(xs)) if level else (min(ys), max(ys))))
        elif stroke.value:
            yield from _strokes(points)


def _strokes(points: list[tuple[float, float]]) -> Iterator[Rule]:
    for (x, y), (to_x, to_y) in pairwise(points):
        if abs(y - to_y) < 0.5 <= abs(x - to_x):
            yield Rule(True, (y + to_y) / 2, min(x, to_x), max(x, to_x))
        elif abs(x - to_x) < 0.5 <= abs(y - to_y):
            yield Rule(False, (x + to_x) / 2, min(y, to_y), max(y, to_y))


def _figures(path: Any, matrix: _Matrix, frame: _Frame) -> Iterator[list[tuple[float, float]]]:
    """The polygons of a path, in the reader's frame; closed ones end where they began."""
    points: list[tuple[float, float]] = []
    x, y = ctypes.c_float(), ctypes.c_float()
    for at in range(min(raw.FPDFPath_CountSegments(path), 20_000)):
        segment = raw.FPDFPath_GetPathSegment(path, at)
        raw.FPDFPathSegment_GetPoint(segment, x, y)
        if raw.FPDFPathSegment_GetType(segment) == raw.FPDF_SEGMENT_MOVETO:
            if len(points) > 1:
                yield points
            points = []
        points.append(frame.point(*_applied(matrix, x.value, y.value)))
        if raw.FPDFPathSegment_GetClose(segment):
            points.append(points[0])
    if len(points) > 1:
        yield points


def _area(thing: Any, outer: _Matrix | None) -> float:
    a, b, c, d, *_ = _product(_matrix(thing), outer)
    return abs(a * d - b * c)
