"""Counting in memory and writing down: nothing is lost by threads, workers or a database that is away, and nothing else is kept."""

from __future__ import annotations

import multiprocessing
import shutil
import threading
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event, inspect, select, text

from mingbai import db
from mingbai.feedback import counts
from mingbai.feedback.rows import QuestionRow
from mingbai.feedback.tally import Count, Tally
from mingbai.feedback.weeks import asked_week, earlier, spoken, week_of
from mingbai.feedback.writing import Keeper
from tests.makers import NOW

WEEK = "2026-W10"


def rows(database: db.Database) -> dict[tuple[str, str], tuple[int, int, int]]:
    with db.reading(database) as session:
        return {(one.week, one.text): (one.asked, one.empty, one.picked) for one in session.scalars(select(QuestionRow))}


def test_a_week_begins_on_monday_in_shanghai() -> None:
    assert week_of(NOW) == WEEK
    assert week_of(NOW - timedelta(hours=10)) == "2026-W09"  # Sunday 23:30
    assert (earlier(WEEK), earlier("2026-W01")) == ("2026-W09", "2025-W52")
    assert spoken(WEEK) == "2026年第10周（3月2日至3月8日）"
    assert sorted(["2026-W10", "2025-W52", "2026-W09"]) == ["2025-W52", "2026-W09", "2026-W10"]


@pytest.mark.parametrize("asked", ["", "2026-W60", "2026-10", "2026-W00", "last"])
def test_what_is_no_week_is_refused(asked: str) -> None:
    with pytest.raises(Exception, match="不是一个星期"):
        asked_week(asked)


def test_threads_lose_no_count_while_it_is_taken() -> None:
    tally, taken = Tally(), []
    threads = [threading.Thread(target=lambda: [tally.asked(WEEK, "报销", 0) for _ in range(2000)]) for _ in range(4)]
    for thread in threads:
        thread.start()
    while any(thread.is_alive() for thread in threads):
        taken.append(tally.take())
    taken.append(tally.take())
    assert sum((one[WEEK, "报销"] for one in taken if one), Count()) == Count(asked=8000, empty=8000)


def test_a_tally_is_bounded_and_counts_on_without_words() -> None:
    tally = Tally(most=3)
    for number in range(10):
        tally.asked(WEEK, f"第{number}问", 1)
    tally.picked(WEEK, "第0问")
    taken = tally.take()
    assert len(taken) == 4 and sum(one.asked for one in taken.values()) == 10
    assert (taken[WEEK, ""].asked, taken[WEEK, "第0问"].picked) == (7, 1)


def test_two_writings_add_up(database: db.Database) -> None:
    for _ in range(2):
        with db.writing(database) as (session, _manager):
            counts.add(session, {(WEEK, "报销"): Count(3, 2, 1), (WEEK, ""): Count(1, 0, 0)})
    assert rows(database) == {(WEEK, "报销"): (6, 4, 2), (WEEK, ""): (2, 0, 0)}


def test_what_was_settled_stays_so_when_more_is_counted(database: db.Database) -> None:
    with db.writing(database) as (session, _):
        counts.add(session, {(WEEK, "报销"): Count(1)})
        session.execute(text("UPDATE questions SET settled = 'ignored'"))
        counts.add(session, {(WEEK, "报销"): Count(1)})
    with db.reading(database) as session:
        assert session.scalars(select(QuestionRow.settled)).all() == ["ignored"]


def test_a_week_holds_so_many_texts_and_no_more(database: db.Database) -> None:
    with db.writing(database) as (session, _):
        counts.add(session, {(WEEK, f"问{number}"): Count(1) for number in range(3)}, most=3)
        counts.add(session, {(WEEK, "问1"): Count(1), (WEEK, "新的"): Count(2), (WEEK, "又一个"): Count(1)}, most=3)
    found = rows(database)
    assert (found[WEEK, "问1"], found[WEEK, ""]) == ((2, 0, 0), (3, 0, 0)) and len(found) == 4


def test_half_a_year_is_kept(database: db.Database) -> None:
    with db.writing(database) as (session, _):
        counts.add(session, {(earlier(WEEK, age), "报销"): Count(1) for age in (0, 26, 27, 60)})
        counts.forget(session, WEEK)
    assert {week for week, _ in rows(database)} == {WEEK, earlier(WEEK, 26)}


@pytest.fixture
def file(tmp_path: Path, migrated_file: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[db.Database]:
    """A database on SQLite whose writers have little patience."""
    monkeypatch.setattr(db, "WAIT", 0.1)
    opened = db.connect(f"sqlite:///{shutil.copy(migrated_file, tmp_path / 'own.sqlite')}")
    yield opened
    opened.close()


def test_a_database_that_is_locked_loses_nothing(file: db.Database, caplog: pytest.LogCaptureFixture) -> None:
    keeper = Keeper(file, lambda: NOW)
    keeper.tally.asked(WEEK, "报销", 0)
    with file.migrating.begin():
        assert keeper.flush() is False
    assert "稍后再记" in caplog.text and "locked" in caplog.text and "报销" not in caplog.text
    keeper.tally.asked(WEEK, "报销", 2)
    assert keeper.flush() is True
    assert rows(file) == {(WEEK, "报销"): (2, 1, 0)}


def test_a_disk_that_is_full_loses_nothing(file: db.Database, caplog: pytest.LogCaptureFixture) -> None:
    keeper, texts = Keeper(file, lambda: NOW), [f"第{number}种说法".ljust(40, "呀") for number in range(2000)]
    full = [True]

    @event.listens_for(file.writing, "begin")
    def bounded(connection: Any) -> None:
        driver = connection.connection.dbapi_connection
        pages = driver.execute("PRAGMA page_count").fetchone()[0]
        driver.execute(f"PRAGMA max_page_count={pages + 2 if full[0] else 1_000_000}")

    for one in texts:
        keeper.tally.asked(WEEK, one, 0)
    assert keeper.flush() is False and "full" in caplog.text
    full[0] = False
    assert keeper.flush() is True
    assert len(rows(file)) == 2000


def test_the_thread_writes_by_itself_and_at_its_end(database: db.Database) -> None:
    keeper = Keeper(database, lambda: NOW, seconds=0.05)
    keeper.start()
    keeper.tally.asked(WEEK, "报销", 0)
    waited = threading.Event()
    for _ in range(100):
        if rows(database):
            break
        waited.wait(0.05)
    assert rows(database) == {(WEEK, "报销"): (1, 1, 0)}
    keeper.stop()
    late = Keeper(database, lambda: NOW, seconds=3600)
    late.start()
    late.tally.picked(WEEK, "报销")
    late.stop()
    assert not late.running and rows(database) == {(WEEK, "报销"): (1, 1, 1)}


def _worker(url: str) -> None:
    keeper = Keeper(db.connect(url), lambda: NOW)
    for _ in range(10):
        keeper.tally.asked(WEEK, "报销", 1)
        keeper.tally.asked(WEEK, "备案", 0)
        assert keeper.flush()


def test_two_workers_that_write_at_once_add_up(database: db.Database) -> None:
    workers = [multiprocessing.get_context("spawn").Process(target=_worker, args=(database.url,)) for _ in range(2)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join(timeout=120)
    assert [worker.exitcode for worker in workers] == [0, 0]
    assert rows(database) == {(WEEK, "报销"): (20, 0, 0), (WEEK, "备案"): (20, 20, 0)}


def test_the_table_holds_counts_a_week_and_nothing_of_anybody(database: db.Database) -> None:
    with database.reading.connect() as connection:
        columns = {column["name"]: column["type"] for column in inspect(connection).get_columns("questions")}
        assert set(columns) == {"week", "text", "asked", "empty", "picked", "settled"}
        assert inspect(connection).get_pk_constraint("questions")["constrained_columns"] == ["week", "text"]
        if connection.dialect.name == "sqlite":
            with pytest.raises(Exception, match="rowid"):
                connection.execute(text("SELECT rowid FROM questions"))


def test_the_order_of_asking_is_not_written(database: db.Database) -> None:
    for texts in (("乙", "丙", "甲"), ("甲", "丙", "乙")):
        with db.writing(database) as (session, _):
            session.execute(text("DELETE FROM questions"))
            tally = Tally()
            for one in texts:
                tally.asked(WEEK, one, 1)
            counts.add(session, tally.take())
            kept = session.execute(text("SELECT * FROM questions")).all()
        assert [row.text for row in kept] == sorted(texts)


def _ends_at_once(url: str) -> None:
    keeper = Keeper(db.connect(url), lambda: NOW, seconds=3600)
    keeper.start()
    keeper.tally.asked(WEEK, "报销", 1)


def test_a_worker_that_ends_writes_down_what_it_holds(database: db.Database) -> None:
    worker = multiprocessing.get_context("spawn").Process(target=_ends_at_once, args=(database.url,))
    worker.start()
    worker.join(timeout=60)
    assert worker.exitcode == 0 and rows(database) == {(WEEK, "报销"): (1, 0, 0)}
