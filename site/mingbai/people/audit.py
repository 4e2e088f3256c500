"""The audit log: every act that changes anything, every refusal and every reading of the log itself. It only grows.

Who, when, what, on what, from where, and how it ended (GB/T 22239 8.1.4.3; standards 5.05). Kept for ever: there is no way to delete
(网络安全法 第21条 asks for six months; standards 5.06). It holds numbers of accounts, never names, and no text of a guide.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import Session

from mingbai import clock
from mingbai.people import policy
from mingbai.people.actor import CONSOLE, INSTALLATION, By
from mingbai.people.rows import AccountRow, AuditRow
from mingbai.people.spoken import act_name
from mingbai.rendering.separated import plain

DONE, REFUSED, FAILED = "done", "refused", "failed"
RESULTS = {DONE: "成功", REFUSED: "被拒绝", FAILED: "失败"}
"""How an act ended, and its words."""
ROWS = 100
"""Entries on one page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What is looked for; empty or None is anything. ``who``: login or name; ``act`` and ``object``: how they begin; days in Shanghai."""

    who: str = ""
    act: str = ""
    object: str = ""
    result: str = ""
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One act, for people. ``who`` is the name as it is today, empty where nobody was known; ``told`` is what else is known of it."""

    id: int
    at: datetime
    who: str
    login: str
    act: str
    object: str
    address: str
    result: str
    told: Mapping[str, Any]

    @property
    def act_name(self) -> str:
        """The act in Chinese."""
        return act_name(self.act)

    @property
    def result_name(self) -> str:
        """How it ended, in Chinese."""
        return RESULTS.get(self.result, self.result)

    @property
    def when(self) -> str:
        """The time in Asia/Shanghai with its offset (standards 5.06)."""
        return self.at.astimezone(clock.SHANGHAI).isoformat(sep=" ", timespec="seconds")


@dataclass(frozen=True, slots=True)
class Found:
    """A page of entries, newest first. ``more``: ask again with ``before`` the last one's id."""

    entries: tuple[Entry, ...]
    more: bool


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


class Audit:
    """Reading the log, which is itself written down. For the auditor alone."""

    def __init__(self, session: Session, now: datetime, by: By) -> None:
        self._session = session
        self._now = now
        self._by = by

    def search(self, wanted: Wanted, before: int | None = None) -> Found:
        """A page of what is ``wanted``, of the entries older than ``before``."""
        self._demand("audit.read", wanted)
        chosen = self._chosen(wanted)
        if before is not None:
            chosen = chosen.where(AuditRow.id < before)
        rows = self._session.execute(chosen.limit(ROWS + 1)).all()
        return Found(tuple(_entry(*row) for row in rows[:ROWS]), len(rows) > ROWS)

    def export(self, wanted: Wanted) -> str:
        """Everything that is ``wanted`` as CSV, newest first, for a spreadsheet (with its byte order mark)."""
        self._demand("audit.export", wanted)
        written = io.StringIO()
        written.write("\ufeff")
        writer = csv.writer(written)
        writer.writerow(_HEAD)
        writer.writerows(map(_cells, self._every(wanted)))
        return written.getvalue()

    def failures_today(self) -> int:
        """How many attempts to sign in have failed since midnight in Shanghai: a number alone, so the look is not written down."""
        policy.demand(self._by.actor, "audit.read", "")
        since = clock.start_of(clock.day_of(self._now))
        counted = select(func.count()).select_from(AuditRow).where(AuditRow.act == "login.failed", AuditRow.at >= since)
        return int(self._session.scalar(counted) or 0)

    def acts(self) -> tuple[tuple[str, str], ...]:
        """The acts that the log holds, each with its name, for a list to choose from."""
        found = self._session.scalars(select(AuditRow.act).distinct().order_by(AuditRow.act))
        return tuple((act, act_name(act)) for act in found)

    def _demand(self, act: str, wanted: Wanted) -> None:
        policy.demand(self._by.actor, "audit.read", "")
        asked = {f"wanted_{key}": str(value) for key, value in asdict(wanted).items() if value and key != "who"}
        record(self._session, self._by, self._now, act, "audit", **asked)

    def _every(self, wanted: Wanted) -> Iterator[Entry]:
        for row in self._session.execute(self._chosen(wanted)).yield_per(1000):
            yield _entry(*row)

    def _chosen(self, wanted: Wanted) -> Any:
        chosen = select(AuditRow, AccountRow.login, AccountRow.name).outerjoin(AccountRow, AccountRow.id == AuditRow.actor_id)
        return chosen.where(*_conditions(wanted)).order_by(AuditRow.id.desc())


def _conditions(wanted: Wanted) -> Iterator[ColumnElement[bool]]:
    if wanted.who:
        yield or_(AccountRow.login == wanted.who.casefold(), AccountRow.name == wanted.who, AuditRow.actor_id.in_(_standing_in(wanted.who)))
    if wanted.act:
        yield AuditRow.act.startswith(wanted.act, autoescape=True)
    if wanted.object:
        yield AuditRow.object.startswith(wanted.object, autoescape=True)
    if wanted.result:
        yield AuditRow.result == wanted.result
    if wanted.since:
        yield AuditRow.at >= clock.start_of(wanted.since)
    if wanted.until:
        yield AuditRow.at <= clock.end_of(wanted.until)


_NO_ACCOUNTS = {one.id: one for one in (INSTALLATION, CONSOLE)}
"""Who acts without being an account."""


def _standing_in(who: str) -> list[int]:
    return [one.id for one in _NO_ACCOUNTS.values() if who in (one.login, one.name)]


def _entry(row: AuditRow, login: str | None, name: str | None) -> Entry:
    stand_in = _NO_ACCOUNTS.get(row.actor_id) if row.actor_id is not None else None
    return Entry(
        id=row.id,
        at=row.at,
        who=stand_in.name if stand_in else name or "",
        login=stand_in.login if stand_in else login or "",
        act=row.act,
        object=row.object,
        address=row.address,
        result=row.result,
        told=json.loads(row.told) if row.told else {},
    )


_HEAD = ("编号", "时间", "账号", "姓名", "行为", "行为代码", "对象", "来源地址", "结果", "其他")


def _cells(entry: Entry) -> list[str]:
    told = "；".join(f"{key}={value}" for key, value in entry.told.items())
    said = (entry.login, entry.who, entry.act_name, entry.act, entry.object, entry.address, entry.result_name, told)
    return [str(entry.id), entry.when, *map(plain, said)]  # object and address come from requests
