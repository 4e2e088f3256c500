"""Headers on every answer, and conditional GET by the bytes sent."""

from __future__ import annotations

import hashlib

import pytest

from mingbai.web.headers import ALWAYS, CHECK, CSP, FOR_EVER
from tests.makers import make_copy

PAGES = ("/", "/320600/", "/320600/employer-enrolment", "/sitemap.xml", "/robots.txt", "/health")


@pytest.mark.parametrize("path", [*PAGES, "/nothing-here", "/static/css/nothing.css", "/320600", "/320600/employer-enrolment?path=99"])
def test_every_answer_carries_the_security_headers(site, path) -> None:
    response = site(make_copy()).get(path, expect_errors=True)
    assert {name: response.headers[name] for name, _ in ALWAYS} == dict(ALWAYS)


def test_a_fault_of_ours_is_stamped_too_and_shows_nothing_of_it(site, monkeypatch) -> None:
    app = site(make_copy())
    monkeypatch.setattr("mingbai.reading.shelf.Shelf.home", lambda shelf: 1 / 0)
    response = app.get("/", status=500)
    assert response.headers["Content-Security-Policy"] == CSP
    assert response.headers["Cache-Control"] == "no-store"
    assert "ZeroDivision" not in response.text and "Traceback" not in response.text
    assert "12393" in response.text


def test_the_policy_lets_nothing_inline_and_nobody_else_in() -> None:
    assert "unsafe" not in CSP and "http" not in CSP and "*" not in CSP
    assert CSP.startswith("default-src 'self'")


@pytest.mark.parametrize("path", PAGES)
def test_the_tag_is_the_hash_of_the_bytes_and_saves_sending_them_again(site, path) -> None:
    app = site(make_copy())
    first = app.get(path)
    assert first.headers["ETag"] == f'"{hashlib.sha256(first.body).hexdigest()[:32]}"'
    assert first.headers["Cache-Control"] == CHECK
    again = app.get(path, headers={"If-None-Match": first.headers["ETag"]}, status=304)
    assert again.body == b""
    assert again.headers["ETag"] == first.headers["ETag"]
    assert "Content-Type" not in again.headers


@pytest.mark.parametrize("asked", ["W/{}", '"x", {}', 'W/"x",W/{}', '"x",{}', "*"])
def test_any_tag_of_a_list_weak_or_strong_saves_sending_them_again(site, asked) -> None:
    app = site(make_copy())
    tag = app.get("/").headers["ETag"]
    app.get("/", headers={"If-None-Match": asked.format(tag)}, status=304)


def test_another_tag_gets_the_whole_page(site) -> None:
    assert site(make_copy()).get("/", headers={"If-None-Match": '"0123"'}).status_code == 200


def test_errors_have_no_tag(site) -> None:
    assert "ETag" not in site(make_copy()).get("/nothing-here", status=404).headers


def test_head_says_what_get_says_without_the_body(site) -> None:
    app = site(make_copy())
    got, asked = app.get("/320600/"), app.head("/320600/")
    assert asked.body == b""
    assert asked.headers["ETag"] == got.headers["ETag"]
    assert asked.headers["Content-Length"] == got.headers["Content-Length"]


def test_only_reading_is_possible(site) -> None:
    assert site(make_copy()).post("/320600/", expect_errors=True).status_code == 405


def test_public_pages_set_no_cookie(site) -> None:
    app = site(make_copy())
    for path in (*PAGES, "/nothing-here"):
        assert "Set-Cookie" not in app.get(path, expect_errors=True).headers


def test_transport_security_is_promised_over_tls_only(site) -> None:
    app = site(make_copy())
    assert "Strict-Transport-Security" not in app.get("/").headers
    assert "Strict-Transport-Security" in app.get("/", extra_environ={"wsgi.url_scheme": "https"}).headers


def test_a_static_file_is_kept_for_ever_at_an_address_with_its_digest(site) -> None:
    app = site(make_copy())
    address = app.get("/").html.find("link", rel="stylesheet")["href"]
    response = app.get(address)
    assert hashlib.sha256(response.body).hexdigest()[:12] in address
    assert response.headers["Cache-Control"] == FOR_EVER
    assert response.content_type == "text/css"
    app.get("/static/css/screen.css", status=404)


@pytest.mark.parametrize("name", ["../development.ini", "..%2f..%2fdevelopment.ini", "css/../../production.ini", "%2e%2e/setup.cfg"])
def test_nothing_outside_the_folder_is_served(site, name) -> None:
    site(make_copy()).get(f"/static/{name}", status=404)
