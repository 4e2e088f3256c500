"""What a typed query means."""

import pytest

from mingbai.search.layers import understand


def test_words_that_say_nothing_are_dropped_unless_nothing_else_is_left() -> None:
    assert "怎么" not in understand("生育津贴怎么领").words
    assert understand("怎么").words == ("怎么",)


@pytest.mark.parametrize("typed", ["322036001000", "３２２０３６", "00203600100Y", " 322036001000 "])
def test_an_item_code_or_its_beginning_is_a_code(typed: str) -> None:
    assert understand(typed).code and not understand(typed).words


@pytest.mark.parametrize("typed", ["2022版清单", "app", "12393", "covid"])
def test_other_figures_and_letters_are_words(typed: str) -> None:
    assert not understand(typed).code


@pytest.mark.parametrize("typed", ["", "   ", "！？", "* OR title:", "'; DROP TABLE items; --", "医" * 5000, "[(\"'", "\\"])
def test_nothing_that_is_typed_is_refused(typed: str) -> None:
    assert understand(typed).typed == typed


def test_one_character_is_looked_up_by_itself() -> None:
    assert understand("药").characters == ("药",)
