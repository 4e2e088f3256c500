"""办理材料: the tree of what to bring, and the notes under it."""

import pytest

from mingbai.guides.guide import FormRef, Material
from mingbai.importing.phrases.materials import read_materials


def names(*lines: str) -> list[tuple[str | None, str]]:
    return [(one.situation, one.name) for one in read_materials(lines).materials]


def only(text: str) -> Material:
    (material,) = read_materials([text]).materials
    return material


def test_headings_are_situations_and_the_note_ends_where_the_list_goes_on():
    read = read_materials(
        ["（一）窗口（网上）办理", "1、甲证书", "2、《乙表》（加盖单位公章）", "备注: 首次需提供账户", "（二）联办登记", "负责人身份证"]
    )
    assert [(one.situation, one.name, one.note) for one in read.materials] == [
        ("窗口（网上）办理", "甲证书", None),
        ("窗口（网上）办理", "《乙表》", "加盖单位公章"),
        ("联办登记", "负责人身份证", None),
    ]
    assert read.notes == ("首次需提供账户",)
    assert read.forms == (FormRef(name="乙表"),)


def test_a_nested_list_in_one_line():
    assert names("1. 在职职工： ①身份证件 ②《甲表》 2. 灵活就业人员： ①身份证件") == [
        ("在职职工", "身份证件"),
        ("在职职工", "《甲表》"),
        ("灵活就业人员", "身份证件"),
    ]


@pytest.mark.parametrize(
    ("text", "situation", "name"),
    [
        ("单位申请：信息变更表", "单位申请", "信息变更表"),
        ("灵活就业人员提供有效身份证件", "灵活就业人员", "有效身份证件"),
        ("在职登记（含增加、中断）应提供加盖公章的《甲表》", "在职登记（含增加、中断）", "加盖公章的《甲表》"),
        ("在职转退休的，需提供退休审批材料", "在职转退休的", "退休审批材料"),
        ("异地安置认定材料：户口簿首页，或《承诺书》", None, "异地安置认定材料：户口簿首页，或《承诺书》"),
        ("医疗机构提供的诊断证明", None, "医疗机构提供的诊断证明"),
    ],
)
def test_the_case_of_a_material(text: str, situation: str | None, name: str):
    assert (only(text).situation, only(text).name) == (situation, name)


def test_notes_in_brackets_leave_the_name_but_alternatives_stay():
    assert only("《甲表》（含增加、终止）（加盖单位公章）").note == "含增加、终止；加盖单位公章"
    assert only("许可证（或备案回执）").name == "许可证（或备案回执）"


@pytest.mark.parametrize(
    ("text", "name", "note"),
    [
        ("病历资料：包括门诊病历和出院小结等", "病历资料", "包括门诊病历和出院小结等"),
        ("（四）病历资料（原件）:包含检查报告。", "病历资料（原件）", "包含检查报告"),
        ("异地安置认定材料：户口簿首页，或《承诺书》", "异地安置认定材料：户口簿首页，或《承诺书》", None),
    ],
)
def test_what_counts_as_a_thing_is_a_note_to_it(text: str, name: str, note: str | None):
    assert (only(text).situation, only(text).name, only(text).note) == (None, name, note)


@pytest.mark.parametrize(
    ("text", "any_of"),
    [
        ("医保电子凭证或有效身份证件或社保卡", ("医保电子凭证", "有效身份证件", "社保卡")),
        ("诊断证明/出院记录", ("诊断证明", "出院记录")),
        ("凭证（医保码）、身份证件、社保卡等任一有效证件或证明文件", ("凭证（医保码）", "身份证件", "社保卡")),
        ("检验报告、出院小结、门诊病历等任一疾病诊断材料", ("检验报告", "出院小结", "门诊病历")),
        ("一级或二级智力残疾证", ()),
        ("户口簿和居住证或承诺书", ()),
    ],
)
def test_one_of_several_will_do(text: str, any_of: tuple[str, ...]):
    assert only(text).any_of == any_of


@pytest.mark.parametrize(
    ("text", "name", "note"),
    [
        ("受伤的应提供事故认定书复印件一份，无法提供的应先填写个人承诺书", "事故认定书复印件", "无法提供的应先填写个人承诺书"),
        ("收款人账户信息，通过数据共享无法查询信息的应提供承诺书", "收款人账户信息", "通过数据共享无法查询信息的应提供承诺书"),
        ("未经认定的应提供《委托授权书》并由相关部门进行认定", "《委托授权书》", "并由相关部门进行认定"),
        ("《核定表》（原件），由镇政府审核后报送", "《核定表》", "原件；由镇政府审核后报送"),
        ("由相关部门出具的《通知书》", "由相关部门出具的《通知书》", None),
        ("诊断证明，不能是复印件", "诊断证明，不能是复印件", None),
    ],
)
def test_what_is_said_behind_a_thing_is_a_note(text: str, name: str, note: str | None):
    assert (only(text).name, only(text).note) == (name, note)


def test_what_may_be_asked_for_says_so():
    asked = only("急诊可要求提供急诊诊断证明")
    assert (asked.situation, asked.name, asked.note) == ("急诊", "急诊诊断证明", "可要求提供")
    assert only("急诊还需提供急诊诊断证明").note is None


def test_copies_and_substitute():
    assert only("申请人身份证（或社保卡）原件及复印件").copies == "原件及复印件"
    assert only("居住证明或个人承诺书").substitute == "个人承诺书"
    assert only("事故认定书，无法提供的应先填写个人承诺书").substitute == "个人承诺书"


def test_a_material_of_several_parts_has_children():
    (form,) = read_materials(["申请表包括：①服务协议；②承诺书"]).materials
    assert (form.name, [child.name for child in form.children]) == ("申请表", ["服务协议", "承诺书"])
    assert form.raw == "申请表包括：①服务协议；②承诺书"


def test_notes_are_split_by_their_own_numbers_and_keep_their_lists():
    read = read_materials(["甲证", "备注：1、特殊人群还需提供①乙证；②丙证； 2、死亡的提供丁书"])
    assert read.notes == ("特殊人群还需提供①乙证；②丙证", "死亡的提供丁书")
    assert read_materials(["1.甲表 2.乙报告 （以上材料均需加盖公章）"]).notes == ("以上材料均需加盖公章",)


@pytest.mark.parametrize("text", ["无", "无需材料", "无需提供材料。", "办理材料根据双方签订的协议执行"])
def test_what_asks_for_nothing_is_a_note(text: str):
    read = read_materials([text])
    assert (read.materials, read.notes) == ((), (text,))


def test_lines_without_numbers_are_materials_each():
    assert names("甲证\n乙表（加盖\n公章）\n丙协议") == [(None, "甲证"), (None, "乙表"), (None, "丙协议")]


@pytest.mark.parametrize(
    "lines",
    [
        ("单位办理：", "1.执照", "2.申请表", "个人办理：", "1.身份证"),
        ("单位办理：1.执照；2.申请表。个人办理：1.身份证。",),
        ("（一）单位办理", "1.执照", "2.申请表", "（二）个人办理", "身份证"),
        ("1.单位办理：①执照；②申请表。2.个人办理：①身份证。",),
    ],
)
def test_a_case_over_a_list_of_its_own_however_it_is_printed(lines: tuple[str, ...]):
    assert names(*lines) == [("单位办理", "执照"), ("单位办理", "申请表"), ("个人办理", "身份证")]


def test_a_heading_that_names_no_case_is_a_group():
    read = read_materials(["必备材料：身份证", "非必备材料：", "1.委托书（代办时提供）", "2.死亡证明"])
    assert [(one.group, one.name) for one in read.materials] == [
        ("必备材料", "身份证"),
        ("非必备材料", "委托书"),
        ("非必备材料", "死亡证明"),
    ]
    assert {one.group for one in read_materials(["申请人需提供以下材料：", "（1）身份证；", "（2）银行卡。"]).materials} == {
        "申请人需提供以下材料"
    }


def test_a_material_of_which_one_part_will_do():
    first, second = read_materials(["1.身份证明材料（以下任选其一）：", "（1）身份证", "（2）社保卡", "2.票据原件"]).materials
    assert (first.any_of, [one.name for one in first.children]) == (("身份证", "社保卡"), ["身份证", "社保卡"])
    assert (second.name, second.copies) == ("票据原件", "原件")


def test_copies_of_both_kinds_and_the_place_of_a_form():
    assert only("身份证（原件1份，复印件1份）").copies == "原件1份，复印件1份"
    assert read_materials(["《甲备案表》一式两份（见附件1）"]).forms == (FormRef(name="甲备案表", ref="附件1"),)


def test_how_many_of_a_thing_is_no_part_of_its_name() -> None:
    one = read_materials(["1.《参保登记表》1份"]).materials[0]
    assert (one.name, one.copies, one.raw) == ("《参保登记表》", "1份", "《参保登记表》1份")


def test_a_sentence_that_only_says_what_is_done_leads_the_list_and_is_no_case() -> None:
    read = read_materials(["申领生育津贴应当提供下列材料：", "（一）申领表；", "（二）出生医学证明。"])
    assert [(one.name, one.situation) for one in read.materials] == [("申领表", None), ("出生医学证明", None)]


def test_a_line_that_ends_an_entry_is_no_case_of_the_next() -> None:
    found = read_materials(["变更后的营业执照、由部门提供的《甲受理通知书》等（见附录I）；", "《乙登记表》（见附录J）。"]).materials
    assert [(one.name, one.situation) for one in found][1] == ("《乙登记表》", None)
    assert found[0].note == "见附录I"
