"""Counting scans: a number for each sign and day, and nothing else: no address, no cookie, no time of day (standards 5.14).

Counted in a worker's memory, written down by the thread that also writes the tallies of questions (``flush`` stands beside it).
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import delete, func, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from mingbai import clock, db
from mingbai.signage.rows import ScanRow

_LOG = logging.getLogger(__name__)
WEEK = timedelta(weeks=1)
FEW = 5
"""A public figure below this is not told: among few people one could be known (standards 5.14)."""
KEPT = timedelta(weeks=104)
"""How long counts are kept: two years show what comes back with the seasons."""
Key = tuple[str, date]
"""The sign's code and the day in Asia/Shanghai."""


@dataclass(frozen=True, slots=True)
class Week:
    """How often a sign was scanned from Monday ``first`` on, seven days."""

    first: date
    count: int


class Scans:
    """The counts of one worker since they were last written. For any number of threads."""

    def __init__(self, database: db.Database, now: clock.Clock) -> None:
        self._database = database
        self._now = now
        self._counts: dict[Key, int] = {}
        self._lock = threading.Lock()

    def count(self, sign: str) -> None:
        """One scan of a sign that is in the register, today."""
        self._add({(sign, clock.day_of(self._now())): 1})

    def flush(self) -> bool:
        """Write down what was counted, and drop what is too old. False where it could not be done: nothing is lost by that."""
        with self._lock:
            taken, self._counts = self._counts, {}
        if not taken:
            return True
        try:
            with db.writing(self._database) as (session, _):
                add(session, taken)
                session.execute(delete(ScanRow).where(ScanRow.day < clock.day_of(self._now()) - KEPT))
        except Exception as error:
            # Whatever is wrong with the database, scans are answered all the same.
            self._add(taken)
            _LOG.warning("扫码次数这一次没有记下，稍后再记：%s", error)
            return False
        return True

    def _add(self, counts: Mapping[Key, int]) -> None:
        with self._lock:
            for key, count in counts.items():
                self._counts[key] = self._counts.get(key, 0) + count


def add(session: Session, counts: Mapping[Key, int]) -> None:
    """Add ``counts`` to the table, sorted, so that two workers do not wait for each other crosswise."""
    insert: Any = postgresql.insert if session.get_bind().dialect.name == "postgresql" else sqlite.insert
    adding = insert(ScanRow.__table__)
    rows = [{"sign": sign, "day": day, "count": count} for (sign, day), count in sorted(counts.items())]
    raised = {"count": ScanRow.count + adding.excluded["count"]}
    session.execute(adding.on_conflict_do_update(index_elements=["sign", "day"], set_=raised), rows)


def monday(day: date) -> date:
    """The Monday of the week of ``day``."""
    return day - timedelta(days=day.weekday())


def weeks(session: Session, sign: str, last: date, count: int) -> tuple[Week, ...]:
    """The last ``count`` weeks of a sign up to that of ``last``, the newest first; a week without a scan counts 0."""
    end = monday(last)
    rows = session.execute(select(ScanRow.day, ScanRow.count).where(ScanRow.sign == sign, ScanRow.day > end - timedelta(weeks=count)))
    found: dict[date, int] = {}
    for day, scans in rows:
        found[monday(day)] = found.get(monday(day), 0) + scans
    return tuple(Week(first, found.get(first, 0)) for first in (end - timedelta(weeks=back) for back in range(count)))


def of_week(session: Session, day: date) -> dict[str, int]:
    """How often each sign was scanned in the week of ``day``, by code."""
    first = monday(day)
    chosen = select(ScanRow.sign, func.sum(ScanRow.count)).where(ScanRow.day >= first, ScanRow.day < first + timedelta(days=7))
    return {sign: int(count) for sign, count in session.execute(chosen.group_by(ScanRow.sign))}


def public(counts: Iterable[int]) -> tuple[int | None, ...]:
    """Counts as they may be made public: None instead of each that is above 0 and below FEW. Give no sum beside them: it would tell the
    one that is left out."""
    return tuple(None if 0 < count < FEW else count for count in counts)
