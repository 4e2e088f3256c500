"""Lists of any nesting, in lines or all in one line."""

import pytest

from mingbai.importing.phrases.numbering import Part, split_list


def tree(parts: tuple[Part, ...]) -> list:
    return [(part.label, part.text, tree(part.children)) if part.children else (part.label, part.text) for part in parts]


def test_a_nested_list_in_one_line():
    text = "1. 在职职工： ①有效身份证件 ②《登记表》（含增加、中断）（加盖单位公章） 2. 灵活就业人员： ①有效身份证件"
    assert tree(split_list(text)) == [
        ("1.", "在职职工：", [("①", "有效身份证件"), ("②", "《登记表》（含增加、中断）（加盖单位公章）")]),
        ("2.", "灵活就业人员：", [("①", "有效身份证件")]),
    ]


def test_labels_directly_behind_labels_over_several_lines():
    text = "（一）1.①养老机构：许可证；②护理院、医院：执业许可证\n2.法人证书\n（二）申请表包括：①合作服务协议；②承诺书"
    assert tree(split_list(text)) == [
        ("（一）", "", [("1.", "", [("①", "养老机构：许可证；"), ("②", "护理院、医院：执业许可证")]), ("2.", "法人证书")]),
        ("（二）", "申请表包括：", [("①", "合作服务协议；"), ("②", "承诺书")]),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "《清单》1.0版，占2.5%，2022.5.19印发，见第1.2条",
        "说明：按照 C0109.1-2018 《国家平台 第 1 部分：编码要求》进行编码",
        "一级、二级智力残疾证（1.原件 2.复印件）",
        "《办法（1.试行 2.补充）》",
        "参保登记，一、二级残疾",
    ],
)
def test_what_is_no_list_stays_whole(text: str):
    assert tree(split_list(text)) == [("", text)]


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("1、甲证\n2、乙证", ["1、", "2、"]),
        ("（1）甲证；（2）乙证", ["（1）", "（2）"]),
        ("(一)甲证 (二)乙证", ["(一)", "(二)"]),
        ("一、甲证。二、乙证。", ["一、", "二、"]),
        ("1．甲证2．乙证", ["1．", "2．"]),
        ("①甲证②乙证", ["①", "②"]),
        ("- a) 甲证；\n- b) 乙证", ["- a)", "- b)"]),
        ("1.甲证 3. 乙证 3. 丙证 4. 丁证", ["1.", "3.", "3.", "4."]),
        ("2. 《条例》第九条", ["2."]),
        ("1《登记表》（加盖公章）", ["1"]),
        ("1、甲表\n2、乙\n3. 丙", ["1、", "2、", "3."]),
    ],
)
def test_every_way_of_numbering(text: str, labels: list[str]):
    assert [part.label for part in split_list(text)] == labels


def test_a_lead_owns_the_list_on_its_line_but_not_the_list_on_the_next():
    assert tree(split_list("特殊人群还需提供①甲证②乙证")) == [("", "特殊人群还需提供", [("①", "甲证"), ("②", "乙证")])]
    assert tree(split_list("《申请表\n2、身份证")) == [("", "《申请表"), ("2、", "身份证")]


def test_an_unclosed_bracket_hides_nothing():
    assert [part.label for part in split_list("1、《申请表 2、身份证（或社保卡） 3、病史")] == ["1、", "2、", "3、"]


def test_raw_is_the_whole_as_printed():
    assert [part.raw for part in split_list("1.甲：①乙；②丙\n2.丁")] == ["1.甲：①乙；②丙", "2.丁"]


def test_a_list_that_changes_its_figures_inside_the_brackets_goes_on() -> None:
    assert [part.text for part in split_list("（1） 窗口\n（二）定点医疗机构\n（三）网上")] == ["窗口", "定点医疗机构", "网上"]
    nested = split_list("（一）甲\n（1）乙\n（2）丙\n（二）丁")
    assert [(part.text, [child.text for child in part.children]) for part in nested] == [("甲", ["乙", "丙"]), ("丁", [])]
