"""The book of each place: seconds to gather, to write and to set it, the memory of the process that does so, its pages and size.

Cold is a process that sets its first sheet; warm one that has set another place's book before, as the site's own printing process has.
Seconds are by the clock; those of the processor stand beside them, since other work on the machine lengthens only the former.

python -m bench book
"""

from __future__ import annotations

import itertools
import multiprocessing
import os
import resource
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

import pypdfium2

from bench import machine, sites
from mingbai import clock, db, settings
from mingbai.printing.gathering import collection_of, imprint_of
from mingbai.publishing.library import Library
from mingbai.rendering.paper.book import book_paper
from mingbai.rendering.pdf import Setter

GOAL = "goal: the book of 南通 (36 guides of its notice, 38 items) in ≤ 3 s warm, all told"
PLACES = ("320600", "320900", "360000", "420000", "512000")


@dataclass(frozen=True)
class Took:
    """What one book took: seconds to gather its values, to make its data, to set it; all of them of the processor; MiB at most."""

    guides: int
    gathered: float
    made: float
    set: float
    processor: float
    memory: float
    pages: int
    size: int

    @property
    def whole(self) -> float:
        """Seconds from the question to the file."""
        return self.gathered + self.made + self.set


def main(arguments: list[str]) -> str:
    """Measure and tell."""
    lines = [f"machine: {machine.described()}; busy before the run: {os.getloadavg()[0]:.1f} processes", GOAL, ""]
    lines += [
        "| place | items | process | gather s | data s | set s | whole s | processor s | MiB at most | pages | kB |",
        "|---|---|---|---|---|---|---|---|---|---|---|",
    ]
    with tempfile.TemporaryDirectory(prefix="mingbai-bench-") as folder:
        config = sites.loaded(Path(folder), 163).config
        for place, other in zip(PLACES, (*PLACES[1:], PLACES[0]), strict=True):
            lines.append(_row(place, "cold", _apart(config, (place,))))
            lines.append(_row(place, "warm", _apart(config, (other, place))))
    return "\n".join(lines)


def _row(place: str, how: str, took: Took) -> str:
    seconds = " | ".join(f"{part:.2f}" for part in (took.gathered, took.made, took.set, took.whole, took.processor))
    return f"| {place} | {took.guides} | {how} | {seconds} | {took.memory:.0f} | {took.pages} | {took.size / 1000:,.0f} |"


def _apart(config: Path, regions: tuple[str, ...]) -> Took:
    """What the last of the books of ``regions`` took in a process of its own that made them all."""
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        return pool.apply(_books, (config, regions))


def _books(config: Path, regions: tuple[str, ...]) -> Took:
    chosen = settings.read_file(config)
    setter = Setter(Path(chosen.templates) / "print")
    with db.reading(db.connect(chosen.database)) as session:
        return [_book(Library(session, clock.now()), chosen, setter, region) for region in regions][-1]


def _book(library: Library, chosen: settings.Settings, setter: Setter, region: str) -> Took:
    now, began = clock.now(), time.process_time()
    marks = [time.perf_counter()]
    collection = collection_of(library, region, now)
    marks.append(time.perf_counter())
    paper = book_paper(collection, imprint_of(chosen, now))
    marks.append(time.perf_counter())
    made = setter.pdf(paper)
    marks.append(time.perf_counter())
    gathered, written, done = (after - before for before, after in itertools.pairwise(marks))
    return Took(
        guides=len(collection.subjects),
        gathered=gathered,
        made=written,
        set=done,
        processor=time.process_time() - began,
        memory=resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        pages=len(pypdfium2.PdfDocument(made)),
        size=len(made),
    )
