"""The views of the public site: read the address, ask the shelf for one value, return it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from pyramid.httpexceptions import HTTPFound, HTTPMovedPermanently
from pyramid.view import view_config

from mingbai import clock
from mingbai.errors import Refusal
from mingbai.reading import items
from mingbai.reading.shelf import Shelf
from mingbai.reading.values import DocumentPage, FormPage, GuideView, Home, PlacePage, ServicePage, ServicesPage, SitemapPage
from mingbai.web.access import PUBLIC


@view_config(route_name="home", renderer="public/home.jinja2", permission=PUBLIC)
def home(request: Any) -> Home:
    """/, and with ``?region=`` as seen from a place: one that has no guides is as none."""
    seen = _shelf(request).home()
    asked = request.GET.get("region", "") if request.query_string else ""
    here = next((place for place in seen.places if place.region == asked), None)
    return replace(seen, here=here) if here else seen


@view_config(route_name="place", renderer="public/place.jinja2", permission=PUBLIC)
def place(request: Any) -> PlacePage:
    """/{region}/"""
    return _shelf(request).place(request.matchdict["region"], request.GET.get("sort", ""), number_asked(request, "page"))


@view_config(route_name="place_without_slash", permission=PUBLIC)
def place_without_slash(request: Any) -> HTTPMovedPermanently:
    """/{region}, which leads to the place."""
    return HTTPMovedPermanently(request.links.place(request.matchdict["region"]))


@view_config(route_name="guide", renderer="public/guide.jinja2", permission=PUBLIC)
def guide(request: Any) -> GuideView:
    """/{region}/{slug}, and as of a day with ``?on=DATE``."""
    region, slug, on = request.matchdict["region"], request.matchdict["slug"], day_asked(request)
    if on is not None:
        return items.guide_on(request.shelf, region, slug, on)
    found = items.guide(request.shelf, region, slug, number_asked(request, "path"))
    if found.renamed:
        raise HTTPMovedPermanently(request.links.item(*found.renamed))
    return found


@view_config(route_name="guide_version", renderer="public/guide.jinja2", permission=PUBLIC)
def guide_version(request: Any) -> GuideView:
    """/{region}/{slug}/versions/{n}"""
    asked = request.matchdict
    return items.guide_version(request.shelf, asked["region"], asked["slug"], int(asked["number"]))


@view_config(route_name="guide_printed", renderer="public/guide.jinja2", permission=PUBLIC)
def guide_printed(request: Any) -> GuideView:
    """/{region}/{slug}/print: the same page as it looks on paper."""
    found = items.guide(request.shelf, request.matchdict["region"], request.matchdict["slug"], 1, "paper")
    if found.renamed:
        raise HTTPMovedPermanently(request.links.printed(found.renamed.region, found.renamed.slug))
    return found


@view_config(route_name="form", renderer="public/form.jinja2", permission=PUBLIC)
def form(request: Any) -> FormPage:
    """/{region}/forms/{slug}"""
    return items.form(_shelf(request), request.matchdict["region"], request.matchdict["slug"])


@view_config(route_name="form_version", renderer="public/form.jinja2", permission=PUBLIC)
def form_version(request: Any) -> FormPage:
    """/{region}/forms/{slug}/versions/{n}"""
    asked = request.matchdict
    return items.form_version(request.shelf, asked["region"], asked["slug"], int(asked["number"]))


@view_config(route_name="document", renderer="public/document.jinja2", permission=PUBLIC)
def document(request: Any) -> DocumentPage:
    """/{region}/documents/{slug}"""
    return items.document(_shelf(request), request.matchdict["region"], request.matchdict["slug"])


@view_config(route_name="document_version", renderer="public/document.jinja2", permission=PUBLIC)
def document_version(request: Any) -> DocumentPage:
    """/{region}/documents/{slug}/versions/{n}"""
    asked = request.matchdict
    return items.document_version(request.shelf, asked["region"], asked["slug"], int(asked["number"]))


@view_config(route_name="services", renderer="public/services.jinja2", permission=PUBLIC)
def services(request: Any) -> ServicesPage:
    """/services"""
    return _shelf(request).services()


@view_config(route_name="service", renderer="public/service.jinja2", permission=PUBLIC)
def service(request: Any) -> ServicePage:
    """/service/{slug}"""
    return _shelf(request).service(request.matchdict["slug"])


@view_config(route_name="audience", renderer="public/audience.jinja2", permission=PUBLIC)
def audience(request: Any) -> ServicesPage:
    """/audience/{key}"""
    return _shelf(request).audience(request.matchdict["key"])


@view_config(route_name="event", renderer="public/event.jinja2", permission=PUBLIC)
def event(request: Any) -> ServicesPage:
    """/event/{name}; by the slug of its item, which it keeps for ever, it leads to the name."""
    found = _shelf(request).event(request.matchdict["name"])
    if found.topic != request.matchdict["name"]:
        raise HTTPFound(request.links.event(found.topic))
    return found


@view_config(route_name="sitemap", renderer="public/sitemap.jinja2", permission=PUBLIC)
def sitemap(request: Any) -> SitemapPage:
    """/sitemap, for people."""
    return request.shelf.sitemap()


@view_config(route_name="about", renderer="public/about.jinja2", permission=PUBLIC)
def about(request: Any) -> Home:
    """/about"""
    return request.shelf.home()


@view_config(route_name="accessibility", renderer="public/accessibility.jinja2", permission=PUBLIC)
def accessibility(request: Any) -> None:
    """/accessibility"""
    return None


def number_asked(request: Any, name: str) -> int:
    """A counting number that was asked for, 1 where none was."""
    asked = request.GET.get(name, "1") if request.query_string else "1"
    if not (asked.isascii() and asked.isdigit() and len(asked) <= 4):
        raise Refusal(f"“{asked[:20]}”不是一个页码。", remedy="请从本页的链接进入。")
    return int(asked)


def day_asked(request: Any) -> date | None:
    """The day that was asked for with ``?on=``. Raises Refusal where it is none."""
    asked = request.GET.get("on", "") if request.query_string else ""
    return clock.asked_day(asked[:20]) if asked else None


def _shelf(request: Any) -> Shelf:
    """The shelf of now, or of the day that was asked for."""
    return request.shelf.as_of(day_asked(request))
