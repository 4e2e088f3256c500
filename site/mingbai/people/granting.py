"""Giving and taking roles. The three administrators exclude each other and all work on content (三员分立: GB/T 22239 8.1.5;
standards 5.04).

The account's row is locked first, so two grants at the same moment see each other; the database's own trigger refuses what gets past.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from mingbai.errors import Conflict, Forbidden, NotFound, Refusal
from mingbai.guides import regions
from mingbai.people import audit, policy
from mingbai.people.actor import CONSOLE, ROLES, SEPARATE, By, Grant
from mingbai.people.directory import locked
from mingbai.people.rows import AccountRow, GrantRow, SessionRow
from mingbai.people.sessions import grants_of


class Granting:
    """Roles, as whoever acts ``by`` gives and takes them at ``now``."""

    def __init__(self, session: Session, now: datetime, by: By) -> None:
        self._session = session
        self._now = now
        self._by = by

    def give(self, account_id: int, grant: Grant) -> None:
        """Give a role. Giving it twice changes nothing. Raises Refusal where it cannot be, Conflict where it excludes another."""
        self._may(account_id, grant.role)
        checked(grant)
        locked(self._session, account_id)
        held = grants_of(self._session, account_id)
        if grant in held:
            return
        _go_together({one.role for one in held} | {grant.role})
        row = GrantRow(account_id=account_id, role=grant.role, region=grant.region, organ=grant.organ, given_by=self._by.actor.id)
        row.given_at = self._now
        self._session.add(row)
        self._session.flush()
        _go_together({one.role for one in grants_of(self._session, account_id)})
        self._changed("role.give", account_id, grant)

    def take(self, account_id: int, grant: Grant) -> None:
        """Take a role away. Raises Conflict where it is the last system administrator's."""
        self._may(account_id, grant.role)
        locked(self._session, account_id)
        if grant not in grants_of(self._session, account_id):
            raise Conflict("这个账号没有这项角色。", remedy="请刷新后再看。")
        if grant.role == "system" and self._others("system", account_id) == 0:
            raise Conflict("至少要留一位系统管理员。", remedy="请先让另一个账号成为系统管理员。")
        same = (GrantRow.role == grant.role, GrantRow.region == grant.region, GrantRow.organ == grant.organ)
        self._session.execute(delete(GrantRow).where(GrantRow.account_id == account_id, *same))
        self._changed("role.take", account_id, grant)

    def _may(self, account_id: int, role: str) -> None:
        """The security administrator gives roles of work; who is one of the three is decided on the machine itself."""
        policy.demand(self._by.actor, "role.manage", "")
        if role not in ROLES:
            raise Refusal(f"没有这种角色：{role}。", remedy=f"可以是：{'、'.join(ROLES)}。")
        if role in SEPARATE and self._by.actor != CONSOLE:
            raise Forbidden(f"{ROLES[role]}不能在网页上授予或收回。", remedy="请在服务器上用 mingbai people role 办理。")
        if account_id == self._by.actor.id:
            raise Forbidden("不能给自己授权。", remedy="请由另一位安全管理员办理。")

    def _others(self, role: str, account_id: int) -> int:
        chosen = select(func.count()).select_from(GrantRow).join(AccountRow, AccountRow.id == GrantRow.account_id)
        return int(self._session.scalar(chosen.where(GrantRow.role == role, AccountRow.active, AccountRow.id != account_id)) or 0)

    def _changed(self, act: str, account_id: int, grant: Grant) -> None:
        """Whoever is signed in signs in again, with the rights that they have now."""
        self._session.execute(delete(SessionRow).where(SessionRow.account_id == account_id))
        told = {"role": grant.role, "region": grant.region, "organ": grant.organ}
        audit.record(self._session, self._by, self._now, act, f"account/{account_id}", **told)


def checked(grant: Grant) -> None:
    """Refuse a grant for a place that there is not, or of a kind that has no place."""
    if grant.role in SEPARATE and (grant.region or grant.organ):
        raise Refusal(f"{ROLES[grant.role]}管的是整个网站，不分地区和单位。", remedy="请不要填写地区和单位。")
    if grant.region:
        try:
            regions.region(grant.region)
        except NotFound as error:
            raise Refusal(error.sentence, place="region", remedy=error.remedy) from error
    if len(grant.organ) > 200 or not grant.organ.isprintable():
        raise Refusal("单位名称太长，或者有看不见的字符。", remedy="请检查单位名称。")


def _go_together(roles: set[str]) -> None:
    """Refuse one of the three administrators together with anything else."""
    apart = [role for role in ROLES if role in roles and role in SEPARATE]
    if apart and len(roles) > 1:
        other = next(role for role in ROLES if role in roles and role != apart[0])
        raise Conflict(
            f"{ROLES[apart[0]]}和{ROLES[other]}不能是同一个账号。", remedy="系统、安全、审计三员互不兼任，也不做内容工作；请另建账号。"
        )
