"""Importing: seconds for each of the five documents, as text, and what that is in characters a second."""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from pathlib import Path

from bench import machine

SEEDS = Path(__file__).parents[1] / "tests" / "seeds"
RUNS = 5


def main(arguments: list[str]) -> str:
    """Measure and tell: whole commands from start to end, the median of five."""
    lines = [f"machine: {machine.described()}", "goal: the largest document (180 kB) in ≤ 3 s, the whole command", ""]
    lines += ["| document | kB | median s | fastest s |", "|---|---|---|---|"]
    for seed in sorted(SEEDS.glob("*.txt")):
        took = sorted(_took(seed) for _ in range(RUNS))
        lines.append(f"| {seed.name[:3]} | {seed.stat().st_size / 1000:.0f} | {took[RUNS // 2]:.2f} | {took[0]:.2f} |")
    return "\n".join(lines)


def _took(seed: Path) -> float:
    with tempfile.TemporaryDirectory() as folder:
        began = time.perf_counter()
        subprocess.run([sys.executable, "-m", "mingbai.cli", "import", str(seed), "--out", folder], check=True, capture_output=True)
        return time.perf_counter() - began
