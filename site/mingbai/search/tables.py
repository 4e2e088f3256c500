"""The table of this host: made from the library when what is in force has changed, kept as one file beside the index, and in memory.

Whoever brings the index up to date makes the table too and puts the file in place in one step; the others load it when the mark
of the library changes. A file that is missing, damaged or of another shape is made again. What was removed by law (``vanish``) is
in no table: files of earlier states and shapes are thrown away when a new one is written.
"""

from __future__ import annotations

import contextlib
import fcntl
import hashlib
import json
import logging
import os
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from mingbai.guides.kinds import Lexicon, LifeEvent, Service
from mingbai.guides.version import Heading
from mingbai.publishing.library import Library
from mingbai.search import compiling
from mingbai.search.compiling import Mentions, compiled, mentions_of
from mingbai.search.refresh import mark_of, number_of
from mingbai.search.table import EMPTY, Table, loaded, written

_LOG = logging.getLogger(__name__)
SHAPE = f"{compiling.SHAPE}"
_BEGINNING = 200
"""Bytes of a file of a table in which its mark stands."""


class Tables:
    """The tables of one folder; ``None`` keeps nothing on disk (a single process that asks once)."""

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder
        self._mark = ""
        self._table = EMPTY
        self._lock = threading.Lock()
        self.elsewhere: Callable[[], bool] | None = None
        """Makes the file in another process, where there is such a one, and says whether it did; what it does not make is made here."""

    @property
    def held(self) -> Table | None:
        """The table that this process has in memory, of whatever state; None where it has none yet."""
        return self._table if self._mark else None

    def current(self, library: Library) -> Table:
        """The table of what is in force: from memory, from the file, or made. While another process makes it, the one before."""
        mark = mark_of(library)
        if mark != self._mark:
            with self._lock:
                if mark != self._mark:
                    self._turn_to(mark, library)
        return self._table

    def clear(self) -> None:
        """Throw away every file of a table, of whatever shape; the next question makes it anew."""
        with self._lock:
            self._mark, self._table = "", EMPTY
            for path in self._files():
                path.unlink(missing_ok=True)

    def _turn_to(self, mark: str, library: Library) -> None:
        kept = self._kept(mark) or self._from_elsewhere(mark) or self._made_here(mark, library)
        if kept:
            self._mark, self._table = kept

    def _kept(self, mark: str) -> tuple[str, Table] | None:
        """What the file holds, if that is of ``mark``; else it is not read beyond its beginning, for that would take half a second."""
        begins = json.dumps({"mark": mark}, ensure_ascii=False, separators=(",", ":")).encode()[:-1]
        if self._folder is None:
            return None
        try:
            with (self._folder / _table_file).open("rb") as file:
                if begins not in file.read(_BEGINNING):
                    return None
        except OSError:
            return None
        kept: tuple[str, Table] | None = self._read(_table_file, _table_of)
        return kept if kept and kept[0] == mark else None

    def _from_elsewhere(self, mark: str) -> tuple[str, Table] | None:
        """What another process has made, one at a time however many workers want it; None where none does. It may be of a state that has
        come since ``mark``: to make that of ``mark`` here would cost readers seconds, and be out of date."""
        if self.elsewhere is None or self._folder is None:
            return None
        with self._writing(wait=True, lock="child.lock"):
            kept = self._kept(mark)
            if kept is None and self.elsewhere():
                kept = self._read(_table_file, _table_of)
        return kept if kept and (kept[0] == mark or number_of(kept[0]) > number_of(mark)) else None

    def _made_here(self, mark: str, library: Library) -> tuple[str, Table] | None:
        """Make the table and its file; None while another process does so and there is one from before."""
        with self._writing(wait=not self._mark) as mine:
            if not mine:
                return None
            kept: tuple[str, Table] | None = self._read(_table_file, _table_of)  # another process may have made it meanwhile
            if kept is None or kept[0] != mark:
                kept = mark, self._made(library, kept[1] if kept else self._table)
                self._write(_table_file, {"mark": mark, "table": written(kept[1])})
                self._drop_others()
            return kept

    def _made(self, library: Library, before: Table) -> Table:
        """The table of what is in force; what has not changed since the last is not read or spelt again."""
        services, lexicons, events = spoken(library)
        known: dict[str, tuple[str, Mentions]] = self._read(_mentions_file, _mentions_by_key) or {}
        mentions = dict(_mentions(library, known))
        if mentions != known:
            self._write(_mentions_file, {key: [digest, compiling.written(one)] for key, (digest, one) in mentions.items()})
        return compiled(services, lexicons, events, [one for _, one in mentions.values()], before)

    def _drop_others(self) -> None:
        """Throw away tables of other shapes, in which words may stand that are in force no more."""
        for path in self._files():
            if not path.name.startswith((_table_file, _mentions_file)):
                path.unlink(missing_ok=True)

    def _files(self) -> list[Path]:
        return [] if self._folder is None else [path for name in ("table", "mentions") for path in self._folder.glob(f"{name}-*.json*")]

    def _read(self, name: str, take: Any) -> Any:
        """What a file holds; None where there is none, or none that can be trusted."""
        if self._folder is None:
            return None
        try:
            digest, _, text = (self._folder / name).read_bytes().partition(b"\n")
            if hashlib.sha256(text).hexdigest().encode() != digest:
                raise ValueError("digest")
            return take(json.loads(text))
        except FileNotFoundError:
            return None
        except (OSError, ValueError, TypeError, KeyError) as error:
            _LOG.warning("检索词表文件 %s 不能使用，正在重建：%r", name, error)
            return None

    def _write(self, name: str, content: Any) -> None:
        """Put a file in place in one step. A disk that is full costs the next process some time, never an answer."""
        if self._folder is None:
            return
        text = json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()
        fresh = self._folder / f"{name}.{os.getpid()}"
        try:
            fresh.write_bytes(hashlib.sha256(text).hexdigest().encode() + b"\n" + text)
            fresh.replace(self._folder / name)
        except OSError as error:
            _LOG.warning("检索词表文件 %s 不能保存：%r。请检查磁盘空间和权限。", name, error)
            with contextlib.suppress(OSError):
                fresh.unlink(missing_ok=True)

    @contextlib.contextmanager
    def _writing(self, wait: bool, lock: str = "table.lock") -> Iterator[bool]:
        """Whether this process is the one that makes the table; with ``wait`` it waits its turn."""
        try:
            if self._folder is None:
                raise FileNotFoundError
            self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            handle = (self._folder / lock).open("w")
        except OSError:
            yield True
            return
        with handle:
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
            except BlockingIOError:
                yield False
                return
            yield True


_table_file = f"table-{SHAPE}.json"
_mentions_file = f"mentions-{SHAPE}.json"


def _table_of(kept: Any) -> tuple[str, Table]:
    return kept["mark"], loaded(kept["table"])


def _mentions_by_key(kept: Any) -> dict[str, tuple[str, Mentions]]:
    return {key: (digest, compiling.loaded(one)) for key, (digest, one) in kept.items()}


def spoken(library: Library) -> tuple[list[Service], list[Lexicon], list[LifeEvent]]:
    """The services, lexicons and life events in force: how people ask."""
    services, lexicons, events = (
        [library.current(kind, "", one.slug).value for one in _standing(library, kind)] for kind in ("service", "lexicon", "event")
    )
    return services, lexicons, events


def mentioned(library: Library) -> list[Mentions]:
    """What the guides in force are called and cite."""
    return [one for _, (_, one) in _mentions(library, {})]


def _standing(library: Library, kind: str) -> list[Heading]:
    return [one for one in library.listing(kind) if not one.removed]


def _mentions(library: Library, known: dict[str, tuple[str, Mentions]]) -> Iterator[tuple[str, tuple[str, Mentions]]]:
    for one in _standing(library, "guide"):
        key = f"{one.region}/{one.slug}"
        before = known.get(key)
        if before is not None and before[0] == one.digest:
            yield key, before
        else:
            yield key, (one.digest, mentions_of(library.current("guide", one.region, one.slug).value))
