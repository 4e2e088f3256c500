"""What a citizen does, without script, on the whole site: find a guide, read it, compare places, come back by an old link."""

from __future__ import annotations

import re
from html import unescape
from urllib.parse import urlsplit

import pytest

REGIONS = ("320600", "320900", "360000", "420000", "512000")
MEDIA = {"pdf": "application/pdf", "docx": "application/vnd.openxmlformats", "xlsx": "application/vnd.openxmlformats", "html": "text/html"}
LEAF = re.compile(r"/(elder|en|en/elder)/[345]")
"""Pages of places in another form: one looks at them and follows none of their links, which are those of the usual form."""
NEVER = re.compile(r"/search|/(elder|en|en/elder)/3")


def path_of(url: str) -> str:
    """A link's path and query, inside the site."""
    parts = urlsplit(url)
    return parts.path + (f"?{parts.query}" if parts.query else "")


def opened(whole, path: str):
    """The page at ``path``; a life event's item leads on to the page of its name."""
    page = whole.get(path, expect_errors=True)
    return page.follow() if page.status_code == 302 and "/event/" in path else page


def links_of(whole, path: str) -> set[str]:
    """The site's own pages, feeds aside, that the page at ``path`` links to."""
    pages = {href for href in hrefs_of(opened(whole, path)) if href.startswith("/") and not href.startswith(("/search", "/elder", "/en"))}
    return {href for href in pages if not href.endswith(".atom") and ending_of(href) not in MEDIA and not case_of(href)}


def hrefs_of(page) -> set[str]:
    """Where a page's links lead, without fragments. Two thousand pages are read so, and a parser of HTML would take a minute for them."""
    return {unescape(href).split("#")[0] for href in re.findall(r'<a\s[^>]*?\bhref="([^"]*)"', page.text)}


def case_of(href: str) -> str:
    """The answers that a link gives: they make a thousand lists."""
    return urlsplit(href).query.partition("case=")[2]


def ending_of(href: str) -> str:
    """The ending of a link to a file, empty for a page."""
    return urlsplit(href).path.rpartition("/")[2].rpartition(".")[2] if "." in href.rpartition("/")[2] else ""


def test_home_says_what_this_is_and_asks_what_one_wants(whole) -> None:
    home = whole.get("/")
    assert "办事指南" in home.html.title.get_text()
    assert home.html.main.find("input", attrs={"name": "q"}) is not None
    assert home.forms[0].action == "/search"


def test_every_guide_is_at_most_three_clicks_from_home(whole) -> None:
    guides = sitemap(whole)
    reached, edge = {"/"}, {"/"}
    for _ in range(3):
        edge = {href for path in edge if path not in guides for href in links_of(whole, path)} - reached
        reached |= edge
    assert len(guides) >= 163
    assert not guides - reached


def sitemap(whole) -> set[str]:
    """The guides of the sitemap, as paths."""
    lines = whole.get("/sitemap.xml").text.splitlines()
    paths = {path_of(line.split("<loc>")[1].split("</loc>")[0]) for line in lines if "<loc>" in line}
    return {path for path in paths if path.count("/") == 2 and path[1:7].isdigit() and not path.endswith("/")}


def test_from_a_place_to_the_answer(whole) -> None:
    place = whole.get("/").click("江苏省 南通市", index=0)
    guide = place.click("门诊费用报销", index=0)
    card = guide.html.find(class_="card").get_text()
    assert "10 个工作日" in card and "特殊情况不超过20个工作日" in card
    assert "不收费" in card
    assert "项材料" in card


def test_from_an_audience_to_the_places_that_offer_it(whole) -> None:
    audience = whole.get("/").click("用人单位", index=0)
    service = audience.click("单位参保登记", index=0)
    hrefs = {a["href"][1:7] for a in service.html.find("table").find_all("a")}
    assert hrefs == set(REGIONS)


def test_every_place_lists_every_guide_it_has(whole) -> None:
    for region in REGIONS:
        listed = {a["href"] for a in whole.get(f"/{region}/").html.find("table").tbody.parent.find_all("a") if a["href"].count("/") == 2}
        listed = {href for href in listed if not href.endswith("/") and "?" not in href}
        assert listed == {path for path in sitemap(whole) if path.startswith(f"/{region}/")}


def test_one_path_of_the_process_at_a_time_by_links(whole) -> None:
    guide = whole.get("/420000/danwei-canbao-dengji")
    tabs = guide.html.find(class_="tabs").find_all("a")
    assert len(tabs) > 1
    assert [tab.get("aria-current") for tab in tabs] == ["true", *[None] * (len(tabs) - 1)]
    other = whole.get(tabs[1]["href"].split("#")[0])
    shown = [path for path in other.html.find_all(class_="path") if "other" not in path["class"]]
    assert len(shown) == 1
    assert shown[0].h3.get_text() == tabs[1].get_text()


def test_the_printed_view_has_every_path_and_the_address_in_letters(whole) -> None:
    page = whole.get("/420000/danwei-canbao-dengji").click("打印版")
    assert not page.html.find_all(class_="other")
    assert page.html.find(class_="address").get_text().endswith("/420000/danwei-canbao-dengji")
    assert page.html.find("link", href=lambda href: "print." in href).get("media") is None
    assert page.click("回到指南").html.find(class_="tabs") is not None


def test_large_type_stays_while_one_reads_on(whole) -> None:
    page = whole.get("/").click("大字版")
    assert page.html.html["class"] == ["elder"]
    page = page.click("湖北省", index=0).click("职工参保登记", index=0)
    assert page.html.html["class"] == ["elder"]
    assert page.html.h1.get_text() == "职工参保登记"
    assert page.html.find("a", string="标准版")["href"] == "/420000/zhigong-canbao-dengji"
    assert page.click("标准版").html.html.get("class") is None


def test_in_english_the_interface_is_english_and_the_text_stays_as_issued(whole) -> None:
    page = whole.get("/en/420000/zhigong-canbao-dengji").html
    assert page.html["lang"] == "en"
    assert page.article["lang"] == "zh-CN"
    assert page.find("form", role="search").button.get_text() == "Search"


def test_a_wrong_address_helps_on(whole) -> None:
    page = whole.get("/320600/chabudao", status=404)
    assert page.click("看网站地图").status_code == 200


def test_every_link_of_the_site_leads_somewhere(whole, monkeypatch) -> None:
    """Every paper is gathered and put in words, too; only setting it is left out (each product is set in tests/unit)."""
    monkeypatch.setattr(whole.app.registry.printer, "kept", lambda paper, make, ending: f"{ending} {paper.title}".encode())
    seen, waiting = set(), {"/", "/elder/", "/en/"}
    while waiting:
        path = waiting.pop()
        seen.add(path)
        response = opened(whole, path)
        assert response.status_code == 200, path
        if ending_of(path) in MEDIA:
            assert response.content_type.startswith(MEDIA[ending_of(path)]) and response.body, path
        elif response.content_type == "text/html" and not LEAF.match(path):
            waiting |= {href for href in hrefs_of(response) if href.startswith("/") and not NEVER.match(href) and not case_of(href)} - seen
    assert len(seen) > 400
    assert {ending_of(path) for path in seen} >= {"pdf", "docx", "xlsx"}


@pytest.mark.parametrize(
    "path", ["/elder/announcements/2/print/book.pdf", "/512000/print/checklist.pdf", "/320600/322036001000/print/short.pdf"]
)
def test_what_is_linked_to_for_printing_is_a_paper(whole, path: str) -> None:
    paper = whole.get(path)
    assert paper.content_type == "application/pdf" and paper.body.startswith(b"%PDF-1.") and b"%%EOF" in paper.body[-20:]
    assert paper.headers["Content-Disposition"].startswith("inline; filename")


def test_robots_and_sitemap_name_this_site(whole) -> None:
    assert "Sitemap: http://localhost/sitemap.xml" in whole.get("/robots.txt")
    body = whole.get("/sitemap.xml")
    assert body.content_type == "application/xml"
    assert all(line.count("<loc>") == 1 for line in body.text.splitlines() if "<url>" in line)
