"""Releases at the desk: the list by state, one release with its facts and items, its checks, and the facts' form."""

from __future__ import annotations

from typing import Any

from pyramid.httpexceptions import HTTPSeeOther
from pyramid.view import view_config

from mingbai.desk import facts
from mingbai.desk.release_page import (
    ChecksPage,
    FactsPage,
    ReleasePage,
    ReleasesPage,
    SummaryPage,
    checks_page,
    facts_page,
    release_page,
    releases_page,
    summary_page,
)

_ID = "{id:[0-9]{1,9}}"
ROUTES = (
    ("desk_releases", "/desk/releases"),
    ("desk_release", f"/desk/releases/{_ID}"),
    ("desk_release_facts", f"/desk/releases/{_ID}/facts"),
    ("desk_release_checks", f"/desk/releases/{_ID}/checks"),
    ("desk_release_summary", f"/desk/releases/{_ID}/summary"),
    ("desk_release_changes", f"/desk/releases/{_ID}/changes"),
)


def number(request: Any) -> int:
    """The number of the release or draft that an address names."""
    return int(request.matchdict["id"])


@view_config(route_name="desk_releases", request_method="GET", renderer="desk/releases.jinja2", permission="release.read")
def releases(request: Any) -> ReleasesPage:
    """The releases in one state, or in all that are on their way, with counts."""
    return releases_page(request, request.GET.get("state", ""))


@view_config(route_name="desk_releases", request_method="POST", permission="release.prepare")
def begin(request: Any) -> HTTPSeeOther:
    """Begin a release."""
    told = facts.of(request.POST)
    made = request.proceedings.prepare(told.pop("title"), told.pop("region"), **told)
    return HTTPSeeOther(request.links.desk("release", id=made))


@view_config(route_name="desk_release", request_method="GET", renderer="desk/release.jinja2", permission="release.read")
def release(request: Any) -> ReleasePage:
    """One release: its facts, its items, what may be done next, and how it came here."""
    return release_page(request, number(request))


@view_config(route_name="desk_release_summary", request_method="GET", renderer="desk/summary.jinja2", permission="release.read")
def summary(request: Any) -> SummaryPage:
    """One page to decide on: for submission, review, signing and publishing, on a phone too."""
    return summary_page(request, number(request))


@view_config(route_name="desk_release_checks", request_method="GET", renderer="desk/checks.jinja2", permission="release.read")
def checks(request: Any) -> ChecksPage:
    """What blocks and what is advised, by kind, each with its field."""
    return checks_page(request, number(request), request.GET.get("kind", ""))


@view_config(route_name="desk_release_facts", request_method="GET", renderer="desk/facts.jinja2", permission="release.prepare")
def form(request: Any) -> FactsPage:
    """The form of the decision's own facts."""
    return facts_page(request, number(request))


@view_config(route_name="desk_release_facts", request_method="POST", permission="release.prepare")
def describe(request: Any) -> HTTPSeeOther:
    """Change the facts, as of the edition that the form was made from."""
    told = facts.of(request.POST)
    request.proceedings.describe(number(request), facts.edition_of(request.POST), **told)
    return HTTPSeeOther(request.links.desk("release", id=number(request)))


@view_config(route_name="desk_release_changes", request_method="GET", renderer="json", permission="release.read")
def changes(request: Any) -> dict[str, tuple[str, ...] | None]:
    """The sentences of every item, for the script that fills in what the page left for later."""
    drafts = request.drafts.listing(release=number(request))
    return {str(draft): told for draft, told in request.changes.lines(drafts, most=len(drafts)).items()}
