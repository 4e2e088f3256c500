"""The state number: it rises in the transaction of any public change, and everything that can be remade compares itself to it.

Taking hold of it is also how writers stand in line: on PostgreSQL by locking the row, on SQLite by BEGIN IMMEDIATE.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Engine, select, update
from sqlalchemy.orm import Session

from mingbai.publishing import queries
from mingbai.publishing.rows import StateRow


def seize(session: Session) -> int:
    """Wait until nobody else is changing what the public reads; from here to the commit nobody else will. Returns the number."""
    return session.execute(select(StateRow.number).with_for_update()).scalar_one()


def glance(engine: Engine) -> tuple[int, datetime | None, datetime | None] | None:
    """Number, since and until as they are committed this instant, without a session; None where that fails.

    Every request asks this, and most then find all else in memory. By way of SQLAlchemy it costs five times as much.
    """
    try:
        borrowed: Any = engine.raw_connection()
        try:
            number, since, until = borrowed.dbapi_connection.execute("SELECT number, since, until FROM state").fetchall()[0]
        finally:
            borrowed.close()
    except engine.dialect.loaded_dbapi.Error:
        return None
    return number, _aware(since), _aware(until)


def number(engine: Engine) -> int | None:
    """The state number alone, as it is committed this instant; None where that fails: a ``glance`` without the times."""
    try:
        borrowed: Any = engine.raw_connection()
        try:
            found: int = borrowed.dbapi_connection.execute("SELECT number FROM state").fetchall()[0][0]
        finally:
            borrowed.close()
    except engine.dialect.loaded_dbapi.Error:
        return None
    return found


def _aware(kept: str | datetime | None) -> datetime | None:
    """What SQLite keeps as text in UTC and PostgreSQL as an aware time."""
    if isinstance(kept, str):
        return datetime.fromisoformat(kept).replace(tzinfo=UTC)
    return kept


def rise(session: Session, now: datetime) -> int:
    """Say that what the public reads has changed, and until when it holds from ``now`` on. Returns the new number."""
    session.flush()
    moments = session.execute(queries.UNTIL, {"moment": now}).one()
    until = min((moment for moment in moments if moment), default=None)
    number = seize(session) + 1
    session.execute(update(StateRow).values(number=number, since=now, until=until))
    return number
