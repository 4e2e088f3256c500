"""The course of a release, inside one transaction: take hold of it, move it by the table, record the move, void what a change undoes.

Whoever changes something prepared stands in line first, as the press does (``state.seize``), and reads only then: two people at
once are one after the other, and the second sees what the first did. The caller owns the transaction.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import and_, select, union
from sqlalchemy.orm import Session

from mingbai.errors import NotFound, Refusal
from mingbai.guides.regions import path
from mingbai.guides.version import Name
from mingbai.people import audit
from mingbai.people.actor import By, Grant
from mingbai.publishing import seal, state, workflow
from mingbai.publishing.draft import WITHDRAWN
from mingbai.publishing.rows import DraftRow, EditionRow, MoveRow, ProceedingRow, ReleaseRow


@dataclass(frozen=True, slots=True)
class Held:
    """A release that this transaction holds: nobody else changes anything prepared until it ends."""

    row: ReleaseRow
    proceeding: ProceedingRow

    @property
    def id(self) -> int:
        """The number of the release."""
        return self.row.id


class Course:
    """Takes releases of ``session`` along their course in the name of ``by``, at ``now``."""

    def __init__(self, session: Session, now: datetime, by: By) -> None:
        self._session = session
        self._now = now
        self._by = by

    def hold(self, release: int) -> Held:
        """Take hold of a release. Raises NotFound."""
        state.seize(self._session)
        row = self._session.get(ReleaseRow, release, populate_existing=True)
        proceeding = self._session.get(ProceedingRow, release, populate_existing=True)
        if row is None or proceeding is None:
            raise NotFound(f"没有第 {release} 号发布。", remedy="请从发布列表中选择。")
        return Held(row, proceeding)

    def begin(self, row: ReleaseRow, region: str, follows: int | None = None) -> Held:
        """Enter a new release that is being prepared, and record that."""
        state.seize(self._session)
        self._session.add(row)
        self._session.flush()
        proceeding = ProceedingRow(release_id=row.id, region=region, edition=1, override=None, follows=follows)
        self._session.add(proceeding)
        held = Held(row, proceeding)
        told: dict[str, Any] = {} if follows is None else {"follows": follows}
        # Who publishes a release prepares nothing of the one that takes up what was held out of it.
        self.record(held, "prepare" if follows is None else "follow", workflow.PREPARING, workflow.PREPARING, **told)
        return held

    def take(self, held: Held, move: str, digest: str | None = None, **told: Any) -> None:
        """Move the release by the table, record the move and the act. Raises Conflict where the table has no such step."""
        step = workflow.step(move, held.row.state)
        held.row.state = step.after
        self.record(held, move, step.before, step.after, digest, **told)

    def touched(self, held: Held, **told: Any) -> None:
        """Words or facts change: whatever was said of them before is void. Raises Conflict where the release is over."""
        step = workflow.voided_by_change(held.row.state)
        if step is not None:
            self.take(held, step.move, **told)

    def record(self, held: Held, move: str, before: str, after: str, digest: str | None = None, **told: Any) -> None:
        """Write the move down, for ever, and the act in the audit log."""
        written = json.dumps(told, ensure_ascii=False)
        self._session.add(
            MoveRow(
                release_id=held.id,
                move=move,
                before=before,
                after=after,
                actor_id=self._by.actor.id,
                at=self._now,
                digest=digest,
                told=written,
            )
        )
        self._session.flush()
        audit.record(self._session, self._by, self._now, f"release.{move}", f"release/{held.id}", before=before, after=after)

    def items(self, release: int) -> list[DraftRow]:
        """The drafts of a release in their order, as they stand now."""
        query = select(DraftRow).where(DraftRow.release_id == release).order_by(DraftRow.position, DraftRow.id)
        return list(self._session.execute(query.execution_options(populate_existing=True)).scalars())

    def seal(self, held: Held) -> str:
        """The digest of what the release would do if it were published as it stands."""
        self._session.flush()
        return seal_of(held.row, self.items(held.id))


def seal_of(row: ReleaseRow, items: Iterable[DraftRow]) -> str:
    """The digest of a release with these drafts; those that are held out do not count."""
    facts = {key: getattr(row, key) for key in seal.FACTS}
    return seal.seal(facts, (_line(item) for item in items if item.verdict != workflow.HELD))


def _line(item: DraftRow) -> str:
    name = Name(item.kind, item.region, item.slug)
    if item.change == WITHDRAWN or item.text is None:
        return seal.line_of_ending(name, item.seen, item.why or "", item.reason or "", successors_of(item))
    return seal.line_of_text(name, item.seen, item.text, item.note)


def successors_of(item: DraftRow) -> tuple[Name, ...]:
    """The items in which a withdrawn one goes on."""
    return tuple(Name(*one) for one in json.loads(item.successors)) if item.successors else ()


def writers_of(session: Session, releases: Iterable[int]) -> dict[int, frozenset[int]]:
    """For each release, the accounts that wrote any edition of any item in it, prepared it, or changed its facts."""
    asked = list(releases)
    item = and_(
        EditionRow.kind == DraftRow.kind,
        EditionRow.region == DraftRow.region,
        EditionRow.slug == DraftRow.slug,
        EditionRow.release_id == DraftRow.release_id,
    )
    wrote = select(DraftRow.release_id, EditionRow.actor_id).join(EditionRow, item).where(DraftRow.release_id.in_(asked))
    # Once it is published its drafts are gone; then whoever wrote an edition for it did.
    over = (
        select(EditionRow.release_id, EditionRow.actor_id)
        .join(ReleaseRow, ReleaseRow.id == EditionRow.release_id)
        .where(EditionRow.release_id.in_(asked), ReleaseRow.state.not_in(workflow.OPEN))
    )
    saved = select(DraftRow.release_id, DraftRow.actor_id).where(DraftRow.release_id.in_(asked))
    prepared = select(ReleaseRow.id, ReleaseRow.actor_id).where(ReleaseRow.id.in_(asked), ReleaseRow.state.in_(workflow.OPEN))
    described = select(MoveRow.release_id, MoveRow.actor_id).where(MoveRow.release_id.in_(asked), MoveRow.move.in_(("prepare", "describe")))
    return _by_release(session, asked, union(wrote, over, saved, prepared, described))


def reviewers_of(session: Session, releases: Iterable[int]) -> dict[int, frozenset[int]]:
    """For each release, the accounts that reviewed it or passed any item that stands in it."""
    asked = list(releases)
    reviewed = select(MoveRow.release_id, MoveRow.actor_id).where(MoveRow.release_id.in_(asked), MoveRow.move == "review")
    passed = select(DraftRow.release_id, DraftRow.verdict_by).where(
        DraftRow.release_id.in_(asked), DraftRow.verdict == workflow.PASSED, DraftRow.verdict_by.is_not(None)
    )
    return _by_release(session, asked, union(reviewed, passed))


def _by_release(session: Session, asked: list[int], query: Any) -> dict[int, frozenset[int]]:
    found: dict[int, set[int]] = {release: set() for release in asked}
    for release, actor in session.execute(query):
        found[release].add(actor)
    return {release: frozenset(actors) for release, actors in found.items()}


def covers(region: str, other: str) -> bool:
    """Whether a release of ``region`` may hold an item of ``other``: permissions are given by region, so it may not reach beyond."""
    return Grant("editor", region).covers(other)


def demand_within(region: str, names: Iterable[Name]) -> None:
    """Raise Refusal where an item lies outside the region of its release."""
    for name in names:
        if not covers(region, name.region):
            raise Refusal(
                "这个事项不在这次发布的地区之内。",
                place="/".join(part for part in name if part),
                remedy="请另建一次发布，或先改发布的地区。",
            )


def region_of(names: Iterable[Name]) -> str:
    """The narrowest region that holds all items; empty where they lie in several provinces or belong to no place."""
    paths = [_codes(name.region) for name in names]
    shared = [codes[0] for codes in zip(*paths, strict=False) if len(set(codes)) == 1]
    return shared[-1] if shared else ""


def _codes(region: str) -> tuple[str, ...]:
    try:
        return tuple(place.code for place in path(region))
    except NotFound:
        return ()
