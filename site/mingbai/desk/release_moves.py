"""The moves of a release, each a form that says what it saw: submit, review, refer, sign, publish, call off; and arranging its items.

A form that was made before somebody else's change is refused in a sentence by the service; nothing is decided here.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from pyramid.httpexceptions import HTTPSeeOther
from pyramid.view import view_config

from mingbai.desk.releases import number
from mingbai.desk.services import names_of
from mingbai.errors import NotFound, Refusal
from mingbai.publishing.draft import Draft
from mingbai.publishing.proceeding import Conclusion, Proceeding
from mingbai.publishing.proceedings import Proceedings

_ID = "{id:[0-9]{1,9}}"
MOVES = "submit|review|pass_all|refer|resume|send_back|recall|approve|publish|cancel|drop"
ROUTES = (
    ("desk_release_pick", f"/desk/releases/{_ID}/pick"),
    ("desk_release_order", f"/desk/releases/{_ID}/order"),
    ("desk_release_move", f"/desk/releases/{_ID}/{{move:{MOVES}}}"),
)

Posted = Mapping[str, str]


def _reviewed(proceedings: Proceedings, release: int, posted: Posted) -> None:
    public = Conclusion(posted.get("public", ""), posted.get("public_ground", ""))
    secrecy = Conclusion(posted.get("secrecy", ""), posted.get("secrecy_ground", ""))
    proceedings.review(release, posted.get("digest", ""), public, secrecy, posted.get("opinion", ""))


def _reasoned(move: str) -> Callable[[Proceedings, int, Posted], Any]:
    return lambda proceedings, release, posted: getattr(proceedings, move)(release, posted.get("reason", ""))


_DO: Mapping[str, Callable[[Proceedings, int, Posted], Any]] = {
    "submit": lambda proceedings, release, posted: proceedings.submit(release),
    "pass_all": lambda proceedings, release, posted: proceedings.pass_all(release),
    "review": _reviewed,
    "approve": lambda proceedings, release, posted: proceedings.approve(release, posted.get("digest", ""), posted.get("opinion", "")),
    "publish": lambda proceedings, release, posted: proceedings.publish(release, posted.get("digest", "")),
    **{move: _reasoned(move) for move in ("refer", "resume", "send_back", "recall", "cancel", "drop")},
}
"""Move → what it calls, with the fields of its form."""


@view_config(route_name="desk_release_move", request_method="POST", permission="release.read")
def move(request: Any) -> HTTPSeeOther:
    """Make one move. Which act it takes, and for whom, the service asks."""
    release = number(request)
    _DO[request.matchdict["move"]](request.proceedings, release, request.POST)
    onward = "release_summary" if request.POST.get("onward") == "summary" else "release"
    return HTTPSeeOther(request.links.desk(onward, id=release))


@dataclass(frozen=True, slots=True, kw_only=True)
class PickPage:
    """Drafts of other releases that may come into this one."""

    release: Proceeding
    drafts: tuple[Draft, ...]
    people: dict[int, str]


@view_config(route_name="desk_release_pick", request_method="GET", renderer="desk/pick.jinja2", permission="release.prepare")
def pickable(request: Any) -> PickPage:
    """The drafts of other releases."""
    release = request.proceedings.get(number(request))
    drafts = tuple(draft for draft in request.drafts.listing() if draft.release != release.id)
    return PickPage(release=release, drafts=drafts, people=names_of(request, (draft.actor_id for draft in drafts)))


@view_config(route_name="desk_release_pick", request_method="POST", permission="release.prepare")
def pick(request: Any) -> HTTPSeeOther:
    """Take drafts of other releases into this one."""
    for draft in _numbers(request.POST.getall("draft")):
        request.drafts.put(draft, number(request))
    return HTTPSeeOther(request.links.desk("release", id=number(request)))


@view_config(route_name="desk_release_order", request_method="POST", permission="release.prepare")
def order(request: Any) -> HTTPSeeOther:
    """Put the items into the order of the numbers typed beside them; equal numbers stay as they stood."""
    typed = [(key, text) for key, text in request.POST.items() if re.fullmatch(r"position-\d{1,9}", key)]
    places = {int(key.removeprefix("position-")): _numbers([text])[0] for key, text in typed}
    request.drafts.order(number(request), sorted(places, key=lambda draft: places[draft]))
    return HTTPSeeOther(request.links.desk("release", id=number(request)))


def _numbers(texts: list[str]) -> list[int]:
    bad = next((text for text in texts if not re.fullmatch(r"\d{1,9}", text.strip())), None)
    if bad is not None:
        raise Refusal(f"“{bad}”不是一个数。", remedy="请填写 1、2、3 这样的数。")
    if not texts:
        raise NotFound("没有选择任何事项。", remedy="请先勾选，再提交。")
    return [int(text) for text in texts]
