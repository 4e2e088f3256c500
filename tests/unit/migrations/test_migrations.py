"""The steps of the database: they end where the tables are declared, and the triggers stand at every one."""

from __future__ import annotations

from datetime import timedelta

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import text

from mingbai import db
from mingbai.db import Row
from mingbai.migrations import is_current, migrate, revision_of, revisions
from mingbai.publishing import ledger, triggers
from mingbai.publishing.library import Library
from mingbai.publishing.releases import Ending
from tests.makers import NOW, make_copy, make_guide, publish


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


def test_what_was_published_before_the_third_step_stays_as_it_was(empty_url: str) -> None:
    """The third step copies two frozen tables on SQLite: every row, its number and its order must come through."""
    database = db.connect(empty_url)
    migrate(database, "0002")
    old, new = make_copy(make_guide("old")), make_copy(make_guide("new"))
    publish(database, old, new)
    publish(database, Ending(old.name, "合并", "并入新的事项。", (new.name,)), now=NOW + timedelta(hours=1))
    before = _endings(database)
    migrate(database)
    assert _endings(database) == before and all(before)
    with db.reading(database) as session:
        assert ledger.verify(session) is None
        withdrawn = Library(session, NOW + timedelta(hours=2)).current(*old.name).withdrawn
    assert withdrawn is not None and withdrawn.successors == (new.name,)
    database.close()


def _endings(database: db.Database) -> list[list[object]]:
    with db.reading(database) as session:
        tables = {
            "withdrawals": "id, item_id, after, why, reason, effective_from, release_id, actor_id, created_at",
            "successions": "id, predecessor_id, successor_id, release_id",
        }
        return [session.execute(text(f"SELECT {columns} FROM {table} ORDER BY id")).all() for table, columns in tables.items()]
