"""Search: how well it answers (``quality``), milliseconds of a warm query and of the query layer alone, and of making index and table."""

from __future__ import annotations

import contextlib
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from bench import machine, quality, sites
from mingbai import clock, db, settings
from mingbai.publishing.library import Library
from mingbai.search import chinese
from mingbai.search.embedded import EmbeddedIndex
from mingbai.search.finding import Search
from mingbai.search.layers import understand
from mingbai.search.refresh import reconcile
from mingbai.search.table import EMPTY

QUERIES = (
    "生育津贴怎么领",
    "异地就医备案",
    "门诊发票怎么报销",
    "长护险",
    "322036",
    "公司换了法人",
    "医保卡里的钱能取出来吗",
    "糖尿病",
    "x" * 1000,
)
SIZES = (163, 2000)


def main(arguments: list[str]) -> str:
    """Measure and tell."""
    chinese.warm()
    lines = [f"machine: {machine.described()}", "", "| guides | what | p50 ms | p95 ms |", "|---|---|---|---|"]
    lines.append(_row("", "query layer, empty table", lambda typed: understand(typed, EMPTY)))
    quality_lines: list[str] = []
    for size in SIZES:
        with tempfile.TemporaryDirectory(prefix="mingbai-bench-") as folder:
            rows, good = _measured(sites.made(Path(folder), size), size)
        lines, quality_lines = [*lines, *rows], [*quality_lines, *good]
    return "\n".join([*lines, *quality_lines])


def _measured(site: sites.Site, size: int) -> tuple[list[str], list[str]]:
    """Rows of latency, and the tables of quality where the site is the real one."""
    chosen = settings.read({"sqlalchemy.url": f"sqlite:///{site.folder}/site.sqlite"}, here=site.folder)
    fresh = site.folder / "fresh"
    with db.reading(db.connect(chosen.database)) as session:
        library, index = Library(session, clock.now()), EmbeddedIndex(fresh)
        began = time.perf_counter()
        reconcile(library, index)
        made = time.perf_counter() - began
        held = sum(path.stat().st_size for path in fresh.rglob("*") if path.is_file()) / 2**20
        search = Search(index)
        began = time.perf_counter()
        table = search.table(library)
        counted = time.perf_counter() - began
        rows = [
            _row(str(size), "query layer", lambda typed: understand(typed, table)),
            _row(str(size), "search with order and snippets", lambda typed: search.find(library, typed)),
        ]
        good = ["", *quality.told(library, search)] if size == SIZES[0] else []
    shutil.rmtree(fresh)
    return [*rows, f"| {size} | making the index: {made:.1f} s, {held:.1f} MiB; the table: {counted:.1f} s | | |"], good


@contextlib.contextmanager
def library_of(site: sites.Site) -> Iterator[tuple[Library, settings.Settings]]:
    """The library of a site that was made, with its settings."""
    chosen = settings.read(
        {"sqlalchemy.url": f"sqlite:///{site.folder}/site.sqlite", "mingbai.search_index": str(site.folder / "index")}, here=site.folder
    )
    with db.reading(db.connect(chosen.database)) as session:
        yield Library(session, clock.now()), chosen


def _row(size: str, what: str, ask: Callable[[str], object]) -> str:
    for query in QUERIES:
        ask(query)
    took = []
    for _ in range(20):
        for query in QUERIES:
            began = time.perf_counter()
            ask(query)
            took.append((time.perf_counter() - began) * 1000)
    took.sort()
    return f"| {size} | {what} | {took[len(took) // 2]:.2f} | {took[int(len(took) * 0.95)]:.2f} |"
