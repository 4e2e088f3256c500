"""Preparing a release of differences: all or nothing, and nothing of it is public."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select

from mingbai import db
from mingbai.errors import Conflict
from mingbai.publishing import differences
from mingbai.publishing.differences import Differences
from mingbai.publishing.library import Library
from mingbai.publishing.releases import Copy, Ending
from mingbai.publishing.rows import DraftRow, ReleaseRow
from tests.makers import NOW, make_copy, make_decision, make_guide, publish

LATER = NOW + timedelta(days=1)
OLD, NEW, CHANGED = (make_copy(make_guide(slug)) for slug in ("old", "new", "changed"))
AFTER = make_copy(make_guide("changed", name="改名"))


def _prepare(database: db.Database, *copies: Copy) -> Differences:
    with db.writing(database) as (session, _):
        return differences.prepare(session, copies, make_decision(title="装入"), LATER)


def test_only_differences_become_drafts(database: db.Database) -> None:
    publish(database, OLD, CHANGED)
    found = _prepare(database, OLD, NEW, AFTER)
    assert (found.added, found.changed, found.unchanged) == ((NEW.name,), (AFTER.name,), (OLD.name,))
    with db.reading(database) as session:
        release = session.execute(select(ReleaseRow).where(ReleaseRow.id == found.release)).scalar_one()
        rows = session.execute(select(DraftRow).order_by(DraftRow.slug)).scalars().all()
        assert (release.state, release.title, release.published_at) == ("preparing", "装入", None)
        assert [(row.slug, row.change, row.seen, row.text) for row in rows] == [
            ("changed", "changed", 1, AFTER.text),
            ("new", "new", 0, NEW.text),
        ]
        assert {row.release_id for row in rows} == {found.release}


def test_nothing_of_it_is_public(database: db.Database) -> None:
    publish(database, CHANGED)
    _prepare(database, NEW, AFTER)
    with db.reading(database) as session:
        library = Library(session, LATER)
        assert library.state().number == 1
        assert [heading.title for heading in library.listing("guide")] == ["单位参保登记"]


def test_no_difference_prepares_no_release(database: db.Database) -> None:
    publish(database, OLD)
    assert _prepare(database, OLD) == Differences((), (), (OLD.name,), (), (), None)


def test_what_is_prepared_already_is_not_prepared_twice(database: db.Database) -> None:
    _prepare(database, NEW)
    again = _prepare(database, NEW)
    assert (again.prepared, again.release) == ((NEW.name,), None)


def test_other_words_for_an_item_with_a_draft_are_refused_and_nothing_is_prepared(database: db.Database) -> None:
    first = _prepare(database, CHANGED)
    with pytest.raises(Conflict, match=rf"guides/320600/changed\.yaml：这个事项在第 {first.release} 号发布中已有一份不同的草稿"):
        _prepare(database, NEW, AFTER)
    with db.reading(database) as session:
        assert session.execute(select(DraftRow.slug)).scalars().all() == ["changed"]


def test_the_newest_version_counts_even_if_it_is_to_come(database: db.Database) -> None:
    publish(database, CHANGED)
    publish(database, AFTER, effective_from=LATER + timedelta(days=9))
    assert _prepare(database, AFTER).unchanged == (AFTER.name,)
    assert _prepare(database, CHANGED).changed == (CHANGED.name,)


def test_a_withdrawn_item_is_not_brought_back_unasked(database: db.Database) -> None:
    publish(database, OLD)
    publish(database, Ending(OLD.name, "废止", "不再办理。"), now=LATER)
    found = _prepare(database, OLD)
    assert (found.ended, found.release) == ((OLD.name,), None)
