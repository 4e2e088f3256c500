"""The page on which a person finds what to bring in the own case: one question at a time as plain links, then the list.

The address holds the answers and nothing personal; nothing is kept (journeys, citizen 3–5).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from pyramid.httpexceptions import HTTPMovedPermanently
from pyramid.view import view_config

from mingbai.guides import situations, workdays
from mingbai.guides.workdays import Due
from mingbai.reading import items
from mingbai.reading.shelf import Shelf
from mingbai.reading.values import GuideView
from mingbai.rendering.own_list import OwnList, own_list
from mingbai.web.access import PUBLIC


@dataclass(frozen=True, slots=True, kw_only=True)
class ListPage:
    """A guide in force and what a person's answers make of it. ``due`` is the day by which what is accepted today must be done in this
    case; ``at_once`` where the document promises for just this case that it is done at once."""

    view: GuideView
    own: OwnList
    due: Due | None
    at_once: bool


@view_config(route_name="guide_list", renderer="public/list.jinja2", permission=PUBLIC)
def guide_list(request: Any) -> ListPage:
    """/{region}/{slug}/list, with the answers in ``?case=``; of a renamed guide under its new name."""
    region, slug = request.matchdict["region"], request.matchdict["slug"]
    case = request.GET.get(situations.PARAMETER, "") if request.query_string else ""
    view = items.guide(request.shelf, region, slug, 1)
    if view.renamed:
        raise HTTPMovedPermanently(request.links.own_list(view.renamed.region, view.renamed.slug, case))
    return _page(request.shelf, view, situations.read(case))


def _page(shelf: Shelf, view: GuideView, given: situations.Answers) -> ListPage:
    guide = view.page.guide
    limit = situations.limit_of(guide, situations.choose(guide, given))
    due = workdays.due(shelf.today, limit, workdays.packaged()) if limit and view.due else None
    at_once = limit is not guide.time_limit and limit is not None and limit.kind == "immediate"
    return ListPage(view=view, own=own_list(view.page, given), due=due, at_once=at_once)
