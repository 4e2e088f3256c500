"""What every page of the desk shows besides its own value: who is signed in, the rooms that are theirs, the token of their forms."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from mingbai.errors import Refusal
from mingbai.people import policy
from mingbai.people.actor import Actor

MENU = (
    ("home", "待办", "desk"),
    ("items", "事项", "draft.read"),
    ("hall", "窗口告知", "hall"),
    ("halls", "大厅", "draft.read"),
    ("releases", "发布", "release.read"),
    ("intake", "来文", "intake"),
    ("bulk", "批量修改", "bulk"),
    ("sheets", "表格", "bulk"),
    ("questions", "查询", "question.read"),
    ("signs", "公示牌", "sign.read"),
    ("accounts", "账号", "account.read"),
    ("audit", "审计日志", "audit.read"),
)
"""The list at the left: route without ``desk_``, its name, and the act that opens it."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A room in the list. ``here``: the page belongs to it."""

    address: str
    title: str
    here: bool


def shown(request: Any) -> dict[str, Any]:
    """``actor``, ``csrf``, ``menu``, and ``may(act)`` for what a page offers. Where the database is away a page shows nobody."""
    try:
        actor = request.actor
    except Refusal:
        actor = None
        return {"actor": None, "csrf": "", "menu": (), "may": _nothing}
    return {"actor": actor, "csrf": token(request), "menu": menu(request, actor), "may": _may(actor)}


def menu(request: Any, actor: Actor | None) -> tuple[Entry, ...]:
    """The rooms that ``actor`` may enter."""
    rooms = request.registry.rooms
    mine = [(room, title) for room, title, act in MENU if room in rooms and policy.may(actor, act)]
    return tuple(Entry(request.links.desk(room), title, _is_in(request.path_info, rooms[room])) for room, title in mine)


def token(request: Any) -> str:
    """The token of the session's forms; empty where nobody is signed in."""
    return request.standing.csrf if request.standing is not None else ""


def _is_in(path: str, room: str) -> bool:
    return path == room or (room != "/desk/" and path.startswith(f"{room}/"))


def _may(actor: Actor | None) -> Callable[[str], bool]:
    return lambda act: policy.may(actor, act)


def _nothing(act: str) -> bool:
    return False


def includeme(config: Any) -> None:
    """Templates of the desk get what ``shown`` gives."""
    config.registry.shown_at_desk = shown
