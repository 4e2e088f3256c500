"""Pages: rendered guides a second, p50, p99, memory and cold start, under granian and waitress, beside nginx with the same file.

python -m bench pages [--sizes 163,10000] [--seconds 8]
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import subprocess
import tempfile
import time
import urllib.parse
import urllib.request
from pathlib import Path

from bench import load, machine, sites

GOALS = "goal: ≥ 1,500 pages/s on two granian workers, first page ≤ 1 s, ≤ 200 MiB PSS with search warm, the same at 163 and 10,000"


def main(arguments: list[str]) -> str:
    """Measure and tell."""
    reader = argparse.ArgumentParser(prog="bench pages")
    reader.add_argument("--sizes", default="163,10000")
    reader.add_argument("--seconds", type=int, default=8)
    asked = reader.parse_args(arguments)
    if not load.available():
        raise SystemExit("bench pages needs wrk (Debian: apt-get install wrk)")
    lines = [f"machine: {machine.described()}", GOALS, ""]
    lines += [
        "| guides | server | pages/s | of nginx | p50 ms | p99 ms | first page s | PSS MiB | errors |",
        "|---|---|---|---|---|---|---|---|---|",
    ]
    for size in map(int, asked.sizes.split(",")):
        with tempfile.TemporaryDirectory(prefix="mingbai-bench-") as folder:
            lines += _measured(sites.made(Path(folder), size), size, asked.seconds)
    return "\n".join(lines)


def _measured(site: sites.Site, size: int, seconds: int) -> list[str]:
    baseline = _nginx(site, seconds)
    rows = [_row(size, "nginx, the same file", baseline, baseline, "", "")] if baseline else []
    some = random.Random(163).sample(site.guides, min(150, len(site.guides)))
    for server in ("granian", "waitress"):
        with sites.served(site, server) as (address, process, cold):
            _warm_search(address)
            figures = load.ask(address, seconds=seconds, addresses=some)
            rows.append(
                _row(size, f"{server}, {len(some)} guides in turn", figures, baseline, f"{cold:.2f}", f"{machine.pss(process):.0f}")
            )
            if server == "granian" and size > len(some):
                every = load.ask(address, seconds=seconds, addresses=random.Random(7).sample(site.guides, size))
                rows.append(_row(size, f"{server}, every guide in turn", every, baseline, "", f"{machine.pss(process):.0f}"))
    return rows


def _row(size: int, server: str, one: load.Figures, baseline: load.Figures | None, cold: str, memory: str) -> str:
    share = f"{one.rate / baseline.rate:.0%}" if baseline else ""
    return f"| {size} | {server} | {one.rate:,.0f} | {share} | {one.p50:.1f} | {one.p99:.1f} | {cold} | {memory} | {one.errors} |"


def _warm_search(address: str) -> None:
    for word in ("生育津贴怎么领", "异地就医备案", "门诊报销", "长护险") * 4:
        with urllib.request.urlopen(f"{address}/search?q={urllib.parse.quote(word)}", timeout=30) as answer:
            answer.read()


def _nginx(site: sites.Site, seconds: int) -> load.Figures | None:
    """nginx on the bytes of one guide page: the practical limit of this machine. None where nginx is not there."""
    program = shutil.which("nginx")
    if program is None:
        return None
    with sites.served(site, "waitress") as (address, _, _), urllib.request.urlopen(address + site.guides[0], timeout=10) as answer:
        page = answer.read()
    folder = site.folder / "nginx"
    folder.mkdir(exist_ok=True)
    (folder / "page.html").write_bytes(page)
    (folder / "nginx.conf").write_text(_NGINX.format(folder=folder, user="user root; " if os.getuid() == 0 else ""), encoding="utf-8")
    server = subprocess.Popen([program, "-p", str(folder), "-c", str(folder / "nginx.conf")], stderr=subprocess.DEVNULL)
    try:
        time.sleep(0.5)
        return load.ask("http://127.0.0.1:6580/page.html", seconds=seconds)
    finally:
        server.terminate()
        server.wait(10)


_NGINX = """{user}daemon off; worker_processes 2; pid {folder}/nginx.pid; error_log /dev/null;
events {{ worker_connections 256; }}
http {{ access_log off; client_body_temp_path {folder}/a; proxy_temp_path {folder}/b; fastcgi_temp_path {folder}/c;
  uwsgi_temp_path {folder}/d; scgi_temp_path {folder}/e;
  server {{ listen 127.0.0.1:6580; root {folder}; default_type text/html; }} }}
"""
