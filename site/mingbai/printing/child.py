"""Typst in a process of its own: it takes some 100 MB, may one day crash or never end, and a worker that reads pages to people must not.

A worker starts its child with the first paper and talks to it through two pipes: a paper goes in as JSON, its PDF or the reason why
there is none comes back. A child that nobody asked for some minutes, or that has grown large, ends by itself; the next paper
starts another. Knows no guide and no database.

A message is its kind and length on one line, then that many bytes: ``paper 1234\\n…``.
"""

from __future__ import annotations

import atexit
import contextlib
import json
import logging
import os
import resource
import select
import subprocess
import sys
import threading
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import IO

from mingbai.errors import Unprinted
from mingbai.rendering.paper.sheet import Paper
from mingbai.rendering.pdf import Setter

_LOG = logging.getLogger(__name__)
_COMMAND = "from mingbai.printing.child import main; main()"
AGAIN = "内容没有改动；请过一会儿再试，急用时可以用浏览器打印网页。"


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """``seconds`` that one paper may take, ``idle`` seconds after which a child ends, ``memory`` bytes of address space that it may
    reserve, ``grown`` bytes of memory beyond which it ends after an answer."""

    seconds: float = 60
    idle: float = 300
    memory: int = 4 * 2**30
    grown: int = 500 * 2**20


USUAL = Limits()
"""The book of a place takes 1 to 3 seconds and 200 MB; a guide 0.05 s."""


class Child:
    """Sets papers as ``setter`` would, in a child process. Safe between threads: one paper at a time."""

    def __init__(self, setter: Setter, limits: Limits = USUAL) -> None:
        self._setter = setter
        self._limits = limits
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._owner = 0

    @property
    def number(self) -> int | None:
        """The child's process number, None while there is none."""
        return self._process.pid if self._lives() and self._process else None

    def key(self, paper: Paper) -> str:
        """Under what the PDF of ``paper`` may be kept."""
        return self._setter.key(paper)

    def pdf(self, paper: Paper) -> bytes:
        """The PDF of ``paper``. Raises Unprinted where it cannot be set, takes too long, or breaks the child."""
        written = {"template": paper.template, "title": paper.title, "data": paper.data, "day": paper.day.isoformat()}
        asked = json.dumps(written, ensure_ascii=False).encode()
        with self._lock:
            waited = self._lives()
            told = self._ask(asked, paper.title)
            if told is None and waited:
                told = self._ask(asked, paper.title)  # the old one had just ended by itself
        if told is None:
            raise Unprinted(f"“{paper.title}”排版时程序中断了。", remedy=AGAIN)
        kind, body = told
        if kind != "pdf":
            raise Unprinted(**json.loads(body))
        return body

    def close(self) -> None:
        """End the child, if there is one."""
        process, self._process = self._process, None
        if process is not None and self._owner == os.getpid():
            process.kill()
            process.communicate()
            atexit.unregister(self.close)

    def _lives(self) -> bool:
        """Whether this process, and not the one that it was forked from, has a child that runs."""
        return self._owner == os.getpid() and self._process is not None and self._process.poll() is None

    def _ask(self, asked: bytes, title: str) -> tuple[str, bytes] | None:
        """The child's answer, None where it ended instead. Raises Unprinted where it took too long."""
        process = self._running()
        assert process.stdin and process.stdout
        late = threading.Event()

        def stop() -> None:
            late.set()
            process.kill()

        clock = threading.Timer(self._limits.seconds, stop)
        clock.daemon = True
        clock.start()
        told = None
        with contextlib.suppress(BrokenPipeError):
            _send(process.stdin, "paper", asked)
            told = _received(process.stdout)
        clock.cancel()
        if told is None:
            self.close()
        if late.is_set():
            _LOG.error("排版超过 %g 秒，已停止：%s", self._limits.seconds, title)
            raise Unprinted(f"“{title}”排版超过 {self._limits.seconds:g} 秒，已停止。", remedy=AGAIN)
        return told

    def _running(self) -> subprocess.Popen[bytes]:
        if not self._lives() or self._process is None:
            self.close()
            settings = {
                "PATH": os.environ.get("PATH", os.defpath),
                "PYTHONPATH": os.pathsep.join(filter(None, sys.path)),
                "LANG": "C.UTF-8",
            }
            command = [sys.executable, "-c", _COMMAND, str(self._setter.folder), json.dumps(asdict(self._limits))]
            self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=settings)  # noqa: S603
            self._owner = os.getpid()
            atexit.register(self.close)
        return self._process


def main() -> None:
    """What the child does: take papers from its standard input until there are no more."""
    folder, limits = Path(sys.argv[1]), Limits(**json.loads(sys.argv[2]))
    resource.setrlimit(resource.RLIMIT_AS, (limits.memory, limits.memory))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    os.nice(5)
    sink = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints must not run into an answer
    setter = Setter(folder)
    with os.fdopen(0, "rb", buffering=0, closefd=False) as source, contextlib.suppress(BrokenPipeError):
        while select.select([source], [], [], limits.idle)[0] and (asked := _received(source)):
            _send(sink, *_answer(setter, asked[1]))
            if _grown() > limits.grown:
                return


def _grown() -> int:
    """Bytes of memory that this process took at most. Linux hands the figure of getrusage down from a parent: a large worker's children
    would all end after one paper."""
    with contextlib.suppress(OSError):
        for line in Path("/proc/self/status").read_text(encoding="ascii", errors="replace").splitlines():
            if line.startswith("VmHWM:"):
                return int(line.split()[1]) * 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


def _answer(setter: Setter, asked: bytes) -> tuple[str, bytes]:
    found = json.loads(asked)
    try:
        return "pdf", setter.pdf(Paper(**{**found, "day": date.fromisoformat(found["day"])}))
    except Unprinted as refusal:
        told = {"sentence": refusal.sentence, "place": refusal.place, "remedy": refusal.remedy}
        return "refusal", json.dumps(told, ensure_ascii=False).encode()


def _send(sink: IO[bytes], kind: str, body: bytes) -> None:
    sink.write(f"{kind} {len(body)}\n".encode() + body)
    sink.flush()


def _received(source: IO[bytes]) -> tuple[str, bytes] | None:
    """A message, None where the other side ended before its end."""
    kind, _, length = source.readline(64).decode().strip().partition(" ")
    left, parts = int(length or 0), []
    while left > 0:
        part = source.read(left)
        if not part:
            return None
        left -= len(part)
        parts.append(part)
    return (kind, b"".join(parts)) if kind else None
