"""The accounts: the system administrator makes, closes and resets them, the security administrator says what they may do."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from pyramid.httpexceptions import HTTPSeeOther
from pyramid.view import view_config

from mingbai.desk.own import role_in_words
from mingbai.desk.trouble import note
from mingbai.errors import Refusal
from mingbai.people.actor import ROLES, SEPARATE, Grant
from mingbai.people.directory import Account, Directory
from mingbai.people.granting import Granting
from mingbai.web.errors import status_of

ROUTES = (
    ("desk_accounts", "/desk/accounts"),
    ("desk_account_add", "/desk/accounts/new"),
    ("desk_account", "/desk/accounts/{id:[0-9]{1,9}}"),
    ("desk_account_role", "/desk/accounts/{id:[0-9]{1,9}}/roles"),
    ("desk_account_act", "/desk/accounts/{id:[0-9]{1,9}}/{act:close|reopen|reset}"),
)
NONE_YET = Grant("editor")
"""What the form for a role begins with."""
GIVEN = tuple((role, name) for role, name in ROLES.items() if role not in SEPARATE)
"""The roles that are given on the web."""
DONE = {
    "close": "账号已停用，已经退出登录。",
    "reopen": "账号已恢复。",
    "give": "角色已授予，本人需要重新登录。",
    "take": "角色已收回，本人需要重新登录。",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountsPage:
    """All accounts; and the form for a new one with what was typed, and what was wrong with it."""

    accounts: tuple[Account, ...]
    login: str = ""
    name: str = ""
    wrong: str = ""
    remedy: str = ""

    @property
    def rows(self) -> tuple[tuple[Account, tuple[str, ...]], ...]:
        """Each account with its roles in words."""
        return tuple((account, tuple(map(role_in_words, account.grants))) for account in self.accounts)


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountPage:
    """One account. ``password``: the one just made, shown this once. ``grant``: what was typed into the form for a role."""

    account: Account
    grants: tuple[tuple[Grant, str], ...]
    roles: tuple[tuple[str, str], ...] = GIVEN
    password: str = ""
    grant: Grant = NONE_YET
    done: str = ""
    wrong: str = ""
    remedy: str = ""


@view_config(route_name="desk_accounts", request_method="GET", renderer="desk/accounts.jinja2", permission="account.read")
def accounts(request: Any) -> AccountsPage:
    """All accounts."""
    return AccountsPage(accounts=_reading(request).accounts())


@view_config(route_name="desk_account_add", request_method="POST", renderer="desk/account.jinja2", permission="account.manage")
def add(request: Any) -> Any:
    """Make one; its page shows its first password, once."""
    login, name = str(request.POST.get("login", ""))[:64], str(request.POST.get("name", ""))[:100]
    try:
        number, password = _directory(request).add(login, name)
    except Refusal as refusal:
        return _wrong_account(request, refusal, login, name)
    return _page(_directory(request).account(number), password=password)


@view_config(route_name="desk_account", request_method="GET", renderer="desk/account.jinja2", permission="account.read")
def account(request: Any) -> AccountPage:
    """One account."""
    return _page(_reading(request).account(int(request.matchdict["id"])), done=DONE.get(request.GET.get("done", ""), ""))


@view_config(route_name="desk_account_act", request_method="POST", renderer="desk/account.jinja2", permission="account.manage")
def act(request: Any) -> Any:
    """Close, open again, or give a new password, which is shown once."""
    number, directory = int(request.matchdict["id"]), _directory(request)
    if request.matchdict["act"] == "reset":
        password = directory.reset(number)
        return _page(directory.account(number), password=password)
    (directory.close if request.matchdict["act"] == "close" else directory.reopen)(number)
    return HTTPSeeOther(request.links.desk("account", id=number, done=request.matchdict["act"]))


@view_config(route_name="desk_account_role", request_method="POST", renderer="desk/account.jinja2", permission="role.manage")
def role(request: Any) -> Any:
    """Give or take a role."""
    number = int(request.matchdict["id"])
    grant = Grant(*(str(request.POST.get(name, "")).strip()[:200] for name in ("role", "region", "organ")))
    granting = Granting(request.writing, request.registry.now(), request.by)
    taking = request.POST.get("do") == "take"
    try:
        (granting.take if taking else granting.give)(number, grant)
    except Refusal as refusal:
        return _wrong_role(request, refusal, number, grant)
    return HTTPSeeOther(request.links.desk("account", id=number, done="take" if taking else "give"))


def _reading(request: Any) -> Directory:
    return Directory(request.reading, request.registry.now(), request.by)


def _directory(request: Any) -> Directory:
    return Directory(request.writing, request.registry.now(), request.by, request.registry.cost)


def _page(account: Account, **parts: Any) -> AccountPage:
    return AccountPage(account=account, grants=tuple((grant, role_in_words(grant)) for grant in account.grants), **parts)


def _wrong_account(request: Any, refusal: Refusal, login: str, name: str) -> Any:
    """The list again, with what was typed."""
    _refused(request, refusal)
    request.override_renderer = "desk/accounts.jinja2"
    told = {"wrong": refusal.sentence, "remedy": refusal.remedy}
    return AccountsPage(accounts=_reading(request).accounts(), login=login, name=name, **told)


def _wrong_role(request: Any, refusal: Refusal, number: int, grant: Grant) -> AccountPage:
    """The account again, with what was typed."""
    _refused(request, refusal)
    return _page(_reading(request).account(number), grant=grant, wrong=refusal.sentence, remedy=refusal.remedy)


def _refused(request: Any, refusal: Refusal) -> None:
    request.response.status_int = status_of(refusal)
    note(request, type(refusal).__name__, request.response.status_int)
