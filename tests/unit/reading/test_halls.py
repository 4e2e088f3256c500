"""Halls for readers: their page, their place beside guides and in the list of a place, and the display in the hall."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from webtest import TestApp

from mingbai.guides.hall import Closure, Hours, Window
from mingbai.guides.kinds import Service
from mingbai.guides.version import Name
from mingbai.publishing.releases import Ending
from mingbai.reading import shelf
from mingbai.rendering import halls
from tests.makers import NOW, make_copy, make_guide, make_hall
from tests.sites import site_in

SERVICES = (
    Service(slug="employer-enrolment", order=1, name="单位参保", plain="单位怎么参保", group="参保"),
    Service(slug="nowhere", order=2, name="没有指南的事项", plain="没有", group="参保"),
)
GUIDE = make_guide(service="employer-enrolment", levels=("设区市", "县（市、区）"))
CITY = make_hall(windows=(*make_hall().windows, Window(number="9", services=("nowhere",))))
COUNTIES = tuple(
    make_hall(f"hall-{code}", region=code, name=f"{code}大厅", windows=()) for code in ("320602", "320612", "320681", "320682")
)
HALL = "/320600/halls/city-hall"


def published(*given: Any, guide: Any = GUIDE) -> tuple[Any, ...]:
    return (make_copy(guide), *(make_copy(one, kind="service") for one in SERVICES), *(make_copy(hall, kind="hall") for hall in given))


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory, migrated_file: Path) -> Iterator[TestApp]:
    """One site for all tests that only read."""
    made, database = site_in(tmp_path_factory.mktemp("halls"), migrated_file, [published(CITY)])
    yield made
    database.close()


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory, migrated_file: Path) -> Iterator[TestApp]:
    """The same with halls of the counties."""
    made, database = site_in(tmp_path_factory.mktemp("many"), migrated_file, [published(CITY, *COUNTIES)])
    yield made
    database.close()


def text(page: Any, where: str = "main") -> str:
    return re.sub(r"\s+", " ", page.html.select_one(where).get_text(" ", strip=True))


def test_a_hall_says_where_it_is_when_it_is_open_and_what_is_done_at_which_window(app: TestApp) -> None:
    page = app.get(HALL)
    said = text(page)
    for told in (
        "测试路1号一楼",
        "正在办公，到 12:00",
        "09:00—12:00",
        "1—6号窗口（综合窗口）",
        "医保事项都能办",
        "没有指南的事项",
        "江苏省 南通市",
    ):
        assert told in said, told
    assert {one["href"] for one in page.html.select("main a[href^=tel]")} >= {"tel:051300000001", "tel:051300000002", "tel:051300000007"}
    assert [one["href"] for one in page.html.select("#windows a[href^='/']")] == ["/320600/employer-enrolment"]
    assert [one["href"] for one in page.html.select("#done a")] == ["/320600/employer-enrolment"]


def test_the_state_of_a_moment_is_never_kept(app: TestApp, monkeypatch: pytest.MonkeyPatch) -> None:
    at = [NOW]
    monkeypatch.setattr(app.app.registry, "now", lambda: at[0])
    assert "正在办公，到 12:00" in text(app.get(HALL))
    at[0] = NOW + timedelta(hours=3)
    assert "午休，13:30 开门" in text(app.get(HALL))
    assert app.get(HALL).headers["Cache-Control"] == "no-cache"


def test_a_guide_names_its_hall_with_the_window_and_the_hours_of_today(app: TestApp) -> None:
    page = app.get("/320600/employer-enrolment")
    where = text(page, "#where")
    for told in (
        "南通市医疗保障服务大厅（测试）",
        "测试路1号一楼",
        "7号窗口（参保登记）",
        "今天办公 09:00—12:00、13:30—17:00",
        "0513-00000002",
    ):
        assert told in where, told
    assert "正在办公" not in where
    assert "南通市医疗保障服务大厅（测试） 7号窗口（参保登记）" in text(page, ".card")


def test_without_a_hall_a_guide_says_what_it_said_before(site: Callable[..., TestApp]) -> None:
    page = site(published(guide=make_guide())).get("/320600/employer-enrolment")
    assert "大厅" not in text(page)
    assert "原文没有写明。" in text(page, "#where")


def test_several_halls_stand_own_place_first_and_are_folded_after_three(many: TestApp) -> None:
    where = many.get("/320600/employer-enrolment").html.select_one("#where")
    named = [one.get_text() for one in where.select("a[href*='/halls/']")]
    assert named == ["南通市医疗保障服务大厅（测试）", "320602大厅", "320612大厅", "320681大厅", "320682大厅"]
    assert [one.get_text() for one in where.select("details a[href*='/halls/']")] == ["320681大厅", "320682大厅"]
    assert not many.get("/320600/employer-enrolment").html.select(".card a[href='#where']")


def test_a_place_lists_its_halls_and_those_of_its_counties(many: TestApp) -> None:
    listed = many.get("/320600/").html.select("#halls li a[href*='/halls/']")
    assert len(listed) == 5


def test_a_county_hall_leads_back_to_the_place_that_has_a_page(many: TestApp) -> None:
    for path in ("/320612/halls/hall-320612", "/320612/halls/hall-320612/versions/"):
        crumbs = [one["href"] for one in many.get(path).html.select("nav.crumbs a")]
        assert "/320600/" in crumbs and "/320612/" not in crumbs
        for address in crumbs:
            many.get(address, status=200)


def test_a_hall_has_versions_that_are_compared_in_words(site: Callable[..., TestApp]) -> None:
    moved = make_copy(replace(CITY, address="新路2号"), kind="hall", seen=1)
    app = site(published(CITY), moved)
    assert "新路2号" in text(app.get(HALL))
    assert "测试路1号一楼" in text(app.get(f"{HALL}/versions/1"))
    assert "地址由“测试路1号一楼”改为“新路2号”" in text(app.get(f"{HALL}/versions/"))
    assert "新路2号" in text(app.get(f"{HALL}/compare/1/2"))


def test_a_hall_and_its_guide_are_read_as_of_a_day(app: TestApp) -> None:
    ahead = app.get(f"{HALL}?on=2026-03-07")
    assert "今天不办公（周末）" in text(ahead)
    assert all("on=2026-03-07" in one["href"] for one in ahead.html.select("#done a"))
    assert "测试路1号一楼" in text(app.get("/320600/employer-enrolment?on=2026-03-07"), "#where")
    app.get(f"{HALL}?on=2026-01-01", status=404)


def test_closures_ahead_stand_at_the_top_and_past_ones_nowhere(site: Callable[..., TestApp]) -> None:
    closures = (
        Closure(first="2026-03-20", last="2026-03-21", reason="搬迁"),
        Closure(first="2026-02-01", last="2026-02-02", reason="过去的停电"),
    )
    app = site(published(replace(CITY, closures=closures)))
    for path in (HALL, "/320600/employer-enrolment", f"{HALL}/screen"):
        body = app.get(path).text
        assert "2026年3月20日至3月21日暂停办公：搬迁" in body and "过去的停电" not in body


def test_hours_that_are_not_understood_claim_nothing(site: Callable[..., TestApp]) -> None:
    unclear = replace(CITY, hours=(Hours(days="夏季每天", times=("09:00—12:00",)),))
    page = site(published(unclear)).get(HALL)
    assert not page.html.select(".hall-state")
    assert "夏季每天" in text(page)


def test_the_announcement_tells_of_a_hall_like_of_any_item(app: TestApp) -> None:
    page = app.get("/announcements/1")
    assert [one["href"] for one in page.html.select(f"a[href='{HALL}']")]


def test_the_english_page_has_no_sentence_left_in_chinese_but_the_halls_own_words(app: TestApp) -> None:
    page = app.get(f"/en{HALL}")
    assert page.html.html["lang"].startswith("en") and "测试路1号一楼" in text(page)


def test_a_display_shows_windows_hours_and_a_code_and_asks_for_itself(app: TestApp) -> None:
    page = app.get(f"{HALL}/screen")
    said = text(page, "body")
    for told in ("7号窗口", "单位参保登记", "医保事项都能办", "正在办公，到 12:00", "3月2日 周一", "0513-00000001", "样张"):
        assert told in said, told
    assert page.html.select_one(".code svg path")
    assert page.headers["Cache-Control"] == "no-cache"
    again = app.get(f"{HALL}/screen", headers={"If-None-Match": page.headers["ETag"], "X-Unattended": "1"}, status=304)
    assert again.body == b""
    assert not page.html.select("a, button, input")


def test_a_display_goes_on_by_itself_without_script(site: Callable[..., TestApp]) -> None:
    many = tuple(Window(number=str(number), services=("employer-enrolment", "nowhere")) for number in range(1, 13))
    app = site(published(replace(CITY, windows=many)))
    first = app.get(f"{HALL}/screen")
    pages = len(first.html.select("main section"))
    assert pages > 1
    followed = re.search(r'content="20; url=([^"]+)"', first.text)[1]
    shown = app.get(followed).html.select("main section:not([hidden])")
    assert len(shown) == 1 and shown[0]["aria-label"].startswith("第 2 页")
    assert 'screen"' in app.get(f"{HALL}/screen?page={pages}").text
    assert app.get(f"{HALL}/screen?page=99").html.select_one("main section:not([hidden])")["aria-label"].startswith("第 1 页")


def test_a_display_names_every_item_of_every_window(site: Callable[..., TestApp]) -> None:
    guides = [make_guide(f"guide-{number}", name=f"第{number}项医疗保障业务", service=f"s{number}") for number in range(40)]
    window = Window(number="1", services=tuple(f"s{number}" for number in range(30)))
    hall = make_hall(windows=(window,))
    page = site((*map(make_copy, guides), make_copy(hall, kind="hall"))).get(f"{HALL}/screen")
    assert len(page.html.select("main li")) == 40
    assert all(f"第{number}项医疗保障业务" in page.text for number in range(40))


def test_a_display_of_a_hall_that_ended_says_so(site: Callable[..., TestApp]) -> None:
    app = site(published(CITY), Ending(Name("hall", "320600", "city-hall"), seen=1, why="取消", reason="已搬到新大厅"))
    assert "已搬到新大厅" in text(app.get(f"{HALL}/screen"), "body")
    assert "已搬到新大厅" in text(app.get(HALL))
    assert "大厅" not in text(app.get("/320600/employer-enrolment"), "#where")


def test_a_place_of_very_many_halls_names_them_and_no_more(many: TestApp, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shelf, "HALLS", 4)
    monkeypatch.setattr(halls, "_FOLDED", 1)
    # A sort and a day that no other test asks for: what is kept was made with room for more.
    listed = many.get("/320600/?sort=name").html.select("#halls li")
    assert len(listed) == 5 and all("测试路" not in one.get_text() for one in listed)
    where = many.get("/320600/employer-enrolment?on=2026-03-03").html.select_one("#where")
    assert len(where.select("a[href*='/halls/']")) == 4 and "另外 1 个大厅" in where.get_text()
