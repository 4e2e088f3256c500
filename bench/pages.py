"""Pages: kept and rendered guides a second, p50, p99, memory and first page, under granian and waitress, beside nginx with the same file.

Kept pages and nginx are asked in turn, twice each with 64 connections, so that what else the machine does meets both; the better
run of each counts. Rendered means a site that keeps no page (``pages.kept_megabytes = 0``), asked with 16 connections.

python -m bench pages [--sizes 163,10000] [--seconds 8]
"""

from __future__ import annotations

import argparse
import contextlib
import os
import random
import shutil
import subprocess
import tempfile
import time
import urllib.parse
import urllib.request
from collections.abc import Iterator
from pathlib import Path

from bench import load, machine, sites

GOALS = (
    "goal: kept ≥ 1/4 of nginx with p99 ≤ 20 ms at 64 connections; rendered ≥ 1,500 pages/s on two granian workers; first page ≤ 1 s; "
    "≤ 200 MiB PSS with search warm; the same at 163 and 10,000"
)
MANY, FEW = 64, 16
"""Connections at a time."""
ROUNDS = 2


def main(arguments: list[str]) -> str:
    """Measure and tell."""
    reader = argparse.ArgumentParser(prog="bench pages")
    reader.add_argument("--sizes", default="163,10000")
    reader.add_argument("--seconds", type=int, default=8)
    asked = reader.parse_args(arguments)
    if not load.available():
        raise SystemExit("bench pages needs wrk (Debian: apt-get install wrk)")
    lines = [f"machine: {machine.described()}; busy before the run: {os.getloadavg()[0]:.1f} processes", GOALS, ""]
    lines += [
        "| guides | server | pages/s | of nginx | p50 ms | p99 ms | first page s | PSS MiB | errors |",
        "|---|---|---|---|---|---|---|---|---|",
    ]
    for size in map(int, asked.sizes.split(",")):
        with tempfile.TemporaryDirectory(prefix="mingbai-bench-") as folder:
            lines += _measured(sites.made(Path(folder), size), size, asked.seconds)
    return "\n".join(lines)


def _measured(site: sites.Site, size: int, seconds: int) -> list[str]:
    some = random.Random(163).sample(site.guides, min(150, len(site.guides)))
    baseline, rows = _kept(site, size, seconds, some)
    for server in ("granian", "waitress"):
        with sites.served(site, server, kept=0) as (address, process, cold):
            _warm_search(address)
            load.ask(address, seconds=2, connections=FEW, addresses=some)
            figures = load.ask(address, seconds=seconds, connections=FEW, addresses=some)
            rows.append(_row(size, f"{server}, rendered, {len(some)} guides in turn", figures, baseline, cold, process))
            if server == "granian" and size > len(some):
                every = load.ask(address, seconds=seconds, connections=FEW, addresses=random.Random(7).sample(site.guides, size))
                rows.append(_row(size, "granian, rendered, every guide in turn", every, baseline, None, process))
    return rows


def _kept(site: sites.Site, size: int, seconds: int, some: list[str]) -> tuple[load.Figures | None, list[str]]:
    """nginx with one page as a file and granian with it kept, by turns; then kept pages by the dozen, and every one."""
    with sites.served(site, "granian") as (address, process, cold), _nginx(site, address) as file:
        _warm_search(address)
        load.ask(address, seconds=2, connections=FEW, addresses=some)
        turns = [
            (
                load.ask(file, seconds=seconds, connections=MANY) if file else None,
                load.ask(address + site.guides[0], seconds=seconds, connections=MANY),
            )
            for _ in range(ROUNDS)
        ]
        baseline = max((static for static, _ in turns if static), key=_rate, default=None)
        rows = [_row(size, "nginx, the same file", baseline, baseline)] if baseline else []
        rows.append(_row(size, "granian, kept, the same page", max((kept for _, kept in turns), key=_rate), baseline, cold, process))
        for name, paths in (("150 guides in turn", some), ("every guide in turn", random.Random(7).sample(site.guides, size))):
            load.ask(address, seconds=2, connections=FEW, addresses=paths)
            figures = load.ask(address, seconds=seconds, connections=MANY, addresses=paths)
            rows.append(_row(size, f"granian, kept, {name}", figures, baseline, None, process))
    return baseline, rows


def _rate(one: load.Figures) -> float:
    return one.rate


def _row(
    size: int, server: str, one: load.Figures, baseline: load.Figures | None, cold: float | None = None, process: int | None = None
) -> str:
    share = f"{one.rate / baseline.rate:.0%}" if baseline else ""
    first, memory = f"{cold:.2f}" if cold else "", f"{machine.pss(process):.0f}" if process else ""
    return f"| {size} | {server} | {one.rate:,.0f} | {share} | {one.p50:.1f} | {one.p99:.1f} | {first} | {memory} | {one.errors} |"


def _warm_search(address: str) -> None:
    for word in ("生育津贴怎么领", "异地就医备案", "门诊报销", "长护险") * 4:
        with urllib.request.urlopen(f"{address}/search?q={urllib.parse.quote(word)}", timeout=30) as answer:
            answer.read()


@contextlib.contextmanager
def _nginx(site: sites.Site, address: str) -> Iterator[str | None]:
    """nginx on the bytes of one guide page, the practical limit of this machine: its address. None where nginx is not there."""
    program = shutil.which("nginx")
    if program is None:
        yield None
        return
    with urllib.request.urlopen(address + site.guides[0], timeout=10) as answer:
        page = answer.read()
    folder = site.folder / "nginx"
    folder.mkdir(exist_ok=True)
    (folder / "page.html").write_bytes(page)
    (folder / "nginx.conf").write_text(_NGINX.format(folder=folder, user="user root; " if os.getuid() == 0 else ""), encoding="utf-8")
    server = subprocess.Popen([program, "-p", str(folder), "-c", str(folder / "nginx.conf")], stderr=subprocess.DEVNULL)
    try:
        time.sleep(0.5)
        yield "http://127.0.0.1:6580/page.html"
    finally:
        server.terminate()
        server.wait(10)


_NGINX = """{user}daemon off; worker_processes 2; pid {folder}/nginx.pid; error_log /dev/null;
events {{ worker_connections 256; }}
http {{ access_log off; client_body_temp_path {folder}/a; proxy_temp_path {folder}/b; fastcgi_temp_path {folder}/c;
  uwsgi_temp_path {folder}/d; scgi_temp_path {folder}/e;
  server {{ listen 127.0.0.1:6580; root {folder}; default_type text/html; }} }}
"""
