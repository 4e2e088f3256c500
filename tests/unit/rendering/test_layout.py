"""Where boxes, arrows and labels of a chart come to lie: for any chart, in any room, and for every chart of the guides that we have."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mingbai.guides.guide import Chart, Edge, Guide, Node
from mingbai.guides.text import parse
from mingbai.rendering.charts import charts_of
from mingbai.rendering.frame import PAPER, PHONE, Frame
from mingbai.rendering.judgement import judge, overlap
from mingbai.rendering.layout import Laid, lay
from mingbai.rendering.routes import Box, Point
from mingbai.rendering.spine import arrange, cuts, is_refusal

POSTER = Frame.of(380, 200, 16)
FRAMES = {"phone": PHONE, "paper": PAPER, "poster": POSTER}
TEXTS = ("受理", "审核材料是否齐全完整有效", "业务申请。申请人携带身份证件等相关材料，向医疗保障经办机构申请办理", "开始")


def laid(chart: Chart, frame: Frame) -> Laid:
    return lay(arrange(chart), {node.id: node for node in chart.nodes}, frame)


def crosses(box: Box, start: Point, end: Point) -> bool:
    """Whether an upright or level line passes through the inside of ``box``."""
    left, right = sorted((start[0], end[0]))
    top, bottom = sorted((start[1], end[1]))
    return left < box.right - 1 and right > box.left + 1 and top < box.bottom - 1 and bottom > box.top + 1


def check(found: Laid, frame: Frame) -> None:
    """What holds for every layout: nothing on anything else, nothing outside the sheet."""
    assert not any(overlap(one, other) for one, other in itertools.combinations(found.boxes.values(), 2))
    for way in found.ways:
        for stretch, box in itertools.product(itertools.pairwise(way.points), found.boxes.values()):
            assert not crosses(box, *stretch)
        assert all(0 <= x <= found.width and 0 <= y <= found.height for x, y in way.points)
    assert all(box.left >= 0 and box.right <= found.width and box.bottom <= found.height for box in found.boxes.values())
    assert found.width <= frame.width + 0.01


letters = "abcdefgh"
label = st.sampled_from(["", "否", "是", "或", "不符合条件的", "审核后确认需补充材料的"])
arrows = st.lists(st.tuples(st.sampled_from(letters), st.sampled_from(letters), label), max_size=12)
charts = st.builds(
    lambda texts, found: Chart(
        nodes=tuple(
            Node(id=name, kind="decision" if "是否" in text else "step", text=text) for name, text in zip(letters, texts, strict=True)
        ),
        edges=tuple(Edge(from_=one, to=other, label=said or None) for one, other, said in found),
    ),
    st.lists(st.sampled_from(TEXTS), min_size=len(letters), max_size=len(letters)),
    arrows,
)


@settings(max_examples=120, deadline=None)
@given(charts, st.sampled_from([PHONE, PAPER, POSTER]))
def test_no_arrow_runs_through_a_box_and_nothing_leaves_the_sheet(chart: Chart, frame: Frame) -> None:
    found = laid(chart, frame)
    assert set(found.boxes) == set(letters)
    check(found, frame)


@settings(max_examples=120, deadline=None)
@given(charts, st.sampled_from([PHONE, PAPER, POSTER]))
def test_what_is_judged_good_has_every_label_clear(chart: Chart, frame: Frame) -> None:
    found = laid(chart, frame)
    rooms = [way.label_box for way in found.ways if way.label]
    if judge(found).good:
        assert not any(overlap(one, box) for one in rooms for box in found.boxes.values())
        assert not any(overlap(one, other) for one, other in itertools.combinations(rooms, 2))


def chain(count: int, text: str) -> Chart:
    nodes = tuple(Node(id=f"n{at}", kind="step", text=text) for at in range(count))
    return Chart(nodes=nodes, edges=tuple(Edge(from_=one.id, to=other.id) for one, other in itertools.pairwise(nodes)))


def test_short_names_run_from_left_to_right_even_on_a_telephone() -> None:
    found = laid(chain(5, "受理"), PHONE)
    assert len({box.top for box in found.boxes.values()}) == 1
    check(found, PHONE)


def test_a_ribbon_that_is_too_long_goes_on_in_even_rows() -> None:
    found = laid(chain(8, "受理"), PHONE)
    assert len({box.top for box in found.boxes.values()}) == 2
    check(found, PHONE)


def test_what_is_too_tall_goes_on_beside_itself_where_there_is_room() -> None:
    tall = chain(12, "申请人携带身份证明等相关材料")
    assert laid(tall, PHONE).height > 1.7 * laid(tall, PAPER).height
    assert len({box.left for box in laid(tall, PAPER).boxes.values()}) == 2
    check(laid(tall, PAPER), PAPER)


def test_a_return_is_never_cut_off_from_where_it_leads() -> None:
    nodes = chain(8, "申请人携带身份证明等相关材料").nodes
    back = Chart(nodes=nodes, edges=(*chain(8, "").edges, Edge(from_="n7", to="n0", label="重新申请")))
    assert cuts(arrange(back)) == ()
    check(laid(back, PAPER), PAPER)


@pytest.fixture(scope="module")
def guides() -> list[Guide]:
    return [parse(path.read_text(encoding="utf-8")) for path in sorted(Path("content/guides").glob("*/*.yaml"))]


@pytest.mark.parametrize("name", FRAMES)
def test_every_chart_of_our_guides_lies_well(guides: list[Guide], name: str) -> None:
    frame = FRAMES[name]
    for drawing in (one for guide in guides for one in charts_of(guide)):
        found = laid(drawing.chart, frame)
        check(found, frame)
        judgement = judge(found)
        assert judgement.good and judgement.crossings == 0, (drawing.title, judgement)


def test_every_guide_has_a_chart(guides: list[Guide]) -> None:
    assert [guide.slug for guide in guides if not charts_of(guide)] == []


def test_no_way_through_leads_over_a_refusal(guides: list[Guide]) -> None:
    """A chart whose way through passes 不予受理 or 一次性告知原因 says that the refused go on."""
    for guide in guides:
        for drawing in charts_of(guide):
            trunk = {place.id for place in arrange(drawing.chart).places if place.lane == "trunk"}
            led = [node.text for node in drawing.chart.nodes if node.id in trunk and node.kind == "step"]
            assert not [text for text in led if is_refusal(text) or text.startswith("若不")], (guide.slug, led)
