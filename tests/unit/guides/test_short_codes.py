"""The codes on paper: the same everywhere, readable aloud, and proof against a slip."""

import hashlib

from hypothesis import given
from hypothesis import strategies as st

from mingbai.guides.short_codes import ALPHABET, CHECK_LENGTH, SHORT_LENGTH, check_code, is_short_code, short_code, typed

CODE = short_code("guide", "320600", "322036001000")


def test_a_short_code_depends_on_the_item_alone():
    assert short_code("guide", "320600", "322036001000") == CODE
    assert len(CODE) == SHORT_LENGTH
    assert len({CODE, short_code("form", "320600", "322036001000"), short_code("guide", "420000", "322036001000")}) == 3


def test_no_character_looks_like_another():
    assert not set("ILOU") & set(ALPHABET)
    assert len(set(ALPHABET)) == 32


def test_what_somebody_types_is_understood():
    assert typed(f" {CODE[:4].lower()}-{CODE[4:]} ") == CODE
    assert typed("O0-iIl1") == "001111"


@given(st.integers(0, SHORT_LENGTH - 1), st.sampled_from(ALPHABET))
def test_every_single_wrong_character_is_noticed(place, character):
    wrong = CODE[:place] + character + CODE[place + 1 :]
    assert is_short_code(wrong) == (wrong == CODE)


def test_what_is_no_short_code():
    assert not is_short_code(CODE[:-1])
    assert not is_short_code(CODE + "0")
    assert not is_short_code("")
    assert not is_short_code("!" * SHORT_LENGTH)


def test_a_check_code_is_the_head_of_the_digest():
    code = check_code(hashlib.sha256(b"text").hexdigest())
    assert len(code) == CHECK_LENGTH
    assert set(code) <= set(ALPHABET)
    assert check_code("00" * 32) == "0" * 8
    assert check_code("ff" * 32) == "Z" * 8
