"""What is told after a commit, and what is not."""

from __future__ import annotations

import logging

import pytest

from mingbai import db
from mingbai.publishing.events import Changed, after_commit
from mingbai.publishing.library import Library
from mingbai.publishing.press import Press
from tests.makers import NOW, make_copy, make_decision


def _publish(database: db.Database, *listeners: object, fail: type[Exception] | None = None) -> None:
    with db.writing(database) as (session, manager):
        Press(session, lambda: NOW, after_commit(manager, listeners)).publish(make_decision(make_copy()))  # type: ignore[arg-type]
        if fail:
            raise fail


def test_listeners_hear_after_the_commit_and_see_what_it_did(database: db.Database) -> None:
    seen: list[int] = []

    def look(changed: Changed) -> None:
        with db.reading(database) as session:
            seen.append(Library(session, NOW).state().number)

    _publish(database, look)
    assert seen == [1]


def test_nobody_hears_of_what_was_rolled_back(database: db.Database) -> None:
    heard: list[Changed] = []
    with pytest.raises(ZeroDivisionError):
        _publish(database, heard.append, fail=ZeroDivisionError)
    assert heard == []


def test_a_listener_that_fails_is_logged_and_the_others_still_hear(database: db.Database, caplog: pytest.LogCaptureFixture) -> None:
    heard: list[Changed] = []

    def fail(changed: Changed) -> None:
        raise OSError("index is locked")

    with caplog.at_level(logging.ERROR):
        _publish(database, fail, heard.append)
    assert [changed.state for changed in heard] == [1]
    assert "index is locked" in caplog.text
