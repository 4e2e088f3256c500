"""The offline file of a hall: one HTML file that finds, asks, ticks and prints notices with no server and no network at all.

Everything stands in the file: guides, index, calendar, style, script, QR codes. Its own policy forbids any request and names script and
style by their digests. The rules of situations and working days are said again in templates/offline/rules.js; a test compares them with
``guides.situations`` and ``guides.workdays`` for every guide and every way of answering. Same day, same bytes.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from mingbai.guides import situations
from mingbai.guides.guide import Guide, LimitCase, Material, TimeLimit
from mingbai.guides.hall import Hall
from mingbai.guides.workdays import Calendar
from mingbai.rendering.own_list import own_list
from mingbai.rendering.paper.notice import notice_paper
from mingbai.rendering.paper.parts import guide_parts
from mingbai.rendering.paper.sheet import Imprint, day_words
from mingbai.rendering.paper.sign import window_words
from mingbai.rendering.paper.subject import Subject, lasting
from mingbai.rendering.qr import code_of

Spell = Callable[[str], Iterable[str]]
"""A word → its syllables without tones."""
SCRIPTS = ("rules.js", "finding.js", "notice.js", "window.js")
_SPELT = re.compile(r"[^0-9a-z一-鿿]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """A guide of the file, with the ``words`` that people use for it."""

    subject: Subject
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Bundle:
    """What one file holds: the guides of a ``place`` (in words) as its ``hall`` gives them out, good to the end of the day ``until``."""

    region: str
    place: str
    hall: Hall | None
    items: tuple[Held, ...]
    imprint: Imprint
    until: date
    calendar: Calendar


def offline_page(bundle: Bundle, templates: Path, spell: Spell) -> bytes:
    """The file. ``templates`` is the folder templates/offline; ``spell`` gives pinyin."""
    environment = Environment(
        loader=FileSystemLoader(templates), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    script = "\n".join((templates / name).read_text(encoding="utf-8") for name in SCRIPTS)
    style = (templates / "offline.css").read_text(encoding="utf-8")
    shown = {
        "title": f"{bundle.hall.name if bundle.hall else bundle.place} 窗口告知（离线）",
        "bundle": bundle,
        "until": day_words(bundle.until),
        "made": day_words(bundle.imprint.day),
        "script": script,
        "style": style,
        "policy": f"default-src 'none'; script-src {_digest(script)}; style-src {_digest(style)}; base-uri 'none'; form-action 'none'",
        "data": _embedded(data_of(bundle, spell)),
        "guides": [_article(one, place, bundle.imprint) for place, one in enumerate(bundle.items)],
    }
    return environment.get_template("bundle.jinja2").render(shown).encode()


def data_of(bundle: Bundle, spell: Spell) -> dict[str, Any]:
    """What the scripts work on: plain JSON."""
    hall = bundle.hall
    return {
        "region": bundle.region,
        "place": bundle.place,
        "hall": hall.slug if hall else "",
        "windows": [{"number": one.number, "words": window_words(one), "phone": one.phone or ""} for one in hall.windows] if hall else [],
        "until": bundle.until.isoformat(),
        "sample": bundle.imprint.sample,
        "calendar": calendar_data(bundle.calendar, bundle.imprint.day.year),
        "guides": [{**rules_data(one.subject), **index_of(one, spell), "notice": _notice(one.subject, bundle)} for one in bundle.items],
    }


def rules_data(subject: Subject) -> dict[str, Any]:
    """What rules.js needs of a guide: materials with their keys, questions, limits, and the numbers that six digits are added of."""
    guide, name = subject.page.guide, subject.version.name
    start = int(situations.code_of(name, {}))
    return {
        "start": start if situations.codable(guide) else None,
        "materials": [_material(one) for one in guide.materials],
        "questions": [
            {
                "key": one.key,
                "text": one.text,
                "options": [
                    {
                        "key": option.key,
                        "text": option.text,
                        "needs": list(option.needs),
                        "drops": list(option.drops),
                        "notes": list(option.notes),
                        "part": (int(situations.code_of(name, {one.key: option.key})) - start) % 10**6,
                    }
                    for option in one.options
                ],
            }
            for one in situations.questions(guide)
        ],
        "limit": _limit(guide.time_limit),
    }


def index_of(held: Held, spell: Spell) -> dict[str, Any]:
    """A guide's line of the index: its words, and their initials."""
    guide: Guide = held.subject.page.guide
    words = tuple(dict.fromkeys((guide.name, *held.words)))
    initials = dict.fromkeys("".join(part[0] for part in spell(bare)) for word in words if (bare := _SPELT.sub("", word.lower())))
    return {"name": guide.name, "code": guide.code or "", "words": list(words), "initials": list(initials)}


def calendar_data(calendar: Calendar, first: int) -> dict[str, Any]:
    """The known years from ``first`` on: days off and weekend days worked, in ISO dates."""
    known = (calendar.years[year] for year in calendar.years if year >= first)
    return {
        str(year.year): {"off": sorted(day.isoformat() for day in year.off), "worked": sorted(day.isoformat() for day in year.worked)}
        for year in known
    }


def _notice(subject: Subject, bundle: Bundle) -> dict[str, Any]:
    """What a notice of any case prints, as the sheet of the site does."""
    data = notice_paper(replace(subject, hall=bundle.hall), bundle.imprint).data
    kept = {name: data[name] for name in ("guide", "materials", "ways", "hall", "asking", "complaining", "stamp")}
    return {**kept, "for_all": list(own_list(subject.page, {}).notes_for_all)}


def _material(one: Material) -> dict[str, Any]:
    return {"key": one.key, "name": one.name, "children": [_material(child) for child in one.children]}


def _limit(limit: TimeLimit | LimitCase | None) -> dict[str, Any] | None:
    if limit is None:
        return None
    cases = limit.cases if isinstance(limit, TimeLimit) else ()
    applies = limit.applies_to if isinstance(limit, LimitCase) else None
    return {"kind": limit.kind, "days": limit.days, "applies": applies, "cases": [_limit(one) for one in cases]}


def _article(held: Held, place: int, imprint: Imprint) -> dict[str, Any]:
    """A guide to be read whole. Its code leads to the item for ever, that of a notice to the version."""
    subject = held.subject
    qr = code_of(f"{imprint.address}{lasting(subject).path}").svg
    return {"id": f"guide-{place}", "parts": guide_parts(subject.page), "number": subject.version.number, "qr": qr}


def _embedded(data: Any) -> str:
    """JSON that may stand in a script element: nothing in it ends the element or opens a comment."""
    return (
        json.dumps(data, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")
    )


def _digest(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
