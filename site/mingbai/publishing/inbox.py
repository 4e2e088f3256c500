"""The home of the desk: what waits for somebody, what of theirs is open, was sent back, is scheduled or parked. A handful of queries."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import and_, func, or_, select
from sqlalchemy.orm import Session

from mingbai.people import policy
from mingbai.people.actor import Actor
from mingbai.publishing import workflow
from mingbai.publishing.docket import proceedings_of
from mingbai.publishing.drafted import drafts_of
from mingbai.publishing.proceeding import Inbox, Opened, Proceeding
from mingbai.publishing.rows import CancellationRow, DraftRow, ReleaseRow

_SHORT = 10
"""How many drafts the short list names."""
_WAITS = {
    workflow.SUBMITTED: ("review", "release.review"),
    workflow.REVIEWED: ("approve", "release.approve"),
    workflow.APPROVED: ("publish", "release.publish"),
}
"""What a release in each state waits for."""


def inbox_of(session: Session, now: datetime, actor: Actor) -> Inbox:
    """What is of concern to ``actor`` at ``now``."""
    query = (
        select(ReleaseRow.id)
        .outerjoin(CancellationRow, CancellationRow.release_id == ReleaseRow.id)
        .where(
            or_(
                ReleaseRow.state.in_(workflow.OPEN),
                and_(ReleaseRow.state == workflow.PUBLISHED, ReleaseRow.effective_from > now, CancellationRow.release_id.is_(None)),
            )
        )
        .order_by(ReleaseRow.id.desc())
    )
    releases = [
        one
        for one in proceedings_of(session, session.execute(query).scalars())
        if policy.may_here(actor, "release.read", one.region, one.organ)
    ]
    mine = [one for one in releases if actor.id in one.writers and one.state in workflow.OPEN]
    drafts, drafted = _drafts(session, actor.id)
    return Inbox(
        waiting=tuple(one for one in releases if waits_for(one, actor)),
        open=tuple(one for one in mine if not _sent_back(one)),
        returned=tuple(one for one in mine if _sent_back(one)),
        scheduled=tuple(one for one in releases if one.state == workflow.PUBLISHED),
        parked=tuple(one for one in releases if one.state == workflow.PARKED),
        drafts=drafts,
        drafted=drafted,
    )


def waits_for(release: Proceeding, actor: Actor) -> bool:
    """Whether the next step of a release is one that ``actor`` may take."""
    if release.state not in _WAITS:
        return False
    move, act = _WAITS[release.state]
    barred = release.writers if move == "review" else release.writers | release.reviewers
    return actor.id not in barred and policy.may_here(actor, act, release.region, release.organ)


def _sent_back(release: Proceeding) -> bool:
    """Whether it came back and nothing was done about that yet, or not enough to submit it again."""
    if release.state != workflow.PREPARING:
        return False
    said = [move.move for move in release.moves if move.move in ("submit", "send_back", "recall", "void")]
    return bool(said) and said[-1] == "send_back"


def _drafts(session: Session, actor: int) -> tuple[tuple[Opened, ...], int]:
    """The drafts that an account saved last and may still change: what was handed in waits for others."""
    mine = (DraftRow.actor_id == actor, ReleaseRow.state == workflow.PREPARING)
    joined = select(DraftRow, ReleaseRow.state).join(ReleaseRow, ReleaseRow.id == DraftRow.release_id).where(*mine)
    rows = session.execute(joined.order_by(DraftRow.saved_at.desc(), DraftRow.id.desc()).limit(_SHORT))
    found = tuple(Opened(one.id, one.release, one.title, one.saved_at) for one in drafts_of(session, ((row, state) for row, state in rows)))
    counted = select(func.count()).select_from(joined.subquery())
    return found, int(session.execute(counted).scalar_one())
