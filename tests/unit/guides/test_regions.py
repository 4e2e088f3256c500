"""The places of GB/T 2260 and which of them a text names."""

import re
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

import mingbai
from mingbai.errors import NotFound
from mingbai.guides.regions import _rows, children, every, find, full_name, path, region

SOURCE = Path(mingbai.__file__).parents[1]


def test_the_list_in_force():
    levels = Counter(place.level for place in every())
    assert levels["province"] == 34
    assert levels["prefecture"] == 333
    assert levels["county"] == 2850
    assert all(re.fullmatch(r"[1-9]\d{5}", place.code) for place in every())


def test_every_place_hangs_under_a_place_in_force():
    for place in every():
        assert place.parent is None if place.level == "province" else region(place.parent).retired is None
        assert path(place.code)[0].level == "province"


def test_a_place_and_all_above_it():
    assert [place.name for place in path("320613")] == ["江苏省", "南通市", "崇川区"]
    assert full_name("429004") == "湖北省仙桃市"
    assert [place.name for place in path("110101")] == ["北京市", "东城区"]
    assert region("500000").level == "province"


def test_places_under_a_place():
    assert [place.name for place in children("320600")] == ["通州区", "崇川区", "海门区", "如东县", "启东市", "如皋市", "海安市"]


def test_retired_codes_are_kept_with_what_became_of_them():
    old = region("320684")
    assert (old.name, old.retired, old.successors) == ("海门市", 2020, ("320614",))
    assert region("371200").successors == ("370116", "370117")
    assert region("320602").successors == ("320613",)
    assert region("130502").former == ("桥东区",)


def test_every_successor_is_in_force():
    assert {code for row in _rows().values() for code in row.successors} <= {place.code for place in every()}


def test_an_unknown_code_is_refused_with_a_sentence():
    with pytest.raises(NotFound, match="没有区划代码 999999"):
        region("999999")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("南通市医疗保障局关于印发办事指南的通知", "320600"),
        ("四川省资阳市医疗保障经办政务服务事项清单", "512000"),
        ("江西省医疗保障经办政务服务事项清单（1.0版）", "360000"),
        ("湖北省医疗保障经办政务服务事项操作规范", "420000"),
        ("盐城", "320900"),
        ("江苏 南通", "320600"),
        ("内蒙古自治区呼和浩特市新城区医疗保障局", "150102"),
        ("广西壮族自治区医疗保障局", "450000"),
        ("凉山州医保局", "513400"),
        ("恩施土家族苗族自治州医疗保障局", "422800"),
        ("南京市鼓楼区医疗保障局", "320106"),
        ("昆山市医保中心", "320583"),
        ("吉林市医疗保障局", "220200"),
        ("阳泉市城区医疗保障局", "140302"),
        ("南通市城区医保服务点", "320600"),
        ("南通市医疗保障局关于转发盐城市文件的通知", "320600"),
        ("关于印发《盐城市医疗保障办事指南》的通知", "320900"),
        ("南通市崇川区医疗保障局", "320613"),
        ("海门市医保局", "320684"),
        ("重庆市江北区医保局", "500105"),
    ],
)
def test_the_place_that_a_text_names(text, code):
    assert find(text).code == code


@pytest.mark.parametrize(
    "text",
    ["鼓楼区医疗保障局", "江苏省鼓楼区", "朝阳区医保局", "江北区医保局", "吉林", "苏州市、无锡市医疗保障局", "国家医疗保障局",
     "新疆生产建设兵团医疗保障局", "新型农村合作医疗指南", ""],
)  # fmt: skip
def test_a_text_that_names_no_place_for_certain(text):
    assert find(text) is None


def test_the_list_is_read_only_when_asked_for():
    code = "import mingbai.guides.regions as r; assert r._rows.cache_info().currsize == 0; r.region('110000'); print('read')"
    done = subprocess.run([sys.executable, "-c", code], cwd=SOURCE, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "read"


def test_a_word_of_the_trade_that_runs_into_a_short_name_names_no_place():
    assert find("南通市医保定点医药机构管理指南").code == "320600"
    assert find("医保定点医药机构管理指南") is None
    assert find("保定市医保定点医药机构管理指南").code == "130600"
