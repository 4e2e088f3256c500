"""One object builds every address, each leads to a page, and a way of looking is kept by every link."""

from __future__ import annotations

import inspect

import pytest

from mingbai.reading.routes import ROUTES
from mingbai.web.links import Links
from tests.makers import make_copy

ASKED = {
    "region": "320600",
    "slug": "employer-enrolment",
    "number": 1,
    "key": "employer",
    "name": "企业开办",
    "path": 1,
    "page": 1,
    "sort": "name",
    "on": "",
    "kind": "guide",
    "before": 1,
    "after": 1,
}
NOT_PAGES = {
    "static", "desk", "same", "seen", "form", "document", "hall", "hall_screen", "service", "services", "audience", "event", "compare",
    "api_picked", "scanned", "letters", "paper", "place_paper", "form_paper", "announcement_paper",
}  # fmt: skip
"""What no small site has, is no page, or is a page of a machine alone."""


def built(links: Links) -> dict[str, str]:
    """Every address that needs nothing but a guide."""
    found = {}
    for name, method in inspect.getmembers(links, inspect.ismethod):
        if name.startswith("_") or name in NOT_PAGES:
            continue
        asked = {key: ASKED[key] for key in inspect.signature(method).parameters if key in ASKED}
        if name == "announcements":
            asked = {}
        if name.startswith("api_"):
            asked = {"q": "参保"}
        found[name] = method(**asked)
    return found


@pytest.mark.parametrize("prefix", ["", "/elder", "/en", "/en/elder"])
def test_every_address_leads_to_a_page_in_every_way_of_looking(site, prefix) -> None:
    app = site(make_copy())
    links = Links(locale="en" if "en" in prefix.split("/") else "zh_Hans", elder="elder" in prefix, files={})
    for name, address in built(links).items():
        assert address.startswith(prefix), name
        assert app.get(address, expect_errors=True).status_code == 200, address


def test_every_route_has_its_builder() -> None:
    patterns = {pattern for _, pattern in ROUTES}
    named = {name for name, _ in inspect.getmembers(Links, inspect.isfunction)}
    machines = {"robots", "sitemap_xml", "place_without_slash", "kiosk"}
    parts = {
        "version": "numbered",
        "versions": "versions",
        "compare": "compare",
        "comparison": "comparison",
        "feed": "feed",
        "printed": "printed",
        "list": "own_list",
        "paper": "paper",
        **dict.fromkeys(("item", "check", "sign", "box"), "scanned"),
    }
    missing = [name for name, _ in ROUTES if name not in machines and parts.get(name.rpartition("_")[2], name) not in named]
    assert patterns and not missing


def test_every_link_of_a_prefixed_page_keeps_the_prefix(site) -> None:
    app = site(make_copy())
    for prefix, other in (("/elder", {"/", "/320600/employer-enrolment", "/en/elder/"}), ("/en", set())):
        page = app.get(f"{prefix}/320600/employer-enrolment").html
        inside = [a["href"] for a in page.find_all("a") if a["href"].startswith("/")]
        strays = [href for href in inside if not href.startswith((prefix, "/en/elder"))]
        allowed = other | {"/320600/employer-enrolment", "/elder/320600/employer-enrolment"}
        assert inside and set(strays) <= allowed, strays


def test_the_form_of_a_prefixed_page_keeps_the_prefix(site) -> None:
    assert site(make_copy()).get("/elder/320600/").forms[0].action == "/elder/search"


def test_chinese_in_an_address_is_escaped() -> None:
    links = Links(files={})
    assert links.event("出生") == "/event/%E5%87%BA%E7%94%9F"
    assert links.search(q="a&b=c", region="") == "/search?q=a%26b%3Dc"


def test_the_page_of_a_mounted_site_stays_under_its_mount(site) -> None:
    page = site(make_copy()).get("/320600/", extra_environ={"SCRIPT_NAME": "/guides"}).html
    assert all(a["href"].startswith(("/guides/", "#", "tel:")) for a in page.find_all("a"))


def test_a_place_without_its_slash_leads_on(site) -> None:
    response = site(make_copy()).get("/elder/320600", status=301)
    assert response.headers["Location"].endswith("/elder/320600/")


def test_the_sitemap_carries_no_prefix_whichever_way_it_is_asked_for(site) -> None:
    app = site(make_copy())
    assert app.get("/en/sitemap.xml").text == app.get("/elder/sitemap.xml").text == app.get("/sitemap.xml").text
