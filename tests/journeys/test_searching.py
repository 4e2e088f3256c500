"""How somebody comes from a sentence of their own to what they have to bring, without script, on the whole site, in how few taps."""

from __future__ import annotations

import time
from urllib.parse import quote

import pytest
from webtest import TestApp

ASKED = "我妈中风瘫在床上能申请护理吗"


@pytest.fixture(scope="module", autouse=True)
def ready(whole_application) -> None:
    """What queries are read with is made in the background where a site has just begun."""
    app, until = TestApp(whole_application), time.monotonic() + 120
    while not app.get(f"/api/v1/suggest?q={quote('异地')}").json["suggestions"]:
        assert time.monotonic() < until, "no suggestions"
        time.sleep(0.5)


def ask(page, typed: str):
    """Type into the box of a page and press its button."""
    form = page.forms[0]
    form["q"] = typed
    return form.submit()


def test_a_daughter_comes_from_home_to_what_to_bring_in_two_taps(whole) -> None:
    results = ask(whole.get("/"), ASKED)  # first tap: 查找
    row = results.html.select_one(".found > li")
    assert "失能" in row.h2.get_text()
    link = row.select_one(".where a") or row.h2.a
    guide = whole.get(link["href"])  # second tap: the place
    card = guide.html.select_one(".card").get_text()
    assert "项材料" in card, "what to bring stands on the first screen"
    assert guide.html.find(id="materials") is not None


def test_who_asks_what_to_bring_is_led_to_it(whole) -> None:
    results = ask(whole.get("/"), f"南通{ASKED}要带什么材料")
    row = results.html.select_one(".found > li")
    assert "失能" in row.h2.get_text() and "南通市" in row.get_text()
    link = row.find("a", string="看要带的材料")
    assert link["href"].endswith("#materials") and link["href"].startswith("/320600/")
    assert whole.get(link["href"].split("#")[0]).html.find(id="materials").find("li") is not None


def test_the_place_goes_along_from_a_guide_to_the_next_question_and_home(whole) -> None:
    guide = whole.get("/320600/322036002000")
    results = ask(guide, "生育津贴")
    assert "region=320600" in results.request.url
    assert results.html.select_one(".found h2 a")["href"].startswith("/320600/")
    home = whole.get(results.html.select_one(".crumbs a")["href"])
    assert "先看南通市的" in home.html.main.get_text()
    again = ask(home, "异地就医")
    assert "region=320600" in again.request.url


@pytest.mark.parametrize(("typed", "name"), [("shengyujintie", "生育津贴支付"), ("異地就醫備案", "备案"), ("医保码", "医保电子凭证")])
def test_however_it_is_written_it_is_found(whole, typed: str, name: str) -> None:
    assert name in ask(whole.get("/"), typed).html.select_one(".found h2").get_text()


def test_what_is_not_ours_is_told_and_the_way_on_is_a_number(whole) -> None:
    results = ask(whole.get("/"), "驾驶证换证")
    main = results.html.main
    assert "公安" in main.get_text() and main.find("a", href="tel:12393") is not None
    assert results.status_code == 200


def test_a_region_in_the_address_that_is_none_is_said_to_be_none(whole) -> None:
    page = whole.get("/search", {"q": "生育津贴", "region": "999999"})
    assert "网址里的地区代码不对" in page.html.select_one(".understood").get_text()
    assert "网址里的地区代码不对" not in whole.get("/search", {"q": "生育津贴", "region": "320600"})


def test_facets_narrow_step_by_step_and_can_be_taken_back(whole) -> None:
    first = ask(whole.get("/"), "异地就医")
    counted = int(first.html.select_one(".facet li .count").get_text())
    narrowed = first.click(href="region=320600", index=0)
    assert len(narrowed.html.select(".found > li")) == min(counted, 10)
    again = narrowed.click(href="way=online", index=0)
    assert len(again.html.select(".chosen li a")) == 3, "both, and a way to take all away"
    back = again.click("全部去掉")
    assert back.html.select_one(".chosen") is None


def test_every_link_of_a_results_page_leads_somewhere(whole) -> None:
    page = ask(whole.get("/"), "南通生育津贴要带什么")
    hrefs = {a["href"].split("#")[0] for a in page.html.find_all("a", href=True)}
    for href in sorted(href for href in hrefs if href.startswith("/")):
        assert whole.get(href).status_code == 200, href


def test_in_english_and_in_large_type_the_same_is_found(whole) -> None:
    plain, english, elder = (whole.get(f"{prefix}/search?q={quote('生育津贴')}").html for prefix in ("", "/en", "/elder"))
    rows = [[h2.get_text(strip=True) for h2 in one.select(".found h2")] for one in (plain, english, elder)]
    assert rows[0] == rows[1] == rows[2] and rows[0]
    assert english.select_one(".found h2 a")["href"].startswith("/en/")
    assert elder.select_one(".found h2 a")["href"].startswith("/elder/")


def test_a_suggestion_leads_to_its_page(whole) -> None:
    for typed in ("异地", "yidi", "出", "护理"):
        found = whole.get(f"/api/v1/suggest?q={quote(typed)}").json["suggestions"]
        assert found, typed
        for one in found:
            assert whole.get(one["address"]).status_code == 200, one
