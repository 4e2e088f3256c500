"""Work on an untrusted file in a process of its own, with limits on time and memory (docs/architecture.md, journey 1; standards.md 5.07).

A hostile or damaged file may hang a parser, fill the memory or crash a C library; then the child dies, and the caller gets one
sentence. The child inherits no environment and writes only to a folder that is removed after it (5.10). It bounds resources;
it is no prison: it runs as the same user. It knows nothing of what the work is.
"""

from __future__ import annotations

import contextlib
import logging
import os
import pickle
import resource
import signal
import subprocess
import sys
import tempfile
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, ParamSpec, TypeVar

from mingbai.errors import Refusal
from mingbai.importing.read.refusal import FAULT, TOO_HEAVY, TOO_SLOW, TRUNCATED

P = ParamSpec("P")
T = TypeVar("T")
_LOG = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Limits:
    """``seconds`` by the clock, ``processor`` seconds of computing, ``memory`` in bytes of address space."""

    seconds: float = 120
    processor: int = 110
    memory: int = 4 * 1024**3


USUAL = Limits()
"""The largest document of the five seeds takes 3 s and 300 MB; LibreOffice, which the child may start, reserves up to 3 GB."""


def within_limits(name: str, limits: Limits, work: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
    """``work(*args, **kwargs)``, done in a child process; ``name`` is the file's, for the sentence.

    ``work`` is a function of a module, and it, its arguments and its value can be pickled. Raises the Refusal that the work
    raised; UnreadableSource where it took too long, took too much memory, or broke.
    """
    with tempfile.TemporaryDirectory(prefix="mingbai-child-") as folder:
        told, code = _run(pickle.dumps((limits, work, args, kwargs)), limits.seconds, folder)
    if code is None or code == -signal.SIGXCPU:
        raise TOO_SLOW.of(name, f"（{limits.seconds:g} 秒）")
    if code in (-signal.SIGABRT, -signal.SIGKILL, -signal.SIGTRAP):
        raise TOO_HEAVY.of(name)
    if code != 0 or not told:
        _LOG.error("the child that worked on %s ended with %s", name, code)
        raise TRUNCATED.of(name)
    value: T = _outcome(name, told)
    return value


def _outcome(name: str, told: bytes) -> Any:
    sort, value = pickle.loads(told)  # noqa: S301 - written by our own child, as the same user
    if sort == "value":
        return value
    if sort == "refusal":
        raise value
    if sort == "memory":
        raise TOO_HEAVY.of(name)
    _LOG.error("a fault while working on %s:\n%s", name, value)
    raise FAULT.of(name)


def _run(task: bytes, seconds: float, folder: str) -> tuple[bytes, int | None]:
    """What the child wrote, and its exit code; None where it had to be stopped."""
    modules = os.pathsep.join(str(Path(path).resolve()) for path in sys.path if path)
    settings = {"PATH": os.environ.get("PATH", os.defpath), "TMPDIR": folder, "PYTHONPATH": modules, "LANG": "C.UTF-8"}
    command = [sys.executable, "-m", __name__]
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=settings)  # noqa: S603
    try:
        told, _ = process.communicate(task, seconds)
    except subprocess.TimeoutExpired:
        _stop(process)
        return b"", None
    return told, process.returncode


def _stop(process: subprocess.Popen[bytes]) -> None:
    """First ask, so that the child can end what it started itself (LibreOffice); then kill."""
    process.terminate()
    try:
        process.communicate(timeout=2)
    except subprocess.TimeoutExpired:
        process.kill()
        process.communicate()


def _work(source: IO[bytes], sink: IO[bytes]) -> None:
    """The child's part: read the task, take on the limits, do it, and write its outcome."""
    limits, work, args, kwargs = pickle.load(source)  # noqa: S301 - written by the parent
    for kind, most in ((resource.RLIMIT_AS, limits.memory), (resource.RLIMIT_CPU, limits.processor), (resource.RLIMIT_CORE, 0)):
        resource.setrlimit(kind, (most, most + 2))  # at the second one the kernel kills without a word
    try:
        outcome: tuple[str, Any] = "value", work(*args, **kwargs)
    except Refusal as refusal:
        outcome = "refusal", refusal
    except MemoryError:
        outcome = "memory", None
    except Exception:
        outcome = "fault", traceback.format_exc()
    with contextlib.suppress(BrokenPipeError):
        pickle.dump(outcome, sink)
        sink.flush()


def _stopped(*_: object) -> None:
    raise SystemExit(1)


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, _stopped)
    with os.fdopen(os.dup(1), "wb") as sink:
        os.dup2(2, 1)  # what a C library prints must not run into the outcome
        _work(sys.stdin.buffer, sink)
