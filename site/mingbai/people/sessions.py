"""Signed-in browsers. The database holds the digest of a token, never the token; a session ends by being deleted, not by being forgotten.

Two limits, both counted here and not in the browser: time without a request, and time since signing in (standards 5.02).
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import and_, delete, or_, select, update
from sqlalchemy.orm import Session

from mingbai.people import audit
from mingbai.people.actor import Actor, By, Grant
from mingbai.people.rows import AccountRow, GrantRow, SessionRow
from mingbai.people.rules import Rules

Draw = Callable[[], str]
"""Makes a token that nobody can guess."""
TOUCH = timedelta(minutes=1)
"""A visit is written down once a minute: reading pages must not cost a write each. Idle time errs by it, to the strict side."""


@dataclass(frozen=True, slots=True)
class Key:
    """What a browser gets: the token for its cookie. It is shown once and kept nowhere."""

    token: str
    passed: bool


@dataclass(frozen=True, slots=True)
class Standing:
    """What is known of whoever sends a token: the person, the token of their forms, and what they still have to do.

    ``passed`` False: the second factor is still missing, and the person is nobody until it is given. ``must_change``: nothing but a new
    password. ``stale``: the visit should be written down.
    """

    actor: Actor
    csrf: str
    passed: bool
    must_change: bool
    stale: bool


@dataclass(frozen=True, slots=True)
class Signed:
    """One place where an account is signed in. ``here``: the browser that asks."""

    address: str
    created_at: datetime
    seen_at: datetime
    here: bool


class Sessions:
    """The sessions of everybody, as of ``now``."""

    def __init__(self, session: Session, now: datetime, rules: Rules) -> None:
        self._session = session
        self._now = now
        self._rules = rules

    def start(self, account_id: int, address: str, secret: str | None, draw: Draw = secrets.token_urlsafe) -> Key:
        """A new session. ``secret`` is that of the second factor that is still to be given; None where there is none to give."""
        self._sweep()
        token = draw()
        row = SessionRow(token=digest(token), account_id=account_id, csrf=draw(), passed=secret is None, address=address)
        row.created_at = row.seen_at = self._now
        self._session.add(row)
        return Key(token, row.passed)

    def find(self, token: str) -> Standing | None:
        """Who holds ``token``; None where the session has ended, grown old, or the account was closed."""
        chosen = select(SessionRow, AccountRow).join(AccountRow, AccountRow.id == SessionRow.account_id)
        found = self._session.execute(chosen.where(SessionRow.token == digest(token), AccountRow.active, ~self._over())).first()
        if found is None:
            return None
        kept, account = found
        age = self._rules.password_age
        return Standing(
            actor=Actor(account.id, account.login, account.name, grants_of(self._session, account.id)),
            csrf=kept.csrf,
            passed=kept.passed,
            must_change=account.must_change or (age is not None and account.password_at + age <= self._now),
            stale=kept.seen_at + TOUCH <= self._now,
        )

    def touch(self, token: str) -> None:
        """Write a visit down."""
        self._session.execute(update(SessionRow).where(SessionRow.token == digest(token)).values(seen_at=self._now))

    def end(self, token: str) -> None:
        """Sign out: whoever still has the token has nothing."""
        self._session.execute(delete(SessionRow).where(SessionRow.token == digest(token)))

    def end_all(self, account_id: int, but: str = "") -> int:
        """End every session of an account, except that of the token ``but``. Returns how many."""
        ended = delete(SessionRow).where(SessionRow.account_id == account_id, SessionRow.token != digest(but))
        return int(self._session.execute(ended).rowcount)  # type: ignore[attr-defined]

    def end_others(self, by: By, here: str) -> None:
        """End one's sessions everywhere but in the browser that asks."""
        ended = self.end_all(by.actor.id, here)
        audit.record(self._session, by, self._now, "sessions.end", f"account/{by.actor.id}", ended=ended)

    def of(self, account_id: int, here: str = "") -> tuple[Signed, ...]:
        """Where an account is signed in, last seen first; ``here`` is the token of whoever asks."""
        chosen = select(SessionRow).where(SessionRow.account_id == account_id, ~self._over()).order_by(SessionRow.seen_at.desc())
        return tuple(Signed(row.address, row.created_at, row.seen_at, row.token == digest(here)) for row in self._session.scalars(chosen))

    def _over(self):  # type: ignore[no-untyped-def]
        """The condition of a session that has run out."""
        return or_(SessionRow.seen_at <= self._now - self._rules.idle, SessionRow.created_at <= self._now - self._rules.longest)

    def _sweep(self) -> None:
        """Sessions that ran out are erased (GB/T 22239 8.1.4.10)."""
        self._session.execute(delete(SessionRow).where(and_(self._over())))


def digest(token: str) -> str:
    """What is kept of a token."""
    return hashlib.sha256(token.encode()).hexdigest()


def grants_of(session: Session, account_id: int) -> tuple[Grant, ...]:
    """What an account may do, in the order in which it was given."""
    rows = session.scalars(select(GrantRow).where(GrantRow.account_id == account_id).order_by(GrantRow.id))
    return tuple(Grant(row.role, row.region, row.organ) for row in rows)
