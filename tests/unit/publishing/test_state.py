"""The state number rises with what the public reads and not otherwise."""

from __future__ import annotations

from datetime import timedelta

import pytest

from mingbai import db
from mingbai.publishing import state
from tests.makers import NOW, make_copy, make_guide, publish

DAY = timedelta(days=1)


def test_a_glance_shows_what_is_committed(database: db.Database) -> None:
    assert state.glance(database.reading) == (0, None, None)
    publish(database, make_copy())
    publish(database, make_copy(make_guide("later")), effective_from=NOW + DAY)
    assert state.glance(database.reading) == (2, NOW, NOW + DAY)
    with pytest.raises(ZeroDivisionError), db.writing(database) as (session, _):
        assert state.rise(session, NOW) == 3
        assert state.glance(database.reading) == (2, NOW, NOW + DAY)
        raise ZeroDivisionError
    assert state.glance(database.reading) == (2, NOW, NOW + DAY)


def test_a_glance_leaves_no_transaction_open(database: db.Database) -> None:
    for number in range(3):
        assert state.glance(database.reading) == (number, NOW if number else None, None)
        publish(database, make_copy(make_guide(f"g{number}")))


def test_a_glance_at_a_database_without_tables_says_nothing(empty_url: str) -> None:
    database = db.connect(empty_url)
    assert state.glance(database.reading) is None
    database.close()


def test_the_number_rises_for_changes_that_are_no_release_too(database: db.Database) -> None:
    with db.writing(database) as (session, _):
        assert state.rise(session, NOW) == 1
    assert state.glance(database.reading) == (1, NOW, None)
