"""Suggestions: what stands there after a few characters, letters or initials."""

from __future__ import annotations

import time

import pytest

from mingbai.guides.kinds import Lexicon, Service, Term
from mingbai.search.compiling import compiled
from mingbai.search.suggesting import MOST, Suggester, suggester_of
from mingbai.search.table import EMPTY


def service(slug: str, name: str, **more) -> Service:
    return Service(**({"slug": slug, "order": 1, "name": name, "plain": "一句话", "group": "异地就医"} | more))


SERVICES = (
    service(
        "referral",
        "异地转诊人员备案",
        aliases=("转外就医备案",),
        phrasings=("转到上海看病要备案吗", "异地转诊怎么弄", "异地转诊要什么", "异地转诊多久"),
        need=4,
    ),
    service("resident", "异地长期居住人员备案", phrasings=("跟儿子住外地",), need=5),
    service("code", "医保电子凭证申领", words=("医保码",), group="凭证"),
)
LEXICON = Lexicon(
    slug="a",
    title="a",
    terms=(Term(term="中风", services=("referral",)), Term(term="驾照", outside="公安交通管理部门"), Term(term="异地", same=("外地",))),
)


@pytest.fixture(scope="module")
def known() -> Suggester:
    return suggester_of(compiled(SERVICES, [LEXICON]), ("异地居住",))


def texts(known: Suggester, typed: str) -> list[str]:
    return [one.text for one in known.suggest(typed)]


@pytest.mark.parametrize("typed", ["异地", "异地长期", "yidi", "ydcqjz", "異地長期", "yidichangqi", "异地changqi", "ＹＩＤＩ", "异地备案"])
def test_characters_pinyin_initials_and_a_mixture_find_a_service(known: Suggester, typed: str) -> None:
    assert "异地长期居住人员备案" in texts(known, typed)


def test_services_come_first_those_that_more_people_need_before_others(known: Suggester) -> None:
    assert texts(known, "异地")[:3] == ["异地长期居住人员备案", "异地转诊人员备案", "异地居住"]


def test_a_service_is_offered_once_by_its_name_or_by_the_alias_that_was_begun(known: Suggester) -> None:
    assert texts(known, "异地转诊人员").count("异地转诊人员备案") == 1
    assert [(one.text, one.kind, one.target) for one in known.suggest("转外")] == [("转外就医备案", "service", "referral")]


def test_each_suggestion_says_what_it_is(known: Suggester) -> None:
    found = {one.text: (one.kind, one.target) for one in known.suggest("异地")}
    assert found["异地居住"] == ("event", "异地居住")
    assert found["异地就医"] == ("word", "")
    assert found["异地转诊怎么弄"] == ("asked", "referral")


def test_wordings_of_one_question_do_not_fill_the_list(known: Suggester) -> None:
    asked = [one for one in known.suggest("异地转诊") if one.kind == "asked"]
    assert len(asked) == 2


def test_only_words_that_lead_to_a_service_are_offered(known: Suggester) -> None:
    assert texts(known, "中风") == ["中风"]
    assert texts(known, "驾照") == []


def test_a_service_that_nobody_offers_is_not_suggested() -> None:
    known = suggester_of(compiled(SERVICES, [LEXICON]), (), {"code"})
    assert texts(known, "异地") == ["异地就医"]
    assert texts(known, "中风") == []


@pytest.mark.parametrize("typed", ["", " ", "😀", "\x00", "(", "[^", "\\", "*", "'; DROP", "医" * 5000])
def test_whatever_is_typed_is_taken(known: Suggester, typed: str) -> None:
    assert len(known.suggest(typed)) <= MOST


def test_nothing_known_suggests_nothing() -> None:
    assert suggester_of(EMPTY).suggest("异地") == ()


def test_ten_thousand_texts_are_walked_in_a_moment() -> None:
    many = [
        service(f"s{number}", f"事项{number}备案", phrasings=[f"第{number}种问法{other}怎么办" for other in range(100)])
        for number in range(100)
    ]
    known = suggester_of(compiled(many))
    best = []
    for typed in ("事", "shixiang", "种问法", "备案", "第怎么办"):
        start = time.perf_counter()
        assert known.suggest(typed)
        best.append(min(_time(known, typed) for _ in range(5)))
        assert time.perf_counter() - start < 1
    assert sorted(best)[len(best) // 2] < 0.005, best


def _time(known: Suggester, typed: str) -> float:
    start = time.perf_counter()
    known.suggest(typed)
    return time.perf_counter() - start
