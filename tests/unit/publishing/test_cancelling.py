"""A scheduled release is called off by a record: none of it ever takes effect, and what is decided next goes on without it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError

from mingbai import clock, db
from mingbai.errors import Conflict, NotFound, Refusal
from mingbai.guides.version import Name
from mingbai.publishing import ledger
from mingbai.publishing.events import Changed
from mingbai.publishing.library import Library
from mingbai.publishing.press import Press, Published
from mingbai.publishing.releases import Ending
from mingbai.publishing.rows import LedgerRow
from tests.makers import NOW, make_copy, make_guide, publish

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
GUIDE = Name("guide", "320600", "employer-enrolment")
OTHER = Name("guide", "320600", "other")
APPROVER = 9


@contextmanager
def _library(database: db.Database, now: datetime) -> Iterator[Library]:
    with db.reading(database) as session:
        yield Library(session, now)


def _cancel(database: db.Database, release: int, now: datetime = NOW + HOUR, reason: str = "文件暂缓施行。") -> Published:
    with db.writing(database) as (session, _):
        return Press(session, lambda: now).cancel(release, APPROVER, reason)


def _named(name: str, slug: str = GUIDE.slug) -> Any:
    return make_copy(make_guide(slug, name=name))


@pytest.fixture
def scheduled(database: db.Database) -> tuple[db.Database, int]:
    """A guide in force and its second version, to come in ten days."""
    publish(database, _named("甲"))
    return database, publish(database, _named("乙"), effective_from=NOW + 10 * DAY).release


def test_what_was_cancelled_never_takes_effect(scheduled: tuple[db.Database, int]) -> None:
    database, release = scheduled
    done = _cancel(database, release)
    assert (done.release, done.entry, done.state, done.versions) == (release, 3, 3, ())
    with _library(database, NOW + 20 * DAY) as library:
        version = library.current(*GUIDE)
        assert (version.number, version.value.name, version.latest) == (1, "甲", 1)
        assert [heading.title for heading in library.listing("guide")] == ["甲"]
        assert library.at(*GUIDE, clock.day_of(NOW + 15 * DAY)).number == 1
        assert library.regions()[0].guides == 1


def test_the_history_keeps_it_and_says_so(scheduled: tuple[db.Database, int]) -> None:
    database, release = scheduled
    _cancel(database, release)
    with _library(database, NOW + 20 * DAY) as library:
        second, first = library.versions(*GUIDE)
        assert second.cancelled and second.cancellation is not None
        assert (second.cancellation.reason, second.cancellation.at) == ("文件暂缓施行。", NOW + HOUR)
        assert not second.in_force and not second.coming
        assert first.in_force and not first.cancelled
        assert library.version(*GUIDE, 2).cancelled
        assert library.by_check_code(second.check_code)[0].cancelled


def test_nothing_is_expected_of_it_any_more(scheduled: tuple[db.Database, int]) -> None:
    database, release = scheduled
    with _library(database, NOW) as library:
        assert library.state().until == NOW + 10 * DAY
    _cancel(database, release)
    for now in (NOW + HOUR, NOW):  # also where the row of state does not tell, before its ``since``
        with _library(database, now) as library:
            assert (library.state().number, library.state().until) == (3, None)


def test_numbers_go_on_and_an_earlier_time_is_free_again(scheduled: tuple[db.Database, int]) -> None:
    database, release = scheduled
    with pytest.raises(Conflict, match="施行时间早于"):
        publish(database, _named("丙"), now=NOW + HOUR)
    _cancel(database, release)
    copy = make_copy(make_guide(name="丙"), seen=1)
    again = publish(database, copy, now=NOW + 2 * HOUR)
    assert again.versions == ((GUIDE, 3),)
    with _library(database, NOW + 20 * DAY) as library:
        assert [version.number for version in library.versions(*GUIDE)] == [3, 2, 1]
        assert library.current(*GUIDE).value.name == "丙"


def test_who_wrote_on_top_of_it_is_refused(scheduled: tuple[db.Database, int]) -> None:
    database, release = scheduled
    _cancel(database, release)
    with pytest.raises(Conflict, match="现在是第 1 版，所依据的是第 2 版"):
        publish(database, make_copy(make_guide(name="丙"), seen=2), now=NOW + 2 * HOUR)


def test_a_withdrawal_that_was_cancelled_may_be_decided_again(database: db.Database) -> None:
    publish(database, _named("甲"), _named("丁", OTHER.slug))
    end = Ending(GUIDE, "合并", "并入新的事项。", (OTHER,))
    release = publish(database, end, effective_from=NOW + 10 * DAY).release
    _cancel(database, release)
    with _library(database, NOW + 20 * DAY) as library:
        assert library.current(*GUIDE).withdrawn is None
        assert len(library.listing("guide")) == 2
    publish(database, Ending(GUIDE, "废止", "不再办理。", seen=1), now=NOW + 2 * HOUR)
    with _library(database, NOW + 20 * DAY) as library:
        withdrawn = library.current(*GUIDE).withdrawn
        assert withdrawn is not None and (withdrawn.why, withdrawn.successors) == ("废止", ())
    with pytest.raises(Conflict, match="已经废止"):
        publish(database, end, now=NOW + 3 * HOUR)


def test_the_same_succession_may_be_decided_again(database: db.Database) -> None:
    publish(database, _named("甲"), _named("丁", OTHER.slug))
    end = Ending(GUIDE, "合并", "并入新的事项。", (OTHER,))
    _cancel(database, publish(database, end, effective_from=NOW + 10 * DAY).release)
    publish(database, end, now=NOW + 2 * HOUR, effective_from=NOW + 5 * DAY)
    with _library(database, NOW + 5 * DAY) as library:
        withdrawn = library.current(*GUIDE).withdrawn
        assert withdrawn is not None and withdrawn.successors == (OTHER,)
    with db.reading(database) as session:
        assert ledger.verify(session) is None


def test_an_item_that_never_came_is_not_there_and_can_come_again(database: db.Database) -> None:
    publish(database, _named("甲"))
    release = publish(database, _named("丁", OTHER.slug), effective_from=NOW + 10 * DAY).release
    _cancel(database, release)
    for refused in (Ending(OTHER, "废止", "不再办理。"), Ending(GUIDE, "合并", "并入。", (OTHER,))):
        with pytest.raises((Conflict, NotFound), match=r"各版都已撤销|承接的事项不存在"):
            publish(database, refused, now=NOW + 2 * HOUR)
    with _library(database, NOW + 20 * DAY) as library, pytest.raises(NotFound):
        library.current(*OTHER)
    published = publish(database, make_copy(make_guide(OTHER.slug), seen=0), now=NOW + 2 * HOUR)
    assert published.versions == ((OTHER, 2),)


@pytest.mark.parametrize("hours", [240, 241])
def test_what_has_taken_effect_is_not_cancelled(scheduled: tuple[db.Database, int], hours: int) -> None:
    database, release = scheduled
    with pytest.raises(Conflict, match="已经施行，不能撤销"):
        _cancel(database, release, NOW + hours * HOUR)
    with _library(database, NOW + 11 * DAY) as library:
        assert library.current(*GUIDE).number == 2


def test_only_once_only_what_is_published_and_only_for_a_reason(scheduled: tuple[db.Database, int]) -> None:
    database, release = scheduled
    with pytest.raises(NotFound, match="没有已公开的第 99 号发布"):
        _cancel(database, 99)
    with pytest.raises(Refusal, match="写明理由"):
        _cancel(database, release, reason="  ")
    _cancel(database, release)
    with pytest.raises(Conflict, match="已经撤销"):
        _cancel(database, release, NOW + 2 * HOUR)


def test_what_was_decided_on_top_of_it_goes_first(database: db.Database) -> None:
    publish(database, _named("甲"))
    brought = publish(database, _named("丁", OTHER.slug), _named("乙"), effective_from=NOW + 10 * DAY).release
    ended = publish(database, Ending(GUIDE, "合并", "并入。", (OTHER,)), effective_from=NOW + 11 * DAY).release
    with pytest.raises(Conflict, match=f"第 {ended} 号发布建立在它之上"):
        _cancel(database, brought)
    _cancel(database, ended)
    _cancel(database, brought, NOW + 2 * HOUR)
    with _library(database, NOW + 20 * DAY) as library:
        assert library.current(*GUIDE).value.name == "甲"


def test_a_successor_must_not_be_cancelled_away(database: db.Database) -> None:
    publish(database, _named("甲"))
    brought = publish(database, _named("丁", OTHER.slug), effective_from=NOW + 10 * DAY).release
    ended = publish(database, Ending(GUIDE, "更名", "改用新名。", (OTHER,)), effective_from=NOW + 10 * DAY).release
    with pytest.raises(Conflict, match=f"请先撤销第 {ended} 号发布"):
        _cancel(database, brought)


def test_a_later_version_stands_by_itself(scheduled: tuple[db.Database, int]) -> None:
    database, release = scheduled
    publish(database, _named("丙"), effective_from=NOW + 12 * DAY)
    _cancel(database, release)
    with _library(database, NOW + 11 * DAY) as library:
        assert library.current(*GUIDE).value.name == "甲"
        assert library.state().until == NOW + 12 * DAY
    with _library(database, NOW + 12 * DAY) as library:
        assert library.current(*GUIDE).value.name == "丙"


def test_a_clock_that_was_set_back_cancels_nothing(scheduled: tuple[db.Database, int]) -> None:
    database, release = scheduled
    with pytest.raises(Conflict, match="时钟"):
        _cancel(database, release, NOW - HOUR)


def test_others_are_told(scheduled: tuple[db.Database, int]) -> None:
    database, release = scheduled
    told: list[Changed] = []
    with db.writing(database) as (session, _):
        Press(session, lambda: NOW + HOUR, told.append).cancel(release, APPROVER, "暂缓。")
    assert told == [Changed(3, release, (GUIDE,))]


def test_the_ledger_holds_it(scheduled: tuple[db.Database, int]) -> None:
    database, release = scheduled
    _cancel(database, release)
    with db.reading(database) as session:
        last = ledger.head(session)
        assert last is not None and (last.kind, last.actor_id, last.release) == ("cancel", APPROVER, None)
        assert ledger.verify(session) is None


@pytest.mark.parametrize(
    ("entry", "command"),
    [
        (3, "UPDATE cancellations SET reason = '别的理由。'"),
        (3, "UPDATE cancellations SET actor_id = 8"),
        (3, "DELETE FROM cancellations"),
        (3, "DELETE FROM ledger WHERE number = 3"),
    ],
)
def test_a_record_without_its_entry_and_an_entry_without_its_record_are_found(
    scheduled: tuple[db.Database, int], entry: int, command: str
) -> None:
    database, release = scheduled
    _cancel(database, release)
    _past_the_triggers(database, command)
    with db.reading(database) as session:
        broken = ledger.verify(session)
    assert broken is not None and broken.number == entry


def _past_the_triggers(database: db.Database, command: str) -> None:
    with database.migrating.begin() as connection:
        if connection.dialect.name == "sqlite":
            for name in connection.execute(text("SELECT name FROM sqlite_master WHERE type = 'trigger'")).scalars().all():
                connection.execute(text(f"DROP TRIGGER {name}"))
        else:
            connection.execute(text("SET LOCAL session_replication_role = replica"))
        connection.execute(text(command))


def test_the_database_itself_takes_no_cancellation_without_entry_nor_out_of_time(scheduled: tuple[db.Database, int]) -> None:
    database, release = scheduled
    row = "INSERT INTO cancellations (release_id, reason, actor_id, created_at) SELECT id, '', 9, {at} FROM releases WHERE id = {release}"
    for at, number in (("published_at", release), ("effective_from", release), ("published_at", release - 1)):
        with pytest.raises(DatabaseError, match="frozen: cancellations"), db.writing(database) as (session, _):
            session.execute(text(row.format(at=at, release=number)))
    with pytest.raises(DatabaseError, match="frozen: cancellations ahead"), db.writing(database) as (session, _):
        last = ledger.head(session)
        assert last is not None
        late = NOW + 11 * DAY
        chained = {"number": last.number + 1, "previous": last.hash, "hash": "e" * 64, "kind": "cancel", "digest": "d" * 64}
        session.add(LedgerRow(**chained, actor_id=9, at=late))
        session.flush()
        session.execute(text(row.format(at="(SELECT at FROM ledger ORDER BY number DESC LIMIT 1)", release=release)))
