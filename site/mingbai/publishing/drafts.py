"""A release that is being prepared: the differences between given texts and what stands, as drafts for people to review.

Nothing here publishes. The workflow and the desk are built on these rows; one draft an item is the table's own rule.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import bindparam, func, select
from sqlalchemy.orm import Session

from mingbai.errors import Conflict
from mingbai.guides.layout import kind_of
from mingbai.guides.version import Name
from mingbai.publishing import queries, state
from mingbai.publishing.releases import Copy, Decision, row_of
from mingbai.publishing.rows import DraftRow, ItemRow, ReleaseRow, VersionRow, WithdrawalRow
from mingbai.publishing.workflow import PREPARING

NEW = "new"
CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class Differences:
    """What the given texts would change. ``ended`` are items that were withdrawn: nothing brings those back unasked.

    ``release`` is the number of the prepared release; None where there is nothing to prepare. ``prepared`` are those of which
    an open release holds the same words already.
    """

    added: tuple[Name, ...]
    changed: tuple[Name, ...]
    unchanged: tuple[Name, ...]
    prepared: tuple[Name, ...]
    ended: tuple[Name, ...]
    release: int | None


_STANDING = (
    select(VersionRow.number, VersionRow.digest, WithdrawalRow.id.label("ended"))
    .join(ItemRow, ItemRow.id == VersionRow.item_id)
    .outerjoin(
        WithdrawalRow, (WithdrawalRow.item_id == ItemRow.id) & (WithdrawalRow.after == VersionRow.number) & queries.live(WithdrawalRow)
    )
    .where(
        queries.live(VersionRow),
        ItemRow.kind == bindparam("kind"),
        ItemRow.region == bindparam("region"),
        ItemRow.slug == bindparam("slug"),
    )
    .order_by(VersionRow.number.desc())
    .limit(1)
)


def prepare(session: Session, copies: Iterable[Copy], decision: Decision, now: datetime) -> Differences:
    """Prepare one release, as ``decision`` describes it, of all ``copies`` that differ from the newest version of their item.

    All or nothing. Raises Conflict where an item already has a draft with other words.
    """
    state.seize(session)
    found: dict[str, list[Copy]] = {sort: [] for sort in (NEW, CHANGED, "unchanged", "prepared", "ended")}
    for copy in copies:
        sort, seen = _compared(session, copy)
        found[sort].append(replace(copy, seen=seen))
    release = _draft(session, decision, found, now) if found[NEW] or found[CHANGED] else None
    names = {sort: tuple(copy.name for copy in sorted_out) for sort, sorted_out in found.items()}
    return Differences(names[NEW], names[CHANGED], names["unchanged"], names["prepared"], names["ended"], release)


def _compared(session: Session, copy: Copy) -> tuple[str, int]:
    """What a copy is against what stands, and the number of the version that stands."""
    standing = session.execute(_STANDING, copy.name._asdict()).one_or_none()
    seen = standing.number if standing else 0
    if standing and standing.digest == copy.digest and not standing.ended:
        return "unchanged", seen
    if standing and standing.ended:
        return "ended", seen
    name = copy.name
    query = select(DraftRow).where(DraftRow.kind == name.kind, DraftRow.region == name.region, DraftRow.slug == name.slug)
    draft = session.execute(query).scalar_one_or_none()
    if draft is None:
        return (CHANGED if standing else NEW), seen
    if draft.text == copy.text:
        return "prepared", seen
    raise Conflict(
        f"这个事项在第 {draft.release_id} 号发布中已有一份不同的草稿。",
        place=str(kind_of(name.kind).path(name.region, name.slug)),
        remedy="请先发布或撤回那份草稿。",
    )


def _draft(session: Session, decision: Decision, found: dict[str, list[Copy]], now: datetime) -> int:
    row = row_of(decision, PREPARING, now)
    session.add(row)
    session.flush()
    for change in (NEW, CHANGED):
        session.add_all(_row(copy, change, row) for copy in found[change])
    session.flush()
    return row.id


def _row(copy: Copy, change: str, release: ReleaseRow) -> DraftRow:
    return DraftRow(
        release_id=release.id,
        kind=copy.name.kind,
        region=copy.name.region,
        slug=copy.name.slug,
        seen=copy.seen,
        change=change,
        text=copy.text,
        note=copy.note,
        actor_id=release.actor_id,
        saved_at=release.created_at,
    )


def count(session: Session, release: int) -> int:
    """How many items a release that is being prepared holds."""
    return session.execute(select(func.count()).where(DraftRow.release_id == release)).scalar_one()
