"""Reading signs from their tables: rows in, frozen values out. Asks nobody for permission: ``signs`` and ``board`` do."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from datetime import datetime
from itertools import groupby
from typing import Any

from sqlalchemy import and_, bindparam, or_, select
from sqlalchemy.orm import Session

from mingbai.guides.version import Name
from mingbai.signage.rows import PrintRow, SignEventRow, SignRow
from mingbai.signage.sign import Event, Planned, Print, Sign

_SIGN = ("code", "region", "hall", "hall_name", "spot", "window", "kind", "size", "items", "state", "printed", "hanging", "replaces")
_MADE = ("made_by", "made_at", "placed_at")
_PRINT = ("number", "size", "shown", "versions", "printed_by", "printed_at")
_EVERY: Any = (
    select(
        *(getattr(SignRow, name) for name in (*_SIGN, *_MADE)),
        *(getattr(PrintRow, name).label(f"print_{name}") for name in _PRINT),
    )
    .select_from(SignRow)
    .outerjoin(
        PrintRow,
        and_(PrintRow.sign == SignRow.code, or_(PrintRow.number == SignRow.printed, PrintRow.number == SignRow.hanging)),
    )
    .order_by(SignRow.region, SignRow.hall_name, SignRow.hall, SignRow.window, SignRow.spot, SignRow.code)
)
"""Every sign with the prints that count: one row, or two where a newer one than hangs was printed. Written once, so that it is compiled
once: a scan asks it each time."""
_ONE = _EVERY.where(SignRow.code == bindparam("code"))


def sign_of(session: Session, code: str) -> Sign | None:
    """The sign of a code; None where there is none."""
    rows = session.connection().execute(_ONE, {"code": code}).all()
    return _sign(rows) if rows else None


def signs_of(session: Session) -> tuple[Sign, ...]:
    """Every sign, by place, hall, window and spot."""
    rows = session.connection().execute(_EVERY).all()
    return tuple(_sign(list(found)) for _, found in groupby(rows, key=lambda row: row.code))


def history_of(session: Session, code: str) -> tuple[Event, ...]:
    """What was done with a sign, the newest first."""
    rows = session.scalars(select(SignEventRow).where(SignEventRow.sign == code).order_by(SignEventRow.id.desc()))
    return tuple(Event(act=row.act, told=row.told, by=row.actor_id, at=row.at) for row in rows)


def prints_of(session: Session, code: str) -> tuple[Print, ...]:
    """Every print of a sign, the newest first."""
    rows = session.scalars(select(PrintRow).where(PrintRow.sign == code).order_by(PrintRow.number.desc()))
    return tuple(_printed(*(getattr(row, name) for name in _PRINT)) for row in rows)


def named(written: str) -> tuple[Name, ...]:
    """Guides from their written form, [[region, slug], …]."""
    return tuple(Name("guide", region, slug) for region, slug in json.loads(written))


def written(items: Iterable[Name]) -> str:
    """Guides in their written form."""
    return json.dumps([[one.region, one.slug] for one in items], ensure_ascii=False)


def _sign(rows: Sequence[Any]) -> Sign:
    row = rows[0]
    parts: dict[str, Any] = {
        name: getattr(row, name) for name in ("region", "hall", "hall_name", "spot", "window", "kind", "size", "replaces")
    }
    prints = {one.print_number: _read(one) for one in rows if one.print_number is not None}
    return Sign(
        code=row.code,
        plan=Planned(items=named(row.items), **parts),
        state=row.state,
        printed=prints.get(row.printed),
        hanging=prints.get(row.hanging),
        **{name: getattr(row, name) for name in _MADE},
    )


def _read(row: Any) -> Print:
    """The print in a row of a sign."""
    return _printed(*(getattr(row, f"print_{name}") for name in _PRINT))


def _printed(number: int, size: str, shown: str, versions: str, by: int, at: datetime) -> Print:
    known = tuple((Name("guide", region, slug), version) for region, slug, version in json.loads(versions))
    return Print(number=number, size=size, shown=json.loads(shown), versions=known, by=by, at=at)
