"""What is counted of a question and of a click, and what never is."""

from __future__ import annotations

import pytest
from webtest import TestApp

from mingbai.feedback.tally import Count
from tests.makers import make_copy, make_guide

WEEK = "2026-W10"
READER = {"Accept-Language": "zh-CN", "User-Agent": "Mozilla/5.0 (Linux; Android 10) MicroMessenger/8.0"}
OURS = READER | {"Origin": "http://localhost:80", "Sec-Fetch-Site": "same-origin", "Content-Type": "application/x-www-form-urlencoded"}
ASKED = "q=%E5%8F%82%E4%BF%9D%E7%99%BB%E8%AE%B0"
"""参保登记"""


@pytest.fixture
def app(site) -> TestApp:
    return site(make_copy(make_guide()))


def counted(app: TestApp) -> dict[str, Count]:
    taken = app.app.registry.tally.take()
    assert {week for week, _ in taken} <= {WEEK}
    return {text: count for (_, text), count in taken.items()}


def test_a_question_is_counted_with_what_it_found(app: TestApp) -> None:
    app.get(f"/search?{ASKED}", headers=READER)
    app.get("/search?q=%E7%81%AB%E6%98%9F", headers=READER)
    app.get("/en/elder/search?q=%20%E5%8F%82%E4%BF%9D%E7%99%BB%E8%A8%98", headers=READER)
    assert counted(app) == {"参保登记": Count(2, 0, 0), "火星": Count(1, 1, 0)}


def test_what_tells_of_a_person_is_counted_without_its_words(app: TestApp) -> None:
    app.get("/search?q=13800138000%E6%8A%A5%E9%94%80", headers=READER)
    app.get("/search?q=a.b%40qq.com", headers=READER)
    found = counted(app)
    assert set(found) == {""} and found[""].asked == 2


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Accept-Language": ""},
        {"User-Agent": "Mozilla/5.0 (compatible; Baiduspider/2.0)"},
        {"User-Agent": "Mozilla/5.0 (compatible; bingbot/2.0)"},
        {"User-Agent": "curl/8.0"},
        {"User-Agent": ""},
        {"X-Unattended": "1"},
        {"DNT": "1"},
        {"Sec-GPC": "1"},
        {"Sec-Purpose": "prefetch"},
    ],
    ids=str,
)
def test_machines_and_whoever_does_not_want_it_are_not_counted(app: TestApp, headers: dict[str, str]) -> None:
    told = READER | headers if headers else {}
    app.get(f"/search?{ASKED}", headers=told)
    app.post("/api/v1/picked", ASKED, headers=OURS | told if told else {"Origin": "http://localhost:80"}, status=204)
    assert counted(app) == {}


def test_one_question_is_one_however_it_is_looked_at(app: TestApp) -> None:
    app.get(f"/search?{ASKED}", headers=READER)
    app.head(f"/search?{ASKED}", headers=READER)
    app.get("/search", headers=READER)
    for choice in ("&sort=date", "&audience=employer", "&exact=1", "&named=no"):
        app.get(f"/search?{ASKED}{choice}", headers=READER)
    app.get(f"/search?{ASKED}&region=320600", headers=READER | {"Referer": f"http://localhost:80/search?{ASKED}"})
    assert counted(app) == {"参保登记": Count(1, 0, 0)}
    app.get(f"/search?{ASKED}&region=320600", headers=READER | {"Referer": "http://localhost:80/320600/"})
    app.get(f"/api/v1/search?{ASKED}", headers=READER)
    assert counted(app) == {"参保登记": Count(1, 0, 0)}


def test_a_click_is_counted(app: TestApp) -> None:
    response = app.post("/api/v1/picked", ASKED, headers=OURS, status=204)
    assert response.body == b"" and "Set-Cookie" not in response.headers and response.headers["Cache-Control"] == "no-store"
    assert counted(app) == {"参保登记": Count(0, 0, 1)}


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://elsewhere.example", "Sec-Fetch-Site": "cross-site"},
        {"Origin": "https://elsewhere.example", "Sec-Fetch-Site": ""},
        {"Sec-Fetch-Site": "same-site"},
        {"Sec-Fetch-Site": "none"},
        {"Origin": "null"},
    ],
    ids=str,
)
def test_no_other_site_counts_a_click(app: TestApp, headers: dict[str, str]) -> None:
    app.post("/api/v1/picked", ASKED, headers=OURS | headers, status=403)
    app.post("/api/v1/picked", ASKED, headers=READER, status=403)
    assert counted(app) == {}


@pytest.mark.parametrize("body", ["", "x=1", "q=a&q=b", "q=a&ip=1", "q=" + "a" * 3000, "q=%ff%fe", b"q=\xe6\x8a\xa5"])
def test_what_is_not_one_question_is_not_taken(app: TestApp, body: str) -> None:
    app.post("/api/v1/picked", body, headers=OURS, status=400)
    assert counted(app) == {}


def test_a_front_server_may_speak_for_the_site(site) -> None:
    app = site(make_copy(), **{"site.url": "https://yb.example.gov.cn"})
    app.post("/api/v1/picked", ASKED, headers=OURS | {"Origin": "https://yb.example.gov.cn"}, status=204)
    assert counted(app)["参保登记"].picked == 1


def test_the_page_tells_its_script_what_to_say_and_where(app: TestApp) -> None:
    page = app.get(f"/search?{ASKED}", headers=READER).html
    told = page.find("ol", {"class": "found"})
    assert (told["data-asked"], told["data-picked"]) == ("参保登记", "/api/v1/picked")
    assert told.find("a", {"data-rank": "1"}) and any("picked" in one["src"] for one in page.find_all("script"))
    assert not [one for one in app.get("/").html.find_all("script") if "picked" in one["src"]]
