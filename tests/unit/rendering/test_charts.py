"""Which charts a guide gets, and what is said of where they come from."""

from __future__ import annotations

from mingbai.guides.guide import Chart, Edge, Node, Path, Step
from mingbai.rendering.charts import ORIGINS, charts_of
from tests.makers import make_guide

STEPS = Path(path="窗口", steps=(Step(text="申请人提交材料"), Step(text="经办机构办理")))
DRAWN = Chart(nodes=(Node(id="a", kind="step", text="受理"), Node(id="b", kind="step", text="办结")), edges=(Edge(from_="a", to="b"),))
STAGES = ("申请", "受理", "办结")


def said(**fields: object) -> list[tuple[str, str | None, list[str]]]:
    charts = charts_of(make_guide(**{"process": (), "process_stages": (), "flowchart": (), **fields}))
    return [(ORIGINS[one.origin], one.title, [step.text for step in one.steps]) for one in charts]


def test_what_the_source_drew_comes_first() -> None:
    assert said(flowchart=(DRAWN,), process=(STEPS,), process_stages=STAGES) == [("原图", None, ["受理", "办结"])]


def test_a_chart_without_its_arrows_gives_way_to_the_steps() -> None:
    lost = Chart(nodes=DRAWN.nodes)
    assert said(flowchart=(lost,), process=(STEPS,)) == [("按办理步骤绘制", "窗口", ["开始", "申请人提交材料", "经办机构办理", "结束"])]


def test_stages_are_a_chain_and_nothing_is_added() -> None:
    assert said(process_stages=STAGES) == [("按办理环节绘制", None, ["申请", "受理", "办结"])]


def test_each_path_has_its_chart() -> None:
    other = Path(path="网上", steps=STEPS.steps)
    assert [title for _, title, _ in said(process=(STEPS, other))] == ["窗口", "网上"]


def test_a_guide_that_tells_nothing_has_no_chart() -> None:
    assert said() == []
