"""Which family reads which run of a document's blocks.

The families are asked in a fixed order, the most particular first; each sees only what none before it has claimed. What
nobody claims is left over, and the report lists it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from mingbai.importing.blocks import Block
from mingbai.importing.family import Family, Portion


def recognise(blocks: Sequence[Block], families: Sequence[Family]) -> tuple[tuple[Portion, Family], ...]:
    """The portions of ``blocks`` in reading order, each with the family that claimed it; they never overlap."""
    claimed: list[tuple[Portion, Family]] = []
    for family in families:
        for first, end in list(_free(len(blocks), [portion for portion, _ in claimed])):
            claimed += [(_shifted(portion, first), family) for portion in family.find(blocks[first:end])]
    return tuple(sorted(claimed, key=lambda claim: claim[0].first))


def _free(count: int, portions: Sequence[Portion]) -> Iterator[tuple[int, int]]:
    """The runs of indices below ``count`` that no portion holds."""
    start = 0
    for portion in sorted(portions, key=lambda portion: portion.first):
        if portion.first > start:
            yield start, portion.first
        start = max(start, portion.end)
    if start < count:
        yield start, count


def _shifted(portion: Portion, by: int) -> Portion:
    return Portion(family=portion.family, first=portion.first + by, end=portion.end + by)
