"""How often somebody may try: failed attempts by account and by address, and when that is enough for a while (standards 5.02).

An attempt counts before its password is looked at and is taken back when it was right, so that many at once get no more tries than
one after the other. What is typed as a login counts whether or not there is such an account: being locked tells nothing.
"""

from __future__ import annotations

import hashlib
from datetime import datetime

from sqlalchemy import delete, func, select, text
from sqlalchemy.orm import Session

from mingbai.people.rows import FailureRow
from mingbai.people.rules import Rules


class Lockout:
    """The failures that count at ``now``, in a transaction that writes."""

    def __init__(self, session: Session, now: datetime, rules: Rules) -> None:
        self._session = session
        self._now = now
        self._rules = rules

    def attempt(self, login: str, address: str) -> bool:
        """Count an attempt and say whether it may be made; one that may not does not count and makes the wait no longer."""
        keys = _keys(login, address)
        self._in_line(keys)
        self._session.execute(delete(FailureRow).where(FailureRow.at <= self._now - 2 * self._rules.locked))
        if any(self._locked(key) for key in keys):
            return False
        self._session.add_all(FailureRow(key=key, at=self._now) for key in keys)
        return True

    def forgive(self, login: str, address: str) -> None:
        """The attempt was right: the account starts anew; the address loses this attempt only, for others fail from there too."""
        account, place = _keys(login, address)
        self._session.execute(delete(FailureRow).where(FailureRow.key == account))
        last = select(func.max(FailureRow.id)).where(FailureRow.key == place).scalar_subquery()
        self._session.execute(delete(FailureRow).where(FailureRow.id == last))

    def _locked(self, key: str) -> bool:
        """Enough failures within the time, the last of them not longer ago than that time."""
        last = self._session.scalar(select(func.max(FailureRow.at)).where(FailureRow.key == key))
        if last is None or last <= self._now - self._rules.locked:
            return False
        since = last - self._rules.locked
        counted = select(func.count()).select_from(FailureRow).where(FailureRow.key == key, FailureRow.at > since)
        return int(self._session.scalar(counted) or 0) >= self._rules.tries

    def _in_line(self, keys: tuple[str, str]) -> None:
        """One at a time for each account and address. SQLite has one writer anyway; always in one order, so nobody waits in a ring."""
        if self._session.get_bind().dialect.name == "postgresql":
            for key in sorted(keys):
                self._session.execute(text("SELECT pg_advisory_xact_lock(hashtext(:key))"), {"key": key})


def unlock(session: Session, login: str) -> None:
    """Forget the failed attempts of an account, not those of any address."""
    session.execute(delete(FailureRow).where(FailureRow.key == _keys(login, "")[0]))


def _keys(login: str, address: str) -> tuple[str, str]:
    """By account and by address. Somebody may have typed a password into the wrong field, so what was typed is kept as its digest."""
    return f"account:{hashlib.sha256(login.encode()).hexdigest()}", f"address:{address}"
