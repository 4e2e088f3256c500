"""What people say about a draft and who has it open: remarks by field, and presence, which is shown and never a lock."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from mingbai.errors import NotFound, Refusal
from mingbai.guides.layout import kind_of
from mingbai.people import audit, policy
from mingbai.people.actor import By
from mingbai.publishing import state
from mingbai.publishing.course import Course, Held
from mingbai.publishing.draft import Comment, Present
from mingbai.publishing.rows import CommentRow, DraftRow, PresenceRow, ReleaseRow

PRESENT = timedelta(seconds=60)
"""How long after its last sign somebody still counts as having a draft open."""


class Remarks:
    """Remarks and presence on the drafts of ``session``, in the name of ``by``, at ``now``."""

    def __init__(self, session: Session, now: datetime, by: By) -> None:
        self._session = session
        self._now = now
        self._by = by
        self._course = Course(session, now, by)

    def comment(self, draft: int, field: str, text: str) -> Comment:
        """Remark on a ``field`` of the draft's item (empty: on the whole). Raises Refusal where nothing is said or no such field is."""
        row, _ = self._held(draft, "draft.comment")
        if not text.strip():
            raise Refusal("意见是空的。", remedy="请写明意见再提交。")
        known = kind_of(row.kind).value.__dataclass_fields__
        if field and field.split(".")[0].split("[")[0] not in known:
            raise Refusal(f"没有“{field}”这一栏。", remedy="请在要说的那一栏旁边填写意见。")
        remark = CommentRow(
            release_id=row.release_id, kind=row.kind, region=row.region, slug=row.slug, field=field, text=text.strip(),
            actor_id=self._by.actor.id, at=self._now,
        )  # fmt: skip
        self._session.add(remark)
        self._session.flush()
        self._record("draft.comment", row, comment=remark.id)
        return _comment(remark)

    def comments(self, draft: int) -> tuple[Comment, ...]:
        """The remarks on the draft's item in its release, in the order in which they were made."""
        row = self._read_row(draft)
        query = select(CommentRow).where(CommentRow.release_id == row.release_id, *same_item(CommentRow, row)).order_by(CommentRow.id)
        return tuple(_comment(remark) for remark in self._session.execute(query).scalars())

    def settle(self, comment_id: int) -> Comment:
        """Mark a remark as dealt with. Raises NotFound; a remark that is settled already stays as it was settled."""
        state.seize(self._session)
        remark = self._session.get(CommentRow, comment_id, populate_existing=True)
        if remark is None:
            raise NotFound("没有这条意见。", remedy="请刷新后再看。")
        policy.demand(self._by.actor, "draft.comment", remark.region, self._organ(remark.release_id))
        if remark.settled_at is None:
            remark.settled_by, remark.settled_at = self._by.actor.id, self._now
            self._session.flush()
            self._record("draft.settle", remark, comment=remark.id)
        return _comment(remark)

    def touch(self, draft: int) -> None:
        """Say that whoever acts has the draft open now. No act of record: it says nothing about the words."""
        self._read_row(draft)
        here = {"draft_id": draft, "account_id": self._by.actor.id, "at": self._now}
        dialect: Any = postgresql if self._session.get_bind().dialect.name == "postgresql" else sqlite
        keys = ["draft_id", "account_id"]
        self._session.execute(dialect.insert(PresenceRow).values(here).on_conflict_do_update(index_elements=keys, set_={"at": self._now}))

    def present(self, draft: int) -> tuple[Present, ...]:
        """Who else has had the draft open within the last minute, the latest first."""
        query = (
            select(PresenceRow.account_id, PresenceRow.at)
            .where(PresenceRow.draft_id == draft, PresenceRow.at > self._now - PRESENT, PresenceRow.account_id != self._by.actor.id)
            .order_by(PresenceRow.at.desc())
        )
        return tuple(Present(actor, at) for actor, at in self._session.execute(query))

    def _read_row(self, draft: int) -> DraftRow:
        """The row of a draft that may be read. Raises NotFound and Forbidden."""
        row = self._session.get(DraftRow, draft)
        if row is None:
            raise _gone()
        policy.demand(self._by.actor, "draft.read", row.region, self._organ(row.release_id))
        return row

    def _held(self, draft: int, act: str) -> tuple[DraftRow, Held]:
        """The row of a draft as it stands, with its release taken hold of, for somebody who may do ``act`` to it."""
        state.seize(self._session)
        row = self._session.get(DraftRow, draft, populate_existing=True)
        if row is None:
            raise _gone()
        held = self._course.hold(row.release_id)
        policy.demand(self._by.actor, act, row.region, held.row.organ)
        return row, held

    def _organ(self, release: int) -> str | None:
        return self._session.execute(select(ReleaseRow.organ).where(ReleaseRow.id == release)).scalar_one_or_none()

    def _record(self, act: str, item: DraftRow | CommentRow, **told: Any) -> None:
        audit.record(self._session, self._by, self._now, act, "/".join((item.kind, item.region, item.slug)), **told)


def _gone() -> NotFound:
    return NotFound("这份草稿已经不在了：它已公开，或者被放弃。", remedy="您写的内容还在本机，请从事项页重新打开后粘贴。")


def same_item(table: Any, row: DraftRow) -> tuple[Any, ...]:
    """The conditions that a row of ``table`` is about the item of a draft."""
    return table.kind == row.kind, table.region == row.region, table.slug == row.slug


def _comment(row: CommentRow) -> Comment:
    return Comment(row.id, row.field, row.text, row.actor_id, row.at, row.settled_by, row.settled_at)
