"""What machines read: /sitemap.xml and /robots.txt. Addresses carry no prefix, so each page has one address."""

from __future__ import annotations

from typing import Any
from xml.sax.saxutils import escape

from pyramid.response import Response
from pyramid.view import view_config

from mingbai.web.access import PUBLIC
from mingbai.web.i18n import SOURCE


@view_config(route_name="sitemap_xml", permission=PUBLIC)
def sitemap_xml(request: Any) -> Response:
    """Every page there is, one ``<loc>`` a line."""
    lines = "\n".join(f"<url><loc>{escape(address)}</loc></url>" for address in _addresses(request))
    body = f'<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{lines}\n</urlset>\n'
    return Response(body, content_type="application/xml", charset="utf-8")


@view_config(route_name="robots", permission=PUBLIC)
def robots(request: Any) -> Response:
    """Everything may be read; results, and what scripts and programs ask, need not be."""
    body = f"User-agent: *\nDisallow: /search\nDisallow: /api/\nDisallow: /desk/\nSitemap: {outside(request)}/sitemap.xml\n"
    return Response(body, content_type="text/plain", charset="utf-8")


def _addresses(request: Any) -> list[str]:
    start, shelf = outside(request), request.shelf
    links = request.links.seen(locale=SOURCE, elder=False)
    paths = [links.home(), links.services(), links.about(), links.accessibility(), links.announcements()]
    paths += [links.place(place.region) for place in shelf.places()]
    paths += [links.service(line.slug) for line in shelf.sitemap().services]
    paths += [links.event(topic.key) for topic in shelf.sitemap().events]
    paths += [links.guide(guide.region, guide.slug) for guide in shelf.addresses()]
    paths += [links.announcement(release.id) for release in shelf.releases()]
    return [start + path.removeprefix(request.script_name) for path in paths]


def outside(request: Any) -> str:
    """How the outside reaches the site: as configured, else as this request did."""
    return request.registry.site.url or request.application_url
