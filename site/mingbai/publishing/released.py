"""Reading releases as a whole, for announcements: a page of the newest, or one. Three questions a page, however many items.

In the order of the ledger, which is the order of publication (numbers of releases are given when they are prepared). Writes nothing.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from typing import Any

from sqlalchemy import bindparam, func, or_, select
from sqlalchemy.orm import aliased

from mingbai.guides.layout import FOR_SEARCH
from mingbai.guides.released import CHANGED, NEW, WITHDRAWN, Entry, Released, ReleasedItem
from mingbai.guides.version import Cancellation, Name, Withdrawn
from mingbai.publishing.queries import live
from mingbai.publishing.rows import (
    CancellationRow,
    ItemRow,
    LedgerRow,
    ParsedRow,
    ReleaseRow,
    SuccessionRow,
    VersionRow,
    WithdrawalRow,
)

Ask = Callable[..., list[Any]]
"""Puts one question to the database: the query and what it is asked with."""

_touching = [
    select(table.id).join(ItemRow, ItemRow.id == table.item_id).where(table.release_id == ReleaseRow.id, ItemRow.kind.not_in(FOR_SEARCH))
    for table in (VersionRow, WithdrawalRow)
]
"""What a release did to items that the public is told of: one of search's words alone is in no list."""
_RELEASES: Any = (
    select(
        ReleaseRow.id, ReleaseRow.title, ReleaseRow.document_no, ReleaseRow.source_document, ReleaseRow.organ, ReleaseRow.issued,
        ReleaseRow.edition, ReleaseRow.dated, ReleaseRow.effective_from, ReleaseRow.published_at, ReleaseRow.note,
        LedgerRow.number, LedgerRow.previous, LedgerRow.hash, LedgerRow.kind, LedgerRow.digest,
        LedgerRow.actor_id, LedgerRow.at, LedgerRow.release_id,
        CancellationRow.reason, CancellationRow.created_at.label("cancelled_at"),
    )
    .join(LedgerRow, LedgerRow.release_id == ReleaseRow.id)
    .outerjoin(CancellationRow, CancellationRow.release_id == ReleaseRow.id)
)  # fmt: skip
_ONE = _RELEASES.where(ReleaseRow.id == bindparam("release"))
_NEWEST = _RELEASES.where(LedgerRow.number < bindparam("before")).order_by(LedgerRow.number.desc()).limit(bindparam("limit"))
_PAGE = _NEWEST.where(or_(*(query.exists() for query in _touching)))
_PAGE_OF_REGION = _NEWEST.where(or_(*(query.where(ItemRow.region == bindparam("region")).exists() for query in _touching)))

_earlier = aliased(VersionRow)
_THESE = bindparam("releases", expanding=True)
_NAME = (ItemRow.kind, ItemRow.region, ItemRow.slug)
_VERSIONS = (
    select(
        VersionRow.release_id, *_NAME, VersionRow.number, VersionRow.note, ParsedRow.facts,
        select(func.coalesce(func.max(_earlier.number), 0))
        .where(_earlier.item_id == VersionRow.item_id, _earlier.number < VersionRow.number, live(_earlier))
        .scalar_subquery()
        .label("before"),
    )
    .join(ItemRow, ItemRow.id == VersionRow.item_id)
    .outerjoin(ParsedRow, ParsedRow.digest == VersionRow.digest)
    .where(VersionRow.release_id.in_(_THESE))
    .order_by(VersionRow.id)
)  # fmt: skip
_WITHDRAWALS = (
    select(
        WithdrawalRow.release_id, WithdrawalRow.item_id, *_NAME, WithdrawalRow.after, WithdrawalRow.why, WithdrawalRow.reason,
        WithdrawalRow.effective_from, ParsedRow.facts,
    )
    .join(ItemRow, ItemRow.id == WithdrawalRow.item_id)
    .join(VersionRow, (VersionRow.item_id == WithdrawalRow.item_id) & (VersionRow.number == WithdrawalRow.after))
    .outerjoin(ParsedRow, ParsedRow.digest == VersionRow.digest)
    .where(WithdrawalRow.release_id.in_(_THESE))
    .order_by(WithdrawalRow.id)
)  # fmt: skip
_SUCCESSIONS = (
    select(SuccessionRow.release_id, SuccessionRow.predecessor_id, *_NAME)
    .join(ItemRow, ItemRow.id == SuccessionRow.successor_id)
    .where(SuccessionRow.release_id.in_(_THESE))
    .order_by(*_NAME)
)


def page(ask: Ask, region: str | None, limit: int, before: int | None) -> tuple[Released, ...]:
    """At most ``limit`` releases that the public is told of, newest first: those whose entry comes before entry ``before``, and touch
    ``region`` if one is given."""
    asked = {"limit": limit, "before": before if before is not None else _NEVER}
    found = ask(_PAGE, **asked) if region is None else ask(_PAGE_OF_REGION, **asked, region=region)
    return _whole(ask, found)


def one(ask: Ask, release: int) -> Released | None:
    """One published release; None where there is none of that number."""
    return next(iter(_whole(ask, ask(_ONE, release=release))), None)


_NEVER = 2**31 - 1
"""The greatest number of an entry that both databases keep."""


def _whole(ask: Ask, found: Sequence[Any]) -> tuple[Released, ...]:
    items: dict[int, list[ReleasedItem]] = {row.id: [] for row in found}
    if not items:
        return ()
    for row in ask(_VERSIONS, releases=list(items)):
        items[row.release_id].append(_brought(row))
    successors: dict[tuple[int, int], list[Name]] = {}
    for release, item, *name in ask(_SUCCESSIONS, releases=list(items)):
        successors.setdefault((release, item), []).append(Name(*name))
    for row in ask(_WITHDRAWALS, releases=list(items)):
        items[row.release_id].append(_ended(row, tuple(successors.get((row.release_id, row.item_id), ()))))
    return tuple(_released(row, tuple(items[row.id])) for row in found)


def _released(row: Any, items: tuple[ReleasedItem, ...]) -> Released:
    return Released(
        id=row.id,
        title=row.title,
        document_no=row.document_no,
        source_document=row.source_document,
        organ=row.organ,
        issued=row.issued,
        edition=row.edition,
        dated=row.dated,
        effective_from=row.effective_from,
        published_at=row.published_at,
        note=row.note,
        items=items,
        entry=Entry(row.number, row.previous, row.hash, row.kind, row.digest, row.actor_id, row.at, row.release_id),
        cancellation=Cancellation(reason=row.reason, at=row.cancelled_at) if row.cancelled_at else None,
    )


def _brought(row: Any) -> ReleasedItem:
    return ReleasedItem(
        name=Name(row.kind, row.region, row.slug),
        number=row.number,
        change=CHANGED if row.before else NEW,
        before=row.before,
        title=_title(row.facts),
        note=row.note,
    )


def _ended(row: Any, successors: tuple[Name, ...]) -> ReleasedItem:
    return ReleasedItem(
        name=Name(row.kind, row.region, row.slug),
        number=row.after,
        change=WITHDRAWN,
        before=row.after,
        title=_title(row.facts),
        ended=Withdrawn(why=row.why, reason=row.reason, effective_from=row.effective_from, successors=successors),
    )


def _title(facts: str | None) -> str:
    """What the item is called; empty where the law had the words removed, and with them the facts."""
    told = json.loads(facts) if facts else {}
    return str(told.get("name") or told.get("title") or "")
