"""A guide's 流程图 as one SVG for page and paper, and as its text twin.

The drawing is 328 units wide, so that on a 360 px phone one unit is one pixel and its letters are 15 px. Text stays text: it can be
selected, searched and read. Words on the arrows (是, 否) carry the meaning; colour and dashes only repeat it. A chart whose
arrows the source lost is not drawn: joining its boxes would be an invention. WCAG 2.2 SC 1.1.1 wants the twin (standards 4.11).
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from html import escape
from typing import Literal

from mingbai.guides.guide import Chart, Edge, Node
from mingbai.rendering import strokes
from mingbai.rendering.frame import FONT, PHONE, Frame
from mingbai.rendering.judgement import judge
from mingbai.rendering.layout import Laid, lay
from mingbai.rendering.spine import Spine, arrange

Origin = Literal["original", "steps", "stages"]
"""Where a chart comes from: the source drew it, or it is made from its steps, or from its stages."""


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
    """A chart ready for a page: its ``title``, its ``svg`` for a telephone and its twin. The ``svg`` is empty where the source lost the
    arrows, and where no good drawing was found; then the twin is all that is shown.
    """

    title: str | None
    svg: str
    steps: tuple[TwinStep, ...]
    origin: Origin
    chart: Chart

    @property
    def lost(self) -> bool:
        """Whether the source lost the arrows: what order its boxes have is then not known."""
        return not self.chart.edges

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


def picture(chart: Chart, spine: Spine, frame: Frame) -> Picture | None:
    """``chart`` in the places of ``spine``, drawn for ``frame``; None where no good drawing is found."""
    nodes = {node.id: node for node in chart.nodes}
    laid = lay(spine, nodes, frame)
    if not judge(laid).good:
        return None
    told = "；".join(f"{number}．{nodes[place.id].text}" for number, place in enumerate(spine.places, 1))
    svg = framed(strokes_of(laid, nodes), laid.width, laid.height, title=chart.title or "流程图", told=told)
    return Picture(svg=svg, width=laid.width / FONT, height=laid.height / FONT)


def strokes_of(laid: Laid, nodes: Mapping[str, Node]) -> str:
    """All that is drawn of a chart: arrows below, boxes upon them, labels on top."""
    boxes = (strokes.box(box, nodes[name], laid.written[name]) for name, box in laid.boxes.items())
    return "".join((*map(strokes.line, laid.ways), *boxes, *(strokes.label(way) for way in laid.ways if way.label)))


def framed(drawn: str, width: float, height: float, *, title: str, told: str) -> str:
    """The SVG around what is drawn, with its title and its description for those who do not see it (WCAG 2.2 SC 1.1.1)."""
    name = "c" + hashlib.sha256(f"{title}{told}{drawn}".encode()).hexdigest()[:8]
    return (
        f'<svg class="chart" viewBox="0 0 {width:g} {height:g}" width="{width:g}" height="{height:g}" xmlns="http://www.w3.org/2000/svg"'
        f' role="img" aria-labelledby="{name}-t {name}-d" font-size="{FONT:g}" font-family="Noto Sans SC, sans-serif">'
        f'<title id="{name}-t">{escape(title)}</title><desc id="{name}-d">{escape(told)}</desc>{drawn}</svg>'
    )
