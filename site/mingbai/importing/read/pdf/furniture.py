"""What stands on every page and belongs to no text: running headers and footers, page numbers."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from mingbai.importing.read.pdf.lines import Line

_DASHED = re.compile(r"[-—–－·]\s*\d{1,4}\s*[-—–－·]|第\s*\d{1,4}\s*页(?:\s*[,，/]?\s*共\s*\d{1,4}\s*页)?|\d{1,4}\s*/\s*\d{1,4}")
_BARE = re.compile(r"\d{1,4}")
_DIGITS = re.compile(r"\d+")


def furniture(pages: Sequence[tuple[float, Sequence[Line]]]) -> list[set[int]]:
    """For every page, given as its height and its lines outside tables from top to bottom, the indexes of the lines that are furniture.

    A running header on the first page stays: there it is a title or heads one, and nothing is lost with it.
    """
    edges = [_edges(height, lines) for height, lines in pages]
    counts = Counter(key for (_, lines), edge in zip(pages, edges, strict=True) for key in {_key(lines[at]) for at in edge})
    counted = _counted([[lines[at].text for at in edge] for (_, lines), edge in zip(pages, edges, strict=True)])
    often = max(3, round(0.4 * len(pages)))
    out = []
    for number, ((height, lines), edge) in enumerate(zip(pages, edges, strict=True), 1):
        repeated = {at for at in edge if counts[_key(lines[at])] >= often and not _BARE.fullmatch(lines[at].text)}
        numbers = {at for at in edge if _DASHED.fullmatch(lines[at].text.strip()) or (number, lines[at].text) in counted}
        titles = {at for at in repeated - numbers if number == 1 and lines[at].base < height / 2}
        out.append((repeated - titles) | numbers)
    return out


def _edges(height: float, lines: Sequence[Line]) -> list[int]:
    """The lines in the margins: in the top or bottom eleventh of the page (2.7 cm of A4), apart from the text by more than a line.

    A guide that begins every page with the same heading begins it inside the margins, or close to the next line.
    """
    top = [at for at, line in enumerate(lines[:3]) if line.base < height / 11 and _apart(lines[at : at + 3], line)]
    bottom = [
        at
        for at, line in enumerate(lines)
        if at >= len(lines) - 2 and line.base > height * 10 / 11 and _apart(lines[max(0, at - 2) : at], line)
    ]
    return sorted({*top, *bottom})


def _apart(near: Sequence[Line], line: Line) -> bool:
    return all(abs(other.base - line.base) > 1.8 * line.size for other in near if abs(other.base - line.base) > 0.5 * line.size)


def _counted(edges: Sequence[Sequence[str]]) -> set[tuple[int, str]]:
    """(page, text) of the bare numbers that count the pages: those that run with them on at least half of the pages."""
    found = [(page, text) for page, texts in enumerate(edges, 1) for text in texts if _BARE.fullmatch(text)]
    steps = Counter(int(text) - page for page, text in found)
    running = {step for step, count in steps.items() if count >= max(1, len(edges) / 2)}
    return {(page, text) for page, text in found if int(text) - page in running}


def _key(line: Line) -> tuple[str, int]:
    """Alike but for the numbers, and on about the same height."""
    return _DIGITS.sub("#", line.text.replace(" ", "")), round(line.base / 12)
