"""办理流程 → flow chart.

A chart made here says nothing that the steps do not say: its boxes are the steps' own words, shortened only at punctuation;
added are 开始, 结束, 是 and 否 on the arrows that leave a question, and 或 between cases to choose from. A refusal
leads nowhere, because the text does not say where, but where it says what is gone through again. Knows no layout:
``rendering`` draws.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from mingbai.guides.guide import Chart, Edge, Node, NodeKind, Path
from mingbai.guides.outcomes import Act, Outcome, asking, read_step, shortened

_LONGEST = 64
"""Characters of a box. A text that is longer is cut at the last punctuation before, or else after its first clause."""
_NAME = 8
"""Characters of a box that is only the name of a step."""
_AGAIN = re.compile(r"(?:再次|重新)(?:申请|提交|进行)?(\w{2})")


def chart_of(path: Path) -> Chart:
    """The chart of one path of a process: its steps from 开始 to 结束, a question where a step checks, and the way out of it.

    A path without steps gives a chart without boxes.
    """
    drawing = _Drawing()
    for step in path.steps:
        _draw_step(drawing, step.text)
    if len(drawing.nodes) == 1:
        return Chart(title=path.path)
    drawing.step("结束", "end")
    return Chart(title=path.path, nodes=tuple(drawing.nodes), edges=tuple(drawing.edges))


def chart_of_stages(stages: Sequence[str]) -> Chart:
    """The chart of 办理环节, one after the other as they are printed: the first is the start, the last the end. No boxes without stages."""
    kinds: dict[int, NodeKind] = {len(stages): "end", 1: "start"}
    nodes = tuple(Node(id=f"n{at}", kind=kinds.get(at, "step"), text=text) for at, text in enumerate(stages, 1))
    return Chart(nodes=nodes, edges=tuple(Edge(from_=one.id, to=other.id) for one, other in itertools.pairwise(nodes)))


@dataclass
class _Drawing:
    """A chart while it is drawn: ``loose`` are the arrows that wait for the next box."""

    nodes: list[Node] = field(default_factory=lambda: [Node(id="start", kind="start", text="开始")])
    edges: list[Edge] = field(default_factory=list)
    loose: list[tuple[str, str | None]] = field(default_factory=lambda: [("start", None)])

    def step(self, text: str, kind: NodeKind = "step") -> str:
        """Add a box that everything loose leads to; from now on it is what is loose."""
        name = self.box(text, kind)
        self.edges += [Edge(from_=before, to=name, label=label) for before, label in self.loose]
        self.loose = [(name, None)]
        return name

    def fork(self, texts: Sequence[str]) -> None:
        """Add boxes side by side, one of which is gone through: the first, 或 another."""
        before, names = self.loose, [self.box(text, "step") for text in texts]
        ways = [(one, label or ("或" if at else None), name) for one, label in before for at, name in enumerate(names)]
        self.edges += [Edge(from_=one, to=name, label=label) for one, label, name in ways]
        self.loose = [(name, None) for name in names]

    def box(self, text: str, kind: NodeKind) -> str:
        name = "end" if kind == "end" else f"n{len(self.nodes)}"
        self.nodes.append(Node(id=name, kind=kind, text=text))
        return name

    def named(self, name: str) -> str | None:
        """The last box that is only a step's name, with these words in it."""
        found = (node.id for node in reversed(self.nodes) if name in node.text and len(node.text) <= _NAME)
        return next(found, None)


def _draw_step(drawing: _Drawing, text: str) -> None:
    reading = read_step(text)
    told = any(act.failed for act in reading.acts)
    if reading.title and (told or reading.parted or reading.cases or reading.closed):
        drawing.step(reading.title)
    if reading.cases:
        drawing.fork([shortened(case, _LONGEST) for case in reading.cases])
    if told:
        for act in reading.acts:
            _draw_act(drawing, act)
    elif reading.parted:
        for unit in reading.units:
            drawing.step(shortened(unit, _LONGEST))
    elif not reading.cases and not (reading.closed and reading.title):
        drawing.step(shortened(text, _LONGEST))


def _draw_act(drawing: _Drawing, act: Act) -> None:
    text = act.text
    if act.failed and act.asks and len(text) > _LONGEST:
        before, text = asking(text)
        for head in [before] if before else []:
            drawing.step(shortened(head, _LONGEST))
    name = drawing.step(shortened(text, _LONGEST), "decision" if act.failed else "step")
    plain = act.asks and len({one.condition for one in act.failed}) < 2
    for one in act.failed:
        _draw_refusal(drawing, name, one, plain=plain)
    drawing.loose = [(name, "是" if plain and act.failed else None)]
    for at, one in enumerate(act.passed):
        apart = bool(act.failed and one.condition) and not plain and at == 0
        drawing.loose = [(name, one.condition)] if apart else drawing.loose
        drawing.step(shortened(one.action if apart else one.whole, _LONGEST))


def _draw_refusal(drawing: _Drawing, check: str, refusal: Outcome, *, plain: bool) -> None:
    """What happens to who fails a ``check``, beside the way through; back to a step where the words say that it is gone through again."""
    label = "否" if plain or not refusal.condition else refusal.condition
    text = refusal.whole if plain or not refusal.condition else refusal.action
    last = drawing.box(shortened(text, _LONGEST), "step")
    drawing.edges.append(Edge(from_=check, to=last, label=label))
    for more in refusal.later:
        after = drawing.box(shortened(more, _LONGEST), "step")
        drawing.edges.append(Edge(from_=last, to=after))
        last = after
    again = _AGAIN.search("，".join(refusal.later))
    back = drawing.named(again[1]) if again else None
    if back:
        drawing.edges.append(Edge(from_=last, to=back))
