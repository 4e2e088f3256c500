"""The source of an upload as it was read, kept as JSON and shown beside what was found in it: every text has a number to link to.

A text is a paragraph or a cell that is not empty; numbers run in reading order from 0. What belongs to one item is shown as
*passages*: the runs of texts that its fields were read from, with what lies between them. Knows no row and no page.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from mingbai.importing.blocks import Block, Paragraph, Place, texts
from mingbai.importing.ground import compact

_NEAR = 6
"""Two texts of one item with at most so many others between them stand in one passage."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell as it is shown. ``number`` is None where there is nothing in it. ``across``: how many columns it spans."""

    number: int | None
    text: str
    across: int


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph (``cells`` is empty), or a row of a table."""

    number: int | None
    text: str
    cells: tuple[Cell, ...] = ()


@dataclass(frozen=True, slots=True)
class Run:
    """Lines that follow each other: paragraphs, or rows of one table."""

    table: bool
    lines: tuple[Line, ...]


class Numbers:
    """Which text stands at a place: the way from the places of an import report to the numbers of texts."""

    def __init__(self, blocks: Sequence[Block]) -> None:
        self.texts = tuple(pair for block in blocks for pair in texts(block))
        self._exact: dict[tuple[Any, ...], list[int]] = defaultdict(list)
        self._lines: dict[int, list[int]] = defaultdict(list)
        for number, (_, place) in enumerate(self.texts):
            self._exact[_key(place)].append(number)
            for line in range(place.line, (place.last or place.line) + 1) if place.line else ():
                self._lines[line].append(number)

    def there(self, place: Place) -> list[int]:
        """The numbers of the texts at ``place``: several where one line of the source holds a row of cells."""
        return self._exact.get(_key(place)) or (self._lines.get(place.line, []) if place.line else [])

    def at(self, place: Place, text: str = "") -> int | None:
        """The number of the text at ``place`` that holds ``text``, else of the first there; None where none is."""
        numbers = self.there(place)
        wanted = compact(text)
        holding = [number for number in numbers if wanted and wanted in compact(self.texts[number][0])] if len(numbers) > 1 else []
        return next(iter(holding or numbers), None)

    def between(self, first: int, last: int) -> range:
        """The numbers of the texts that stand on the lines ``first`` to ``last``."""
        there = [number for number, (_, place) in enumerate(self.texts) if place.line and first <= place.line <= last]
        return range(there[0], there[-1] + 1) if there else range(0)


def written(blocks: Sequence[Block]) -> str:
    """``blocks`` as JSON: a string for a paragraph; for a table its rows, whose cells are strings, or -1 (merged left) or 0 (merged up)."""
    return json.dumps([_written(block) for block in blocks], ensure_ascii=False, separators=(",", ":"))


def passages(stored: str, numbers: Iterable[int]) -> tuple[tuple[Run, ...], ...]:
    """The passages of the document ``stored`` that hold ``numbers``, each as runs of paragraphs and table rows."""
    spans = list(_spans(sorted(set(numbers))))
    kept: list[list[_Numbered]] = [[] for _ in spans]
    for block, first, last, line in _lines(json.loads(stored)):
        there = next((at for at, (start, end) in enumerate(spans) if start <= last and first <= end), None)
        if there is not None:  # a row of cells that two passages share stands in the first
            kept[there].append((block, _line(first, line)))
    return tuple(tuple(_runs(lines)) for lines in kept if lines)


def words(place: Place) -> str:
    """A place as people say it: 第 12 行, 第 3 页 B4, 表“清单”A3; empty where nothing is known."""
    parts = []
    if place.sheet:
        parts.append(f"工作表“{place.sheet}”")
    if place.page:
        parts.append(f"第 {place.page} 页")
    if place.cell:
        parts.append(place.cell)
    elif place.line:
        until = f"—{place.last}" if place.last and place.last != place.line else ""
        parts.append(f"第 {place.line}{until} 行")
    return " ".join(parts)


def _key(place: Place) -> tuple[Any, ...]:
    last = None if place.last == place.line else place.last
    return place.line, last, place.cell, place.page, place.sheet


def _written(block: Block) -> Any:
    if isinstance(block, Paragraph):
        return block.text
    return [[-1 if cell.left else 0 if cell.above and not cell.text else cell.text for cell in row] for row in block.rows]


_Numbered = tuple[int, Line]
"""The number of a block, and a line of it."""


def _lines(blocks: list[Any]) -> Iterator[tuple[int, int, int, Any]]:
    """Every paragraph and table row as stored, with the number of its block and the first and last number of its texts."""
    number = 0
    for at, block in enumerate(blocks):
        for line in (block,) if isinstance(block, str) else block:
            held = 1 if isinstance(line, str) else sum(1 for text in line if isinstance(text, str) and text)
            yield at, number, number + held - 1, line
            number += held


def _line(number: int, stored: Any) -> Line:
    """A paragraph or a row, whose first text has ``number``."""
    if isinstance(stored, str):
        return Line(number, stored)
    cells: list[Cell] = []
    for text in stored:
        if text == -1 and cells:
            cells[-1] = Cell(cells[-1].number, cells[-1].text, cells[-1].across + 1)
            continue
        shown = text if isinstance(text, str) else ""
        cells.append(Cell(number if shown else None, shown, 1))
        number += bool(shown)
    return Line(None, "", tuple(cells))


def _spans(numbers: Sequence[int]) -> Iterator[tuple[int, int]]:
    first = last = None
    for number in numbers:
        if first is None or last is None:
            first = last = number
        elif number - last > _NEAR + 1:
            yield first, last
            first = last = number
        else:
            last = number
    if first is not None and last is not None:
        yield first, last


def _runs(lines: Iterable[_Numbered]) -> Iterator[Run]:
    """Paragraphs together, and the rows of each table together."""
    kept: list[Line] = []
    before: tuple[bool, int] | None = None
    for at, line in lines:
        sort = (bool(line.cells), at if line.cells else -1)
        if kept and sort != before:
            yield Run(bool(kept[0].cells), tuple(kept))
            kept = []
        kept.append(line)
        before = sort
    if kept:
        yield Run(bool(kept[0].cells), tuple(kept))
