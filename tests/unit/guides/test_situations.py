"""Answers narrow the materials and nothing else, stand in an address, and are found again from six digits."""

from __future__ import annotations

from dataclasses import replace

import pytest

from mingbai.guides import situations
from mingbai.guides.guide import Guide, LimitCase, Material, Option, Situation, TimeLimit
from mingbai.guides.situations import UNSURE, choose, code_of, find, fitting, limit_of, read, written
from mingbai.guides.version import Name

YES, NO = Option(key="yes", text="是", needs=("proof",), notes=("急诊需提供急诊诊断证明",)), Option(key="no", text="否", drops=("proof",))
EMERGENCY = Situation(key="emergency", text="是急诊吗？", options=(YES, NO))
WHO = Situation(
    key="who",
    text="您属于哪种情况？",
    options=(Option(key="worker", text="在职职工", drops=("id",)), Option(key="self", text="灵活就业人员", drops=("form", "seal"))),
)
GUIDE = Guide(
    region="320600",
    slug="claim",
    name="门诊费用报销",
    materials=(
        Material(name="票据"),
        Material(key="proof", name="急诊诊断证明"),
        Material(key="id", name="身份证"),
        Material(key="form", name="登记表"),
        Material(name="申请表", children=(Material(key="seal", name="公章证明"), Material(name="承诺书"))),
    ),
    situations=(EMERGENCY, WHO, Situation(key="none", text="没有回答的问题")),
)
NAME = Name("guide", "320600", "claim")


def needed(**answers: str) -> list[str]:
    return [one.name for _, one in choose(GUIDE, answers).needed]


def test_what_is_not_answered_or_not_known_takes_nothing_away():
    assert needed() == needed(emergency=UNSURE, who=UNSURE) == [one.name for one in GUIDE.materials]
    assert [one.key for one in choose(GUIDE, {"emergency": UNSURE}).open] == ["emergency", "who"]


def test_an_answer_drops_its_materials_and_tells_which():
    chosen = choose(GUIDE, {"emergency": "no", "who": "worker"})
    assert [number for number, _ in chosen.needed] == [1, 4, 5]
    assert [(number, one.name) for number, one in chosen.dropped] == [(2, "急诊诊断证明"), (3, "身份证")]
    assert chosen.words == (("是急诊吗？", "否"), ("您属于哪种情况？", "在职职工")) and chosen.notes == () and chosen.open == ()


def test_a_material_under_another_is_dropped_alone():
    chosen = choose(GUIDE, {"who": "self"})
    assert [child.name for child in chosen.needed[-1][1].children] == ["承诺书"]
    assert (5, "公章证明") in [(number, one.name) for number, one in chosen.dropped]


def test_what_is_needed_under_the_same_name_is_not_told_as_dropped():
    twice = Guide(
        region="320600", slug="x", name="事", materials=(Material(name="身份证"), Material(key="id", name="身份证")), situations=(WHO,)
    )
    chosen = choose(twice, {"who": "worker"})
    assert [number for number, _ in chosen.needed] == [1] and chosen.dropped == ()


def test_what_one_answer_needs_no_other_drops():
    clash = Situation(key="way", text="怎么办？", options=(Option(key="net", text="网上", drops=("proof",)),))
    both = Guide(region="320600", slug="x", name="事", materials=GUIDE.materials, situations=(EMERGENCY, clash))
    assert "急诊诊断证明" in [one.name for _, one in choose(both, {"emergency": "yes", "way": "net"}).needed]


def test_notes_apply_with_their_answer_and_once():
    assert choose(GUIDE, {"emergency": "yes"}).notes == ("急诊需提供急诊诊断证明",)
    assert choose(GUIDE, {"emergency": "no"}).notes == ()


def test_the_limit_is_that_of_the_case():
    cases = (LimitCase(applies_to="在职职工", kind="working_days", days=5), LimitCase(applies_to="急诊", kind="immediate", days=0))
    limited = replace(GUIDE, time_limit=TimeLimit(raw="…", kind="working_days", days=5, cases=cases))
    assert limit_of(limited, choose(limited, {"who": "worker"})) == cases[0]
    assert limit_of(limited, choose(limited, {"emergency": "yes"})) == cases[1]
    assert limit_of(limited, choose(limited, {"emergency": "no", "who": "self"})) == limited.time_limit
    assert limit_of(GUIDE, choose(GUIDE, {})) is None


def test_answers_stand_in_an_address_and_come_back():
    answers = {"emergency": "yes", "who": UNSURE}
    assert written(answers) == "emergency.yes~who.unsure" and read(written(answers)) == answers
    assert read("") == {} and read("身份证号.3206~<b>.x~~.a~ok.yes") == {"ok": "yes"}


def test_answers_that_the_guide_does_not_know_any_more_are_left_aside():
    assert fitting(GUIDE, {"who": "self", "emergency": "gone", "old": "yes"}) == {"who": "self"}
    assert choose(GUIDE, {"old": "yes"}).answers == {}


def test_six_digits_lead_back_to_item_and_answers():
    answers = {"emergency": "yes", "who": "worker"}
    code = code_of(NAME, answers)
    assert len(code) == 6 and code.isdigit()
    assert find(f"{code[:3]} {code[3:]}", [GUIDE]) == ((GUIDE, answers),)
    assert find("".join(chr(ord(one) + 0xFEE0) for one in code), [GUIDE]) == ((GUIDE, answers),), "figures of full width"
    assert code_of(NAME, {"emergency": "yes", "who": UNSURE}) == code_of(NAME, {"emergency": "yes"})
    assert find(code, [Guide(region="320600", slug="other", name="别的", situations=GUIDE.situations)]) == ()


@pytest.mark.parametrize("typed", ["", "12345", "1234567", "abcdef", "１２３４５６"])
def test_what_are_no_six_digits_finds_nothing(typed: str):
    assert find(typed, [GUIDE]) == ()


def test_every_way_of_answering_is_found(monkeypatch: pytest.MonkeyPatch):
    assert situations.ways(GUIDE) == 9
    for answers in ({}, {"emergency": "no"}, {"who": "self"}, {"emergency": "no", "who": "self"}):
        assert (GUIDE, answers) in find(code_of(NAME, answers), [GUIDE])
    monkeypatch.setattr(situations, "MOST", 8)
    assert not situations.codable(GUIDE) and find(code_of(NAME, {}), [GUIDE]) == ()


def test_ways_that_share_a_code_are_all_told(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(situations, "_CODES", 3)
    found = find(f"{int(code_of(NAME, {})):06}", [GUIDE])
    assert len(found) > 1 and len(found[0][1]) >= len(found[-1][1])
