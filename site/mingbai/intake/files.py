"""Documents as they were handed in, by SHA-256: the bytes lie under their digest, once, and stay when their reading fails.

A file is taken in as a stream, so that its size is refused before it fills the disk; it becomes visible under its name in
one step. Its kind is told from its content and never from its name (standards 5.07). Knows no database and no request.
"""

from __future__ import annotations

import hashlib
import os
import re
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from mingbai.errors import NotFound, Refusal
from mingbai.importing.read.kind import kind_of
from mingbai.importing.read.refusal import EMPTY, TOO_LARGE

_PIECE = 1 << 20
_DIGEST = re.compile(r"[0-9a-f]{64}")
_LONGEST_NAME = 200
MEGABYTE = 1 << 20


@dataclass(frozen=True, slots=True)
class Taken:
    """A file that was taken in: SHA-256 of its bytes in hex, the name it came under, its size in bytes, its kind (docx, pdf …)."""

    digest: str
    name: str
    size: int
    kind: str


class Files:
    """The files in ``folder``, ``ab/abcd…`` by digest. ``largest`` is the most bytes that one may have."""

    def __init__(self, folder: Path, largest: int) -> None:
        self._folder = folder
        self.largest = largest

    def take(self, name: str, source: IO[bytes]) -> Taken:
        """Keep what ``source`` gives, under its digest. Raises UnreadableSource for what is empty, too large or no document, Refusal
        where the disk does not take it; nothing is left behind then."""
        shown = plain_name(name)
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            handle, part = tempfile.mkstemp(prefix=".incoming-", dir=self._folder)
            try:
                with os.fdopen(handle, "wb") as sink:
                    digest, size = self._copied(shown, source, sink)
                kind = kind_of(shown, Path(part).read_bytes())
                self._settle(Path(part), digest)
            finally:
                Path(part).unlink(missing_ok=True)
        except OSError as error:
            raise Refusal(
                f"文件存不下来：{error.strerror}。", place=shown, remedy="请联系系统管理员检查磁盘空间和权限，再登记一次。"
            ) from error
        return Taken(digest, shown, size, kind)

    def path(self, digest: str) -> Path:
        """Where the bytes of ``digest`` lie. Raises NotFound."""
        path = self._place(digest)
        if not path.is_file():
            raise NotFound("这份文件的原件已经不在了。", remedy="请重新登记这份文件。")
        return path

    def remove(self, digest: str) -> None:
        """Erase the bytes of ``digest``, if they are there: the law ordered its words away, or its reader withdrew it."""
        self._place(digest).unlink(missing_ok=True)

    def _place(self, digest: str) -> Path:
        if not _DIGEST.fullmatch(digest):
            raise NotFound("没有这份文件。", remedy="请从来文列表进入。")
        return self._folder / digest[:2] / digest

    def _copied(self, name: str, source: IO[bytes], part: IO[bytes]) -> tuple[str, int]:
        seen, size = hashlib.sha256(), 0
        while piece := source.read(_PIECE):
            size += len(piece)
            if size > self.largest:
                raise too_large(name, self.largest)
            seen.update(piece)
            part.write(piece)
        if not size:
            raise EMPTY.of(name)
        part.flush()
        os.fsync(part.fileno())
        return seen.hexdigest(), size

    def _settle(self, part: Path, digest: str) -> None:
        """Give the bytes their name, in one step. The same bytes a second time are the same file."""
        target = self._place(digest)
        target.parent.mkdir(exist_ok=True)
        part.replace(target)


def too_large(name: str, largest: int) -> Refusal:
    """The refusal of a file of more than ``largest`` bytes."""
    said = TOO_LARGE.of(name)
    return type(said)(f"文件超过 {largest // MEGABYTE} MB，没有登记。", place=name, remedy=said.remedy)


def plain_name(name: str) -> str:
    """The last part of the name that a browser sent, without paths and control characters; only ever shown, never opened."""
    last = re.split(r"[\\/]", name)[-1]
    shown = "".join(sign for sign in last if sign.isprintable()).strip()
    return shown[-_LONGEST_NAME:] or "未命名文件"
