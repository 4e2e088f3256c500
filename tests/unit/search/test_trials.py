"""Trying a change before it is saved: it changes nothing, shows what a question would find, and tells what would fare worse."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest

from mingbai import db
from mingbai.guides.kinds import Lexicon, Service, Term
from mingbai.publishing.library import Library
from mingbai.search import judging
from mingbai.search.finding import search_of
from mingbai.search.judging import Judgment, Question
from mingbai.search.trials import Trials
from mingbai.search.trying import AS_IT_IS, Change, answered, nearest, worsened
from tests.makers import NOW, make_copy, make_guide, publish
from tests.sites import settings_at

ALLOWANCE = Service(
    slug="maternity-allowance", order=1, name="生育津贴支付", plain="产假期间的工资", group="生育", phrasings=("产假工资谁发",)
)
TRANSFER = Service(
    slug="transfer", order=2, name="医保关系转移接续", plain="换地方工作转医保", group="转移", phrasings=("换城市了医保怎么转",)
)
TUNED = (
    Question(query="产假工资谁发", type="colloq", judgments=(Judgment(service="maternity-allowance", grade=3),)),
    Question(query="换城市了医保怎么转", type="colloq", judgments=(Judgment(service="transfer", grade=3),)),
)
UNSEEN = (Question(query="医保转移", type="keyword", judgments=(Judgment(service="transfer", grade=3),)),)


@pytest.fixture(params=["sqlite"])
def store(request) -> str:
    """Search reads through the library, which is tested on both databases; here one is enough."""
    return str(request.param)


@pytest.fixture
def trials(database: db.Database, tmp_path) -> Iterator[Trials]:
    publish(
        database,
        make_copy(ALLOWANCE, kind="service"),
        make_copy(TRANSFER, kind="service"),
        make_copy(make_guide("allowance", name="生育津贴支付", service="maternity-allowance")),
        make_copy(make_guide("transfer", name="医保关系转移接续", service="transfer")),
    )
    settings = settings_at(tmp_path, **{"sqlalchemy.url": database.url})
    made = Trials(search_of(settings), settings, database, lambda: NOW, lambda: False)
    made.asked = {"tuned": TUNED, "unseen": UNSEEN}.__getitem__
    yield made


def measured(trials: Trials, database: db.Database, change: Change = AS_IT_IS, typed: str = ""):
    with db.reading(database) as session:
        found = trials.measured(Library(session, NOW), change, typed)
    assert found.ended.wait(60)
    return found


def test_it_says_what_would_be_found_and_changes_nothing(trials: Trials, database: db.Database) -> None:
    better = replace(ALLOWANCE, phrasings=(*ALLOWANCE.phrasings, "坐月子钱"))
    after = measured(trials, database, Change(services=(better,)), "坐月子钱")
    assert after.failed == "" and after.shown is not None
    assert after.shown.rows[0].service == "maternity-allowance" and after.shown.rows[0].guides == 1
    before = measured(trials, database, typed="坐月子钱")
    assert before.shown is not None and before.shown.rows == ()


def test_the_figures_are_of_both_halves_and_only_one_shows_its_questions(trials: Trials, database: db.Database) -> None:
    found = measured(trials, database)
    assert (found.done, found.of) == (3, 3)
    assert found.tuned.all.questions == 2 and found.tuned.all.ndcg == 1.0 and len(found.tuned.verdicts) == 2
    assert found.unseen.all.questions == 1 and found.unseen.verdicts == ()


def test_a_phrasing_that_draws_away_from_its_service_is_told(trials: Trials, database: db.Database) -> None:
    greedy = replace(ALLOWANCE, words=("换城市了医保怎么转", "换城市", "医保怎么转"), name="换城市了医保怎么转", need=5)
    poorer = replace(TRANSFER, phrasings=())
    before = measured(trials, database)
    after = measured(trials, database, Change(services=(greedy, poorer)), "x")
    assert [one.query for one in worsened(before.tuned, after.tuned)] == ["换城市了医保怎么转"]
    assert after.tuned.all.ndcg < before.tuned.all.ndcg
    assert worsened(before.tuned, before.tuned) == ()


def test_what_is_anothers_business_is_said_so(trials: Trials, database: db.Database) -> None:
    lexicon = Lexicon(slug="elsewhere", title="不归医保管的事", terms=(Term(term="驾驶证换证", outside="公安交通管理部门"),))
    after = measured(trials, database, Change(lexicons=(lexicon,)), "驾驶证换证")
    assert after.shown.outside == "公安交通管理部门" and after.shown.rows == ()


def test_a_measurement_is_made_once_for_one_state_of_the_library(trials: Trials, database: db.Database) -> None:
    first = measured(trials, database)
    assert measured(trials, database) is first
    publish(database, make_copy(make_guide("third", name="第三项")))
    assert measured(trials, database) is not first


def test_a_measurement_that_fails_says_so_and_is_tried_again_later(trials: Trials, database: db.Database, monkeypatch) -> None:
    monkeypatch.setattr(trials, "asked", _broken)
    failed = measured(trials, database)
    assert "请稍后再看" in failed.failed
    monkeypatch.setattr(trials, "asked", {"tuned": TUNED, "unseen": UNSEEN}.__getitem__)
    assert measured(trials, database) is failed
    monkeypatch.setattr(trials, "_now", lambda: NOW + timedelta(minutes=2))
    again = measured(trials, database)
    assert again is not failed and again.failed == ""


def _broken(half: str) -> tuple[Question, ...]:
    raise OSError("no such file")


def test_an_index_that_cannot_be_used_is_no_error_page(trials: Trials, database: db.Database, monkeypatch) -> None:
    search = trials._search
    monkeypatch.setattr(search, "ordered", lambda library, query: _broken("x"))
    with db.reading(database) as session:
        library = Library(session, NOW)
        assert "暂时不能使用" in answered(search, library, search.table(library), "产假工资").understood


def test_the_nearest_services_are_those_that_the_words_speak_of(trials: Trials, database: db.Database) -> None:
    with db.reading(database) as session:
        library = Library(session, NOW)
        assert nearest(trials._search.table(library), "产假工资谁发")[0] == "maternity-allowance"
        assert nearest(trials._search.table(library), "") == ()


def test_a_child_measures_the_same_as_a_thread(trials: Trials, database: db.Database, monkeypatch) -> None:
    better = Change(services=(replace(ALLOWANCE, phrasings=(*ALLOWANCE.phrasings, "坐月子钱")),))
    monkeypatch.setattr(trials, "asked", judging.questions)
    here = measured(trials, database, better, "坐月子钱")
    monkeypatch.setattr(trials, "_elsewhere", lambda: True)
    trials._known.clear()
    child = measured(trials, database, better, "坐月子钱")
    assert (child.failed, child.of, child.done) == ("", here.of, here.of)
    assert (child.shown, child.tuned, child.unseen) == (here.shown, here.tuned, here.unseen)


def test_a_child_that_dies_is_said_so(trials: Trials, database: db.Database, monkeypatch) -> None:
    monkeypatch.setattr(trials, "_elsewhere", lambda: True)
    monkeypatch.setattr("mingbai.search.trials._COMMAND", "raise SystemExit(3)")
    assert "请稍后再看" in measured(trials, database).failed
