"""What people asked, for the desk: week by week, what failed first; and what an editor did about it.

Failed is what found nothing, and what was asked several times without anybody clicking a result.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from mingbai.feedback.keeping import LONGEST, NOT_KEPT
from mingbai.feedback.rows import QuestionRow
from mingbai.feedback.weeks import earlier, week_of
from mingbai.people import policy
from mingbai.people.actor import By
from mingbai.people.audit import record

OFTEN = 3
"""Asked so often without a click, a question failed: once may be chance, and without script no click is counted."""
FAILURES = {"empty": "没有结果", "unpicked": "有结果，没有人点开", "": ""}
"""How a question failed, and its words; empty where it did not."""
IGNORED = "ignored"
"""What is settled by doing nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A question of a week with its counts. ``before`` is how often it was asked the week before, ``settled`` what was done about it in
    this week, ``once`` what was done in an earlier one (``service:slug``, ``outside:authority``, ``ignored``; empty: nothing)."""

    week: str
    text: str
    asked: int
    empty: int
    picked: int
    before: int = 0
    settled: str = ""
    once: str = ""

    @property
    def failure(self) -> str:
        """A key of FAILURES."""
        if self.empty:
            return "empty"
        return "unpicked" if self.asked >= OFTEN and not self.picked else ""

    @property
    def open(self) -> bool:
        """Whether it failed and nobody has dealt with it; what was once to be ignored stays so."""
        return bool(self.failure) and not self.settled and self.once != IGNORED

    @property
    def trend(self) -> str:
        """Against the week before, in words."""
        if not self.before:
            return "新出现"
        return "持平" if self.asked == self.before else f"{'多' if self.asked > self.before else '少'} {abs(self.asked - self.before)} 次"


@dataclass(frozen=True, slots=True, kw_only=True)
class Week:
    """One week: its questions, what failed and is open first; ``asked`` and ``empty`` over all, ``hidden`` those that were not kept."""

    week: str
    questions: tuple[Question, ...] = ()
    asked: int = 0
    empty: int = 0
    picked: int = 0
    hidden: int = 0


class Questions:
    """The questions of ``session``, for ``by``, at ``now``. The caller owns the transaction."""

    def __init__(self, session: Session, now: datetime, by: By) -> None:
        self._session = session
        self._now = now
        self._by = by

    def weeks(self) -> tuple[str, ...]:
        """The weeks of which something is known, and this one, the newest first. Raises Forbidden."""
        policy.demand_anywhere(self._by.actor, "question.read")
        known = set(self._session.scalars(select(QuestionRow.week).distinct())) | {week_of(self._now)}
        return tuple(sorted(known, reverse=True))

    def week(self, week: str) -> Week:
        """What was asked in ``week``. Raises Forbidden."""
        policy.demand_anywhere(self._by.actor, "question.read")
        rows = self._session.scalars(select(QuestionRow).where(QuestionRow.week == week)).all()
        before, once = self._asked(earlier(week)), self._once(week)
        told = [_question(row, before, once) for row in rows if row.text != NOT_KEPT]
        return Week(
            week=week,
            questions=tuple(sorted(told, key=_order)),
            asked=sum(row.asked for row in rows),
            empty=sum(row.empty for row in rows),
            picked=sum(row.picked for row in rows),
            hidden=sum(row.asked for row in rows if row.text == NOT_KEPT),
        )

    def waiting(self) -> int:
        """How many questions of this week failed and wait for somebody. Raises Forbidden."""
        return sum(one.open for one in self.week(week_of(self._now)).questions)

    def settle(self, text: str, settled: str) -> None:
        """Say what was done about a question, in whatever week it was asked; empty: it is open again. Raises Forbidden."""
        policy.demand_anywhere(self._by.actor, "question.settle")
        chosen = update(QuestionRow).where(QuestionRow.text == text[:LONGEST], QuestionRow.text != NOT_KEPT)
        done = self._session.execute(chosen.values(settled=settled[:200]), execution_options={"synchronize_session": False})
        # The words themselves are in the table for half a year only; the log is for ever, so it gets what was decided and no words.
        record(self._session, self._by, self._now, "question.settle", settled.partition(":")[0] or "reopened", weeks=done.rowcount)  # type: ignore[attr-defined]

    def _asked(self, week: str) -> dict[str, int]:
        rows = self._session.execute(select(QuestionRow.text, QuestionRow.asked).where(QuestionRow.week == week))
        return {row.text: row.asked for row in rows}

    def _once(self, week: str) -> dict[str, str]:
        """What was done last, before ``week``, about each text."""
        newest = (
            select(QuestionRow.text, func.max(QuestionRow.week).label("week"))
            .where(QuestionRow.week < week, QuestionRow.settled != "")
            .group_by(QuestionRow.text)
            .subquery()
        )
        joined = (QuestionRow.text == newest.c.text) & (QuestionRow.week == newest.c.week)
        rows = self._session.execute(select(QuestionRow.text, QuestionRow.settled).join(newest, joined))
        return {row.text: row.settled for row in rows}


def _question(row: QuestionRow, before: dict[str, int], once: dict[str, str]) -> Question:
    return Question(
        week=row.week,
        text=row.text,
        asked=row.asked,
        empty=row.empty,
        picked=row.picked,
        before=before.get(row.text, 0),
        settled=row.settled,
        once=once.get(row.text, ""),
    )


_RANK = {"empty": 0, "unpicked": 1, "": 2}


def _order(one: Question) -> tuple[bool, int, int, str]:
    """Open before settled, empty before unclicked, often before rare."""
    return not one.open, _RANK[one.failure], -one.asked, one.text
