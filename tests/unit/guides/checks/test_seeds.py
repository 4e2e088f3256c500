"""The checks over every guide that the project brings: none fails, none finds personal data, and the known faults are found."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from mingbai.guides.checks import Beside, Blank, Check, check
from mingbai.guides.guide import Guide
from mingbai.guides.kinds import Form
from mingbai.guides.text import parse

CONTENT = Path(__file__).parents[4] / "content"


@cache
def found() -> tuple[tuple[Guide, tuple[Check, ...]], ...]:
    """Every guide with its findings, beside the blank forms of its place."""
    forms = [parse(path.read_text("utf-8"), kind=Form) for path in sorted(CONTENT.glob("forms/*/*.yaml"))]
    guides = [parse(path.read_text("utf-8")) for path in sorted(CONTENT.glob("guides/*/*.yaml"))]
    blanks = {guide.region: tuple(Blank(name=one.name, ref=one.ref) for one in forms if one.region == guide.region) for guide in guides}
    return tuple((guide, check(guide, Beside(forms=blanks[guide.region]))) for guide in guides)


def told(kind: str) -> set[str]:
    """The guides of which something of that kind is said."""
    return {guide.slug for guide, checks in found() if any(one.kind == kind for one in checks)}


def test_no_guide_holds_personal_data() -> None:
    assert len(found()) > 100
    assert not [one for _, checks in found() for one in checks if one.kind.startswith("personal")]


def test_only_missing_elements_block() -> None:
    assert {one.kind.split(":")[0] for _, checks in found() for one in checks if one.severity == "block"} == {"missing"}
    assert all(one.waivable for _, checks in found() for one in checks if one.severity == "block")


def test_limits_that_the_steps_contradict_are_found_and_no_others() -> None:
    assert told("limit") == {"322036033000", "322036034000"}


def test_appendices_that_hold_another_form_are_found() -> None:
    assert len(told("reference:title")) == 4


def test_advice_is_no_noise() -> None:
    """No guide gets more than five pieces of advice, and half of them at most two."""
    counts = sorted(sum(one.severity == "advise" for one in checks) for _, checks in found())
    assert counts[-1] <= 5
    assert counts[len(counts) // 2] <= 2


def test_every_finding_says_where_what_and_how() -> None:
    for _, checks in found():
        for one in checks:
            assert one.field and one.sentence.endswith("。") and one.remedy.endswith("。") and len(one.excerpt) <= 160, one
