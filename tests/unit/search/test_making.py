"""The table made by a child, so that no reader of a worker waits for it."""

from __future__ import annotations

import sys
from dataclasses import replace

import pytest

from mingbai import clock, db
from mingbai.guides.kinds import Service
from mingbai.publishing.library import Library
from mingbai.search import making
from mingbai.search.making import made_by_child
from mingbai.search.table import EMPTY, written
from mingbai.search.tables import Tables, _table_file
from tests.makers import make_copy, make_guide, publish

SERVICE = Service(slug="outpatient-claim", order=1, name="门诊费用报销", plain="看门诊的钱", group="报销")


@pytest.fixture
def app(site):
    return site((make_copy(SERVICE, kind="service"), make_copy(make_guide("first", name="门诊费用报销"))))


def table_of(app, tables: Tables):
    with db.reading(app.app.registry.database) as session:
        return tables.current(Library(session, clock.now()))


def test_a_child_leaves_the_file_and_the_worker_reads_it(app, tmp_path, monkeypatch) -> None:
    tables = Tables(tmp_path / "search_index")
    tables.elsewhere = lambda: made_by_child(app.app.registry.mingbai)
    monkeypatch.setattr(Tables, "_made", None)  # the worker itself makes nothing
    assert set(table_of(app, tables).services) == {SERVICE.slug}


def test_what_was_published_while_the_child_worked_is_taken_as_it_is(app, tmp_path, monkeypatch) -> None:
    tables, registry = Tables(tmp_path / "search_index"), app.app.registry
    with db.reading(registry.database) as session:
        library = Library(session, clock.now())
        before = library.state().number

        def published_meanwhile() -> bool:
            publish(registry.database, make_copy(replace(SERVICE, slug="second"), kind="service"), now=clock.now())
            return made_by_child(registry.mingbai)

        tables.elsewhere = published_meanwhile
        monkeypatch.setattr(Tables, "_made", None)  # neither here nor once more: it would be of a state that is past
        assert set(tables.current(library).services) == {SERVICE.slug, "second"}
        assert library.state().number == before


def test_a_table_of_another_database_is_not_taken_though_its_number_is_higher(app, tmp_path) -> None:
    ahead, folder = Tables(tmp_path / "search_index"), tmp_path / "search_index"
    ahead._write(_table_file, {"mark": "999 -", "table": written(EMPTY)})
    tables = Tables(folder)
    tables.elsewhere = lambda: False
    assert set(table_of(app, tables).services) == {SERVICE.slug}


def test_where_the_child_fails_the_worker_makes_it(app, tmp_path, monkeypatch, caplog) -> None:
    tables = Tables(tmp_path / "search_index")
    settings = replace(app.app.registry.mingbai, database="nonsense")
    tables.elsewhere = lambda: made_by_child(settings)
    assert set(table_of(app, tables).services) == {SERVICE.slug}
    assert "另起进程" in caplog.text


def test_a_child_that_cannot_be_started_is_told(app, monkeypatch, caplog) -> None:
    monkeypatch.setattr(sys, "executable", "/nowhere/python")
    made_by_child(app.app.registry.mingbai)
    monkeypatch.undo()
    monkeypatch.setattr(making, "LONGEST", 0.01)
    made_by_child(app.app.registry.mingbai)
    assert caplog.text.count("另起进程") == 2


def test_without_a_keeper_no_child_is_started(app, monkeypatch) -> None:
    def started(*args: object) -> None:
        raise AssertionError

    monkeypatch.setattr("mingbai.search.making.subprocess.run", started)
    assert app.get("/search", {"q": "门诊"}).status_int == 200
