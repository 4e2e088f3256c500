"""How true an import of a made-up document is: its values against gold written by hand, field by field and word for word.

The gold is a small YAML beside each document: ``region``, the ``floor`` that its score must reach, and ``guides`` with only what
the document states. Values are compared whole, without blanks, width and end marks; only a channel's words and a contact may
stand inside what was imported. A field that the gold leaves out is not judged.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from mingbai.guides.guide import Guide, Material

Value = tuple[str, ...]
_TEXTS = ("name", "main_item", "code", "item_kind", "handling", "fee", "summary", "risk_level")
_LISTS = ("objects", "conditions", "levels", "tips", "remarks", "material_notes")


def plain(text: Any) -> str:
    """``text`` without what two spellings of the same words may differ in."""
    folded = unicodedata.normalize("NFKC", str(text)).translate(str.maketrans("。；：，、【】〔〕“”", ';;:,,[][]""'))
    return "".join(folded.split()).strip(';,.:"').removesuffix("的")


def score(gold: Sequence[Mapping[str, Any]], guides: Sequence[Guide]) -> tuple[float, list[str]]:
    """F1 over all values of ``gold``, and a line for each that is missing or too much."""
    by_name = {plain(guide.name): guide for guide in guides}
    hit = wanted = found = 0
    misses: list[str] = []
    for one in gold:
        expected = Counter(_expected(one))
        guide = by_name.get(plain(one["name"]))
        got = Counter(_got(guide, one)) if guide else Counter()
        both = expected & got
        hit, wanted, found = hit + both.total(), wanted + expected.total(), found + got.total()
        misses += [f"{one['name']}: missing {value}" for value in (expected - both)]
        misses += [f"{one['name']}: too much {value}" for value in (got - both)]
    return 2 * hit / max(1, wanted + found), misses


def _expected(gold: Mapping[str, Any]) -> Iterator[Value]:
    for field in _TEXTS:
        if field in gold:
            yield field, plain(gold[field])
    for field in _LISTS:
        yield from ((field, plain(text)) for text in gold.get(field, ()))
    for part in ("lead", "joint"):
        if part in gold.get("departments", {}):
            yield f"departments.{part}", plain(gold["departments"][part])
    for title, *rest in gold.get("basis", ()):
        yield ("basis", plain(title), *(plain(part or "") for part in (*rest, "", "")[:2]))
    for material in gold.get("materials", ()):
        parts = {"name": material} if isinstance(material, str) else material
        yield ("materials", *(plain(parts.get(part) or "") for part in ("name", "situation", "note")))
    for path, *steps in gold.get("process", ()):
        yield from (("process", plain(path or ""), plain(step)) for step in steps)
    if "process_stages" in gold:
        yield ("process_stages", *map(plain, gold["process_stages"]))
    if "time" in gold:
        yield ("time_limit", *(plain("" if part is None else part) for part in gold["time"]))
    yield from (("channels", kind, plain(detail)) for kind, detail in gold.get("channels", ()))
    yield from (("contacts", plain(said)) for said in gold.get("contacts", ()))


def _got(guide: Guide, gold: Mapping[str, Any]) -> Iterator[Value]:
    """The values of ``guide`` in the fields that ``gold`` states."""
    for field in (*_TEXTS, *_LISTS):
        if field in gold:
            told = getattr(guide, field) or ()
            yield from ((field, plain(text)) for text in ((told,) if isinstance(told, str) else told))
    for part in gold.get("departments", {}):
        told = getattr(guide.departments, part, None)
        yield f"departments.{part}", plain(told if isinstance(told, str) else "、".join(told or ()))
    if "basis" in gold:
        yield from (("basis", plain(one.title), plain(one.document_no or ""), plain(one.articles or "")) for one in guide.basis)
    if "materials" in gold:
        yield from _materials(guide.materials)
    if "process" in gold:
        yield from (("process", plain(path.path or ""), plain(step.text)) for path in guide.process for step in path.steps)
    if "process_stages" in gold:
        yield ("process_stages", *map(plain, guide.process_stages))
    yield from _limit(guide, gold)
    yield from _within(guide, gold)


def _materials(materials: Sequence[Material]) -> Iterator[Value]:
    for one in materials:
        yield ("materials", plain(one.name), plain(one.situation or ""), plain(one.note or ""))
        yield from _materials(one.children)


def _limit(guide: Guide, gold: Mapping[str, Any]) -> Iterator[Value]:
    limit = guide.time_limit
    if limit and "time" in gold:
        yield "time_limit", plain(limit.raw), plain(limit.kind), plain("" if limit.days is None else limit.days)


def _within(guide: Guide, gold: Mapping[str, Any]) -> Iterator[Value]:
    """Channels and contacts, each by the words of the gold that it holds; one that holds none is too much."""
    known = [(kind, plain(detail)) for kind, detail in gold.get("channels", ())]
    for channel in guide.channels if known else ():
        told = plain(channel.detail or "")
        yield "channels", channel.kind, next((detail for kind, detail in known if kind == channel.kind and detail in told), told)
    said = " ".join(plain(part) for one in guide.contacts for part in (one.phone, one.address, one.hours, one.raw) if part)
    yield from (("contacts", plain(one)) for one in gold.get("contacts", ()) if plain(one) in said)
