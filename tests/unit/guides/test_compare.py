"""What changed between two values: nothing hidden, nothing told twice, lists matched by likeness."""

from __future__ import annotations

import dataclasses
import itertools
import time
from collections import Counter, defaultdict
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mingbai.guides.compare import Change, compare, compare_public, is_bookkeeping, is_wording, texts
from mingbai.guides.guide import Chart, Edge, Guide, Material, Node, Option, Situation, Step, TimeLimit
from mingbai.guides.guide import Path as Way
from mingbai.guides.kinds import Clause, Document, Form, Lexicon, LifeEvent, Service, Term
from mingbai.guides.likeness import alike, bare, exactly
from mingbai.guides.text import parse
from tests.makers import make_guide
from tests.unit.guides.values import values

CONTENT = Path(__file__).parents[3] / "content"
KINDS = {"guides": Guide, "forms": Form, "documents": Document, "services": Service, "events": LifeEvent, "lexicon": Lexicon}


def material(name: str, **parts) -> Material:
    return Material(name=name, **parts)


def told(before, after) -> list[tuple]:
    return [(one.field, one.kind, one.label, one.before, one.after) for one in compare(before, after)]


@pytest.fixture(scope="module")
def everything() -> dict[str, list]:
    return {
        name: [parse(path.read_text("utf-8"), kind=kind) for path in sorted((CONTENT / name).rglob("*.yaml"))]
        for name, kind in KINDS.items()
    }


def test_a_value_is_no_change_of_itself(everything) -> None:
    for found in everything.values():
        assert all(compare(one, one) == () for one in found)


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.data(), st.sampled_from([Guide, Form, Document, Service]))
def test_any_two_values_can_be_compared_and_every_character_is_accounted_for(data, kind) -> None:
    before, after = data.draw(values(kind)), data.draw(values(kind))
    assert compare(before, before) == ()
    _accounted(before, after)


def test_every_character_that_differs_between_real_guides_is_in_some_change(everything) -> None:
    by_service = defaultdict(list)
    for guide in everything["guides"]:
        by_service[guide.service].append(guide)
    pairs = [pair for found in by_service.values() for pair in itertools.permutations(found, 2)]
    assert len(everything["guides"]) > 150 and len(pairs) > 500
    for before, after in pairs:
        _accounted(before, after)


@pytest.mark.parametrize("kind", ["forms", "documents", "services"])
def test_every_character_that_differs_between_items_of_other_kinds_is_in_some_change(everything, kind) -> None:
    for before, after in itertools.pairwise(everything[kind]):
        _accounted(before, after)


def _accounted(before, after) -> None:
    """What no change mentions is the same on both sides, to the character; charts and situations are told in words, so by theirs."""
    changes = [one for one in compare(before, after) if one.kind != "moved" and not is_bookkeeping(one)]
    for field in dataclasses.fields(before):
        if field.name in ("flowchart", "situations", "schema", "inherited", "derived"):
            continue
        mine = [one for one in changes if one.top == field.name]
        left, right = _signs(getattr(before, field.name)), _signs(getattr(after, field.name))
        for one in mine:
            left.subtract(_signs(one.before))
            right.subtract(_signs(one.after))
        assert left == right and min(left.values(), default=0) >= 0, (field.name, left, right)


def _signs(part) -> Counter[str]:
    return Counter("".join(texts(part)))


def test_a_changed_character_anywhere_is_one_change_there(everything) -> None:
    for guide in everything["guides"][::20]:
        for at, tip in enumerate(guide.tips):
            changed = dataclasses.replace(guide, tips=(*guide.tips[:at], tip + "甲", *guide.tips[at + 1 :]))
            assert told(guide, changed) == [("tips", "changed", None, tip, tip + "甲")]


def test_a_material_that_went_is_told_whole_and_the_others_are_not() -> None:
    kept, gone = material("身份证"), material("居住证明", note="原件")
    assert told(make_guide(materials=(gone, kept)), make_guide(materials=(kept,))) == [("materials", "removed", None, gone, None)]


def test_a_reworded_material_is_changed_and_not_lost_and_found() -> None:
    before = make_guide(materials=(material("居民身份证"), material("社保卡", copies="原件")))
    after = make_guide(materials=(material("社保卡", copies="复印件"), material("居民身份证原件")))
    assert told(before, after) == [
        ("materials.copies", "changed", "社保卡", "原件", "复印件"),
        ("materials", "moved", "社保卡", 2, 1),
        ("materials.name", "changed", None, "居民身份证", "居民身份证原件"),
    ]


def test_a_key_that_an_editor_kept_holds_a_material_together_whatever_it_is_called() -> None:
    before, after = make_guide(materials=(material("甲乙丙", key="m1"),)), make_guide(materials=(material("完全不同", key="m1"),))
    assert told(before, after) == [("materials.name", "changed", None, "甲乙丙", "完全不同")]


def test_alternatives_and_parts_of_a_material_are_told_under_its_name() -> None:
    part = material("配偶身份证")
    before = make_guide(materials=(material("证件", any_of=("身份证", "护照"), children=(part,)),))
    after = make_guide(materials=(material("证件", any_of=("身份证",), children=(dataclasses.replace(part, note="已婚"),)),))
    assert told(before, after) == [
        ("materials.any_of", "removed", "证件", "护照", None),
        ("materials.children.note", "added", "证件 › 配偶身份证", None, "已婚"),
    ]


def test_the_fewest_are_told_as_moved() -> None:
    tips = tuple(f"第{sign}条提示写着完全不同的话{sign * 3}" for sign in "甲乙丙丁戊")
    changes = compare(make_guide(tips=tips), make_guide(tips=(tips[4], *tips[:4])))
    assert [(one.kind, one.label, one.before, one.after) for one in changes] == [("moved", tips[4], 5, 1)]


def test_a_limit_is_one_fact() -> None:
    old, new = (TimeLimit(raw=f"{days}个工作日", kind="working_days", days=days) for days in (15, 10))
    assert told(make_guide(time_limit=old), make_guide(time_limit=new)) == [("time_limit", "changed", None, old, new)]


def test_steps_are_told_path_by_path() -> None:
    before = make_guide(process=(Way(path="窗口", steps=(Step(text="申请"), Step(text="受理"))),))
    after = make_guide(process=(Way(path="窗口", steps=(Step(text="申请"), Step(text="受理"), Step(text="公示七日"))),))
    assert told(before, after) == [("process.steps", "added", "窗口", None, Step(text="公示七日"))]


def test_renumbered_boxes_of_a_chart_are_no_change_and_a_new_exit_is() -> None:
    def chart(*ids: str, label: str | None = None) -> Chart:
        boxes = tuple(Node(id=key, kind="step", text=text) for key, text in zip(ids, ("受理", "审核"), strict=True))
        return Chart(nodes=boxes, edges=(Edge(from_=ids[0], to=ids[1], label=label),))

    same = compare(make_guide(flowchart=(chart("a", "b"),)), make_guide(flowchart=(chart("x", "y"),)))
    assert all(map(is_bookkeeping, same))
    changed = compare_public(make_guide(flowchart=(chart("a", "b"),)), make_guide(flowchart=(chart("x", "y", label="是"),)))
    assert [(one.field, one.before, one.after) for one in changed] == [("flowchart.arrows", "受理 → 审核", "受理 → 审核（是）")]


def test_what_a_situation_asks_for_is_told_by_the_names_of_materials() -> None:
    def guide(name: str, *needs: str) -> Guide:
        question = Situation(key="s", text="急诊吗？", options=(Option(key="o", text="是", needs=needs),))
        return make_guide(materials=(material(name, key="m1"), material("急诊证明", key="m2")), situations=(question,))

    assert [one.field for one in compare(guide("发票", "m1"), guide("发票原件", "m1"))] == ["materials.name"]
    added = compare(guide("发票", "m1"), guide("发票", "m1", "m2"))
    assert [(one.field, one.label, one.after) for one in added] == [("situations.options.needs", "急诊吗？ › 是", "急诊证明")]


@pytest.mark.parametrize(
    ("old", "new", "only"),
    [
        ("身份证，户口本", "身份证、户口本", True),
        ("ＡＢＣ １２", "ABC12", True),
        ("3-5日", "35日", False),
        ("1.5倍", "15倍", False),
        ("50%", "50", False),
        ("不予受理", "予受理", False),
        ("身份证/护照", "身份证护照", False),
        ("≥10人", "10人", False),
    ],
)
def test_marks_and_width_are_wording_and_numbers_never(old: str, new: str, only: bool) -> None:
    (change,) = compare(make_guide(summary=old), make_guide(summary=new))
    assert is_wording(change) is only


def test_the_public_reads_no_internal_field_and_staff_do() -> None:
    before = make_guide(risk_level="低风险", required_fields=("甲",), message_templates=("短信",))
    after = make_guide(risk_level="高风险", required_fields=("乙",), message_templates=("微信消息",), fee="否")
    assert {one.top for one in compare(before, after)} == {"risk_level", "required_fields", "message_templates", "fee"}
    assert [one.top for one in compare_public(before, after)] == ["fee"]


def test_values_of_two_kinds_are_refused(everything) -> None:
    with pytest.raises(TypeError):
        compare(everything["forms"][0], everything["guides"][0])


def test_a_clause_deep_down_is_told_with_its_way_there() -> None:
    def document(text: str) -> Document:
        inner = Clause(number="4.1", title="受理", text=(text,))
        return Document(region="320600", slug="d", title="通知", clauses=(Clause(number="4", title="办理", clauses=(inner,)),))

    (change,) = compare(document("应当当场受理。"), document("应当当日受理。"))
    assert (change.field, change.label) == ("clauses.clauses.text", "办理 › 受理")


def test_words_of_a_closed_list_are_never_half_alike() -> None:
    assert exactly(("县（市、区）",), ("乡镇（街道）",)).pairs == ()
    changes = compare(make_guide(levels=("县（市、区）",)), make_guide(levels=("设区市",)))
    assert sorted(one.kind for one in changes) == ["added", "removed"]


@given(st.text(max_size=30), st.text(max_size=30))
def test_likeness_is_mutual_and_whole_for_the_same(one: str, other: str) -> None:
    assert alike(one, one) == 1 and alike(one, other) == alike(other, one)
    assert bare(bare(one)) == bare(one) or any(sign.isspace() for sign in one)


def test_a_hundred_clauses_reworded_are_compared_quickly() -> None:
    clauses = [Clause(number=str(at), text=(f"第{at}条 经办机构应当在{at}日内办结第{at}号事项并告知申请人。" * 3,)) for at in range(300)]
    changed = [dataclasses.replace(one, text=(one.text[0] + "另行公告。",)) for one in reversed(clauses)]
    document = Document(region="320600", slug="d", title="通知", clauses=tuple(clauses))
    found = compare(document, dataclasses.replace(document, clauses=tuple(changed)))
    assert {one.kind for one in found} <= {"changed", "moved"} and all(isinstance(one, Change) for one in found)


def test_what_only_search_reads_is_told_to_staff_and_not_to_the_public() -> None:
    service = Service(slug="s", order=1, name="参保", plain="办参保", group="参保", words=("开户",), phrasings=("怎么开户",), need=3)
    asked = dataclasses.replace(service, words=("开户", "上保险"), phrasings=("怎么上保险",), need=5, related=("two",))
    assert {change.field for change in compare(service, asked)} == {"words", "phrasings", "need", "related"}
    assert [(change.field, change.kind, change.after) for change in compare_public(service, asked)] == [("related", "added", "two")]


def test_terms_are_known_by_their_term_and_their_words_are_never_half_alike() -> None:
    one, other = Term(term="医保电子凭证", same=("医保码",), services=("a",)), Term(term="社会保障卡", asked=("医保卡",))
    before = Lexicon(slug="papers", title="证件", terms=(one, other))
    after = dataclasses.replace(before, terms=(other, dataclasses.replace(one, same=("医保二维码",), services=("b",), outside="公安")))
    assert {one for one in told(before, after) if one[1] != "moved"} == {
        ("terms.same", "removed", "医保电子凭证", "医保码", None),
        ("terms.same", "added", "医保电子凭证", None, "医保二维码"),
        ("terms.services", "removed", "医保电子凭证", "a", None),
        ("terms.services", "added", "医保电子凭证", None, "b"),
        ("terms.outside", "added", "医保电子凭证", None, "公安"),
    }
    assert compare_public(before, after) == ()


def test_a_lexicon_of_two_hundred_terms_is_compared_quickly() -> None:
    terms = tuple(Term(term=f"第{at}种病", same=(f"病{at}",), asked=(f"得了{at}号病", f"{at}号毛病")) for at in range(200))
    before = Lexicon(slug="illnesses", title="疾病", terms=terms)
    after = dataclasses.replace(before, terms=tuple(dataclasses.replace(one, asked=(*one.asked, "难受")) for one in reversed(terms)))
    started = time.process_time()
    found = compare(before, after)
    assert time.process_time() - started < 2
    assert sum(change.kind == "added" for change in found) == 200
