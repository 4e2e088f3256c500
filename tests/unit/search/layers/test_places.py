"""Whose guides are asked for, and where somebody only goes."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingbai.search.layers import folding, places
from mingbai.search.query import Query, Reading
from mingbai.search.table import EMPTY, Table

TABLE = Table(regions=("320600", "320900", "360000", "420000", "512000"))


def _read(typed: str, table: Table = TABLE) -> Query:
    return places.read(Query(typed=typed, text=folding.folded(typed)), table)


@pytest.mark.parametrize(
    ("typed", "region", "place", "text"),
    [
        ("江西 意外伤害", "360000", "江西", "意外伤害"),
        ("湖北省门诊慢特病", "420000", "湖北省", "门诊慢特病"),
        ("生育津贴南通怎么领", "320600", "南通", "生育津贴怎么领"),
        ("我在盐城", "320900", "盐城", ""),
        ("在南通怎么参保", "320600", "南通", "怎么参保"),
        ("四川资阳 参保", "512000", "资阳", "参保"),
        ("江苏南通市崇川区", "320600", "崇川区", ""),
        ("南通的医疗救助", "320600", "南通", "医疗救助"),
    ],
)
def test_a_place_before_inside_and_after(typed: str, region: str, place: str, text: str) -> None:
    query = _read(typed)
    assert (query.region, query.place, query.text) == (region, place, text)


@pytest.mark.parametrize(
    ("typed", "region", "taken_as"),
    [
        ("如皋 生育津贴", "320600", "南通市"),
        ("武汉住院报销", "420000", "湖北省"),
        ("进贤县", "360000", "江西省"),
        ("东台新生儿参保", "320900", "盐城市"),
    ],
)
def test_a_county_stands_for_the_nearest_place_above_that_has_guides(typed: str, region: str, taken_as: str) -> None:
    query = _read(typed)
    assert query.region == region
    assert query.readings == (Reading("places", query.place, taken_as),)


def test_a_wider_place_stands_for_the_only_one_of_ours_in_it_or_names_them_all() -> None:
    assert _read("四川门诊报销").region == "512000"
    query = _read("江苏 生育津贴")
    assert (query.region, query.regions, query.place) == ("", ("320600", "320900"), "江苏")


@pytest.mark.parametrize(("typed", "place"), [("杭州 生育津贴", "杭州"), ("昆山 生育津贴", "昆山"), ("朝阳区生育津贴", "朝阳区")])
def test_a_place_that_nothing_is_known_of_is_named_and_does_not_narrow(typed: str, place: str) -> None:
    query = _read(typed)
    assert (query.region, query.regions, query.place, query.text) == ("", (), place, "生育津贴")


@pytest.mark.parametrize(
    "typed",
    [
        "去上海看病要备案吗", "到武汉住院", "在北京工作", "转到南通", "从苏州转到南通", "北京看病报销", "前往盐城长住", "上海人来买药",
        "台湾居民参保", "在南通带孙子", "嫁到江西", "调到湖北上班",
    ],
)  # fmt: skip
def test_where_somebody_goes_is_not_the_place_asked_for(typed: str) -> None:
    query = _read(typed)
    assert (query.region, query.place, query.text) == ("", "", folding.folded(typed))


def test_of_a_home_and_a_destination_the_home_is_asked_for() -> None:
    assert _read("老家江西在南通打工怎么报销").region == "360000"
    assert _read("武汉的医保去深圳看病").region == "420000"
    assert _read("去南通医保局办什么").region == "320600"


@pytest.mark.parametrize(
    "typed",
    [
        "医保定点医院",
        "每日照护",
        "公安局",
        "和平",
        "长安街",
        "新区",
        "城区",
        "市中",
        "东区",
        "资源",
        "大余额",
        "鼓楼区外",
        "安居工程",
        "最大理赔",
    ],
)
def test_words_of_the_language_are_no_places(typed: str) -> None:
    assert _read(typed).region == ""


def test_of_places_with_one_name_ours_is_meant() -> None:
    assert _read("通州区慢特病").region == "320600"
    assert _read("北京通州区慢特病").region == ""
    assert _read("通州区慢特病", EMPTY).region == ""


@given(st.text(alphabet="江苏省南通市崇川区资阳鼓楼在去到看病的，医保abc 12", max_size=60))
def test_never_refuses_and_gives_only_places_that_we_have(typed: str) -> None:
    query = _read(typed)
    assert query.region in ("", *TABLE.regions)
    assert bool(query.region) <= bool(query.place)


@pytest.mark.parametrize("typed", ["江西" * 500, "医" * 1000, "去上海" * 300])
def test_takes_a_bounded_time(typed: str) -> None:
    _read("江西")
    began = time.perf_counter()
    _read(typed)
    assert time.perf_counter() - began < 0.05


@pytest.mark.parametrize(
    ("typed", "away"),
    [
        ("去上海看病要备案吗", "上海"),
        ("武汉的医保去深圳看病", "深圳"),
        ("苏州交的医保转到南通", "南通"),
        ("深圳的缴费年限能算吗", "深圳"),
        ("南通 生育津贴", ""),
        ("江苏 生育津贴", ""),
        ("生育津贴", ""),
    ],
)
def test_another_place_is_kept_for_what_it_says_of_the_matter(typed: str, away: str) -> None:
    assert _read(typed).away == away
