"""What people see when something cannot be shown, and with which status."""

from __future__ import annotations

from urllib.parse import quote

import pytest

from mingbai.errors import BadText, Conflict, Gone, NotFound, Refusal, UnreadableSource
from mingbai.web.errors import STATUSES, status_of
from tests.makers import make_copy


@pytest.mark.parametrize(
    ("refusal", "status"), [(NotFound, 404), (Gone, 410), (Conflict, 409), (BadText, 422), (UnreadableSource, 422), (Refusal, 400)]
)
def test_each_kind_of_refusal_has_its_status(refusal, status) -> None:
    assert status_of(refusal("不行。")) == status


def test_every_kind_of_refusal_is_in_the_table() -> None:
    """Only the common kinds: a unit's own kind takes its parent's status, and which units are loaded is not this table's affair."""
    assert set(STATUSES) >= {Refusal, *(kind for kind in Refusal.__subclasses__() if kind.__module__ == Refusal.__module__)}


def test_a_form_that_cannot_be_read_is_refused_as_bad_input() -> None:
    from mingbai.desk.editor import Unreadable

    assert status_of(Unreadable({"name": "请填写名称。"})) == 400


def test_a_new_kind_takes_the_status_of_its_parent() -> None:
    class Stale(Conflict):
        """For this test."""

    assert status_of(Stale("不行。")) == 409


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/nothing-here", 404),
        ("/320600/nothing-here", 404),
        ("/999999/", 404),
        ("/320600/?sort=nonsense", 404),
        ("/320600/?page=9", 404),
        ("/320600/?page=x", 400),
        ("/320600/employer-enrolment?on=yesterday", 400),
        ("/320600/employer-enrolment?on=1990-01-01", 404),
        ("/320600/employer-enrolment/versions/7", 404),
        ("/audience/martian", 404),
        ("/event/nothing", 404),
        ("/service/nothing", 404),
        ("/320600/forms/nothing", 404),
        ("/320600/documents/nothing", 404),
    ],
)
def test_what_is_not_there_is_said_with_the_right_status_and_ways_on(site, path, status) -> None:
    response = site(make_copy()).get(path, status=status)
    page = response.html
    assert page.find("form", role="search") is not None
    assert page.find("a", string="看网站地图")
    assert page.find("a", href="tel:12393")
    assert len(page.find_all("h1")) == 1
    assert page.find("meta", attrs={"name": "robots"})["content"] == "noindex"


def test_a_refusal_is_shown_in_its_own_words(site) -> None:
    page = site(make_copy()).get("/320600/employer-enrolment?on=yesterday", status=400)
    assert "“yesterday”不是一个日期。" in page
    assert "请按 2022-06-01 的样子书写。" in page


@pytest.mark.parametrize("evil", ["<script>alert(1)</script>", '"><img src=x>'])
def test_what_was_typed_is_never_markup(site, evil) -> None:
    page = site(make_copy()).get("/320600/employer-enrolment", {"on": evil}, status=400)
    assert evil not in page.text


def test_an_unmarked_view_is_closed(site, monkeypatch) -> None:
    from mingbai.reading import routes

    monkeypatch.setattr(routes, "ROUTES", (*routes.ROUTES, ("secret", "/secret")))
    original = routes.includeme

    def opened(config) -> None:
        original(config)
        config.add_view(lambda request: {}, route_name="secret", renderer="json")

    monkeypatch.setattr("mingbai.reading.routes.includeme", opened)
    page = site(make_copy()).get("/secret", status=403)
    assert "这一页只对工作人员开放" in page


@pytest.mark.parametrize(
    "path", ["/%ff", "/event/%ff", "/?x=%ff", "/search?q=%ff", "/search?q=a&%ff=1", "/320600/employer-enrolment?on=%ff"]
)
def test_an_address_that_is_no_text_is_refused_in_a_sentence(site, path) -> None:
    response = site(make_copy()).get(path, status=400)
    assert "看不懂这个地址" in response
    assert "Content-Security-Policy" in response.headers


def test_an_address_longer_than_any_of_ours_is_refused_on_a_small_page(site) -> None:
    app = site(make_copy())
    assert len(app.get("/" + "a" * 9000, status=414).body) < 1000
    assert app.get("/search?q=" + "a" * 17000, status=414)


def test_a_question_of_a_thousand_characters_is_read(site) -> None:
    assert site(make_copy()).get("/search?q=" + quote("医" * 1000)).status_code == 200


def test_a_version_number_that_no_database_could_hold_is_nothing(site) -> None:
    assert site(make_copy()).get("/320600/employer-enrolment/versions/99999999999999999999", status=404)


@pytest.mark.parametrize("prefix", ["", "/elder", "/en"])
def test_a_slash_too_many_leads_to_the_page(site, prefix) -> None:
    response = site(make_copy()).get(f"{prefix}/320600/employer-enrolment/?path=1", status=301)
    assert response.location.endswith(f"{prefix}/320600/employer-enrolment?path=1")


@pytest.mark.parametrize("path", ["//evil.example/", "/nothing/", "///"])
def test_a_slash_too_many_never_leads_elsewhere(site, path) -> None:
    response = site(make_copy()).get(path, expect_errors=True)
    assert response.status_code in (200, 404)


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS", "PATCH"])
def test_what_only_shows_takes_nothing_in(site, method) -> None:
    app = site(make_copy())
    for path in ("/", "/320600/", "/en/320600/employer-enrolment", "/search"):
        response = app.request(path, method=method, expect_errors=True)
        assert response.status_code == 405
        assert set(response.allow) == {"GET", "HEAD"}
        assert "只供查看" in response
    assert app.request("/nothing", method=method, expect_errors=True).status_code == 404
