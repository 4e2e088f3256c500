"""People for tests: accounts with cheap hashes, and browsers that are signed in at the desk.

``signed_in(app, "editor")`` is the usual way: ``app`` is what the fixture ``site`` makes; what comes back is another browser
before the same site.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import select
from webtest import TestApp

from mingbai import db
from mingbai.people.actor import SEPARATE, Actor, By, Grant
from mingbai.people.passwords import Cost, hashed
from mingbai.people.rows import AccountRow, GrantRow
from mingbai.people.sessions import Sessions
from mingbai.web.access import COOKIE
from tests.makers import NOW

CHEAP = Cost(time=1, memory=8, lanes=1)
"""The least that argon2 takes; never in a site that runs."""
PASSWORD = "correct-Horse-7"
"""The password of every account that a test makes."""
NANTONG = "320600"


def account(database: db.Database, *grants: Grant, login: str = "", **parts: Any) -> Actor:
    """An account with ``grants``; its login is that of its first role, and the same account again where there is one already."""
    login = login or (grants[0].role if grants else "nobody")
    plain = {"name": f"{login}的姓名", "password_at": NOW, "must_change": False, "active": True, "secret": None, "step": None}
    with db.writing(database) as (session, _):
        row = session.scalar(select(AccountRow).where(AccountRow.login == login))
        if row is None:
            row = AccountRow(login=login, password=hashed(PASSWORD, CHEAP), created_at=NOW, **(plain | parts))
            session.add(row)
            session.flush()
            session.add_all(
                GrantRow(account_id=row.id, role=one.role, region=one.region, organ=one.organ, given_by=0, given_at=NOW) for one in grants
            )
        return Actor(row.id, row.login, row.name, grants)


def by(database: db.Database, role: str, region: str = NANTONG, organ: str = "", login: str = "") -> By:
    """Who acts, for the constructor of a service: an account with one role, made if need be."""
    return By(account(database, Grant(role, everywhere(role, region), organ), login=login), "192.0.2.7")


def everywhere(role: str, region: str) -> str:
    """The region of a role's grant: the three administrators have none."""
    return "" if role in SEPARATE else region


def signed_in(app: TestApp, role: str, region: str = NANTONG, organ: str = "", login: str = "") -> TestApp:
    """Another browser before the same site, signed in as an account with one role (made if need be). Forms carry their token."""
    database, now = app.app.registry.database, app.app.registry.now()
    return let_in(app, account(database, Grant(role, everywhere(role, region), organ), login=login or f"{role}-{region}{organ}"), now)


def let_in(app: TestApp, actor: Actor, now: datetime) -> TestApp:
    """A browser that has a session of ``actor``, without going through the door (which has its own tests)."""
    registry = app.app.registry
    with db.writing(registry.database) as (session, _):
        key = Sessions(session, now, registry.rules).start(actor.id, "192.0.2.7", None)
    browser = TestApp(app.app)
    browser.set_cookie(COOKIE, key.token)
    return browser


def csrf(browser: TestApp) -> str:
    """The token of the browser's forms, for a POST that follows no form: ``post(path, {"csrf_token": csrf(browser)})``."""
    return str(browser.get("/desk/").html.find("input", {"name": "csrf_token"})["value"])


def press(form: Any, act: str, **kept: Any) -> Any:
    """Submit a form by the button that sends ``act``."""
    buttons = [button for button in form.fields["draft.do"] if button._value == act]
    assert buttons, act
    return form.submit("draft.do", index=form.fields["draft.do"].index(buttons[0]), **kept)
