"""Keeping the quick forms of texts right: they are made again from the texts whenever they are missing or of an older shape.

Part of reconcile: safe at any time, by anybody, any number of times; changes nothing that the public reads.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from mingbai.guides import packed, text
from mingbai.guides.layout import KINDS, kind_of
from mingbai.publishing import queries
from mingbai.publishing.rows import ParsedRow, StateRow

_AT_ONCE = 200


def stale(session: Session) -> int:
    """How many texts have no quick form of the present shape."""
    return len(_stale(session))


def remake(session: Session) -> int:
    """Make a few hundred missing quick forms; returns how many are left to make. Call again until none is."""
    # Stands in line as publishing does, so that two processes that start together do not make the same form twice.
    session.execute(select(StateRow.number).with_for_update())
    waiting = _stale(session)
    for row in waiting[:_AT_ONCE]:
        kind = kind_of(row.kind)
        value = text.parse(row.text, kind=kind.value)
        session.execute(delete(ParsedRow).where(ParsedRow.digest == row.digest))
        form = packed.form_of(kind)
        session.add(ParsedRow(digest=row.digest, form=form, packed=packed.pack(value), facts=packed.facts(kind, value)))
    session.flush()
    return max(0, len(waiting) - _AT_ONCE)


def _stale(session: Session) -> list[Any]:
    forms = [packed.form_of(kind) for kind in KINDS.values()]
    return list(session.execute(queries.UNPARSED, {"forms": forms}).all())
