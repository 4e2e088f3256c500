"""What the desk reads of the questions: failed first, against the week before, for those who may; and what was done about them."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from sqlalchemy import select

from mingbai import db
from mingbai.errors import Forbidden
from mingbai.feedback import counts
from mingbai.feedback.questions import Questions
from mingbai.feedback.tally import Count
from mingbai.people.rows import AuditRow
from tests.actors import make_by
from tests.makers import NOW

WEEK, BEFORE, NEXT = "2026-W10", "2026-W09", "2026-W11"
EDITOR, HALL = make_by(1, "editor"), make_by(2, "hall")
ASKED = {
    (WEEK, "好用"): Count(9, 0, 7),
    (WEEK, "没人点"): Count(3, 0, 0),
    (WEEK, "问得少"): Count(2, 0, 0),
    (WEEK, "没结果"): Count(1, 1, 0),
    (WEEK, "常没结果"): Count(4, 4, 0),
    (WEEK, ""): Count(2, 1, 0),
    (BEFORE, "没人点"): Count(5, 0, 0),
    (BEFORE, "常没结果"): Count(1, 1, 0),
}


@pytest.fixture
def asked(database: db.Database) -> db.Database:
    with db.writing(database) as (session, _):
        counts.add(session, ASKED)
    return database


def read(database: db.Database, week: str = WEEK, by=EDITOR, now=NOW):
    with db.reading(database) as session:
        return Questions(session, now, by).week(week)


def settle(database: db.Database, text: str, settled: str, by=EDITOR) -> None:
    with db.writing(database) as (session, _):
        Questions(session, NOW, by).settle(text, settled)


def test_what_failed_comes_first(asked: db.Database) -> None:
    week = read(asked)
    assert [(one.text, one.failure) for one in week.questions] == [
        ("常没结果", "empty"), ("没结果", "empty"), ("没人点", "unpicked"), ("好用", ""), ("问得少", ""),
    ]  # fmt: skip
    assert (week.asked, week.empty, week.picked, week.hidden) == (21, 6, 7, 2)
    assert [one.trend for one in week.questions] == ["多 3 次", "新出现", "少 2 次", "新出现", "新出现"]


def test_weeks_of_which_something_is_known_and_this_one(asked: db.Database) -> None:
    with db.reading(asked) as session:
        questions = Questions(session, NOW + timedelta(weeks=1), HALL)
        assert questions.weeks() == (NEXT, WEEK, BEFORE)
        assert questions.waiting() == 0
        assert Questions(session, NOW, HALL).waiting() == 3


def test_what_is_settled_waits_no_more_and_is_told_when_it_comes_back(asked: db.Database) -> None:
    settle(asked, "常没结果", "service:transfer")
    settle(asked, "没人点", "ignored")
    week = read(asked)
    assert [one.text for one in week.questions if one.open] == ["没结果"]
    assert read(asked, BEFORE).questions[0].settled == "service:transfer"
    with db.writing(asked) as (session, _):
        counts.add(session, {(NEXT, text): Count(5, 0, 0) for text in ("常没结果", "没人点")})
    again = {one.text: one for one in read(asked, NEXT).questions}
    assert (again["常没结果"].open, again["常没结果"].once, again["常没结果"].settled) == (True, "service:transfer", "")
    assert (again["没人点"].open, again["没人点"].once) == (False, "ignored")
    settle(asked, "没人点", "")
    assert {one.text for one in read(asked, NEXT).questions if one.open} == {"常没结果", "没人点"}


def test_nobody_settles_all_those_that_were_not_kept(asked: db.Database) -> None:
    settle(asked, "", "ignored")
    with db.reading(asked) as session:
        assert all(not one.settled for one in Questions(session, NOW, EDITOR).week(WEEK).questions)
    assert read(asked).hidden == 2


def test_settling_is_written_down_without_the_words(asked: db.Database) -> None:
    settle(asked, "常没结果", "service:transfer")
    with db.reading(asked) as session:
        row = session.scalars(select(AuditRow).where(AuditRow.act == "question.settle")).one()
    assert (row.actor_id, row.object, json.loads(row.told)) == (1, "service", {"weeks": 2})
    assert "常没结果" not in row.told + row.object


@pytest.mark.parametrize("role", ["approver", "system", "security", "auditor"])
def test_others_may_not_read(asked: db.Database, role: str) -> None:
    with pytest.raises(Forbidden):
        read(asked, by=make_by(3, role))


@pytest.mark.parametrize("role", ["hall", "reviewer"])
def test_only_editors_settle(asked: db.Database, role: str) -> None:
    assert read(asked, by=make_by(3, role)).questions
    with pytest.raises(Forbidden):
        settle(asked, "没结果", "ignored", by=make_by(3, role))
