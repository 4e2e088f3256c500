"""Who asks, and who may see which view. An unmarked view belongs to nobody, so a forgotten mark locks a page instead of opening it.

A view is marked ``PUBLIC`` (a test pins their list), with an act of ``people.policy.ACTS``, or with one of the two marks for those who have
not come all the way in. Only under /desk/ is anybody known: public pages look up no session, set no cookie and open no transaction.
"""

from __future__ import annotations

from typing import Any

from pyramid.security import NO_PERMISSION_REQUIRED, Allowed, Denied

from mingbai import db
from mingbai.errors import SignedOut
from mingbai.people import policy
from mingbai.people.actor import Actor, By
from mingbai.people.door import Door
from mingbai.people.rules import rules_of
from mingbai.people.sessions import Sessions, Standing
from mingbai.web.links import at_desk

PUBLIC = NO_PERMISSION_REQUIRED
STAFF = "staff"
"""The mark of a view that has none: in no table of acts, so it is closed to everybody."""
OWN = "own"
"""For whoever is signed in, also where nothing may be done before the password is changed."""
HALF = "half"
"""For whoever has given a password, also where the second factor is still missing."""
COOKIE = "mingbai"
BACKGROUND = "X-Unattended"
"""A script that asks by itself (presence, progress) sends this header, so that an empty chair does not keep a session alive."""


class Staff:
    """The security policy: the actor of the session, and the table of acts."""

    def identity(self, request: Any) -> Actor | None:
        """Whoever is signed in."""
        found: Actor | None = request.actor
        return found

    def authenticated_userid(self, request: Any) -> int | None:
        """The number of their account."""
        return request.actor.id if request.actor else None

    def permits(self, request: Any, context: Any, permission: str) -> Allowed | Denied:
        """Whether they may do what the view is marked with, somewhere; the service asks again for the thing itself."""
        standing: Standing | None = request.standing
        if standing is None:
            return Denied("nobody is signed in")
        if permission == HALF or (permission == OWN and standing.passed):
            return Allowed(permission)
        ready = standing.passed and not standing.must_change
        if ready and permission in policy.ACTS and policy.may(standing.actor, permission):
            return Allowed(permission)
        return Denied(f"{permission} is not for {standing.actor.roles}")

    def remember(self, request: Any, userid: str, **kept: Any) -> list[tuple[str, str]]:
        """Not used: ``keep_token`` sets the cookie."""
        return []

    def forget(self, request: Any, **kept: Any) -> list[tuple[str, str]]:
        """Not used: ``drop_token`` takes the cookie away."""
        return []


def keep_token(request: Any, response: Any, token: str) -> None:
    """Give the browser its token: for this session, for no script, and only over TLS where the site has it."""
    secure = request.scheme == "https" or request.registry.mingbai.site_url.startswith("https:")
    response.set_cookie(COOKIE, token, path=_scope(request), httponly=True, samesite="Lax", secure=secure)


def drop_token(request: Any, response: Any) -> None:
    """Take the token away again."""
    response.delete_cookie(COOKIE, path=_scope(request))


def _scope(request: Any) -> str:
    """The desk only: public pages never see the cookie."""
    return f"{request.script_name.rstrip('/')}/desk"


def _standing(request: Any) -> Standing | None:
    """What is known of whoever asks; None for public pages, where nobody looks. The visit is written down, once a minute."""
    token = request.cookies.get(COOKIE, "") if at_desk(request.path_info) else ""
    if not token:
        return None
    registry = request.registry
    now = registry.now()
    with db.reading(registry.database) as session:
        found = Sessions(session, now, registry.rules).find(token)
    if found is not None and found.stale and BACKGROUND not in request.headers:
        with db.writing(registry.database) as (session, _):
            Sessions(session, now, registry.rules).touch(token)
    return found


def _actor(request: Any) -> Actor | None:
    """The person, once all the way in."""
    standing = request.standing
    return standing.actor if standing is not None and standing.passed else None


def _by(request: Any) -> By:
    """Who acts, and from where. Raises SignedOut."""
    if request.actor is None:
        raise SignedOut("您还没有登录，或者登录已经过期。", remedy="请重新登录。")
    return By(request.actor, request.address)


def _address(request: Any) -> str:
    """The address that the request comes from: the front server's word is taken where it is one of ``desk.front_servers``."""
    told = [part.strip() for part in request.headers.get("X-Forwarded-For", "").split(",") if part.strip()]
    trusted = request.registry.front_servers
    address = request.remote_addr or ""
    while told and address in trusted:
        address = told.pop()
    return str(address)[:45]


def _door(request: Any) -> Door:
    registry = request.registry
    return Door(registry.database, registry.now, registry.rules, registry.cost, request.address)


def wants_transaction(request: Any) -> bool:
    """Whether a request gets a transaction of its own (pyramid_tm asks before anything else): only at the desk."""
    return at_desk(request.environ.get("PATH_INFO", ""))


_TRANSACTIONS = {
    "tm.manager_hook": "pyramid_tm.explicit_manager",
    "tm.activate_hook": wants_transaction,
    "tm.commit_veto": "pyramid_tm.default_commit_veto",
    "tm.annotate_user": "false",
}
"""What is answered with a status of 400 or more is not committed."""


def includeme(config: Any) -> None:
    """Close every view that does not say who it is for; know who asks; give the desk its transactions."""
    registry = config.registry
    registry.rules = rules_of(registry.mingbai)
    registry.front_servers = frozenset(part.strip() for part in registry.mingbai.desk_front_servers.split(",") if part.strip())
    config.add_settings(_TRANSACTIONS)
    config.include("pyramid_tm")
    config.set_security_policy(Staff())
    config.set_default_permission(STAFF)
    for name, found in (("standing", _standing), ("actor", _actor), ("by", _by), ("address", _address), ("door", _door)):
        config.add_request_method(found, name, reify=True)
