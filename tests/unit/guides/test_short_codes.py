"""Codes on paper: the same everywhere, hard to mistype, easy to read aloud."""

from __future__ import annotations

import hashlib

import pytest

from mingbai.guides.short_codes import ALPHABET, check_code, is_short_code, short_code, typed

NAME = ("guide", "320600", "322036001000")


def test_a_code_is_made_from_the_name_alone() -> None:
    # Printed once, it must hold for ever: this value may never change.
    assert short_code(*NAME) == "KV4WGTW28"
    assert short_code("form", *NAME[1:]) != short_code(*NAME)


def test_names_that_run_together_do_not_share_a_code() -> None:
    assert short_code("guide", "320600", "a") != short_code("guide", "", "320600/a")
    assert short_code("guide", "32060", "0a") != short_code("guide", "320600", "a")


def test_every_single_slip_is_noticed() -> None:
    code = short_code(*NAME)
    slips = {code[:place] + other + code[place + 1 :] for place in range(len(code)) for other in ALPHABET} - {code}
    assert len(slips) == len(code) * 31
    assert not [slip for slip in slips if is_short_code(slip)]


def test_nearly_every_swap_of_neighbours_is_noticed() -> None:
    codes = [short_code("guide", "320600", str(number)) for number in range(400)]
    swaps = [code[:at] + code[at + 1] + code[at] + code[at + 2 :] for code in codes for at in range(8) if code[at] != code[at + 1]]
    missed = [swap for swap in swaps if is_short_code(swap)]
    assert len(missed) / len(swaps) < 0.01


@pytest.mark.parametrize("code", ["", "KV4WGTW2", "KV4WGTW288", "kv4wgtw28", "KV4WGTWU8", "KV4WGTW2*"])
def test_what_is_no_code_is_told(code: str) -> None:
    assert not is_short_code(code)


def test_typing_is_forgiven() -> None:
    assert typed(" kv4w-gtw 28\n") == "KV4WGTW28"
    assert typed("oOiIlL") == "001111"


def test_ten_thousand_items_have_ten_thousand_codes() -> None:
    assert len({short_code("guide", "320600", str(number)) for number in range(10_000)}) == 10_000


def test_a_check_code_is_the_start_of_the_digest() -> None:
    digest = hashlib.sha256("一份文字".encode()).hexdigest()
    number = sum(ALPHABET.index(character) << 5 * place for place, character in enumerate(reversed(check_code(digest))))
    assert number == int(digest[:10], 16)
