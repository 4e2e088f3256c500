"""An index on disk as a row of generations, of which one counts: every change is all or nothing, whatever the engine.

A change copies the present generation's files by hard links (an engine never writes into a file that it has finished), lets the
engine write beside them, and then replaces one small file, ``current``, that names the generation, its mark and the length and
checksum of every file in it. A process that is killed leaves either the old state or the new one and never a mark that lies; a
reader holds one generation, which nobody changes, and looks at ``current`` before each question. Damage of any kind shows as
IndexDamaged before an engine reads a wrong byte. Nothing here knows what a guide is.
"""

from __future__ import annotations

import contextlib
import fcntl
import json
import os
import shutil
import threading
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Protocol, TypeVar

from mingbai.search.entry import SHAPE, Entry
from mingbai.search.index import Asked, Hit, IndexBusy, IndexDamaged, IndexFault

_T = TypeVar("_T")
_TRIES = 3
"""How often a reader looks again where a newer generation replaced the one that it was opening."""


class Reader(Protocol):
    """One generation, opened."""

    def digests(self) -> Mapping[str, str]:
        """The digest of every entry by its key."""

    def find(self, asked: Asked) -> Sequence[Hit]:
        """The best matches, best first."""


class Engine(Protocol):
    """What writes a generation into a folder of its own and reads it. Any exception of ``open`` and of a reader means damage."""

    name: str
    maker: str
    """The engine and its version: what another version wrote is made anew."""
    transient: frozenset[str]
    """Names of files that are not part of what was written (locks)."""

    def write(self, folder: Path, put: Iterable[Entry], drop: Iterable[str]) -> None:
        """Put and drop entries in ``folder``, which holds what was written before, or nothing. Replaces files, never changes them."""

    def open(self, folder: Path) -> Reader:
        """What ``folder`` holds."""


@dataclass(frozen=True, slots=True)
class Current:
    """What the file ``current`` says: the generation that counts, its mark, its maker, and each file with its length and CRC-32."""

    folder: str
    mark: str
    maker: str
    files: Mapping[str, tuple[int, int]]


class Generations:
    """An index of ``engine`` somewhere below ``folder``; made when first written. Safe between threads and processes."""

    def __init__(self, folder: Path, engine: Engine) -> None:
        self._home = folder
        self._engine = engine
        self._root = folder / f"{engine.name}-{SHAPE}"
        self._writers = threading.RLock()
        self._depth = 0
        self._readers = threading.Lock()
        self._seen: tuple[int, ...] = ()
        self._told: Current | None = None
        self._opened: tuple[Current, Reader] | None = None
        self._checked: dict[tuple[int, ...], int] = {}

    def mark(self) -> str:
        """The mark that the last change left; empty where there is no index or it cannot be read."""
        with contextlib.suppress(OSError, IndexDamaged):
            told = self._current()
            return told.mark if told else ""
        return ""

    def digests(self) -> Mapping[str, str]:
        """The digest of every entry by its key. Raises IndexDamaged."""
        try:
            return self._reading(lambda reader: reader.digests(), {})
        except IndexFault as error:
            raise IndexDamaged(str(error)) from error

    def find(self, asked: Asked) -> Sequence[Hit]:
        """The best matches, best first. Raises IndexDamaged, IndexFault."""
        return self._reading(lambda reader: reader.find(asked), ())

    def change(self, put: Iterable[Entry], drop: Iterable[str], mark: str) -> None:
        """Put and drop entries and leave ``mark``, all or nothing. Raises IndexBusy, IndexDamaged; OSError where it cannot be written."""
        with self.writing():
            told = self._current()
            if told is not None:
                self._verify(told)
            self._write(told, put, drop, mark)

    def replace(self, entries: Iterable[Entry], mark: str) -> None:
        """Hold exactly ``entries`` from now on; until they are all there the old ones answer. Raises IndexBusy; OSError."""
        with self.writing():
            self._write(None, entries, (), mark)

    def clear(self) -> None:
        """Throw everything away, of other engines and of earlier shapes too, in which the same words may stand. Raises IndexBusy."""
        with self.writing():
            (self._root / "current").unlink(missing_ok=True)
            self._sweep(keep="")
            self._others()

    @contextlib.contextmanager
    def writing(self) -> Iterator[None]:
        """Hold the index's lock, which one process and one thread has; may be held again by its holder. Raises IndexBusy, OSError."""
        if not self._writers.acquire(blocking=False):
            raise IndexBusy
        try:
            self._depth += 1
            if self._depth > 1:
                yield
                return
            if self._root.exists() and not self._root.is_dir():
                self._root.unlink()
            self._root.mkdir(parents=True, exist_ok=True, mode=0o700)
            with (self._root / "lock").open("wb") as held:
                try:
                    fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
                except BlockingIOError as error:
                    raise IndexBusy from error
                yield
        finally:
            self._depth -= 1
            self._writers.release()

    def _write(self, old: Current | None, put: Iterable[Entry], drop: Iterable[str], mark: str) -> None:
        self._sweep(keep=old.folder if old else self._kept())
        fresh = self._root / _next(self._root)
        fresh.mkdir(mode=0o700)
        try:
            for name in old.files if old else ():
                _linked(self._root / old.folder / name, fresh / name)
            self._engine.write(fresh, put, drop)
            self._tell(Current(fresh.name, mark, self._engine.maker, dict(self._measured(fresh))))
        except BaseException:
            shutil.rmtree(fresh, ignore_errors=True)
            raise
        self._sweep(keep=fresh.name)
        self._others()

    def _kept(self) -> str:
        try:
            told = self._current()
        except IndexDamaged:
            return ""
        return told.folder if told else ""

    def _measured(self, folder: Path) -> Iterator[tuple[str, tuple[int, int]]]:
        for path in sorted(folder.iterdir()):
            if path.name not in self._engine.transient:
                yield path.name, (path.stat().st_size, self._sum(path))

    def _tell(self, current: Current) -> None:
        beside = self._root / "current.new"
        beside.write_text(json.dumps(asdict(current)), encoding="utf-8")
        beside.replace(self._root / "current")

    def _current(self) -> Current | None:
        """What ``current`` says now; None where there is none. Raises IndexDamaged, OSError."""
        try:
            found = (self._root / "current").stat()
        except (FileNotFoundError, NotADirectoryError):
            return None
        seen = (found.st_mtime_ns, found.st_ino, found.st_size)
        if seen != self._seen or self._told is None:
            self._told, self._seen = _read(self._root / "current"), seen
        return self._told

    def _reading(self, ask: Callable[[Reader], _T], nothing: _T) -> _T:
        """What ``ask`` gets from the present generation, or ``nothing`` where there is none."""
        for _ in range(_TRIES):
            told = self._current()
            if told is None:
                return nothing
            try:
                return ask(self._reader(told))
            except BaseException as error:  # a Rust panic is no Exception
                if isinstance(error, KeyboardInterrupt | SystemExit | GeneratorExit | MemoryError):
                    raise
                if self._current() == told:
                    self._verify(told)
                    # The files are what was written: then what failed is the question, and making the index anew would not help.
                    raise IndexFault(repr(error)) from error
                # else a newer generation has come and this one was taken away while it was opened
        raise IndexDamaged("the index changes faster than it can be read")

    def _reader(self, told: Current) -> Reader:
        opened = self._opened
        if opened is not None and opened[0] == told:
            self._lengths(told)
            return opened[1]
        with self._readers:
            if self._opened is None or self._opened[0] != told:
                self._verify(told)
                self._opened = told, self._engine.open(self._root / told.folder)
            return self._opened[1]

    def _verify(self, told: Current) -> None:
        """Every file is there and is what was written. Each is summed once by a process. Raises IndexDamaged, OSError."""
        if told.maker != self._engine.maker:
            raise IndexDamaged(f"written by {told.maker}")
        self._lengths(told)
        for name, (_, checksum) in told.files.items():
            if self._sum(self._root / told.folder / name) != checksum:
                raise IndexDamaged(name)

    def _lengths(self, told: Current) -> None:
        """A file that was cut short while it is mapped into memory would end the process (SIGBUS), so look before each question."""
        folder = self._root / told.folder
        for name, (length, _) in told.files.items():
            try:
                if (folder / name).stat().st_size != length:
                    raise IndexDamaged(name)
            except (FileNotFoundError, NotADirectoryError) as error:
                raise IndexDamaged(name) from error

    def _sum(self, path: Path) -> int:
        found = path.stat()
        known = (found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns)
        if known not in self._checked:
            total = 0
            with path.open("rb") as file:
                while piece := file.read(1 << 20):
                    total = zlib.crc32(piece, total)
            self._checked[known] = total
        return self._checked[known]

    def _sweep(self, keep: str) -> None:
        """Take away every generation but ``keep``; whoever still reads one holds its files."""
        for path in self._root.iterdir():
            if path.is_dir() and path.name != keep:
                shutil.rmtree(path, ignore_errors=True)
        alive = {(path.stat().st_dev, path.stat().st_ino) for path in self._root.glob("*/*")}
        self._checked = {known: total for known, total in self._checked.items() if known[:2] in alive}

    def _others(self) -> None:
        for pattern in _FOLDERS:
            for path in self._home.glob(pattern):
                if path != self._root:
                    shutil.rmtree(path, ignore_errors=True)


_FOLDERS = ("whoosh-*", "tantivy-*")
"""What engines call their folders, in this version and earlier ones."""


def _read(path: Path) -> Current:
    try:
        found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        files = {str(name): (int(length), int(checksum)) for name, (length, checksum) in found["files"].items()}
        told = Current(found["folder"], found["mark"], found["maker"], files)
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise IndexDamaged(path.name) from error
    if not told.folder.isdigit() or any("/" in name for name in files) or not isinstance(told.mark, str):
        raise IndexDamaged(path.name)
    return told


def _next(root: Path) -> str:
    """A name that no generation has."""
    numbers = [int(path.name) for path in root.iterdir() if path.name.isdigit()]
    return f"{max(numbers, default=0) + 1:08d}"


def _linked(source: Path, target: Path) -> None:
    try:
        os.link(source, target)
    except OSError:  # a file system without hard links
        shutil.copy2(source, target)
