"""Item codes, alone, broken up, and among words."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingbai.search.layers import codes, folding
from mingbai.search.query import Query, Reading
from mingbai.search.table import EMPTY, Table

TABLE = Table(codes=("002036001001", "002036001002", "002036007001", "322036001000", "322036011000"))


def _read(typed: str, table: Table = TABLE) -> Query:
    return codes.read(Query(typed=typed, text=folding.folded(typed)), table)


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("322036001000", "322036001000"),
        ("３２２０３６", "322036"),
        ("3220-3600-1000", "322036001000"),
        ("322036 001 000", "322036001000"),
        ("00203600100Y", "002036001"),
        ("事项编码：322036011000", "322036011000"),
        ("2036007001", "002036007001"),
        ("11320600MB1234567X3322036001000", "322036001000"),
    ],
)
def test_a_code_however_it_is_written(typed: str, code: str) -> None:
    query = _read(typed)
    assert (query.code, query.text) == (code, "")


@pytest.mark.parametrize("typed", ["322036报销", "322036 报销", "报销 322036", "报销，322036。"])
def test_a_code_among_words_leaves_the_words(typed: str) -> None:
    query = _read(typed)
    assert (query.code, query.text) == ("322036", "报销")


def test_a_code_that_no_guide_has_leads_to_its_neighbours_and_says_so() -> None:
    assert _read("322036001099").code == "322036001"
    assert _read("322036099000").readings == (Reading("codes", "322036099000", "322036"),)


@pytest.mark.parametrize("typed", ["2022版清单", "app", "12393", "covid 19", "2021年61号", "我有3220块钱", "2036", "2036年"])
def test_other_figures_and_letters_stay_words(typed: str) -> None:
    query = _read(typed)
    assert (query.code, query.text) == ("", folding.folded(typed))


def test_without_a_table_only_a_query_that_is_nothing_else_is_a_code() -> None:
    assert _read("322036001000", EMPTY).code == "322036001000"
    assert _read("322036001000报销", EMPTY).code == ""


@given(st.text(alphabet="0123456789yY a医，", max_size=60))
def test_never_refuses_and_finds_only_beginnings_of_known_codes_among_words(typed: str) -> None:
    query = _read(f"{typed}医")
    assert not query.code or any(code.startswith(query.code) for code in TABLE.codes)


@pytest.mark.parametrize("typed", ["x" * 1000, "x" * 996 + "1234", "x" * 997 + "123"])
def test_a_thousand_letters_are_looked_through_once(typed: str) -> None:
    began = time.process_time()
    for _ in range(10):
        assert not codes.read(Query(typed=typed, text=typed), EMPTY).code
    assert time.process_time() - began < 0.05
