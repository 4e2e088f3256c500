"""Arranging the items of releases: which release an item stands in, in what order, and what a reviewer says of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import func, select, update

from mingbai.errors import Conflict, Refusal
from mingbai.people import audit, policy
from mingbai.publishing import workflow
from mingbai.publishing.course import Held, demand_within, reviewers_of, writers_of
from mingbai.publishing.draft import Draft
from mingbai.publishing.drafted import drafts_of, name_of
from mingbai.publishing.remarks import Remarks, same_item
from mingbai.publishing.rows import CommentRow, DraftRow, EditionRow
from mingbai.publishing.workflow import APPROVED, HELD, OPEN_ITEM, PREPARING, RETURNED, REVIEWED, SUBMITTED, VERDICTS

_WHO_SAYS = {
    PREPARING: ("release.prepare", (HELD, OPEN_ITEM)),
    SUBMITTED: ("release.review", tuple(VERDICTS)),
    REVIEWED: ("release.approve", (HELD, OPEN_ITEM)),
    APPROVED: ("release.approve", (HELD, OPEN_ITEM)),
}
"""In which state of a release which act may give which verdicts on its items."""


class Arranging(Remarks):
    """Moves items between open releases, orders them, and gives verdicts."""

    def put(self, draft: int, release: int) -> Draft:
        """Move a draft, with its editions and remarks, to another open release. What was said of either release before is void."""
        row, held = self._held(draft, "draft.write")
        target = self._course.hold(release)
        if target.id == held.id:
            return self._one(row, held)
        policy.demand(self._by.actor, "release.prepare", target.proceeding.region, target.row.organ)
        demand_within(target.proceeding.region, [name_of(row)])
        for one in (held, target):
            self._course.touched(one, item=_object(row), put=target.id)
        move_rows(self._session, row, target.id)
        row.position = next_position(self._session, target.id)
        row.verdict, row.verdict_reason, row.verdict_by = OPEN_ITEM, None, None
        self._session.flush()
        self._record("draft.put", row, before=held.id, after=target.id)
        return self._one(row, target)

    def order(self, release: int, drafts: Sequence[int]) -> None:
        """Put the items of a release into the order of ``drafts``; those that are not named follow as they stood. Voids nothing."""
        held = self._course.hold(release)
        policy.demand(self._by.actor, "release.prepare", held.proceeding.region, held.row.organ)
        demand_open(held)
        places = {draft: place for place, draft in enumerate(drafts)}
        for position, row in enumerate(sorted(self._course.items(release), key=lambda row: places.get(row.id, len(places)))):
            row.position = position + 1
        self._session.flush()
        audit.record(self._session, self._by, self._now, "release.order", f"release/{release}")

    def verdict(self, draft: int, verdict: str, reason: str = "", edition: int | None = None) -> Draft:
        """Say of one item that it is passed, held out or sent back, or open again; ``edition`` is the one that was looked at.

        Before submission whoever prepares may hold items out; then the reviewer says; after the review the approver may hold an item
        out, which voids an approval, or take one in again, which sends the release back to be reviewed.
        """
        row, held = self._held(draft, "draft.read")
        self._demand_say(held, verdict)
        if edition is not None and edition != row.edition:
            raise Conflict("这一项在您查看之后有改动。", place=_object(row), remedy="请看过新的内容再决定。")
        if verdict in (HELD, RETURNED) and not reason.strip():
            raise Refusal(f"{VERDICTS[verdict]}要写明理由。", place=_object(row), remedy="理由会给编写的人看。")
        before = row.verdict
        row.verdict, row.verdict_reason = verdict, reason.strip() or None
        row.verdict_by = self._by.actor.id if verdict != OPEN_ITEM else None
        self._session.flush()
        self._follow(held, row, before)
        self._record("draft.verdict", row, release=held.id, before=before, after=verdict)
        return self._one(row, held)

    def _demand_say(self, held: Held, verdict: str) -> None:
        state = held.row.state
        if verdict not in VERDICTS:
            raise Refusal(f"没有“{verdict}”这种处理。", remedy=f"可以是：{'、'.join(VERDICTS.values())}。")
        if state not in _WHO_SAYS:
            raise Conflict(f"这次发布现在是“{workflow.STATES[state]}”，不能处理其中的事项。", remedy="请刷新后再看。")
        act, verdicts = _WHO_SAYS[state]
        policy.demand(self._by.actor, act, held.proceeding.region, held.row.organ)
        if verdict not in verdicts:
            raise Conflict(
                f"这次发布现在是“{workflow.STATES[state]}”，不能把一项定为“{VERDICTS[verdict]}”。",
                remedy="提交审核以后由审核人决定；审核以后只能留待下次，或者整体退回。",
            )
        if state != PREPARING:
            workflow.demand_other_eyes("verdict", self._by.actor.id, writers_of(self._session, [held.id])[held.id], ())
        if act == "release.approve":
            workflow.demand_other_eyes("approve", self._by.actor.id, (), reviewers_of(self._session, [held.id])[held.id])

    def _follow(self, held: Held, row: DraftRow, before: str) -> None:
        """After the review, holding an item out voids an approval, and taking one in asks for another review."""
        if held.row.state == APPROVED and row.verdict == HELD and before != HELD:
            self._course.take(held, "hold", item=_object(row), reason=row.verdict_reason)
        if held.row.state in (REVIEWED, APPROVED) and row.verdict == OPEN_ITEM:
            self._course.take(held, "take_in", item=_object(row))

    def _one(self, row: DraftRow, held: Held) -> Draft:
        return drafts_of(self._session, [(row, held.row.state)])[0]


def demand_open(held: Held) -> None:
    """Raise Conflict where a release is published or dropped."""
    if held.row.state not in workflow.OPEN:
        raise Conflict(f"这次发布{workflow.STATES[held.row.state]}，不能再改。", remedy="请另建一次发布。")


def next_position(session: Any, release: int) -> int:
    """The place after the last item of a release."""
    return int(
        session.execute(select(func.coalesce(func.max(DraftRow.position), 0) + 1).where(DraftRow.release_id == release)).scalar_one()
    )


def move_rows(session: Any, row: DraftRow, release: int) -> None:
    """Move a draft to ``release`` with all that was saved and said of its item there: who wrote it goes with it."""
    for table in (EditionRow, CommentRow):
        session.execute(
            update(table).where(table.release_id == row.release_id, *same_item(table, row)).values(release_id=release),
            execution_options={"synchronize_session": False},
        )
    row.release_id = release


def _object(row: DraftRow) -> str:
    return "/".join(name_of(row))
