"""Notices that a hall gave: their running numbers, and how often which material was missing. Nothing of whoever got one.

优化营商环境条例 第36条 asks for the notice; standards 5.14 for counts alone. A number is taken and the notice counted in one transaction,
so that two windows never share a number and nothing is counted that was not given. What is missing most often is what a guide says worst.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import delete, func, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from mingbai import clock
from mingbai.feedback.notice_rows import NoticeRow, StubRow
from mingbai.feedback.weeks import earlier, week_of
from mingbai.people import policy
from mingbai.people.actor import By

WEEKS = 104
"""Weeks of counts that are kept: two years show what comes back with the seasons."""
NUMBERS = timedelta(days=7)
"""How long the last number of a day is kept: only today's is ever asked for."""
FEW = 5
"""A public figure below this is not told: among few people one could be known (standards 5.14)."""
_LONGEST = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Missed:
    """A material (in words) of an item (320600/slug), and in how many notices of a week it was missing."""

    item: str
    material: str
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """One week: notices by item, the most first, and what was missing, the most often first."""

    week: str
    given: tuple[tuple[str, int], ...] = ()
    missed: tuple[Missed, ...] = ()

    @property
    def total(self) -> int:
        """Notices of the week."""
        return sum(count for _, count in self.given)

    def public(self) -> Figures:
        """As they may be made public: without every cell below FEW. Give no sum beside them: it would tell what is left out."""
        return Figures(
            week=self.week,
            given=tuple(one for one in self.given if one[1] >= FEW),
            missed=tuple(one for one in self.missed if one.count >= FEW),
        )


class Notices:
    """The notices of ``session``, for ``by``, at ``now``. The caller owns the transaction."""

    def __init__(self, session: Session, now: datetime, by: By) -> None:
        self._session = session
        self._now = now
        self._by = by

    def give(self, hall: str, item: str, missing: Iterable[str] = ()) -> int:
        """Take the next number of ``hall`` (region/slug) for today, and count a notice of ``item`` (region/slug) in which ``missing``
        materials (their words) were to be brought later. Raises Forbidden."""
        region = hall.partition("/")[0]
        policy.demand(self._by.actor, "hall", region)
        number = self._number(hall)
        week = week_of(self._now)
        self._count(week, region, item, dict.fromkeys(("", *(one[:_LONGEST] for one in missing if one))))
        self._forget(week)
        return number

    def weeks(self, region: str) -> tuple[str, ...]:
        """The weeks of which something is known of a region and what lies in it, and this one, the newest first. Raises Forbidden."""
        policy.demand(self._by.actor, "hall", region)
        known = set(self._session.scalars(select(NoticeRow.week).where(_within(region)).distinct())) | {week_of(self._now)}
        return tuple(sorted(known, reverse=True))

    def week(self, week: str, region: str) -> Figures:
        """The counts of a week in a region and what lies in it. Raises Forbidden."""
        policy.demand(self._by.actor, "hall", region)
        summed = select(NoticeRow.item, NoticeRow.material, func.sum(NoticeRow.count)).where(NoticeRow.week == week, _within(region))
        rows = [
            (item, material, int(count))
            for item, material, count in self._session.execute(summed.group_by(NoticeRow.item, NoticeRow.material))
        ]
        given = [(item, count) for item, material, count in rows if not material]
        missed = [Missed(item=item, material=material, count=count) for item, material, count in rows if material]
        return Figures(
            week=week,
            given=tuple(sorted(given, key=lambda one: (-one[1], one[0]))),
            missed=tuple(sorted(missed, key=lambda one: (-one.count, one.item, one.material))),
        )

    def _number(self, hall: str) -> int:
        """One statement that both raises and reads: whoever comes second waits for the first, and gets the next."""
        adding = self._insert(StubRow).values(hall=hall, day=clock.day_of(self._now), last=1)
        raised = adding.on_conflict_do_update(index_elements=["hall", "day"], set_={"last": StubRow.last + 1})
        return int(self._session.execute(raised.returning(StubRow.last)).scalar_one())

    def _count(self, week: str, region: str, item: str, materials: Iterable[str]) -> None:
        adding = self._insert(NoticeRow)
        rows = [{"week": week, "region": region, "item": item, "material": one, "count": 1} for one in sorted(materials)]
        raised = {"count": NoticeRow.count + 1}
        self._session.execute(adding.on_conflict_do_update(index_elements=["week", "region", "item", "material"], set_=raised), rows)

    def _forget(self, week: str) -> None:
        day: date = clock.day_of(self._now)
        self._session.execute(delete(StubRow).where(StubRow.day < day - NUMBERS))
        self._session.execute(delete(NoticeRow).where(NoticeRow.week < earlier(week, WEEKS)))

    def _insert(self, row: Any) -> Any:
        insert: Any = postgresql.insert if self._session.get_bind().dialect.name == "postgresql" else sqlite.insert
        return insert(row.__table__)


def _within(region: str) -> Any:
    """Rows of a region and of what lies in it: a province's code ends in 0000, a city's in 00."""
    return NoticeRow.region.startswith(region.removesuffix("00").removesuffix("00"), autoescape=True)
