"""An index that several processes read and write at once, and that are killed in the middle. Every engine passes."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
import time
from pathlib import Path

import pytest

from mingbai.search.embedded import EmbeddedIndex
from mingbai.search.generations import Generations
from mingbai.search.index import Asked, IndexBusy
from mingbai.search.large import LargeIndex
from tests.entries import ENTRIES, make

ENGINES = {"whoosh": EmbeddedIndex, "tantivy": LargeIndex}
ASKED = Asked(words=("津贴", "转移"))
ALL = {"allowance", "maternity", "transfer"}
SPAWN = multiprocessing.get_context("spawn")


def slugs(index: Generations) -> set[str]:
    return {hit.slug for hit in index.find(ASKED)}


def held(name: str, folder: str, started, done) -> None:
    def slow():
        yield ENTRIES[0]
        started.set()
        done.wait(30)
        yield make("second", "津贴")

    ENGINES[name](Path(folder)).change(slow(), (), "9")


@pytest.mark.parametrize("name", ENGINES)
def test_a_second_writer_is_told_that_it_is_busy_and_readers_go_on(name: str, tmp_path: Path) -> None:
    index = ENGINES[name](tmp_path)
    index.change(ENTRIES, (), "7")
    started, done = SPAWN.Event(), SPAWN.Event()
    other = SPAWN.Process(target=held, args=(name, str(tmp_path), started, done))
    other.start()
    assert started.wait(30)
    for act in (lambda: index.change(ENTRIES, (), "8"), lambda: index.replace(ENTRIES, "8"), index.clear):
        with pytest.raises(IndexBusy):
            act()
    assert slugs(index) == ALL and index.mark() == "7"
    done.set()
    other.join(30)
    assert slugs(index) == {*ALL, "second"} and index.mark() == "9"


@pytest.mark.parametrize("name", ENGINES)
def test_another_thread_is_told_that_it_is_busy(name: str, tmp_path: Path) -> None:
    filled = ENGINES[name](tmp_path)
    told: list[BaseException] = []

    def other() -> None:
        try:
            filled.change((), (), "8")
        except IndexBusy as busy:
            told.append(busy)

    with filled.writing():
        thread = threading.Thread(target=other)
        thread.start()
        thread.join(20)
    assert len(told) == 1
    filled.change((), (), "8")
    assert filled.mark() == "8"


@pytest.mark.parametrize("name", ENGINES)
def test_killed_in_the_middle_of_a_change_it_is_as_before(name: str, tmp_path: Path) -> None:
    index = ENGINES[name](tmp_path)
    index.change(ENTRIES, (), "7")
    started, done = SPAWN.Event(), SPAWN.Event()
    other = SPAWN.Process(target=held, args=(name, str(tmp_path), started, done))
    other.start()
    assert started.wait(30)
    other.kill()
    other.join(30)
    assert slugs(index) == ALL == slugs(ENGINES[name](tmp_path)) and index.mark() == "7"
    index.change([make("third", "津贴")], (), "8")  # the dead process's lock is gone, and so is what it left
    assert slugs(index) == {*ALL, "third"} and len(list(tmp_path.glob("*/0*"))) == 1


def changing(name: str, folder: str, ready) -> None:
    index = ENGINES[name](Path(folder))
    ready.set()
    for number in range(10**6):
        index.change([make("counted", "津贴", body=f"第{number}次")], (), str(number))
        index.digests()


@pytest.mark.parametrize("name", ENGINES)
def test_killed_at_any_moment_the_index_is_whole_and_its_mark_true(name: str, tmp_path: Path) -> None:
    index = ENGINES[name](tmp_path)
    index.change(ENTRIES, (), "start")
    for turn in range(4):
        ready = SPAWN.Event()
        other = SPAWN.Process(target=changing, args=(name, str(tmp_path), ready))
        other.start()
        assert ready.wait(30)
        time.sleep(0.05 + 0.07 * turn)
        os.kill(other.pid, signal.SIGKILL)
        other.join(30)
        for reader in (index, ENGINES[name](tmp_path)):
            assert slugs(reader) - {"counted"} == ALL
            if reader.mark() != "start":
                assert [hit.slug for hit in reader.find(Asked(words=(reader.mark(),)))] == ["counted"]


def reading(name: str, folder: str, until: float, results) -> None:
    index, seen = ENGINES[name](Path(folder)), 0
    while time.time() < until:
        found = slugs(index)
        if not found >= ALL:
            results.put(f"saw {sorted(found)}")
            return
        seen += 1
    results.put(seen)


@pytest.mark.parametrize("name", ENGINES)
def test_two_processes_read_while_one_writes(name: str, tmp_path: Path) -> None:
    index, results = ENGINES[name](tmp_path), SPAWN.Queue()
    index.change(ENTRIES, (), "7")
    until = time.time() + 5
    readers = [SPAWN.Process(target=reading, args=(name, str(tmp_path), until, results)) for _ in range(2)]
    for reader in readers:
        reader.start()
    written = 0
    while time.time() < until:
        if written % 5 == 4:
            index.replace(ENTRIES, str(written))
        else:
            index.change([make(f"more-{written % 3}", "津贴")], [f"320600/more-{(written + 1) % 3}"], str(written))
        written += 1
    told = [results.get(timeout=30) for _ in readers]
    for reader in readers:
        reader.join(30)
    assert written > 5 and all(isinstance(one, int) and one > 10 for one in told), (written, told)
