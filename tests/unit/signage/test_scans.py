"""Counting scans: a number for a sign and a day, written in batches; nothing is lost when the database is away, and few are not told."""

from __future__ import annotations

from datetime import date, timedelta

from sqlalchemy import select

from mingbai import db
from mingbai.signage import scans
from mingbai.signage.rows import ScanRow
from mingbai.signage.scans import Scans, Week
from tests.makers import NOW


def rows(database: db.Database) -> list[tuple[str, date, int]]:
    with db.reading(database) as session:
        return [tuple(row) for row in session.execute(select(ScanRow.sign, ScanRow.day, ScanRow.count).order_by(ScanRow.sign, ScanRow.day))]


def test_counts_add_up_by_sign_and_day(database: db.Database) -> None:
    now = [NOW]
    counting = Scans(database, lambda: now[0])
    for code in ("A", "A", "B"):
        counting.count(code)
    assert rows(database) == [] and counting.flush()
    now[0] += timedelta(days=1)
    counting.count("A")
    Scans(database, lambda: NOW).count("A")  # of another worker, which never wrote
    assert counting.flush() and counting.flush()
    assert rows(database) == [("A", date(2026, 3, 2), 2), ("A", date(2026, 3, 3), 1), ("B", date(2026, 3, 2), 1)]


def test_what_cannot_be_written_is_counted_on(database: db.Database) -> None:
    away = db.connect("sqlite:////nowhere/at/all.sqlite")
    counting = Scans(away, lambda: NOW)
    counting.count("A")
    assert not counting.flush()
    counting._database = database
    counting.count("A")
    assert counting.flush() and rows(database) == [("A", date(2026, 3, 2), 2)]


def test_weeks_begin_on_mondays_and_old_days_are_dropped(database: db.Database) -> None:
    with db.writing(database) as (session, _):
        scans.add(session, {("A", date(2026, 3, 1)): 3, ("A", date(2026, 3, 2)): 4, ("A", date(2026, 3, 8)): 5, ("A", date(2020, 1, 1)): 9})
    with db.reading(database) as session:
        assert scans.weeks(session, "A", date(2026, 3, 4), 3) == (
            Week(date(2026, 3, 2), 9),
            Week(date(2026, 2, 23), 3),
            Week(date(2026, 2, 16), 0),
        )
        assert scans.of_week(session, date(2026, 3, 8)) == {"A": 9}
    counting = Scans(database, lambda: NOW)
    counting.count("B")
    assert counting.flush() and ("A", date(2020, 1, 1), 9) not in rows(database)


def test_figures_below_five_are_not_told() -> None:
    assert scans.public([0, 1, 4, 5, 60]) == (0, None, None, 5, 60)
