"""The first page of the desk: what waits for whoever is signed in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from pyramid.httpexceptions import HTTPMovedPermanently
from pyramid.view import view_config

from mingbai.people.actor import ROLES
from mingbai.web.access import PUBLIC

ROUTES = (
    ("desk_home", "/desk/"),
    ("desk_without_slash", "/desk"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskHome:
    """What the first page shows: the roles that somebody has, in words."""

    roles: tuple[str, ...]


@view_config(route_name="desk_home", request_method="GET", renderer="desk/home.jinja2", permission="desk")
def home(request: Any) -> DeskHome:
    """What waits for me."""
    return DeskHome(roles=tuple(ROLES[role] for role in request.actor.roles))


@view_config(route_name="desk_without_slash", request_method="GET", permission=PUBLIC)
def without_slash(request: Any) -> HTTPMovedPermanently:
    """/desk leads to /desk/."""
    return HTTPMovedPermanently(request.links.desk("home"))
