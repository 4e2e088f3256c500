"""Words and terms of a query."""

import pytest

from mingbai.search.layers import terms
from mingbai.search.query import Query, Reading
from tests.unit.search.register import table


def read(text: str) -> Query:
    return terms.read(Query(typed=text, text=text), table())


def test_terms_are_found_by_any_of_their_words_and_said_where_they_are_not_the_same() -> None:
    query = read("生娃怎么报销")
    assert query.terms == ("分娩",) and query.readings == (Reading("terms", "生娃", "分娩"),)


def test_the_longest_word_is_taken() -> None:
    assert read("公积金提取").readings == (Reading("terms", "公积金提取", "住房公积金"),)


def test_a_term_in_its_own_words_needs_no_explaining() -> None:
    query = read("生育津贴")
    assert query.terms == ("生育津贴",) and query.readings == ()


@pytest.mark.parametrize("text", ["", "，", "a"])
def test_a_text_without_terms_is_only_cut(text: str) -> None:
    assert read(text).terms == ()
