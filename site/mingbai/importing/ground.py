"""A document's texts as ground on which values are found again: where a value stands, and what no value stands on.

Comparing is by characters without white space, because repairs and families close blanks and line breaks. Nothing here
trusts a family: a value that cannot be found has no place, and a character on which nothing was found is not placed.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from mingbai.importing.blocks import Block, Place, texts

_FOLDED = {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)} | {ord("﹝"): "〔", ord("﹞"): "〕"}
_ENDS = "；;。，,、：:．. "
_TRIES = 60
"""So many places are tried for one that no other value covers; a word that stands more often is too short to tell."""
_LEAD = re.compile(r"^(?:[（(]?[一二三四五六七八九十\d]{1,3}[）)、.．]|[①-⑳]|[\u4e00-\u9fff]{2,8}[：:])+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A stretch of the document: from character ``start`` of the text at ``place`` to character ``end`` of the text at ``last``.

    ``confidence`` is 1.0 for a value that stands there as it is, less where it was put together or its width differs.
    """

    place: Place
    last: Place
    start: int
    end: int
    confidence: float


@dataclass(frozen=True, slots=True)
class Plot:
    """The part of the ground on which one item stands: the positions of its characters and those characters."""

    positions: Sequence[int]
    characters: str
    folded: str


Standing = tuple[Plot, tuple[int, int]]
"""A plot and a stretch of it."""


class Ground:
    """Every character of a document that is not white space, with its place, and whether some value covers it."""

    def __init__(self, blocks: Iterable[Block]) -> None:
        self._texts = [(text, place) for block in blocks for text, place in texts(block)]
        self._starts: list[int] = []
        self._origin: list[tuple[int, int]] = []
        characters: list[str] = []
        for number, (text, _) in enumerate(self._texts):
            self._starts.append(len(characters))
            for offset, character in enumerate(text):
                if not character.isspace():
                    characters.append(character)
                    self._origin.append((number, offset))
        self._starts.append(len(characters))
        self._characters = "".join(characters)
        self._covered = bytearray(len(characters))
        self._by_place: dict[Place, list[int]] = defaultdict(list)
        for number, (_, place) in enumerate(self._texts):
            self._by_place[place].append(number)
        self.whole = Plot(range(len(characters)), self._characters, self._characters.translate(_FOLDED))

    def __len__(self) -> int:
        return len(self._characters)

    @property
    def covered(self) -> int:
        """How many characters are covered."""
        return sum(self._covered)

    def plot(self, blocks: Iterable[Block]) -> Plot:
        """The characters of ``blocks``, which are blocks of this document, or parts of them."""
        numbers = dict.fromkeys(number for block in blocks for text, place in texts(block) for number in self._numbers(text, place))
        positions = [position for number in numbers for position in range(self._starts[number], self._starts[number + 1])]
        characters = "".join(map(self._characters.__getitem__, positions))
        return Plot(positions, characters, characters.translate(_FOLDED))

    def find(
        self, value: str, plots: Sequence[Plot], within: tuple[int, int] | None = None, after: tuple[Plot, int] | None = None
    ) -> Standing | None:
        """The plot and the stretch of it that hold ``value``: one that is not wholly covered if there is one; it is covered then.

        ``within`` is a stretch of the only plot; ``after`` is where the entry before it in a list ends, which is preferred as a start.
        """
        small = compact(value)
        starts = [(after[0], (after[1], len(after[0].characters)))] if after else []
        earliest: Standing | None = None
        for plot, limits in [*starts, *((plot, within) for plot in plots)] if small else []:
            for stretch in islice(self._stretches(small, plot, limits), _TRIES):
                if not self._is_covered(plot, stretch):
                    self._cover(plot.positions[stretch[0] : stretch[1]])
                    return plot, stretch
                earliest = earliest or (plot, stretch)
        return earliest

    def longest_start(self, value: str, plot: Plot) -> int:
        """How many characters of ``value``, from its beginning, stand together somewhere on ``plot``."""
        small, low, high = compact(value), 0, len(compact(value))
        while low < high:
            middle = (low + high + 1) // 2
            low, high = (middle, high) if next(self._stretches(small[:middle], plot, None), None) else (low, middle - 1)
        return low

    def cover_said_again(self, values: Iterable[str], plot: Plot) -> None:
        """Cover what stands on ``plot`` uncovered and says no more than one of ``values`` says, as a title that repeats a name does."""
        said = {key for value in values if (key := compact(value).strip(_ENDS))}
        for positions in self._uncovered_on(plot):
            number = self._origin[positions[0]][0]
            line = range(self._starts[number], self._starts[number + 1])
            for stretch in (positions, line):
                if _LEAD.sub("", "".join(self._characters[at] for at in stretch)).strip(_ENDS) in said:
                    self._cover(stretch)

    def cover(self, blocks: Iterable[Block]) -> None:
        """Cover the characters of ``blocks``; of a block that is part of a line, only that part."""
        for text, place in (pair for block in blocks for pair in texts(block)):
            for number in self._numbers(text, place):
                line = range(self._starts[number], self._starts[number + 1])
                at = self._characters.find(compact(text), line.start, line.stop)
                self._cover(range(at, at + len(compact(text))) if at >= 0 else line)

    def found(self, stretch: tuple[int, int], plot: Plot, confidence: float) -> Found:
        """``stretch`` of ``plot`` as places in the source."""
        first, start = self._origin[plot.positions[stretch[0]]]
        last, end = self._origin[plot.positions[stretch[1] - 1]]
        return Found(place=self._texts[first][1], last=self._texts[last][1], start=start, end=end + 1, confidence=confidence)

    def uncovered(self) -> Iterator[tuple[str, Place, int]]:
        """Every run of characters that nothing covers, as printed, with its place and where in the text it starts."""
        for number, (text, place) in enumerate(self._texts):
            positions = [at for at in range(self._starts[number], self._starts[number + 1]) if not self._covered[at]]
            for first, last in _runs(positions):
                start, end = self._origin[first][1], self._origin[last][1] + 1
                yield text[start:end], place, start

    def _numbers(self, text: str, place: Place) -> Iterable[int]:
        """The texts at ``place``: the one that is ``text``, else those that hold it, else all."""
        there = self._by_place.get(place) or self._around(place)
        same = [number for number in there if self._texts[number][0] == text]
        if same or len(there) == 1:
            return same[:1] or there
        small = compact(text)
        return [number for number in there if small in compact(self._texts[number][0])] or there

    def _around(self, place: Place) -> list[int]:
        """The texts whose lines hold ``place``, for a block that a family cut out of a longer one."""
        if place.line is None:
            return []
        last = place.last or place.line
        return [
            number
            for at, numbers in self._by_place.items()
            for number in numbers
            if at.line is not None and at.line <= last and place.line <= (at.last or at.line)
        ]

    def _stretches(self, value: str, plot: Plot, within: tuple[int, int] | None) -> Iterator[tuple[int, int]]:
        """Every stretch of ``plot`` that holds ``value``; those that hold it in another width only where none holds it as it is."""
        first, end = within or (0, len(plot.characters))
        found = False
        for text, words in ((plot.characters, value), (plot.folded, value.translate(_FOLDED))):
            at = -1 if found else text.find(words, first, end)
            while at >= 0:
                found = True
                yield at, at + len(words)
                at = text.find(words, at + 1, end)

    def _is_covered(self, plot: Plot, stretch: tuple[int, int]) -> bool:
        return all(self._covered[position] for position in plot.positions[stretch[0] : stretch[1]])

    def _uncovered_on(self, plot: Plot) -> Iterator[list[int]]:
        """Runs of uncovered positions on ``plot``, each within one text."""
        run: list[int] = []
        for position in plot.positions:
            goes_on = run and position == run[-1] + 1 and self._origin[position][0] == self._origin[run[-1]][0]
            if self._covered[position] or not goes_on:
                if run:
                    yield run
                run = []
            if not self._covered[position]:
                run.append(position)
        if run:
            yield run

    def _cover(self, positions: Iterable[int]) -> None:
        for position in positions:
            self._covered[position] = 1


def compact(text: str) -> str:
    """``text`` without any white space."""
    return "".join(text.split())


def _runs(positions: Sequence[int]) -> Iterator[tuple[int, int]]:
    start = None
    for at, position in enumerate(positions):
        start = position if start is None else start
        if at + 1 == len(positions) or positions[at + 1] != position + 1:
            yield start, position
            start = None
