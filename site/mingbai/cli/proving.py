"""A person who proves on the command line who they are: password, and second factor where the account has one.

The same door as in the browser, so failures count, lock and are written down alike; the session that it opens is ended at once.
"""

from __future__ import annotations

import os
from collections.abc import Callable

import click

from mingbai import clock, db
from mingbai.errors import Forbidden, Refusal, SignedOut
from mingbai.people.actor import By
from mingbai.people.door import Door
from mingbai.people.passwords import STRONG
from mingbai.people.rules import Rules
from mingbai.people.sessions import Sessions

Ask = Callable[[str], str]
"""Asks for a secret; what it says on the screen goes in."""
ADDRESS = "console"


def asking(descriptor: int | None) -> Ask:
    """Asks on the terminal without showing what is typed; or reads a line each from an open file ``descriptor``."""
    if descriptor is None:
        return lambda said: str(click.prompt(said, hide_input=True, err=True))
    try:
        with os.fdopen(descriptor, encoding="utf-8") as lines:
            given = iter(lines.read().splitlines())
    except (OSError, UnicodeDecodeError) as error:
        raise Refusal("读不到口令。", place=f"--passwords-from {descriptor}", remedy="请给出一个打开的、可读的文件描述符。") from error
    return lambda said: next(given, "")


def prove(database: db.Database, rules: Rules, login: str, ask: Ask, now: clock.Clock = clock.now) -> By:
    """Who ``login`` is, once they have proved it. Raises Forbidden and SignedOut."""
    door = Door(database, now, rules, STRONG, ADDRESS)
    key = door.sign_in(login, ask(f"{login} 的口令"))
    if not key.passed:
        key = door.second(key.token, ask(f"{login} 的验证码"))
    with db.reading(database) as session:
        standing = Sessions(session, now(), rules).find(key.token)
    door.sign_out(key.token)
    if standing is None:
        raise SignedOut("登录已经过期。", remedy="请重新运行。")
    if standing.must_change:
        raise Forbidden(f"{login} 要先更换口令。", remedy="请先登录工作台更换口令。")
    return By(standing.actor, ADDRESS)
