"""The page on which a person finds what to bring in the own case: one question at a time as plain links, then the list.

The address holds the answers and nothing personal; nothing is kept (journeys, citizen 3–5).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from pyramid.httpexceptions import HTTPMovedPermanently
from pyramid.view import view_config

from mingbai.guides import situations
from mingbai.reading import items
from mingbai.reading.values import GuideView
from mingbai.rendering.own_list import OwnList, own_list
from mingbai.web.access import PUBLIC


@dataclass(frozen=True, slots=True, kw_only=True)
class ListPage:
    """A guide in force and what a person's answers make of it."""

    view: GuideView
    own: OwnList


@view_config(route_name="guide_list", renderer="public/list.jinja2", permission=PUBLIC)
def guide_list(request: Any) -> ListPage:
    """/{region}/{slug}/list, with the answers in ``?case=``; of a renamed guide under its new name."""
    region, slug = request.matchdict["region"], request.matchdict["slug"]
    case = request.GET.get(situations.PARAMETER, "") if request.query_string else ""
    view = items.guide(request.shelf, region, slug, 1)
    if view.renamed:
        raise HTTPMovedPermanently(request.links.own_list(view.renamed.region, view.renamed.slug, case))
    return ListPage(view=view, own=own_list(view.page, situations.read(case)))
