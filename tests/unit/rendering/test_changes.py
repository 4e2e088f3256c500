"""Changes in words, and field by field with what went and what came marked."""

from __future__ import annotations

import dataclasses
import itertools
import re
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingbai.guides.compare import compare, compare_public
from mingbai.guides.guide import Basis, Channel, ChecklistRow, Guide, LimitCase, Material, Step, TimeLimit
from mingbai.guides.guide import Path as Way
from mingbai.guides.kinds import Lexicon, LifeEvent, Term
from mingbai.guides.text import parse
from mingbai.rendering.changes import BOOKKEEPING, WORDING, fields, sentences
from mingbai.rendering.marking import Run, marked
from mingbai.rendering.said import said as told
from tests.makers import make_guide, make_source

CONTENT = Path(__file__).parents[3] / "content"
TEN, FIFTEEN = (TimeLimit(raw=f"{days}个工作日", kind="working_days", days=days) for days in (10, 15))
PROOF = Material(name="居住证明")


def said(before: dict, after: dict) -> tuple[str, ...]:
    return sentences(compare_public(make_guide(**before), make_guide(**after)))


def test_the_change_that_everybody_waits_for() -> None:
    card = Material(name="社保卡")
    before = {"materials": (PROOF, card), "time_limit": FIFTEEN}
    assert said(before, {"materials": (card,), "time_limit": TEN}) == ("材料减 1 项：居住证明。", "时限 15 → 10 个工作日。")


@pytest.mark.parametrize(
    ("before", "after", "sentence"),
    [
        ({"materials": ()}, {"materials": (PROOF, Material(name="社保卡"))}, "材料增 2 项：居住证明、社保卡。"),
        (
            {"materials": (dataclasses.replace(PROOF, copies="原件"),)},
            {"materials": (dataclasses.replace(PROOF, copies="复印件"),)},
            "材料“居住证明”的份数和原件要求由“原件”改为“复印件”。",
        ),
        ({"materials": (PROOF,)}, {"materials": (Material(name="居住证"),)}, "材料“居住证明”改为“居住证”。"),
        (
            {"materials": (dataclasses.replace(PROOF, any_of=("居住证", "房产证")),)},
            {"materials": (dataclasses.replace(PROOF, any_of=("居住证",)),)},
            "材料“居住证明”的可选项减 1 项：房产证。",
        ),
        ({"materials": (PROOF,)}, {"materials": (dataclasses.replace(PROOF, form="biao-1"),)}, "材料“居住证明”的空白表新增。"),
        ({"fee": "否"}, {"fee": "工本费10元"}, "收费由“否”改为“工本费10元”。"),
        ({"time_limit": TEN}, {"time_limit": None}, "时限删去：10个工作日。"),
        (
            {"time_limit": TEN},
            {"time_limit": TimeLimit(raw="5个工作日，特殊情况另行告知", kind="working_days", days=5)},
            "时限 10 → 5 个工作日（原文由“10个工作日”改为“5个工作日，特殊情况另行告知”）。",
        ),
        ({"time_limit": TEN}, {"time_limit": TimeLimit(raw="当场办结", kind="immediate", days=0)}, "时限由“10个工作日”改为“当场办结”。"),
        ({"name": "参保登记"}, {"name": "单位参保登记"}, "名称由“参保登记”改为“单位参保登记”。"),
        ({"levels": ("设区市",)}, {"levels": ("设区市", "村（社区）")}, "办理层级增 1 级：村（社区）。"),
        ({"audiences": ("employer",)}, {"audiences": ("employer", "retiree")}, "适用人群增 1 类：退休人员。"),
        ({}, {"channels": (Channel(kind="mobile", detail="江苏医保云"),)}, "办理方式增 1 种：掌上（江苏医保云）。"),
        (
            {"basis": (Basis(title="社会保险法", articles="第五十七条", raw="《社会保险法》第五十七条"),)},
            {"basis": (Basis(title="社会保险法", articles="第五十八条", raw="《社会保险法》第五十八条"),)},
            "依据“社会保险法”的条款由“第五十七条”改为“第五十八条”。",
        ),
        (
            {"process": (Way(path="窗口", steps=(Step(text="申请"),)),)},
            {"process": (Way(path="窗口", steps=(Step(text="申请"), Step(text="受理"))),)},
            "流程“窗口”的步骤增 1 步：受理。",
        ),
        ({"tips": ()}, {"tips": ("请提前预约。",)}, "温馨提示增 1 条：请提前预约。"),
    ],
)  # fmt: skip
def test_each_kind_of_change_has_its_sentence(before: dict, after: dict, sentence: str) -> None:
    assert said(before, after) == (sentence,)


def test_of_a_long_text_the_places_are_told() -> None:
    text = "参保单位应当自成立之日起三十日内向当地医疗保险经办机构申请办理基本医疗保险登记，并按月缴费。"
    (sentence,) = said({"tips": (text,)}, {"tips": (text.replace("三十日", "十五日"),)})
    assert "改为" in sentence and "三十" in sentence and "十五" in sentence and len(sentence) < len(text) + 60


def test_moved_materials_are_told_by_place() -> None:
    names = [Material(name=name) for name in ("户口簿", "居住证明", "银行卡复印件")]
    (sentence,) = said({"materials": tuple(names)}, {"materials": (names[2], names[0], names[1])})
    assert sentence == "材料顺序调整：“银行卡复印件”由第 3 项调到第 1 项。"


def test_wording_alone_is_computed_not_declared() -> None:
    assert said({"tips": ("请带身份证，社保卡",)}, {"tips": ("请带身份证、社保卡。",)}) == (WORDING,)
    assert said({"tips": ("请带证，卡",), "fee": "否"}, {"tips": ("请带证、卡",), "fee": None})[-1] == f"另有 1 处{WORDING}"


def test_nothing_but_bookkeeping_is_told_as_that() -> None:
    before, after = (make_guide(source=make_source(lines=lines)) for lines in ((1, 2), (3, 4)))
    assert sentences(compare(before, after)) == (BOOKKEEPING,) and sentences(compare_public(before, after)) == ()


def test_a_row_of_the_list_that_changed_as_its_guide_did_is_told_once() -> None:
    before, after = (make_guide(time_limit=limit, checklist=ChecklistRow(time_limit=limit)) for limit in (FIFTEEN, TEN))
    assert sentences(compare_public(before, after)) == ("时限 15 → 10 个工作日。",)
    only = make_guide(time_limit=FIFTEEN, checklist=ChecklistRow(time_limit=TEN))
    assert sentences(compare_public(before, only)) == ("清单中的时限 15 → 10 个工作日。",)


def test_a_printed_line_is_told_where_its_parts_do_not_tell_it() -> None:
    line = Material(name="居住证明", note="原件", raw="居住证明（原件）")
    more = dataclasses.replace(line, raw="居住证明（原件，由公安机关出具）")
    assert "公安机关" in "".join(said({"materials": (line,)}, {"materials": (more,)}))
    told = said({"materials": (line,)}, {"materials": (dataclasses.replace(line, note="复印件", raw="居住证明（复印件）"),)})
    assert told == ("材料“居住证明”的说明由“原件”改为“复印件”。",)


def test_fields_come_in_order_with_their_lines_marked() -> None:
    before = make_guide(materials=(PROOF,), time_limit=FIFTEEN, tips=("请带证，卡",))
    found = fields(compare_public(before, dataclasses.replace(before, materials=(), time_limit=TEN, tips=("请带证、卡",))))
    assert [one.label for one in found] == ["材料", "时限", "温馨提示"]
    assert found[0].lines[0].runs == (Run("gone", "居住证明"),)
    assert found[2].lines[0].wording


def test_no_real_pair_lacks_a_sentence_or_a_line() -> None:
    guides = [parse(path.read_text("utf-8"), kind=Guide) for path in sorted((CONTENT / "guides").rglob("*.yaml"))][::6]
    for before, after in itertools.pairwise(guides):
        changes = compare(before, after)
        assert sentences(changes) and all(line.endswith("。") and "None" not in line for line in sentences(changes))
        assert sum(len(field.lines) for field in fields(changes)) == len(changes)
        for change, line in zip(changes, (line for field in fields(changes) for line in field.lines), strict=True):
            for side, kind in ((change.before, "gone"), (change.after, "new")):
                text = "".join(run.text for run in line.runs if run.kind in ("same", kind))
                assert change.kind == "moved" or not isinstance(side, str) or change.top in ("channels", "audiences") or side == text


@given(st.text(max_size=60), st.text(max_size=60))
def test_marked_runs_make_up_both_texts(before: str, after: str) -> None:
    runs = marked(before, after)
    assert "".join(run.text for run in runs if run.kind != "new") == before
    assert "".join(run.text for run in runs if run.kind != "gone") == after


def test_marks_stand_between_words_and_not_inside_them() -> None:
    runs = marked("应当自受理之日起十五个工作日内办结", "应当自受理之日起十个工作日内办结并公示")
    assert Run("same", "应当自受理之日起") in runs and Run("new", "并公示") in runs


def test_a_page_without_a_comparison_loads_no_dictionary() -> None:
    code = "import sys, mingbai.rendering.changes; print('rjieba' in sys.modules)"
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=CONTENT.parent / "site")
    assert told.stdout.strip() == "False"


@pytest.mark.parametrize("kind", ["immediate", "agreement", "mixed", "other"])
def test_a_case_without_a_number_is_told_in_chinese(kind: str) -> None:
    limit = TimeLimit(raw="不超过5天", kind="mixed", days=5, cases=(LimitCase(applies_to="一般变更", kind=kind),))
    assert re.search("[a-z]", told("time_limit", limit)) is None


def test_other_items_are_counted_and_not_named_by_their_slugs() -> None:
    before = LifeEvent(slug="birth", order=1, name="出生", plain="参保。", services=("one", "two", "three"))
    after = dataclasses.replace(before, services=("three", "one", "four", "five"))
    found = sentences(compare_public(before, after))
    assert found and not re.search("[a-z]", "".join(found))
    assert "所含事项增 2 项。" in found and "所含事项减 1 项。" in found


def test_the_words_of_a_lexicon_are_told_to_staff() -> None:
    before = Lexicon(slug="papers", title="证件", terms=(Term(term="社会保障卡", same=("社保卡",)),))
    after = Lexicon(slug="papers", title="证件", terms=(Term(term="社会保障卡", same=("社保卡",), asked=("医疗卡", "金卡")),))
    assert sentences(compare(before, after)) == ("用词“社会保障卡”的人们的说法增 2 个：医疗卡、金卡。",)
