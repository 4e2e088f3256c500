"""A version never changes: every door is tried, through the ORM, through SQL, and past the program."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import delete, select, text, update
from sqlalchemy.exc import DatabaseError

from mingbai import db
from mingbai.db import Row
from mingbai.errors import Conflict, Refusal
from mingbai.people.actor import Actor, By, Grant
from mingbai.people.rows import AuditRow
from mingbai.publishing import ledger, triggers
from mingbai.publishing.frozen import Frozen
from mingbai.publishing.press import Press
from mingbai.publishing.releases import Ending
from mingbai.publishing.rows import (
    CancellationRow,
    ItemRow,
    LedgerRow,
    MoveRow,
    ReleaseRow,
    SuccessionRow,
    TextRow,
    VanishingRow,
    VersionRow,
    WithdrawalRow,
)
from mingbai.publishing.vanishing import Vanishing, words_of
from tests.makers import NOW, make_copy, make_guide, publish

FROZEN = (
    ItemRow, TextRow, VersionRow, WithdrawalRow, SuccessionRow, LedgerRow, CancellationRow, VanishingRow, MoveRow,
)  # fmt: skip
TABLES = [row.__tablename__ for row in (*FROZEN, ReleaseRow, AuditRow)]


@pytest.fixture
def filled(database: db.Database) -> db.Database:
    """A row in every frozen table: two items, of which one was withdrawn in favour of the other."""
    publish(database, make_copy(make_guide("old")), make_copy(make_guide("new")))
    old, new = make_copy(make_guide("old")).name, make_copy(make_guide("new")).name
    publish(database, Ending(old, "合并", "并入新的事项。", (new,)), now=NOW + timedelta(hours=1))
    _records(database)
    return database


def _records(database: db.Database) -> None:
    """A release that was called off, words that were removed, a move and an act: the records that only grow."""
    at = NOW + timedelta(hours=2)
    spoilt = make_copy(make_guide("new", summary="不该写的话"))
    release = publish(database, spoilt, now=at, effective_from=at + timedelta(days=1)).release
    people = [By(Actor(number, role, role, (Grant(role),))) for number, role in ((8, "approver"), (9, "security"))]
    with db.writing(database) as (session, _):
        Press(session, lambda: at).cancel(release, 8, "暂缓。")
        Vanishing(session, lambda: at, *people).remove(words_of(session, spoilt.name, 2), "法院的判决")
        session.add(MoveRow(release_id=release, move="publish", before="approved", after="published", actor_id=8, at=at, told="{}"))


def _refused(database: db.Database, command: str) -> None:
    before = _everything(database)
    with pytest.raises(DatabaseError, match="frozen"), db.writing(database) as (session, _):
        session.execute(text(command))
    assert _everything(database) == before


def _everything(database: db.Database) -> dict[str, list[Any]]:
    with db.reading(database) as session:
        return {table: session.execute(text(f"SELECT * FROM {table} ORDER BY 1, 2")).all() for table in TABLES}


def _columns(database: db.Database, table: str) -> list[str]:
    with db.reading(database) as session:
        return list(session.execute(text(f"SELECT * FROM {table} LIMIT 1")).keys())


def test_no_update_of_any_column(filled: db.Database) -> None:
    for table in TABLES:
        for column in _columns(filled, table):
            _refused(filled, f"UPDATE {table} SET {column} = {column}")


def test_no_delete(filled: db.Database) -> None:
    # Rows that others point at are also held by their foreign keys; the trigger comes first.
    for table in TABLES:
        _refused(filled, f"DELETE FROM {table}")


def test_no_row_over_a_row(filled: db.Database) -> None:
    ways = ("INSERT OR REPLACE", "INSERT OR IGNORE", "REPLACE", "INSERT") if filled.url.startswith("sqlite") else ("INSERT",)
    for table in TABLES:
        columns = ", ".join(_columns(filled, table))
        for way in ways:
            _refused(filled, f"{way} INTO {table} ({columns}) SELECT {columns} FROM {table}")


def test_no_upsert(filled: db.Database) -> None:
    for table in TABLES:
        columns = _columns(filled, table)
        listed, key = ", ".join(columns), columns[0]
        change = f"ON CONFLICT ({key}) DO UPDATE SET {columns[1]} = excluded.{columns[1]}"
        _refused(filled, f"INSERT INTO {table} ({listed}) SELECT {listed} FROM {table} WHERE true {change}")


@pytest.mark.parametrize("store", ["postgresql"], indirect=True)  # SQLite has no TRUNCATE
def test_no_truncate(filled: db.Database) -> None:
    for table in TABLES:
        _refused(filled, f"TRUNCATE {table} CASCADE")


def _column(row: Any) -> str:
    return str(next(one.key for one in row.__table__.columns if not one.primary_key))


def _first(session: Any, row: Any) -> Any:
    """Always the same row: PostgreSQL gives rows in any order, and setting nothing to nothing is no change."""
    return session.execute(select(row).order_by(*row.__table__.primary_key)).scalars().first()


def test_the_session_refuses_a_changed_or_deleted_row_before_the_database_does(filled: db.Database) -> None:
    for row in FROZEN:
        with pytest.raises(Conflict, match="不能更改"), db.writing(filled) as (session, _):
            setattr(_first(session, row), _column(row), None)
            session.flush()
        with pytest.raises(Conflict, match="不能更改"), db.writing(filled) as (session, _):
            session.delete(_first(session, row))
            session.flush()


def test_bulk_changes_are_refused(filled: db.Database) -> None:
    for row in FROZEN:
        for change in (update(row).values({_column(row): None}), delete(row)):
            with pytest.raises((Conflict, DatabaseError), match=r"不能更改|frozen"), db.writing(filled) as (session, _):
                session.execute(change)


def test_core_statements_walk_past_the_session_and_not_past_the_triggers(filled: db.Database) -> None:
    for row in FROZEN:
        for change in (update(row.__table__).values({_column(row): None}), delete(row.__table__)):
            with pytest.raises(DatabaseError, match="frozen"), db.writing(filled) as (session, _):
                session.connection().execute(change)


def test_a_preparing_release_may_change_and_a_published_one_may_not(filled: db.Database) -> None:
    with db.writing(filled) as (session, _):
        session.add(ReleaseRow(state="preparing", title="草稿", dated="decided", actor_id=1, created_at=NOW))
    with db.writing(filled) as (session, _):
        session.execute(update(ReleaseRow).where(ReleaseRow.state == "preparing").values(title="改过的草稿"))
    with pytest.raises(DatabaseError, match="frozen"), db.writing(filled) as (session, _):
        session.execute(update(ReleaseRow).values(title="改过的"))


def test_no_version_joins_a_release_that_has_its_entry(filled: db.Database) -> None:
    _refused(
        filled,
        "INSERT INTO versions (item_id, number, digest, effective_from, release_id, actor_id, created_at)"
        " SELECT item_id, number + 1, digest, effective_from, release_id, actor_id, created_at FROM versions",
    )


def _insert_version(database: db.Database, number: int, hours: int) -> None:
    with db.writing(database) as (session, _):
        release = ReleaseRow(state="published", title="直接写入", dated="decided", actor_id=1, created_at=NOW)
        session.add(release)
        session.flush()
        item, digest = session.execute(select(VersionRow.item_id, VersionRow.digest).order_by(VersionRow.item_id).limit(1)).one()
        moment = NOW + timedelta(hours=hours)
        row = VersionRow(
            item_id=item, number=number, digest=digest, effective_from=moment, release_id=release.id, actor_id=1, created_at=NOW
        )
        session.add(row)


def test_effective_from_never_falls(database: db.Database) -> None:
    publish(database, make_copy(), effective_from=NOW)
    with pytest.raises(DatabaseError, match="frozen: versions order"):
        _insert_version(database, 2, hours=-1)
    _insert_version(database, 2, hours=0)
    _insert_version(database, 3, hours=1)
    with pytest.raises(DatabaseError, match="frozen: versions order"):
        _insert_version(database, 4, hours=0)


def test_a_version_does_not_come_before_a_withdrawal(filled: db.Database) -> None:
    with pytest.raises(DatabaseError, match="frozen: versions order"):
        _insert_version(filled, 2, hours=0)
    _insert_version(filled, 2, hours=1)


def test_version_numbers_have_no_gap(database: db.Database) -> None:
    publish(database, make_copy())
    for number in (0, 3, -1):
        with pytest.raises(DatabaseError, match=r"frozen: versions number|number_from_one"):
            _insert_version(database, number, hours=1)


def test_the_state_number_never_falls_and_never_goes(filled: db.Database) -> None:
    for command in ("UPDATE state SET number = number - 1", "DELETE FROM state"):
        with pytest.raises(DatabaseError, match="frozen"), db.writing(filled) as (session, _):
            session.execute(text(command))


def test_the_chain_takes_only_what_follows_its_head(filled: db.Database) -> None:
    with db.reading(filled) as session:
        first = session.execute(select(LedgerRow).order_by(LedgerRow.number)).scalars().first()
        last = ledger.head(session)
    assert first is not None and last is not None
    for number, previous in ((3, first.hash), (3, "f" * 64), (4, last.hash), (0, last.hash)):
        with pytest.raises(DatabaseError, match="frozen: ledger"), db.writing(filled) as (session, _):
            session.add(LedgerRow(number=number, previous=previous, hash="e" * 64, kind="publish", digest="d" * 64, actor_id=1, at=NOW))


def test_no_frozen_table_is_forgotten() -> None:
    declared = {mapper.class_ for mapper in Row.registry.mappers if issubclass(mapper.class_, Frozen)}
    assert declared == set(FROZEN)
    assert {row.__tablename__ for row in declared} | {"audit"} == set(triggers.FROZEN)


def test_no_release_takes_the_number_of_another(filled: db.Database) -> None:
    """UPDATE OR REPLACE would put a release that may change in the place of a published one, without firing any delete trigger."""
    with db.writing(filled) as (session, _):
        session.add(ReleaseRow(state="preparing", title="草稿", dated="decided", actor_id=1, created_at=NOW))
    way = "UPDATE OR REPLACE" if filled.url.startswith("sqlite") else "UPDATE"
    _refused(filled, f"{way} releases SET id = (SELECT min(id) FROM releases) WHERE state = 'preparing'")


def test_a_second_withdrawal_does_not_stand_beside_the_first(filled: db.Database) -> None:
    with pytest.raises(DatabaseError, match="frozen: withdrawals once"), db.writing(filled) as (session, _):
        release = ReleaseRow(state="published", title="直接写入", dated="decided", actor_id=1, created_at=NOW)
        session.add(release)
        session.flush()
        columns = "item_id, after, why, reason, effective_from, actor_id, created_at"
        session.execute(text(f"INSERT INTO withdrawals ({columns}, release_id) SELECT {columns}, {release.id} FROM withdrawals"))


def _vanish(database: db.Database, digest: str) -> None:
    with db.writing(database) as (session, _):
        at = NOW + timedelta(days=1)
        ledger.append(session, ledger.VANISH, digest, 1, at, None)
        row = VanishingRow(digest=digest, ground="法院的判决", first_id=1, second_id=2, created_at=at)
        ledger.append(session, ledger.GROUND, ledger.ordered(row), 2, at, None)
        session.add(row)


def test_a_text_is_emptied_only_by_law(filled: db.Database) -> None:
    with db.reading(filled) as session:
        digests = list(session.execute(select(TextRow.digest).where(TextRow.text.is_not(None)).order_by(TextRow.digest)).scalars())
    lawful, other = digests
    empty = update(TextRow).values(text=None)
    with pytest.raises(DatabaseError, match="frozen: texts"), db.writing(filled) as (session, _):
        session.execute(empty.where(TextRow.digest == lawful))
    _vanish(filled, lawful)
    with pytest.raises(DatabaseError, match="frozen: texts"), db.writing(filled) as (session, _):
        session.execute(empty.where(TextRow.digest == other))
    with pytest.raises(DatabaseError, match="frozen: texts"), db.writing(filled) as (session, _):
        session.execute(update(TextRow).where(TextRow.digest == lawful).values(text="别的话"))
    with db.writing(filled) as (session, _):
        session.execute(text("DELETE FROM parsed WHERE digest = :digest"), {"digest": lawful})
        session.execute(empty.where(TextRow.digest == lawful))
    with db.reading(filled) as session:
        assert session.execute(select(TextRow.text).where(TextRow.digest == lawful)).scalar_one() is None
        assert ledger.verify(session) is None


def test_a_trigger_that_somebody_dropped_is_noticed_and_nothing_is_published(database: db.Database) -> None:
    publish(database, make_copy())
    with database.migrating.begin() as connection:
        on = "" if connection.dialect.name == "sqlite" else " ON versions"
        connection.execute(text(f"DROP TRIGGER mingbai_versions_update{on}"))
    with database.reading.connect() as connection:
        assert triggers.missing(connection) == ("mingbai_versions_update",)
    with pytest.raises(Refusal, match="mingbai_versions_update"):
        publish(database, make_copy(make_guide(name="改过的")), now=NOW + timedelta(hours=1))


def test_a_trigger_that_was_made_harmless_is_noticed(database: db.Database) -> None:
    harmless = {
        "sqlite": (
            "DROP TRIGGER mingbai_versions_update",
            "CREATE TRIGGER mingbai_versions_update BEFORE UPDATE ON versions BEGIN SELECT 1; END",
        ),
        "postgresql": (
            "CREATE OR REPLACE FUNCTION mingbai_versions_update() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$",
        ),
    }
    with database.migrating.begin() as connection:
        for command in harmless[connection.dialect.name]:
            connection.execute(text(command))
    with database.reading.connect() as connection:
        assert triggers.missing(connection) == ("mingbai_versions_update",)


@pytest.mark.parametrize("store", ["postgresql"], indirect=True)  # SQLite cannot disable a trigger
def test_a_disabled_trigger_is_noticed(database: db.Database) -> None:
    with database.migrating.begin() as connection:
        connection.execute(text("ALTER TABLE versions DISABLE TRIGGER mingbai_versions_update"))
    with database.reading.connect() as connection:
        assert triggers.missing(connection) == ("mingbai_versions_update",)
