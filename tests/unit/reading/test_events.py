"""Life events: in the order of their items, with the order of services that an item says, on any day, by name or by slug."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from urllib.parse import quote

import pytest
from webtest import TestApp

from mingbai.guides.kinds import Lexicon, LifeEvent, Service, Term
from tests.makers import NOW, make_copy, make_guide, publish

ONE = Service(slug="one", order=1, name="甲事项", plain="甲", group="参保", life_events=("出生", "搬家"))
TWO = Service(slug="two", order=2, name="乙事项", plain="乙", group="生育", life_events=("出生",))
THREE = Service(slug="three", order=3, name="丙事项", plain="丙", group="生育")
UNOFFERED = Service(slug="four", order=4, name="丁事项", plain="丁", group="生育")
BIRTH = LifeEvent(slug="birth", order=2, name="出生", plain="先给孩子参保。", services=("three", "four", "two"))
RETIREMENT = LifeEvent(slug="retirement", order=1, name="退休", plain="先看缴费年限。", services=("one",))
NOBODYS = LifeEvent(slug="nobodys", order=3, name="没人办", plain="还没有。", services=("four",))
GUIDES = tuple(make_copy(make_guide(slug, service=slug, name=f"{slug}指南")) for slug in ("one", "two", "three"))
REGISTER = (
    *(make_copy(one, kind="service") for one in (ONE, TWO, THREE, UNOFFERED)),
    *(make_copy(one, kind="event") for one in (BIRTH, RETIREMENT, NOBODYS)),
)


@pytest.fixture
def app(site: Callable[..., TestApp]) -> TestApp:
    """Three guides of three services, three events that are items, and one that only a service names."""
    return site((*GUIDES, *REGISTER))


def services(app: TestApp, address: str) -> list[str]:
    return [one.get_text() for one in app.get(quote(address, safe="/?=")).html.select("ul.services a")]


def test_the_home_page_lists_events_in_the_order_of_their_items(app: TestApp) -> None:
    for path in ("/", "/sitemap"):
        listed = [one for one in app.get(path).html.select("ul.counted li") if "/event/" in one.a["href"]]
        told = [(one.a.get_text(), one.select_one(".count").get_text()) for one in listed]
        assert told == [("退休", "1"), ("出生", "3"), ("搬家", "1")], path


def test_an_event_says_what_is_to_be_done_and_in_which_order(app: TestApp) -> None:
    assert services(app, "/event/出生") == ["丙事项", "乙事项", "甲事项"]
    page = app.get(quote("/event/出生")).html
    assert page.select_one("p.lead").get_text() == "先给孩子参保。" and not page.select("section.group h2")
    assert services(app, "/event/搬家") == ["甲事项"]


def test_an_event_of_which_nothing_can_be_done_yet_says_so(app: TestApp) -> None:
    page = app.get(quote("/event/没人办")).html.main.get_text()
    assert "还没有。" in page and "还没有装入事项" in page
    app.get(quote("/event/没有的事"), status=404)


def test_the_slug_of_an_event_leads_to_its_name(app: TestApp) -> None:
    assert app.get("/event/birth").headers["Location"].endswith(quote("/event/出生"))
    assert app.get("/elder/event/birth?on=2026-03-09").headers["Location"].endswith(f"{quote('/elder/event/出生')}?on=2026-03-09")


def test_an_event_is_read_as_of_a_day(app: TestApp) -> None:
    later = replace(BIRTH, plain="先报销。", services=("two",))
    publish(app.app.registry.database, make_copy(later, kind="event"), now=NOW, effective_from=NOW + timedelta(days=30))
    assert services(app, "/event/出生") == ["丙事项", "乙事项", "甲事项"]
    assert services(app, "/event/出生?on=2026-05-01") == ["乙事项", "甲事项"]
    assert "先报销。" in app.get(quote("/event/出生?on=2026-05-01", safe="/?=")).text


def test_an_event_has_a_history_without_the_words_of_search(app: TestApp) -> None:
    changed = replace(BIRTH, plain="先报销。", words=("宝宝",), phrasings=("生了怎么办",), services=("two", "three", "four"))
    publish(app.app.registry.database, make_copy(changed, kind="event"), now=NOW)
    page = app.get("/event/birth/versions/").html.main.get_text()
    assert "一句话说明由“先给孩子参保”改为“先报销”" in page.replace("。”", "”") and "宝宝" not in page and "生了怎么办" not in page
    assert "先报销" in app.get("/event/birth/compare/1/2").text
    assert app.get("/announcements/2").html.main.find("a", href="/event/birth")


def test_the_sitemap_of_machines_names_events(app: TestApp) -> None:
    assert quote("/event/出生") in app.get("/sitemap.xml").text and quote("/event/没人办") not in app.get("/sitemap.xml").text


def test_lexicons_are_in_no_list_and_no_feed_and_every_page_still_works(app: TestApp) -> None:
    words = Lexicon(slug="papers", title="证件词表", terms=(Term(term="社会保障卡", same=("社保卡",)),))
    publish(app.app.registry.database, make_copy(words, kind="lexicon"), now=NOW, title="用词调整")
    publish(
        app.app.registry.database,
        make_copy(replace(words, title="证件词表二"), kind="lexicon"),
        make_copy(replace(ONE, plain="新的甲"), kind="service"),
        now=NOW,
        title="两样都改",
    )
    for path in ("/", "/announcements/", "/announcements.atom", "/sitemap.xml", "/announcements/3"):
        assert "证件词表" not in app.get(path).text and "社保卡" not in app.get(path).text, path
    for path in ("/", "/announcements/", "/announcements.atom"):
        assert "用词调整" not in app.get(path).text and "两样都改" in app.get(path).text, path
    assert "调整 1 项" in app.get("/announcements/").text
    assert "检索用词调整 1 份" in app.get("/announcements/3").text and "检索用词调整 1 份" in app.get("/announcements/2").text
