"""A hall as text: written once, read back the same, and refused where it says what no hall has."""

from __future__ import annotations

import pytest

from mingbai.errors import BadText
from mingbai.guides.hall import Closure, Hall, Hours
from mingbai.guides.layout import KINDS
from mingbai.guides.packed import pack, unpack
from mingbai.guides.text import dump, parse
from tests.makers import make_hall

FULL = make_hall(
    levels=("设区市",),
    hours=(Hours(days="工作日", times=("09:00—12:00", "13:30—17:00"), first="06-01", last="09-30", note="夏令时间"),),
    closures=(Closure(first="2026-03-20", last="2026-03-21", reason="搬迁", times=("09:00—12:00",)),),
    accessible="有坡道",
    kiosk="2 台",
    notes=("请先取号",),
)


@pytest.mark.parametrize("hall", [make_hall(), FULL], ids=["plain", "full"])
def test_a_hall_comes_back_as_it_was_written(hall: Hall) -> None:
    written = dump(hall)
    assert parse(written, kind=Hall) == hall and dump(parse(written, kind=Hall)) == written
    assert unpack(Hall, pack(hall)) == hall


def test_what_looks_like_a_number_or_a_date_stays_text() -> None:
    assert '"09-30"' in dump(FULL) and '"2026-03-20"' in dump(FULL)


def test_a_key_that_no_hall_has_is_refused_with_its_place() -> None:
    with pytest.raises(BadText, match="windows"):
        parse(dump(make_hall()).replace("general: true", "generell: true"), kind=Hall)


def test_a_hall_lies_under_its_place() -> None:
    assert str(KINDS["hall"].path("320612", "yibao")) == "halls/320612/yibao.yaml"
