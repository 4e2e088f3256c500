"""The public interface: JSON for what is asked well, and a sentence in JSON for what is not."""

from __future__ import annotations

from urllib.parse import quote

import pytest

from mingbai.guides.kinds import LifeEvent, Service
from tests.makers import make_copy, make_guide

SERVICE = Service(
    slug="allowance",
    order=1,
    name="生育津贴支付",
    plain="产假期间的工资",
    group="生育待遇",
    phrasings=("产假工资谁发",),
    life_events=("出生",),
)
EVENT = LifeEvent(slug="birth", order=1, name="出生", plain="先给孩子参保", services=("allowance",))
BIRTH = (
    make_copy(SERVICE, kind="service"),
    make_copy(EVENT, kind="event"),
    make_copy(make_guide("allowance", name="生育津贴支付", service="allowance")),
    make_copy(make_guide("allowance", name="生育津贴支付", service="allowance", region="320900")),
)


@pytest.fixture
def app(site):
    return site(BIRTH)


def test_an_answer_is_the_object_of_the_command_line(app) -> None:
    answer = app.get("/api/v1/search", {"q": "产假工资", "limit": "1"})
    assert (answer.content_type, answer.charset) == ("application/json", "utf-8")
    found = answer.json
    assert found["query"] == "产假工资" and not found["no_match"] and len(found["results"]) == 1
    assert found["results"][0]["service"] == "allowance" and found["results"][0]["region"] in ("南通市", "盐城市")
    assert "产假工资".encode() in answer.body, "Chinese stands as itself"


def test_a_region_narrows(app) -> None:
    assert [one["region_code"] for one in app.get("/api/v1/search?q=%E7%94%9F%E8%82%B2&region=320900").json["results"]] == ["320900"]


def test_nothing_between_keeps_an_answer(app) -> None:
    for path in ("/api/v1/search?q=a", "/api/v1/suggest?q=a"):
        answer = app.get(path)
        assert answer.headers["Cache-Control"] == "no-cache"
        assert "Access-Control-Allow-Origin" not in answer.headers and "Set-Cookie" not in answer.headers
        again = app.get(path, headers={"If-None-Match": answer.headers["ETag"]})
        assert again.status_code == 304, (answer.text, again.text)


@pytest.mark.parametrize(
    ("asked", "status", "sentence"),
    [
        ("search", 400, "没有给出要查的词"),
        ("suggest", 400, "没有给出要查的词"),
        ("search?q=a&limit=0", 400, "limit=0 不对"),
        ("search?q=a&limit=51", 400, "limit=51 不对"),
        ("search?q=a&limit=x", 400, "limit=x 不对"),
        ("search?q=a&limit=%C2%B2", 400, "limit=² 不对"),
        ("search?q=a&region=999999", 404, "没有区划代码 999999"),
        ("suggest?q=a&region=x", 404, "没有区划代码 x"),
        ("search?q=%ff", 400, "看不懂这个地址"),
        (f"search?q={'a' * 17000}", 414, "看不懂这个地址"),
        ("nothing", 404, "没有这个接口"),
    ],
)
def test_what_is_asked_wrongly_is_told_in_a_sentence(app, asked: str, status: int, sentence: str) -> None:
    answer = app.get(f"/api/v1/{asked}", status=status)
    assert answer.content_type == "application/json" and sentence in answer.json["error"]


def test_only_reading_is_answered(app) -> None:
    answer = app.post("/api/v1/search?q=a", status=405)
    assert answer.content_type == "application/json" and "GET" in answer.headers["Allow"]


@pytest.mark.parametrize("typed", ["", "*", "😀", "'; DROP TABLE items; --", "医" * 800, '"', "a OR b)", "\x00", "%"])
def test_whatever_is_typed_is_answered(app, typed: str) -> None:
    assert app.get(f"/api/v1/search?q={quote(typed)}").json["query"] == typed
    assert len(app.get(f"/api/v1/suggest?q={quote(typed)}").json["suggestions"]) <= 8


def told(app, typed: str, more: str = "") -> list[tuple[str, str, str]]:
    found = app.get(f"/api/v1/suggest?q={quote(typed)}{more}").json["suggestions"]
    return [(one["text"], one["kind"], one["address"]) for one in found]


def test_a_service_leads_to_its_page_and_in_a_place_to_its_guide(app) -> None:
    assert ("生育津贴支付", "service", "/service/allowance") in told(app, "生育")
    assert ("生育津贴支付", "service", "/320900/allowance") in told(app, "生育", "&region=320900")
    assert ("生育津贴支付", "service", "/service/allowance") in told(app, "生育", "&region=420000")


def test_an_event_leads_to_its_page_and_a_question_to_its_results(app) -> None:
    assert told(app, "出") == [("出生", "event", f"/event/{quote('出生')}")]
    assert ("产假工资谁发", "asked", f"/search?q={quote('产假工资谁发')}&region=320900") in told(app, "产假", "&region=320900")


def test_addresses_keep_the_way_of_looking(app) -> None:
    assert app.get(f"/en/elder/api/v1/suggest?q={quote('出')}").json["suggestions"][0]["address"].startswith("/en/elder/event/")


def test_what_is_published_is_suggested_by_the_next_question(site) -> None:
    app = site(BIRTH[:1])
    assert told(app, "生育津贴支付") == []
    app = site(BIRTH)
    assert told(app, "生育津贴支付")[0][0] == "生育津贴支付"
