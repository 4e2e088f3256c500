"""The door as a browser sees it: cookies, the way back, a password that must change, the second factor, what is written down."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pyotp
import pytest
import zxingcpp
from PIL import Image, ImageDraw
from webtest import TestApp

from mingbai import db
from mingbai.people.actor import By, Grant
from mingbai.people.audit import Audit, Wanted
from tests.desks import PASSWORD, account, signed_in
from tests.makers import NOW, make_copy

SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


@pytest.fixture
def app(site: Any) -> TestApp:
    made = site(make_copy())
    account(made.app.registry.database, Grant("editor", "320600"), login="zhang")
    return made


def sign_in(app: TestApp, password: str = PASSWORD, login: str = "zhang", path: str = "/desk/login", status: int = 303) -> Any:
    form = app.get(path).forms[0]
    form["login"], form["password"] = login, password
    return form.submit(status=status)


def cookies(response: Any) -> list[str]:
    return [one for one in response.headers.getall("Set-Cookie") if not one.startswith("mingbai=;")]


def test_the_cookie_is_for_the_desk_and_for_no_script(app: TestApp) -> None:
    (cookie,) = cookies(sign_in(app))
    assert cookie.startswith("mingbai=") and cookie.endswith("; Path=/desk; HttpOnly; SameSite=Lax")


@pytest.mark.parametrize(("chosen", "scheme"), [({"site.url": "https://ybj.example.gov.cn"}, "http"), ({}, "https")])
def test_the_cookie_is_secure_where_the_site_is(site: Any, chosen: dict[str, str], scheme: str) -> None:
    app = site(make_copy(), **chosen)
    app.extra_environ["wsgi.url_scheme"] = scheme
    account(app.app.registry.database, Grant("editor", "320600"), login="zhang")
    form = app.get("/desk/login")
    token = form.forms[0]["csrf_token"].value
    posted = {"login": "zhang", "password": PASSWORD, "csrf_token": token}
    app.set_cookie("mingbai_form", token)
    (cookie,) = cookies(app.post("/desk/login", posted, headers={"Origin": f"{scheme}://localhost"}, status=303))
    assert "; secure;" in cookie.lower()


def test_a_page_that_was_asked_for_comes_after_the_door(app: TestApp) -> None:
    asked = app.get("/desk/releases?state=approved", status=303)
    response = sign_in(app, path=asked.headers["Location"])
    assert response.headers["Location"] == "http://localhost/desk/releases?state=approved"


@pytest.mark.parametrize(
    "onward",
    ["https://evil.example/", "//evil.example/", "/\\evil.example", "/320600/", "/desk/\\evil", "/desk/a\nb", "/desk/logout", "x"],
)
def test_the_door_leads_to_no_other_site(app: TestApp, onward: str) -> None:
    form = app.get("/desk/login").forms[0]
    form["login"], form["password"] = "zhang", PASSWORD
    form["next"].force_value(onward)
    assert form.submit(status=303).headers["Location"] == "http://localhost/desk/"


def test_a_password_somebody_else_set_is_changed_first(app: TestApp) -> None:
    account(app.app.registry.database, Grant("editor", "320600"), login="fresh", must_change=True)
    page = sign_in(app, login="fresh").follow(status=303).follow()
    assert "改成自己的口令后再继续" in page
    assert "/desk/password" in app.get("/desk/items", status=303).headers["Location"]
    form = page.forms[1]
    form["present"], form["wanted"], form["again"] = PASSWORD, "another-Word-1", "another-Word-1"
    before = app.cookies["mingbai"]
    assert form.submit(status=303).headers["Location"].endswith("/desk/own?done=password")
    assert app.cookies["mingbai"] != before
    app.get("/desk/items", status=200)


def test_the_code_of_a_second_factor_is_what_an_authenticator_takes(app: TestApp) -> None:
    sign_in(app)
    page = app.get("/desk/own/second-factor")
    side = 6 * int(re.search(r'viewBox="0 0 (\d+)', page.text)[1])
    picture = Image.new("L", (side, side), 255)
    pen = ImageDraw.Draw(picture)
    for left, top, wide in re.findall(r"M(\d+) (\d+)h(\d+)v1", page.text):
        x, y = int(left) * 6, int(top) * 6
        pen.rectangle((x, y, x + int(wide) * 6 - 1, y + 5), fill=0)
    found = zxingcpp.read_barcode(picture)
    assert found is not None
    assert found.text == page.html.select("dd.code")[1].get_text()
    assert page.forms[1]["secret"].value in found.text


def test_a_second_factor_is_set_up_and_asked_for(app: TestApp) -> None:
    sign_in(app)
    form = app.get("/desk/own/second-factor").forms[1]
    secret = form["secret"].value
    form["present"], form["code"] = PASSWORD, pyotp.TOTP(secret).at(NOW)
    assert "第二因素已经启用" in form.submit(status=303).follow()
    app.get("/desk/own").forms[0].submit(status=303)
    half = sign_in(app)
    assert half.headers["Location"].endswith("/desk/second-factor")
    assert app.get("/desk/", status=303).headers["Location"].endswith("/desk/second-factor")
    form = half.follow().forms[0]
    form["code"] = "000000"
    assert "验证码不对" in form.submit(status=403)


def test_signing_out_really_ends_it(app: TestApp) -> None:
    sign_in(app)
    token = app.cookies["mingbai"]
    app.get("/desk/own").forms[0].submit(status=303)
    app.set_cookie("mingbai", token)
    assert "/desk/login" in app.get("/desk/", status=303).headers["Location"]


def test_an_empty_chair_is_signed_out_and_a_script_that_asks_by_itself_does_not_count(app: TestApp) -> None:
    registry = app.app.registry
    sign_in(app)
    for minutes in (5, 10):
        registry.now = lambda minutes=minutes: NOW + timedelta(minutes=minutes)
        app.get("/desk/own", headers={"X-Unattended": "1"}, status=200)
    registry.now = lambda: NOW + timedelta(minutes=15)
    app.get("/desk/own", status=303)


def test_a_refused_request_is_written_down_and_what_it_did_is_not_done(app: TestApp) -> None:
    hall = signed_in(app, "hall")
    hall.get("/desk/audit", status=403)
    auditor = account(app.app.registry.database, Grant("auditor"))
    with db.writing(app.app.registry.database) as (session, _):
        found = Audit(session, NOW, By(auditor)).search(Wanted(act="refused"))
    assert [(one.object, one.result, one.told["route"]) for one in found.entries] == [("/desk/audit", "refused", "desk_audit")]


def test_the_log_is_searched_paged_and_taken_away(app: TestApp) -> None:
    auditor = signed_in(app, "auditor")
    for number in range(105):
        auditor.get("/desk/audit", {"object": f"=cmd{number}"})
    page = auditor.get("/desk/audit", {"act": "audit.read", "who": "auditor-320600"})
    assert len(page.html.select("tbody tr")) == 100
    assert len(page.click("下一页").html.select("tbody tr")) < 100
    assert "没有符合的记录" in auditor.get("/desk/audit", {"who": "nobody-at-all"})
    assert "不是一个日期" in auditor.get("/desk/audit", {"since": "yesterday"}, status=400)
    written = auditor.get("/desk/audit.csv", {"act": "audit.read", "since": "2026-03-02", "until": "2026-03-02"})
    assert written.content_type == "text/csv" and "2026-03-02 09:30:00+08:00" in written.text
    assert "导出审计日志" in auditor.get("/desk/audit")


def test_the_front_servers_word_for_the_address_is_taken_and_nobody_elses(app: TestApp) -> None:
    for remote, told, address in (
        ("127.0.0.1", "203.0.113.9, 198.51.100.4", "198.51.100.4"),
        ("198.51.100.7", "203.0.113.9", "198.51.100.7"),
        ("127.0.0.1", "", "127.0.0.1"),
    ):
        app.get("/desk/login")
        sign_in(TestApp(app.app, extra_environ={"REMOTE_ADDR": remote, "HTTP_X_FORWARDED_FOR": told}), "wrong", status=403)
        auditor = signed_in(app, "auditor")
        assert auditor.get("/desk/audit", {"act": "login.failed"}).html.select("tbody tr")[0].select("td")[5].text == address
