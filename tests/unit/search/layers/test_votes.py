"""Which services a query is about."""

from dataclasses import replace

import pytest

from mingbai.search.compiling import compiled
from mingbai.search.layers import terms, votes
from mingbai.search.query import Query
from mingbai.search.table import EMPTY
from mingbai.search.weights import WEIGHTS
from tests.unit.search.register import GUIDES, LEXICON, PAYMENT, SERVICES, table


def read(text: str, **parts) -> Query:
    return votes.read(terms.read(Query(typed=text, text=text, **parts), table()), table())


def first(text: str, **parts) -> str:
    return read(text, **parts).votes[0].service


@pytest.mark.parametrize(
    ("text", "service"),
    [
        ("生育津贴支付", "maternity-allowance"),  # the name itself
        ("生育津", "maternity-allowance"),  # its beginning
        ("歇产假单位没发工资", "maternity-allowance"),  # wording that nobody wrote down
        ("生娃", "maternity-payment"),  # a term
        ("我开了个药店想能刷卡", "pharmacy-agreement"),
    ],
)
def test_names_terms_and_wording_vote(text: str, service: str) -> None:
    assert first(text) == service


def test_the_best_has_the_whole_vote_and_says_why() -> None:
    best = read("产假工资谁发").votes[0]
    assert (best.weight, best.why) == (1.0, "产假工资谁发")


def test_a_name_over_several_services_votes_for_all_before_others() -> None:
    assert {vote.service for vote in read("生育保险待遇").votes[:2]} == {"maternity-allowance", "maternity-payment"}


def test_what_is_related_to_the_best_is_offered_too() -> None:
    assert "maternity-payment" in [vote.service for vote in read("生育津贴支付").votes]


def test_a_service_for_others_than_those_who_ask_loses() -> None:
    plain, asked = read("住院"), read("住院", audiences=("pharmacy",))
    found = votes.evidence(Query(typed="住院", text="住院"), table())
    strict = votes.voted(Query(typed="住院", text="住院", audiences=("pharmacy",)), found, table(), replace(WEIGHTS, audience=0.9))
    assert plain.votes[0].service == asked.votes[0].service == "maternity-payment"
    assert strict.elsewhere >= asked.elsewhere >= plain.elsewhere


def test_nothing_is_voted_without_a_table_or_a_text() -> None:
    assert votes.read(Query(typed="生育津贴", text="生育津贴"), EMPTY).votes == () and read("").votes == ()


def test_another_place_counts_faintly_for_what_is_asked_of_any_other_place() -> None:
    remote = replace(
        PAYMENT, slug="remote-temporary", order=4, name="临时外出就医备案", words=("外地看病",), phrasings=("在外地住院怎么报销",)
    )
    known = compiled((*SERVICES, remote), [LEXICON], (), GUIDES)

    def remotely(text: str, away: str = "") -> float:
        query = votes.read(Query(typed=text, text=text, away=away), known)
        return next((vote.weight for vote in query.votes if vote.service == "remote-temporary"), 0.0)

    assert remotely("生孩子住院", "深圳") > remotely("生孩子住院")
    assert remotely("生育津贴", "深圳") < 0.5
