"""A guide's 流程图 as one SVG for page and paper, and as its text twin.

The drawing is 328 units wide, so that on a 360 px phone one unit is one pixel and its letters are 15 px. Text stays text: it can be
selected, searched and read. Words on the arrows (是, 否) carry the meaning; colour and dashes only repeat it. A chart whose
arrows the source lost is not drawn: joining its boxes would be an invention. WCAG 2.2 SC 1.1.1 wants the twin (standards 4.11).
"""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import Literal

from mingbai.guides.guide import Chart, Edge, Node
from mingbai.rendering.breaks import lines
from mingbai.rendering.frame import FONT, PHONE, Frame
from mingbai.rendering.routes import LABEL_LEADING, Box, Line, Sheet, route
from mingbai.rendering.spine import Spine, arrange

Origin = Literal["original", "steps", "stages"]
"""Where a chart comes from: the source drew it, or it is made from its steps, or from its stages."""
LEADING = 21.0
_CHAMFER = 13.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Exit:
    """One way on from a step of the twin: the printed ``label``, and the number and text of the step that it leads to."""

    label: str | None
    number: int
    text: str
    backward: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class TwinStep:
    """One box in words. ``exits`` is empty where the next step simply follows."""

    number: int
    text: str
    decision: bool
    exits: tuple[Exit, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A drawn chart: its ``svg``, and its ``width`` and ``height`` in letters, so that print says how large letters are."""

    svg: str
    width: float
    height: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawing:
    """A chart ready for a page: its ``title``, its ``svg`` for a telephone (empty where the source lost the arrows) and its twin."""

    title: str | None
    svg: str
    steps: tuple[TwinStep, ...]
    origin: Origin
    chart: Chart

    def on(self, frame: Frame) -> Picture | None:
        """The same chart drawn for another room; None where it is not drawn."""
        return picture(self.chart, arrange(self.chart), frame) if self.svg else None


def draw(chart: Chart, *, origin: Origin = "original") -> Drawing:
    """Draw ``chart``, and tell it in words."""
    spine = arrange(chart)
    drawn = picture(chart, spine, PHONE) if spine.edges else None
    steps = _twin(spine, {node.id: node for node in chart.nodes})
    return Drawing(title=chart.title, svg=drawn.svg if drawn else "", steps=steps, origin=origin, chart=chart)


def _twin(spine: Spine, nodes: dict[str, Node]) -> tuple[TwinStep, ...]:
    order = [place.id for place in spine.places]
    number = {name: at for at, name in enumerate(order, 1)}
    steps = []
    for name in order:
        leaving = [(edge, at in spine.backward) for at, edge in enumerate(spine.edges) if edge.from_ == name]
        exits = tuple(_exit(edge, number[edge.to], nodes[edge.to], backward) for edge, backward in leaving)
        follows = len(exits) == 1 and exits[0].label is None and exits[0].number == number[name] + 1
        decision = nodes[name].kind == "decision"
        steps.append(TwinStep(number=number[name], text=nodes[name].text, decision=decision, exits=() if follows else exits))
    return tuple(steps)


def _exit(edge: Edge, number: int, to: Node, backward: bool) -> Exit:
    return Exit(label=edge.label, number=number, text=to.text, backward=backward)


def picture(chart: Chart, spine: Spine, frame: Frame) -> Picture:
    """``chart`` in the places of ``spine``, drawn for ``frame``."""
    nodes = {node.id: node for node in chart.nodes}
    sheet = Sheet.of(spine, frame)
    written = {
        place.id: lines(nodes[place.id].text, sheet.letters(place.lane, nodes[place.id].kind == "decision", FONT)) for place in spine.places
    }
    boxes, ways, height = route(spine, sheet, {name: len(rows) * LEADING + 18 for name, rows in written.items()})
    name = escape(chart.title or "流程图")
    parts = [
        f'<svg class="chart" viewBox="0 0 {sheet.width:g} {height:g}" width="{sheet.width:g}" height="{height:g}"',
        f' xmlns="http://www.w3.org/2000/svg" role="img" aria-label="{name}" font-size="{FONT:g}">',
        *(_line(way) for way in ways),
        *(_box(boxes[name], nodes[name], written[name]) for name in boxes),
        *(_label(way) for way in ways if way.label),
        "</svg>",
    ]
    return Picture(svg="".join(parts), width=sheet.width / FONT, height=height / FONT)


def _box(box: Box, node: Node, written: tuple[str, ...]) -> str:
    shape = f'<path class="{node.kind}" d="{_outline(box, node.kind)}" fill="#fff" stroke="currentColor"/>'
    first = box.middle - (len(written) - 1) * LEADING / 2 + FONT * 0.36
    spans = "".join(f'<tspan x="{box.center:g}" y="{first + at * LEADING:g}">{escape(row)}</tspan>' for at, row in enumerate(written))
    return f'<g>{shape}<text text-anchor="middle" fill="currentColor">{spans}</text></g>'


def _outline(box: Box, kind: str) -> str:
    left, right, top, bottom = box.left, box.right, box.top, box.bottom
    if kind == "decision":
        c = min(_CHAMFER, (bottom - top) / 2)
        half = (bottom - top) / 2
        return f"M{left:g} {box.middle:g}l{c:g} {-half:g}H{right - c:g}l{c:g} {half:g}l{-c:g} {half:g}H{left + c:g}z"
    r = min((bottom - top) / 2, 18.0) if kind in ("start", "end") else 5.0
    across, down = right - left - 2 * r, bottom - top - 2 * r
    return (
        f"M{left + r:g} {top:g}h{across:g}a{r:g} {r:g} 0 0 1 {r:g} {r:g}v{down:g}a{r:g} {r:g} 0 0 1 {-r:g} {r:g}"
        f"h{-across:g}a{r:g} {r:g} 0 0 1 {-r:g} {-r:g}v{-down:g}a{r:g} {r:g} 0 0 1 {r:g} {-r:g}z"
    )


def _line(way: Line) -> str:
    dashes = ' stroke-dasharray="5 4"' if way.backward else ""
    kind = "line back" if way.backward else "line"
    return (
        f'<path class="{kind}" d="{_rounded(way.points)}" fill="none" stroke="currentColor"{dashes}/>'
        f'<path class="head" d="{_head(*way.points[-2], *way.points[-1])}" fill="currentColor"/>'
    )


def _rounded(points: tuple[tuple[float, float], ...]) -> str:
    """A polyline whose corners are rounded by up to 6 units."""
    drawn = [f"M{points[0][0]:g} {points[0][1]:g}"]
    for before, corner, after in zip(points, points[1:], points[2:], strict=False):
        into, out = _toward(corner, before, 6), _toward(corner, after, 6)
        drawn.append(f"L{into[0]:g} {into[1]:g}Q{corner[0]:g} {corner[1]:g} {out[0]:g} {out[1]:g}")
    drawn.append(f"L{points[-1][0]:g} {points[-1][1]:g}")
    return "".join(drawn)


def _toward(start: tuple[float, float], end: tuple[float, float], far: float) -> tuple[float, float]:
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


def _label(way: Line) -> str:
    """A label on a halo of paper, so that a line that passes behind it does not strike it through."""
    x, y = way.label_at
    halo = 'stroke="#fff" stroke-width="4" paint-order="stroke"'
    shown = f'text-anchor="{way.anchor}" font-size="14" fill="currentColor"'
    spans = "".join(f'<tspan x="{x:g}" y="{y + at * LABEL_LEADING:g}">{escape(row)}</tspan>' for at, row in enumerate(way.label))
    return f'<text class="label" {shown} {halo}>{spans}</text>'
