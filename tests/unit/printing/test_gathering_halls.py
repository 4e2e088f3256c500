"""What is printed for a guide knows the halls where it is done, as the library has them in force."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from mingbai import db
from mingbai.guides.version import Name
from mingbai.printing.gathering import subject_of
from mingbai.publishing.library import Library
from mingbai.publishing.releases import Ending
from mingbai.registers.halls import halls_in
from tests.makers import NOW, make_copy, make_guide, make_hall, publish


@pytest.fixture
def library(database: db.Database) -> Iterator[Library]:
    guide = make_guide(levels=("设区市", "县（市、区）"))
    halls = [make_hall(), make_hall("county", region="320613"), make_hall("other", region="320900")]
    publish(database, make_copy(guide), *(make_copy(hall, kind="hall") for hall in halls))
    publish(database, make_copy(make_hall("gone"), kind="hall"))
    publish(database, Ending(Name("hall", "320600", "gone"), seen=1, why="废止", reason="已并入服务大厅"))
    with db.reading(database) as session:
        yield Library(session, NOW)


def test_a_print_knows_the_halls_in_force_of_its_guide(library: Library) -> None:
    subject = subject_of(library, "320600", "employer-enrolment", NOW)
    assert [(hall.region, hall.slug) for hall in subject.halls] == [("320600", "city-hall"), ("320613", "county")]


def test_the_halls_of_a_place_are_its_own_and_those_below(library: Library) -> None:
    assert [hall.region for hall in halls_in(library, "320000")] == ["320600", "320613", "320900"]
    assert [hall.region for hall in halls_in(library, "320613")] == ["320613"]
