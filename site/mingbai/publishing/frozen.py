"""The guard in the program: a session refuses to change frozen rows before the database has to.

The triggers (``triggers.py``) are what holds; this gives the mistake a clear place in the program that made it.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import event
from sqlalchemy.orm import ORMExecuteState, Session

from mingbai.errors import Conflict


class Frozen:
    """Rows of such a table are only ever added."""


class FrozenButByLaw(Frozen):
    """A bulk update may try to empty such a row: the trigger alone sees whether the ledger holds the order for it."""


def _refuse() -> Conflict:
    return Conflict("已经发布的内容不能更改，也不能删除。", remedy="更正请发布新的版本，停止办理请作废止。")


@event.listens_for(Session, "before_flush")
def _no_changed_rows(session: Session, context: Any, instances: Any) -> None:
    changed = any(isinstance(row, Frozen) and session.is_modified(row) for row in session.dirty)
    if changed or any(isinstance(row, Frozen) for row in session.deleted):
        raise _refuse()


@event.listens_for(Session, "do_orm_execute")
def _no_bulk_changes(state: ORMExecuteState) -> None:
    kind = state.bind_mapper.class_ if state.bind_mapper is not None else object
    if issubclass(kind, Frozen) and (state.is_delete or (state.is_update and not issubclass(kind, FrozenButByLaw))):
        raise _refuse()
