"""Two people changed one list: the rows of both, where their changes lie apart. Values in, values out.

What one side added, took out or changed is taken over as a run of rows, by the runs that stayed as they were; where runs of both
sides touch, nobody but a person can say what is meant.
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from difflib import SequenceMatcher
from itertools import pairwise
from typing import Any, NamedTuple, TypeVar

Row = TypeVar("Row", bound=Hashable)


class _Edit(NamedTuple):
    """The rows of the base from ``start`` to ``end`` became ``rows``."""

    start: int
    end: int
    rows: tuple[Any, ...]


def merged_rows(base: Sequence[Row], mine: Sequence[Row], theirs: Sequence[Row]) -> tuple[Row, ...] | None:
    """The rows of ``base`` with what both sides changed; None where their changes touch each other and are not the same."""
    edits = sorted({*_edits(base, mine), *_edits(base, theirs)}, key=lambda edit: edit[:2])
    for first, second in pairwise(edits):
        # An insertion where the other side's change begins or ends could go before or after it: that is touching, too.
        if second.start <= first.end:
            return None
    rows: list[Row] = []
    done = 0
    for edit in edits:
        rows += [*base[done : edit.start], *edit.rows]
        done = edit.end
    return (*rows, *base[done:])


def _edits(base: Sequence[Row], side: Sequence[Row]) -> list[_Edit]:
    codes = SequenceMatcher(None, base, side, autojunk=False).get_opcodes()
    return [_Edit(start, end, tuple(side[first:last])) for tag, start, end, first, last in codes if tag != "equal"]
