"""Signing in and out: password, second factor where the account has one, and back to the page that was asked for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from pyramid.httpexceptions import HTTPSeeOther
from pyramid.view import view_config

from mingbai.errors import Forbidden
from mingbai.people.sessions import Key
from mingbai.web.access import COOKIE, HALF, PUBLIC, drop_token, keep_token
from mingbai.web.forgery import give_form_token

ROUTES = (
    ("desk_login", "/desk/login"),
    ("desk_second", "/desk/second-factor"),
    ("desk_logout", "/desk/logout"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class DoorPage:
    """A form at the door: its token, where it leads to, what was typed as a login, and what was wrong."""

    token: str
    onward: str
    login: str = ""
    wrong: str = ""
    remedy: str = ""


@view_config(route_name="desk_login", request_method="GET", renderer="desk/login.jinja2", permission=PUBLIC)
def login(request: Any) -> DoorPage:
    """The form; whoever is signed in already may sign in as somebody else."""
    return DoorPage(token=give_form_token(request), onward=onward(request))


@view_config(route_name="desk_login", request_method="POST", renderer="desk/login.jinja2", permission=PUBLIC)
def sign_in(request: Any) -> Any:
    """Let in, or say what was wrong in words that tell nothing."""
    typed = str(request.POST.get("login", ""))[:64]
    try:
        key = request.door.sign_in(typed, str(request.POST.get("password", "")), request.cookies.get(COOKIE, ""))
    except Forbidden as refusal:
        request.response.status_int = 403
        return DoorPage(token=give_form_token(request), onward=onward(request), login=typed, wrong=refusal.sentence, remedy=refusal.remedy)
    return _on(request, key)


@view_config(route_name="desk_second", request_method="GET", renderer="desk/second.jinja2", permission=HALF)
def second_form(request: Any) -> DoorPage:
    """The form for the code of the authenticator."""
    return DoorPage(token=request.standing.csrf, onward=onward(request))


@view_config(route_name="desk_second", request_method="POST", renderer="desk/second.jinja2", permission=HALF)
def second(request: Any) -> Any:
    """Let in all the way."""
    try:
        key = request.door.second(request.cookies.get(COOKIE, ""), str(request.POST.get("code", ""))[:20])
    except Forbidden as refusal:
        request.response.status_int = 403
        return DoorPage(token=request.standing.csrf, onward=onward(request), wrong=refusal.sentence, remedy=refusal.remedy)
    return _on(request, key)


@view_config(route_name="desk_logout", request_method="POST", permission=HALF)
def logout(request: Any) -> HTTPSeeOther:
    """Really out: the session is gone from the database."""
    request.door.sign_out(request.cookies.get(COOKIE, ""))
    response = HTTPSeeOther(request.links.desk("login"))
    drop_token(request, response)
    return response


def onward(request: Any) -> str:
    """Where to go after the door, ``next``: a page of the desk and nothing else, so that no link leads through our door to another site."""
    wanted = str(request.params.get("next", ""))
    own = wanted.startswith("/desk/") and "\\" not in wanted and wanted.isprintable() and len(wanted) <= 2000
    return wanted if own and not wanted.startswith(("/desk/login", "/desk/logout", "/desk/second-factor")) else ""


def _on(request: Any, key: Key) -> HTTPSeeOther:
    following = onward(request)
    if not key.passed:
        address = request.links.desk("second", next=following)
    else:
        address = f"{request.links.root}{following}" if following else request.links.desk("home")
    response = HTTPSeeOther(address)
    keep_token(request, response, key.token)
    return response
