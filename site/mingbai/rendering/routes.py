"""How the arrows of a flow chart run: in the gaps between rows and in the lanes between columns, never through a box.

Takes the places of ``spine`` and the heights of the boxes, and gives back coordinates. Knows no text and no drawing language.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from mingbai.guides.guide import Edge
from mingbai.rendering.breaks import lines, width
from mingbai.rendering.frame import Frame
from mingbai.rendering.spine import Lane, Place, Spine

_EDGE = 3.0
_CHANNEL = 13.0
_MIDDLE = 34.0
_WIDEST = 76.0
_LABEL = 14.0
LABEL_LEADING = 16.0
_BESIDE = 6.0
"""Characters of a line of a label that stands beside an upright arrow."""
_GAP = 30.0
_LEVEL = 9.0
_SHIFT = 22.0
Point = tuple[float, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """A box in its place."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def center(self) -> float:
        """The x of its middle."""
        return (self.left + self.right) / 2

    @property
    def middle(self) -> float:
        """The y of its middle."""
        return (self.top + self.bottom) / 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One arrow: its corners, its printed label and where that stands."""

    points: tuple[Point, ...]
    backward: bool
    label: tuple[str, ...]
    label_at: Point
    anchor: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """The columns of one chart, from left to right: left channels, trunk, middle lane, side, right channels."""

    width: float
    trunk: tuple[float, float]
    side: tuple[float, float]

    @classmethod
    def of(cls, spine: Spine, frame: Frame) -> Sheet:
        """The columns that ``spine`` needs in ``frame``; a chart without exits is one narrow column."""
        wide = min(frame.width, frame.column)
        rows = {place.id: place for place in spine.places}
        ways = [_way(edge, rows, spine.places) for edge in spine.edges]
        left = _EDGE + _CHANNEL * ways.count("left")
        right = wide - _EDGE - _CHANNEL * ways.count("right")
        if all(place.lane == "trunk" for place in spine.places):
            right = min(left + frame.alone, wide - _EDGE)
            return cls(width=right + _EDGE, trunk=(left, right), side=(right, right))
        exits = [edge.label or "" for edge, way in zip(spine.edges, ways, strict=True) if way in ("across", "under")]
        middle = min(_WIDEST, max(_MIDDLE, *(width(label) * _LABEL + 16 for label in exits))) if exits else _MIDDLE
        trunk = round((right - left - middle) * 0.6)
        return cls(width=wide, trunk=(left, left + trunk), side=(left + trunk + middle, right))

    def letters(self, lane: Lane, chamfered: bool, size: float) -> float:
        """How many Chinese characters of ``size`` fit into one line of a box in ``lane``."""
        left, right = self.trunk if lane == "trunk" else self.side
        return (right - left - (30 if chamfered else 16)) / size


def route(spine: Spine, sheet: Sheet, heights: Mapping[str, float]) -> tuple[dict[str, Box], tuple[Line, ...], float]:
    """Boxes and arrows with coordinates, and the height of the whole. ``heights`` gives each box's, by its id."""
    layout = _Layout(spine=spine, sheet=sheet, rows={place.id: place for place in spine.places})
    tops = _tops(spine, layout, heights)
    for place in spine.places:
        left, right = sheet.trunk if place.lane == "trunk" else sheet.side
        top, tall = tops[place.row]
        high = heights[place.id]
        layout.boxes[place.id] = Box(left=left, right=right, top=top + (tall - high) / 2, bottom=top + (tall + high) / 2)
    layout.tops = [top for top, _ in tops]
    arrows = tuple(_line(edge, at in spine.backward, layout) for at, edge in enumerate(spine.edges))
    return layout.boxes, arrows, tops[-1][0] + tops[-1][1] + _EDGE


@dataclass(slots=True, kw_only=True)
class _Layout:
    """What is laid out so far: boxes, and how many lines already run in each gap and channel."""

    spine: Spine
    sheet: Sheet
    rows: dict[str, Place]
    boxes: dict[str, Box] = field(default_factory=dict)
    tops: list[float] = field(default_factory=list)
    used: Counter[str] = field(default_factory=Counter)

    def take(self, what: str) -> int:
        """The number of the next free place in a gap or channel, from 0."""
        self.used[what] += 1
        return self.used[what] - 1


def _tops(spine: Spine, layout: _Layout, heights: Mapping[str, float]) -> list[tuple[float, float]]:
    """Top and height of each row. A gap is higher where more lines run level in it."""
    level = Counter(
        layout.rows[edge.to].row for edge in spine.edges if _way(edge, layout.rows, spine.places) not in ("straight", "across", "under")
    )
    count = max((place.row for place in spine.places), default=-1) + 1
    tops, y = [], _EDGE
    for row in range(count):
        y += (_GAP if row or level[0] else 0) + _LEVEL * max(0, level[row] - 1)
        tall = max(heights[place.id] for place in spine.places if place.row == row)
        tops.append((y, tall))
        y += tall
    return tops


def _way(edge: Edge, rows: Mapping[str, Place], places: tuple[Place, ...]) -> str:
    """Which kind of course an arrow takes: straight · across · under · drop · left · right."""
    start, end = rows[edge.from_], rows[edge.to]
    between = range(start.row + 1, end.row)
    blocked = any(place.row in between and place.lane == start.lane for place in places)
    if start.lane == "trunk":
        if end.lane == "trunk":
            return "straight" if end.row > start.row and not blocked else "left"
        return "across" if end.row == start.row else "under"
    if end.lane == "side":
        return "straight" if end.row > start.row and not blocked else "right"
    return "drop" if end.row > start.row and not blocked else "right"


def _line(edge: Edge, backward: bool, layout: _Layout) -> Line:
    start, end = layout.boxes[edge.from_], layout.boxes[edge.to]
    way = _way(edge, layout.rows, layout.spine.places)
    points = _COURSES[way](start, end, layout.rows[edge.to], layout)
    middle = layout.sheet.side[0] - layout.sheet.trunk[1]
    label_at, anchor = _label_place(way, points, start, middle)
    room = (middle - 6) / _LABEL if way in ("across", "under") else _BESIDE
    label = lines(edge.label or "", room)
    if way in ("across", "under"):
        label_at = label_at[0], label_at[1] - (len(label) - 1) * LABEL_LEADING
    return Line(points=points, backward=backward, label=label, label_at=label_at, anchor=anchor)


def _label_place(way: str, points: tuple[Point, ...], start: Box, middle: float) -> tuple[Point, str]:
    """Beside the first stretch of the arrow, where the reader leaves the box."""
    if way in ("straight", "drop"):
        return (start.center + 8, start.bottom + 17), "start"
    if way == "left":
        return (points[1][0] + 5, start.bottom + 15), "start"
    if way == "right":
        return (start.right - 4, start.bottom + 15), "end"
    return (start.right + (middle - (10 if way == "under" else 6)) / 2, start.middle - 6), "middle"


def _straight(start: Box, end: Box, place: Place, layout: _Layout) -> tuple[Point, ...]:
    return (start.center, start.bottom), (end.center, end.top)


def _across(start: Box, end: Box, place: Place, layout: _Layout) -> tuple[Point, ...]:
    return (start.right, start.middle), (end.left, start.middle)


def _under(start: Box, end: Box, place: Place, layout: _Layout) -> tuple[Point, ...]:
    """From the trunk to a side box of another row: along the middle lane, into the box from its nearer end."""
    lane = layout.sheet.side[0] - 8 - 5 * (layout.take("middle") % 3)
    shift = min(end.center + 10 * layout.take(f"into {place.id}"), end.right - 6)
    if start.middle > end.middle:
        level = end.bottom + 12
        return (start.right, start.middle), (lane, start.middle), (lane, level), (shift, level), (shift, end.bottom)
    level = end.top - 12
    return (start.right, start.middle), (lane, start.middle), (lane, level), (shift, level), (shift, end.top)


def _drop(start: Box, end: Box, place: Place, layout: _Layout) -> tuple[Point, ...]:
    """From a side box down to a later box of the trunk."""
    level, enter = _arrival(end, place, layout, 1)
    return (start.center, start.bottom), (start.center, level), (enter, level), (enter, end.top)


def _left(start: Box, end: Box, place: Place, layout: _Layout) -> tuple[Point, ...]:
    """From the trunk to the trunk, around the boxes between, on the left."""
    lane = start.left - _CHANNEL * (layout.take("left") + 1) + 2
    level, enter = _arrival(end, place, layout, -1)
    return (start.left, start.middle), (lane, start.middle), (lane, level), (enter, level), (enter, end.top)


def _right(start: Box, end: Box, place: Place, layout: _Layout) -> tuple[Point, ...]:
    """From a side box back, or past other side boxes, on the right."""
    lane = start.right + _CHANNEL * (layout.take("right") + 1) - 2
    level, enter = _arrival(end, place, layout, 1)
    return (start.right, start.middle), (lane, start.middle), (lane, level), (enter, level), (enter, end.top)


def _arrival(end: Box, place: Place, layout: _Layout, toward: int) -> tuple[float, float]:
    """The level in the gap above ``end``, and the x at which the arrow turns down into it, beside those that came before."""
    level = layout.tops[place.row] - 12 - _LEVEL * layout.take(f"gap {place.row}")
    aside = _SHIFT * (1 + layout.take(f"enter {place.id} {toward}"))
    return level, end.center + toward * min(aside, (end.right - end.left) / 2 - 6)


_COURSES = {"straight": _straight, "across": _across, "under": _under, "drop": _drop, "left": _left, "right": _right}
