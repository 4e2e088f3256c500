"""The accounts: who there is, making and closing them, passwords and second factors. What they may do is ``granting.py``.

An account is closed, never deleted: the audit log names its number for ever. Whatever weakens or changes an account ends its sessions.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from mingbai.errors import Conflict, Forbidden, NotFound, Refusal
from mingbai.people import audit, lockout, passwords, policy, totp
from mingbai.people.actor import CONSOLE, INSTALLATION, SEPARATE, By, Grant
from mingbai.people.passwords import Cost
from mingbai.people.rows import AccountRow, GrantRow, PasswordRow, SessionRow

KEPT = 5
"""How many passwords of an account may not come back, the present one included (standards 5.01)."""
_LOGIN = re.compile(r"[a-z][a-z0-9._-]{1,31}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """One account. ``second``: it has a second factor. ``seen_at``: last seen in a session that has not ended."""

    id: int
    login: str
    name: str
    active: bool
    must_change: bool
    second: bool
    created_at: datetime
    seen_at: datetime | None
    grants: tuple[Grant, ...]

    @property
    def separate(self) -> bool:
        """Whether it is one of the three administrators, whose accounts are kept on the machine itself."""
        return any(grant.role in SEPARATE for grant in self.grants)


class Directory:
    """The accounts, as of ``now``, for whoever acts ``by``. ``cost`` is that of a new password's hash."""

    def __init__(self, session: Session, now: datetime, by: By, cost: Cost = passwords.STRONG) -> None:
        self._session = session
        self._now = now
        self._by = by
        self._cost = cost

    def accounts(self) -> tuple[Account, ...]:
        """All accounts, by login; the closed ones last."""
        policy.demand(self._by.actor, "account.read", "")
        rows = self._session.scalars(select(AccountRow).order_by(AccountRow.active.desc(), AccountRow.login)).all()
        seen = dict(
            self._session.execute(select(SessionRow.account_id, func.max(SessionRow.seen_at)).group_by(SessionRow.account_id)).all()
        )
        grants: dict[int, list[Grant]] = {}
        for row in self._session.scalars(select(GrantRow).order_by(GrantRow.id)):
            grants.setdefault(row.account_id, []).append(Grant(row.role, row.region, row.organ))
        return tuple(_account(row, tuple(grants.get(row.id, ())), seen.get(row.id)) for row in rows)

    def account(self, id: int) -> Account:  # noqa: A002 - as the column is named
        """One account. Raises NotFound."""
        found = next((one for one in self.accounts() if one.id == id), None)
        if found is None:
            raise NotFound("没有这个账号。", remedy="请从账号列表进入。")
        return found

    def with_login(self, login: str) -> Account:
        """The account of a login. Raises NotFound."""
        found = next((one for one in self.accounts() if one.login == login.strip().casefold()), None)
        if found is None:
            raise NotFound(f"没有账号 {login}。", remedy="请用 mingbai people list 查看全部账号。")
        return found

    def name_of(self, ids: Iterable[int]) -> dict[int, str]:
        """The names behind account numbers, for whoever may see the thing that they did; 0 is the installation."""
        wanted = set(ids)
        found = self._session.execute(select(AccountRow.id, AccountRow.name).where(AccountRow.id.in_(wanted - {0}))).all() if wanted else []
        return {INSTALLATION.id: INSTALLATION.name} | dict(found)

    def add(self, login: str, name: str, chance: random.Random | None = None) -> tuple[int, str]:
        """Make an account that may do nothing yet; its number and its first password, which is kept nowhere. Raises Refusal, Conflict."""
        policy.demand(self._by.actor, "account.manage", "")
        login, name = login.strip().casefold(), " ".join(name.split())
        if not _LOGIN.fullmatch(login):
            raise Refusal("账号的写法不对。", remedy="请用 2 到 32 个小写字母、数字和 . _ -，以字母开头。")
        if not 1 <= len(name) <= 64 or not name.isprintable():
            raise Refusal("姓名要写，最多 64 个字。", remedy="请填写使用人的姓名。")
        password = passwords.generated(chance or random.SystemRandom())
        row = AccountRow(login=login, name=name, password=passwords.hashed(password, self._cost), password_at=self._now)
        row.created_at, row.must_change, row.active = self._now, True, True
        self._session.add(row)
        try:
            self._session.flush()
        except IntegrityError as error:
            raise Conflict(f"已经有账号 {login}。", remedy="账号不重复使用，请换一个。") from error
        self._record("account.add", row.id)
        return row.id, password

    def close(self, id: int) -> None:  # noqa: A002
        """Close an account: nobody signs in with it any more. Raises Forbidden for one's own and for an administrator's."""
        row = self._managed(id)
        if row.id == self._by.actor.id:
            raise Forbidden("不能停用自己的账号。", remedy="请由另一位系统管理员停用。")
        row.active = False
        self._end_sessions(row.id)
        self._record("account.close", row.id)

    def reopen(self, id: int) -> None:  # noqa: A002
        """Open a closed account again; its password is as it was."""
        row = self._managed(id)
        row.active = True
        self._record("account.reopen", row.id)

    def reset(self, id: int, chance: random.Random | None = None) -> str:  # noqa: A002
        """Give an account a new password, to be changed at once, and take its second factor off. Returns the password, kept nowhere.

        The account's failed attempts are forgotten, for whoever is locked out asks for this; those of an address are not.
        """
        row = self._managed(id)
        password = passwords.generated(chance or random.SystemRandom())
        self._set(row, password)
        row.must_change, row.secret, row.step = True, None, None
        lockout.unlock(self._session, row.login)
        self._end_sessions(row.id)
        self._record("account.reset", row.id)
        return password

    def change_own(self, present: str, wanted: str, again: str) -> None:
        """Change one's own password; all one's sessions end, this one too: the caller starts a new one. Raises Refusal."""
        row = self._confirmed(present)
        if wanted != again:
            raise Refusal("两次写的新口令不一样。", place="again", remedy="请再写一遍。")
        weak = passwords.weakness(wanted, row.login, row.name)
        if weak:
            raise Refusal(weak, place="wanted", remedy="请换一个。几个不相干的词连起来，再加数字和符号，好记也难猜。")
        if any(passwords.matches(kept, wanted) for kept in self._earlier(row)):
            raise Refusal(f"最近 {KEPT} 次用过的口令不能再用。", place="wanted", remedy="请换一个。")
        self._set(row, wanted)
        row.must_change = False
        self._end_sessions(row.id)
        self._record("password.change", row.id)

    def second_on(self, present: str, secret: str, code: str) -> None:
        """Give one's own account a second factor: the code proves that the authenticator has the secret. Other sessions end."""
        row = self._confirmed(present)
        if not re.fullmatch(r"[A-Z2-7]{32}", secret):
            raise Refusal("密钥不完整。", place="code", remedy="请重新打开这一页，再登记一次。")
        step = totp.step_of(secret, code, self._now, None)
        if step is None:
            raise Refusal("验证码不对。", place="code", remedy="请核对验证器里的密钥和手机的时间，再输入现在显示的 6 位数字。")
        row.secret, row.step = secret, step
        self._end_sessions(row.id)
        self._record("second.on", row.id)

    def second_off(self, present: str) -> None:
        """Take one's own second factor off."""
        row = self._confirmed(present)
        row.secret, row.step = None, None
        self._end_sessions(row.id)
        self._record("second.off", row.id)

    def own(self) -> Account:
        """The account of whoever acts."""
        row = self._session.get_one(AccountRow, self._by.actor.id)
        return _account(row, self._by.actor.grants, self._now)

    def _managed(self, id: int) -> AccountRow:  # noqa: A002
        """An account that whoever acts may manage, locked. The three administrators' are managed on the machine itself only: whoever
        resets the auditor's password could read and act as the auditor (GB/T 22239 8.1.5)."""
        policy.demand(self._by.actor, "account.manage", "")
        row = locked(self._session, id)
        roles = self._session.scalars(select(GrantRow.role).where(GrantRow.account_id == id)).all()
        if self._by.actor != CONSOLE and any(role in SEPARATE for role in roles):
            raise Forbidden("三员的账号不能在网页上管理。", remedy="请在服务器上用 mingbai people 命令办理。")
        return row

    def _confirmed(self, present: str) -> AccountRow:
        """One's own account, once more confirmed by its password: an open browser on a desk is not enough."""
        row = locked(self._session, self._by.actor.id)
        if not passwords.matches(row.password, present):
            raise Refusal("现在的口令不对。", place="present", remedy="请再写一遍。")
        return row

    def _set(self, row: AccountRow, password: str) -> None:
        """Set a password and remember the one before, as long as it may not come back."""
        self._session.add(PasswordRow(account_id=row.id, password=row.password, at=row.password_at))
        row.password, row.password_at = passwords.hashed(password, self._cost), self._now
        self._session.flush()
        newest = select(PasswordRow.id).where(PasswordRow.account_id == row.id).order_by(PasswordRow.id.desc()).limit(KEPT - 1)
        self._session.execute(
            delete(PasswordRow).where(PasswordRow.account_id == row.id, PasswordRow.id.not_in(list(self._session.scalars(newest))))
        )

    def _earlier(self, row: AccountRow) -> list[str]:
        return [row.password, *self._session.scalars(select(PasswordRow.password).where(PasswordRow.account_id == row.id))]

    def _end_sessions(self, id: int) -> None:  # noqa: A002
        self._session.execute(delete(SessionRow).where(SessionRow.account_id == id))

    def _record(self, act: str, id: int) -> None:  # noqa: A002
        audit.record(self._session, self._by, self._now, act, f"account/{id}")


def locked(session: Session, id: int) -> AccountRow:  # noqa: A002
    """An account's row that nobody else changes until the commit. Raises NotFound."""
    row = session.scalar(select(AccountRow).where(AccountRow.id == id).with_for_update())
    if row is None:
        raise NotFound("没有这个账号。", remedy="请从账号列表进入。")
    return row


def _account(row: AccountRow, grants: tuple[Grant, ...], seen_at: datetime | None) -> Account:
    return Account(
        id=row.id,
        login=row.login,
        name=row.name,
        active=row.active,
        must_change=row.must_change,
        second=row.secret is not None,
        created_at=row.created_at,
        seen_at=seen_at,
        grants=grants,
    )
