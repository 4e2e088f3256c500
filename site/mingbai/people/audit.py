"""The audit log: every act that changes anything, every refusal and every reading of the log itself. It only grows.

Who, when, what, on what, from where, and how it ended (GB/T 22239 8.1.4.3; standards 5.05). Kept for ever: there is no way to delete
(网络安全法 第21条 asks for six months; standards 5.06). It holds numbers of accounts, never names, and no text of a guide.
"""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from mingbai.people.actor import By
from mingbai.people.rows import AuditRow

DONE, REFUSED, FAILED = "done", "refused", "failed"
"""How an act ended."""


def record(
    session: Session,
    by: By | None,
    at: datetime,
    act: str,
    object: str = "",  # noqa: A002 - as the column is named
    result: str = DONE,
    address: str = "",
    **told: Any,
) -> None:
    """Write one act down, in the caller's transaction. ``by`` None: nobody known, from ``address``. ``told``: what JSON can hold."""
    row = AuditRow(at=at, actor_id=by.actor.id if by else None, act=act, object=object[:300], result=result)
    row.address = (by.address if by else address)[:64]
    row.told = json.dumps(told, ensure_ascii=False, sort_keys=True) if told else ""
    session.add(row)
