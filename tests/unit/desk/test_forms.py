"""A value goes through its form without loss: every item of content/, and what people do to one."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingbai.desk.forms import tree
from mingbai.desk.forms.called import names_of, shown, slugs
from mingbai.desk.forms.entries import Lists, cards_of, form_of, row_kinds
from mingbai.desk.forms.labels import label_of
from mingbai.desk.forms.lines import of_grid, of_lines, of_words, to_grid, to_lines, to_words
from mingbai.desk.forms.posted import tree_of
from mingbai.desk.forms.reading import read
from mingbai.desk.forms.shape import UNSHOWN, parts_of, shown_parts
from mingbai.desk.forms.understood import told
from mingbai.errors import BadText
from mingbai.guides.guide import Basis, Chart, Edge, Guide, LimitCase, Material, Node, Option, Situation, TimeLimit
from mingbai.guides.hall import Closure, Hours
from mingbai.guides.kinds import FormCell, Service
from mingbai.guides.layout import KINDS
from mingbai.guides.limits import parse_limit
from mingbai.guides.text import dump, parse
from tests.makers import make_guide, make_hall
from tests.unit.desk.browser import posted_of

CONTENT = Path(__file__).parents[3] / "content"
FILES = sorted((kind.name, path) for kind in KINDS.values() for path in (CONTENT / kind.folder).rglob("*.yaml"))


def through(value: object) -> object:
    """``value`` after its form was shown in a browser and posted without a touch."""
    form = form_of(type(value), tree.written(value), {}, Lists())
    found = read(value, tree_of(type(value), posted_of(form)))
    assert not found.problems
    return found.value


MADE = {
    "hall": make_hall(
        hours=(Hours(days="工作日", times=("09:00—12:00", "13:30—17:00"), first="06-01", last="09-30", note="夏令"), Hours(days="预约")),
        closures=(Closure(first="2026-03-02", last="2026-03-03", reason="停电", times=("09:00—12:00",)),),
        notes=("请先取号",),
    )
}
"""Kinds of which no document states an item, so that content/ has none."""


@pytest.mark.parametrize("kind", KINDS)
def test_a_form_that_nobody_touches_changes_nothing(kind: str) -> None:
    texts = {path: path.read_text(encoding="utf-8") for name, path in FILES if name == kind} or {"made": dump(MADE[kind])}
    for path, text in texts.items():
        assert dump(through(parse(text, kind=KINDS[kind].value))) == text, path


@given(st.lists(st.text(st.sampled_from("a⏎\\\n│{2×3} "), min_size=1).filter(str.strip)))
def test_lines_hold_any_item(items: list[str]) -> None:
    assert to_lines(of_lines(items), cleaned=str) == tuple(items)


@given(st.lists(st.text(st.sampled_from("a⏎\\\n、 "), min_size=1).filter(str.strip)))
def test_words_hold_any_item(items: list[str]) -> None:
    assert to_words(of_words(items), cleaned=str) == tuple(items)


def test_words_are_read_with_commas_between_them_or_one_a_line() -> None:
    assert to_words("医保码、 电子医保卡\n\n医保二维码、") == ("医保码", "电子医保卡", "医保二维码")


def test_a_service_is_told_by_its_name_where_the_name_is_its_own_and_fits_a_list() -> None:
    names = names_of((("a", "参保登记"), ("b", "参保登记"), ("c", "参保、变更登记"), ("d", "门诊报销")))
    assert names == {"d": "门诊报销"}
    assert shown("d\nc", names) == "门诊报销\nc" and shown("d、c", names) == "门诊报销、c"
    assert slugs(("门诊报销", "c", "new-one"), names) == (("d", "c", "new-one"), "")
    assert slugs(("门诊",), names)[1] == "门诊"


def test_lists_of_services_come_back_whether_their_names_are_known_or_not() -> None:
    service = Service(slug="s", order=1, name="甲", plain="甲", group="组", related=("d", "c"), need=5)
    for lists in (Lists(), Lists(services=(("d", "门诊报销"), ("c", "参保、变更登记")))):
        form = form_of(Service, tree.written(service), {}, lists)
        found = read(service, tree_of(Service, posted_of(form)), names_of(lists.services))
        assert found.value == service


def test_how_many_need_a_service_is_chosen_and_three_where_nobody_chose() -> None:
    service = Service(slug="s", order=1, name="甲", plain="甲", group="组", need=5)
    pairs = dict(posted_of(form_of(Service, tree.written(service), {}, Lists())))
    for typed, need in (("1", 1), ("", 3)):
        assert read(service, tree_of(Service, (pairs | {"need": typed}).items())).value.need == need
    assert set(read(service, tree_of(Service, (pairs | {"need": "6"}).items())).problems) == {"need"}


cells = st.builds(
    FormCell, text=st.text(st.sampled_from("a⏎\\\n│{2×3} ")), colspan=st.none() | st.integers(1, 9), rowspan=st.none() | st.integers(1, 9)
)


@given(st.lists(st.lists(cells, min_size=1, max_size=4), min_size=1, max_size=4).filter(lambda rows: rows != [[FormCell()]]))
def test_grids_hold_any_cell(rows: list[list[FormCell]]) -> None:
    assert to_grid(of_grid(rows)) == tuple(map(tuple, rows))


def posted(guide: Guide, **changes: str) -> list[tuple[str, str]]:
    """What a browser posts of the guide's form after ``changes``, given by field with ``__`` for a hyphen."""
    texts = {name.replace("__", "-"): text for name, text in changes.items()}
    pairs = posted_of(form_of(Guide, tree.written(guide), {}, Lists()))
    assert texts.keys() <= {name for name, _ in pairs} | {name for name in texts if "NEW" in name}
    return [(name, texts.get(name, text)) for name, text in pairs]


def changed(guide: Guide, **changes: str) -> Guide:
    """The guide after ``changes`` were typed into its form."""
    found = read(guide, tree_of(Guide, posted(guide, **changes)))
    assert not found.problems
    return found.value


def test_one_change_changes_one_thing() -> None:
    guide = make_guide(conditions=(" 条件一", "条件二 "), fee="否")
    assert changed(guide, fee=" 不收费\r\n") == replace(guide, fee="不收费")


def test_what_is_typed_loses_its_outer_blanks_and_what_stood_keeps_them() -> None:
    guide = make_guide(conditions=(" 条件一",))
    assert changed(guide, conditions=" 条件一\r\n 条件二 \r\n\r\n").conditions == (" 条件一", "条件二")


def test_a_limit_is_understood_anew_when_its_words_change() -> None:
    guide = make_guide(time_limit=TimeLimit(raw="即时办结", kind="immediate", days=0))
    limit = changed(guide, time_limit__raw="10个工作日，最长20个工作日").time_limit
    assert limit and (limit.raw, limit.kind, limit.days) == ("10个工作日，最长20个工作日", "working_days", 20)


def test_a_limit_that_somebody_set_otherwise_stays_as_set() -> None:
    own = TimeLimit(raw="即时办结", kind="working_days", days=1, cases=(LimitCase(kind="immediate"),))
    guide = make_guide(time_limit=own)
    assert changed(guide, name="新名") == replace(guide, name="新名")


def test_a_basis_without_its_line_is_cited_from_its_parts() -> None:
    guide = make_guide(basis=(Basis(title="中华人民共和国社会保险法", document_no="主席令第35号", articles="第三条", raw="旧"),))
    basis = changed(guide, basis__0__raw="").basis[0]
    assert basis.raw == "《中华人民共和国社会保险法》主席令第35号第三条"


def test_rows_come_in_the_order_in_which_they_are_posted() -> None:
    guide = make_guide(materials=(Material(name="甲", key="a"), Material(name="乙", key="b"), Material(name="丙")))
    grown = tree.written(guide)
    tree.moved(grown, "materials-2", -1)
    tree.removed(grown, "materials-0")
    tree.added(grown, "materials", tree.blank(Material))
    pairs = posted_of(form_of(Guide, grown, {}, Lists()))
    assert [one.name for one in read(guide, tree_of(Guide, pairs)).value.materials] == ["丙", "乙"]


def test_the_first_row_stays_first_and_the_last_last() -> None:
    grown = tree.written(make_guide(materials=(Material(name="甲"), Material(name="乙"))))
    tree.moved(grown, "materials-0", -1)
    tree.moved(grown, "materials-1", 1)
    assert list(grown["materials"]) == ["0", "1"]


def test_what_is_wrong_is_said_by_field() -> None:
    guide = make_guide(materials=(Material(name="甲", note="一式两份"),))
    found = read(guide, tree_of(Guide, posted(guide, name="  ", materials__0__name="", ordinal="一", time_limit__raw="")))
    assert found.value is None
    assert set(found.problems) == {"name", "materials-0-name", "ordinal"}
    assert all(sentence.endswith("。") for sentence in found.problems.values())


def test_a_form_that_was_cut_off_on_the_way_is_refused() -> None:
    with pytest.raises(BadText, match="完整"):
        tree_of(Guide, posted(make_guide())[:-1])


def test_a_situation_that_ticks_a_material_gives_it_a_key() -> None:
    guide = make_guide(materials=(Material(name="甲"), Material(name="委托书")))
    grown = tree.written(guide)
    asked = tree.added(grown, "situations", tree.blank(Situation))
    tree.at(grown, asked)["text"] = "本人办理吗"
    answer = tree.added(grown, f"{asked}-options", tree.blank(Option))
    tree.at(grown, answer).update(text="委托他人", needs=["#1"])
    value = read(guide, grown).value
    option = value.situations[0].options[0]
    assert value.materials[1].key and option.needs == (value.materials[1].key,)
    assert value.materials[0].key is None
    assert through(value) == value


def test_a_situation_ticks_a_material_under_another_too() -> None:
    guide = make_guide(materials=(Material(name="申请表", children=(Material(name="承诺书"), Material(key="m1", name="协议"))),))
    grown = tree.written(guide)
    asked = tree.added(grown, "situations", tree.blank(Situation))
    tree.at(grown, asked)["text"] = "是养老机构吗"
    for text, drops in (("是", []), ("否", ["#0/0", "m1"])):
        answer = tree.added(grown, f"{asked}-options", tree.blank(Option))
        tree.at(grown, answer).update(text=text, drops=drops)
    value = read(guide, grown).value
    assert [child.key for child in value.materials[0].children] == ["m2", "m1"] and value.materials[0].key is None
    assert value.situations[0].options[1].drops == ("m2", "m1")
    card = next(card for card in form_of(Guide, tree.written(value), {}, Lists()).cards if card.mark == "situations")
    (question,) = card.entries[0].rows
    answers = next(entry for entry in question.entries if entry.sort == "rows").rows
    drops = next(entry for entry in answers[1].entries if entry.name.endswith("-drops"))
    assert [(one.label, one.chosen) for one in drops.choices] == [("1 申请表", False), ("1.1 承诺书", True), ("1.2 协议", True)]


def test_the_key_of_a_question_that_was_taken_out_is_not_given_to_another() -> None:
    def asked_with(guide: Guide, text: str) -> Guide:
        grown = tree.written(guide)
        for token in list(grown["situations"]):
            tree.removed(grown, f"situations-{token}")
        tree.at(grown, tree.added(grown, "situations", tree.blank(Situation)))["text"] = text
        return read(guide, grown).value

    first = asked_with(make_guide(), "是急诊吗")
    second = asked_with(first, "是抢救吗")
    assert first.situations[0].key != second.situations[0].key
    assert asked_with(second, "是急诊吗").situations[0].key == first.situations[0].key


def test_a_line_of_a_chart_that_leads_nowhere_is_said() -> None:
    nodes = (Node(id="a", kind="start", text="开始"), Node(id="b", kind="end", text="结束"))
    guide = make_guide(flowchart=(Chart(nodes=nodes, edges=(Edge(from_="a", to="b"),)),))
    cut = tree.written(guide)
    tree.removed(cut, "flowchart-0-nodes-1")
    assert list(read(guide, cut).problems) == ["flowchart-0-edges-0-to"]


@pytest.mark.parametrize("kind", KINDS)
def test_every_field_is_on_one_card(kind: str) -> None:
    value = KINDS[kind].value
    keys = [key for card in cards_of(value) for key in card.keys]
    assert sorted(keys) == sorted(part.key for part in shown_parts(value))


@pytest.mark.parametrize("kind", KINDS)
def test_every_field_has_a_chinese_label(kind: str) -> None:
    names = [(one, part.key) for one in (KINDS[kind].value, *row_kinds(KINDS[kind].value)) for part in parts_of(one)]
    assert not [(one, key) for one, key in names if label_of(one, key).isascii() and key not in UNSHOWN]


def test_how_a_limit_is_understood_is_told() -> None:
    assert told(parse_limit("10个工作日，最长20个工作日")) == "最长 20 个工作日"
    assert told(parse_limit("即时办结")) == "当场办结"
    assert "照原文显示" in told(parse_limit("见公告"))
