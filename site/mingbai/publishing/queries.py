"""The questions that the library asks, each written once, so that SQLAlchemy compiles it once.

Every one takes ``moment``: what is in force then is, for each item, the highest version number whose ``effective_from`` has
come, which is right because ``effective_from`` never falls as the number rises. What was cancelled never counts (``live``).
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import and_, bindparam, func, or_, select, tuple_
from sqlalchemy.orm import aliased

from mingbai.db import Instant
from mingbai.publishing.rows import (
    CancellationRow,
    ItemRow,
    ParsedRow,
    ReleaseRow,
    StateRow,
    SuccessionRow,
    TextRow,
    VersionRow,
    WithdrawalRow,
)


def live(table: Any) -> Any:
    """The condition that a version, withdrawal or succession belongs to no cancelled release."""
    return table.release_id.not_in(select(CancellationRow.release_id))


MOMENT = bindparam("moment", type_=Instant)
_later = aliased(VersionRow)
_latest = (
    select(func.max(_later.number))
    .where(_later.item_id == ItemRow.id, _later.effective_from <= MOMENT, live(_later))
    .correlate(ItemRow)
    .scalar_subquery()
)
_named = (
    ItemRow.kind == bindparam("kind"),
    ItemRow.region == bindparam("region"),
    ItemRow.slug == bindparam("slug"),
)

STATE = select(StateRow.number, StateRow.since, StateRow.until)

UNTIL = select(
    select(func.min(VersionRow.effective_from)).where(VersionRow.effective_from > MOMENT, live(VersionRow)).scalar_subquery(),
    select(func.min(WithdrawalRow.effective_from)).where(WithdrawalRow.effective_from > MOMENT, live(WithdrawalRow)).scalar_subquery(),
)
"""The next instants after MOMENT at which a version, and a withdrawal, takes effect."""

_versions: Any = (
    select(
        ItemRow.id,
        ItemRow.kind,
        ItemRow.region,
        ItemRow.slug,
        VersionRow.number,
        VersionRow.digest,
        VersionRow.effective_from,
        VersionRow.created_at,
        VersionRow.actor_id,
        VersionRow.note,
        VersionRow.release_id,
        ReleaseRow.title,
        ReleaseRow.document_no,
        ReleaseRow.source_document,
        ReleaseRow.organ,
        ReleaseRow.issued,
        ReleaseRow.edition,
        ReleaseRow.dated,
        ReleaseRow.note.label("release_note"),
        TextRow.text,
        ParsedRow.form,
        ParsedRow.packed,
        func.coalesce(_latest, 0).label("latest"),
        WithdrawalRow.why,
        WithdrawalRow.reason,
        WithdrawalRow.effective_from.label("ended"),
        WithdrawalRow.release_id.label("ended_by"),
        CancellationRow.reason.label("cancelled_reason"),
        CancellationRow.created_at.label("cancelled_at"),
    )
    .select_from(ItemRow)
    .join(VersionRow, VersionRow.item_id == ItemRow.id)
    .join(ReleaseRow, ReleaseRow.id == VersionRow.release_id)
    .join(TextRow, TextRow.digest == VersionRow.digest)
    .outerjoin(ParsedRow, ParsedRow.digest == VersionRow.digest)
    .outerjoin(CancellationRow, CancellationRow.release_id == VersionRow.release_id)
    .outerjoin(
        WithdrawalRow,
        and_(
            WithdrawalRow.item_id == ItemRow.id,
            WithdrawalRow.after == _latest,
            WithdrawalRow.effective_from <= MOMENT,
            live(WithdrawalRow),
        ),
    )
)

IN_FORCE = _versions.where(*_named, VersionRow.number == _latest)
NUMBERED = _versions.where(*_named, VersionRow.number == bindparam("number"))
HISTORY = _versions.where(*_named).order_by(VersionRow.number.desc())
CHECKED = (
    _versions.where(TextRow.check_code == bindparam("code"))
    .order_by(ItemRow.id, VersionRow.number.desc())
)  # fmt: skip

_following = aliased(VersionRow)
_ended = (
    select(WithdrawalRow.id)
    .where(
        WithdrawalRow.item_id == ItemRow.id,
        WithdrawalRow.after == VersionRow.number,
        WithdrawalRow.effective_from <= MOMENT,
        live(WithdrawalRow),
    )
    .exists()
)
_overtaken = (
    select(_following.id)
    .where(
        _following.item_id == ItemRow.id,
        _following.number > VersionRow.number,
        _following.effective_from <= MOMENT,
        live(_following),
    )
    .exists()
)
_in_force = (VersionRow.effective_from <= MOMENT, live(VersionRow), ~_overtaken, ~_ended)

_headings = (
    select(
        ItemRow.kind,
        ItemRow.region,
        ItemRow.slug,
        VersionRow.number,
        VersionRow.digest,
        VersionRow.effective_from,
        VersionRow.created_at,
        ParsedRow.form,
        ParsedRow.facts,
    )
    .select_from(ItemRow)
    .join(VersionRow, VersionRow.item_id == ItemRow.id)
    .outerjoin(ParsedRow, ParsedRow.digest == VersionRow.digest)
    .where(ItemRow.kind == bindparam("kind"))
    .order_by(ItemRow.region, ItemRow.id)
)
LISTING = _headings.where(*_in_force)
"""What is in force of one kind, everywhere, in the order of its documents."""

_newest = select(func.max(_later.number)).where(_later.item_id == ItemRow.id, live(_later)).correlate(ItemRow).scalar_subquery()
NEWEST_ELSEWHERE = _headings.where(VersionRow.number == _newest, or_(VersionRow.effective_from > MOMENT, _ended))
"""The newest version of each item of one kind where it is not what is in force: still to come, or after it the item ended."""

LISTING_OF_REGION = LISTING.where(ItemRow.region == bindparam("region"))

LISTING_OF_NAMES = LISTING.where(tuple_(ItemRow.region, ItemRow.slug).in_(bindparam("names", expanding=True)))
"""What is in force of some items of one kind, each named by its region and slug."""

PLACES = (
    select(ItemRow.region, func.count())
    .select_from(ItemRow)
    .join(VersionRow, VersionRow.item_id == ItemRow.id)
    .where(ItemRow.kind == bindparam("kind"), *_in_force)
    .group_by(ItemRow.region)
    .order_by(ItemRow.region)
)

BY_SHORT_CODE = select(ItemRow.kind, ItemRow.region, ItemRow.slug).where(ItemRow.short_code == bindparam("code"))

_to = aliased(ItemRow)
SUCCESSORS = (
    select(_to.kind, _to.region, _to.slug)
    .join(SuccessionRow, SuccessionRow.successor_id == _to.id)
    .where(SuccessionRow.predecessor_id == bindparam("item_id"), SuccessionRow.release_id == bindparam("release"))
    .order_by(_to.kind, _to.region, _to.slug)
)
"""What an item goes on in, by the withdrawal of one release."""

_from = aliased(ItemRow)
PREDECESSORS = (
    select(_from.kind, _from.region, _from.slug)
    .join(SuccessionRow, SuccessionRow.predecessor_id == _from.id)
    .join(WithdrawalRow, and_(WithdrawalRow.item_id == _from.id, WithdrawalRow.release_id == SuccessionRow.release_id))
    .join(ItemRow, ItemRow.id == SuccessionRow.successor_id)
    .where(*_named, WithdrawalRow.effective_from <= MOMENT, live(WithdrawalRow))
    .distinct()
    .order_by(_from.kind, _from.region, _from.slug)
)
"""The items that went on in one item."""

LAST = select(func.coalesce(func.max(VersionRow.number), 0)).where(VersionRow.item_id == bindparam("item_id"))
"""The highest version number that an item ever had: numbers go on from it."""
STANDING = LAST.where(live(VersionRow))
"""The version that the next one is made from: the highest that was not cancelled."""

TEXT = select(TextRow.text).where(TextRow.digest == bindparam("digest"))
UNPARSED = (
    select(ItemRow.kind, TextRow.digest, TextRow.text, ParsedRow.form)
    .distinct()
    .select_from(TextRow)
    .join(VersionRow, VersionRow.digest == TextRow.digest)
    .join(ItemRow, ItemRow.id == VersionRow.item_id)
    .outerjoin(ParsedRow, ParsedRow.digest == TextRow.digest)
    .where(TextRow.text.is_not(None), or_(ParsedRow.digest.is_(None), ParsedRow.form.not_in(bindparam("forms", expanding=True))))
)
"""Texts whose packed form is missing or of another shape than the present one."""
