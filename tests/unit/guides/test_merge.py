"""Two people changed one list: what lies apart goes together, what touches is left to a person."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as some

from mingbai.guides.merge import merged_rows

ROWS = some.lists(some.sampled_from("abcdef"), max_size=7).map(tuple)


def _rows(text: str) -> tuple[str, ...]:
    return tuple(text)


@pytest.mark.parametrize(
    ("base", "mine", "theirs", "together"),
    [
        ("abcd", "xabcd", "abcdy", "xabcdy"),
        ("abcd", "abcd", "acd", "acd"),
        ("abcd", "Abcd", "abcD", "AbcD"),
        ("abcd", "acd", "abcde", "acde"),
        ("abcd", "aXbcd", "aXbcd", "aXbcd"),
        ("abcd", "aXcd", "aXcd", "aXcd"),
        ("", "a", "", "a"),
    ],
)
def test_changes_that_lie_apart_go_together(base: str, mine: str, theirs: str, together: str) -> None:
    assert merged_rows(_rows(base), _rows(mine), _rows(theirs)) == _rows(together)


@pytest.mark.parametrize(
    ("base", "mine", "theirs"),
    [("abcd", "aXcd", "aYcd"), ("abcd", "acd", "aYcd"), ("abcd", "abcdX", "abcdY"), ("abcd", "aXbcd", "aYcd"), ("", "a", "b")],
)
def test_changes_that_touch_are_left_to_a_person(base: str, mine: str, theirs: str) -> None:
    assert merged_rows(_rows(base), _rows(mine), _rows(theirs)) is None


@given(ROWS, ROWS)
def test_what_only_one_side_changed_is_what_it_says(base: tuple[str, ...], mine: tuple[str, ...]) -> None:
    assert merged_rows(base, mine, base) == mine
    assert merged_rows(base, base, mine) == mine
    assert merged_rows(base, mine, mine) == mine


@given(ROWS, ROWS, ROWS)
def test_it_does_not_matter_who_saved_first(base: tuple[str, ...], mine: tuple[str, ...], theirs: tuple[str, ...]) -> None:
    assert merged_rows(base, mine, theirs) == merged_rows(base, theirs, mine)


@given(ROWS, ROWS, ROWS)
def test_nothing_that_somebody_added_is_lost(base: tuple[str, ...], mine: tuple[str, ...], theirs: tuple[str, ...]) -> None:
    together = merged_rows(base, mine, theirs)
    if together is not None:
        assert (set(mine) | set(theirs)) - set(base) <= set(together)


def test_rows_that_have_no_order_are_merged_too() -> None:
    assert merged_rows((), (None,), (1,)) is None
