"""Services first, places within."""

from mingbai.search.index import Hit
from mingbai.search.query import Citation, Query, Vote
from mingbai.search.ranking import asked_of, cited_of, ranked

HITS = (
    Hit("320600", "a", "allowance", 10.0),
    Hit("360000", "a", "allowance", 12.0),
    Hit("320600", "b", "payment", 11.0),
    Hit("320600", "alone", "", 9.0),
)
QUERY = Query(typed="产假", text="产假", words=("产假",), votes=(Vote("payment", 1.0), Vote("allowance", 0.3)))


def told(query: Query, **parts) -> list[tuple[str, list[str]]]:
    return [(row.service, [f"{hit.region}/{hit.slug}" for hit, _ in row.hits]) for row in ranked(query, HITS, **parts)]


def test_votes_decide_between_services_and_the_engine_between_places() -> None:
    assert told(QUERY)[:2] == [("payment", ["320600/b"]), ("allowance", ["360000/a", "320600/a"])]


def test_a_guide_that_is_no_service_is_a_row_of_its_own() -> None:
    assert ("", ["320600/alone"]) in told(QUERY)


def test_a_place_narrows_where_it_has_anything() -> None:
    assert [guides for _, guides in told(Query(typed="x", regions=("360000",)))] == [["360000/a"]]
    assert len(told(Query(typed="x", regions=("512000",)))) == 3


def test_guides_that_cite_come_first_and_others_behind() -> None:
    assert told(QUERY, cited=HITS[:1])[0] == ("allowance", ["320600/a", "360000/a"])


def test_scores_fall_along_the_answer() -> None:
    rows = ranked(QUERY, HITS)
    assert [row.score for row in rows] == sorted((row.score for row in rows), reverse=True)


def test_nothing_found_is_no_rows() -> None:
    assert ranked(QUERY, ()) == ()


def test_the_engine_is_asked_for_words_services_and_phrases() -> None:
    query = Query(typed="x", words=("产假",), votes=QUERY.votes, citations=(Citation("form", "申请表"),), region="320600")
    asked = asked_of(query)
    assert (asked.words, asked.services, asked.phrases, asked.region) == (("产假",), ("payment", "allowance"), ("申请表",), "320600")
    assert (cited_of(query).words, cited_of(query).phrases) == ((), ("申请表",))
