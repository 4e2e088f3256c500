"""Making a database ready: once, whole, by whoever comes first."""

from __future__ import annotations

import multiprocessing
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import delete, func, select, text

from mingbai import clock, db
from mingbai.errors import BadText, Refusal
from mingbai.guides.kinds import Service
from mingbai.guides.text import dump
from mingbai.migrations import is_current
from mingbai.migrations.installation import ensure, install
from mingbai.publishing import ledger, triggers
from mingbai.publishing.content import write_folder
from mingbai.publishing.library import Library
from mingbai.publishing.releases import INSTALLATION
from mingbai.publishing.rows import LedgerRow, ParsedRow
from mingbai.settings import Settings
from tests.makers import NOW, make_guide, make_source


def _quiet(line: str) -> None:
    """Nobody listens."""


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """Two documents, one without a date, and a service."""
    root = tmp_path / "content"
    undated = make_source(document="清单", document_no=None, issued=None)
    guides = (make_guide("a"), make_guide("b"), make_guide("c", region="512000", source=undated))
    for guide in guides:
        _write(root / "guides" / guide.region / f"{guide.slug}.yaml", dump(guide))
    _write(root / "services" / "s.yaml", dump(Service(slug="s", order=1, name="参保", plain="办参保", group="参保")))
    return root


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def test_content_enters_as_one_release_a_document(empty_url: str, content: Path) -> None:
    database, said = db.connect(empty_url), []
    loaded = install(database, content, said.append, lambda: NOW)
    told = [(one.decision.title, one.decision.dated, len(one.decision.copies), one.published.entry) for one in loaded]
    assert told == [("服务登记册", "loaded", 1, 1), ("关于公布办事指南的通知", "printed", 2, 2), ("清单", "loaded", 1, 3)]
    with db.reading(database) as session:
        library = Library(session, NOW)
        dated, undated = library.current("guide", "320600", "a"), library.current("guide", "512000", "c")
        assert (dated.effective_from, dated.issue.dated) == (clock.start_of(date(2022, 5, 19)), "printed")
        assert (undated.effective_from, undated.issue.dated) == (NOW, "loaded")
        assert {dated.actor, undated.actor} == {"installation"}
        assert session.execute(select(LedgerRow.actor_id).distinct()).scalars().all() == [INSTALLATION]
        assert ledger.verify(session) is None
    assert said[0].startswith("数据库结构：无 →") and "装入《清单》：1 项" in said
    database.close()


def test_a_second_run_never_loads_again(empty_url: str, content: Path) -> None:
    database = db.connect(empty_url)
    install(database, content, _quiet, lambda: NOW)
    _write(content / "guides" / "320600" / "d.yaml", dump(make_guide("d")))
    said: list[str] = []
    assert install(database, content, said.append, lambda: NOW) == ()
    assert said == []
    with db.reading(database) as session:
        assert len(Library(session, NOW).listing("guide")) == 3
    database.close()


def test_bad_content_loads_nothing_and_can_be_mended(empty_url: str, content: Path) -> None:
    database = db.connect(empty_url)
    bad = content / "guides" / "320600" / "bad.yaml"
    _write(bad, "region: '320600'\nslug: bad\n")
    with pytest.raises(BadText, match=r"bad\.yaml"):
        install(database, content, _quiet, lambda: NOW)
    with db.reading(database) as session:
        assert Library(session, NOW).state().number == 0
    bad.unlink()
    assert len(install(database, content, _quiet, lambda: NOW)) == 3
    database.close()


def test_without_content_the_database_is_made_all_the_same(empty_url: str, tmp_path: Path) -> None:
    database = db.connect(empty_url)
    assert install(database, tmp_path / "none", _quiet, lambda: NOW) == ()
    assert is_current(database)
    database.close()


def _install(url: str, content: Path) -> None:
    install(db.connect(url), content, _quiet, clock.now)


def test_four_processes_that_start_at_once_load_once(empty_url: str, content: Path) -> None:
    fork = multiprocessing.get_context("fork")
    starters = [fork.Process(target=_install, args=(empty_url, content)) for _ in range(4)]
    for starter in starters:
        starter.start()
    for starter in starters:
        starter.join(timeout=120)
    assert [starter.exitcode for starter in starters] == [0] * 4
    database = db.connect(empty_url)
    with db.reading(database) as session:
        assert session.execute(select(func.count()).select_from(LedgerRow)).scalar_one() == 3
        assert ledger.verify(session) is None
    database.close()


def test_quick_forms_are_made_again_where_they_are_missing_or_old(empty_url: str, content: Path) -> None:
    database, said = db.connect(empty_url), []
    install(database, content, _quiet, lambda: NOW)
    with db.writing(database) as (session, _):
        first = session.execute(select(ParsedRow.digest).limit(1)).scalar_one()
        session.execute(delete(ParsedRow).where(ParsedRow.digest == first))
        session.execute(text("UPDATE parsed SET form = 'older', packed = '{}' WHERE digest = (SELECT max(digest) FROM parsed)"))
    install(database, content, said.append, lambda: NOW)
    assert said == ["重做 2 份文本的速读形式 …"]
    with db.reading(database) as session:
        assert ledger.verify(session) is None
        assert session.execute(select(func.count()).select_from(ParsedRow)).scalar_one() == 4
    database.close()


def test_triggers_that_were_taken_away_are_set_again_with_a_warning(empty_url: str, content: Path) -> None:
    database, said = db.connect(empty_url), []
    install(database, content, _quiet, lambda: NOW)
    with database.migrating.begin() as connection:
        on = "" if connection.dialect.name == "sqlite" else " ON texts"
        connection.execute(text(f"DROP TRIGGER mingbai_texts_update{on}"))
    install(database, content, said.append, lambda: NOW)
    assert "mingbai_texts_update" in said[0] and "ledger verify" in said[0]
    with database.reading.connect() as connection:
        assert triggers.missing(connection) == ()
    database.close()


def test_ensure_goes_by_the_settings(empty_url: str, content: Path) -> None:
    database = ensure(Settings(database=empty_url, content=str(content)), _quiet, lambda: NOW)
    with db.reading(database) as session:
        assert len(Library(session, NOW).listing("guide")) == 3
    database.close()


def test_a_database_that_cannot_be_reached_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "var").mkdir()
    (tmp_path / "var" / "mingbai.sqlite").write_bytes(b"this is no database" * 100)
    for url in (f"sqlite:///{tmp_path}/var/mingbai.sqlite", "postgresql+psycopg://nobody@127.0.0.1:1/none"):
        with pytest.raises(Refusal, match=r"数据库文件已经损坏|连不上数据库服务器"):
            ensure(Settings(database=url, content=str(tmp_path)), _quiet)


def test_all_of_content_enters_and_comes_out_as_it_is(empty_url: str, tmp_path: Path) -> None:
    root = Path(__file__).parents[3] / "content"
    files = {path.relative_to(root): path.read_bytes() for path in root.rglob("*.yaml")}
    database = db.connect(empty_url)
    loaded = install(database, root, _quiet, lambda: NOW)
    assert sum(len(one.decision.copies) for one in loaded) == len(files) > 200
    with db.reading(database) as session:
        write_folder(Library(session, NOW), tmp_path / "out", None, _quiet)
        assert ledger.verify(session) is None
    assert {path.relative_to(tmp_path / "out"): path.read_bytes() for path in (tmp_path / "out").rglob("*.yaml")} == files
    database.close()
