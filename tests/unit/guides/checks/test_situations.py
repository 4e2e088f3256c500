"""Questions that would mislead are told with their place; those that importing makes are not."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from mingbai.guides import situations as asking
from mingbai.guides.checks import situations
from mingbai.guides.checks.findings import NOTHING
from mingbai.guides.guide import Guide, Material, Option, Situation
from mingbai.guides.text import parse

YES, NO = Option(key="yes", text="是", needs=("proof",)), Option(key="no", text="否", drops=("proof",))
ASKED = Situation(key="emergency", text="是急诊吗？", options=(YES, NO))
GUIDE = Guide(
    region="320600", slug="x", name="事", materials=(Material(key="proof", name="证明"), Material(name="身份证")), situations=(ASKED,)
)


def found(*asked: Situation, **parts: Any) -> list[tuple[str, str]]:
    return [(one.severity, one.field) for one in situations.found(replace(GUIDE, situations=asked, **parts), NOTHING)]


def test_a_sound_question_is_silent() -> None:
    assert found(ASKED) == found() == []


@pytest.mark.parametrize(
    ("asked", "severity", "field"),
    [
        (replace(ASKED, options=()), "block", "situations[0]"),
        (replace(ASKED, options=(YES,)), "advise", "situations[0]"),
        (replace(ASKED, options=(Option(key="a", text="甲"), Option(key="b", text="乙"))), "advise", "situations[0]"),
        (replace(ASKED, options=(YES, replace(NO, drops=("gone",)))), "block", "situations[0].options[1]"),
        (replace(ASKED, options=(replace(YES, drops=("proof",)), NO)), "block", "situations[0].options[0]"),
        (replace(ASKED, options=(YES, replace(NO, key="yes"))), "block", "situations[0].options"),
        (replace(ASKED, options=(YES, replace(NO, key="unsure"))), "block", "situations[0].options"),
        (replace(ASKED, key="急诊"), "block", "situations"),
    ],
)
def test_what_would_mislead_is_told_at_its_place(asked: Situation, severity: str, field: str) -> None:
    assert found(asked) == [(severity, field)]


def test_an_answer_that_leaves_nothing_to_bring_is_told() -> None:
    assert found(ASKED, materials=(Material(key="proof", name="证明"),)) == [("advise", "situations[0].options[1]")]


def test_materials_with_one_key_and_too_many_ways_of_answering_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    twice = (*GUIDE.materials, Material(name="表", children=(Material(key="proof", name="另一份"),)))
    assert found(ASKED, materials=twice) == [("block", "materials")]
    monkeypatch.setattr(asking, "MOST", 2)
    assert found(ASKED) == [("advise", "situations")]


def test_the_questions_of_the_seeds_stop_nothing() -> None:
    guides = [parse(path.read_text("utf-8")) for path in sorted((Path(__file__).parents[4] / "content" / "guides").rglob("*.yaml"))]
    told = [(guide.name, one.sentence) for guide in guides for one in situations.found(guide, NOTHING) if one.severity == "block"]
    assert told == [] and sum(bool(guide.situations) for guide in guides) == 53
