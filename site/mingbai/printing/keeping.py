"""Keeps what was printed under its key on disk, so that a sheet of today is set once a day and by one process of all.

``Printer`` is what the site, the desk and the command line ask: a paper goes in, its PDF comes out. What is kept can be thrown away at
any time; damaged files are noticed by their digest and made anew. Knows no guide, no database and no request.
"""

from __future__ import annotations

import contextlib
import hashlib
import logging
import os
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from mingbai.errors import Unprinted
from mingbai.printing.child import Child
from mingbai.rendering.paper.sheet import Paper
from mingbai.rendering.pdf import Setter
from mingbai.settings import Settings

_LOG = logging.getLogger(__name__)
AGE = 3 * 24 * 3600
"""Seconds that a file is kept after it was made: the day of printing is part of the key, so after midnight nobody asks for it again."""
ROOM = 512 * 2**20
"""Bytes that are kept: all products of 160 guides, and the books of their places."""
OFTEN = 64
"""After so many new files old ones are looked for."""
PATIENCE = 90.0
"""Seconds that somebody waits for what others are having set."""


class Sets(Protocol):
    """What sets a paper in type: ``Setter`` in this process, ``Child`` in one beside it."""

    def key(self, paper: Paper) -> str:
        """Under what the PDF of ``paper`` may be kept: equal keys, equal bytes."""

    def pdf(self, paper: Paper) -> bytes:
        """The PDF of ``paper``. Raises Unprinted."""


class Drawer:
    """Files under ``folder``, at most ``room`` bytes of them and none older than ``age`` seconds. Safe between threads and processes.

    A file is named by its key and the beginning of the SHA-256 of its bytes: what does not hold what its name says is made anew.
    """

    def __init__(self, folder: Path, *, room: int = ROOM, age: int = AGE) -> None:
        self._folder = folder
        self._room = room
        self._age = age
        self._making = threading.Lock()
        self._put = 0

    def get(self, key: str, make: Callable[[], bytes], ending: str = "pdf") -> bytes:
        """What is kept under ``key``, a hexadecimal digest, else what ``make`` makes, which is kept from then on.

        One thread makes at a time. Raises what ``make`` raises; Unprinted where others take too long. A full disk keeps nothing and refuses
        nobody.
        """
        found = self.held(key, ending)
        if found is not None:
            return found
        if not self._making.acquire(timeout=PATIENCE):
            raise Unprinted("同时打印的人太多，这一份还没有轮到。", remedy="请过一分钟再试。")
        try:
            found = self.held(key, ending)
            if found is None:
                found = make()
                self._keep(key, ending, found)
        finally:
            self._making.release()
        return found

    def held(self, key: str, ending: str = "pdf") -> bytes | None:
        """What is kept under ``key``, None where nothing is, or what is there is damaged."""
        for path in (self._folder / key[:2]).glob(f"{key}-*.{ending}"):
            try:
                data = path.read_bytes()
                if path.stem.endswith(_mark(data)):
                    return data
                path.unlink()
            except OSError:
                continue  # another process threw it away, or the disk is broken: it is made anew
        return None

    def _keep(self, key: str, ending: str, data: bytes) -> None:
        path = self._folder / key[:2] / f"{key}-{_mark(data)}.{ending}"
        scratch = path.with_suffix(f".{os.getpid()}-{threading.get_ident()}.part")
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            scratch.write_bytes(data)
            scratch.replace(path)
            if self._put % OFTEN == 0:
                self.purge(path.stat().st_mtime)
            self._put += 1
        except OSError as error:
            with contextlib.suppress(OSError):
                scratch.unlink()
            _LOG.warning("打印件没有保存，下次重新排版：%s", error)

    def purge(self, now: float) -> None:
        """Throw away what is older than the drawer's age at ``now`` (seconds, as files' times count), then the oldest beyond its room."""
        left = self._room
        for made, size, path in sorted(self._files(), reverse=True):
            left -= size
            if left < 0 or made < now - self._age:
                path.unlink(missing_ok=True)

    def _files(self) -> list[tuple[float, int, Path]]:
        found = []
        for path in self._folder.glob("??/*"):
            try:
                told = path.stat()
            except FileNotFoundError:
                continue  # another process was faster
            found.append((told.st_mtime, told.st_size, path))
        return found


class Printer:
    """Papers to PDFs, each set once and kept."""

    def __init__(self, setter: Sets, drawer: Drawer) -> None:
        self._setter = setter
        self._drawer = drawer

    def pdf(self, paper: Paper) -> bytes:
        """The PDF of ``paper``. Raises Unprinted where it cannot be set."""
        return self.kept(paper, lambda: self._setter.pdf(paper), "pdf")

    def key(self, paper: Paper) -> str:
        """Under what the files of ``paper`` are kept."""
        return self._setter.key(paper)

    def held(self, key: str, ending: str) -> bytes | None:
        """The file with that ending that is kept under ``key``, None where none is."""
        return self._drawer.held(key, ending)

    def kept(self, paper: Paper, make: Callable[[], bytes], ending: str) -> bytes:
        """What ``make`` makes of ``paper`` as a file with that ending (docx, xlsx, html), once."""
        return self._drawer.get(self._setter.key(paper), make, ending)


def printer_beside(settings: Settings) -> Printer:
    """A printer for a process that has other things to do: Typst runs in a child and is loaded when first needed."""
    return Printer(Child(Setter(_templates(settings))), Drawer(Path(settings.pdf)))


def printer_within(settings: Settings) -> Printer:
    """A printer for a process that does nothing else: commands."""
    return Printer(Setter(_templates(settings)), Drawer(Path(settings.pdf)))


def _templates(settings: Settings) -> Path:
    return Path(settings.templates) / "print"


def _mark(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()[:16]
