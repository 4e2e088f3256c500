"""What was found against what stands, and what people added that no document states."""

from __future__ import annotations

from dataclasses import replace

from mingbai.guides.guide import ChecklistRow, Contact, Material, Option, Path, Situation, Step
from mingbai.guides.kinds import Form
from mingbai.importing.asking import with_questions
from mingbai.intake.comparing import CHANGED, NEW, UNCHANGED, carried, compared
from tests.makers import make_guide, make_source

STANDING = make_guide(
    materials=(
        Material(key="card", name="身份证", form="form-1"),
        Material(name="申请表", situation="代办"),
        Material(key="proof", name="证明", children=(Material(key="seal", name="盖章"),)),
    ),
    process=(Path(path="窗口", steps=(Step(key="apply", text="申请"), Step(text="受理"))),),
    situations=(
        Situation(key="who", text="谁来办", options=(Option(key="self", text="本人", drops=("proof",)), Option(key="agent", text="代办"))),
    ),
    contacts=(Contact(phone="12393"),),
    service="employer-enrolment",
    derived=("service", "audiences"),
)


def read_again(**parts: object) -> object:
    """The same words from next year's notice, as the importer reads them: without what people added."""
    bare = make_guide(
        materials=(
            Material(name="身份证"),
            Material(name="申请表", situation="代办"),
            Material(name="证明", children=(Material(name="盖章"),)),
        ),
        process=(Path(path="窗口", steps=(Step(text="申请"), Step(text="受理"))),),
        audiences=(),
        source=make_source(document="关于公布办事指南（2023版）的通知", issued="2023-05-19", lines=(9, 99)),
    )
    return replace(bare, **parts)  # type: ignore[arg-type]


def test_where_nothing_stands_it_is_new() -> None:
    assert compared(None, STANDING) == NEW


def test_a_new_notice_with_the_same_words_is_no_change() -> None:
    found = carried(STANDING, read_again())
    assert compared(STANDING, found) == UNCHANGED
    assert found.source.issued == "2023-05-19"


def test_another_word_is_a_change() -> None:
    assert compared(STANDING, carried(STANDING, read_again(fee="是"))) == CHANGED


def test_the_lines_of_a_row_are_no_change() -> None:
    before, after = (make_guide(checklist=ChecklistRow(name="甲", lines=lines)) for lines in ((1, 2), (7, 8)))
    assert compared(before, after) == UNCHANGED
    assert compared(before, make_guide(checklist=ChecklistRow(name="乙", lines=(1, 2)))) == CHANGED


def test_what_people_added_is_carried_over() -> None:
    found = carried(STANDING, read_again())
    assert [one.key for one in found.materials] == ["card", None, "proof"]
    assert found.materials[0].form == "form-1" and found.materials[2].children[0].key == "seal"
    assert [step.key for step in found.process[0].steps] == ["apply", None]
    assert (found.service, found.audiences, found.contacts) == ("employer-enrolment", ("employer",), STANDING.contacts)
    assert found.situations == STANDING.situations


def test_what_the_document_states_now_is_its_own() -> None:
    found = carried(STANDING, read_again(contacts=(Contact(phone="12345"),), service="other"))
    assert (found.contacts, found.service) == ((Contact(phone="12345"),), "other")


def test_a_question_forgets_materials_that_are_gone() -> None:
    found = carried(STANDING, read_again(materials=(Material(name="身份证"),)))
    assert found.situations == ()
    assert found.materials == (Material(key="card", name="身份证", form="form-1"),)


def test_what_a_notice_drops_is_not_brought_back() -> None:
    found = carried(replace(STANDING, fee="否", tips=("请预约",)), read_again())
    assert (found.fee, found.tips) == (None, ())


def test_of_two_materials_of_one_name_each_keeps_its_key() -> None:
    before = make_guide(materials=(Material(key="a", name="照片"), Material(key="b", name="照片")))
    found = carried(before, make_guide(materials=(Material(name="照片"), Material(name="照片"))))
    assert [one.key for one in found.materials] == ["a", "b"]


def test_other_kinds_stay_as_they_are() -> None:
    form = Form(region="320600", slug="a", name="表")
    assert carried(Form(region="320600", slug="a", name="旧表"), form) is form
    assert carried(None, STANDING) is STANDING


def test_questions_that_nobody_touched_follow_the_document_and_keep_the_keys_of_its_materials() -> None:
    papers = (Material(key="card-1", name="登记表", situation="在职职工"), Material(key="card-2", name="身份证", situation="灵活就业人员"))
    standing = with_questions(make_guide(materials=papers))
    newer = with_questions(make_guide(materials=(*(replace(one, key=None) for one in papers), Material(name="照片", situation="急诊"))))
    found = carried(standing, newer)
    assert [one.key for one in found.materials] == ["card-1", "card-2", "zhaopian"]
    assert [one.text for one in found.situations] == ["您属于哪种情况？", "是急诊吗？"]
    assert found.situations[0].options[0].drops == ("card-2",) and "situations" in found.derived


def test_questions_that_people_changed_or_took_out_are_not_asked_again_by_the_document() -> None:
    newer = with_questions(make_guide(remarks=("急诊需提供急诊诊断证明",)))
    reworded = replace(newer, situations=(replace(newer.situations[0], text="您看的是急诊吗？"),))
    assert carried(reworded, newer).situations == reworded.situations
    assert carried(replace(newer, situations=()), newer).situations == ()
    assert carried(make_guide(), newer).situations == newer.situations
