"""``python -m bench [NAME] [--keep]``: all figures, or those of one module; ``--keep`` writes them to bench/results/."""

from __future__ import annotations

import datetime
import importlib
import sys
from pathlib import Path

NAMES = ("importing", "search", "pages", "paper", "signs", "book")
LEARNED = ("learn", "scale", "decoding")
"""What is run by name only: it takes minutes, and its outcome is for people to look at."""


def main(arguments: list[str]) -> None:
    """Run the benchmarks that are named, or all."""
    keep = "--keep" in arguments
    rest = [argument for argument in arguments if argument != "--keep"]
    names = [rest.pop(0)] if rest and rest[0] in (*NAMES, *LEARNED) else list(NAMES)
    for name in names:
        told = f"# {name}, {datetime.date.today().isoformat()}\n\n{importlib.import_module(f'bench.{name}').main(rest)}\n"
        print(told, flush=True)
        if keep:
            folder = Path(__file__).parent / "results"
            folder.mkdir(exist_ok=True)
            (folder / f"{name}.md").write_text(told, encoding="utf-8")


main(sys.argv[1:])
