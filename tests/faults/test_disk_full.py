"""A disk that is full, or a file that may not grow: a clear sentence, nothing half done, and all well when there is room again."""

from __future__ import annotations

import os
import resource
import shutil
import signal
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import event

from mingbai import db
from mingbai.errors import Unavailable
from mingbai.publishing import ledger
from mingbai.publishing.library import Library
from mingbai.search.embedded import EmbeddedIndex
from mingbai.search.finding import Search
from tests.desks import csrf
from tests.faults.killing import everything
from tests.faults.releasing import Waiting, waiting
from tests.makers import NOW, make_copy, make_guide, publish

LARGE = "很长的一段话。" * 40_000


@pytest.fixture
def site(tmp_path: Path, migrated_file: Path) -> Waiting:
    path = shutil.copy(migrated_file, tmp_path / "mingbai.sqlite")
    return waiting(f"sqlite:///{path}", tmp_path, summary=LARGE)


@pytest.fixture
def own(tmp_path: Path, migrated_file: Path) -> db.Database:
    """A database with one guide, on SQLite: it is the disk of this machine that is full."""
    opened = db.connect(f"sqlite:///{shutil.copy(migrated_file, tmp_path / 'own.sqlite')}")
    publish(opened, make_copy(make_guide("old", name="生育津贴支付")))
    return opened


def test_a_publication_at_the_desk_onto_a_full_disk(site: Waiting) -> None:
    token = csrf(site.browser)

    def full(connection: object, record: object) -> None:
        cursor = connection.cursor()  # type: ignore[attr-defined]
        pages = cursor.execute("PRAGMA page_count").fetchone()[0]
        cursor.execute(f"PRAGMA max_page_count = {pages}")

    db.scrub(site.database, ())  # no free pages that the release could use
    event.listen(site.database.writing, "connect", full)
    site.database.writing.dispose()
    answer = site.publish(503, token=token)
    assert "数据库暂时不能使用" in answer.text and "先不要关闭它" in answer.text
    event.remove(site.database.writing, "connect", full)
    site.database.writing.dispose()
    assert site.state() == "approved"
    site.app.get("/320600/old", status=200)
    site.app.get("/320600/new", status=404)
    site.publish(303)
    site.app.get("/320600/new", status=200)
    with db.reading(site.database) as session:
        assert ledger.verify(session) is None


def _in_little_room(do: Callable[[], str], room: int) -> str:
    """What ``do`` says, in a child that may write no file beyond ``room`` bytes."""
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        try:
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            resource.setrlimit(resource.RLIMIT_FSIZE, (room, room))
            said = do()
        except BaseException as error:
            said = f"{type(error).__name__}: {error}"
        os.write(writing, said.encode())
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading, encoding="utf-8") as told:
        said = told.read()
    os.waitpid(child, 0)
    return said


@pytest.mark.parametrize("room", [0, 4096, 40_000, 100_000, 200_000])
def test_a_release_that_finds_no_room_leaves_nothing(own: db.Database, room: int) -> None:
    before, url = everything(own), own.url
    with own.migrating.connect() as connection:
        connection.connection.dbapi_connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    own.close()

    def release() -> str:
        try:
            publish(db.connect(url), *(make_copy(make_guide(f"g{number}", summary=LARGE)) for number in range(3)), now=NOW)
        except Unavailable as refusal:
            return f"told: {refusal}"
        return "published"

    assert _in_little_room(release, room).startswith("told: ")
    assert everything(own) == before
    with db.reading(own) as session:
        assert ledger.verify(session) is None
    publish(own, make_copy(make_guide("next")), now=NOW + timedelta(hours=1))


@pytest.mark.parametrize("room", [0, 300])
def test_an_index_that_finds_no_room_leaves_the_names_and_is_made_later(own: db.Database, tmp_path: Path, room: int) -> None:
    folder = tmp_path / "search_index"

    def find() -> str:
        with db.reading(own) as session:
            found = Search(EmbeddedIndex(folder)).find(Library(session, NOW), "生育津贴")
        return f"degraded={found.degraded}"

    assert _in_little_room(find, room) == "degraded=True"
    assert find() == "degraded=False"
    with db.reading(own) as session:
        assert Search(EmbeddedIndex(folder)).find(Library(session, NOW), "生育津贴").guides == 1
