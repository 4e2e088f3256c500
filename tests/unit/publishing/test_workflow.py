"""The table of states and moves, and whose eyes each step needs."""

from __future__ import annotations

import pytest

from mingbai.errors import Conflict, Forbidden
from mingbai.people.policy import ACTS
from mingbai.publishing.workflow import MOVES, OPEN, STATES, TOLD, demand_other_eyes, step, steps_from, voided_by_change

EVERY_MOVE = sorted({one.move for one in MOVES})


def test_the_table_names_known_states_and_acts_and_no_move_twice() -> None:
    assert {one.before for one in MOVES} | {one.after for one in MOVES} <= set(STATES)
    assert {one.act for one in MOVES} <= set(ACTS)
    assert len({(one.move, one.before) for one in MOVES}) == len(MOVES)
    assert set(EVERY_MOVE) <= set(TOLD)


def test_published_is_reached_only_through_submitting_review_and_approval() -> None:
    """Whoever goes backwards from 已公开 finds one way in each time."""
    way, state = [], "published"
    while state != "preparing":
        (last,) = [one for one in MOVES if one.after == state and one.move in ("submit", "review", "approve", "publish")]
        way.append(last.move)
        state = last.before
    assert way == ["publish", "approve", "review", "submit"]
    assert [one.move for one in MOVES if one.after == "published"] == ["publish"]
    assert [one.before for one in MOVES if one.after == "approved"] == ["reviewed"]
    assert [one.before for one in MOVES if one.after == "reviewed"] == ["submitted", "approved"]


@pytest.mark.parametrize("state", ["published", "dropped"])
def test_what_is_over_leads_nowhere(state: str) -> None:
    assert steps_from(state) == ()
    for move in EVERY_MOVE:
        with pytest.raises(Conflict):
            step(move, state)
    with pytest.raises(Conflict, match=f"这次发布{STATES[state]}，不能再改"):
        voided_by_change(state)


def test_a_refused_move_says_where_it_stands_and_where_it_may_be_made() -> None:
    with pytest.raises(Conflict, match="现在是“准备中”，不能签发") as refused:
        step("approve", "preparing")
    assert "只有“已审核”的发布才可以" in refused.value.remedy


def test_buttons_are_in_the_order_of_the_table() -> None:
    assert [one.label for one in steps_from("submitted")] == ["撤回修改", "审核通过", "报请确定", "退回"]
    assert [one.label for one in steps_from("preparing")] == ["提交审核", "撤销"]


def test_a_change_takes_back_everything_but_preparing() -> None:
    assert voided_by_change("preparing") is None
    for state in set(OPEN) - {"preparing"}:
        found = voided_by_change(state)
        assert found is not None and found.after == "preparing"


@pytest.mark.parametrize("move", ["verdict", "review", "approve", "publish"])
def test_who_wrote_takes_no_further_step(move: str) -> None:
    with pytest.raises(Forbidden, match="您写过这次发布里的内容"):
        demand_other_eyes(move, 7, {7, 8}, set())
    demand_other_eyes(move, 9, {7, 8}, set())


@pytest.mark.parametrize("move", ["approve", "publish"])
def test_who_reviewed_neither_approves_nor_publishes(move: str) -> None:
    with pytest.raises(Forbidden, match="您审核过这次发布"):
        demand_other_eyes(move, 7, set(), {7})
    demand_other_eyes("review", 7, set(), {7})
