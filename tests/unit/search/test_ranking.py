"""Services first, places within."""

from mingbai.search.index import Hit
from mingbai.search.query import Citation, Query, Vote
from mingbai.search.ranking import asked_of, beside_of, cited_of, ranked

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


def test_guides_that_match_about_equally_well_keep_the_order_of_places() -> None:
    near = (Hit("360000", "a", "allowance", 10.1), Hit("320600", "a", "allowance", 10.0), Hit("512000", "a", "allowance", 7.0))
    (row,) = ranked(QUERY, near)
    assert [hit.region for hit, _ in row.hits] == ["320600", "360000", "512000"]
    assert row.hits[0][1] == row.hits[1][1] > row.hits[2][1]


def test_a_form_brings_its_like_in_other_places_and_a_law_only_who_cites_it() -> None:
    form, law = (Query(typed="x", citations=(Citation(kind, "申请表"),), region="320600") for kind in ("form", "law"))
    assert beside_of(form, HITS).services == ("allowance", "payment")
    assert (beside_of(law, HITS).services, beside_of(law, HITS).region) == ((), "320600")
