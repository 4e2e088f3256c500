"""Equal parts are held once, nobody can change them, and what is only equal by accident stays itself."""

import json

import pytest

from mingbai.publishing.shared import Shared


def test_equal_parts_are_one() -> None:
    shared = Shared()
    one, two = (shared.facts(json.dumps({"name": name, "levels": ["省", "设区市"]})) for name in ("甲", "乙"))
    assert one == {"name": "甲", "levels": ("省", "设区市")}
    assert one["levels"] is two["levels"]


def test_they_cannot_be_changed() -> None:
    facts = Shared().facts('{"limit": {"days": 20}, "levels": ["省"]}')
    for part in (facts, facts["limit"]):
        with pytest.raises(TypeError):
            part["days"] = 1  # type: ignore[index]
    assert isinstance(facts["levels"], tuple)


def test_one_and_true_are_not_confused() -> None:
    shared = Shared()
    for part in (1, True, 1.0, "1", None, 0, False):
        told = shared.facts(json.dumps({"x": part}))["x"]
        assert (told, type(told)) == (part, type(part))
    assert type(shared.facts('{"x": [true]}')["x"][0]) is bool


def test_lists_of_records_are_kept_whole() -> None:
    assert Shared().facts('{"cases": [{"days": 20}, {"days": 10}]}')["cases"][1]["days"] == 10
