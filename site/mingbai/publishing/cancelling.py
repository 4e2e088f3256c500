"""Whether a scheduled release can still be called off, and what it held: asked by the press before it writes the record.

A release is called off as a whole, before its time, and in reverse order: what was decided on top of it goes first, or a
withdrawal would stand after a version that never was, and a merged item would go on in nothing.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, func, select
from sqlalchemy.orm import Session, aliased

from mingbai.errors import Conflict, NotFound, Refusal
from mingbai.guides.version import Name
from mingbai.publishing.queries import live
from mingbai.publishing.rows import CancellationRow, ItemRow, ReleaseRow, SuccessionRow, VersionRow, WithdrawalRow
from mingbai.publishing.workflow import PUBLISHED

_NAME = (ItemRow.kind, ItemRow.region, ItemRow.slug)
_THIS: Any = bindparam("release")
_own = aliased(VersionRow)
_first = aliased(VersionRow)
_others = (
    select(func.count())
    .where(_first.item_id == SuccessionRow.successor_id, _first.release_id != _THIS, live(_first))
    .correlate(SuccessionRow)
    .scalar_subquery()
)
_AFTER = (
    select(WithdrawalRow.release_id, *_NAME)
    .join(ItemRow, ItemRow.id == WithdrawalRow.item_id)
    .join(_own, (_own.item_id == WithdrawalRow.item_id) & (_own.number == WithdrawalRow.after))
    .where(_own.release_id == _THIS, WithdrawalRow.release_id != _THIS, live(WithdrawalRow))
    .order_by(WithdrawalRow.id.desc())
)
"""Withdrawals, by other releases, of what this one brings."""
_INTO = (
    select(SuccessionRow.release_id, *_NAME)
    .join(ItemRow, ItemRow.id == SuccessionRow.successor_id)
    .join(_own, _own.item_id == SuccessionRow.successor_id)
    .where(_own.release_id == _THIS, SuccessionRow.release_id != _THIS, live(SuccessionRow), _others == 0)
    .order_by(SuccessionRow.id.desc())
)
"""Successions, by other releases, into items that this one alone brings."""


def check(session: Session, release: int, reason: str, now: datetime) -> ReleaseRow:
    """The release, if it can be called off at ``now``. Raises NotFound, Conflict and Refusal."""
    row = session.get(ReleaseRow, release, populate_existing=True)
    if row is None or row.state != PUBLISHED:
        raise NotFound(f"没有已公开的第 {release} 号发布。", remedy="还没有公开的发布可以撤回修改，不用撤销。")
    place = f"《{row.title}》"
    if not reason.strip():
        raise Refusal("撤销发布必须写明理由。", place=place, remedy="理由会公开，请写成一句话。")
    if session.get(CancellationRow, release) is not None:
        raise Conflict("这次发布已经撤销。", place=place)
    if row.effective_from is None or row.effective_from <= now:
        raise Conflict("这次发布已经施行，不能撤销。", place=place, remedy="更正请发布新的版本，停止办理请作废止。")
    for query in (_AFTER, _INTO):
        later = session.execute(query, {"release": release}).first()
        if later is not None:
            number, *name = later
            raise Conflict(
                f"第 {number} 号发布建立在它之上（{'/'.join(part for part in name if part)}），不能先撤销它。",
                place=place,
                remedy=f"请先撤销第 {number} 号发布。",
            )
    return row


def held(session: Session, release: int) -> tuple[Name, ...]:
    """The items that a release brought or ended."""
    found = []
    for table in (VersionRow, WithdrawalRow):
        query = select(*_NAME).join(table, table.item_id == ItemRow.id).where(table.release_id == release).order_by(table.id)
        found += [Name(*row) for row in session.execute(query)]
    return tuple(found)
