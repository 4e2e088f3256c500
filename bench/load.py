"""Asking a server on this machine as fast as it answers, through wrk, and reading what it measured. Bounded in time; loopback only."""

from __future__ import annotations

import re
import shutil
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path

SCRIPT = """
done = function(summary, latency, requests)
  io.write(string.format("FIGURES %d %d %d %d %d %d\\n", summary.requests, summary.duration, latency:percentile(50),
    latency:percentile(99), summary.errors.status, summary.errors.connect + summary.errors.read + summary.errors.timeout))
end
"""


@dataclass(frozen=True)
class Figures:
    """Answers a second, milliseconds at the 50th and 99th percentile, and answers that were errors."""

    rate: float
    p50: float
    p99: float
    errors: int


def available() -> bool:
    """Whether wrk is there to measure with."""
    return shutil.which("wrk") is not None


def ask(address: str, *, seconds: int = 8, connections: int = 16, addresses: list[str] | None = None) -> Figures:
    """Load ``address`` for ``seconds``; with ``addresses`` (paths) they are asked for in turn instead of its own path."""
    with tempfile.TemporaryDirectory() as folder:
        script = Path(folder) / "figures.lua"
        script.write_text(_turns(addresses or []) + SCRIPT, encoding="utf-8")
        command = [
            "wrk",
            "--threads",
            "1",
            "--connections",
            str(connections),
            "--duration",
            f"{seconds}s",
            "--script",
            str(script),
            address,
        ]
        told = subprocess.run(command, capture_output=True, text=True, timeout=seconds + 30, check=True).stdout
    requests, duration, p50, p99, bad, broken = map(int, re.search(r"FIGURES (.*)", told)[1].split())
    return Figures(requests / (duration / 1e6), p50 / 1000, p99 / 1000, bad + broken)


def _turns(paths: list[str]) -> str:
    if not paths:
        return ""
    listed = ", ".join(f'"{path}"' for path in paths)
    return f"local paths = {{{listed}}}\nlocal at = 0\n{TURNS}"


TURNS = """
request = function()
  at = at % #paths + 1
  return wrk.format('GET', paths[at])
end
"""
