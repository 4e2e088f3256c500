"""The tables of people: accounts, what they may do, their sessions, failed attempts, and the audit log of every act.

The audit log only grows: its triggers stand with those of publishing. It holds account numbers, never names (rule 13).
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from mingbai.db import Instant, Row


class AccountRow(Row):
    """One person. ``login`` is unique and never given to another; an account that is no longer used is closed, not deleted.

    ``password`` is an argon2 hash. ``must_change`` after somebody else set it. ``secret`` is the TOTP secret, ``step`` the last time
    step that was used, so that a code works once.
    """

    __tablename__ = "accounts"
    id: Mapped[int] = mapped_column(primary_key=True)
    login: Mapped[str] = mapped_column(String(64), unique=True)
    name: Mapped[str] = mapped_column(String(64))
    password: Mapped[str] = mapped_column(Text)
    password_at: Mapped[datetime] = mapped_column(Instant)
    must_change: Mapped[bool]
    active: Mapped[bool]
    secret: Mapped[str | None] = mapped_column(String(64))
    step: Mapped[int | None]
    created_at: Mapped[datetime] = mapped_column(Instant)


class PasswordRow(Row):
    """A password that an account had: the last few may not come back (standards 5.01)."""

    __tablename__ = "passwords"
    id: Mapped[int] = mapped_column(primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("accounts.id"), index=True)
    password: Mapped[str] = mapped_column(Text)
    at: Mapped[datetime] = mapped_column(Instant)


class GrantRow(Row):
    """A role, given for an organ (empty: every organ) in a region and what lies below it (empty: everywhere)."""

    __tablename__ = "grants"
    __table_args__ = (UniqueConstraint("account_id", "role", "region", "organ"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("accounts.id"), index=True)
    role: Mapped[str] = mapped_column(String(20))
    region: Mapped[str] = mapped_column(String(12))
    organ: Mapped[str] = mapped_column(String(200))
    given_by: Mapped[int]
    given_at: Mapped[datetime] = mapped_column(Instant)


class SessionRow(Row):
    """A signed-in browser, by the SHA-256 of its token: whoever reads the database cannot sign in with it.

    ``csrf`` guards its forms. ``passed`` says that the second factor was given, where the account has one."""

    __tablename__ = "sessions"
    token: Mapped[str] = mapped_column(String(64), primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("accounts.id"), index=True)
    csrf: Mapped[str] = mapped_column(String(64))
    passed: Mapped[bool]
    address: Mapped[str] = mapped_column(String(64))
    created_at: Mapped[datetime] = mapped_column(Instant)
    seen_at: Mapped[datetime] = mapped_column(Instant)


class FailureRow(Row):
    """A failed attempt to sign in, once under ``account:<login>`` and once under ``address:<address>``."""

    __tablename__ = "failures"
    __table_args__ = (Index("ix_failures_key", "key", "at"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(120))
    at: Mapped[datetime] = mapped_column(Instant)


class AuditRow(Row):
    """One act: who (0 the installation, empty nobody known), when, what, on what, from where, and how it ended (done | refused | failed).

    ``told`` is JSON with what else is worth knowing; never a password, a text of a guide or a name of a person.
    """

    __tablename__ = "audit"
    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(Instant, index=True)
    actor_id: Mapped[int | None] = mapped_column(index=True)
    act: Mapped[str] = mapped_column(String(40), index=True)
    object: Mapped[str] = mapped_column(String(300), index=True)
    address: Mapped[str] = mapped_column(String(64))
    result: Mapped[str] = mapped_column(String(20))
    told: Mapped[str] = mapped_column(Text)
