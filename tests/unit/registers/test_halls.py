"""Halls beside guides: which halls a guide has, what they do not state, and how many guides each gap holds up."""

from __future__ import annotations

from mingbai.guides.hall import Hours
from mingbai.guides.version import Heading, Name
from mingbai.registers.halls import guides_of, halls_of, missing, missing_of_place
from tests.makers import NOW, make_guide, make_hall

BOTH = ("设区市", "县（市、区）")


def heading(slug: str, region: str = "320600", levels: tuple[str, ...] = BOTH, ordinal: int = 1) -> Heading:
    facts = {"name": slug, "levels": list(levels), "ordinal": ordinal}
    return Heading(name=Name("guide", region, slug), number=1, digest="", effective_from=NOW, published_at=NOW, facts=facts)


def test_halls_stand_own_place_first_then_by_place_the_wider_level_first() -> None:
    county = make_hall("c", region="320613")
    town = make_hall("a", region="320613", levels=("县（市、区）", "乡镇（街道）"))
    early = make_hall("b", region="320602")
    city, other = make_hall("d"), make_hall("e", region="320900")
    found = halls_of(make_guide(levels=BOTH), [county, town, other, early, city])
    assert [hall.slug for hall in found] == ["d", "b", "a", "c"]


def test_a_hall_lists_the_guides_it_serves_its_own_place_first() -> None:
    guides = [heading("two", ordinal=2), heading("one"), heading("city-only", levels=("设区市",)), heading("own", region="320613")]
    assert [one.slug for one in guides_of(make_hall(region="320613"), guides)] == ["own", "one", "two"]


def test_what_a_hall_does_not_state_is_told_in_the_order_of_the_page() -> None:
    bare = make_hall(address=None, hours=(), phones=(), complaints=(), windows=())
    assert missing(bare) == (
        "address", "hours", "lunch", "holidays", "phones", "complaints", "transport", "windows", "accessible", "kiosk",
    )  # fmt: skip
    assert missing(make_hall()) == ("holidays", "transport", "accessible", "kiosk")
    through = make_hall(hours=(Hours(days="工作日", times=("09:00—17:00",), note="中午不休息"),))
    assert missing(through) == ("transport", "accessible", "kiosk")


def test_a_place_without_halls_lacks_one_of_each_level_that_its_guides_name() -> None:
    guides = [heading("one"), heading("two", levels=("县（市、区）",)), heading("three", levels=())]
    found = missing_of_place("320600", [], guides)
    assert [(gap.level, gap.clears) for gap in found] == [("县（市、区）", 3), ("设区市", 2)]


def test_a_hall_clears_what_no_other_serves() -> None:
    guides = [heading("one"), heading("two", levels=("县（市、区）",))]
    found = {gap.level: gap.clears for gap in missing_of_place("320600", [make_hall()], guides) if gap.level}
    assert found == {"县（市、区）": 1}


def test_gaps_of_halls_count_the_guides_that_no_other_hall_supplies_most_first() -> None:
    guides = [heading("one"), heading("two"), heading("three", levels=("县（市、区）",))]
    city, county = make_hall(address=None), make_hall("county", region="320613", address=None, complaints=())
    found = {(gap.hall.slug, gap.part): gap.clears for gap in missing_of_place("320600", [city, county], guides) if gap.hall}
    assert found["city-hall", "address"] == 2
    assert found["county", "address"] == 3
    assert found["county", "complaints"] == 1
    assert found["city-hall", "kiosk"] == 0
    order = [gap.clears for gap in missing_of_place("320600", [city, county], guides)]
    assert order == sorted(order, reverse=True)


def test_halls_of_other_places_are_no_matter_of_a_place() -> None:
    assert all(gap.hall is None for gap in missing_of_place("320600", [make_hall(region="320900")], [heading("one")]))
