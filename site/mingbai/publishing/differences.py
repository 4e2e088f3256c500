"""A release of differences: what given texts would change against what stands, prepared for people to review (``mingbai load``).

Nothing here publishes. The release and its drafts are the same rows as those of the desk, written by the installation itself,
which is nobody: so anybody who may do so can review and approve them.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy.orm import Session

from mingbai.errors import Conflict
from mingbai.guides.version import Name
from mingbai.people.actor import INSTALLATION, By
from mingbai.publishing import state
from mingbai.publishing.course import Course, region_of
from mingbai.publishing.draft import CHANGED, NEW
from mingbai.publishing.drafted import place_of, row_of, standing
from mingbai.publishing.keeping import fresh_row
from mingbai.publishing.releases import Copy, Decision
from mingbai.publishing.releases import row_of as release_row_of
from mingbai.publishing.workflow import PREPARING


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


def prepare(session: Session, copies: Iterable[Copy], decision: Decision, now: datetime) -> Differences:
    """Prepare one release, as ``decision`` describes it, of all ``copies`` that differ from the newest version of their item.

    All or nothing. Raises Conflict where an item already has a draft with other words.
    """
    state.seize(session)
    found: dict[str, list[Copy]] = {sort: [] for sort in (NEW, CHANGED, "unchanged", "prepared", "ended")}
    for copy in copies:
        sort, seen = _compared(session, copy)
        found[sort].append(replace(copy, seen=seen))
    release = _release(session, decision, found, now) if found[NEW] or found[CHANGED] else None
    names = {sort: tuple(copy.name for copy in sorted_out) for sort, sorted_out in found.items()}
    return Differences(names[NEW], names[CHANGED], names["unchanged"], names["prepared"], names["ended"], release)


def _compared(session: Session, copy: Copy) -> tuple[str, int]:
    """What a copy is against what stands, and the number of the version that stands."""
    found = standing(session, copy.name)
    seen = found.number if found else 0
    if found and found.digest == copy.digest and not found.ended:
        return "unchanged", seen
    if found and found.ended:
        return "ended", seen
    draft = row_of(session, copy.name)
    if draft is None:
        return (CHANGED if found else NEW), seen
    if draft.text == copy.text:
        return "prepared", seen
    raise Conflict(
        f"这个事项在第 {draft.release_id} 号发布中已有一份不同的草稿。", place=place_of(copy.name), remedy="请先发布或撤回那份草稿。"
    )


def _release(session: Session, decision: Decision, found: dict[str, list[Copy]], now: datetime) -> int:
    copies = [(change, copy) for change in (NEW, CHANGED) for copy in found[change]]
    row = release_row_of(decision, PREPARING, now)
    held = Course(session, now, By(INSTALLATION)).begin(row, region_of(copy.name for _, copy in copies))
    for change, copy in copies:
        fresh_row(
            session, copy.name, release_id=held.id, seen=copy.seen, change=change, text=copy.text, note=copy.note,
            actor_id=decision.actor_id, saved_at=now,
        )  # fmt: skip
    return held.id
