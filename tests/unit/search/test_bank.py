"""Wording that nobody wrote down is understood by what it shares with what was."""

from mingbai.search.bank import ALONE, ELSEWHERE, KINDS, NOTHING, Bank, counted
from mingbai.search.features import features
from tests.unit.search.register import table


def vector(text: str):
    return table().bank.vector(features(text, table().terms, KINDS))


def test_words_and_terms_pull_to_the_service_that_is_asked_like_that() -> None:
    pulled = table().bank.pulled(vector("歇产假没工资"))
    assert max(pulled, key=pulled.__getitem__) == "maternity-allowance"


def test_the_nearest_phrasing_is_named() -> None:
    together, best, words = table().bank.nearest(vector("产假工资哪个发"))["maternity-allowance"]
    assert words in ("产假工资谁发", "产假工资") and 0 < best <= 1 and together > 0


def test_equals_of_a_term_are_the_same_to_the_bank() -> None:
    assert "t分娩" in features("生娃", table().terms, KINDS) and "t分娩" in features("生产", table().terms, KINDS)


def test_other_authorities_and_guides_without_a_service_stand_among_the_services() -> None:
    assert {ELSEWHERE, ALONE} <= set(table().bank.services)


def test_a_query_of_unknown_words_has_a_short_vector() -> None:
    known, unknown = (sum(weight**2 for _, weight in vector(text)) for text in ("产假工资", "蛋炒饭的做法"))
    assert known > 0.99 and unknown < 0.3


def test_nothing_is_learned_again_where_nothing_changed() -> None:
    asked = {"one": ("产假工资", "歇产假"), "two": ("住院报销",)}
    first = counted(asked, {})
    assert counted(asked, {}, first) is first
    assert counted({**asked, "two": ("住院费用",)}, {}, first) is not first


def test_an_empty_bank_says_nothing() -> None:
    assert NOTHING.pulled([]) == {} and NOTHING.nearest([]) == {} and isinstance(counted({}, {}), Bank)
