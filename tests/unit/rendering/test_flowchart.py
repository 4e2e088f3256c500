"""Flow charts: which box goes where, what the picture says, and that the twin says the same."""

from __future__ import annotations

import re
from xml.etree import ElementTree

import pytest

from mingbai.guides.guide import Chart, Edge, Node
from mingbai.rendering.flowchart import draw
from mingbai.rendering.spine import arrange, is_refusal


def chart(boxes: str, *arrows: str) -> Chart:
    """``boxes`` are one letter each; a capital is a decision. An arrow is written ``ab`` or ``ab:否``."""
    nodes = tuple(Node(id=name, kind="decision" if name.isupper() else "step", text=f"第{name}步办理") for name in boxes)
    pairs = (arrow.partition(":") for arrow in arrows)
    return Chart(nodes=nodes, edges=tuple(Edge(from_=ends[0], to=ends[1], label=label or None) for ends, _, label in pairs))


USUAL = chart("abCdEfgh", "ab", "bC", "Ch:否", "hb", "Cd:是", "dE", "Eh:否", "Ef:是", "fg")


def lanes(made: Chart) -> dict[str, str]:
    return {place.id: place.lane for place in arrange(made).places}


def test_the_way_through_is_the_trunk_and_refusals_stand_beside_it() -> None:
    assert {name for name, lane in lanes(USUAL).items() if lane == "side"} == {"h"}


def test_an_exit_stands_in_the_row_of_the_question_it_leaves() -> None:
    rows = {place.id: place.row for place in arrange(USUAL).places}
    assert rows["h"] == rows["C"]


def test_a_return_is_known_as_one() -> None:
    spine = arrange(USUAL)
    assert {(spine.edges[at].from_, spine.edges[at].to) for at in spine.backward} == {("h", "b"), ("E", "h")}


def test_the_trunk_follows_no_where_the_procedure_goes_on_there() -> None:
    """数据有误？ 是 → 补正, 否 → the whole rest."""
    made = chart("aBcdefg", "aB", "Bc:是", "ca", "Bd:否", "de", "ef", "fg")
    assert [name for name, lane in lanes(made).items() if lane == "trunk"] == ["a", "B", "d", "e", "f", "g"]


@pytest.mark.parametrize(
    ("label", "refusal"), [("否", True), ("不符合", True), ("未通过", True), ("是", False), ("符合", False), (None, False)]
)
def test_what_says_no(label: str | None, refusal: bool) -> None:
    assert is_refusal(label) is refusal


def test_a_chart_without_arrows_is_not_drawn_but_told() -> None:
    drawing = draw(chart("abc"))
    assert drawing.svg == ""
    assert [step.text for step in drawing.steps] == ["第a步办理", "第b步办理", "第c步办理"]


def test_the_twin_says_every_exit_and_leaves_out_what_simply_follows() -> None:
    drawing = draw(USUAL)
    steps = {step.text[1]: step for step in drawing.steps}
    assert steps["a"].exits == ()
    assert [(way.label, way.text[1], way.backward) for way in steps["C"].exits] == [("否", "h", False), ("是", "d", False)]
    assert [(way.text[1], way.backward) for way in steps["h"].exits] == [("b", True)]


def test_the_picture_is_well_formed_and_its_text_is_text() -> None:
    made = Chart(
        nodes=(Node(id="a", kind="start", text="<开始> & 申请"), Node(id="b", kind="end", text="办结")), edges=(Edge(from_="a", to="b"),)
    )
    root = ElementTree.fromstring(draw(made).svg)
    texts = "".join("".join(element.itertext()) for element in root.iter() if element.tag.endswith("}text"))
    assert "<开始> & 申请" in texts
    assert root.get("role") == "img" and root.get("aria-labelledby") == " ".join(
        str(part.get("id")) for part in root if part.tag.endswith(("title", "desc"))
    )


def test_the_picture_needs_no_style_attribute() -> None:
    assert "style=" not in draw(USUAL).svg


def test_returns_are_dashed_and_labels_are_words() -> None:
    svg = draw(USUAL).svg
    assert svg.count("stroke-dasharray") == 2
    assert svg.count(">否</tspan>") == 2 and svg.count(">是</tspan>") == 2


def test_a_procedure_that_begins_in_a_circle_begins_at_its_first_box() -> None:
    made = chart("gabc", "ab", "bc", "ca")
    assert [place.id for place in arrange(made).places][:3] == ["a", "b", "c"]


def test_an_arrow_that_is_printed_twice_is_drawn_once() -> None:
    assert draw(chart("abc", "ab", "ab", "bc")).svg.count('class="line') == 2


def test_a_long_label_is_broken_over_lines() -> None:
    svg = draw(chart("aBcd", "aB", "Bc:审核后确认不通过的", "Bd:是")).svg
    label = re.search(r'<text class="label"[^>]*>(.*?)</text>', svg)
    assert label and label.group(1).count("<tspan") > 1


def test_the_picture_says_its_name_and_its_boxes_to_who_does_not_see_it() -> None:
    root = ElementTree.fromstring(draw(USUAL).svg)
    told = {part.tag.rpartition("}")[2]: part.text for part in root}
    assert told["title"] == "流程图" and str(told["desc"]).startswith("1．第a步办理；2．第b步办理")


def test_two_charts_on_a_page_have_names_of_their_own() -> None:
    one, other = (re.search(r'aria-labelledby="(\S+)', draw(Chart(title=name, nodes=USUAL.nodes, edges=USUAL.edges)).svg) for name in "ab")
    assert one and other and one[1] != other[1]


def test_the_name_of_a_step_is_bold_and_apart_from_what_is_done() -> None:
    nodes = (Node(id="a", kind="step", text="业务申请。申请人提交材料"), Node(id="b", kind="end", text="结束"))
    svg = draw(Chart(nodes=nodes, edges=(Edge(from_="a", to="b"),))).svg
    assert re.findall(r'font-weight="bold">([^<]*)<', svg) == ["业务申请"]
    assert ">申请人提交材料</tspan>" in svg


def test_another_way_stands_beside_the_first_and_both_meet() -> None:
    made = chart("abcde", "ab", "ac:或", "bd", "cd", "de")
    places = {place.id: (place.row, place.lane) for place in arrange(made).places}
    assert places["b"] == (1, "trunk") and places["c"] == (1, "side") and places["d"][0] == 2


def test_a_chart_that_cannot_be_followed_is_told_and_not_drawn() -> None:
    letters = "abcdefghijkl"
    tangled = chart(letters, *(f"{one}{other}:否" for one in letters for other in letters if one != other))
    drawing = draw(tangled)
    assert drawing.svg == "" and not drawing.lost
    assert len(drawing.steps) == len(letters) and all(step.exits for step in drawing.steps)
