"""Pieces of the release's pages that need no site."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from mingbai.desk import facts
from mingbai.desk.changes import Told
from mingbai.desk.release_page import Finding
from mingbai.errors import Refusal
from mingbai.guides.checks import Check


@pytest.mark.parametrize(
    ("field", "card"), [("materials[0].name", "card-materials"), ("time_limit.raw", "card-limit"), ("unheard", "main")]
)
def test_a_finding_leads_to_the_card_of_its_field(field: str, card: str) -> None:
    check = Check(kind="vague", severity="advise", field=field, sentence="不具体。", remedy="请写明。")
    assert Finding(1, "单位参保登记", check).card == card


@pytest.mark.parametrize(
    ("kind", "field", "card"),
    [("lexicon", "terms[3].asked", "card-terms"), ("service", "related", "card-beside"), ("event", "name", "card-main")],
)
def test_a_finding_of_another_kind_leads_to_a_card_of_its_own(kind: str, field: str, card: str) -> None:
    check = Check(kind="relation", severity="block", field=field, sentence="不存在。", remedy="请改正。")
    assert Finding(1, "出生", check, kind).card == card


def test_a_time_is_read_and_written_in_shanghai() -> None:
    assert facts.instant("2026-12-01") == datetime(2026, 11, 30, 16, tzinfo=UTC)
    assert facts.written(facts.instant("2026-12-01T08:30")) == "2026-12-01T08:30"


@pytest.mark.parametrize("posted", [{}, {"title": " "}, {"title": "甲", "region": "南通"}, {"title": "甲", "effective": "later"}])
def test_facts_that_cannot_be_are_refused(posted: dict[str, str]) -> None:
    with pytest.raises(Refusal):
        facts.of(posted)


def test_now_is_no_time_and_missing_fields_are_left_alone() -> None:
    assert facts.of({"title": "甲", "region": "", "effective": "now", "note": " \r\n"}) == {
        "title": "甲", "region": "", "note": None, "effective_from": None,
    }  # fmt: skip
    assert "effective_from" not in facts.of({"title": "甲"})


def test_what_was_told_goes_with_every_public_change() -> None:
    told = Told()
    assert told.known("key", 1) is None
    told.keep("key", 1, ("一句",))
    assert told.known("key", 1) == ("一句",)
    assert told.known("key", 2) is None
    told.keep("key", 1, ("一句",))
    assert told.known("key", 2) is None
