"""The addresses of the public site, in the order in which they are tried. ``web/links.py`` builds them; a test compares the two."""

from __future__ import annotations

from typing import Any

REGION = r"{region:[0-9]{6}}"
NUMBER = "{number:[0-9]{1,6}}"
BOTH = "{before:[0-9]{1,6}}/{after:[0-9]{1,6}}"
FILE = "{product:[a-z0-9-]{1,20}}.{format:[a-z]{2,4}}"
ROUTES = (
    ("home", "/"),
    ("place_feed", f"/{REGION}/announcements.atom"),
    ("guide", f"/{REGION}/{{slug}}"),
    ("place", f"/{REGION}/"),
    ("place_without_slash", f"/{REGION}"),
    ("place_paper", f"/{REGION}/print/{FILE}"),
    ("guide_versions", f"/{REGION}/{{slug}}/versions/"),
    ("guide_version", f"/{REGION}/{{slug}}/versions/{NUMBER}"),
    ("guide_compare", f"/{REGION}/{{slug}}/compare"),
    ("guide_comparison", f"/{REGION}/{{slug}}/compare/{BOTH}"),
    ("guide_printed", f"/{REGION}/{{slug}}/print"),
    ("guide_paper", f"/{REGION}/{{slug}}/print/{FILE}"),
    ("guide_feed", f"/{REGION}/{{slug}}/announcements.atom"),
    ("guide_list", f"/{REGION}/{{slug}}/list"),
    ("form", f"/{REGION}/forms/{{slug}}"),
    ("form_paper", f"/{REGION}/forms/{{slug}}/print.{{format:[a-z]{{2,5}}}}"),
    ("form_versions", f"/{REGION}/forms/{{slug}}/versions/"),
    ("form_version", f"/{REGION}/forms/{{slug}}/versions/{NUMBER}"),
    ("form_compare", f"/{REGION}/forms/{{slug}}/compare"),
    ("form_comparison", f"/{REGION}/forms/{{slug}}/compare/{BOTH}"),
    ("hall", f"/{REGION}/halls/{{slug}}"),
    ("hall_versions", f"/{REGION}/halls/{{slug}}/versions/"),
    ("hall_version", f"/{REGION}/halls/{{slug}}/versions/{NUMBER}"),
    ("hall_compare", f"/{REGION}/halls/{{slug}}/compare"),
    ("hall_comparison", f"/{REGION}/halls/{{slug}}/compare/{BOTH}"),
    ("hall_screen", f"/{REGION}/halls/{{slug}}/screen"),
    ("document", f"/{REGION}/documents/{{slug}}"),
    ("document_versions", f"/{REGION}/documents/{{slug}}/versions/"),
    ("document_version", f"/{REGION}/documents/{{slug}}/versions/{NUMBER}"),
    ("document_compare", f"/{REGION}/documents/{{slug}}/compare"),
    ("document_comparison", f"/{REGION}/documents/{{slug}}/compare/{BOTH}"),
    ("services", "/services"),
    ("service", "/service/{slug}"),
    ("service_versions", "/service/{slug}/versions/"),
    ("service_compare", "/service/{slug}/compare"),
    ("service_comparison", f"/service/{{slug}}/compare/{BOTH}"),
    ("audience", "/audience/{key}"),
    ("event", "/event/{name}"),
    ("event_versions", "/event/{slug}/versions/"),
    ("event_compare", "/event/{slug}/compare"),
    ("event_comparison", f"/event/{{slug}}/compare/{BOTH}"),
    ("kiosk", "/kiosk/"),
    ("announcements", "/announcements/"),
    ("announcement", f"/announcements/{NUMBER}"),
    ("announcement_paper", f"/announcements/{NUMBER}/print/{FILE}"),
    ("feed", "/announcements.atom"),
    ("scan_item", "/q/{code}"),
    ("scan_check", "/v/{code}"),
    ("scan_sign", "/s/{code}"),
    ("scan_box", "/v/"),
    ("search", "/search"),
    ("api_search", "/api/v1/search"),
    ("api_suggest", "/api/v1/suggest"),
    ("sitemap", "/sitemap"),
    ("about", "/about"),
    ("accessibility", "/accessibility"),
    ("robots", "/robots.txt"),
    ("sitemap_xml", "/sitemap.xml"),
)
TOLD = (("api_picked", "/api/v1/picked"),)
"""Addresses that take what a page's script tells; each view guards itself against other sites' pages."""


def includeme(config: Any) -> None:
    """Every route: for reading only, and for telling only."""
    for name, pattern in ROUTES:
        config.add_route(name, pattern, request_method=("GET", "HEAD"))
    for name, pattern in TOLD:
        config.add_route(name, pattern, request_method="POST")
