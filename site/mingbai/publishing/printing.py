"""From drafts to a decision for the press, and what becomes of the items that were held out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from mingbai.publishing.arranging import move_rows
from mingbai.publishing.course import Course, Held, successors_of
from mingbai.publishing.drafted import name_of, place_of
from mingbai.publishing.releases import Decision, Ending, copy_of
from mingbai.publishing.rows import DraftRow, ReleaseRow
from mingbai.publishing.workflow import OPEN_ITEM, PREPARING

_KEPT = ("title", "document_no", "source_document", "organ", "issued", "edition")


def decision_of(row: ReleaseRow, items: Iterable[DraftRow], publisher: int) -> Decision:
    """What a prepared release decides, as the press takes it; ``publisher`` is the account that publishes. Raises BadText."""
    copies, endings = [], []
    for item in items:
        name = name_of(item)
        if item.text is None:
            endings.append(Ending(name, item.why or "", item.reason or "", successors_of(item), item.seen))
        else:
            read = copy_of(name, item.text, file=place_of(name), seen=item.seen)
            copies.append(type(read)(read.name, read.text, read.value, read.seen, item.note))
    return Decision(
        title=row.title,
        actor_id=publisher,
        release=row.id,
        document_no=row.document_no,
        source_document=row.source_document,
        organ=row.organ,
        issued=row.issued,
        edition=row.edition,
        effective_from=row.effective_from,
        dated=row.dated,
        note=row.note,
        copies=tuple(copies),
        endings=tuple(endings),
    )


def carried(session: Session, course: Course, now: datetime, held: Held, items: Sequence[DraftRow]) -> int | None:
    """Put what was held out into a release of its own that is being prepared; its number, None where nothing was held out.

    It is still prepared by whoever prepared the first, so that who publishes the rest may approve it later.
    """
    if not items:
        return None
    row = ReleaseRow(state=PREPARING, dated="decided", actor_id=held.row.actor_id, created_at=now)
    for key in _KEPT:
        setattr(row, key, getattr(held.row, key))
    following = course.begin(row, held.proceeding.region, follows=held.id)
    for position, item in enumerate(items):
        move_rows(session, item, following.id)
        item.position, item.verdict, item.verdict_by = position + 1, OPEN_ITEM, None
    session.flush()
    return following.id
