"""Boxes, arrows and labels of a flow chart as SVG. Colours are the page's: lines and letters take the colour of the text around them.

Presentation attributes stand for what a page's stylesheet may say better; Typst and plain viewers know no stylesheet. Text stays text.
"""

from __future__ import annotations

from html import escape

from mingbai.guides.guide import Node
from mingbai.rendering.frame import FONT
from mingbai.rendering.lettering import LEADING, Lettering
from mingbai.rendering.routes import LABEL, LABEL_LEADING, Box, Line, Point

_CHAMFER = 13.0


def box(place: Box, node: Node, written: Lettering) -> str:
    """A box with its letters: the name of the step bold, what is done below it."""
    shape = f'<path class="{node.kind}" d="{_outline(place, node.kind)}" fill="#fff" stroke="currentColor"/>'
    first = place.middle - (len(written.rows) - 1) * LEADING / 2 + FONT * 0.36
    spans = (
        f'<tspan x="{place.center:g}" y="{first + at * LEADING:g}"{_weight(at < written.bold)}>{escape(row)}</tspan>'
        for at, row in enumerate(written.rows)
    )
    return f'<g>{shape}<text text-anchor="middle" fill="currentColor">{"".join(spans)}</text></g>'


def _weight(bold: object) -> str:
    return ' font-weight="bold"' if bold else ""


def _outline(place: Box, kind: str) -> str:
    left, right, top, bottom = place.left, place.right, place.top, place.bottom
    if kind == "decision":
        c = min(_CHAMFER, (bottom - top) / 2)
        half = (bottom - top) / 2
        return f"M{left:g} {place.middle:g}l{c:g} {-half:g}H{right - c:g}l{c:g} {half:g}l{-c:g} {half:g}H{left + c:g}z"
    r = min((bottom - top) / 2, 18.0) if kind in ("start", "end") else 5.0
    across, down = right - left - 2 * r, bottom - top - 2 * r
    return (
        f"M{left + r:g} {top:g}h{across:g}a{r:g} {r:g} 0 0 1 {r:g} {r:g}v{down:g}a{r:g} {r:g} 0 0 1 {-r:g} {r:g}"
        f"h{-across:g}a{r:g} {r:g} 0 0 1 {-r:g} {-r:g}v{-down:g}a{r:g} {r:g} 0 0 1 {r:g} {-r:g}z"
    )


def line(way: Line) -> str:
    """An arrow; one that leads back is dashed."""
    dashes = ' stroke-dasharray="5 4"' if way.backward else ""
    kind = "line back" if way.backward else "line"
    return (
        f'<path class="{kind}" d="{_rounded(way.points)}" fill="none" stroke="currentColor"{dashes}/>'
        f'<path class="head" d="{_head(*way.points[-2], *way.points[-1])}" fill="currentColor"/>'
    )


def _rounded(points: tuple[Point, ...]) -> str:
    """A polyline whose corners are rounded by up to 6 units."""
    drawn = [f"M{points[0][0]:g} {points[0][1]:g}"]
    for before, corner, after in zip(points, points[1:], points[2:], strict=False):
        into, out = _toward(corner, before, 6), _toward(corner, after, 6)
        drawn.append(f"L{into[0]:g} {into[1]:g}Q{corner[0]:g} {corner[1]:g} {out[0]:g} {out[1]:g}")
    drawn.append(f"L{points[-1][0]:g} {points[-1][1]:g}")
    return "".join(drawn)


def _toward(start: Point, end: Point, far: float) -> Point:
    """The point ``far`` units from ``start`` towards ``end``, at most half the way. All lines are level or upright."""
    across, down = end[0] - start[0], end[1] - start[1]
    long = max(abs(across), abs(down)) or 1.0
    share = min(far, long / 2) / long
    return start[0] + across * share, start[1] + down * share


def _head(x0: float, y0: float, x1: float, y1: float) -> str:
    """An arrowhead at (x1, y1) for a line that comes from (x0, y0)."""
    if x0 == x1:
        back = -8 if y1 > y0 else 8
        return f"M{x1:g} {y1:g}l-4 {back}h8z"
    back = -8 if x1 > x0 else 8
    return f"M{x1:g} {y1:g}l{back} -4v8z"


def label(way: Line) -> str:
    """A label on a halo of paper, so that a line that passes behind it does not strike it through."""
    x, y = way.label_at
    halo = 'stroke="#fff" stroke-width="4" paint-order="stroke"'
    shown = f'text-anchor="{way.anchor}" font-size="{LABEL:g}" font-weight="bold" fill="currentColor"'
    spans = "".join(f'<tspan x="{x:g}" y="{y + at * LABEL_LEADING:g}">{escape(row)}</tspan>' for at, row in enumerate(way.label))
    return f'<text class="label" {shown} {halo}>{spans}</text>'


def heading(text: str, x: float, y: float) -> str:
    """The name of one of several charts on a sheet."""
    return f'<text class="lane" x="{x:g}" y="{y:g}" font-weight="bold" fill="currentColor">{escape(text)}</text>'
