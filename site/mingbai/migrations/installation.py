"""Making a site's database ready: made and migrated if need be, filled from content/ once if it is empty, reconciled.

``ensure`` is for every command and for the server's start; ``install`` says what it did. Both may run at any time, in several
processes at once, any number of times: a second run changes nothing, and content/ never enters a database twice.
"""

from __future__ import annotations

import random
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy.exc import DatabaseError

from mingbai import clock, db
from mingbai.clock import Clock
from mingbai.migrations import is_current, migrate
from mingbai.people.beginning import first_administrator, is_empty
from mingbai.people.passwords import STRONG
from mingbai.publishing import ledger, quick_forms, state, triggers
from mingbai.publishing.content import Say, demand_related, read_folder
from mingbai.publishing.events import Listener, after_commit
from mingbai.publishing.press import Press, Published
from mingbai.publishing.releases import INSTALLATION, Decision, first_releases
from mingbai.settings import Settings


@dataclass(frozen=True, slots=True)
class Loaded:
    """One first release: what was decided, and what came of it."""

    decision: Decision
    published: Published


def ensure(settings: Settings, say: Say, now: Clock = clock.now, listeners: Iterable[Listener] = ()) -> db.Database:
    """The site's database, ready for use. Says on ``say`` what it had to do; silent where all was ready."""
    database = db.connect(settings.database)
    install(database, Path(settings.content), say, now, listeners)
    return database


def install(database: db.Database, content: Path, say: Say, now: Clock, listeners: Iterable[Listener] = ()) -> tuple[Loaded, ...]:
    """Make the database ready and return the first releases, if this run was the one that loaded them. Raises Refusal."""
    try:
        if not is_current(database):
            before, after = migrate(database)
            say(f"数据库结构：{before or '无'} → {after}")
        _guard(database, say)
        _open(database, say, now)
        loaded = _feed(database, content, say, now, listeners)
        _reconcile(database, say)
    except DatabaseError as error:
        raise db.unusable(error) from error
    return loaded


def _guard(database: db.Database, say: Say) -> None:
    """Set triggers that somebody took away. What was done meanwhile, ``ledger verify`` finds."""
    with database.reading.connect() as connection:
        missing = triggers.missing(connection)
    if missing:
        with database.migrating.begin() as connection:
            triggers.raise_all(connection)
        say(f"警告：保护触发器 {'、'.join(missing)} 曾被移除，现已恢复。请运行 mingbai ledger verify 核对内容。")


def _open(database: db.Database, say: Say, now: Clock) -> None:
    """Make the first account, where there is none, and say its password to whoever starts the site: it is kept nowhere."""
    with db.reading(database) as session:
        if not is_empty(session):
            return
    with db.writing(database) as (session, _):
        state.seize(session)  # another process may be doing the same
        if not is_empty(session):
            return
        login, _, password = first_administrator(session, now(), STRONG, random.SystemRandom())
    say(f"系统管理员账号 {login}，初始口令 {password}（只显示这一次，首次登录要改）。工作台在 /desk/。")


def _feed(database: db.Database, content: Path, say: Say, now: Clock, listeners: Iterable[Listener]) -> tuple[Loaded, ...]:
    with db.reading(database) as session:
        if ledger.head(session) is not None:
            return ()
    copies = read_folder(content, say)
    if not copies:
        return ()
    demand_related(copies)
    with db.writing(database) as (session, manager):
        # Another process may have loaded it while this one was reading the files.
        state.seize(session)
        if ledger.head(session) is not None:
            return ()
        press = Press(session, now, after_commit(manager, listeners))
        decisions = first_releases(copies, INSTALLATION)
        loaded = []
        for decision in decisions:
            loaded.append(Loaded(decision, press.publish(decision)))
            say(f"装入《{decision.title}》：{len(decision.copies)} 项")
        return tuple(loaded)


def _reconcile(database: db.Database, say: Say) -> None:
    with db.reading(database) as session:
        left = quick_forms.stale(session)
    if left:
        say(f"重做 {left} 份文本的速读形式 …")
    while left:
        with db.writing(database) as (session, _):
            left = quick_forms.remake(session)
