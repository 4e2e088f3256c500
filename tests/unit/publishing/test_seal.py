"""The digest that an approval is bound to: every character counts, and nothing else does."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from mingbai.guides.version import Name
from mingbai.publishing.seal import FACTS, line_of_ending, line_of_text, seal
from tests.makers import NOW

A, B = Name("guide", "320600", "a"), Name("guide", "320600", "b")
PLAIN: dict[str, Any] = dict.fromkeys(FACTS) | {"title": "通知", "dated": "decided"}
LINES = (line_of_text(A, 1, "name: 甲\n", None), line_of_ending(B, 2, "合并", "并入甲。", (A,)))


def test_the_order_of_items_does_not_count() -> None:
    assert seal(PLAIN, LINES) == seal(PLAIN, reversed(LINES))


@pytest.mark.parametrize(
    "line",
    [
        line_of_text(A, 1, "name: 乙\n", None),
        line_of_text(A, 1, "name: 甲\n", "更正"),
        line_of_text(A, 2, "name: 甲\n", None),
        line_of_text(B, 1, "name: 甲\n", None),
    ],
)
def test_text_note_base_and_name_count(line: str) -> None:
    assert seal(PLAIN, (line, LINES[1])) != seal(PLAIN, LINES)


@pytest.mark.parametrize(
    "line",
    [
        line_of_ending(B, 2, "废止", "并入甲。", (A,)),
        line_of_ending(B, 2, "合并", "并入乙。", (A,)),
        line_of_ending(B, 2, "合并", "并入甲。", ()),
        line_of_ending(B, 1, "合并", "并入甲。", (A,)),
    ],
)
def test_how_why_and_into_what_count(line: str) -> None:
    assert seal(PLAIN, (LINES[0], line)) != seal(PLAIN, LINES)


@pytest.mark.parametrize("fact", FACTS)
def test_every_fact_of_the_decision_counts(fact: str) -> None:
    other = NOW + timedelta(days=1) if fact == "effective_from" else "别的"
    assert seal(PLAIN | {fact: other}, LINES) != seal(PLAIN, LINES)


def test_an_item_more_or_less_counts() -> None:
    assert len({seal(PLAIN, ()), seal(PLAIN, LINES[:1]), seal(PLAIN, LINES)}) == 3
