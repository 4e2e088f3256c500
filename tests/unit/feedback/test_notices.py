"""Notices are numbered without a gap or a double, counted by item and missing material, and tell of nobody."""

from __future__ import annotations

import threading
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import inspect

from mingbai import db
from mingbai.errors import Forbidden
from mingbai.feedback.notices import Missed, Notices
from mingbai.people.actor import By
from tests.desks import by
from tests.makers import NOW

HALL = "320600/zhengwu-dating"
ITEM = "320600/menzhen-feiyong-baoxiao"


@pytest.fixture
def clerk(database: db.Database) -> By:
    return by(database, "hall")


def give(database: db.Database, who: By, *missing: str, hall: str = HALL, item: str = ITEM, days: int = 0) -> int:
    with db.writing(database) as (session, _):
        return Notices(session, NOW + timedelta(days=days), who).give(hall, item, missing)


def week(database: db.Database, who: By, name: str, region: str = "320600") -> Any:
    with db.reading(database) as session:
        return Notices(session, NOW, who).week(name, region)


def this_week(database: db.Database, who: By) -> str:
    with db.reading(database) as session:
        return Notices(session, NOW, who).weeks("320600")[0]


def test_numbers_run_by_hall_and_day(database: db.Database, clerk: By) -> None:
    assert [give(database, clerk) for _ in range(3)] == [1, 2, 3]
    assert give(database, clerk, hall="320602/other") == 1
    assert give(database, clerk, days=1) == 1
    assert give(database, clerk) == 4


def test_two_windows_never_get_the_same_number(database: db.Database, clerk: By) -> None:
    taken: list[int] = []
    windows = [threading.Thread(target=lambda: taken.extend(give(database, clerk) for _ in range(8))) for _ in range(4)]
    for one in windows:
        one.start()
    for one in windows:
        one.join()
    assert sorted(taken) == list(range(1, 33))


def test_a_number_comes_back_where_the_notice_was_not_given(database: db.Database, clerk: By) -> None:
    with pytest.raises(ZeroDivisionError), db.writing(database) as (session, _):
        Notices(session, NOW, clerk).give(HALL, ITEM)
        raise ZeroDivisionError
    assert give(database, clerk) == 1 and week(database, clerk, this_week(database, clerk)).total == 1


def test_what_was_missing_is_counted_by_item(database: db.Database, clerk: By) -> None:
    for _ in range(5):
        give(database, clerk, "收费票据")
    give(database, clerk, "收费票据", "处方底方", "收费票据", hall="320602/other")
    give(database, clerk, item="320600/other")
    found = week(database, clerk, this_week(database, clerk))
    assert found.given == ((ITEM, 6), ("320600/other", 1)) and found.total == 7
    assert found.missed == (Missed(item=ITEM, material="收费票据", count=6), Missed(item=ITEM, material="处方底方", count=1))
    assert found.public().given == ((ITEM, 6),) and [one.material for one in found.public().missed] == ["收费票据"]
    assert week(database, clerk, found.week, "320602").total == 1
    assert week(database, clerk, found.week, "320611").total == 0


def test_old_weeks_go(database: db.Database, clerk: By) -> None:
    give(database, clerk, days=-7 * 105)
    give(database, clerk)
    with db.reading(database) as session:
        assert len(Notices(session, NOW, clerk).weeks("320600")) == 1


def test_nobody_gives_notices_or_sees_figures_of_another_place(database: db.Database, clerk: By) -> None:
    with pytest.raises(Forbidden):
        give(database, clerk, hall="320900/other")
    with pytest.raises(Forbidden):
        week(database, clerk, "2026-W10", "320900")
    with pytest.raises(Forbidden):
        give(database, by(database, "reviewer"))


def test_the_tables_hold_nothing_of_a_person(database: db.Database, migrated_file: Path) -> None:
    with database.writing.connect() as connection:
        columns = {name: {one["name"] for one in inspect(connection).get_columns(name)} for name in ("notices", "notice_stubs")}
    assert columns == {"notices": {"week", "region", "item", "material", "count"}, "notice_stubs": {"hall", "day", "last"}}
