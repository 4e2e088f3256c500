"""The door of the desk: signing in with a password, then with a second factor where the account has one, and signing out.

Each step has transactions of its own, which no refusal undoes: a failed attempt must stay counted and written down.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from mingbai import db
from mingbai.clock import Clock
from mingbai.errors import Forbidden, SignedOut
from mingbai.people import audit, passwords, totp
from mingbai.people.actor import Actor, By
from mingbai.people.lockout import Lockout
from mingbai.people.passwords import Cost
from mingbai.people.rows import AccountRow, SessionRow
from mingbai.people.rules import Rules
from mingbai.people.sessions import Key, Sessions, digest


class Door:
    """Signing in and out, from ``address``. One of these serves one request."""

    def __init__(self, database: db.Database, clock: Clock, rules: Rules, cost: Cost, address: str) -> None:
        self._database = database
        self._clock = clock
        self._rules = rules
        self._cost = cost
        self._address = address

    def sign_in(self, login: str, password: str, before: str = "") -> Key:
        """Let ``login`` in: a new session always, and the one of the token ``before`` ends. Raises Forbidden, in the same words for a
        wrong password, an unknown login and a closed account, and after the same time."""
        login, now = login.strip().casefold()[:64], self._clock()
        with db.writing(self._database) as (session, _):
            free = Lockout(session, now, self._rules).attempt(login, self._address)
            account = session.execute(
                select(AccountRow.id, AccountRow.password).where(AccountRow.login == login, AccountRow.active)
            ).first()
        if not free:
            self._failed(now, account.id if account else None, "locked")
            raise self._locked()
        # Outside any transaction: a hash takes a tenth of a second, and nobody should wait for it.
        right = passwords.matches(account.password if account else passwords.nobodys(self._cost), password)
        if account is None or not right:
            self._failed(now, account.id if account else None, "password")
            raise Forbidden("账号或口令不对。", remedy="请检查大小写和输入法后再试。忘记口令请联系系统管理员重设。")
        return self._let_in(now, account.id, login, before)

    def second(self, token: str, code: str) -> Key:
        """Give the second factor for the session of ``token``; a new token takes its place. Raises SignedOut and Forbidden."""
        now = self._clock()
        with db.writing(self._database) as (session, _):
            standing = Sessions(session, now, self._rules).find(token)
            if standing is None:
                raise SignedOut("登录已经过期。", remedy="请重新登录。")
            login = standing.actor.login
            if Lockout(session, now, self._rules).attempt(login, self._address):
                account = session.execute(select(AccountRow).where(AccountRow.id == standing.actor.id).with_for_update()).scalar_one()
                step = totp.step_of(account.secret or "", code, now, account.step)
                if step is not None:
                    account.step = step
                    Lockout(session, now, self._rules).forgive(login, self._address)
                    return self._renew(session, now, standing.actor, token)
                why = "code"
            else:
                why = "locked"
        self._failed(now, standing.actor.id, why)
        raise self._locked() if why == "locked" else Forbidden("验证码不对，或者已经用过。", remedy="请输入验证器上现在显示的 6 位数字。")

    def sign_out(self, token: str) -> None:
        """End the session of ``token``, if there is one."""
        now = self._clock()
        with db.writing(self._database) as (session, _):
            sessions = Sessions(session, now, self._rules)
            standing = sessions.find(token)
            sessions.end(token)
            if standing is not None:
                audit.record(session, By(standing.actor, self._address), now, "logout", f"account/{standing.actor.id}")

    def _let_in(self, now: datetime, account_id: int, login: str, before: str) -> Key:
        with db.writing(self._database) as (session, _):
            account = session.get_one(AccountRow, account_id)
            Lockout(session, now, self._rules).forgive(login, self._address)
            sessions = Sessions(session, now, self._rules)
            sessions.end(before)
            by = By(Actor(account.id, account.login, account.name), self._address)
            audit.record(session, by, now, "login", f"account/{account_id}", second=account.secret is not None)
            return sessions.start(account_id, self._address, account.secret)

    def _renew(self, session: Session, now: datetime, actor: Actor, token: str) -> Key:
        """The same session, begun when it began, under a new token: what was known before the second factor opens nothing."""
        key = Sessions(session, now, self._rules).start(actor.id, self._address, None)
        session.flush()
        began = session.execute(select(SessionRow.created_at).where(SessionRow.token == digest(token))).scalar_one()
        session.execute(update(SessionRow).where(SessionRow.token == digest(key.token)).values(created_at=began))
        Sessions(session, now, self._rules).end(token)
        audit.record(session, By(actor, self._address), now, "login.second", f"account/{actor.id}")
        return key

    def _failed(self, now: datetime, account_id: int | None, why: str) -> None:
        """Written without the login that was typed: it may be a password in the wrong field."""
        with db.writing(self._database) as (session, _):
            known = f"account/{account_id}" if account_id is not None else ""
            audit.record(session, None, now, "login.failed", known, audit.FAILED, self._address, why=why)

    def _locked(self) -> Forbidden:
        minutes = int(self._rules.locked.total_seconds() // 60)
        return Forbidden("尝试次数太多，暂时不能登录。", remedy=f"请 {minutes} 分钟后再试；忘记口令请联系系统管理员重设。")
