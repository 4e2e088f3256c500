"""What was read of an item, as the page beside its source shows it."""

from __future__ import annotations

from mingbai.desk.intake_fields import fields_read
from mingbai.desk.intake_pages import neighbours
from mingbai.guides.guide import Basis, ChecklistRow, Material, TimeLimit
from mingbai.guides.version import Name
from mingbai.intake.upload import Found
from tests.makers import make_guide

GUIDE = make_guide(
    materials=(Material(name="身份证", raw="1.身份证原件", copies="原件", children=(Material(name="复印件"),)),),
    basis=(Basis(title="社会保险法", raw="《社会保险法》第五条", articles="第五条"), Basis(raw="有关规定")),
    time_limit=TimeLimit(raw="即时办结", kind="immediate", days=0),
    checklist=ChecklistRow(name="参保登记", materials=(Material(name="登记表"),)),
)
PLACES = {"name": (3, 3, 1.0), "materials[0].name": (7, 7, 0.7), "basis[1].raw": (9, 10, 1.0)}


def test_every_field_that_holds_something_is_there_under_its_name() -> None:
    found = {one.field: one for one in fields_read(GUIDE, PLACES)}
    assert found["materials"].label == "材料" and found["checklist"].label == "清单中的这一行"
    assert not found.keys() & {"schema", "region", "slug", "source", "fee", "tips"}


def test_the_main_part_of_an_element_comes_first_and_its_parts_under_it() -> None:
    found = {one.field: one.said for one in fields_read(GUIDE, PLACES)}
    assert [(one.label, one.text, one.deep) for one in found["materials"]] == [
        ("", "身份证", 0),
        ("", "复印件", 1),
        ("份数和原件要求", "原件", 0),
    ]
    assert [(one.label, one.text) for one in found["basis"]] == [("", "社会保险法"), ("条款", "第五条"), ("", "有关规定")]
    assert [one.text for one in found["time_limit"]] == ["即时办结"]


def test_a_string_knows_its_text_and_whether_that_is_sure() -> None:
    found = {one.field: one.said for one in fields_read(GUIDE, PLACES)}
    assert (found["name"][0].at, found["name"][0].unsure) == (3, False)
    assert (found["materials"][0].at, found["materials"][0].unsure) == (7, True)
    assert found["basis"][2].at == 9 and found["basis"][0].at is None


def flagged(position: int, doubts: int) -> Found:
    name = Name("guide", "320600", str(position))
    return Found(position=position, name=name, title="", compared="new", doubts=doubts, verdict="open", decided_by=None)


def test_flags_are_walked_round() -> None:
    every = [flagged(at, doubts) for at, doubts in enumerate((1, 0, 1, 0, 1))]
    assert neighbours(every, 2) == (0, 4, 3)
    assert neighbours(every, 4) == (2, 0, 3)
    assert neighbours(every, 3) == (2, 4, 3)
    assert neighbours([flagged(0, 1)], 0) == (None, None, 1)
    assert neighbours([flagged(0, 0)], 0) == (None, None, 0)
