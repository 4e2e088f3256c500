"""Flow charts in PDFs: their letters are letters, and one that cannot be drawn well is printed as its steps."""

from __future__ import annotations

from pathlib import Path

from mingbai.guides.guide import Chart, Edge, Node
from mingbai.printing.products import PRODUCTS
from mingbai.rendering.charts import charts_of
from mingbai.rendering.pdf import Setter
from tests.makers import make_guide
from tests.papers import make_imprint, make_subject, pages_of
from tests.sites import ROOT


def printed(chart: Chart) -> str:
    subject = make_subject(make_guide(process=(), flowchart=(chart,)))
    return "".join(pages_of(Setter(Path(ROOT) / "templates" / "print").pdf(PRODUCTS["guide"].make(subject, make_imprint()))))


def test_a_chart_is_text_with_its_labels_and_tangled_lines_are_steps() -> None:
    boxes = (
        Node(id="a", kind="start", text="甲起"),
        Node(id="b", kind="decision", text="乙问"),
        Node(id="c", kind="step", text="丙出"),
        Node(id="d", kind="end", text="丁终"),
    )
    arrows = (Edge(from_="a", to="b"), Edge(from_="b", to="c", label="否"), Edge(from_="b", to="d", label="是"))
    drawn = printed(Chart(title="画出来的", nodes=boxes, edges=arrows))
    assert all(word in drawn for word in ("画出来的", "甲起", "乙问", "丙出", "丁终", "是", "否")) and "到第" not in drawn

    nodes = tuple(Node(id=name, kind="decision", text=f"{name}问") for name in "甲乙丙丁戊己庚辛壬癸")
    every = tuple(Edge(from_=one.id, to=other.id, label="否") for one in nodes for other in nodes if one != other)
    tangled = Chart(title="画不好的", nodes=nodes, edges=every)
    assert not charts_of(make_guide(flowchart=(tangled,)))[0].svg
    told = printed(tangled)
    assert "画不好的" in told and "否：回到第1步“甲问”" in told and "连线没有随文件保存" not in told
