"""What an offline file holds: the guides that a hall does, with their service's words, good until something changes."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from mingbai import db
from mingbai.errors import NotFound, Refusal
from mingbai.guides import workdays
from mingbai.guides.hall import Hall, Phone, Window
from mingbai.printing.bundle import bundle_of
from mingbai.publishing.library import Library
from mingbai.rendering.offline import Bundle, data_of
from mingbai.search.sounds import spell
from tests.makers import NOW, make_copy, make_guide, publish
from tests.papers import make_imprint

HALL = Hall(
    region="320600",
    slug="zhengwu",
    name="市政务服务中心",
    address="工农南路150号",
    windows=(Window(number="7", general=True, phone="0513-7777"),),
    complaints=(Phone(number="0513-12345"),),
)
COUNTY = Hall(region="320602", slug="xian", name="崇川区政务服务中心")


@pytest.fixture
def filled(database: db.Database) -> db.Database:
    here, below = make_guide(), make_guide("below", name="县里办的事", ordinal=2, levels=("县（市、区）",))
    publish(database, make_copy(here), make_copy(below), make_copy(HALL, kind="hall"), make_copy(COUNTY, kind="hall"))
    return database


def made(database: db.Database, region: str = "320600", hall: str = "", **asked: Any) -> Bundle:
    with db.reading(database) as session:
        return bundle_of(Library(session, NOW), region, hall, make_imprint(), NOW, **asked)


def names(bundle: Bundle) -> list[str]:
    return [one.subject.page.guide.slug for one in bundle.items]


def test_a_place_has_its_guides_for_thirty_days(filled: db.Database) -> None:
    bundle = made(filled)
    assert names(bundle) == ["employer-enrolment", "below"] and bundle.place == "江苏省 南通市"
    assert bundle.until == date(2026, 4, 1) and bundle.calendar is workdays.packaged()
    assert made(filled, days=7).until == date(2026, 3, 9)


def test_a_hall_has_what_it_does_and_prints_its_own_phones(filled: db.Database) -> None:
    bundle = made(filled, hall="zhengwu")
    data = data_of(bundle, spell)
    assert data["windows"] == [{"number": "7", "words": "7 号窗口", "phone": "0513-7777"}]
    notice = data["guides"][0]["notice"]
    assert notice["hall"]["address"] == "工农南路150号" and notice["complaining"][0] == "0513-12345"
    assert names(made(filled, "320602", "xian")) == ["below"], "the city's own are not done in a county's hall"
    assert names(made(filled, "320602")) == ["employer-enrolment", "below"], "without a hall nothing is known, and nothing left out"


def test_it_ends_the_day_before_a_change_that_is_decided(filled: db.Database) -> None:
    publish(filled, make_copy(make_guide(name="新名"), seen=1), effective_from=NOW + timedelta(days=10))
    assert made(filled).until == date(2026, 3, 11)


def test_what_cannot_be_is_refused_in_words(filled: db.Database) -> None:
    with pytest.raises(NotFound, match="没有登记"):
        made(filled, hall="nowhere")
    with pytest.raises(NotFound, match="没有这个地区的办事指南"):
        made(filled, "320900")
    for days in (0, 93):
        with pytest.raises(Refusal, match="有效期"):
            made(filled, days=days)
