"""Search at any size: milliseconds of the query layer, the engine, the answer and the whole request; index, memory, time to visible.

Both engines are measured by the same questions: those of everyday, then the worst that can be typed. ``crowds`` says how a site of
100,000 guides is made. Warm: every question was asked before.

python -m bench scale [--sizes whoosh:163,whoosh:2000,tantivy:163,tantivy:10000,tantivy:100000] [--rounds 20]
"""

from __future__ import annotations

import argparse
import os
import re
import subprocess
import sys
import tempfile
import time
import urllib.parse
import urllib.request
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

from pyramid.request import Request

from bench import crowds, load, machine, sites
from mingbai import clock, db, settings
from mingbai.app import application
from mingbai.guides.guide import Guide
from mingbai.guides.text import dump
from mingbai.guides.version import Name
from mingbai.publishing.library import Library
from mingbai.publishing.press import Press
from mingbai.publishing.releases import Copy, Decision, copy_of
from mingbai.search import chinese
from mingbai.search.finding import Search, search_of
from mingbai.search.layers import understand
from mingbai.search.ranking import asked_of

SIZES = "whoosh:163,whoosh:2000,tantivy:163,tantivy:10000,tantivy:100000"
EVERYDAY = (
    "生育津贴怎么领", "异地就医备案", "门诊发票怎么报销", "长护险", "322036", "公司换了法人", "医保卡里的钱能取出来吗", "糖尿病",
    "南通 灵活就业参保", "新生儿医保", "住院押金", "药店定点申请", "医保", "退休", "残疾", "慢特病认定需要什么材料",
)  # fmt: skip
WORST = ("医" * 1000, "x" * 1000, "办理医保参保报销备案登记转移" * 70, "药", "😀", "* ? [a TO z]", '"医保 “', "'; DROP TABLE items; --")
GOALS = "goal, warm p95: engine and answer ≤ 5 ms at 163 (Whoosh), ≤ 10 ms at 100,000 (tantivy); whole request ≤ 15 ms; visible ≤ 1 s"


def main(arguments: list[str]) -> str:
    """Measure and tell."""
    reader = argparse.ArgumentParser(prog="bench scale")
    reader.add_argument("--sizes", default=SIZES)
    reader.add_argument("--rounds", type=int, default=20)
    asked = reader.parse_args(arguments)
    lines = [f"machine: {machine.described()}; busy before the run: {os.getloadavg()[0]:.1f} processes", GOALS, ""]
    lines += ["| engine, guides | what | p50 ms | p95 ms | p99 ms |", "|---|---|---|---|---|"]
    for one in asked.sizes.split(","):
        engine, _, size = one.partition(":")
        with tempfile.TemporaryDirectory(prefix="mingbai-bench-", ignore_cleanup_errors=True) as folder:
            lines += _measured(crowds.made(Path(folder), int(size)), engine, int(size), asked.rounds)
    return "\n".join(lines)


def _measured(site: sites.Site, engine: str, size: int, rounds: int) -> Iterator[str]:
    site.config.write_text(site.config.read_text(encoding="utf-8").replace("[app:main]\n", f"[app:main]\nsearch.engine = {engine}\n", 1))
    chosen, said = settings.read_file(site.config), f"{engine}, {size:,}"
    yield f"| {said} | {_index(site, chosen)} | | | |"
    database = db.connect(chosen.database)
    with db.reading(database) as session:
        yield from _layers(search_of(chosen), Library(session, clock.now()), said, rounds)
    site_app = application(chosen)
    for name, questions in (("everyday", EVERYDAY), ("worst", WORST)):
        asked = [f"/search?q={urllib.parse.quote(question[:800])}" for question in questions]
        yield _row(said, f"whole request in one process, {name}", lambda path: Request.blank(path).get_response(site_app), asked, rounds)
    yield from _served(site, database, said, rounds)


def _index(site: sites.Site, chosen: settings.Settings) -> str:
    """Making table and index, in a process of its own, and their sizes."""
    command = [sys.executable, "-c", _MAKING, str(site.config)]
    told = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    table, index, memory = map(float, re.findall(r"[\d.]+", told)[-3:])
    held = sum(path.stat().st_size for path in Path(chosen.search_index).rglob("*") if path.is_file()) / 2**20
    return f"making the table {table:.1f} s, the index {index:.1f} s; on disk {held:.1f} MiB; most memory {memory:.0f} MiB"


_MAKING = """
import sys, time, resource
from pathlib import Path
from mingbai import clock, db, settings
from mingbai.publishing.library import Library
from mingbai.search import refresh
from mingbai.search.engines import index_of
from mingbai.search.finding import search_of
chosen = settings.read_file(Path(sys.argv[1]))
with db.reading(db.connect(chosen.database)) as session:
    library = Library(session, clock.now())
    began = time.perf_counter()
    search_of(chosen).table(library)
    tabled = time.perf_counter()
    refresh.reconcile(library, index_of(chosen))
    print(tabled - began, time.perf_counter() - tabled, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
"""


def _layers(search: Search, library: Library, said: str, rounds: int) -> Iterator[str]:
    chinese.warm()
    table = search.table(library)
    for name, questions in (("everyday", EVERYDAY), ("worst", WORST)):
        read = {question: understand(question, table) for question in questions}
        yield _row(said, f"query layer, {name}", lambda typed: understand(typed, table), questions, rounds)
        yield _row(said, f"engine, {name}", lambda typed, read=read: search.hits(library, read[typed]), questions, rounds)
        yield _row(said, f"answer in order, {name}", lambda typed: search.find(library, typed), questions, rounds)
    engine = [asked_of(understand(question, table)) for question in EVERYDAY]
    with ThreadPoolExecutor(100) as pool:
        began = time.perf_counter()
        list(pool.map(search.index.find, engine * rounds))
        took = time.perf_counter() - began
    yield f"| {said} | engine, 100 readers at once in one process: {len(engine) * rounds / took:,.0f} questions/s | | | |"


def _served(site: sites.Site, database: db.Database, said: str, rounds: int) -> Iterator[str]:
    with sites.served(site, "granian") as (address, process, cold):
        paths = [f"/search?q={urllib.parse.quote(question)}" for question in EVERYDAY]
        time.sleep(5)  # the keepers' first round
        yield _row(said, "whole request through granian", lambda path: _got(address + path), paths, rounds)
        memory = machine.pss(process)
        if load.available():
            many = load.ask(address, seconds=6, connections=100, addresses=paths)
            yield (
                f"| {said} | 100 connections to two workers: {many.rate:,.0f} answers/s, p50 {many.p50:.0f} ms, p99 {many.p99:.0f} ms, "
                f"{many.errors} errors | | | |"
            )
        seen = _visible(database, address)
        yield f"| {said} | first page {cold:.2f} s; PSS {memory:.0f} MiB; a publication is visible after {seen:.2f} s | | | |"


def _visible(database: db.Database, address: str) -> float:
    guide = Guide(region="320600", slug="bench-visible", name="高原心脏病鉴定")
    name = Name("guide", guide.region, guide.slug)
    with db.writing(database) as (session, _):
        plain: Copy = replace(copy_of(name, dump(guide)), note=None)
        Press(session, clock.now).publish(Decision(title="关于公布办事指南的通知", actor_id=0, copies=(plain,)))
    began = time.perf_counter()
    while time.perf_counter() - began < 120:
        answers = [_got(f"{address}/search?q={urllib.parse.quote('高原心脏病')}") for _ in range(8)]  # a new connection each
        if all(b"bench-visible" in answer for answer in answers):
            return time.perf_counter() - began
        time.sleep(0.02)
    return float("inf")


def _got(address: str) -> bytes:
    with urllib.request.urlopen(address, timeout=60) as answer:
        held: bytes = answer.read()
    return held


def _row(said: str, what: str, ask: Callable[[str], object], questions: Sequence[str], rounds: int) -> str:
    for question in questions:
        ask(question)
    took = []
    for _ in range(rounds):
        for question in questions:
            began = time.perf_counter()
            ask(question)
            took.append((time.perf_counter() - began) * 1000)
    took.sort()
    at = (took[int(len(took) * share)] for share in (0.5, 0.95, 0.99))
    return f"| {said} | {what} | {' | '.join(f'{one:.2f}' for one in at)} |"
