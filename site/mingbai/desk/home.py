"""The first page of the desk: what waits for whoever is signed in. It is the notification: there is no e-mail (counts are links)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pyramid.httpexceptions import HTTPMovedPermanently
from pyramid.view import view_config

from mingbai import clock
from mingbai.desk.own import role_in_words
from mingbai.desk.services import names_of
from mingbai.desk.sign_pages import stale_signs
from mingbai.feedback.questions import Questions
from mingbai.intake.upload import READ, Upload
from mingbai.intake.uploads import Uploads
from mingbai.people import policy
from mingbai.people.actor import Actor
from mingbai.people.audit import Audit
from mingbai.people.directory import Directory
from mingbai.publishing.proceeding import Inbox, Opened, Proceeding
from mingbai.publishing.workflow import STATES
from mingbai.web.access import PUBLIC

ROUTES = (
    ("desk_home", "/desk/"),
    ("desk_without_slash", "/desk"),
)
SHORT = 20
"""Releases of one kind that the page names; the count says how many there are, and the list of releases has them all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelf:
    """One kind of things that wait: its name, how many, the first of them, and what to say where there is none."""

    key: str
    title: str
    count: int
    releases: tuple[Proceeding, ...] = ()
    drafts: tuple[Opened, ...] = ()
    uploads: tuple[Upload, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Door:
    """A number that waits for an administrator, and the room where it is dealt with."""

    title: str
    count: int
    address: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskHome:
    """What waits: ``shelves`` for those who work on content, ``doors`` for administrators. ``names``: of the people in it, by number."""

    roles: tuple[str, ...]
    shelves: tuple[Shelf, ...] = ()
    doors: tuple[Door, ...] = ()
    names: Mapping[int, str]
    states: Mapping[str, str]

    @property
    def idle(self) -> bool:
        """Whether nothing waits at all."""
        return not self.doors and not any(shelf.count for shelf in self.shelves)


@view_config(route_name="desk_home", request_method="GET", renderer="desk/home.jinja2", permission="desk")
def home(request: Any) -> DeskHome:
    """What waits for me."""
    shelves = _shelves(request, request.actor)
    moved = [release.last.actor_id for shelf in shelves for release in shelf.releases if release.last]
    return DeskHome(
        roles=tuple(map(role_in_words, request.actor.grants)),
        shelves=shelves,
        doors=_doors(request, request.actor),
        names=names_of(request, moved),
        states=STATES,
    )


@view_config(route_name="desk_without_slash", request_method="GET", permission=PUBLIC)
def without_slash(request: Any) -> HTTPMovedPermanently:
    """/desk leads to /desk/."""
    return HTTPMovedPermanently(request.links.desk("home"))


def _shelves(request: Any, actor: Actor) -> tuple[Shelf, ...]:
    """What waits for somebody who works on content; the shelf of an act that is not theirs is left out."""
    if not policy.may(actor, "release.read"):
        return ()
    inbox: Inbox = request.proceedings.inbox()
    writes = policy.may(actor, "draft.write")
    decides = policy.may(actor, "release.review") or policy.may(actor, "release.approve")
    shelves = [_releases("waiting", "等我处理", inbox.waiting)] if decides else []
    if writes:
        shelves.append(_releases("returned", "退回给我的", inbox.returned))
        shelves.append(Shelf(key="drafts", title="我在改的", count=inbox.drafted, drafts=inbox.drafts))
        shelves.append(_releases("open", "我的发布", inbox.open))
    shelves += _uploads(request, actor)
    return (*shelves, _releases("parked", "报请确定中", inbox.parked), _releases("scheduled", "将要施行", inbox.scheduled))


def _releases(key: str, title: str, releases: tuple[Proceeding, ...]) -> Shelf:
    return Shelf(key=key, title=title, count=len(releases), releases=releases[:SHORT])


def _uploads(request: Any, actor: Actor) -> list[Shelf]:
    """The documents that I handed in and that nothing was taken over from yet."""
    if not policy.may(actor, "intake"):
        return []
    listed = Uploads(request.reading, request.registry.now(), request.by).listing()
    mine = tuple(one for one in listed if one.actor_id == actor.id and (one.state != READ or one.release is None))
    return [Shelf(key="uploads", title="没处理完的来文", count=len(mine), uploads=mine[:SHORT])]


def _doors(request: Any, actor: Actor) -> tuple[Door, ...]:
    """What waits for the system and the security administrator; for the auditor, who failed to get in today; for editors, what readers
    asked in vain this week, where there is any; for halls, the signs that are to be replaced."""
    doors = _asked_in_vain(request, actor) + _to_replace(request, actor)
    if policy.may(actor, "account.read"):
        accounts = [one for one in Directory(request.reading, request.registry.now(), request.by).accounts() if one.active]
        address = request.links.desk("accounts")
        doors += [
            Door(title="在用的账号", count=len(accounts), address=address),
            Door(title="还没有角色的账号", count=sum(not one.grants for one in accounts), address=address),
            Door(title="待本人改口令的账号", count=sum(one.must_change for one in accounts), address=address),
        ]
    if policy.may(actor, "audit.read"):
        failures = Audit(request.reading, request.registry.now(), request.by).failures_today()
        day = clock.day_of(request.registry.now()).isoformat()
        doors.append(Door(title="今天失败的登录", count=failures, address=request.links.desk("audit", act="login.failed", since=day)))
    return tuple(doors)


def _asked_in_vain(request: Any, actor: Actor) -> list[Door]:
    if not policy.may(actor, "question.settle"):
        return []
    waiting = Questions(request.reading, request.registry.now(), request.by).waiting()
    return [Door(title="本周没查好的查询", count=waiting, address=request.links.desk("questions"))] if waiting else []


def _to_replace(request: Any, actor: Actor) -> list[Door]:
    if not policy.may(actor, "sign.read"):
        return []
    stale = stale_signs(request, request.signs.listing())
    overdue = sum(one.overdue for one in stale)
    title = f"要更换的公示牌{f'（超期 {overdue} 块）' if overdue else ''}"
    return [Door(title=title, count=len(stale), address=request.links.desk("signs_stale"))] if stale else []
