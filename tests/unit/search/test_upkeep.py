"""An index that looks after itself: in a question without a keeper, in the background with one. Both engines."""

from __future__ import annotations

import threading
import time
from pathlib import Path

import pytest
from sqlalchemy.exc import OperationalError

from mingbai import db
from mingbai.publishing.library import Library
from mingbai.search import upkeep
from mingbai.search.embedded import EmbeddedIndex
from mingbai.search.generations import Generations
from mingbai.search.index import Asked, IndexBusy, IndexDamaged
from mingbai.search.keeper import Keeper
from mingbai.search.large import LargeIndex
from mingbai.search.refresh import compare, mark_of, rebuild, reconcile
from mingbai.search.upkeep import Upkeep
from tests.makers import NOW, make_copy, make_guide, publish

ASKED = Asked(words=("津贴", "慢特病"))


@pytest.fixture(params=["sqlite"])
def store(request) -> str:
    """The index reads through the library, which is tested on both databases; here one is enough."""
    return str(request.param)


@pytest.fixture(params=[EmbeddedIndex, LargeIndex])
def index(request, tmp_path: Path) -> Generations:
    return request.param(tmp_path / "index")


@pytest.fixture
def site(database: db.Database) -> db.Database:
    publish(database, make_copy(make_guide("allowance", name="生育津贴支付")), make_copy(make_guide("other", name="单位参保登记")))
    return database


def slugs(site: db.Database, kept: Upkeep) -> list[str]:
    with db.reading(site) as session:
        return sorted(hit.slug for hit in kept.hits(Library(session, NOW), ASKED))


def more(site: db.Database) -> None:
    publish(site, make_copy(make_guide("chronic", name="门诊慢特病待遇认定")))


def spoil(tmp_path: Path) -> None:
    for path in (tmp_path / "index").glob("*/0*/*"):
        path.unlink()


def test_a_question_brings_the_index_up_to_date(site, index) -> None:
    kept = Upkeep(index)
    assert slugs(site, kept) == ["allowance"]
    more(site)
    assert slugs(site, kept) == ["allowance", "chronic"]


def test_a_damaged_index_is_made_anew_by_the_question(site, index, tmp_path: Path) -> None:
    slugs(site, Upkeep(index))
    spoil(tmp_path)
    assert slugs(site, Upkeep(type(index)(tmp_path / "index"))) == ["allowance"]


def test_while_another_writes_the_old_state_answers(site, index, tmp_path: Path) -> None:
    kept, other = Upkeep(index), type(index)(tmp_path / "index")
    slugs(site, kept)
    more(site)
    released, holding = threading.Event(), threading.Event()

    def hold() -> None:
        with other.writing():
            holding.set()
            released.wait(20)

    thread = threading.Thread(target=hold)
    thread.start()
    assert holding.wait(20)
    assert slugs(site, kept) == ["allowance"]
    with pytest.raises(IndexBusy), db.reading(site) as session:
        rebuild(Library(session, NOW), index)
    released.set()
    thread.join(20)
    assert slugs(site, kept) == ["allowance", "chronic"]


def kept_by(site: db.Database, kept: Upkeep, seconds: float = 60) -> Keeper:
    def work() -> None:
        with db.reading(site) as session:
            kept.round(Library(session, NOW))

    kept.keeper = Keeper(work, seconds)
    kept.keeper.start()
    return kept.keeper


def test_with_a_keeper_a_question_waits_but_little(site, index, monkeypatch) -> None:
    kept = Upkeep(index)
    slugs(site, kept)
    more(site)
    slow = threading.Event()
    monkeypatch.setattr(upkeep, "reconcile", lambda library, index: (slow.wait(20), reconcile(library, index)))
    keeper = kept_by(site, kept)
    try:
        began = time.monotonic()
        assert slugs(site, kept) == ["allowance"]
        assert time.monotonic() - began < upkeep.PATIENCE + 0.5
        slow.set()
        until = time.monotonic() + 10
        while slugs(site, kept) != ["allowance", "chronic"] and time.monotonic() < until:
            time.sleep(0.02)
        assert slugs(site, kept) == ["allowance", "chronic"]
    finally:
        slow.set()
        keeper.stop()


def test_a_keeper_brings_up_to_date_without_any_question(site, index) -> None:
    kept = Upkeep(index)
    keeper = kept_by(site, kept, 0.05)
    try:
        more(site)
        with db.reading(site) as session:
            wanted, until = mark_of(Library(session, NOW)), time.monotonic() + 10
        while index.mark() != wanted and time.monotonic() < until:
            time.sleep(0.02)
        assert index.mark() == wanted
    finally:
        keeper.stop()


def test_a_keeper_makes_a_damaged_index_anew_and_the_question_does_not(site, index, tmp_path: Path) -> None:
    slugs(site, Upkeep(index))
    spoil(tmp_path)
    fresh = type(index)(tmp_path / "index")
    kept = Upkeep(fresh)
    keeper = kept_by(site, kept)
    try:
        until = time.monotonic() + 10
        while time.monotonic() < until:
            try:
                found = slugs(site, kept)
                break
            except IndexDamaged:
                time.sleep(0.02)
        assert found == ["allowance"]
    finally:
        keeper.stop()


def test_healing_never_raises_on_account_of_the_index(site, tmp_path: Path, caplog) -> None:
    class Full(EmbeddedIndex):
        def change(self, *args: object) -> None:
            raise OSError(28, "No space left on device")

    with db.reading(site) as session:
        Upkeep(Full(tmp_path)).heal(Library(session, NOW))
    assert "磁盘空间" in caplog.text


def test_the_databases_own_failure_is_not_taken_for_the_indexs(site, index, monkeypatch) -> None:
    def unreachable(self: Library) -> None:
        raise OperationalError("", {}, Exception())

    kept = Upkeep(index)
    slugs(site, kept)
    monkeypatch.setattr(Library, "state", unreachable)
    with db.reading(site) as session:
        for act in (kept.heal, kept.freshen, kept.round):
            with pytest.raises(OperationalError):
                act(Library(session, NOW))
    assert len(index.digests()) == 2


def test_switching_the_engine_makes_its_index_and_throws_the_other_away(site, tmp_path: Path) -> None:
    home = tmp_path / "index"
    for engine, name in ((EmbeddedIndex, "whoosh"), (LargeIndex, "tantivy"), (EmbeddedIndex, "whoosh")):
        assert slugs(site, Upkeep(engine(home))) == ["allowance"]
        assert [path.name.partition("-")[0] for path in home.iterdir()] == [name]


def test_reconciling_counts_and_touches_only_what_has_changed(site, index) -> None:
    with db.reading(site) as session:
        library = Library(session, NOW)
        assert compare(library, index).put == 2
        assert [reconcile(library, index).put for _ in range(2)] == [2, 0]
    publish(site, make_copy(make_guide("other", name="单位参保登记", tips=("新的提示",)), seen=1))
    with db.reading(site) as session:
        library = Library(session, NOW)
        done = reconcile(library, index)
        assert (done.put, done.dropped, done.kept) == (1, 0, 1)
        index.change((), ["320600/other"], mark_of(library))
        assert (compare(library, index).put, reconcile(library, index).put, rebuild(library, index).put) == (1, 1, 2)
