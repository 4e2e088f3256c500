"""After words were removed by law: every page that could show them answers, and none does."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from webtest import TestApp

from mingbai import db
from mingbai.guides.kinds import Service
from mingbai.guides.version import Name
from mingbai.people.actor import Actor, By, Grant
from mingbai.publishing.library import Library
from mingbai.publishing.vanishing import Vanishing, words_of
from tests.makers import NOW, make_copy, make_guide

SECRET = "身份证号320602199001011234"
GUIDE, SERVICE = Name("guide", "320600", "spoilt"), Name("service", "", "spoilt")
PEOPLE = tuple(By(Actor(number, role, role, (Grant(role),))) for number, role in ((8, "approver"), (9, "security")))


def _vanish(app: TestApp, name: Name, number: int) -> None:
    with db.writing(app.app.registry.database) as (session, _):
        Vanishing(session, lambda: NOW + timedelta(hours=1), *PEOPLE).remove(words_of(session, name, number), "法院的判决")


@pytest.fixture
def app(site: Callable[..., TestApp]) -> TestApp:
    """A guide whose two versions and whose service say too much, among others."""
    service = make_copy(Service(slug="spoilt", order=1, name="参保登记", plain=SECRET, group="参保"), kind="service")
    first = make_copy(make_guide("spoilt", name="单位参保", summary=SECRET, service="spoilt"))
    second = make_copy(make_guide("spoilt", name="单位参保登记", summary=f"{SECRET}。", service="spoilt"))
    other = make_copy(make_guide("other", name="生育津贴支付", ordinal=2, service="spoilt"))
    return site((service, first, other), (second,))


def _pages(app: TestApp) -> dict[str, int]:
    """The status of every page that has to do with the guide; the words stand on none."""
    with db.reading(app.app.registry.database) as session:
        release = Library(session, NOW).releases()[0].id
    guide = [
        f"/320600/spoilt{rest}" for rest in ("", "?on=2026-03-02", "/versions/", "/versions/1", "/versions/2", "/compare/1/2", "/print")
    ]
    feeds = ["/320600/spoilt/announcements.atom", "/320600/announcements.atom", "/announcements.atom", "/sitemap.xml"]
    lists = [
        "/",
        "/320600/",
        "/announcements/",
        f"/announcements/{release}",
        "/services",
        "/service/spoilt",
        "/audience/employer",
        "/sitemap",
    ]
    others = ["/search?q=a", "/en/320600/spoilt", "/elder/320600/", "/320600/other"]
    found = {}
    for path in (*guide, *feeds, *lists, *others):
        answer = app.get(path, status="*")
        assert SECRET not in answer.text, path
        found[path] = answer.status_code
    return found


def test_one_version(app: TestApp) -> None:
    before = app.get("/320600/spoilt/versions/1").text
    assert SECRET in before
    _vanish(app, GUIDE, 1)
    app.get("/320600/spoilt/versions/1", status=410).mustcontain("依法移除")
    assert SECRET in app.get("/320600/spoilt").text, "the other version is another text"


def test_everything_that_says_it(app: TestApp) -> None:
    for path in ("/320600/spoilt", "/service/spoilt"):
        app.get(path, status=200)
    for name, number in ((GUIDE, 1), (GUIDE, 2), (SERVICE, 1)):
        _vanish(app, name, number)
    found = _pages(app)
    assert {path for path, status in found.items() if status >= 500} == set()
    assert found["/320600/spoilt"] == found["/320600/spoilt/versions/1"] == found["/en/320600/spoilt"] == 410
    assert found["/320600/spoilt/versions/"] == found["/320600/"] == found["/320600/other"] == found["/"] == 200
    assert "/320600/spoilt" not in app.get("/search", {"q": "单位参保登记"}).text
