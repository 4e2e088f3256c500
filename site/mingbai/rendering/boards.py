"""All charts of a guide on one sheet: a lane for each path, beside one another where that fits, in letters as large as may be.

For posters, placards and landscape pages. One chart in the run of a page is ``Drawing.on``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from mingbai.rendering import strokes
from mingbai.rendering.breaks import lines
from mingbai.rendering.flowchart import Drawing, Picture, framed, strokes_of
from mingbai.rendering.frame import FONT, Frame
from mingbai.rendering.layout import Laid, lay
from mingbai.rendering.spine import arrange

_GAP = 36.0
_NARROWEST = 300.0
_LEADING = 24.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Board:
    """A sheet of charts, and the size of its letters in points: it is printed ``picture.width`` × ``letters`` points wide."""

    picture: Picture
    letters: float


def fitted(drawings: Sequence[Drawing], width: float, height: float, *, largest: int = 18, smallest: int = 9) -> Board | None:
    """``drawings`` in ``width`` × ``height`` millimetres, in the largest letters with which all fit, from ``largest`` down to ``smallest``
    points. None where they do not fit, or there is nothing to draw: then the list of the steps is printed.
    """
    best, low, high = None, smallest, largest
    while low <= high:
        letters = (low + high + 1) // 2
        frame = Frame.of(width, height, letters)
        made = board(drawings, frame)
        if made and made.width * FONT <= frame.width + 0.5 and made.height * FONT <= frame.height + 0.5:
            best, low = Board(picture=made, letters=float(letters)), letters + 1
        else:
            high = letters - 1
    return best


def board(drawings: Sequence[Drawing], frame: Frame) -> Picture | None:
    """``drawings`` on one sheet of that width: as many lanes beside one another as keep it to the height, or as keep it lowest."""
    drawn = [one for one in drawings if one.svg]
    if not drawn:
        return None
    best: list[list[_Lane]] = []
    for beside in range(len(drawn), 0, -1):
        wide = (frame.width - (beside - 1) * _GAP) / beside
        if wide < _NARROWEST and beside > 1:
            continue
        rows = [drawn[at : at + beside] for at in range(0, len(drawn), beside)]
        tall = (frame.height - (len(rows) - 1) * _GAP) / len(rows)
        made = [[_lane(one, replace(frame, width=wide, height=tall), named=len(drawn) > 1) for one in row] for row in rows]
        if not best or _height(made) < _height(best):
            best = made
        if _height(best) <= frame.height:
            break
    return _sheet(best)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Lane:
    drawing: Drawing
    heading: tuple[str, ...]
    laid: Laid

    @property
    def above(self) -> float:
        return len(self.heading) * _LEADING + (6.0 if self.heading else 0.0)

    @property
    def height(self) -> float:
        return self.above + self.laid.height


def _lane(drawing: Drawing, frame: Frame, *, named: bool) -> _Lane:
    heading = lines(drawing.title or "", frame.width / FONT) if named else ()
    room = replace(frame, height=frame.height - len(heading) * _LEADING - 6.0)
    chart = drawing.chart
    laid = lay(arrange(chart), {node.id: node for node in chart.nodes}, room)
    return _Lane(drawing=drawing, heading=heading, laid=laid)


def _height(rows: list[list[_Lane]]) -> float:
    return sum(max(lane.height for lane in row) for row in rows) + (len(rows) - 1) * _GAP


def _sheet(rows: list[list[_Lane]]) -> Picture:
    """The lanes as one drawing, each column of lanes as wide as its widest."""
    wide = [max(row[at].laid.width for row in rows if at < len(row)) for at in range(len(rows[0]))]
    drawn, down = [], 0.0
    for row in rows:
        above = max(lane.above for lane in row)
        for at, lane in enumerate(row):
            across = sum(wide[:at]) + at * _GAP
            drawn.append(_placed(lane, across, down, above))
        down += max(lane.height for lane in row) + _GAP
    height, width = down - _GAP, sum(wide) + (len(wide) - 1) * _GAP
    told = [f"{lane.drawing.title or ''}：" + "；".join(step.text for step in lane.drawing.steps) for row in rows for lane in row]
    svg = framed("".join(drawn), width, height, title="流程图", told="。".join(told).lstrip("："))
    return Picture(svg=svg, width=width / FONT, height=height / FONT)


def _placed(lane: _Lane, across: float, down: float, above: float) -> str:
    nodes = {node.id: node for node in lane.drawing.chart.nodes}
    heading = (strokes.heading(row, across + 3, down + FONT + at * _LEADING) for at, row in enumerate(lane.heading))
    return "".join(heading) + f'<g transform="translate({across:g} {down + above:g})">{strokes_of(lane.laid, nodes)}</g>'
