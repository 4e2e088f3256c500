"""Who asks, or for whom."""

import pytest

from mingbai.guides.guide import AUDIENCES
from mingbai.search.layers import audiences, folding
from mingbai.search.query import Query
from mingbai.search.table import EMPTY


def _read(typed: str) -> Query:
    return audiences.read(Query(typed=typed, text=folding.folded(typed)), EMPTY)


@pytest.mark.parametrize(
    ("typed", "audience"),
    [
        ("HR 新员工入职办医保", "employer"),
        ("单位注销", "employer"),
        ("民营医院 签医保协议", "hospital"),
        ("药店申请医保定点", "pharmacy"),
        ("护理院 照护定点", "care_institution"),
        ("骑手怎么交医保", "flexible"),
        ("新生兒參保", "newborn"),
        ("大学生医保", "student"),
        ("低保户补贴", "assisted"),
    ],
)
def test_words_that_say_who_asks(typed: str, audience: str) -> None:
    assert audience in _read(typed).audiences


def test_the_words_stay_for_they_also_say_what_it_is_about() -> None:
    assert _read("新生儿参保").text == "新生儿参保"


@pytest.mark.parametrize(
    ("typed", "audience"), [("去上海大医院看病", "hospital"), ("药店买药能报吗", "pharmacy"), ("住养老院怎么报", "care_institution")]
)
def test_a_patient_who_speaks_of_an_institution_is_none(typed: str, audience: str) -> None:
    assert audience not in _read(typed).audiences


@pytest.mark.parametrize("typed", ["chronic", "three", "shri", ""])
def test_a_short_latin_word_counts_only_by_itself(typed: str) -> None:
    assert _read(typed).audiences == ()


def test_every_audience_of_the_data_is_one_of_a_guide() -> None:
    named = {audience for found in audiences._words().values() for audience, _ in found}
    assert named == set(AUDIENCES)
