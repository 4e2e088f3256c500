"""Search over a real store: it follows what is in force, heals itself, and never breaks a page."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from mingbai import db
from mingbai.guides.kinds import Service
from mingbai.guides.version import Name
from mingbai.publishing.library import Library
from mingbai.publishing.releases import Ending
from mingbai.search.embedded import EmbeddedIndex
from mingbai.search.finding import Search, snippet
from mingbai.search.index import IndexBusy
from mingbai.search.query import Query
from mingbai.search.refresh import compare, mark_of, reconcile
from tests.makers import NOW, make_copy, make_guide, publish

ENDED = Ending(Name("guide", "320600", "transfer"), "废止", "事项已经取消。", seen=1)
LATER = NOW + timedelta(minutes=1)
SERVICE = Service(
    slug="maternity-allowance", order=1, name="生育津贴支付", plain="产假期间的工资", group="生育待遇", phrasings=("产假工资谁发",)
)


@pytest.fixture(params=["sqlite"])
def store(request) -> str:
    """Search reads through the library, which is tested on both databases; here one is enough."""
    return str(request.param)


@pytest.fixture
def site(database: db.Database) -> db.Database:
    guides = [
        make_copy(make_guide("allowance", name="生育津贴支付", service="maternity-allowance")),
        make_copy(make_guide("allowance", name="生育津贴支付", region="360000", service="maternity-allowance")),
        make_copy(make_guide("transfer", name="转移接续手续办理")),
    ]
    publish(database, make_copy(SERVICE, kind="service"), *guides)
    return database


@pytest.fixture
def index(tmp_path: Path) -> EmbeddedIndex:
    return EmbeddedIndex(tmp_path / "index")


def ask(database: db.Database, index: EmbeddedIndex, typed: str, region: str = "", at: datetime = LATER):
    with db.reading(database) as session:
        return Search(index).find(Library(session, at), typed, region)


def told(results) -> list[tuple[str, list[str]]]:
    return [(row.title, [guide.region for guide in row.guides]) for row in results.rows]


def test_a_service_is_one_row_with_its_places(site: db.Database, index: EmbeddedIndex) -> None:
    assert told(ask(site, index, "生育津贴")) == [("生育津贴支付", ["320600", "360000"])]


def test_everyday_words_find_through_the_service(site: db.Database, index: EmbeddedIndex) -> None:
    assert told(ask(site, index, "产假工资谁发"))[0][0] == "生育津贴支付"


def test_a_region_narrows(site: db.Database, index: EmbeddedIndex) -> None:
    assert told(ask(site, index, "生育津贴", "360000")) == [("生育津贴支付", ["360000"])]


def test_what_is_published_is_found_by_the_next_question(site: db.Database, index: EmbeddedIndex) -> None:
    assert told(ask(site, index, "慢特病")) == []
    publish(site, make_copy(make_guide("chronic", name="门诊慢特病待遇认定")))
    assert told(ask(site, index, "慢特病")) == [("门诊慢特病待遇认定", ["320600"])]


def test_what_comes_into_force_by_itself_is_found_from_then_on(site: db.Database, index: EmbeddedIndex) -> None:
    tomorrow = NOW + timedelta(days=1)
    publish(site, make_copy(make_guide("chronic", name="门诊慢特病待遇认定")), effective_from=tomorrow)
    assert told(ask(site, index, "慢特病")) == []
    assert told(ask(site, index, "慢特病", at=tomorrow)) == [("门诊慢特病待遇认定", ["320600"])]


def test_what_has_ended_is_found_no_more(site: db.Database, index: EmbeddedIndex) -> None:
    assert told(ask(site, index, "转移接续"))
    publish(site, ENDED)
    assert told(ask(site, index, "转移接续")) == []


def test_a_stale_index_never_shows_what_is_no_longer_in_force(site: db.Database, index: EmbeddedIndex, monkeypatch) -> None:
    ask(site, index, "转移接续")
    publish(site, ENDED)

    def busy(*args: object) -> None:
        raise IndexBusy

    monkeypatch.setattr(EmbeddedIndex, "change", busy)
    results = ask(site, index, "转移接续")
    assert told(results) == [] and not results.degraded


@pytest.mark.parametrize("damage", ["truncated", "nonsense", "missing"])
def test_a_damaged_index_heals_itself(site: db.Database, index: EmbeddedIndex, tmp_path: Path, damage: str) -> None:
    ask(site, index, "生育津贴")
    files = [path for path in (tmp_path / "index").rglob("*") if path.is_file() and path.name != "mark"]
    assert files
    for path in files:
        if damage == "missing":
            path.unlink()
        else:
            path.write_bytes(path.read_bytes()[:7] if damage == "truncated" else b"\x00nonsense" * 50)
    fresh = EmbeddedIndex(tmp_path / "index")
    first = ask(site, fresh, "生育津贴")
    assert told(first)  # the list of services at least
    assert told(ask(site, fresh, "产假工资谁发"))[0][0] == "生育津贴支付"
    assert not ask(site, fresh, "生育津贴").degraded


def test_an_index_that_cannot_be_read_gives_the_list_of_services(site: db.Database, index: EmbeddedIndex, monkeypatch) -> None:
    def broken(*args: object) -> None:
        raise OSError

    monkeypatch.setattr(EmbeddedIndex, "find", broken)
    results = ask(site, index, "生育津贴怎么领")
    assert results.degraded and told(results) == [("生育津贴支付", ["320600", "360000"])]


def test_reconciling_touches_only_what_has_changed(site: db.Database, index: EmbeddedIndex) -> None:
    with db.reading(site) as session:
        library = Library(session, LATER)
        first, second = reconcile(library, index), reconcile(library, index)
        assert (first.put, second.put, second.kept) == (3, 0, 3)
        assert compare(library, index).put == 0
    publish(site, make_copy(make_guide("transfer", name="转移接续手续办理", tips=("新的提示",)), seen=1))
    with db.reading(site) as session:
        assert reconcile(Library(session, LATER), index).put == 1


def test_a_changed_service_makes_its_guides_stale(site: db.Database, index: EmbeddedIndex) -> None:
    assert told(ask(site, index, "哺乳")) == []
    changed = replace(SERVICE, phrasings=(*SERVICE.phrasings, "哺乳期的钱"))
    publish(site, make_copy(changed, kind="service", seen=1))
    assert told(ask(site, index, "哺乳"))[0][0] == "生育津贴支付"


@pytest.mark.parametrize("typed", ["", "*", "😀", "'; DROP TABLE items; --", "医" * 5000, "a OR b)", '"', "\x00"])
def test_whatever_is_typed_ends_in_an_answer(site: db.Database, index: EmbeddedIndex, typed: str) -> None:
    assert not ask(site, index, typed).degraded


def test_a_snippet_comes_from_the_stored_text_of_the_best_guide_that_is_left(site: db.Database, index: EmbeddedIndex) -> None:
    publish(site, make_copy(make_guide("claim", name="门诊费用报销", tips=("外购药品须有处方",))))
    with db.reading(site) as session:
        library = Library(session, LATER)
        results = Search(index).find(library, "外购药品")
        shown = snippet(library, results.rows[0], results.query)
        assert "".join(piece.text for piece in shown) == "外购药品须有处方"
        assert "".join(piece.text for piece in shown if piece.marked) in "外购药品"
        other = library.headings("guide", [("320600", "transfer")])[("320600", "transfer")]
        assert snippet(library, replace(results.rows[0], guides=(other,)), results.query) == ()


def test_a_guide_that_ended_meanwhile_has_no_snippet(site: db.Database, index: EmbeddedIndex) -> None:
    row = ask(site, index, "转移接续").rows[0]
    gone = replace(row, guides=(replace(row.guides[0], name=Name("guide", "320600", "nowhere")),))
    with db.reading(site) as session:
        assert snippet(Library(session, LATER), gone, Query(typed="转移", words=("转移",))) == ()


def test_answers_read_no_guide(site: db.Database, index: EmbeddedIndex, monkeypatch) -> None:
    with db.reading(site) as session:
        library, search = Library(session, LATER), Search(index)
        expected = search.find(library, "生育津贴")
        monkeypatch.setattr(Library, "current", None)  # what is shown is read by whoever shows it
        assert expected.rows and search.find(library, "生育津贴") == expected


def test_at_the_start_an_index_of_another_database_is_brought_up_to_date(site: db.Database, index: EmbeddedIndex) -> None:
    """The folder of the index outlives the database: its state number may be right by chance."""
    with db.reading(site) as session:
        library = Library(session, LATER)
        reconcile(library, index)
        index.change((), ["320600/transfer"], mark_of(library))
        assert index.mark() == mark_of(library)
        Search(index).heal(library)
        assert compare(library, index).put == 0
