"""Kept values: made once, thrown away when there are too many."""

from __future__ import annotations

import threading

import pytest

from mingbai.web.cache import Kept


def test_a_value_is_made_once() -> None:
    kept, made = Kept(room=2), []
    for _ in range(3):
        assert kept.get("a", lambda: made.append(1) or "value") == "value"
    assert len(made) == 1


def test_what_was_not_used_longest_goes_first() -> None:
    kept = Kept(room=2)
    for key in "aba":
        kept.get(key, lambda key=key: key)
    kept.get("c", lambda: "c")
    assert len(kept) == 2
    assert kept.get("a", lambda: "made anew") == "a"
    assert kept.get("b", lambda: "made anew") == "made anew"


def test_nothing_is_kept_of_what_could_not_be_made() -> None:
    kept = Kept(room=2)
    with pytest.raises(ZeroDivisionError):
        kept.get("a", lambda: 1 // 0)
    assert kept.get("a", lambda: "made") == "made"


def test_many_threads_never_make_it_too_large() -> None:
    kept = Kept(room=10)
    threads = [threading.Thread(target=lambda: [kept.get(key, lambda: 0) for key in range(200)]) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(kept) == 10
