"""What takes long is made beside those who ask."""

from __future__ import annotations

import threading
import time

import pytest

from mingbai.errors import NotFound, Unprinted
from mingbai.printing.presses import AT_ONCE, Presses, Unready


def test_who_asks_waits_a_moment_and_finds_it_when_asking_again() -> None:
    presses, go, made = Presses[str](wait=0.02), threading.Event(), []

    def make() -> str:
        go.wait(5)
        made.append(1)
        return "book"

    before = time.monotonic()
    with pytest.raises(Unready):
        presses.get("a", make)
    with pytest.raises(Unready):
        presses.get("a", make)
    assert time.monotonic() - before < 2
    go.set()
    presses.wait = 5
    assert presses.get("a", make) == "book" and made == [1]


def test_a_refusal_is_told_and_the_next_who_asks_tries_again() -> None:
    presses = Presses[str](wait=5)

    def make() -> str:
        raise NotFound("没有。")

    with pytest.raises(NotFound):
        presses.get("a", make)
    assert presses.get("a", lambda: "now") == "now"


def test_no_more_works_than_there_is_room_for_wait_for_their_turn() -> None:
    presses, go = Presses[bool](wait=0.001), threading.Event()
    for number in range(AT_ONCE):
        with pytest.raises(Unready):
            presses.get(number, lambda: go.wait(5))
    with pytest.raises(Unprinted) as refusal:
        presses.get("one more", lambda: True)
    assert not isinstance(refusal.value, Unready)
    go.set()
    presses.wait = 5
    assert presses.get(AT_ONCE - 1, lambda: False)  # all before it are done
    assert presses.get("one more", lambda: True)
