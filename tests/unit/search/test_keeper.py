"""The thread that brings search up to date: when it works, that it goes on after a failure, that it ends, and never by itself."""

from __future__ import annotations

import os
import threading
import time

import pytest

from mingbai.errors import Refusal
from mingbai.search.keeper import FIRST, Keeper


class Work:
    """Counts its rounds; fails in those named."""

    def __init__(self, *failing: int) -> None:
        self.rounds = 0
        self.failing = failing
        self.done = threading.Semaphore(0)

    def __call__(self) -> None:
        self.rounds += 1
        self.done.release()
        if self.rounds in self.failing:
            raise RuntimeError("the disk is full")

    def wait(self, rounds: int) -> bool:
        return all(self.done.acquire(timeout=10) for _ in range(rounds))


def test_nothing_runs_unless_it_is_started(site) -> None:
    registry = site().app.registry
    assert not registry.search_keeper.running
    assert not [thread for thread in threading.enumerate() if thread.name == "search-keeper"]


def test_works_when_woken_and_by_itself_and_ends() -> None:
    work = Work()
    keeper = Keeper(work, 0.05)
    keeper.start()
    try:
        began = time.monotonic()
        keeper.wake()
        assert work.wait(1) and time.monotonic() - began < FIRST
        assert work.wait(3)
    finally:
        keeper.stop()
    assert not keeper.running
    held = work.rounds
    time.sleep(0.15)
    assert work.rounds == held


def test_the_first_round_lets_the_first_page_go_first() -> None:
    work = Work()
    keeper = Keeper(work, 60)
    began = time.monotonic()
    keeper.start()
    try:
        assert work.wait(1) and time.monotonic() - began >= FIRST * 0.9
    finally:
        keeper.stop()


def test_a_round_that_fails_is_followed_by_the_next(caplog: pytest.LogCaptureFixture) -> None:
    work = Work(1, 2)
    keeper = Keeper(work, 0.01)
    keeper.start()
    try:
        assert work.wait(4)
    finally:
        keeper.stop()
    assert "the disk is full" in caplog.text


def test_started_twice_it_is_one_thread() -> None:
    keeper = Keeper(Work(), 60)
    keeper.start()
    keeper.start()
    try:
        assert [thread.name for thread in threading.enumerate()].count("search-keeper") == 1
    finally:
        keeper.stop()


def test_what_takes_long_beside_it_does_not_hold_it_up() -> None:
    held, work, slow = threading.Event(), Work(), Work()

    def long() -> None:
        slow()
        held.wait(20)

    keeper = Keeper(work, 0.05, beside=Keeper(long, 0.05))
    keeper.start()
    try:
        keeper.wake()
        assert slow.wait(1) and work.wait(4)
        assert slow.rounds == 1
    finally:
        held.set()
        keeper.stop()
    assert not [thread for thread in threading.enumerate() if thread.name == "search-keeper"]


def test_no_seconds_no_thread() -> None:
    keeper = Keeper(Work(), 0)
    keeper.start()
    assert not keeper.running


def test_a_process_that_is_forked_has_no_keeper_until_it_starts_one() -> None:
    work = Work()
    keeper = Keeper(work, 60)
    keeper.start()
    try:
        reading, writing = os.pipe()
        child = os.fork()
        if not child:
            before = keeper.running
            keeper.start()
            os.write(writing, b"1" if not before and keeper.running else b"0")
            os._exit(0)
        os.waitpid(child, 0)
        assert os.read(reading, 1) == b"1"
    finally:
        keeper.stop()


@pytest.mark.parametrize("told", ["often", "-1", "1.5", "", "１", "999999"])
def test_seconds_that_are_none_are_refused(site, told: str) -> None:
    with pytest.raises(Refusal, match=r"search\.seconds"):
        site(**{"search.seconds": told})
