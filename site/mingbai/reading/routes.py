"""The addresses of the public site, in the order in which they are tried. ``web/links.py`` builds them; a test compares the two."""

from __future__ import annotations

from typing import Any

REGION = r"{region:[0-9]{6}}"
ROUTES = (
    ("home", "/"),
    ("guide", f"/{REGION}/{{slug}}"),
    ("place", f"/{REGION}/"),
    ("place_without_slash", f"/{REGION}"),
    ("guide_version", f"/{REGION}/{{slug}}/versions/{{number:[0-9]{{1,6}}}}"),
    ("guide_printed", f"/{REGION}/{{slug}}/print"),
    ("form", f"/{REGION}/forms/{{slug}}"),
    ("document", f"/{REGION}/documents/{{slug}}"),
    ("services", "/services"),
    ("service", "/service/{slug}"),
    ("audience", "/audience/{key}"),
    ("event", "/event/{name}"),
    ("search", "/search"),
    ("sitemap", "/sitemap"),
    ("about", "/about"),
    ("accessibility", "/accessibility"),
    ("robots", "/robots.txt"),
    ("sitemap_xml", "/sitemap.xml"),
)


def includeme(config: Any) -> None:
    """Every route, for reading only."""
    for name, pattern in ROUTES:
        config.add_route(name, pattern, request_method=("GET", "HEAD"))
