"""Opening a database for reading and for writing, on SQLite and PostgreSQL."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest
import webtest
from pyramid.config import Configurator
from pyramid.response import Response
from sqlalchemy import insert, select, text
from sqlalchemy.exc import DatabaseError, StatementError

from mingbai import db
from mingbai.errors import Refusal
from mingbai.publishing.rows import ItemRow
from tests.makers import NOW


def _item(slug: str, created_at: Any = NOW) -> Any:
    return insert(ItemRow).values(kind="guide", region="320600", slug=slug, short_code=slug[:16], created_at=created_at)


def _slugs(database: db.Database) -> list[str]:
    with db.reading(database) as session:
        return list(session.execute(select(ItemRow.slug).order_by(ItemRow.slug)).scalars())


def test_what_core_statements_wrote_is_committed(database: db.Database) -> None:
    with db.writing(database) as (session, _):
        session.execute(_item("kept"))
    assert _slugs(database) == ["kept"]


def test_an_exception_rolls_everything_back(database: db.Database) -> None:
    with pytest.raises(ZeroDivisionError), db.writing(database) as (session, _):
        session.execute(_item("lost"))
        raise ZeroDivisionError
    assert _slugs(database) == []


def test_instants_come_back_aware_and_in_utc(database: db.Database) -> None:
    shanghai = datetime(2022, 5, 19, tzinfo=timezone(timedelta(hours=8)))
    with db.writing(database) as (session, _):
        session.execute(_item("one", shanghai))
    with db.reading(database) as session:
        kept = session.execute(select(ItemRow.created_at)).scalar_one()
    assert kept == shanghai
    assert kept.tzinfo is UTC


def test_instants_are_compared_as_time_whatever_their_zone(database: db.Database) -> None:
    with db.writing(database) as (session, _):
        session.execute(_item("one", datetime(2022, 5, 18, 16, tzinfo=UTC)))
    with db.reading(database) as session:
        noon = datetime(2022, 5, 19, 0, 0, 0, 1, tzinfo=timezone(timedelta(hours=8)))
        assert session.execute(select(ItemRow.slug).where(ItemRow.created_at < noon)).scalars().all() == ["one"]


def test_a_naive_time_is_refused(database: db.Database) -> None:
    with pytest.raises(StatementError, match="naive"), db.writing(database) as (session, _):
        session.execute(_item("one", datetime(2022, 5, 19)))


def test_reading_cannot_write(database: db.Database) -> None:
    with pytest.raises((DatabaseError, Refusal), match=r"(?i)read-?only"), db.reading(database) as session:
        session.execute(_item("one"))


def test_reading_sees_one_snapshot(database: db.Database) -> None:
    with db.reading(database) as session:
        assert session.execute(select(ItemRow.slug)).all() == []
        with db.writing(database) as (writer, _):
            writer.execute(_item("later"))
        assert session.execute(select(ItemRow.slug)).all() == []
    assert _slugs(database) == ["later"]


def test_foreign_keys_are_kept(database: db.Database) -> None:
    with pytest.raises(DatabaseError, match=r"(?i)foreign key"), db.writing(database) as (session, _):
        session.execute(text("INSERT INTO parsed (digest, form, packed, facts) VALUES ('none', '', '', '')"))


def test_a_second_sqlite_writer_waits_before_it_reads(migrated_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(db, "WAIT", 0.05)
    path = tmp_path / "one.sqlite"
    path.write_bytes(migrated_file.read_bytes())
    database = db.connect(f"sqlite:///{path}")
    with db.writing(database) as (first, _):
        first.execute(select(ItemRow.slug))
        with pytest.raises(Refusal, match="别的程序正在写数据库（database is locked）"), db.writing(database) as (second, _):
            second.execute(select(ItemRow.slug))
    database.close()


@pytest.mark.parametrize(
    "door",
    [
        "DROP TRIGGER mingbai_versions_update",
        "DROP TABLE versions",
        "ALTER TABLE versions RENAME TO old",
        "DROP INDEX ix_versions_in_force",
        "PRAGMA writable_schema=ON",
        "PRAGMA ignore_check_constraints=ON",
        "PRAGMA foreign_keys=OFF",
        "ATTACH 'other.sqlite' AS other",
    ],
)
def test_a_running_site_cannot_take_its_guards_away(migrated_file: Path, tmp_path: Path, door: str) -> None:
    path = tmp_path / "one.sqlite"
    path.write_bytes(migrated_file.read_bytes())
    database = db.connect(f"sqlite:///{path}")
    with pytest.raises(DatabaseError, match="not authorized"), db.writing(database) as (session, _):
        session.execute(text(door))
    database.close()


@pytest.mark.parametrize("url", ["mysql://root@localhost/x", "sqlite://", "sqlite:///:memory:"])
def test_an_address_that_cannot_serve_is_refused(url: str) -> None:
    with pytest.raises(Refusal, match=r"sqlalchemy\.url"):
        db.connect(url)


def _site(database: db.Database) -> webtest.TestApp:
    def write(request: Any) -> Response:
        request.writing.execute(_item(request.params["slug"]))
        if "fail" in request.params:
            raise ZeroDivisionError
        return Response("ok")

    def read(request: Any) -> Response:
        return Response(",".join(request.reading.execute(select(ItemRow.slug)).scalars()))

    config = Configurator(settings={"tm.manager_hook": "pyramid_tm.explicit_manager"})
    config.registry.database = database
    config.include("pyramid_tm")
    config.include("mingbai.db")
    for name, view in (("write", write), ("read", read)):
        config.add_route(name, f"/{name}")
        config.add_view(view, route_name=name)
    return webtest.TestApp(config.make_wsgi_app())


def test_a_request_reads_and_writes(database: db.Database) -> None:
    site = _site(database)
    site.post("/write?slug=one")
    assert site.get("/read").text == "one"


def test_a_request_that_fails_writes_nothing(database: db.Database) -> None:
    site = _site(database)
    with pytest.raises(ZeroDivisionError):
        site.post("/write?slug=one&fail=1")
    assert site.get("/read").text == ""
