"""What is wrong in a hall, and what halls supply to the checks of guides."""

from __future__ import annotations

import pytest

from mingbai.guides.checks import Beside, check, check_other
from mingbai.guides.hall import Closure, Hours, Phone, Window
from tests.makers import make_guide, make_hall

SERVICES = Beside(services=frozenset({"employer-enrolment"}))


def kinds(hall: object) -> list[tuple[str, str]]:
    return [(one.kind, one.field) for one in check_other(hall, SERVICES)]


def test_a_hall_that_states_its_facts_rightly_has_no_finding() -> None:
    assert kinds(make_hall()) == []


@pytest.mark.parametrize(
    "number", ["0513-12345678", "051312345678", "12393", "12345", "400-123-4567", "85123456", "0513-85123456-801", "0513-85123456转801"]
)
def test_numbers_that_can_be_dialled_pass(number: str) -> None:
    assert kinds(make_hall(phones=(Phone(number=number),))) == []


@pytest.mark.parametrize("number", ["0513-1", "0513-12345678、0513-12345679", "见公告", "123"])
def test_numbers_that_cannot_be_dialled_stop_a_release(number: str) -> None:
    assert kinds(make_hall(complaints=(Phone(number=number),))) == [("hall:phone", "complaints[0].number")]
    assert all(one.severity == "block" for one in check_other(make_hall(phones=(Phone(number=number),)), SERVICES))


def test_a_mobile_number_is_a_persons() -> None:
    assert kinds(make_hall(phones=(Phone(number="13812345678"),))) == [("personal:mobile", "phones[0].number")]


@pytest.mark.parametrize(
    ("parts", "found"),
    [
        ({"hours": (Hours(days="周一至周五", times=("9:00-12:00",)),)}, ("hall:times", "hours[0].times")),
        ({"hours": (Hours(days="周一至周五", times=("13:30—17:00", "09:00—12:00")),)}, ("hall:times", "hours[0].times")),
        ({"hours": (Hours(days="看天气", times=("09:00—12:00",)),)}, ("hall:days", "hours[0].days")),
        ({"hours": (Hours(days="工作日", times=("09:00—12:00",), first="06-01"),)}, ("hall:season", "hours[0].first")),
        ({"hours": (Hours(days="工作日", times=("09:00—12:00",), first="06-31", last="09-01"),)}, ("hall:season", "hours[0].first")),
        ({"closures": (Closure(first="2026-03-03", last="2026-03-02", reason="停电"),)}, ("hall:closure", "closures[0].first")),
        ({"closures": (Closure(first="下周一", last="下周一", reason="停电"),)}, ("hall:closure", "closures[0].first")),
        ({"windows": (Window(number="1"), Window(number="2"), Window(number="1"))}, ("hall:window", "windows[2].number")),
        ({"windows": (Window(number="1", services=("unknown",)),)}, ("relation", "windows[0].services")),
        ({"region": "320612", "levels": ("设区市",)}, ("hall:level", "levels")),
        ({"region": "999999"}, ("hall:region", "levels")),
    ],
)
def test_what_cannot_be_read_or_gone_by_is_found_at_its_place(parts: dict, found: tuple[str, str]) -> None:
    assert kinds(make_hall(**parts)) == [found]


def test_a_guide_that_halls_supply_lacks_nothing_of_theirs() -> None:
    bare = {one.kind for one in check(make_guide())}
    supplied = {one.kind for one in check(make_guide(), Beside(supplied=frozenset({"place", "hours", "phone", "complaint"})))}
    assert bare - supplied == {"missing:place", "missing:hours", "missing:phone", "missing:complaint"}
