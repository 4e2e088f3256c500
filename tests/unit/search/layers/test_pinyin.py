"""Latin letters read as words of the site."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingbai.search.layers import folding, pinyin
from mingbai.search.query import Query, Reading
from mingbai.search.sounds import sounds_of
from mingbai.search.table import EMPTY, Table

TABLE = Table(
    regions=("320600",),
    sounds=sounds_of(
        (
            "生育津贴 医保 转移 双通道 灵活就业 异地就医备案 异地就医 备案 家庭共济 参保凭证 医保电子凭证 报销 门诊 女性 南通 生育 医保APP"
        ).split(),
        ["生娃"],
        ["医保电子凭证激活", "住院怎么报销"],
    ),
)


def _read(typed: str, table: Table = TABLE) -> Query:
    return pinyin.read(Query(typed=typed, text=folding.folded(typed)), table)


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("shengyu jintie", "生育津贴"),
        ("yibaozhuanyi", "医保转移"),
        ("shuangtongdao", "双通道"),
        ("linghuo jiuye", "灵活就业"),
        ("yi di jiu yi bei an", "异地就医备案"),
        ("ShengYu JinTie zenme ban", "生育津贴怎么办"),
        ("shēngyù jīntiē", "生育津贴"),
        ("nǚxìng menzhen", "女性门诊"),
        ("yibao转移", "医保转移"),
        ("异地jiuyi备案", "异地就医备案"),
        ("shengwa baoxiao", "生娃报销"),
    ],
)
def test_pinyin_with_and_without_blanks_and_among_characters(typed: str, text: str) -> None:
    query = _read(typed)
    assert (query.text, query.corrected) == (text, text)
    assert {reading.layer for reading in query.readings} == {"pinyin"}


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("sengyu jingtie", "生育津贴"),
        ("suangtondao", "双通道"),
        ("menzen", "门诊"),
        ("shegyu jintie", "生育津贴"),
        ("shengyujint", "生育津贴"),
        ("jiatinggongi", "家庭共济"),
    ],
)
def test_pinyin_that_is_mixed_up_unfinished_or_has_a_slip(typed: str, text: str) -> None:
    assert _read(typed).text == text


@pytest.mark.parametrize(
    ("typed", "text"), [("ydjyba", "异地就医备案"), ("jtgj", "家庭共济"), ("CBPZ", "参保凭证"), ("ybdz", "医保电子凭证")]
)
def test_initials_and_their_beginnings(typed: str, text: str) -> None:
    query = _read(typed)
    assert (query.text, query.readings) == (text, (Reading("initials", typed.lower(), text),))


@pytest.mark.parametrize("typed", ["HR", "APP怎么用", "CT 报销", "hello world", "covid19", "322036", "", "pdf", "医保app", "PET-CT"])
def test_latin_words_that_are_used_as_such_stay(typed: str) -> None:
    query = _read(typed)
    assert (query.text, query.corrected, query.readings) == (folding.folded(typed), "", ())


def test_a_place_in_pinyin_is_read_as_one() -> None:
    query = _read("nantong shengyujintie")
    assert (query.region, query.text) == ("320600", "生育津贴")


def test_without_sounds_letters_stay_letters() -> None:
    assert _read("shengyu", EMPTY).text == "shengyu"


@given(st.text(alphabet="shengyujintieabcdz hrapp医保，1", max_size=80))
def test_never_refuses_and_keeps_what_is_no_letter(typed: str) -> None:
    query = _read(typed)
    assert bool(query.readings) == (query.text != folding.folded(typed))


@pytest.mark.parametrize("typed", ["a" * 1000, "yi" * 500, "sheng yu " * 110, "zz q" * 250, "yi医" * 300])
def test_takes_a_bounded_time(typed: str) -> None:
    _read("shengyu")
    began = time.perf_counter()
    _read(typed)
    assert time.perf_counter() - began < 0.1
