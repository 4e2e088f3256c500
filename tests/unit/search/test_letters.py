"""Names are found by the first letters of their syllables, as a pad of letters asks for them."""

from __future__ import annotations

from mingbai.search.letters import fitting, going_on, initials_of, letters_of, place_in

READ = {"异": ("yi",), "地": ("di", "de"), "就": ("jiu",), "医": ("yi",), "行": ("xing", "hang"), "出": ("chu",)}


def syllables(character: str) -> tuple[str, ...]:
    return READ.get(character, ())


def of(*names: str) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(initials_of(name, syllables)) for name in names)


def test_only_letters_are_read_and_not_for_ever() -> None:
    assert letters_of("y d-异jY3") == "YDJY"
    assert len(letters_of("A" * 50)) == 12
    assert letters_of("*") == ""


def test_a_character_answers_to_each_of_its_readings_and_signs_are_not_said() -> None:
    (name,) = of("异地（就医）A1")
    assert name == ("Y", "DD", "J", "Y", "A", "1")
    (name,) = of("行医")
    assert place_in(name, "XY") == 0
    assert place_in(name, "HY") == 0
    assert place_in(name, "YY") == -1


def test_letters_may_begin_anywhere_and_a_name_that_begins_so_comes_first() -> None:
    things = [("inside", of("出异地")), ("other name", of("行", "异地")), ("beginning", of("异地就医")), ("none", of("出"))]
    assert fitting(things, "YD") == ["beginning", "inside", "other name"]
    assert fitting(things, "YDJY") == ["beginning"]
    assert fitting(things, "Q") == []
    assert fitting(things, "") == ["inside", "other name", "beginning", "none"]


def test_only_letters_that_lead_on_are_offered() -> None:
    things = [("one", of("异地就医")), ("two", of("出地"))]
    assert going_on(things, "") == {"Y", "D", "J", "C"}
    assert going_on(things, "D") == {"J"}
    assert going_on(things, "YY") == frozenset()
