"""The states of a release and the moves between them, the verdicts on its items, and who may hold which step: one table, pure.

Knows no database: ``proceedings.py`` does what this table allows. No one person takes two steps of the same words (三审三校:
author ≠ reviewer ≠ approver, standards 2.16; 政府信息公开条例 第17条), so the steps of a release are three pairs of eyes.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from types import MappingProxyType

from mingbai.errors import Conflict, Forbidden

PREPARING = "preparing"
SUBMITTED = "submitted"
PARKED = "parked"
REVIEWED = "reviewed"
APPROVED = "approved"
PUBLISHED = "published"
DROPPED = "dropped"

STATES = MappingProxyType(
    {
        PREPARING: "准备中",
        SUBMITTED: "已提交",
        PARKED: "报请确定",
        REVIEWED: "已审核",
        APPROVED: "已签发",
        PUBLISHED: "已公开",
        DROPPED: "已撤销",
    }
)
"""Every state and its Chinese name."""
OPEN = (PREPARING, SUBMITTED, PARKED, REVIEWED, APPROVED)
"""The states in which a release is still on its way."""

OPEN_ITEM = "open"
PASSED = "passed"
HELD = "held"
RETURNED = "returned"
VERDICTS = MappingProxyType({OPEN_ITEM: "待看", PASSED: "通过", HELD: "留待下次", RETURNED: "退回"})
"""Every verdict on an item of a release and its Chinese name."""


@dataclass(frozen=True, slots=True)
class Step:
    """One way from one state to another. ``act`` is the act of ``people.policy`` that it takes; ``label`` what its button says."""

    move: str
    before: str
    after: str
    act: str
    label: str


MOVES: tuple[Step, ...] = (
    Step("submit", PREPARING, SUBMITTED, "release.prepare", "提交审核"),
    Step("drop", PREPARING, DROPPED, "release.prepare", "撤销"),
    Step("recall", SUBMITTED, PREPARING, "release.prepare", "撤回修改"),
    Step("recall", PARKED, PREPARING, "release.prepare", "撤回修改"),
    Step("recall", REVIEWED, PREPARING, "release.prepare", "撤回修改"),
    Step("recall", APPROVED, PREPARING, "release.prepare", "撤回修改"),
    Step("review", SUBMITTED, REVIEWED, "release.review", "审核通过"),
    Step("refer", SUBMITTED, PARKED, "release.review", "报请确定"),
    Step("resume", PARKED, SUBMITTED, "release.review", "恢复审核"),
    Step("send_back", SUBMITTED, PREPARING, "release.review", "退回"),
    Step("send_back", PARKED, PREPARING, "release.review", "退回"),
    Step("send_back", REVIEWED, PREPARING, "release.approve", "退回"),
    Step("send_back", APPROVED, PREPARING, "release.approve", "退回"),
    Step("approve", REVIEWED, APPROVED, "release.approve", "签发"),
    Step("publish", APPROVED, PUBLISHED, "release.publish", "公开"),
    # What follows from a change and is no button: the change takes back what was said of the words before it.
    Step("void", SUBMITTED, PREPARING, "release.prepare", ""),
    Step("void", PARKED, PREPARING, "release.prepare", ""),
    Step("void", REVIEWED, PREPARING, "release.prepare", ""),
    Step("void", APPROVED, PREPARING, "release.prepare", ""),
    Step("hold", APPROVED, REVIEWED, "release.approve", ""),
    Step("take_in", REVIEWED, SUBMITTED, "release.approve", ""),
    Step("take_in", APPROVED, SUBMITTED, "release.approve", ""),
)
"""The one table: move, from, to, the act that it takes, its button. Whatever is not here is refused."""

TOLD = MappingProxyType(
    {
        "prepare": "建立",
        "follow": "接续上一次留下的事项",
        "describe": "修改发布事项的说明",
        "void": "内容有改动，此前的审核和签发作废",
        "hold": "有事项留待下次，此前的签发作废",
        "take_in": "留下的事项重新列入，须重新审核",
        **{step.move: step.label for step in MOVES if step.label},
    }
)
"""What the record of a move says, for every move that is recorded."""


def step(move: str, state: str) -> Step:
    """The step that ``move`` is in ``state``. Raises Conflict where the table has none."""
    for one in MOVES:
        if (one.move, one.before) == (move, state):
            return one
    wanted = "、".join(STATES[one.before] for one in MOVES if one.move == move)
    raise Conflict(
        f"这次发布现在是“{STATES[state]}”，不能{TOLD.get(move, move)}。",
        remedy=f"只有“{wanted}”的发布才可以；别人可能刚刚处理过，请刷新后再看。" if wanted else "请刷新后再看。",
    )


def steps_from(state: str) -> tuple[Step, ...]:
    """The steps with a button that lead on from ``state``, in the order of the table."""
    return tuple(one for one in MOVES if one.before == state and one.label)


def voided_by_change(state: str) -> Step | None:
    """The step that a change of words or facts causes in ``state``: None while it is being prepared. Raises Conflict once it is over."""
    if state == PREPARING:
        return None
    if state not in OPEN:
        raise Conflict(f"这次发布{STATES[state]}，不能再改。", remedy="更正请另建一次发布。")
    return step("void", state)


def demand_other_eyes(move: str, actor: int, writers: Collection[int], reviewers: Collection[int]) -> None:
    """Raise Forbidden where ``actor`` may not take the step ``move`` because of another step that they hold (standards 2.16)."""
    if move in ("review", "approve", "publish", "verdict") and actor in writers:
        done = {"review": "审核", "approve": "签发", "publish": "公开", "verdict": "审看"}[move]
        raise Forbidden(f"您写过这次发布里的内容，不能再由您{done}。", remedy="请由没有参与编写的人办理。")
    if move in ("approve", "publish") and actor in reviewers:
        done = {"approve": "签发", "publish": "公开"}[move]
        raise Forbidden(f"您审核过这次发布，不能再由您{done}。", remedy="请由没有参与编写和审核的人办理。")
