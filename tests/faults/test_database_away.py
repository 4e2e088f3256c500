"""A database that goes away: a clear page with 503, at the public site and at the desk; nothing half done; all well when it is back."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import event

from mingbai import db
from mingbai.migrations import migrate
from mingbai.publishing import ledger
from tests import postgres
from tests.desks import csrf
from tests.faults.releasing import Waiting, waiting

SENTENCE = "数据库暂时不能使用"
PUBLIC = ("/", "/320600/", "/320600/old", "/320600/old/versions/", "/search?q=a", "/announcements/", "/health")


@pytest.fixture(scope="module")
def server() -> Iterator[postgres.Server]:
    """A PostgreSQL of this file's own, to be stopped and started."""
    where = postgres.programs()
    if where is None:
        (pytest.fail if os.environ.get("CI") else pytest.skip)(postgres.INSTALL)
    made = postgres.start(where)
    yield made
    made.stop()


@pytest.fixture
def site(server: postgres.Server, tmp_path: Path) -> Iterator[Waiting]:
    url = server.create("away")
    migrate(db.connect(url))
    made = waiting(url, tmp_path)
    yield made
    made.database.close()
    server.drop("away")


def test_every_page_says_so_and_comes_back(site: Waiting, server: postgres.Server, tmp_path: Path) -> None:
    before = {path: site.app.get(path, status="*").status_code for path in PUBLIC}
    index = sorted(path.name for path in (tmp_path / "search_index").rglob("*"))
    site.browser.get("/desk/", status=200)
    server.halt()
    try:
        for path in PUBLIC:
            _told(site.app.get(path, status=503))
        for path in ("/desk/", f"/desk/releases/{site.release}", "/desk/login", "/desk/nothing-here"):
            answer = site.browser.get(path, status="*")
            assert answer.status_code in (200, 303, 404) or (answer.status_code == 503 and SENTENCE in answer.text), path
        _told(site.browser.get("/desk/", status=503))
        assert sorted(path.name for path in (tmp_path / "search_index").rglob("*")) == index, "the index is not to blame"
    finally:
        server.resume()
    assert {path: site.app.get(path, status="*").status_code for path in PUBLIC} == before
    site.browser.get("/desk/", status=200)


def _told(answer) -> None:
    assert SENTENCE in answer.text and "Traceback" not in answer.text and "psycopg" not in answer.text
    assert int(answer.headers["Retry-After"]) > 0
    assert answer.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("at", ["INSERT INTO texts", "INSERT INTO ledger", "UPDATE state", "COMMIT"])
def test_away_in_the_middle_of_a_publication(site: Waiting, server: postgres.Server, at: str) -> None:
    token = csrf(site.browser)
    halted: list[str] = []

    def halt(*told: object) -> None:
        if not halted and (at == "COMMIT" or str(told[2]).startswith(at)):
            halted.append(at)
            server.halt()

    event.listen(site.database.writing, "commit" if at == "COMMIT" else "before_cursor_execute", halt)
    try:
        answer = site.publish(503, token=token)
    finally:
        event.remove(site.database.writing, "commit" if at == "COMMIT" else "before_cursor_execute", halt)
        server.resume()
    assert halted == [at]
    _told(answer)
    assert "先不要关闭它" in answer.text
    with db.reading(site.database) as session:
        assert ledger.verify(session) is None
        last = ledger.head(session)
        assert last is not None and last.number == 1
    assert site.state() == "approved"
    site.app.get("/320600/new", status=404)
    site.publish(303)
    site.app.get("/320600/new", status=200)
    with db.reading(site.database) as session:
        assert ledger.verify(session) is None


def test_signing_in_says_so_too(site: Waiting, server: postgres.Server) -> None:
    form = site.app.get("/desk/login").forms[0]
    form["login"], form["password"] = "publisher", "correct-Horse-7"
    server.halt()
    try:
        _told(form.submit(status=503))
    finally:
        server.resume()
