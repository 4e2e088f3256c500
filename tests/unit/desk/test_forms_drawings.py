"""The charts beside a form that is being filled in: whatever is half done, something is drawn and nothing breaks."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from mingbai.desk.forms import tree
from mingbai.desk.forms.drawings import drawn
from mingbai.guides.guide import Chart, Edge, Node, Path, Step
from mingbai.guides.kinds import Form
from tests.makers import make_guide

IDS = ["a", "b", "c", ""]
nodes = st.fixed_dictionaries(
    {
        "id": st.sampled_from(IDS),
        "kind": st.sampled_from(["start", "end", "step", "decision", ""]),
        "text": st.sampled_from(["受理", "是否齐全", ""]),
    }
)
edges = st.fixed_dictionaries(
    {"from_": st.sampled_from([*IDS, "#0", "#9"]), "to": st.sampled_from([*IDS, "#1"]), "label": st.sampled_from(["", "否"])}
)


def rows(found: list[dict[str, str]]) -> dict[str, dict[str, str]]:
    return {str(at): one for at, one in enumerate(found)}


@given(st.lists(nodes, max_size=5), st.lists(edges, max_size=6))
def test_whatever_is_half_done_is_drawn(boxes: list[dict[str, str]], arrows: list[dict[str, str]]) -> None:
    shown = tree.written(make_guide())
    shown["flowchart"] = {"0": {"title": "", "nodes": rows(boxes), "edges": rows(arrows), "notes": ""}}
    for chart in drawn(shown):
        assert chart.title


def test_steps_give_a_chart_until_somebody_draws_one() -> None:
    guide = make_guide(process=(Path(path="窗口", steps=(Step(text="申请"), Step(text="受理"))),))
    assert [one.title for one in drawn(tree.written(guide))] == ["按步骤画出：窗口"]
    chart = Chart(
        title="单位",
        nodes=(Node(id="a", kind="start", text="开始"), Node(id="b", kind="end", text="结束")),
        edges=(Edge(from_="a", to="b"),),
    )
    assert [one.title for one in drawn(tree.written(make_guide(flowchart=(chart,))))] == ["单位"]


def test_a_box_that_is_new_and_an_arrow_to_it_are_drawn() -> None:
    shown = tree.written(make_guide())
    path = tree.added(shown, "flowchart", tree.blank(Chart))
    for text in ("开始", "结束"):
        box = tree.added(shown, f"{path}-nodes", tree.blank(Node))
        tree.at(shown, box).update(kind="step", text=text)
    arrow = tree.added(shown, f"{path}-edges", tree.blank(Edge))
    tree.at(shown, arrow).update(from_="#0", to="#1")
    assert "<svg" in drawn(shown)[0].drawing.svg


def test_other_kinds_have_no_chart() -> None:
    assert drawn(tree.written(Form(region="320600", slug="x", name="表"))) == ()
