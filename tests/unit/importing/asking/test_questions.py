"""From printed cases and conditions to questions: the document's words in answers and notes, keys that stay, no question without print."""

from __future__ import annotations

import functools
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from mingbai.guides.guide import Guide, Material
from mingbai.guides.situations import choose, codable
from mingbai.guides.text import parse
from mingbai.importing.asking import with_questions

CONTENT = Path(__file__).parents[4] / "content" / "guides"
REGIONS = ("320600", "320900", "360000", "420000", "512000")


@functools.cache
def guides(region: str) -> dict[str, Guide]:
    """The guides of a seed, asked anew; test_seeds holds that content is what importing yields."""
    found = (parse(path.read_text("utf-8")) for path in sorted((CONTENT / region).glob("*.yaml")))
    return {one.name: with_questions(replace(one, situations=(), derived=())) for one in found}


def asked(*materials: Material, **parts: Any) -> Guide:
    return with_questions(Guide(region="320600", slug="x", name=parts.pop("name", "门诊费用报销"), materials=materials, **parts))


def needed(guide: Guide, **answers: str) -> list[str]:
    return [one.name for _, one in choose(guide, answers).needed]


def test_a_guide_that_prints_no_case_stays_as_it_is():
    guide = Guide(region="320600", slug="x", name="事", materials=(Material(name="身份证"),), remarks=("即时办结",))
    assert with_questions(guide) is guide


def test_cases_of_people_exclude_each_other_and_of_events_do_not():
    people = asked(Material(name="登记表", situation="在职职工"), Material(name="身份证", situation="灵活就业人员"), Material(name="照片"))
    assert [one.text for one in people.situations] == ["您属于哪种情况？"] and people.derived == ("situations",)
    assert needed(people, case="zaizhi-zhigong") == ["登记表", "照片"]
    events = asked(Material(name="诊断证明", situation="急诊"), Material(name="认定书", situation="意外伤害就医的"))
    assert [one.text for one in events.situations] == ["是急诊吗？", "是意外伤害就医吗？"]
    assert needed(events, jizhen="no") == ["认定书"] and needed(events, jizhen="yes") == ["诊断证明", "认定书"]


def test_a_sentence_printed_twice_asks_once_and_both_wordings_are_kept():
    guide = asked(
        material_notes=("变更姓名、身份证号等关键信息的需提供对应辅助材料。",),
        remarks=("变更姓名、性别、身份证号等关键信息的可要求提供必要的对应辅助材料", "变更姓名、身份证号等关键信息的需提供对应辅助材料"),
    )
    (question,) = guide.situations
    assert question.text == "是变更姓名、性别、身份证号等关键信息吗？"
    assert [len(option.notes) for option in question.options] == [2, 0]


def test_only_and_not_needed_drop_what_is_listed():
    papers = (Material(name="电子凭证或身份证", any_of=("电子凭证", "身份证")), Material(name="门急诊费用清单"), Material(name="居住证明"))
    only = asked(*papers, material_notes=("办理更改的只需身份证或电子凭证（不包括居住地发生变更）",))
    assert only.situations[0].text == "是办理更改吗？（不包括居住地发生变更）"
    assert needed(only, **{only.situations[0].key: "yes"}) == ["电子凭证或身份证"]
    spare = asked(*papers, remarks=("报销门诊费用时，若票据中已列有明细的，可不提供费用清单",))
    assert needed(spare, **{spare.situations[0].key: "yes"}) == ["电子凭证或身份证", "居住证明"]
    assert asked(*papers, name="住院费用报销", remarks=spare.remarks).situations == ()


def test_a_note_of_a_material_spares_that_material():
    guide = asked(Material(name="证书", note="实现联办建立登记的企业可不提供"), Material(name="登记表"))
    assert needed(guide, **{guide.situations[0].key: "yes"}) == ["登记表"]


def test_keys_are_unique_and_a_key_that_is_there_is_kept():
    guide = asked(Material(name="身份证", situation="在职职工"), Material(key="mine", name="身份证", situation="灵活就业人员"))
    assert [one.key for one in guide.materials] == ["shenfenzheng", "mine"]
    again = with_questions(replace(guide, situations=(), derived=()))
    assert again.situations == guide.situations


@pytest.mark.parametrize("region", REGIONS)
def test_answers_and_notes_of_the_seeds_are_printed_words_and_point_at_what_is_there(region: str):
    for guide in guides(region).values():
        keys = [one.key for top in guide.materials for one in (top, *top.children) if one.key]
        assert len(keys) == len(set(keys))
        print_ = re.sub(r"[\s，,。；;]", "", repr(replace(guide, situations=())).replace("\\n", ""))
        for question in guide.situations:
            assert codable(guide) and len({option.key for option in question.options}) == len(question.options) > 1
            for option in question.options:
                assert set(option.needs) | set(option.drops) <= set(keys)
                assert option.text in ("是", "否", "都不是") or option.text.removesuffix("的") in repr(guide)
                assert all(re.sub(r"[\s，,。；;]", "", note) in print_ for note in option.notes)
            assert all(choose(guide, {question.key: option.key}).needed or not guide.materials for option in question.options)


def test_the_seeds_ask_where_they_print_cases():
    counts = {region: sum(bool(guide.situations) for guide in guides(region).values()) for region in REGIONS}
    assert counts == {"320600": 12, "320900": 5, "360000": 12, "420000": 10, "512000": 14}
    claim = guides("320600")["门诊费用报销"]
    assert [one.text for one in claim.situations] == [
        "是急诊吗？", "是抢救吗？", "是意外伤害就医吗？", "是“双通道”管理及单独支付药品吗？",
    ]  # fmt: skip
    claim = guides("320600")["住院费用报销"]
    assert [one.text for one in claim.situations] == ["是意外伤害就医吗？", "是急诊吗？", "是外购药品吗？"]
