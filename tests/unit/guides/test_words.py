"""Headings as agencies print them, and the vocabulary's own order."""

import dataclasses
from collections import Counter

import pytest

from mingbai.guides.guide import Departments, Guide, Material
from mingbai.guides.words import HEADINGS, LABELS, MATERIAL_COLUMNS, TERMS, field_of, material_column, normal, split_heading

FIELDS = {field.name for field in dataclasses.fields(Guide)}


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("◆办理材料明细", "materials"),
        ("·◆设定依据", "basis"),
        (" ◆ 是否收费", "fee"),
        ("◆办理流程：", "process"),
        ("（五）事项办理条件", "conditions"),
        ("( 一)事项名称", "name"),
        ("(十一)受理材料", "materials"),
        ("5.10.5 办理时限", "time_limit"),
        ("三、申请材料（一式一份）", "materials"),
        ("３．办理时限", "time_limit"),
        ("办 理 时 限", "time_limit"),
        ("办理　层级", "levels"),
        ("【收费标准】", "fee"),
        ("办理材料如下：", "materials"),
        ("第三条 办理流程", "process"),
        ("1.主办部门：", "departments.lead"),
        ("2.建议联办部门：", "departments.joint"),
        ("服务受理及反馈渠道", "channels"),
        ("应交材料", "materials"),
        ("所需提交材料清单", "materials"),
        ("法定办结时限", "time_limit"),
        ("监督投诉电话", "contacts"),
        ("办公地址和时间", "contacts"),
        ("数量限制", "attributes"),
        ("常见问题", "tips"),
        ("主项编码", "main_item_code"),
        ("业务风险点识别", "risk_points"),
        ("本事项所需材料", "materials"),
    ],
)
def test_printed_headings(heading, field):
    assert field_of(heading) == field


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("需要带什么材料？", "materials"),
        ("Q1：办理异地就医备案需要提供哪些资料?", "materials"),
        ("三、多久能办好？", "time_limit"),
        ("问：在哪里办理？", "channels"),
        ("怎么办？", "process"),
        ("如何申请", "process"),
        ("谁可以办理？", "objects"),
        ("收费吗？", "fee"),
        ("需要符合什么条件？", "conditions"),
        ("什么是异地就医备案？", "summary"),
        ("有问题找谁？", "contacts"),
        ("什么时间可以办理？", "contacts"),
        ("政策依据是什么？", "basis"),
    ],
)
def test_heads_that_are_questions(heading, field):
    assert field_of(heading) == field


@pytest.mark.parametrize(
    "line",
    ["材料是否齐全", "提交材料", "是否符合条件", "费用是否超标", "单位参保登记", "申请", "审核", "（一）窗口办理", "提交证明材料",
     "办理结果。", "□其他：", "",
     "申办人携带申报材料至当地经办机构窗口办理；", "材料齐全的即时办结"],
)  # fmt: skip
def test_what_is_no_heading(line):
    assert field_of(line) is None


def test_office_hours_and_limits_share_a_heading():
    assert field_of("办理时间", "即时办结") == field_of("办理时间", "20个工作日内") == "time_limit"
    assert field_of("办理时间") == field_of("办理时间", "工作日上午9:00—12:00") == field_of("办理时间", "周一至周五") == "contacts"


def test_a_line_that_begins_with_its_heading():
    assert split_heading("办理时限：10个工作日") == ("time_limit", "办理时限", "10个工作日")
    assert split_heading("【收费标准】不收费") == ("fee", "【收费标准】", "不收费")
    assert split_heading("一、办理地点 : 崇川区：1号") == ("contacts", "一、办理地点", "崇川区：1号")
    assert split_heading("单位名称：") is None
    assert split_heading("10个工作日") is None


def test_every_word_is_a_heading_of_one_field_and_as_normalised():
    counts = Counter(word for words in HEADINGS.values() for word in words)
    assert [word for word, times in counts.items() if times > 1] == []
    assert [word for word in counts if normal(word) != word] == []
    assert all(field_of(word) == field for field, words in HEADINGS.items() for word in words)


def test_fields_are_those_of_a_guide():
    parts = {f"departments.{field.name}" for field in dataclasses.fields(Departments)}
    assert set(HEADINGS) <= FIELDS | parts
    assert set(LABELS) >= FIELDS - {"schema", "region", "slug", "inherited", "derived"}
    assert set(LABELS) <= FIELDS | parts
    assert set(MATERIAL_COLUMNS) - {"ordinal"} <= {field.name for field in dataclasses.fields(Material)}


def test_columns_of_materials():
    assert material_column("材料名称") == "name"
    assert material_column("材料 份数") == "copies"
    assert material_column("留存纸质 材料") is None
    assert [word for word, times in Counter(w for ws in MATERIAL_COLUMNS.values() for w in ws).items() if times > 1] == []


def test_one_english_word_per_term():
    assert [word for word, times in Counter(TERMS.values()).items() if times > 1] == []
