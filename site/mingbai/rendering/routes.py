"""How the arrows of a flow chart run: in the gaps between rows and in the lanes between columns, never through a box.

Takes the places of ``spine`` and the heights of the boxes, and gives back coordinates. Knows no text and no drawing language.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from mingbai.guides.guide import Edge
from mingbai.rendering.breaks import lines, width
from mingbai.rendering.frame import Frame
from mingbai.rendering.spine import Lane, Place, Spine

_EDGE = 3.0
_CHANNEL = 13.0
_MIDDLE = 34.0
_WIDEST = 76.0
LABEL = 14.0
LABEL_LEADING = 16.0
_STEM = 24.0
"""What an arrow to a lower row takes of the middle lane."""
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

    def moved(self, across: float, down: float) -> Box:
        """The same box elsewhere."""
        return Box(left=self.left + across, top=self.top + down, right=self.right + across, bottom=self.bottom + down)

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
    """One arrow: its corners, its printed label and where the first line of that stands."""

    points: tuple[Point, ...]
    backward: bool
    label: tuple[str, ...]
    label_at: Point
    anchor: str

    def moved(self, across: float, down: float) -> Line:
        """The same arrow elsewhere."""
        points = tuple((x + across, y + down) for x, y in self.points)
        x, y = self.label_at
        return replace(self, points=points, label_at=(x + across, y + down))

    @property
    def label_box(self) -> Box:
        """The room that the label takes."""
        wide = max(map(width, self.label), default=0.0) * LABEL
        x, y = self.label_at
        left = x - {"start": 0.0, "middle": wide / 2, "end": wide}[self.anchor]
        return Box(left=left, top=y - 12, right=left + wide, bottom=y + (len(self.label) - 1) * LABEL_LEADING + 3)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """The columns of one chart, from left to right: left channels, trunk, middle lane, side, right channels."""

    width: float
    trunk: tuple[float, float]
    side: tuple[float, float]

    @classmethod
    def of(cls, spine: Spine, frame: Frame, share: float = 0.6) -> Sheet:
        """The columns that ``spine`` needs in ``frame``, the trunk with that ``share``; a chart without exits is one narrow column."""
        wide = min(frame.width, frame.column)
        rows = {place.id: place for place in spine.places}
        ways = [_way(edge, rows, spine.places) for edge in spine.edges]
        left = _EDGE + _CHANNEL * ways.count("left")
        right = wide - _EDGE - _CHANNEL * ways.count("right")
        if all(place.lane == "trunk" for place in spine.places):
            right = min(left + frame.alone, wide - _EDGE)
            return cls(width=right + _EDGE, trunk=(left, right), side=(right, right))
        exits = [(edge.label or "", way) for edge, way in zip(spine.edges, ways, strict=True) if way in ("across", "under")]
        room = max((width(label) * LABEL + (16 if way == "across" else _STEM + 10) for label, way in exits), default=_MIDDLE)
        middle = min(max(_WIDEST, wide * 0.2), max(_MIDDLE, room))
        trunk = round((right - left - middle) * share)
        return cls(width=wide, trunk=(left, left + trunk), side=(left + trunk + middle, right))

    def room(self, lane: Lane, kind: str) -> float:
        """How long a line of a box of that kind in ``lane`` may be."""
        left, right = self.trunk if lane == "trunk" else self.side
        return right - left - (30 if kind == "decision" else 16)


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
    """Top and height of each row. A gap is higher where more lines run level in it, and where a label of several lines stands in it."""
    ways = [(edge, _way(edge, layout.rows, spine.places)) for edge in spine.edges]
    level = Counter(layout.rows[edge.to].row for edge, way in ways if way not in ("straight", "across", "under"))
    told: dict[int, int] = {}
    for edge, way in ways:
        if way not in ("across", "under"):
            under = layout.rows[edge.from_].row + 1
            told[under] = max(told.get(under, 1), len(lines(edge.label or "", _room(way, edge, layout))))
    count = max((place.row for place in spine.places), default=-1) + 1
    tops, y = [], _EDGE
    for row in range(count):
        above = _GAP + LABEL_LEADING * (told.get(row, 1) - 1) if row or level[0] else 0
        y += above + _LEVEL * max(0, level[row] - 1)
        tall = max((heights[place.id] for place in spine.places if place.row == row), default=0.0)
        tops.append((y, tall))
        y += tall
    return tops


def _way(edge: Edge, rows: Mapping[str, Place], places: tuple[Place, ...]) -> str:
    """Which kind of course an arrow takes: straight · across · branch · under · drop · left · right."""
    start, end = rows[edge.from_], rows[edge.to]
    between = range(start.row + 1, end.row)
    blocked = any(place.row in between and place.lane == start.lane for place in places)
    if start.lane == "trunk":
        if end.lane == "trunk":
            return "straight" if end.row > start.row and not blocked else "left"
        if end.row == start.row + 1 and any(place.row == end.row and place.lane == "trunk" for place in places):
            return "branch"
        return "across" if end.row == start.row else "under"
    if end.lane == "side":
        return "straight" if end.row > start.row and not blocked else "right"
    return "drop" if end.row > start.row and not blocked else "right"


def _room(way: str, edge: Edge, layout: _Layout) -> float:
    """Characters of a line of the label on an arrow of that kind."""
    sheet, lane = layout.sheet, layout.rows[edge.from_].lane
    if way in ("across", "under"):
        return (sheet.side[0] - sheet.trunk[1] - (_STEM if way == "under" else 6)) / LABEL
    left, right = sheet.trunk if lane == "trunk" else sheet.side
    return min(_BESIDE, (right - left) / 2 / LABEL) if way in ("straight", "drop", "branch") else _BESIDE


def _line(edge: Edge, backward: bool, layout: _Layout) -> Line:
    start, end = layout.boxes[edge.from_], layout.boxes[edge.to]
    way = _way(edge, layout.rows, layout.spine.places)
    points = _COURSES[way](start, end, layout.rows[edge.to], layout)
    middle = layout.sheet.side[0] - layout.sheet.trunk[1]
    label = lines(edge.label or "", _room(way, edge, layout))
    label_at, anchor = _label_place(way, points, start, end, middle)
    if way == "across":
        label_at = label_at[0], label_at[1] - (len(label) - 1) * LABEL_LEADING
    if way == "under":
        label_at = label_at[0], label_at[1] - (len(label) - 1) * LABEL_LEADING / 2
    return Line(points=points, backward=backward, label=label, label_at=label_at, anchor=anchor)


def _label_place(way: str, points: tuple[Point, ...], start: Box, end: Box, middle: float) -> tuple[Point, str]:
    """Beside the first stretch of the arrow, where the reader leaves the box; beside the last where several leave together."""
    if way in ("straight", "drop"):
        return (start.center + 8, start.bottom + 17), "start"
    if way == "branch":
        return (end.center + 8, end.top - 9), "start"
    if way == "left":
        return (points[1][0] + 5, start.bottom + 15), "start"
    if way == "right":
        return (start.right - 4, start.bottom + 15), "end"
    if way == "under" and start.middle < end.middle:
        return (points[1][0] - 5, end.middle + 5), "end"
    return (start.right + (middle - (10 if way == "under" else 6)) / 2, start.middle - 6), "middle"


def _straight(start: Box, end: Box, place: Place, layout: _Layout) -> tuple[Point, ...]:
    return (start.center, start.bottom), (end.center, end.top)


def _across(start: Box, end: Box, place: Place, layout: _Layout) -> tuple[Point, ...]:
    return (start.right, start.middle), (end.left, start.middle)


def _branch(start: Box, end: Box, place: Place, layout: _Layout) -> tuple[Point, ...]:
    """From the trunk to the side box beside the next: one of several ways on, all of which leave the box below."""
    level, _ = _arrival(end, place, layout, 1)
    return (start.center, start.bottom), (start.center, level), (end.center, level), (end.center, end.top)


def _under(start: Box, end: Box, place: Place, layout: _Layout) -> tuple[Point, ...]:
    """From the trunk to a side box of another row: along the middle lane, and in from the left, or from below where it stands above."""
    lane = layout.sheet.side[0] - 14 - 5 * (layout.take("middle") % 3)
    if start.middle < end.middle:
        return (start.right, start.middle), (lane, start.middle), (lane, end.middle), (end.left, end.middle)
    shift = min(end.center + 10 * layout.take(f"into {place.id}"), end.right - 6)
    level = end.bottom + 12
    return (start.right, start.middle), (lane, start.middle), (lane, level), (shift, level), (shift, end.bottom)


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


_COURSES = {"straight": _straight, "across": _across, "branch": _branch, "under": _under, "drop": _drop, "left": _left, "right": _right}
