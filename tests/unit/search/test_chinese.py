"""Folding and cutting: the same for queries and for what is indexed."""

import pytest

from mingbai.search.chinese import characters, commonness, fold, pieces, words


@pytest.mark.parametrize(
    ("typed", "folded"),
    [("異地就醫備案", "异地就医备案"), ("３２２０３６", "322036"), ("ＡＰＰ", "app"), ("帳戶", "账户"), ("", "")],
)
def test_folds_to_one_way_of_writing(typed: str, folded: str) -> None:
    assert fold(typed) == folded


def test_a_long_word_comes_with_its_parts() -> None:
    assert {"医疗保险", "医疗", "保险"} <= set(words("医疗保险"))


@pytest.mark.parametrize("typed", ["", "。，！", "😀😀", "\x00\x01", "   ", "“”《》"])
def test_what_is_no_word_yields_none(typed: str) -> None:
    assert words(typed) == []


def test_single_characters_are_kept_for_one_character_queries() -> None:
    assert characters("产检a1") == ["产", "检"]


def test_pieces_are_words_of_the_dictionary_and_join_to_the_text() -> None:
    assert pieces("异地就一，怎么办") == ["异地", "就", "一", "，", "怎么办"]


def test_commonness_tells_everyday_words_from_rare_ones_and_from_none() -> None:
    assert commonness("报销") > 100 > commonness("平正") > 0 == commonness("报消")
