"""The shape of a guide: frozen, its keys in the written order, its vocabularies and types saying the same."""

import dataclasses
import re
import typing
from pathlib import Path

import pytest

from mingbai.guides import guide as module
from mingbai.guides.guide import AUDIENCES, CHANNEL_KINDS, INTERNAL, LEVELS, Audience, ChannelKind, ChecklistRow, Guide, Level

MODEL = Path(__file__).parents[3] / "docs" / "content-model.md"
CLASSES = [one for one in vars(module).values() if dataclasses.is_dataclass(one)]


def test_values_are_frozen_to_the_last_part():
    assert CLASSES
    for one in CLASSES:
        assert one.__dataclass_params__.frozen
        hints = typing.get_type_hints(one)
        assert all(not {list, dict, set} & {hint, *typing.get_args(hint)} for hint in hints.values())


def test_a_guide_cannot_be_changed():
    guide = Guide(region="320600", slug="a", name="名")
    with pytest.raises(dataclasses.FrozenInstanceError):
        guide.name = "另"  # type: ignore[misc]


def test_what_the_source_does_not_state_is_none_or_empty():
    guide = Guide(region="320600", slug="a", name="名")
    stated = {field.name for field in dataclasses.fields(Guide) if getattr(guide, field.name) not in (None, ())}
    assert stated == {"schema", "region", "slug", "name"}


def test_vocabularies_and_their_types_agree():
    assert typing.get_args(Level) == LEVELS
    assert typing.get_args(Audience) == AUDIENCES
    assert typing.get_args(ChannelKind) == CHANNEL_KINDS


def test_internal_fields_are_fields():
    assert set(INTERNAL) <= {field.name for field in dataclasses.fields(Guide)}


def test_a_row_has_the_keys_of_a_guide():
    own = {"broken", "missing", "lines"}
    assert {field.name for field in dataclasses.fields(ChecklistRow)} - own <= {field.name for field in dataclasses.fields(Guide)}


def test_the_model_documents_every_key_in_the_order_in_which_it_is_written():
    example = MODEL.read_text("utf-8").split("```yaml\n", 1)[1].split("```", 1)[0]
    documented = re.findall(r"^([a-z_]+):", example, re.MULTILINE)
    assert documented == [field.name for field in dataclasses.fields(Guide)]
