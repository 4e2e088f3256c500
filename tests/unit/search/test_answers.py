"""The one object that the command and the public interface give."""

from mingbai.guides.version import Heading, Name
from mingbai.search.answers import answer, place_name
from mingbai.search.finding import Results, Row
from mingbai.search.query import Query
from tests.makers import NOW


def test_nothing_found_is_said() -> None:
    found = answer(Results(query=Query(typed=" 驾照 ", outside="公安交通管理部门")), 10)
    assert (found["query"], found["no_match"], found["results"]) == (" 驾照 ", True, [])
    assert "公安交通管理部门" in found["understood"]


def test_a_place_is_told_by_its_name_and_an_unknown_one_by_its_code() -> None:
    assert (place_name("320600"), place_name("999999")) == ("南通市", "999999")


def heading(title: str, region: str, slug: str, main_item: str | None = None) -> Heading:
    name = Name("guide", region, slug)
    facts = {"name": title, "main_item": main_item} if main_item else {"name": title}
    return Heading(name=name, number=1, digest="0" * 64, effective_from=NOW, published_at=NOW, facts=facts)


def test_several_guides_of_a_service_in_one_place_are_one_result_under_what_they_share() -> None:
    bind, undo = (heading(f"家庭共济账户{act}", "320900", act, "个人账户家庭共济") for act in ("绑定", "解绑"))
    elsewhere = heading("个人账户共济", "320600", "sharing")
    row = Row(service=None, guides=(bind, elsewhere, undo), scores=(0.9, 0.8, 0.7))
    found = answer(Results(query=Query(typed="共济"), rows=(row,)), 10)["results"]
    assert [(one["name"], one["slug"], one["score"]) for one in found] == [
        ("个人账户家庭共济", "绑定", 0.9),
        ("个人账户共济", "sharing", 0.8),
    ]
    assert [one["slug"] for one in found[0]["guides"]] == ["绑定", "解绑"]


def test_guides_that_share_no_main_item_keep_the_name_of_the_best() -> None:
    row = Row(service=None, guides=(heading("门诊", "320900", "a", "报销"), heading("住院", "320900", "b")), scores=(0.9, 0.8))
    assert [one["name"] for one in answer(Results(query=Query(typed="报销"), rows=(row,)), 10)["results"]] == ["门诊"]
