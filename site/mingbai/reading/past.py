"""The views of an item's history, one set for all kinds that have one. What they show is made in ``history.py``."""

from __future__ import annotations

from typing import Any

from pyramid.httpexceptions import HTTPFound, HTTPMovedPermanently
from pyramid.view import view_config, view_defaults

from mingbai.guides.version import Name
from mingbai.reading import history
from mingbai.reading.past_values import ComparisonPage, VersionsPage
from mingbai.web.access import PUBLIC


@view_defaults(renderer="public/versions.jinja2", permission=PUBLIC)
class Versions:
    """…/versions/: every version of an item."""

    def __init__(self, request: Any) -> None:
        self.request = request

    @view_config(route_name="guide_versions")
    @view_config(route_name="form_versions")
    @view_config(route_name="document_versions")
    @view_config(route_name="hall_versions")
    @view_config(route_name="service_versions")
    @view_config(route_name="event_versions")
    def versions(self) -> VersionsPage:
        """The list; of a renamed item that of its new name, which links to the old versions."""
        found = history.versions(self.request.shelf, *_name(self.request))
        if found.renamed:
            raise HTTPMovedPermanently(self.request.links.versions(*found.renamed))
        return found


@view_defaults(renderer="public/comparison.jinja2", permission=PUBLIC)
class Comparison:
    """…/compare/{m}/{n}, and the form that leads there."""

    def __init__(self, request: Any) -> None:
        self.request = request

    @view_config(route_name="guide_comparison")
    @view_config(route_name="form_comparison")
    @view_config(route_name="document_comparison")
    @view_config(route_name="hall_comparison")
    @view_config(route_name="service_comparison")
    @view_config(route_name="event_comparison")
    def comparison(self) -> ComparisonPage:
        """Two versions compared."""
        asked = self.request.matchdict
        return history.comparison(self.request.shelf, _name(self.request), int(asked["before"]), int(asked["after"]))

    @view_config(route_name="guide_compare")
    @view_config(route_name="form_compare")
    @view_config(route_name="document_compare")
    @view_config(route_name="hall_compare")
    @view_config(route_name="service_compare")
    @view_config(route_name="event_compare")
    def compare(self) -> HTTPFound:
        """?before=1&after=2 leads to the comparison."""
        raise HTTPFound(self.request.links.comparison(*_name(self.request), *history.chosen(self.request.GET)))


def _name(request: Any) -> Name:
    """The item that the address names: its kind is the first word of the route's name."""
    asked = request.matchdict
    return Name(request.matched_route.name.partition("_")[0], asked.get("region", ""), asked["slug"])
