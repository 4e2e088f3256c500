"""The flow charts that a form would give, while it is being filled in: of what is half done only what can be drawn is drawn."""

from __future__ import annotations

from dataclasses import dataclass

from mingbai.desk.forms.links import linked
from mingbai.desk.forms.tree import Tree
from mingbai.guides.flow import chart_of
from mingbai.guides.guide import Chart, Edge, Node, Path, Step
from mingbai.rendering.flowchart import Drawing, draw

_KINDS = ("start", "end", "step", "decision", "title")


@dataclass(frozen=True, slots=True)
class Drawn:
    """A chart beside the form: where it comes from, in words, and its drawing."""

    title: str
    drawing: Drawing


def drawn(tree: Tree) -> tuple[Drawn, ...]:
    """The charts of a guide's tree: those that somebody drew, or those that its steps give; none of other kinds."""
    if "flowchart" not in tree:
        return ()
    tree, _ = linked(tree)
    own = [_chart(one) for one in tree["flowchart"].values()]
    if any(chart.edges for chart in own):
        return tuple(Drawn(chart.title or "流程图", draw(chart)) for chart in own if chart.nodes)
    paths = [_path(one) for one in tree["process"].values()]
    return tuple(Drawn(f"按步骤画出：{path.path}" if path.path else "按步骤画出", draw(chart_of(path))) for path in paths if path.steps)


def _path(node: Tree) -> Path:
    steps = (one["text"].strip() for one in node["steps"].values())
    return Path(path=node["path"].strip() or None, steps=tuple(Step(text=text) for text in steps if text))


def _chart(node: Tree) -> Chart:
    """The boxes that say something, and the arrows between them."""
    nodes = {
        one["id"]: Node(id=one["id"], kind=one["kind"], text=one["text"])
        for one in node["nodes"].values()
        if one["text"].strip() and one["kind"] in _KINDS
    }
    edges = (
        Edge(from_=one["from_"], to=one["to"], label=one["label"].strip() or None)
        for one in node["edges"].values()
        if one["from_"] in nodes and one["to"] in nodes
    )
    return Chart(title=node["title"].strip() or None, nodes=tuple(nodes.values()), edges=tuple(edges))
