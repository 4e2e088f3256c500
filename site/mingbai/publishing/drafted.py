"""Reading what is prepared and what stands: rows of drafts become Drafts; for an item, the version that a draft goes on from."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import and_, bindparam, select
from sqlalchemy.orm import Session

from mingbai.guides.layout import kind_of
from mingbai.guides.version import Name
from mingbai.publishing import queries
from mingbai.publishing.course import successors_of
from mingbai.publishing.draft import WITHDRAWN, Draft, title_in
from mingbai.publishing.rows import (
    DraftRow,
    ItemRow,
    ParsedRow,
    ReleaseRow,
    TextRow,
    VersionRow,
    WithdrawalRow,
)


@dataclass(frozen=True, slots=True)
class Standing:
    """What a new version of an item goes on from: the ``number`` that stands or comes, and its text (None where the law removed it).

    ``ended`` where it is withdrawn after that. ``organ`` is whose decision it was. Nothing may take effect before ``since``.
    """

    number: int
    digest: str
    text: str | None
    ended: bool
    organ: str | None
    since: datetime


_STANDING = (
    select(
        VersionRow.number,
        VersionRow.digest,
        TextRow.text,
        WithdrawalRow.effective_from.label("ended"),
        ReleaseRow.organ,
        VersionRow.effective_from,
    )
    .join(ItemRow, ItemRow.id == VersionRow.item_id)
    .join(TextRow, TextRow.digest == VersionRow.digest)
    .join(ReleaseRow, ReleaseRow.id == VersionRow.release_id)
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


def standing(session: Session, name: Name) -> Standing | None:
    """The last version of an item, one that is to come included, one that was called off left out; None where there is none."""
    row = session.execute(_STANDING, name._asdict()).one_or_none()
    return Standing(row.number, row.digest, row.text, row.ended is not None, row.organ, row.ended or row.effective_from) if row else None


def row_of(session: Session, name: Name) -> DraftRow | None:
    """The one draft of an item, as it stands now."""
    query = select(DraftRow).where(DraftRow.kind == name.kind, DraftRow.region == name.region, DraftRow.slug == name.slug)
    return session.execute(query.execution_options(populate_existing=True)).scalar_one_or_none()


def drafts_of(session: Session, rows: Iterable[tuple[DraftRow, str]]) -> tuple[Draft, ...]:
    """Drafts from rows, each with the state of its release. No text is read as YAML; two queries at most, however many there are."""
    given = list(rows)
    titles = _ended_titles(session, [row for row, _ in given if row.change == WITHDRAWN])
    return tuple(_draft(row, state, titles.get(row.id, "")) for row, state in given)


def _draft(row: DraftRow, state: str, title: str) -> Draft:
    return Draft(
        id=row.id,
        release=row.release_id,
        state=state,
        name=name_of(row),
        title=(title_in(row.text) if row.text else title) or row.slug,
        seen=row.seen,
        change=row.change,
        text=row.text,
        note=row.note,
        edition=row.edition,
        why=row.why,
        reason=row.reason,
        successors=successors_of(row),
        verdict=row.verdict,
        verdict_reason=row.verdict_reason,
        verdict_by=row.verdict_by,
        actor_id=row.actor_id,
        saved_at=row.saved_at,
        position=row.position,
        upload=row.upload_id,
    )


def _ended_titles(session: Session, rows: list[DraftRow]) -> dict[int, str]:
    """What the items are called that drafts withdraw: such a draft has no text of its own."""
    if not rows:
        return {}
    item = and_(ItemRow.kind == DraftRow.kind, ItemRow.region == DraftRow.region, ItemRow.slug == DraftRow.slug)
    found = session.execute(
        select(DraftRow.id, ItemRow.kind, TextRow.text, ParsedRow.facts)
        .join(ItemRow, item)
        .join(VersionRow, and_(VersionRow.item_id == ItemRow.id, VersionRow.number == DraftRow.seen))
        .join(TextRow, TextRow.digest == VersionRow.digest)
        .outerjoin(ParsedRow, ParsedRow.digest == VersionRow.digest)
        .where(DraftRow.id.in_([row.id for row in rows]))
    )
    return {row.id: _called(row.facts, row.text) for row in found}


def _called(facts: str | None, text: str | None) -> str:
    known = json.loads(facts) if facts else {}
    return str(known.get("name") or known.get("title") or title_in(text or ""))


def place_of(name: Name) -> str:
    """Where the item's text lies in content/, to name it by in a sentence."""
    return str(kind_of(name.kind).path(name.region, name.slug))


def name_of(row: DraftRow) -> Name:
    """The item that a draft is of."""
    return Name(row.kind, row.region, row.slug)
