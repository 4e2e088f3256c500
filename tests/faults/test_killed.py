"""A process that is killed while it publishes leaves all of the release or nothing, whatever statement it had come to."""

from __future__ import annotations

import os
import random
import shutil
import signal
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import event

from mingbai import clock, db
from mingbai.guides.version import Name
from mingbai.publishing import ledger
from mingbai.publishing.events import after_commit
from mingbai.publishing.library import Library
from mingbai.publishing.press import Press
from mingbai.publishing.vanishing import Vanishing, words_of
from mingbai.search.embedded import EmbeddedIndex
from mingbai.search.finding import Search
from tests.actors import ANNA, CLARA, DORA, GRETA, PUBLIC, SECRECY, in_drafts, in_releases, make_by, text_of
from tests.faults.killing import COMMIT, Act, die, everything, killed
from tests.makers import NOW, make_copy, make_decision, make_guide, publish

HOUR = timedelta(hours=1)
HELD, OLD = Name("guide", "320600", "held"), Name("guide", "320600", "old")
GUARD = make_by(9, "security")


def _approved(database: db.Database) -> Act:
    """The publication of a release with all that one can hold: new, changed, withdrawn with a successor, and an item held out."""
    publish(database, make_copy(make_guide("old")), make_copy(make_guide("changed")), now=NOW - HOUR)
    number = in_releases(database, ANNA, lambda releases: releases.prepare("关于调整办事指南的通知", "320600"))
    drafts = {}
    for slug in ("new", "held"):
        drafts[slug] = in_drafts(database, ANNA, lambda made, slug=slug: made.new("guide", "320600", slug, text_of(slug), number))
    changed = in_drafts(database, ANNA, lambda made: made.open(Name("guide", "320600", "changed"), number))
    in_drafts(database, ANNA, lambda made: made.save(changed.id, text_of("changed", name="改过的"), "改名", changed.edition))
    successors = (Name("guide", "320600", "changed"),)
    in_drafts(database, ANNA, lambda made: made.withdraw(OLD, "合并", "并入另一事项。", successors, number))
    in_releases(database, ANNA, lambda releases: releases.submit(number))
    in_releases(database, CLARA, lambda releases: releases.pass_all(number))
    in_drafts(database, CLARA, lambda made: made.verdict(drafts["held"].id, "held", "下次再说"))
    digest = in_releases(database, CLARA, lambda releases: releases.get(number)).digest
    in_releases(database, CLARA, lambda releases: releases.review(number, digest, PUBLIC, SECRECY))
    in_releases(database, DORA, lambda releases: releases.approve(number, digest, "同意"))
    return lambda one: in_releases(one, GRETA, lambda releases: releases.publish(number, digest))


def _scheduled(database: db.Database) -> Act:
    publish(database, make_copy(make_guide("old")), now=NOW - HOUR)
    number = publish(database, make_copy(make_guide("old", name="将来")), now=NOW, effective_from=NOW + 24 * HOUR).release

    def cancel(one: db.Database) -> None:
        with db.writing(one) as (session, _):
            Press(session, lambda: NOW + HOUR).cancel(number, 4, "暂缓。")

    return cancel


def _spoilt(database: db.Database) -> Act:
    publish(database, make_copy(make_guide("old")), now=NOW - HOUR)

    def vanish(one: db.Database) -> None:
        with db.writing(one) as (session, _):
            Vanishing(session, lambda: NOW + HOUR, DORA, GUARD).remove(words_of(session, OLD, 1), "法院的判决")

    return vanish


ACTS = {"publish": _approved, "cancel": _scheduled, "vanish": _spoilt}


def _short(statements: int) -> list[int]:
    """The first, the last and every seventh: where ``make faults`` takes every one."""
    return sorted({1, 2, *range(3, statements, 7), statements - 1, statements})


@pytest.mark.parametrize("act", ACTS)
@pytest.mark.parametrize("which", ["some", pytest.param("every", marks=pytest.mark.faults)])
def test_killed_at_a_statement(database: db.Database, act: str, which: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    doing = ACTS[act](database)
    before = everything(database)
    fresh = _copies(database, tmp_path)
    statements = _count(fresh(), doing)
    moments = list(range(1, statements + 1)) if which == "every" else _short(statements)
    for moment in (*moments, COMMIT):
        url = fresh()
        assert killed(url, doing, moment), f"there is no statement {moment}"
        left = db.connect(url)
        assert everything(left) == before, f"killed at statement {moment} of {statements}, and something was left"
        left.close()
    with capsys.disabled():
        print(
            f"\n{act}, {database.writing.dialect.name}: killed at {len(moments)} of {statements} statements and at the commit, nothing left"
        )
    _goes_on(database, doing)


def _copies(database: db.Database, folder: Path) -> Callable[[], str]:
    """Addresses of databases to be killed over: on SQLite a copy each; on PostgreSQL the same one, since nothing is left."""
    if not database.url.startswith("sqlite"):
        return lambda: database.url
    path, number = Path(database.url.removeprefix("sqlite:///")), iter(range(10**6))
    with database.migrating.connect() as connection:
        connection.connection.dbapi_connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return lambda: f"sqlite:///{shutil.copy(path, folder / f'killed-{next(number)}.sqlite')}"


def _count(url: str, doing: Act) -> int:
    """How many statements it takes up to the commit, at which whoever counts dies, too."""
    reading, writing = os.pipe()

    def counted(database: db.Database) -> None:
        seen = [0]
        event.listen(database.writing, "before_cursor_execute", lambda *told: seen.__setitem__(0, seen[0] + 1))
        event.listen(database.writing, "commit", lambda connection: (os.write(writing, str(seen[0]).encode()), die()))
        doing(database)

    assert killed(url, counted, 0)
    os.close(writing)
    with os.fdopen(reading) as told:
        return int(told.read())


def _goes_on(database: db.Database, doing: Act) -> None:
    """The same act now goes through, another release follows, and the ledger verifies after each."""
    doing(database)
    with db.reading(database) as session:
        assert ledger.verify(session) is None
    publish(database, make_copy(make_guide("next")), now=NOW + 2 * HOUR)
    with db.reading(database) as session:
        assert ledger.verify(session) is None


def test_killed_between_the_commit_and_the_telling(database: db.Database, tmp_path: Path) -> None:
    publish(database, make_copy(make_guide("old", name="生育津贴支付")))
    index = EmbeddedIndex(tmp_path / "search_index")
    with db.reading(database) as session:
        assert _found(index, session, NOW) == ["old"]

    def publish_and_die(one: db.Database) -> None:
        with db.writing(one) as (session, manager):
            decision = make_decision(make_copy(make_guide("new", name="生育医疗费用报销")))
            Press(session, lambda: NOW + HOUR, after_commit(manager, [die])).publish(decision)

    assert killed(database.url, publish_and_die, 0)
    with db.reading(database) as session:
        assert ledger.verify(session) is None
        assert Library(session, NOW + HOUR).state().number == 2
        assert index.mark().startswith("1 "), "nobody was told"
        assert _found(index, session, NOW + HOUR) == ["new", "old"], "whoever asks first brings the index up"


def _found(index: EmbeddedIndex, session, now) -> list[str]:
    rows = Search(index).find(Library(session, now), "生育").rows
    return sorted(guide.slug for row in rows for guide in row.guides)


def _publish_for_ever(database: db.Database) -> None:
    for turn in range(10**6):
        with db.writing(database) as (session, _):
            Press(session, clock.now).publish(
                make_decision(make_copy(make_guide("one", name=f"{turn}")), make_copy(make_guide("two", name=f"{turn}")))
            )


@pytest.mark.parametrize("times", [4, pytest.param(60, marks=pytest.mark.faults)])
def test_killed_at_any_instant(database: db.Database, times: int) -> None:
    """Also inside a statement and inside a commit: both items always have the same version, and the chain is whole."""
    chance = random.Random(20261122)
    publish(database, make_copy(make_guide("one")), make_copy(make_guide("two")))
    for _ in range(times):
        child = os.fork()
        if not child:
            try:
                _publish_for_ever(db.connect(database.url))
            finally:
                os._exit(1)
        time.sleep(0.15 + chance.random() / 4)
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        with db.reading(database) as session:
            library = Library(session, clock.now())
            assert ledger.verify(session) is None
            assert [library.current("guide", "320600", slug).number for slug in ("one", "two")] == [library.state().number] * 2
