"""Publishing: one decision, one transaction, all or nothing; versions count up and stand in line."""

from __future__ import annotations

import multiprocessing
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import func, select

from mingbai import clock, db
from mingbai.errors import Conflict, NotFound, Refusal
from mingbai.guides.version import Name
from mingbai.publishing import ledger
from mingbai.publishing.events import Changed
from mingbai.publishing.library import Library
from mingbai.publishing.press import Press
from mingbai.publishing.releases import Ending
from mingbai.publishing.rows import LedgerRow, ParsedRow, ReleaseRow, TextRow, VersionRow
from tests.makers import NOW, make_copy, make_decision, make_guide, publish

LATER = NOW + timedelta(days=1)


def _count(database: db.Database, row: type) -> int:
    with db.reading(database) as session:
        return session.execute(select(func.count()).select_from(row)).scalar_one()


def test_a_release_makes_versions_an_entry_and_a_new_state(database: db.Database) -> None:
    published = publish(database, make_copy(make_guide("one")), make_copy(make_guide("two")))
    assert published.versions == ((Name("guide", "320600", "one"), 1), (Name("guide", "320600", "two"), 1))
    assert (published.entry, published.state) == (1, 1)
    again = publish(database, make_copy(make_guide("one", name="改名")), now=LATER)
    assert again.versions == ((Name("guide", "320600", "one"), 2),)
    assert (again.entry, again.state) == (2, 2)


def test_a_release_that_fails_leaves_nothing(database: db.Database) -> None:
    absent = Ending(Name("guide", "320600", "absent"), "废止", "不再办理。")
    with pytest.raises(NotFound, match="不能废止"):
        publish(database, make_copy(), absent)
    assert [_count(database, row) for row in (TextRow, VersionRow, ReleaseRow, LedgerRow, ParsedRow)] == [0] * 5
    with db.reading(database) as session:
        assert Library(session, NOW).state().number == 0


def test_the_same_words_are_stored_once(database: db.Database) -> None:
    publish(database, make_copy(make_guide(name="甲")))
    publish(database, make_copy(make_guide(name="乙")), now=LATER)
    publish(database, make_copy(make_guide(name="甲")), now=LATER)
    assert (_count(database, VersionRow), _count(database, TextRow)) == (3, 2)


def test_who_saw_an_older_version_is_refused(database: db.Database) -> None:
    publish(database, make_copy(seen=0))
    publish(database, make_copy(make_guide(name="甲"), seen=1), now=LATER)
    with pytest.raises(Conflict, match="现在是第 2 版，所依据的是第 1 版"):
        publish(database, make_copy(make_guide(name="乙"), seen=1), now=LATER)
    with pytest.raises(Conflict, match="所依据的是第 1 版"):
        publish(database, Ending(make_copy().name, "废止", "不再办理。", seen=1), now=LATER)


def test_a_correction_does_not_overtake_a_scheduled_version(database: db.Database) -> None:
    publish(database, make_copy())
    publish(database, make_copy(make_guide(name="将来")), effective_from=LATER)
    with pytest.raises(Conflict, match="施行时间早于"):
        publish(database, make_copy(make_guide(name="更正")))
    publish(database, make_copy(make_guide(name="更正")), effective_from=LATER)


def test_an_item_ends_once(database: db.Database) -> None:
    publish(database, make_copy())
    end = Ending(make_copy().name, "废止", "不再办理。")
    publish(database, end, now=LATER)
    with pytest.raises(Conflict, match="已经废止"):
        publish(database, end, now=LATER)


@pytest.mark.parametrize(
    ("doings", "sentence"),
    [
        ((), "没有任何事项"),
        ((make_copy(), make_copy()), "出现了两次"),
        ((Ending(make_copy().name, "关门", "不再办理。"),), "写明方式和理由"),
        ((Ending(make_copy().name, "废止", " "),), "写明方式和理由"),
    ],
)
def test_what_is_no_decision_is_refused(database: db.Database, doings: tuple[object, ...], sentence: str) -> None:
    with pytest.raises(Refusal, match=sentence):
        publish(database, *doings)  # type: ignore[arg-type]


def test_a_successor_must_be_another_item_that_exists(database: db.Database) -> None:
    publish(database, make_copy())
    name = make_copy().name
    for successor in (name, Name("guide", "320600", "absent")):
        with pytest.raises(NotFound, match="承接的事项"):
            publish(database, Ending(name, "更名", "改用新名。", (successor,)), now=LATER)


def test_a_clock_that_was_set_back_publishes_nothing(database: db.Database) -> None:
    publish(database, make_copy())
    with pytest.raises(Conflict, match="时钟"):
        publish(database, make_copy(make_guide("other")), now=NOW - timedelta(seconds=1))
    assert _count(database, VersionRow) == 1


def test_others_are_told_what_changed(database: db.Database) -> None:
    told: list[Changed] = []
    with db.writing(database) as (session, _):
        published = Press(session, lambda: NOW, told.append).publish(make_decision(make_copy()))
    assert told == [Changed(1, published.release, (make_copy().name,))]


def _publish_often(url: str, worker: int, times: int) -> None:
    database = db.connect(url)
    for turn in range(times):
        own, shared = make_guide(f"own-{worker}", name=f"{turn}"), make_guide("shared", name=f"{worker}-{turn}")
        with db.writing(database) as (session, _):
            Press(session, clock.now).publish(make_decision(make_copy(own), make_copy(shared)))
    database.close()


def test_four_processes_at_once_keep_the_chain_whole(database: db.Database) -> None:
    fork = multiprocessing.get_context("fork")
    workers = [fork.Process(target=_publish_often, args=(database.url, worker, 4)) for worker in range(4)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join(timeout=120)
    assert [worker.exitcode for worker in workers] == [0] * 4
    with db.reading(database) as session:
        library = Library(session, datetime.max.replace(tzinfo=UTC))
        assert [version.number for version in library.versions("guide", "320600", "shared")] == list(range(16, 0, -1))
        assert library.state().number == 16
        last = ledger.head(session)
        assert last is not None and last.number == 16
        assert ledger.verify(session) is None
