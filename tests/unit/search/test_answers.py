"""The one object that the command and the public interface give."""

from mingbai.search.answers import answer, place_name
from mingbai.search.finding import Results
from mingbai.search.query import Query


def test_nothing_found_is_said() -> None:
    found = answer(Results(query=Query(typed=" 驾照 ", outside="公安交通管理部门")), 10)
    assert (found["query"], found["no_match"], found["results"]) == (" 驾照 ", True, [])
    assert "公安交通管理部门" in found["understood"]


def test_a_place_is_told_by_its_name_and_an_unknown_one_by_its_code() -> None:
    assert (place_name("320600"), place_name("999999")) == ("南通市", "999999")
