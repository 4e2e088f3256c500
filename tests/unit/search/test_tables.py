"""The table as a file of this host: kept, loaded, made again, and free of what was removed."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from mingbai import db
from mingbai.guides.kinds import Lexicon, Term
from mingbai.publishing.library import Library
from mingbai.search import tables as kept_tables
from mingbai.search.tables import Tables
from tests.makers import NOW, make_copy, make_guide, publish
from tests.unit.search.register import ALLOWANCE

LATER = NOW.replace(hour=2)


@pytest.fixture(params=["sqlite"])
def store(request) -> str:
    """One database is enough: the table is read through the library."""
    return str(request.param)


@pytest.fixture
def site(database: db.Database) -> db.Database:
    guide = make_guide("allowance", name="生育津贴支付", service="maternity-allowance")
    publish(database, make_copy(ALLOWANCE, kind="service"), make_copy(guide))
    return database


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "index"


def table_of(site: db.Database, tables: Tables):
    with db.reading(site) as session:
        return tables.current(Library(session, LATER))


def files(folder: Path) -> dict[str, Path]:
    return {path.name.partition("-")[0]: path for path in folder.glob("*.json")}


def count(monkeypatch) -> list[int]:
    """How often a table is compiled from here on."""
    made: list[int] = []
    compiled = kept_tables.compiled
    monkeypatch.setattr(kept_tables, "compiled", lambda *given: made.append(1) or compiled(*given))
    return made


def test_another_process_loads_what_one_has_made(site: db.Database, folder: Path, monkeypatch) -> None:
    first = table_of(site, Tables(folder))
    made = count(monkeypatch)
    assert table_of(site, Tables(folder)) == first and made == []


@pytest.mark.parametrize("damage", [b"", b"\x00nonsense", b"abc\n{}"])
def test_a_damaged_file_is_made_again(site: db.Database, folder: Path, monkeypatch, damage: bytes) -> None:
    first = table_of(site, Tables(folder))
    files(folder)["table"].write_bytes(damage)
    made = count(monkeypatch)
    assert table_of(site, Tables(folder)) == first and made == [1]
    assert table_of(site, Tables(folder)) == first and made == [1]


def test_what_is_published_is_in_the_next_table(site: db.Database, folder: Path) -> None:
    tables = Tables(folder)
    table_of(site, tables)
    lexicon = Lexicon(slug="words", title="说法", terms=(Term(term="生育津贴", asked=("月子钱",), services=("maternity-allowance",)),))
    publish(site, make_copy(lexicon, kind="lexicon"))
    assert "月子钱" in table_of(site, tables).terms


def test_only_changed_guides_are_read_again(site: db.Database, folder: Path, monkeypatch) -> None:
    table_of(site, Tables(folder))
    publish(site, make_copy(make_guide("transfer", name="转移接续手续办理")))
    read: list[str] = []
    mentions_of = kept_tables.mentions_of
    monkeypatch.setattr(kept_tables, "mentions_of", lambda guide: read.append(guide.slug) or mentions_of(guide))
    table_of(site, Tables(folder))
    assert read == ["transfer"]


def test_clearing_leaves_no_word_on_disk_whatever_its_shape(site: db.Database, folder: Path) -> None:
    tables = Tables(folder)
    table_of(site, tables)
    (folder / "table-0.json").write_text("产假工资谁发")
    assert "产假工资谁发".encode() in files(folder)["table"].read_bytes() + (folder / "table-0.json").read_bytes()
    tables.clear()
    assert not list(folder.glob("*.json"))


def test_a_new_table_leaves_none_of_another_shape(site: db.Database, folder: Path) -> None:
    folder.mkdir()
    (folder / "table-0.json").write_text("旧词")
    table_of(site, Tables(folder))
    assert [path.name for path in folder.glob("table-*.json")] == [files(folder)["table"].name] != ["table-0.json"]


def test_a_folder_that_cannot_be_written_costs_no_answer(site: db.Database, tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("no folder")
    assert "maternity-allowance" in table_of(site, Tables(blocked)).services


def test_a_file_is_put_in_place_in_one_step(site: db.Database, folder: Path) -> None:
    table_of(site, Tables(folder))
    assert not [path.name for path in folder.iterdir() if path.name.endswith(str(os.getpid()))]
