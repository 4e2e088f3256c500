"""Known words in a text: within a clause, and with a particle in them."""

import pytest

from mingbai.search.bank import KINDS
from mingbai.search.features import features
from mingbai.search.surfaces import clauses, spans

SURFACES = {
    word: ((meant, 1.0),)
    for word, meant in {
        "转医保": "转移",
        "医保": "医保",
        "诊所换法人": "机构变更",
        "换法人": "单位变更",
        "住院": "住院",
        "办户口": "落户",
    }.items()
}


def _found(text: str) -> list[tuple[str, str]]:
    return [(said, meant[0][0]) for said, meant in spans(text, SURFACES)]


@pytest.mark.parametrize("mark", "，。；？！,;?!\n")
def test_nothing_is_found_over_the_end_of_a_clause(mark: str) -> None:
    assert _found(f"往上转{mark}医保") == [("医保", "医保")]


def test_no_feature_reaches_over_the_end_of_a_clause() -> None:
    found = features("往上转，医保", SURFACES, KINDS)
    assert "b转医" not in found and "t转移" not in found and {"b上转", "b医保", "t医保", "w医保"} <= found.keys()


def test_what_is_no_clause_is_joined() -> None:
    assert clauses("转 医-保（1）、住院。") == ["转医保1住院"] and clauses("，") == []


@pytest.mark.parametrize("text", ["诊所换了法人", "诊所换法人", "诊所换过法人"])
def test_a_word_with_a_particle_in_it_is_the_word(text: str) -> None:
    assert _found(text) == [(text, "机构变更")]


@pytest.mark.parametrize("text", ["办过户口", "办过的", "了", "过医", ""])
def test_a_particle_that_is_part_of_a_word_or_ends_one_is_none(text: str) -> None:
    assert _found(text) == []
