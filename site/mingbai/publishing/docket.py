"""Reading releases as the desk sees them: many Proceedings from a handful of queries, however many releases and items there are."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from sqlalchemy import case, func, select
from sqlalchemy.orm import Session

from mingbai.publishing import workflow
from mingbai.publishing.course import reviewers_of, seal_of, writers_of
from mingbai.publishing.draft import CHANGED, NEW, WITHDRAWN
from mingbai.publishing.proceeding import Cancelled, Counts, Move, Proceeding
from mingbai.publishing.rows import CancellationRow, DraftRow, MoveRow, ProceedingRow, ReleaseRow, VersionRow, WithdrawalRow


def proceedings_of(session: Session, releases: Iterable[int]) -> tuple[Proceeding, ...]:
    """The releases of these numbers, in their order; those that are unknown, or never were prepared, are left out."""
    asked = list(releases)
    if not asked:
        return ()
    query = (
        select(ReleaseRow, ProceedingRow, CancellationRow)
        .join(ProceedingRow, ProceedingRow.release_id == ReleaseRow.id)
        .outerjoin(CancellationRow, CancellationRow.release_id == ReleaseRow.id)
        .where(ReleaseRow.id.in_(asked))
    )
    rows = {row.id: (row, proceeding, called_off) for row, proceeding, called_off in session.execute(query)}
    over = [row.id for row, _, _ in rows.values() if row.state not in workflow.OPEN]
    beside = _beside(session, list(rows), over)
    return tuple(_proceeding(*rows[one], beside) for one in asked if one in rows)


@dataclass(frozen=True, slots=True)
class _Beside:
    """What belongs to releases in other tables, by their numbers."""

    drafts: dict[int, list[DraftRow]]
    moves: dict[int, list[Move]]
    writers: dict[int, frozenset[int]]
    reviewers: dict[int, frozenset[int]]
    published: dict[int, Counts]


def _beside(session: Session, asked: list[int], over: list[int]) -> _Beside:
    drafts: dict[int, list[DraftRow]] = defaultdict(list)
    for draft in session.execute(select(DraftRow).where(DraftRow.release_id.in_(asked))).scalars():
        drafts[draft.release_id].append(draft)
    moves: dict[int, list[Move]] = defaultdict(list)
    for row in session.execute(select(MoveRow).where(MoveRow.release_id.in_(asked)).order_by(MoveRow.id)).scalars():
        moves[row.release_id].append(_move(row))
    return _Beside(drafts, moves, writers_of(session, asked), reviewers_of(session, asked), _published(session, over))


def _published(session: Session, asked: list[int]) -> dict[int, Counts]:
    """What published releases did: their drafts are gone."""
    if not asked:
        return {}
    first = func.sum(case((VersionRow.number == 1, 1), else_=0))
    versions = session.execute(
        select(VersionRow.release_id, func.count(), first).where(VersionRow.release_id.in_(asked)).group_by(VersionRow.release_id)
    )
    found = {release: (int(new), int(total) - int(new), 0) for release, total, new in versions}
    ended = session.execute(
        select(WithdrawalRow.release_id, func.count()).where(WithdrawalRow.release_id.in_(asked)).group_by(WithdrawalRow.release_id)
    )
    for release, withdrawn in ended:
        found[release] = (*found.get(release, (0, 0, 0))[:2], withdrawn)
    return {
        one: Counts(new=new, changed=changed, withdrawn=gone, passed=new + changed + gone) for one, (new, changed, gone) in found.items()
    }


def _proceeding(row: ReleaseRow, proceeding: ProceedingRow, called_off: CancellationRow | None, beside: _Beside) -> Proceeding:
    drafts, moves = beside.drafts.get(row.id, []), tuple(beside.moves.get(row.id, ()))
    over = row.state not in workflow.OPEN
    sealed = next((move.digest for move in reversed(moves) if move.digest), None) or "" if over else seal_of(row, drafts)
    return Proceeding(
        id=row.id,
        state=row.state,
        title=row.title,
        document_no=row.document_no,
        source_document=row.source_document,
        organ=row.organ,
        region=proceeding.region,
        issued=row.issued,
        edition_printed=row.edition,
        effective_from=row.effective_from,
        dated=row.dated,
        note=row.note,
        override=proceeding.override,
        edition=proceeding.edition,
        actor_id=row.actor_id,
        created_at=row.created_at,
        writers=beside.writers[row.id],
        reviewers=beside.reviewers[row.id],
        digest=sealed,
        items=beside.published.get(row.id, Counts()) if over else _counts(drafts),
        moves=moves,
        follows=proceeding.follows,
        published_at=row.published_at,
        cancelled=Cancelled(called_off.reason, called_off.actor_id, called_off.created_at) if called_off else None,
    )


def _counts(drafts: list[DraftRow]) -> Counts:
    changes, verdicts = Counter(draft.change for draft in drafts), Counter(draft.verdict for draft in drafts)
    return Counts(
        new=changes[NEW],
        changed=changes[CHANGED],
        withdrawn=changes[WITHDRAWN],
        open=verdicts[workflow.OPEN_ITEM],
        passed=verdicts[workflow.PASSED],
        held=verdicts[workflow.HELD],
        returned=verdicts[workflow.RETURNED],
    )


def _move(row: MoveRow) -> Move:
    told: dict[str, Any] = json.loads(row.told or "{}")
    return Move(row.move, row.before, row.after, row.actor_id, row.at, row.digest, MappingProxyType(told))
