"""Characters that no font of ours has: told with field and character, in guides, forms and halls, once each."""

from __future__ import annotations

import dataclasses
from typing import Any

import pytest

from mingbai.guides.checks import Beside, check, check_other
from mingbai.guides.checks.findings import texts
from tests.makers import make_guide, make_hall

GUIDE = make_guide(tips=("带上身份证。\n经办人㛃在三号窗口。",))
KNOWN = frozenset("".join(one.text for value in (GUIDE, make_hall()) for one in texts(value))) - {"㛃"}


def found(value: Any, printable: frozenset[str] | None = KNOWN) -> list[tuple[str, str]]:
    """Field and sentence of what is said of characters in ``value``."""
    beside = Beside(printable=printable)
    told = check(value, beside) if value.__class__ is GUIDE.__class__ else check_other(value, beside)
    return [(one.field, one.sentence) for one in told if one.kind == "character:font"]


def test_a_character_that_no_font_has_is_named_with_its_field() -> None:
    assert found(GUIDE) == [("tips[0]", "温馨提示第1项有字库没有的字：“㛃”（U+36C3），这一份打印不出来。")]


def test_it_is_told_once_and_stops_no_release() -> None:
    twice = dataclasses.replace(GUIDE, remarks=("㛃",))
    assert [one.severity for one in check(twice, Beside(printable=KNOWN)) if one.kind == "character:font"] == ["advise"]


def test_a_hall_is_looked_at_too() -> None:
    assert [field for field, _ in found(make_hall(address="㛃"))] == ["address"]


@pytest.mark.parametrize("printable", [KNOWN | {"㛃"}, None])
def test_nothing_is_said_of_what_can_be_printed_or_where_that_is_not_known(printable: frozenset[str] | None) -> None:
    assert found(GUIDE, printable) == []


def test_what_is_never_printed_is_not_looked_at() -> None:
    assert found(make_guide(risk_points=("㛃",)), KNOWN | frozenset("".join(one.text for one in texts(make_guide())))) == []
