"""Reading signs from their tables: rows in, frozen values out. Asks nobody for permission: ``signs`` and ``board`` do."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from mingbai.guides.version import Name
from mingbai.signage.rows import PrintRow, SignEventRow, SignRow
from mingbai.signage.sign import Event, Planned, Print, Sign


def sign_of(session: Session, code: str) -> Sign | None:
    """The sign of a code; None where there is none."""
    row = session.get(SignRow, code)
    return next(iter(_signs(session, [row])), None) if row is not None else None


def signs_of(session: Session, region: str = "") -> tuple[Sign, ...]:
    """Every sign, or those of one place, by place, hall, window and spot."""
    chosen = select(SignRow).order_by(SignRow.region, SignRow.hall_name, SignRow.hall, SignRow.window, SignRow.spot, SignRow.code)
    return _signs(session, session.scalars(chosen.where(SignRow.region == region) if region else chosen).all())


def history_of(session: Session, code: str) -> tuple[Event, ...]:
    """What was done with a sign, the newest first."""
    rows = session.scalars(select(SignEventRow).where(SignEventRow.sign == code).order_by(SignEventRow.id.desc()))
    return tuple(Event(act=row.act, told=row.told, by=row.actor_id, at=row.at) for row in rows)


def prints_of(session: Session, code: str) -> tuple[Print, ...]:
    """Every print of a sign, the newest first."""
    rows = session.scalars(select(PrintRow).where(PrintRow.sign == code).order_by(PrintRow.number.desc()))
    return tuple(map(_print, rows))


def named(written: str) -> tuple[Name, ...]:
    """Guides from their written form, [[region, slug], …]."""
    return tuple(Name("guide", region, slug) for region, slug in json.loads(written))


def written(items: Iterable[Name]) -> str:
    """Guides in their written form."""
    return json.dumps([[one.region, one.slug] for one in items], ensure_ascii=False)


def _signs(session: Session, rows: Iterable[SignRow]) -> tuple[Sign, ...]:
    """With the prints that count, all of them in one question: those of 200 signs are 200 kB."""
    rows = tuple(rows)
    if not rows:
        return ()
    chosen = select(PrintRow).join(SignRow, PrintRow.sign == SignRow.code)
    chosen = chosen.where((PrintRow.number == SignRow.printed) | (PrintRow.number == SignRow.hanging))
    if len(rows) == 1:
        chosen = chosen.where(SignRow.code == rows[0].code)
    prints = {(row.sign, row.number): _print(row) for row in session.scalars(chosen)}
    return tuple(_sign(row, prints) for row in rows)


def _sign(row: SignRow, prints: Mapping[tuple[str, int], Print]) -> Sign:
    kind: Any = row.kind
    size: Any = row.size
    plan = Planned(
        region=row.region,
        hall=row.hall,
        hall_name=row.hall_name,
        spot=row.spot,
        window=row.window,
        kind=kind,
        size=size,
        items=named(row.items),
        replaces=row.replaces,
    )
    return Sign(
        code=row.code,
        plan=plan,
        state=row.state,
        printed=prints.get((row.code, row.printed)),
        hanging=prints.get((row.code, row.hanging)),
        made_by=row.made_by,
        made_at=row.made_at,
        placed_at=row.placed_at,
    )


def _print(row: PrintRow) -> Print:
    return Print(
        number=row.number,
        size=row.size,
        shown=json.loads(row.shown),
        versions=tuple((Name("guide", region, slug), number) for region, slug, number in json.loads(row.versions)),
        by=row.printed_by,
        at=row.printed_at,
    )
