"""Releases as a whole: what each did to each item, page by page, and the head of the ledger on a day."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import event

from mingbai import clock, db
from mingbai.errors import NotFound
from mingbai.guides.kinds import Lexicon, Term
from mingbai.guides.released import ReleasedItem
from mingbai.guides.version import Name, Withdrawn
from mingbai.publishing.library import Library
from mingbai.publishing.press import Press
from mingbai.publishing.releases import Ending
from tests.makers import NOW, make_copy, make_guide, publish

DAY = timedelta(days=1)
ONE, TWO = Name("guide", "320600", "one"), Name("guide", "320600", "two")
AWAY = Name("guide", "420000", "away")


@pytest.fixture
def filled(database: db.Database) -> db.Database:
    """Four releases: two guides, one elsewhere, a change with an end, and a change that was called off."""
    publish(database, make_copy(make_guide("one", name="甲")), make_copy(make_guide("two", name="乙")), document_no="〔2022〕1号")
    publish(database, make_copy(make_guide("away", region="420000", name="外地")), now=NOW + DAY)
    end = Ending(TWO, "合并", "并入前项。", (ONE,))
    publish(database, make_copy(make_guide("one", name="甲二"), note="改名"), end, now=NOW + 2 * DAY, note="公布调整")
    release = publish(database, make_copy(make_guide("one", name="甲三")), now=NOW + 3 * DAY, effective_from=NOW + 9 * DAY).release
    with db.writing(database) as (session, _):
        Press(session, lambda: NOW + 4 * DAY).cancel(release, 9, "暂缓。")
    publish(database, make_copy(make_guide("one", name="甲四")), now=NOW + 5 * DAY)
    return database


def test_one_release_says_what_it_did_to_each_item(filled: db.Database) -> None:
    with db.reading(filled) as session:
        library = Library(session, NOW + 6 * DAY)
        newest = library.releases()
        told = library.release(newest[2].id)
    ended = Withdrawn(why="合并", reason="并入前项。", effective_from=NOW + 2 * DAY, successors=(ONE,))
    assert told == newest[2]
    assert (told.note, told.published_at, told.effective_from, told.cancelled) == ("公布调整", NOW + 2 * DAY, NOW + 2 * DAY, False)
    assert (told.entry.number, told.entry.kind, told.entry.release) == (3, "publish", told.id)
    assert told.items == (
        ReleasedItem(name=ONE, number=2, change="changed", before=1, title="甲二", note="改名"),
        ReleasedItem(name=TWO, number=1, change="withdrawn", before=1, title="乙", ended=ended),
    )


def test_what_was_called_off_is_told_and_is_no_version_to_compare_with(filled: db.Database) -> None:
    with db.reading(filled) as session:
        last, off, *_ = Library(session, NOW + 6 * DAY).releases()
    assert off.cancelled and off.cancellation is not None and (off.cancellation.reason, off.cancellation.at) == ("暂缓。", NOW + 4 * DAY)
    assert [(item.number, item.before) for item in (*off.items, *last.items)] == [(3, 2), (4, 2)]


def test_page_by_page_and_by_region(filled: db.Database) -> None:
    with db.reading(filled) as session:
        library = Library(session, NOW + 6 * DAY)
        everything = library.releases()
        assert [one.entry.number for one in everything] == [6, 4, 3, 2, 1]
        first = library.releases(limit=2)
        assert first + library.releases(limit=9, before=first[-1].entry.number) == everything
        assert [one.entry.number for one in library.releases("420000")] == [2]
        assert [one.entry.number for one in library.releases("320600", limit=3)] == [6, 4, 3]
        assert library.releases("512000") == ()
        assert [item.change for item in everything[-1].items] == ["new", "new"]


def test_a_release_that_is_not_published_is_not_found(filled: db.Database) -> None:
    with db.reading(filled) as session, pytest.raises(NotFound, match="没有第 99 号公告"):
        Library(session, NOW).release(99)


def test_a_page_asks_four_questions_however_many_items(filled: db.Database) -> None:
    asked: list[str] = []
    with db.reading(filled) as session:
        event.listen(session.get_bind(), "before_cursor_execute", lambda *told: asked.append(told[2]))
        Library(session, NOW).releases()
    assert len(asked) == 4


def test_the_head_of_a_day_is_its_last_entry(filled: db.Database) -> None:
    with db.reading(filled) as session:
        library = Library(session, NOW + 4 * DAY)
        days = [library.head(clock.day_of(NOW + number * DAY)) for number in (-1, 0, 1, 4, 5)]
    assert [head.number if head else None for head in days] == [None, 1, 2, 5, 5]
    assert days[3] is not None and days[3].kind == "cancel"


def test_a_release_of_nothing_but_lexicons_is_in_no_list_and_can_be_looked_up(filled: db.Database) -> None:
    lexicon = make_copy(Lexicon(slug="papers", title="证件", terms=(Term(term="社保卡"),)), kind="lexicon")
    alone = publish(filled, lexicon, now=NOW + 6 * DAY).release
    both = publish(filled, make_copy(Lexicon(slug="jobs", title="职业"), kind="lexicon"), make_copy(make_guide("new")), now=NOW + 6 * DAY)
    with db.reading(filled) as session:
        library = Library(session, NOW + 7 * DAY)
        newest = library.releases()[0]
        assert newest.id == both.release and alone not in [one.id for one in library.releases()]
        assert [item.name.kind for item in newest.announced] == ["guide"] and len(newest.items) == 2
        assert library.release(alone).announced == () and library.release(alone).items[0].title == "证件"
