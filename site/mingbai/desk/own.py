"""One's own account: password, second factor, where one is signed in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from pyramid.httpexceptions import HTTPSeeOther
from pyramid.view import view_config

from mingbai.desk.door import onward
from mingbai.desk.trouble import note
from mingbai.errors import Refusal
from mingbai.guides.regions import full_name
from mingbai.people import totp
from mingbai.people.actor import ROLES, Grant
from mingbai.people.directory import Account, Directory
from mingbai.people.sessions import Sessions, Signed
from mingbai.rendering.qr import ON_SCREEN, code_of
from mingbai.web.access import COOKIE, OWN, drop_token, keep_token
from mingbai.web.errors import status_of

ROUTES = (
    ("desk_own", "/desk/own"),
    ("desk_own_others", "/desk/own/others"),
    ("desk_password", "/desk/password"),
    ("desk_factor", "/desk/own/second-factor"),
)
DONE = {"password": "口令已经修改。", "on": "第二因素已经启用。", "off": "第二因素已经停用。", "others": "其他位置的登录都已退出。"}
"""What the page says after something was done, by the word in its address."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnPage:
    """The account, its roles in words, and where it is signed in."""

    account: Account
    roles: tuple[str, ...]
    signed: tuple[Signed, ...]
    done: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SecretPage:
    """A form that changes how one signs in; what was wrong belongs to the field ``place``. ``secret`` is that of a new second factor,
    ``picture`` the QR code by which an authenticator takes it."""

    account: Account
    onward: str = ""
    must: bool = False
    secret: str = ""
    address: str = ""
    picture: str = ""
    place: str = ""
    wrong: str = ""
    remedy: str = ""


def role_in_words(grant: Grant) -> str:
    """A grant as people say it: 编辑（江苏省南通市，南通市医疗保障局）."""
    where = "，".join(part for part in (full_name(grant.region) if grant.region else "", grant.organ) if part)
    return f"{ROLES[grant.role]}（{where}）" if where else ROLES[grant.role]


@view_config(route_name="desk_own", request_method="GET", renderer="desk/own.jinja2", permission=OWN)
def own(request: Any) -> OwnPage:
    """My account."""
    account = _reading(request).own()
    return OwnPage(
        account=account,
        roles=tuple(map(role_in_words, account.grants)),
        signed=Sessions(request.reading, request.registry.now(), request.registry.rules).of(account.id, request.cookies.get(COOKIE, "")),
        done=DONE.get(request.GET.get("done", ""), ""),
    )


@view_config(route_name="desk_own_others", request_method="POST", permission=OWN)
def end_others(request: Any) -> HTTPSeeOther:
    """Sign out everywhere else."""
    _sessions(request).end_others(request.by, request.cookies.get(COOKIE, ""))
    return HTTPSeeOther(request.links.desk("own", done="others"))


@view_config(route_name="desk_password", request_method="GET", renderer="desk/password.jinja2", permission=OWN)
def password_form(request: Any) -> SecretPage:
    """The form for a new password."""
    return _secret_page(request)


@view_config(route_name="desk_password", request_method="POST", renderer="desk/password.jinja2", permission=OWN)
def change_password(request: Any) -> Any:
    """Change it; every session of the account ends, and this browser gets a new one."""
    given = [str(request.POST.get(name, ""))[:200] for name in ("present", "wanted", "again")]
    try:
        _directory(request).change_own(*given)
    except Refusal as refusal:
        return _wrong(request, refusal)
    following = onward(request)
    return _renewed(request, f"{request.links.root}{following}" if following else request.links.desk("own", done="password"))


@view_config(route_name="desk_factor", request_method="GET", renderer="desk/factor.jinja2", permission=OWN)
def factor_form(request: Any) -> SecretPage:
    """The form for a second factor: a new secret, or a way to give the present one up."""
    return _secret_page(request, totp.secret())


@view_config(route_name="desk_factor", request_method="POST", renderer="desk/factor.jinja2", permission=OWN)
def change_factor(request: Any) -> Any:
    """Take the new secret, or give the present one up."""
    present, secret = str(request.POST.get("present", ""))[:200], str(request.POST.get("secret", ""))[:64]
    try:
        if secret:
            _directory(request).second_on(present, secret, str(request.POST.get("code", ""))[:20])
        else:
            _directory(request).second_off(present)
    except Refusal as refusal:
        return _wrong(request, refusal, secret)
    return _renewed(request, request.links.desk("own", done="on" if secret else "off"))


def _reading(request: Any) -> Directory:
    """For showing: takes no lock."""
    return Directory(request.reading, request.registry.now(), request.by)


def _directory(request: Any) -> Directory:
    return Directory(request.writing, request.registry.now(), request.by, request.registry.cost)


def _sessions(request: Any) -> Sessions:
    return Sessions(request.writing, request.registry.now(), request.registry.rules)


def _secret_page(request: Any, secret: str = "", **wrong: str) -> SecretPage:
    account = _reading(request).own()
    address = totp.address(secret, account.login, request.registry.site.name) if secret else ""
    must = bool(request.standing.must_change)
    picture = code_of(address, ON_SCREEN).svg if address else ""
    return SecretPage(account=account, onward=onward(request), must=must, secret=secret, address=address, picture=picture, **wrong)


def _wrong(request: Any, refusal: Refusal, secret: str = "") -> SecretPage:
    """The form again, with what was wrong; nothing that was typed into it comes back but the secret that was shown."""
    request.response.status_int = status_of(refusal)
    note(request, type(refusal).__name__, request.response.status_int)
    return _secret_page(request, secret, place=refusal.place, wrong=refusal.sentence, remedy=refusal.remedy)


def _renewed(request: Any, address: str) -> HTTPSeeOther:
    """303 with a new session, in the place of the one that has ended."""
    key = _sessions(request).start(request.actor.id, request.address, None)
    response = HTTPSeeOther(address)
    drop_token(request, response)
    keep_token(request, response, key.token)
    return response
