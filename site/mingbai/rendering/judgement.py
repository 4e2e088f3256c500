"""Whether a drawn chart is good enough to be shown. One that is not is given as its list of steps, which says the same.

The limits are those beyond which a reader follows the list faster than the lines; docs/decisions/flow-charts.md has the figures of
the charts that we have.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import dataclass

from mingbai.rendering.frame import FONT
from mingbai.rendering.layout import Laid
from mingbai.rendering.routes import Box, Line, Point

_CROSSINGS = 3
_LONGEST = 160.0
"""Letters of an arrow: three screens of a telephone."""
_TALLEST = 10.0
"""Times as high as wide."""
_BOXES = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """What is against a drawing: ``crossings`` of arrows, ``clashes`` of labels with boxes or labels, its ``longest`` arrow in letters,
    its ``ratio`` of height to width, and how many ``boxes`` there are to follow.
    """

    crossings: int
    clashes: int
    longest: float
    ratio: float
    boxes: int

    @property
    def good(self) -> bool:
        """Whether the chart is drawn."""
        plain = self.crossings <= _CROSSINGS and self.clashes == 0 and self.longest <= _LONGEST
        return plain and self.ratio <= _TALLEST and self.boxes <= _BOXES


def judge(laid: Laid) -> Judgement:
    """Measure a chart that is laid out."""
    labels = [way.label_box for way in laid.ways if way.label]
    on_boxes = sum(overlap(label, box) for label in labels for box in laid.boxes.values())
    return Judgement(
        crossings=_crossings(laid.ways),
        clashes=on_boxes + sum(overlap(one, other) for one, other in itertools.combinations(labels, 2)),
        longest=max((sum(_length(*stretch) for stretch in itertools.pairwise(way.points)) for way in laid.ways), default=0.0) / FONT,
        ratio=laid.height / laid.width,
        boxes=len(laid.boxes),
    )


def overlap(one: Box, other: Box) -> bool:
    """Whether two boxes share more than an edge."""
    beside = one.right <= other.left + 1 or other.right <= one.left + 1
    return not (beside or one.bottom <= other.top + 1 or other.bottom <= one.top + 1)


def _length(start: Point, end: Point) -> float:
    return abs(start[0] - end[0]) + abs(start[1] - end[1])


def _crossings(ways: tuple[Line, ...]) -> int:
    level = list(_stretches(ways, upright=0))
    upright = list(_stretches(ways, upright=1))
    return sum(
        one != other and left < x < right and top < y < bottom
        for (one, left, right, y), (other, top, bottom, x) in itertools.product(level, upright)
    )


def _stretches(ways: tuple[Line, ...], *, upright: int) -> Iterator[tuple[int, float, float, float]]:
    """The stretches of all arrows that run level (0) or upright (1): whose, from, to, and at which height or place."""
    for number, way in enumerate(ways):
        for start, end in itertools.pairwise(way.points):
            if start[1 - upright] == end[1 - upright] and start[upright] != end[upright]:
                low, high = sorted((start[upright], end[upright]))
                yield number, low, high, start[1 - upright]
