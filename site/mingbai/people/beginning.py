"""The first accounts: one system administrator for a new site, and on a site for trying things out one account for each role of work."""

from __future__ import annotations

import random
from datetime import datetime

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from mingbai.errors import Conflict
from mingbai.people.actor import CONSOLE, ROLES, By, Grant
from mingbai.people.directory import Directory
from mingbai.people.granting import Granting
from mingbai.people.passwords import Cost
from mingbai.people.rows import AccountRow

Given = tuple[str, str, str]
"""Login, name and password of an account just made. The password is kept nowhere: whoever gets it must show it."""
DEMO = (("bianji", "editor"), ("shenhe", "reviewer"), ("qianfa", "approver"), ("dating", "hall"))
"""The accounts for trying things out: login and role."""
_SUFFIX = "23456789abcdefghjkmnpqrstuvwxyz"


def is_empty(session: Session) -> bool:
    """Whether the site has no account yet."""
    return not session.scalar(select(func.count()).select_from(AccountRow))


def first_administrator(session: Session, now: datetime, cost: Cost, chance: random.Random) -> Given:
    """Make the system administrator of a new site. Its login ends in four random signs: a name that every installation
    has is the first that is tried (standards 5.03)."""
    login = f"admin-{''.join(chance.choices(_SUFFIX, k=4))}"
    return _made(session, now, cost, chance, login, "system")


def trial_accounts(session: Session, now: datetime, cost: Cost, chance: random.Random) -> tuple[Given, ...]:
    """Make the accounts for trying things out, which need not change their passwords. Raises Conflict where they are there."""
    there = session.scalars(select(AccountRow.login).where(AccountRow.login.in_([login for login, _ in DEMO]))).all()
    if there:
        raise Conflict(f"试用账号已经有了：{'、'.join(sorted(there))}。", remedy="忘记口令可用 mingbai people reset 账号 重设。")
    given = tuple(_made(session, now, cost, chance, login, role) for login, role in DEMO)
    session.execute(update(AccountRow).where(AccountRow.login.in_([login for login, _ in DEMO])).values(must_change=False))
    return given


def _made(session: Session, now: datetime, cost: Cost, chance: random.Random, login: str, role: str) -> Given:
    by, name = By(CONSOLE), ROLES[role]
    number, password = Directory(session, now, by, cost).add(login, name, chance)
    Granting(session, now, by).give(number, Grant(role))
    return login, name, password
