"""Paper: one guide cold and warm through the child that sets it, what is kept, memory, sizes; every product of every guide of content/."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path

import pypdfium2

from bench import machine, sites
from bench.search import library_of
from mingbai import clock
from mingbai.printing.child import Child
from mingbai.printing.gathering import imprint_of, subject_of
from mingbai.printing.keeping import Drawer, Printer
from mingbai.printing.products import PRODUCTS, Product
from mingbai.publishing.library import Library
from mingbai.rendering.paper.sheet import Imprint, Paper
from mingbai.rendering.paper.subject import Subject
from mingbai.rendering.pdf import Setter

GUIDES = 163
BAR = "goal: a guide ≤ 100 ms warm"


def main(arguments: list[str]) -> str:
    """Measure and tell; ``arguments`` name products, else all are measured."""
    chosen = [PRODUCTS[name] for name in arguments] or list(PRODUCTS.values())
    with tempfile.TemporaryDirectory(prefix="mingbai-bench-") as folder:
        site = sites.loaded(Path(folder), GUIDES)
        with library_of(site) as (library, settings):
            now = clock.now()
            subjects = _subjects(library, now)
            return "\n".join(_told(subjects, chosen, imprint_of(settings, now), Path(folder)))


def _subjects(library: Library, now: datetime) -> list[Subject]:
    return [subject_of(library, one.region, one.slug, now) for one in library.listing("guide")]


def _told(subjects: Sequence[Subject], chosen: Sequence[Product], imprint: Imprint, folder: Path) -> list[str]:
    child = Child(Setter(sites.ROOT / "templates" / "print"))
    first = PRODUCTS["guide"].make(subjects[0], imprint)
    key = _seconds(lambda: child.key(first))
    cold = _seconds(lambda: child.pdf(first))
    again = _seconds(lambda: child.pdf(first))
    rows = [
        f"machine: {machine.described()}",
        BAR,
        "",
        "| what | ms |",
        "|---|---|",
        f"| digest of templates and fonts, once a process | {key * 1000:.0f} |",
        f"| first guide: the child starts, Typst and fonts are loaded | {cold * 1000:.0f} |",
        f"| the same guide again, not kept | {again * 1000:.0f} |",
        f"| the same guide, kept on disk | {_kept(child, first, folder) * 1000:.1f} |",
        "",
        "| product | paper ms | set p50 ms | p95 ms | most ms | pages | kB p50 |",
        "|---|---|---|---|---|---|---|",
        *(_row(child, product, subjects, imprint) for product in chosen),
        "",
        f"memory: child {machine.pss(child.number or 0):.0f} MiB PSS after all of it",
    ]
    child.close()
    return rows


def _kept(child: Child, paper: Paper, folder: Path) -> float:
    printer = Printer(child, Drawer(folder / "pdf"))
    printer.pdf(paper)
    return min(_seconds(lambda: printer.pdf(paper)) for _ in range(20))


def _row(child: Child, product: Product, subjects: Sequence[Subject], imprint: Imprint) -> str:
    """``product`` of every guide, each set for the first time by a child that has set others."""
    making, setting, sizes, pages = [], [], [], []
    for subject in subjects:
        began = time.perf_counter()
        paper = product.make(subject, imprint)
        made = time.perf_counter()
        pdf = child.pdf(paper)
        making.append((made - began) * 1000)
        setting.append((time.perf_counter() - made) * 1000)
        sizes.append(len(pdf) / 1024)
        pages.append(len(pypdfium2.PdfDocument(pdf)))
    for found in (making, setting, sizes):
        found.sort()
    middle, late = len(setting) // 2, int(len(setting) * 0.95)
    span = f"{min(pages)}–{max(pages)}" if min(pages) < max(pages) else str(pages[0])
    return (
        f"| {product.name} | {making[middle]:.1f} | {setting[middle]:.0f} | {setting[late]:.0f} | {setting[-1]:.0f} | {span} "
        f"| {sizes[len(sizes) // 2]:.0f} |"
    )


def _seconds(act: Callable[[], object]) -> float:
    began = time.perf_counter()
    act()
    return time.perf_counter() - began
