"""What a process keeps: bounded, and never longer than the state that it was read in."""

from __future__ import annotations

import threading
from datetime import timedelta

from mingbai.guides.version import State
from mingbai.publishing.memory import Memory
from tests.makers import NOW

HOUR = timedelta(hours=1)


def _recall(memory: Memory, key: str, thing: object, state: State = State(1, None), now=NOW, weight: int = 1):  # type: ignore[no-untyped-def]  # noqa: B008
    return memory.recall(key, state, now, lambda: (thing, weight))


def test_what_is_kept_is_not_made_again() -> None:
    memory = Memory()
    assert _recall(memory, "a", "first") == "first"
    assert _recall(memory, "a", "second") == "first"
    assert _recall(memory, "b", "other") == "other"


def test_a_new_number_forgets_everything() -> None:
    memory = Memory()
    _recall(memory, "a", "old")
    assert _recall(memory, "a", "new", State(2, None)) == "new"
    assert _recall(memory, "a", "old again", State(1, None)) == "old again"


def test_nothing_is_shown_past_its_time_or_before_it() -> None:
    memory = Memory()
    scheduled = State(1, NOW + HOUR)
    _recall(memory, "a", "before", scheduled)
    assert _recall(memory, "a", "-", scheduled, NOW + HOUR - timedelta(microseconds=1)) == "before"
    assert _recall(memory, "a", "after", State(1, None), NOW + HOUR) == "after"
    assert _recall(memory, "a", "clock set back", scheduled, NOW) == "clock set back"


def test_it_is_bounded_and_what_is_unused_longest_goes_first() -> None:
    memory = Memory(limit=10)
    _recall(memory, "a", 1, weight=4)
    _recall(memory, "b", 1, weight=4)
    _recall(memory, "a", 2, weight=4)
    _recall(memory, "c", 1, weight=4)
    assert [_recall(memory, key, "gone", weight=0) for key in "abc"] == [1, "gone", 1]


def test_what_is_too_heavy_is_not_kept_and_drives_nothing_out() -> None:
    memory = Memory(limit=10)
    _recall(memory, "a", 1, weight=4)
    _recall(memory, "huge", 1, weight=11)
    assert _recall(memory, "a", 2) == 1
    assert _recall(memory, "huge", 2) == 2


def test_what_was_made_while_the_number_rose_is_not_kept() -> None:
    memory = Memory()

    def slow() -> tuple[str, int]:
        memory.recall("other", State(2, None), NOW, lambda: ("new", 1))
        return "old", 1

    assert memory.recall("a", State(1, None), NOW, slow) == "old"
    assert _recall(memory, "a", "new", State(2, None)) == "new"


def test_threads_do_not_disturb_each_other() -> None:
    memory, wrong = Memory(limit=50), []

    def work(number: int) -> None:
        for turn in range(300):
            key = f"{turn % 40}"
            if _recall(memory, key, key, State(turn // 100, None)) != key:
                wrong.append(key)

    threads = [threading.Thread(target=work, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []
