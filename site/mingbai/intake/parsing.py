"""The work of the child that reads an upload: bytes to the items found, the source as read, and the report, all as plain text.

Runs within limits (``importing.child``), knows no database, and gives back strings only, so that nothing of an untrusted file
is more than text to the parent. How far it is, it writes into a small file that the parent looks at.
"""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from mingbai.guides.guide import Guide, Source
from mingbai.guides.kinds import Document, Form, Service
from mingbai.guides.text import dump
from mingbai.importing.blocks import Blocks, Paragraph
from mingbai.importing.ground import Ground, compact
from mingbai.importing.pipeline import Imported, import_blocks
from mingbai.importing.places import places_of
from mingbai.importing.read import read
from mingbai.importing.repairs import repaired
from mingbai.intake import source

PICTURES = frozenset({"drawing-lost", "image-lost", "flowchart-arrows-lost"})
"""Pictures that the source lost. They are told, and make no item doubtful: nothing in its words can settle them, and flow charts are
drawn from the steps."""
WANTED = ("code", "objects", "conditions", "materials", "channels", "process", "time_limit", "fee", "basis", "contacts")
"""Fields whose absence the gap report counts: the statutory elements, and the code by which lists are compared."""


@dataclass(frozen=True, slots=True)
class Item:
    """One item found: its kind, its place and slug, its text, and how many things a person must look at."""

    kind: str
    region: str
    slug: str
    text: str
    doubts: int


@dataclass(frozen=True, slots=True)
class Parsed:
    """What the child gives back. ``report`` and ``blocks`` are JSON; ``report`` is described at ``_report``."""

    region: str
    report: str
    blocks: str
    items: tuple[Item, ...]


def parse(path: str, name: str, region: str | None, services: Sequence[Service], telling: str) -> Parsed:
    """Read the file at ``path``, which came as ``name``; ``region`` where a person named one. Raises Refusal.

    ``telling`` is the path of the file into which each phase is written, as the sentence that people read.
    """
    tell = Path(telling).write_text
    tell("正在读取文件。", encoding="utf-8")
    document = repaired(read(name, Path(path).read_bytes()))
    tell(f"已读取 {len(document.blocks)} 段，正在认出事项。", encoding="utf-8")
    imported = import_blocks(document, region=region, services=services)
    values = _values(imported)
    tell(f"已认出 {len(values)} 项，正在逐项核对原文。", encoding="utf-8")
    report = _report(document, imported, values)
    items = tuple(
        Item(kind, value.region, value.slug, dump(value), report["items"][at]["doubts"]) for at, (kind, value) in enumerate(values)
    )
    return Parsed(imported.report.region, json.dumps(report, ensure_ascii=False), source.written(document.blocks), items)


_Valued = tuple[str, Guide | Form | Document]


def _values(imported: Imported) -> list[_Valued]:
    """Everything found, with its kind: the document itself first, then its guides in their order, then the forms."""
    return [
        *(("document", one) for one in imported.documents),
        *(("guide", one) for one in imported.guides),
        *(("form", one) for one in imported.forms),
    ]


def _report(document: Blocks, imported: Imported, values: Sequence[_Valued]) -> dict[str, Any]:
    """The import report with the numbers of texts and positions of items in place of places and slugs:

    ``items`` (kind, slug, title, doubts, texts: the numbers that it was read from), ``findings`` and ``unplaced`` (each with where, at:
    the number of its text, items: the positions that it touches), ``places`` (by position, by path: first text, last
    text, confidence), ``absent`` (positions of the guides without a field), ``front`` (what the document says of itself).
    """
    numbers = source.Numbers(document.blocks)
    places = [_places(imported, kind, value, numbers) for kind, value in values]
    claims = _claims(places, len(numbers.texts))
    likely = _filled(claims, _alone)  # what ends an item stands after its last field
    claims = _filled(claims, lambda before: set())
    findings = [_finding(one, values, numbers, likely) for one in imported.report.findings]
    unplaced = [_told(one, one.text, numbers, likely) | {"text": one.text} for one in imported.report.unplaced]
    found = imported.report
    return {
        "file": found.file,
        "format": found.format,
        "characters": found.characters,
        "share": found.share,
        "front": _front(values),
        "items": [_item(at, kind, value, claims, findings, unplaced) for at, (kind, value) in enumerate(values)],
        "findings": findings,
        "unplaced": unplaced,
        "places": places,
        "absent": {name: absent for name in WANTED if (absent := _without(name, values))},
    }


def _places(imported: Imported, kind: str, value: Any, numbers: source.Numbers) -> dict[str, list[Any]]:
    """Of every string of ``value``: the numbers of the first and the last text that hold it, and how sure that is."""
    found = imported.report.places.get(value.slug, {}) if kind == "guide" else _searched(value, numbers)
    said = dict(strings(value))
    ends = ((path, numbers.at(one.place, said.get(path, "")), numbers.at(one.last, said.get(path, "")), one) for path, one in found.items())
    return {path: [first, max(first, last), one.confidence] for path, first, last, one in ends if first is not None and last is not None}


def _searched(value: Form | Document, numbers: source.Numbers) -> dict[str, Any]:
    """The places of a form or a document, whose lines are known and whose places the report leaves out."""
    blocks = [Paragraph(text=numbers.texts[at][0], place=numbers.texts[at][1]) for at in _lines_of(value, numbers)]
    ground = Ground(blocks)
    return places_of(value, (ground.whole,), ground)[0] if blocks else {}


def _lines_of(value: Any, numbers: source.Numbers) -> range:
    """The numbers of the texts on the lines that ``value`` names as its source; none where its format has no lines."""
    lines = value.source.lines if value.source else ()
    return numbers.between(*lines) if len(lines) == 2 else range(0)


def _claims(places: Sequence[dict[str, list[Any]]], count: int) -> list[set[int]]:
    """For each text the positions of the items that have a field there."""
    claims: list[set[int]] = [set() for _ in range(count)]
    for at, found in enumerate(places):
        for first, last, _ in found.values():
            for number in range(first, last + 1):
                claims[number].add(at)
    return claims


def _filled(claims: Sequence[set[int]], otherwise: Callable[[set[int]], set[int]]) -> list[set[int]]:
    """``claims`` with the texts on which no field stands: they belong to the one item that has the texts before and after them,
    and where there is none to ``otherwise`` of those before."""
    filled = [set(claim) for claim in claims]
    before, start = set[int](), 0
    for number, claim in enumerate((*claims, set[int]())):
        if not claim and number < len(claims):
            continue
        both = before & claim
        filled[start:number] = [both if len(both) == 1 else otherwise(before) for _ in range(start, number)]
        before, start = claim, number + 1
    return filled


def _alone(before: set[int]) -> set[int]:
    return before if len(before) == 1 else set()


def _told(one: Any, text: str, numbers: source.Numbers, claims: Sequence[set[int]]) -> dict[str, Any]:
    """Where ``one`` is: in words, as a text, and in which items.

    A row of cells may stand on one line, with a cell that many items share: then it is in those that own a cell alone, if any.
    """
    there = numbers.there(one.place)
    at = numbers.at(one.place, text)
    alone = {item for number in there if len(claims[number]) == 1 for item in claims[number]}
    exactly = at is not None and text and compact(text) in compact(numbers.texts[at][0])
    items = claims[at] if exactly and at is not None else alone or {item for number in there for item in claims[number]}
    return {"where": source.words(one.place), "at": at, "items": sorted(items)}


def _finding(one: Any, values: Sequence[_Valued], numbers: source.Numbers, claims: Sequence[set[int]]) -> dict[str, Any]:
    told = _told(one, one.excerpt, numbers, claims)
    named = [at for at, (kind, value) in enumerate(values) if one.guide and (kind, value.slug) == ("guide", one.guide)]
    items = named or told["items"]
    return {"kind": one.kind, "severity": one.severity, "sentence": one.sentence, "excerpt": one.excerpt, **told, "items": items}


def _item(at: int, kind: str, value: Any, claims: Sequence[set[int]], findings: Sequence[Any], unplaced: Sequence[Any]) -> dict[str, Any]:
    doubts = [one for one in findings if at in one["items"] and doubtful(one)] + [one for one in unplaced if at in one["items"]]
    return {
        "kind": kind,
        "slug": value.slug,
        "title": value.title if isinstance(value, Document) else value.name,
        "doubts": len(doubts),
        "texts": [number for number, claim in enumerate(claims) if at in claim],
    }


def strings(value: Any, path: str = "") -> Iterator[tuple[str, str]]:
    """Every string of ``value`` with its path (``materials[0].name``), as the import report names them."""
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, tuple):
        for number, part in enumerate(value):
            yield from strings(part, f"{path}[{number}]")
    elif dataclasses.is_dataclass(value) and not isinstance(value, type):
        for field in dataclasses.fields(value):
            yield from strings(getattr(value, field.name), f"{path}.{field.name}".lstrip("."))


def doubtful(finding: dict[str, Any]) -> bool:
    """Whether a person has to look at it before its item is taken over."""
    return finding["severity"] != "info" and finding["kind"] not in PICTURES


def _without(name: str, values: Sequence[_Valued]) -> list[int]:
    return [at for at, (kind, value) in enumerate(values) if kind == "guide" and not getattr(value, name)]


def _front(values: Sequence[_Valued]) -> dict[str, str | None]:
    """What the document says of itself: the facts of the decision that its release will be."""
    known: Source | None = next((value.source for _, value in values if value.source), None)
    names = ("document", "document_no", "issuer", "issued", "edition")
    return {name: getattr(known, name, None) for name in names}
