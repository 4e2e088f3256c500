"""Signs: 200 of them made, printed, compared and set in type; the pages of a scan, in milliseconds on the server and kB to the phone.

In this process, without a server before it: what a page costs is what the application takes. A release that changes one material of each of
ten guides stands between hanging and comparing.

python -m bench signs [--signs 200]
"""

from __future__ import annotations

import argparse
import gzip
import random
import resource
import statistics
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from pyramid.request import Request

from bench import machine, sites
from mingbai import clock, db, settings
from mingbai.app import application
from mingbai.guides import workdays
from mingbai.guides.guide import Material
from mingbai.guides.text import dump
from mingbai.guides.version import Name
from mingbai.people.actor import Actor, By, Grant
from mingbai.printing.gathering import imprint_of
from mingbai.printing.keeping import printer_within
from mingbai.publishing.library import Library
from mingbai.publishing.press import Press
from mingbai.publishing.releases import Decision, copy_of
from mingbai.signage.faces import Faces
from mingbai.signage.sign import Planned
from mingbai.signage.signs import Signs
from mingbai.signage.staleness import stale_of

GOALS = "goal: page of a scan ≤ 20 ms on the server, first view ≤ 60 kB; 200 signs compared in ≤ 1 s"
_BY = By(Actor(-1, "bench", "bench", (Grant("hall"),)))
_FORMATS = (("card", "a5"), ("placard", "a4"), ("poster", "a3"), ("qr", "a4"))
_AGAIN = 30


def main(arguments: list[str]) -> str:
    """Measure and tell."""
    reader = argparse.ArgumentParser(prog="bench signs")
    reader.add_argument("--signs", type=int, default=200)
    count = reader.parse_args(arguments).signs
    with tempfile.TemporaryDirectory(prefix="mingbai-bench-") as folder:
        site = sites.loaded(Path(folder), 163)
        sites.run(site, "init")
        chosen = replace(settings.read_file(site.config), site_url="https://ybj.example.gov.cn")
        lines = [f"machine: {machine.described()}", GOALS, "", "| what | ms | |", "|---|---|---|"]
        return "\n".join([*lines, *_measured(chosen, count)])


def _measured(chosen: settings.Settings, count: int) -> list[str]:
    site = application(chosen)
    database = site.registry.database
    with db.reading(database) as session:
        guides = [one.name for one in Library(session, clock.now()).listing("guide")]
    chance = random.Random(200)
    plans = [_plan(chance, guides, number) for number in range(count)]
    codes, made = _timed(lambda: _hung(database, chosen, plans))
    with db.reading(database) as session:
        checks = [Library(session, clock.now()).current(*name).check_code for name in guides[:10]]
    _release(database, guides[:10])
    rows = [("made, printed and hung in one transaction", made, f"{count} signs, {made / count:.1f} ms each")]
    stale, cold = _timed(lambda: _compared(database, chosen))
    rows.append((f"{count} signs compared, nothing kept", cold, f"{stale} stale"))
    _compared(database, chosen, site.registry.kept.get)
    rows.append(
        (f"{count} signs compared again, as the desk does", _timed(lambda: _compared(database, chosen, site.registry.kept.get))[1], "")
    )
    rows.append((f"{count} sheets set in type", *_set(database, chosen, codes)))
    for called, path in (
        ("/s, one guide", f"/s/{codes[0]}"),
        ("/s, three guides", f"/s/{codes[3]}"),
        ("/v of an older version", f"/v/{checks[0]}"),
    ):
        rows += _page(site, called, path)
    return [f"| {what} | {ms:.1f} | {told} |" for what, ms, told in rows]


def _plan(chance: random.Random, guides: list[Name], number: int) -> Planned:
    kind, size = _FORMATS[number % 4]
    chosen = chance.sample(guides, 3 if number % 4 == 3 else 1)
    return Planned(
        region=chosen[0].region, hall_name=f"大厅{number // 20}", window=str(number % 20 + 1), kind=kind, size=size, items=tuple(chosen)
    )


def _hung(database: db.Database, chosen: settings.Settings, plans: list[Planned]) -> list[str]:
    with db.writing(database) as (session, _):
        now = clock.now()
        signs, faces = Signs(session, now, _BY), Faces(Library(session, now), imprint_of(chosen, now), now)
        codes = [signs.make(plan, faces).code for plan in plans]
        for code in codes:
            signs.print(code, faces)
            signs.hang(code, chosen)
        return codes


def _release(database: db.Database, names: list[Name]) -> None:
    with db.writing(database) as (session, _):
        library = Library(session, clock.now())
        copies = []
        for name in names:
            guide = library.current(*name).value
            copies.append(copy_of(name, dump(replace(guide, materials=(*guide.materials, Material(name="社会保障卡"))))))
        Press(session, clock.now).publish(Decision(title="调整", actor_id=7, copies=tuple(copies)))


def _compared(database: db.Database, chosen: settings.Settings, keep: Any = None) -> int:
    with db.reading(database) as session:
        now = clock.now()
        library = Library(session, now)
        faces = Faces(library, imprint_of(chosen, now), now, keep)
        return len(stale_of(Signs(session, now, _BY).listing(), faces, library, workdays.packaged(), now))


def _set(database: db.Database, chosen: settings.Settings, codes: list[str]) -> tuple[float, str]:
    with db.reading(database) as session:
        now = clock.now()
        signs, faces = Signs(session, now, _BY), Faces(Library(session, now), imprint_of(chosen, now), now)
        found = [signs.sign(code) for code in codes]
        papers = [faces.paper(one, one.printed) for one in found if one.printed]
    printer = printer_within(chosen)
    sizes, taken = _timed(lambda: [len(printer.pdf(paper)) for paper in papers])
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    return taken, f"{taken / len(papers):.0f} ms each, {sum(sizes) / len(sizes) / 1000:.0f} kB each, {grown} MiB at most"


def _page(site: Any, called: str, path: str) -> list[tuple[str, float, str]]:
    site.registry.kept.clear()
    response, cold = _timed(lambda: Request.blank(path).get_response(site._application))
    again = [_timed(lambda: Request.blank(path).get_response(site._application))[1] for _ in range(_AGAIN)]
    body = response.body
    size = f"{len(body) / 1000:.1f} kB, {len(gzip.compress(body)) / 1000:.1f} kB compressed; status {response.status_int}"
    return [(f"{called}, first", cold, size), (f"{called}, median of {_AGAIN}", statistics.median(again), f"worst {max(again):.1f} ms")]


def _timed(do: Callable[[], Any]) -> tuple[Any, float]:
    started = time.perf_counter()
    return do(), (time.perf_counter() - started) * 1000
