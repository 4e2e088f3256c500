"""Slips of the keyboard, and what only looks like one."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingbai.search.layers import folding, homophones
from mingbai.search.query import Query, Reading
from mingbai.search.sounds import sounds_of
from mingbai.search.table import EMPTY, Table

TABLE = Table(
    sounds=sounds_of(
        (
            "异地就医 异地就医备案 门诊慢特病 慢特病 参保凭证 产前检查 生育津贴 医疗救助 转移接续 医保 医保卡 城乡居民 报销"
            " 刷医保码 药店接医保 医保局电话 定点药店 医保局 电话 药店"
            " 灵活就业 住院报销 签医保协议 医保码 家庭共济 双通道 费用结算 参保地 异地 就医 备案 门诊 检查 生育"
        ).split(),
        ["人没了怎么办"],
        ["账户余额怎么取", "住院钱怎么报", "医保卡丢了"],
    )
)


def _read(typed: str, table: Table = TABLE) -> Query:
    return homophones.read(Query(typed=typed, text=folding.folded(typed)), table)


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("异地就一", "异地就医"),
        ("慢特并", "慢特病"),
        ("参保平正", "参保凭证"),
        ("产钱检查", "产前检查"),
        ("一地就医备案", "异地就医备案"),
        ("城乡居名医保", "城乡居民医保"),
        ("报肖", "报销"),
        ("双通到", "双通道"),
        ("异的就医", "异地就医"),
        ("定点要店", "定点药店"),
        ("慢特冰", "慢特病"),
    ],
)
def test_characters_of_the_same_sound(typed: str, text: str) -> None:
    query = _read(typed)
    assert (query.text, query.corrected, query.readings[0].layer) == (text, text, "homophones")


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("产前捡查", "产前检查"),
        ("异地医备案", "异地就医备案"),
        ("生育贴津", "生育津贴"),
        ("住院院报销", "住院报销"),
        ("异地就衣备案", "异地就医备案"),
    ],
)
def test_a_shape_one_missing_swapped_doubled_or_wrong(typed: str, text: str) -> None:
    assert _read(typed).text == text


@pytest.mark.parametrize(("typed", "text"), [("医疗救", "医疗救助"), ("转移接", "转移接续"), ("异地就医备", "异地就医备案")])
def test_the_beginning_of_a_word_is_completed(typed: str, text: str) -> None:
    assert _read(typed).text == text


@pytest.mark.parametrize(
    "typed",
    [
        "账户剩余的钱",
        "医保吗",
        "医保卡丢了",
        "住院钱医保报吗",
        "参保的凭证",
        "声誉",
        "一直报销",
        "人没了怎么办",
        "医疗废物",
        "刷医保吗",
        "药店跟医保",
        "医保里电话",
        "在职",
        "abc",
        "12",
        "",
    ],
)
def test_words_of_the_site_and_of_the_language_stay(typed: str) -> None:
    query = _read(typed)
    assert (query.text, query.readings) == (folding.folded(typed), ())


def test_says_what_it_took_for_what() -> None:
    assert _read("我要异地就一备案").readings == (Reading("homophones", "异地就一备案", "异地就医备案"),)


def test_without_sounds_nothing_is_mended() -> None:
    assert _read("异地就一", EMPTY).text == "异地就一"


@given(st.text(alphabet="异地就一医备案慢特并病参保平正凭证的，a1", max_size=60))
def test_never_refuses_and_says_so_when_it_mends(typed: str) -> None:
    query = _read(typed)
    assert bool(query.readings) == (query.text != folding.folded(typed)) == bool(query.corrected)


@pytest.mark.parametrize("typed", ["异地就一" * 250, "医" * 1000, "一" * 1000, "行长重" * 300])
def test_takes_a_bounded_time(typed: str) -> None:
    _read("异地就一")
    began = time.perf_counter()
    _read(typed)
    assert time.perf_counter() - began < 0.1
