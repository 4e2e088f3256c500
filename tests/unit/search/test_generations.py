"""An index on disk, whatever happens to it: damage, killed and competing processes, full disks. Every engine passes."""

from __future__ import annotations

import contextlib
import errno
import json
import os
import random
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from mingbai.search.embedded import EmbeddedIndex
from mingbai.search.generations import Generations
from mingbai.search.index import Asked, IndexDamaged, IndexFault
from mingbai.search.large import LargeIndex
from tests.entries import ENTRIES, make

ENGINES = {"whoosh": EmbeddedIndex, "tantivy": LargeIndex}
ASKED = Asked(words=("津贴", "转移"))


@pytest.fixture(params=ENGINES)
def engine(request) -> Callable[[Path], Generations]:
    return ENGINES[request.param]


@pytest.fixture
def filled(engine, tmp_path: Path) -> Generations:
    index = engine(tmp_path)
    index.change(ENTRIES, (), "7")
    return index


def slugs(index: Generations) -> set[str]:
    return {hit.slug for hit in index.find(ASKED)}


ALL = {"allowance", "maternity", "transfer"}


def files(folder: Path) -> Iterator[Path]:
    return (path for path in folder.glob("*/0*/*") if path.is_file() and "lock" not in path.name.lower())


def overwritten(path: Path, content: bytes) -> None:
    """A new file in place of the old one, as a restored backup or a repaired disk leaves it."""
    path.unlink()
    path.write_bytes(content)


def flipped(content: bytes) -> bytes:
    middle = len(content) // 2
    return content[:middle] + bytes([content[middle] ^ 255]) + content[middle + 1 :] if content else b"?"


DAMAGES: dict[str, Callable[[Path], None]] = {
    "cut short": lambda path: overwritten(path, path.read_bytes()[:7]),
    "cut short where it lies": lambda path: os.truncate(path, min(7, path.stat().st_size - 1)),
    "emptied": lambda path: overwritten(path, b""),
    "random": lambda path: overwritten(path, os.urandom(path.stat().st_size)),
    "one byte": lambda path: overwritten(path, flipped(path.read_bytes())),
    "missing": lambda path: path.unlink(),
    "a folder in its place": lambda path: (path.unlink(), path.mkdir()),
}


@pytest.mark.parametrize("opened", [False, True], ids=["closed", "open"])
@pytest.mark.parametrize("damage", DAMAGES)
def test_every_damage_to_any_file_is_seen_before_a_wrong_answer(engine, filled, tmp_path: Path, damage: str, opened: bool) -> None:
    for number in range(len(list(files(tmp_path)))):
        index = engine(tmp_path)
        if opened:
            assert slugs(index) == ALL
        DAMAGES[damage](sorted(files(tmp_path))[number])
        with contextlib.suppress(IndexDamaged):
            assert slugs(index) == ALL  # an open reader may hold what it needs
        with pytest.raises(IndexDamaged):
            engine(tmp_path).find(ASKED)
        with pytest.raises(IndexDamaged):
            engine(tmp_path).digests()
        with pytest.raises(IndexDamaged):
            engine(tmp_path).change([make("new")], (), "8")
        index.replace(ENTRIES, "7")
        assert slugs(index) == ALL == slugs(engine(tmp_path)) and index.mark() == "7"


WRONG = {
    "emptied": b"",
    "cut short": b'{"folder": "00000001", "ma',
    "not text": b"\xff\xfe\x00",
    "another shape": b"[1, 2]",
    "no files": b'{"folder": "00000001", "mark": "7", "maker": "x"}',
    "outside": b'{"folder": "../../etc", "mark": "7", "maker": "x", "files": {}}',
    "outside by a file": b'{"folder": "00000001", "mark": "7", "maker": "x", "files": {"../x": [1, 1]}}',
    "no mark": b'{"folder": "00000001", "mark": null, "maker": "x", "files": {}}',
}


@pytest.mark.parametrize("wrong", WRONG)
def test_a_wrong_list_of_the_files_is_damage_and_has_no_mark(engine, filled, tmp_path: Path, wrong: str) -> None:
    overwritten(next(tmp_path.glob("*/current")), WRONG[wrong])
    for index in (filled, engine(tmp_path)):
        assert index.mark() == ""
        with pytest.raises(IndexDamaged):
            index.find(ASKED)
    filled.replace(ENTRIES, "8")
    assert filled.mark() == "8" and slugs(engine(tmp_path)) == ALL


def test_what_another_version_of_the_engine_wrote_is_made_anew(engine, filled, tmp_path: Path) -> None:
    current = next(tmp_path.glob("*/current"))
    overwritten(current, json.dumps({**json.loads(current.read_text()), "maker": "whoosh 1.0"}).encode())
    with pytest.raises(IndexDamaged, match="whoosh 1"):
        engine(tmp_path).find(ASKED)


def test_a_file_or_a_folder_that_stands_in_the_way_is_taken_away(engine, tmp_path: Path) -> None:
    root = engine(tmp_path)._root
    root.write_text("in the way")
    engine(tmp_path).change(ENTRIES, (), "1")
    (root / "current").unlink()
    (root / "current").mkdir()
    index = engine(tmp_path)
    assert index.mark() == ""
    index.replace(ENTRIES, "2")
    assert slugs(index) == ALL and index.mark() == "2"


def test_a_folder_taken_away_under_a_reader_leaves_an_empty_index(engine, filled, tmp_path: Path) -> None:
    assert slugs(filled) == ALL
    shutil.rmtree(tmp_path)
    assert slugs(filled) == set() and filled.mark() == "" and dict(filled.digests()) == {}
    filled.change(ENTRIES, (), "8")
    assert slugs(filled) == ALL and filled.mark() == "8"


def test_cleared_and_made_anew_under_a_reader(engine, filled, tmp_path: Path) -> None:
    reader = engine(tmp_path)
    assert slugs(reader) == ALL
    filled.clear()
    assert slugs(reader) == set()
    filled.change([make("other", "津贴")], (), "1")
    assert slugs(reader) == {"other"}


def test_a_folder_that_cannot_be_written_keeps_the_old_state(engine, filled, tmp_path: Path, monkeypatch) -> None:
    def full(*args: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(type(filled._engine), "write", full)
    with pytest.raises(OSError, match="space"):
        filled.change([make("new", "津贴")], ["420000/transfer"], "8")
    monkeypatch.undo()
    assert slugs(filled) == ALL == slugs(engine(tmp_path)) and filled.mark() == "7"
    assert len(list(tmp_path.glob("*/0*"))) == 1


def test_a_disk_that_is_full_at_the_last_step_keeps_the_old_state(engine, filled, tmp_path: Path, monkeypatch) -> None:
    def full(self: Path, *args: object, **more: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(Path, "write_text", full)
    with pytest.raises(OSError, match="space"):
        filled.change([make("new", "津贴")], ["420000/transfer"], "8")
    monkeypatch.undo()
    assert slugs(filled) == ALL == slugs(engine(tmp_path)) and filled.mark() == "7"


def test_an_entry_that_fails_half_way_changes_nothing(engine, filled) -> None:
    def failing():
        yield make("new", "津贴")
        raise RuntimeError

    for change in (lambda: filled.change(failing(), ["420000/transfer"], "9"), lambda: filled.replace(failing(), "9")):
        with pytest.raises(RuntimeError):
            change()
        assert slugs(filled) == ALL and filled.mark() == "7"
    filled.change([make("new", "津贴")], (), "9")
    assert slugs(filled) == {*ALL, "new"}


def test_a_question_that_an_engine_fails_on_is_no_damage(filled, monkeypatch) -> None:
    assert slugs(filled) == ALL

    def fails(self, asked: Asked) -> None:
        raise ValueError("a fault of ours")

    monkeypatch.setattr(type(filled._opened[1]), "find", fails)
    with pytest.raises(IndexFault, match="fault of ours"):
        filled.find(ASKED)


def test_publishing_one_guide_writes_little(engine, tmp_path: Path) -> None:
    index = engine(tmp_path)
    chance = random.Random(1)
    bodies = ["".join(chr(chance.randrange(0x4E00, 0x9000)) for _ in range(300)) for _ in range(400)]
    many = [make(f"guide-{number:04d}", f"医保事项{number}", body=body) for number, body in enumerate(bodies)]
    index.change(many, (), "1")
    before = {path.stat().st_ino for path in files(tmp_path)}
    size = sum(path.stat().st_size for path in files(tmp_path))
    index.change([make("guide-0007", "改了名")], (), "2")
    fresh = sum(path.stat().st_size for path in files(tmp_path) if path.stat().st_ino not in before)
    assert fresh < size / 8
    assert len(index.digests()) == 400 and len(list(tmp_path.glob("*/0*"))) == 1


def test_the_other_engines_folder_is_thrown_away(tmp_path: Path) -> None:
    EmbeddedIndex(tmp_path).change(ENTRIES, (), "1")
    LargeIndex(tmp_path).change(ENTRIES, (), "1")
    assert [path.name.partition("-")[0] for path in tmp_path.iterdir()] == ["tantivy"]
    assert EmbeddedIndex(tmp_path).mark() == ""
    EmbeddedIndex(tmp_path).change(ENTRIES, (), "1")
    assert [path.name.partition("-")[0] for path in tmp_path.iterdir()] == ["whoosh"]
