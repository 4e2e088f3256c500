"""Work in a child process: its value, its refusals, and its end when it takes too much."""

from __future__ import annotations

import ctypes
import os
import time
from pathlib import Path

import pytest

from mingbai.errors import Refusal, UnreadableSource
from mingbai.importing.child import USUAL, Limits, within_limits
from mingbai.importing.read import read

SMALL = Limits(seconds=10, processor=5, memory=600 * 1024**2)


def sleeps() -> None:
    time.sleep(60)


def computes() -> None:
    while True:
        pass


def fills() -> int:
    return len(b"x" * 2 * 1024**3)


def crashes() -> None:
    ctypes.string_at(0)


def breaks() -> None:
    raise KeyError("secret")


def prints() -> str:
    os.write(1, b"noise from a C library")
    print("noise")
    return "value"


def leaves(path: str) -> str:
    import tempfile

    Path(tempfile.gettempdir(), path).write_text("甲")
    return tempfile.gettempdir()


def surroundings() -> list[str]:
    return sorted(os.environ)


def test_the_value_of_the_work_comes_back() -> None:
    data = "办事指南\n\n\t序号".encode()
    assert within_limits("a.txt", USUAL, read, "a.txt", data) == read("a.txt", data)


def test_a_refusal_comes_back_whole() -> None:
    with pytest.raises(UnreadableSource) as refusal:
        within_limits("a.txt", USUAL, read, "a.txt", b"")
    assert (refusal.value.place, refusal.value.remedy[:3]) == ("a.txt", "请确认")


@pytest.mark.parametrize(
    ("work", "limits", "word"),
    [
        (sleeps, Limits(seconds=1.5), "时间超过"),
        (computes, Limits(processor=1), "时间超过"),
        (fills, SMALL, "内存超过"),
        (crashes, SMALL, "损坏"),
        (breaks, SMALL, "程序出了错"),
    ],
)
def test_work_that_takes_too_much_or_breaks_is_one_sentence(work: object, limits: Limits, word: str) -> None:
    begun = time.monotonic()
    with pytest.raises(Refusal) as refusal:
        within_limits("甲.pdf", limits, work)  # type: ignore[arg-type]
    assert word in refusal.value.sentence and refusal.value.place == "甲.pdf" and refusal.value.remedy
    assert "secret" not in str(refusal.value)
    assert time.monotonic() - begun < 20


def test_what_is_printed_does_not_spoil_the_value() -> None:
    assert within_limits("a", SMALL, prints) == "value"


def test_temporary_files_are_removed_and_no_environment_is_inherited(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_PASSWORD", "secret")
    assert not Path(within_limits("a", SMALL, leaves, "left.txt")).exists()
    assert "DATABASE_PASSWORD" not in within_limits("a", SMALL, surroundings)
