"""A site of any size for measuring: its own settings, database and index in a folder that is thrown away, and its servers."""

from __future__ import annotations

import contextlib
import functools
import itertools
import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from mingbai.guides import regions
from mingbai.guides.guide import Guide
from mingbai.guides.text import dump, parse

ROOT = Path(__file__).parents[1]


@dataclass(frozen=True)
class Site:
    """A site on disk. ``guides`` are addresses of its guides."""

    folder: Path
    guides: list[str]

    @property
    def config(self) -> Path:
        """Its .ini file."""
        return self.folder / "bench.ini"


def made(folder: Path, size: int) -> Site:
    """A site with ``size`` guides: the real ones, then the same with their places and names varied; with its index."""
    site = loaded(folder, size)
    run(site, "index", "reconcile")
    return site


def run(site: Site, *command: str) -> None:
    """One ``mingbai`` command on ``site``."""
    program = [sys.executable, "-m", "mingbai.cli", "--config", str(site.config), *command]
    subprocess.run(program, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def loaded(folder: Path, size: int) -> Site:
    """What ``made`` makes, without an index."""
    content = folder / "content"
    addresses = list(_written(content, size))
    config = (ROOT / "production.ini").read_text(encoding="utf-8").splitlines()
    own = {
        "sqlalchemy.url": f"sqlite:///{folder}/site.sqlite",
        "mingbai.content": str(content),
        "mingbai.templates": str(ROOT / "templates"),
        "mingbai.static": str(ROOT / "static"),
        "mingbai.search_index": str(folder / "index"),
    }
    kept = [line for line in config if not line.startswith(tuple(own))]
    at = kept.index("[app:main]") + 1
    kept[at:at] = [f"{key} = {value}" for key, value in own.items()]
    (folder / "bench.ini").write_text("\n".join(kept) + "\n", encoding="utf-8")
    site = Site(folder, addresses)
    run(site, "init")
    return site


def _written(content: Path, size: int) -> Iterator[str]:
    for kind in ("services", "events", "lexicon", "forms", "documents"):
        (content / kind).mkdir(parents=True)
        for path in (ROOT / "content" / kind).rglob("*.yaml"):
            target = content / path.relative_to(ROOT / "content")
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(path.read_bytes())
    real = [parse(path.read_text(encoding="utf-8")) for path in sorted((ROOT / "content/guides").rglob("*.yaml"))]
    for number, guide in enumerate(itertools.islice(itertools.cycle(real), size)):
        one = guide if number < len(real) else _varied(guide, number // len(real))
        path = content / "guides" / one.region / f"{one.slug}.yaml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(dump(one), encoding="utf-8")
        yield f"/{one.region}/{one.slug}"


def _varied(guide: Guide, round_: int) -> Guide:
    """The guide as another place might have it: one of its province, a name that says so, other words among its tips."""
    return replace(
        guide, region=another_place(guide.region, round_), slug=f"{guide.slug}-{round_}", tips=(*guide.tips, f"第{round_}号网点另行通知")
    )


def another_place(region: str, number: int) -> str:
    """The code of a place in force in the province of ``region``, another for each ``number`` until all had their turn."""
    places = _places(region[:2])
    return places[(places.index(region) + number) % len(places)] if region in places else places[number % len(places)]


@functools.lru_cache
def _places(province: str) -> list[str]:
    return [place.code for place in regions.every() if place.code.startswith(province)]


@contextlib.contextmanager
def served(site: Site, server: str, kept: int = 32) -> Iterator[tuple[str, int, float]]:
    """The site under ``server`` (waitress or granian) with ``kept`` MB of pages kept a process: its address, its process, and the
    seconds until its first page."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = _command(site, server, port, kept)
    began = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)
    try:
        yield f"http://127.0.0.1:{port}", process.pid, _first_page(f"http://127.0.0.1:{port}{site.guides[0]}", process) - began
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, 15)
        process.wait(20)


def _command(site: Site, server: str, port: int, kept: int) -> list[str]:
    """granian with two workers, or waitress in one process: how ``mingbai serve`` runs it."""
    own = site.folder / f"{server}.ini"
    text = site.config.read_text(encoding="utf-8").partition("[server:main]")[0]
    text = text.replace("[app:main]\n", f"[app:main]\npages.kept_megabytes = {kept}\n", 1)
    workers = 2 if server == "granian" else 1
    told = f"[server:main]\nuse = egg:waitress#main\nhost = 127.0.0.1\nport = {port}\nworkers = {workers}\n\n"
    own.write_text(f"{text}{told}{_LOGGING}", encoding="utf-8")
    return [sys.executable, "-m", "mingbai.cli", "--config", str(own), "serve"]


_LOGGING = """[loggers]
keys = root
[handlers]
keys =
[formatters]
keys =
[logger_root]
level = ERROR
handlers =
"""


def _first_page(address: str, process: subprocess.Popen[bytes]) -> float:
    for _ in range(2000):
        if process.poll() is not None:
            raise SystemExit(f"the server ended with {process.returncode} before its first page")
        with contextlib.suppress(OSError), urllib.request.urlopen(address, timeout=5) as answer:
            answer.read()
            return time.perf_counter()
        time.sleep(0.01)
    raise SystemExit("no page within 20 seconds")
