"""Lines of labels: whole words, even lengths, and no mark where it may not stand."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingbai.rendering.breaks import NEVER_FIRST, NEVER_LAST, lines, width


def words(text: str) -> list[str]:
    return re.findall(r"材料|是否|齐全|完整|有效|办理|登记|.", text)


def test_a_short_label_is_one_line() -> None:
    assert lines("受理", 9) == ("受理",)


def test_lines_are_even() -> None:
    assert lines("申请人提交材料原件", 6) == ("申请人提交", "材料原件")


def test_words_stay_whole_even_where_lines_become_less_even() -> None:
    assert lines("材料是否齐全完整有效", 9, cut=words) == ("材料是否齐全", "完整有效")


def test_numbers_and_latin_words_are_not_cut() -> None:
    assert all("322036001000" in line or line == "编码" for line in lines("编码322036001000", 5))


@given(st.text(alphabet="材料是否齐全，。（）《》、12 a", max_size=40), st.integers(min_value=2, max_value=12))
def test_nothing_is_lost_and_marks_stand_where_they_may(text: str, limit: int) -> None:
    broken = lines(text, limit)
    assert re.sub(r"\s", "", "".join(broken)) == re.sub(r"\s", "", text)
    for line in broken[1:]:
        assert line[0] not in NEVER_FIRST
    for line in broken[:-1]:
        assert line[-1] not in NEVER_LAST or line[0] in NEVER_LAST


@pytest.mark.parametrize(
    ("text", "limit", "broken"),
    [
        ("不符合条件的", 5, ("不符合", "条件的")),
        ("即时受理20个工作日内", 7, ("即时受理", "20个工作日内")),
        ("生成并发出《信息表》", 7, ("生成并发出", "《信息表》")),
    ],
)
def test_what_belongs_together_stays_on_a_line(text: str, limit: int, broken: tuple[str, ...]) -> None:
    assert lines(text, limit) == broken


def test_one_more_line_is_better_than_a_cut_word() -> None:
    assert lines("不符合条件不受理，并一次性告知原因", 6) == ("不符合条件", "不受理，", "并一次性", "告知原因")


@given(st.text(alphabet="医疗保障经办机构申请材料一次性告知，。（）《》", max_size=60), st.integers(min_value=6, max_value=20))
def test_no_line_is_longer_than_it_may_be(text: str, limit: int) -> None:
    """But for the piece that holds together, as a bracket with what it opens or marks that follow one another."""
    for line in lines(text, limit):
        assert width(line) <= limit or len(line.strip("，。（）《》")) <= 1


@given(st.text(alphabet="医疗保障经办机构申请材料一次性告知", min_size=1, max_size=40), st.integers(min_value=3, max_value=12))
def test_a_text_that_is_given_again_in_its_lines_stays_as_it_is(text: str, limit: int) -> None:
    for line in lines(text, limit):
        assert lines(line, limit) == (line,)


@pytest.mark.parametrize(("text", "wide"), [("受理", 2.0), ("（一）", 3.0), ("", 0.0)])
def test_width_counts_chinese_characters(text: str, wide: float) -> None:
    assert width(text) == wide


@given(st.text(alphabet="材料是否齐全申请，。12 ab\n", max_size=30))
def test_words_joined_are_the_text(text: str) -> None:
    from mingbai.rendering.lexicon import words as known

    assert "".join(known(text)) == text
    assert "材料" not in text or text.count("材料") == sum(word.count("材料") for word in known(text))
