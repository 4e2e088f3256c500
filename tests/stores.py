"""Databases for tests: migrated once a session, copied for each test, on SQLite and on a real PostgreSQL alike."""

from __future__ import annotations

import itertools
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import event, text

from mingbai import db
from mingbai.db import Row
from mingbai.feedback import rows as _feedback  # noqa: F401 - its tables are emptied with the others
from mingbai.intake import rows as _intake  # noqa: F401
from mingbai.migrations import migrate
from mingbai.people import rows as _people  # noqa: F401
from mingbai.publishing import triggers
from mingbai.signage import rows as _signage  # noqa: F401
from tests import postgres

_NUMBER = itertools.count(1)


@pytest.fixture(scope="session")
def migrated_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One migrated, empty SQLite file, to be copied and never opened."""
    path = tmp_path_factory.mktemp("migrated") / "mingbai.sqlite"
    database = db.connect(f"sqlite:///{path}")
    migrate(database)
    with database.migrating.connect() as connection:
        # Everything into the one file, so that a copy of it is whole.
        connection.connection.dbapi_connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    database.close()
    return path


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[postgres.Server]:
    """The session's own PostgreSQL, with a migrated, empty database ``migrated``. Under CI a machine without it fails."""
    where = postgres.programs()
    if where is None:
        (pytest.fail if os.environ.get("CI") else pytest.skip)(postgres.INSTALL)
    server = postgres.start(where)
    try:
        database = db.connect(server.create("migrated"))
        migrate(database)
        database.close()
        yield server
    finally:
        server.stop()


@pytest.fixture
def empty_url(request: pytest.FixtureRequest, tmp_path: Path, store: str) -> Iterator[str]:
    """The address of a database with nothing in it, not even tables."""
    if store == "sqlite":
        yield f"sqlite:///{tmp_path / 'var' / 'mingbai.sqlite'}"
        return
    server: postgres.Server = request.getfixturevalue("postgres_server")
    name = f"test{next(_NUMBER)}"
    yield server.create(name)
    server.drop(name)


@pytest.fixture(params=["sqlite", "postgresql"])
def store(request: pytest.FixtureRequest) -> str:
    """Which database a test runs on: a test that uses a database runs once on each."""
    return str(request.param)


@pytest.fixture
def database(request: pytest.FixtureRequest, tmp_path: Path, store: str) -> Iterator[db.Database]:
    """A migrated, empty database of one's own."""
    if store == "sqlite":
        path = shutil.copy(request.getfixturevalue("migrated_file"), tmp_path / "mingbai.sqlite")
        opened = db.connect(f"sqlite:///{path}")
        # No test outlives a power cut; a busy disk would cost seconds for each commit.
        event.listen(opened.writing, "connect", lambda connection, record: connection.execute("PRAGMA synchronous=OFF"))
        yield opened
        opened.close()
        return
    server: postgres.Server = request.getfixturevalue("postgres_server")
    opened = db.connect(server.url("migrated"))
    yield opened
    _empty(opened)
    opened.close()


def _empty(database: db.Database) -> None:
    """Take everything out again and set right what a test did to the triggers: thirty times quicker than a new PostgreSQL database."""
    with database.migrating.begin() as connection:
        connection.execute(text("SET LOCAL lock_timeout = '10s'"))
        connection.execute(text("SET LOCAL session_replication_role = replica"))
        for table in Row.metadata.sorted_tables:
            if table.name != "state":
                connection.execute(table.delete())
        connection.execute(text("UPDATE state SET number = 0, since = NULL, until = NULL"))
        if triggers.missing(connection):
            triggers.raise_all(connection)
