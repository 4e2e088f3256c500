"""What was printed is kept whole or not at all, and can be thrown away at any time."""

from __future__ import annotations

import os
import threading
from pathlib import Path

import pytest

from mingbai.printing.keeping import Drawer

KEY, OTHER = "ab" * 32, "cd" * 32


def _files(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


def test_a_paper_is_made_once(tmp_path: Path) -> None:
    made = []
    for _ in range(3):
        assert Drawer(tmp_path).get(KEY, lambda: made.append(1) or b"%PDF-1") == b"%PDF-1"
    assert len(made) == 1


def test_other_endings_are_kept_apart(tmp_path: Path) -> None:
    drawer = Drawer(tmp_path)
    assert drawer.get(KEY, lambda: b"a") == b"a"
    assert drawer.get(KEY, lambda: b"b", "docx") == b"b"


@pytest.mark.parametrize("damaged", [b"", b"%PDF-2", b"%PDF-1 cut"])
def test_a_damaged_file_is_made_anew(tmp_path: Path, damaged: bytes) -> None:
    drawer = Drawer(tmp_path)
    drawer.get(KEY, lambda: b"%PDF-1")
    _files(tmp_path)[0].write_bytes(damaged)
    assert drawer.get(KEY, lambda: b"%PDF-1") == b"%PDF-1"
    assert [path.read_bytes() for path in _files(tmp_path)] == [b"%PDF-1"]


def test_what_cannot_be_made_is_not_kept(tmp_path: Path) -> None:
    def fails() -> bytes:
        raise ValueError

    drawer = Drawer(tmp_path)
    with pytest.raises(ValueError):
        drawer.get(KEY, fails)
    assert drawer.get(KEY, lambda: b"whole") == b"whole"


def test_a_folder_that_cannot_be_written_refuses_nobody(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    assert Drawer(tmp_path / "file").get(KEY, lambda: b"whole") == b"whole"


def test_old_files_go_first_by_age_then_by_room(tmp_path: Path) -> None:
    drawer = Drawer(tmp_path, room=25, age=100)
    for number, key in enumerate(("aa" * 32, "bb" * 32, "cc" * 32, "dd" * 32)):
        drawer.get(key, lambda: b"0123456789")
        path = next((tmp_path / key[:2]).iterdir())
        os.utime(path, (1000 + number, 1000 + number))
    drawer.purge(1010)
    assert sorted(path.name[:2] for path in _files(tmp_path)) == ["cc", "dd"]
    drawer.purge(1102.5)
    assert [path.name[:2] for path in _files(tmp_path)] == ["dd"]


def test_who_asks_at_once_waits_for_one_making(tmp_path: Path) -> None:
    drawer, made, go = Drawer(tmp_path), [], threading.Event()

    def make() -> bytes:
        made.append(1)
        go.wait(5)
        return b"whole"

    got: list[bytes] = []
    threads = [threading.Thread(target=lambda: got.append(drawer.get(OTHER, make))) for _ in range(4)]
    for one in threads:
        one.start()
    go.set()
    for one in threads:
        one.join(5)
    assert got == [b"whole"] * 4 and len(made) == 1
