"""The steps of the database: they end where the tables are declared, and the triggers stand at every one."""

from __future__ import annotations

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import text

from mingbai import db
from mingbai.db import Row
from mingbai.migrations import is_current, migrate, revision_of, revisions
from mingbai.publishing import triggers


def test_the_triggers_stand_at_every_revision(empty_url: str) -> None:
    database = db.connect(empty_url)
    for revision in revisions():
        migrate(database, revision)
        with database.reading.connect() as connection:
            assert revision_of(connection) == revision
            assert triggers.missing(connection) == ()
    database.close()


def test_the_steps_end_where_the_tables_are_declared(database: db.Database) -> None:
    with database.reading.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True, "compare_server_default": True})
        assert compare_metadata(context, Row.metadata) == []


def test_the_files_are_named_after_their_revisions_and_follow_each_other() -> None:
    config = Config()
    config.set_main_option("script_location", "mingbai:migrations")
    steps = list(ScriptDirectory.from_config(config).walk_revisions())
    assert tuple(step.revision for step in reversed(steps)) == revisions()


def test_every_constraint_has_a_name(database: db.Database) -> None:
    assert not [str(one) for table in Row.metadata.tables.values() for one in table.constraints if not one.name]


def test_a_second_run_changes_nothing(empty_url: str) -> None:
    database = db.connect(empty_url)
    assert migrate(database) == (None, revisions()[-1])
    assert migrate(database) == (revisions()[-1], revisions()[-1])
    assert is_current(database)
    database.close()


def test_a_step_that_fails_leaves_nothing(empty_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    database = db.connect(empty_url)
    monkeypatch.setattr(triggers, "raise_all", _fail)
    with pytest.raises(ZeroDivisionError):
        migrate(database)
    with database.reading.connect() as connection:
        tables = "sqlite_master" if connection.dialect.name == "sqlite" else "pg_tables WHERE schemaname = 'public'"
        assert connection.execute(text(f"SELECT count(*) FROM {tables}")).scalar_one() == 0
    assert not is_current(database)
    database.close()


def _fail(connection: object) -> None:
    raise ZeroDivisionError
