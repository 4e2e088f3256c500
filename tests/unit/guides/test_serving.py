"""Which guides a hall serves, at which window, and what it supplies them with."""

from __future__ import annotations

import pytest

from mingbai.guides.hall import Hours, Window
from mingbai.guides.serving import levels_of, serves, supplied_by, window_of
from tests.makers import make_guide, make_hall

CITY, COUNTY, OTHER, PROVINCE = "320600", "320613", "320900", "320000"


@pytest.mark.parametrize(
    ("place", "stated", "region", "levels", "served"),
    [
        (CITY, (), CITY, ("设区市", "县（市、区）"), True),
        (CITY, (), CITY, ("县（市、区）",), False),
        (COUNTY, (), CITY, ("设区市", "县（市、区）"), True),
        (COUNTY, (), CITY, ("设区市",), False),
        (COUNTY, ("乡镇（街道）",), CITY, ("设区市", "县（市、区）"), False),
        (COUNTY, ("乡镇（街道）",), CITY, ("设区市", "乡镇（街道）"), True),
        (CITY, (), PROVINCE, ("省", "设区市"), True),
        (PROVINCE, (), CITY, ("设区市",), False),
        (OTHER, (), CITY, ("设区市",), False),
        (CITY, (), CITY, (), True),
        (COUNTY, (), CITY, (), False),
        ("999999", (), CITY, ("设区市",), False),
    ],
)
def test_a_hall_serves_guides_of_its_place_and_of_those_above_by_level(
    place: str, stated: tuple, region: str, levels: tuple, served: bool
) -> None:
    assert serves(make_hall(region=place, levels=stated), region, levels) is served


def test_a_hall_below_serves_a_guide_without_levels_where_a_window_names_its_service() -> None:
    assert serves(make_hall(region=COUNTY), CITY, (), "employer-enrolment")
    assert not serves(make_hall(region=COUNTY), CITY, (), "another")


def test_a_hall_that_states_no_level_has_that_of_its_place() -> None:
    assert levels_of(make_hall(region=COUNTY)) == ("县（市、区）",)
    assert levels_of(make_hall(region="999999")) == ()


def test_the_window_is_the_one_that_names_the_service_else_the_only_general_one() -> None:
    guide = make_guide(service="employer-enrolment")
    assert window_of(make_hall(), guide).number == "7号"
    assert window_of(make_hall(), make_guide(service="another")).number == "1—6号"
    two = make_hall(windows=(Window(number="1", general=True), Window(number="2", general=True)))
    assert window_of(two, guide) is None
    assert window_of(make_hall(windows=(Window(number="1", name="综合"),)), make_guide()) is None


def test_halls_supply_what_they_state_to_the_guides_they_serve() -> None:
    guide = make_guide(levels=("设区市",))
    assert supplied_by(guide, [make_hall()]) == {"place", "hours", "phone", "complaint"}
    assert supplied_by(guide, [make_hall(region=OTHER)]) == frozenset()
    bare = make_hall(address=None, hours=(Hours(days="工作日"),), phones=(), windows=(), complaints=())
    assert supplied_by(guide, [bare]) == frozenset()
