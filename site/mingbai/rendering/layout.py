"""A whole flow chart in its room: one column, several beside one another where that is too tall, or a ribbon of short names.

``spine`` says which box stands where, ``routes`` draws one column; here the columns are put together. Knows no drawing language.
"""

from __future__ import annotations

import itertools
from collections.abc import Mapping
from dataclasses import dataclass, replace

from mingbai.guides.guide import Edge, Node
from mingbai.rendering.breaks import lines, width
from mingbai.rendering.frame import FONT, Frame
from mingbai.rendering.lettering import LEADING, Lettering, lettered
from mingbai.rendering.routes import LABEL_LEADING, Box, Line, Sheet, route
from mingbai.rendering.spine import Spine, between, cuts

_GUTTER = 40.0
_NARROWEST = 300.0
"""Units of a column: twenty letters, as on a telephone."""
_FEWEST = 3
"""Boxes of the trunk in a column: fewer are not worth the turn."""
_ENTRY = 26.0
"""The room above a further column and below one that goes on, for the arrow between them."""
_SHARES = (0.6, 0.52)
"""What the trunk takes of a column with exits."""
_MUCH = 24
"""Letters of a box beside the trunk for which it gives up some of its share."""
_SHORT = 8.0
"""Letters of a box in a ribbon."""
_EDGE = 3.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Laid:
    """A chart laid out: everything by the id of its box, and the room that it takes, in units."""

    boxes: Mapping[str, Box]
    written: Mapping[str, Lettering]
    ways: tuple[Line, ...]
    width: float
    height: float


def lay(spine: Spine, nodes: Mapping[str, Node], frame: Frame) -> Laid:
    """The best layout of a chart in ``frame``: it keeps to the width; to the height where that is possible."""
    ribbon = _ribbon(spine, nodes, frame)
    if ribbon:
        return ribbon
    best = _column(spine, nodes, frame)
    most = sum(place.lane == "trunk" for place in spine.places) // _FEWEST
    for count in range(2, most + 1):
        wide = (frame.width - (count - 1) * _GUTTER) / count
        if best.height <= frame.height or wide < _NARROWEST:
            break
        folded = _folded(spine, nodes, replace(frame, width=wide), count)
        best = folded if folded and folded.height < best.height else best
    return best


def _column(spine: Spine, nodes: Mapping[str, Node], frame: Frame) -> Laid:
    """One column. Its trunk has the larger share, but where much is said beside it."""
    usual = _shared(spine, nodes, frame, _SHARES[0])
    if not any(one.lane == "side" and len(nodes[one.id].text) > _MUCH for one in spine.places):
        return usual
    even = _shared(spine, nodes, frame, _SHARES[1])
    return even if even.height < usual.height - LEADING else usual


def _shared(spine: Spine, nodes: Mapping[str, Node], frame: Frame, share: float) -> Laid:
    sheet = Sheet.of(spine, frame, share)
    written = {one.id: lettered(nodes[one.id].text, sheet.room(one.lane, nodes[one.id].kind)) for one in spine.places}
    boxes, ways, height = route(spine, sheet, {name: one.height for name, one in written.items()})
    return Laid(boxes=boxes, written=written, ways=ways, width=sheet.width, height=height)


def _folded(spine: Spine, nodes: Mapping[str, Node], frame: Frame, count: int) -> Laid | None:
    """The chart in ``count`` columns as wide as ``frame``, cut where they become most alike; None where it cannot be cut so often."""
    whole = _column(spine, nodes, frame)
    tops = {one.row: whole.boxes[one.id].top for one in spine.places if one.lane == "trunk"}
    rows = max(one.row for one in spine.places) + 1
    trunk = sorted(tops)

    def enough(found: tuple[int, ...]) -> bool:
        return all(sum(first <= row < end for row in trunk) >= _FEWEST for first, end in itertools.pairwise((0, *found, rows)))

    names = {one.row for one in spine.places if one.lane == "trunk" and nodes[one.id].kind == "step" and len(nodes[one.id].text) <= _SHORT}

    def tallest(found: tuple[int, ...]) -> float:
        """The highest column; a step's name that is parted from what is done in it counts as a box more."""
        marks = [0.0, *(tops[row] for row in found), whole.height]
        return max(end - start for start, end in itertools.pairwise(marks)) + 60 * sum(row - 1 in names for row in found)

    found = min(filter(enough, itertools.combinations(cuts(spine), count - 1)), key=tallest, default=None)
    if found is None:
        return None
    parts = [between(spine, first, end) for first, end in itertools.pairwise((0, *found, rows))]
    return _joined(spine, parts, [_column(part, nodes, frame) for part in parts])


def _joined(spine: Spine, parts: list[Spine], columns: list[Laid]) -> Laid:
    """The columns beside one another, with the arrow that leads from each to the next."""
    boxes: dict[str, Box] = {}
    written: dict[str, Lettering] = {}
    ways: list[Line] = []
    at, ends = 0.0, []
    for number, column in enumerate(columns):
        down = _ENTRY if number else 0.0
        boxes.update({name: box.moved(at, down) for name, box in column.boxes.items()})
        written.update(column.written)
        ways += [way.moved(at, down) for way in column.ways]
        at += column.width + _GUTTER
        ends.append((at - _GUTTER / 2, column.height + down + _ENTRY - 4))
    for (lane, level), part in zip(ends, parts[1:], strict=False):
        ways.append(_over(_entering(spine, part), boxes, lane, level))
    height = max(column.height + _ENTRY * (2 if number else 1) for number, column in enumerate(columns))
    return Laid(boxes=boxes, written=written, ways=tuple(ways), width=at - _GUTTER, height=height)


def _entering(spine: Spine, part: Spine) -> Edge:
    inside = {one.id for one in part.places}
    return next(edge for edge in spine.edges if edge.to in inside and edge.from_ not in inside)


def _over(edge: Edge, boxes: Mapping[str, Box], lane: float, level: float) -> Line:
    """The arrow from the end of one column around to the top of the next."""
    start, end = boxes[edge.from_], boxes[edge.to]
    above = end.top - _ENTRY / 2 - 3
    points = (
        (start.center, start.bottom), (start.center, level), (lane, level), (lane, above), (end.center, above), (end.center, end.top),
    )  # fmt: skip
    label = lines(edge.label or "", 6.0)
    return Line(points=points, backward=False, label=label, label_at=(start.center + 8, start.bottom + 15), anchor="start")


def _ribbon(spine: Spine, nodes: Mapping[str, Node], frame: Frame) -> Laid | None:
    """A chain of short names from left to right, in as many even rows as it needs; None for any other chart."""
    names = [one.id for one in spine.places]
    chain = [(edge.from_, edge.to, edge.label) for edge in spine.edges]
    wide = max((width(nodes[name].text) for name in names), default=0.0)
    if chain != [(one, other, None) for one, other in itertools.pairwise(names)] or wide > _SHORT:
        return None
    across = wide * FONT + 20
    gap = min(34.0, max(18.0, (frame.width - 2 * _EDGE - len(names) * across) / max(1, len(names) - 1)))
    room = int((frame.width - 2 * _EDGE + gap) // (across + gap))
    if room < min(3, len(names)):
        return None
    rows = -(-len(names) // room)
    each = -(-len(names) // rows)
    tall = Lettering(rows=("",), bold=0).height
    boxes = {}
    for at, name in enumerate(names):
        left, top = _EDGE + at % each * (across + gap), _EDGE + at // each * (tall + _ENTRY + LABEL_LEADING)
        boxes[name] = Box(left=left, top=top, right=left + across, bottom=top + tall)
    ways = tuple(_next(boxes[one], boxes[other]) for one, other in itertools.pairwise(names))
    written = {name: Lettering(rows=(nodes[name].text,), bold=0) for name in names}
    right, bottom = max(box.right for box in boxes.values()), max(box.bottom for box in boxes.values())
    return Laid(boxes=boxes, written=written, ways=ways, width=right + _EDGE, height=bottom + _EDGE)


def _next(start: Box, end: Box) -> Line:
    """The arrow of a ribbon: to the right, or around to the beginning of the next row."""
    points = ((start.right, start.middle), (end.left, end.middle))
    if end.left < start.left or end.top > start.top:
        level = (start.bottom + end.top) / 2
        points = ((start.center, start.bottom), (start.center, level), (end.center, level), (end.center, end.top))  # type: ignore[assignment]
    return Line(points=points, backward=False, label=(), label_at=(0.0, 0.0), anchor="start")
