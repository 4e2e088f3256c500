"""What was typed, in one way of writing."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingbai.search import chinese
from mingbai.search.layers import folding
from mingbai.search.layers.folding import folded
from mingbai.search.query import Query
from mingbai.search.table import EMPTY


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("异地-就医-备案", "异地就医备案"),
        ("医 保 转 移", "医保转移"),
        ("医\u3000保\u00a0卡\u200b丢了", "医保卡丢了"),
        ("長期護理保險", "长期护理保险"),
        ("個人帳戶", "个人账户"),
        ("身分證", "身份证"),
        ("ＨＲ　ｉｎ　ＣＡＰＳ", "hr in caps"),
        ("😀医保😀卡*", "医保卡"),
        ("%医保%", "医保"),
        ("生育登记（准生证）", "生育登记准生证"),
        ("住院了。怎么报？", "住院了，怎么报"),
        ("yibao 转移", "yibao转移"),
        ("苏医保发〔2021〕61号", "苏医保发2021 61号"),
        ("二〇二一年", "二零二一年"),
        ("'; DROP TABLE items; --", "drop table items"),
        ("", ""),
        ("！？…", ""),
    ],
)
def test_folds_to_words_that_can_be_read(typed: str, text: str) -> None:
    assert folded(typed) == text


def test_latin_words_and_figures_keep_apart() -> None:
    assert folded("app 2-3") == "app 2 3"


def test_reads_only_the_beginning_of_a_very_long_query() -> None:
    assert folded("医" * 5000) == "医" * chinese.LONGEST


def test_keeps_what_was_typed_beside_what_is_read() -> None:
    query = folding.read(Query(typed="醫 保"), EMPTY)
    assert (query.typed, query.text, query.readings) == ("醫 保", "医保", ())


_TEXT = st.one_of(st.text(), st.text(alphabet="醫保帳戶分身證甚麼，。 -—〔〕《》*%'\"ａＢ１２ab12 \u3000\u200b😀①½İ㎡ﬁ乾著於", max_size=40))


@given(_TEXT)
def test_folding_twice_changes_nothing_more(typed: str) -> None:
    once = folded(typed)
    assert folded(once) == once


@pytest.mark.parametrize("typed", ["医" * 1000, "a" * 1000, "😀" * 1000, "*" * 1000, "，" * 1000, "帳戶" * 500, "\x00" * 1000, "﷽" * 1000])
def test_takes_a_bounded_time(typed: str) -> None:
    folded("醫")
    began = time.perf_counter()
    folded(typed)
    assert time.perf_counter() - began < 0.05
