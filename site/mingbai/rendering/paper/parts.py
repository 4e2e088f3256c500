"""A guide's parts as the templates take them: plain JSON, made once from the page value and shared by all products."""

from __future__ import annotations

from typing import Any

from mingbai.clock import printed_day
from mingbai.guides.guide import Material
from mingbai.rendering.answers import LimitText
from mingbai.rendering.breaks import lines
from mingbai.rendering.charts import ORIGINS
from mingbai.rendering.coded import AUDIENCES, CHANNELS, FIELDS
from mingbai.rendering.flowchart import Drawing
from mingbai.rendering.frame import Frame
from mingbai.rendering.once import untitled
from mingbai.rendering.page import BasisLine, ContactLine, GuidePage, MaterialLine
from mingbai.rendering.paper.sheet import day_words

WIDE = 16.0
"""Letters of a heading beside the code: a longer name is broken between words, into even lines."""
LETTERS = 8.5
"""Points of a chart's letters on A4, beside text of 10."""
FRAME = Frame.of(170, 118, LETTERS)
"""The width of A4's text and somewhat less than half its height: what is taller goes on beside itself."""


def guide_parts(page: GuidePage) -> dict[str, Any]:
    """Everything of a guide that any product prints, in the order of its page. Empty where the source does not say."""
    return {**_answered(page), **_brought(page), **_done(page), **_founded(page)}


def _answered(page: GuidePage) -> dict[str, Any]:
    """What it is, who may, how long, how much."""
    guide, five = page.guide, page.answers
    return {
        "name": guide.name,
        "rows": list(lines(guide.name, WIDE)),
        "main_item": guide.main_item,
        "code": guide.code,
        "aliases": list(guide.aliases),
        "summary": guide.summary,
        "who": list(guide.objects) or [AUDIENCES[key] for key in guide.audiences],
        "conditions": list(guide.conditions),
        "limit": limit_words(five.limit),
        "limit_raw": guide.time_limit.raw if guide.time_limit else None,
        "fee": {"said": five.fee, "free": five.free} if five.fee else None,
        "count": five.material_count,
        "cases": list(five.cases),
    }


def _brought(page: GuidePage) -> dict[str, Any]:
    """What to bring."""
    return {
        "materials": [
            {"heading": group.heading, "headed": page.headed, "lines": [material_line(line) for line in group.lines]}
            for group in page.materials
        ],
        "material_notes": list(page.guide.material_notes),
        "forms": [{"name": form.name, "ref": form.ref, "printed": form.printed} for form in page.forms],
    }


def _done(page: GuidePage) -> dict[str, Any]:
    """Where and how it is done."""
    guide, offices = page.guide, page.guide.departments
    return {
        "ways": [CHANNELS[kind] for kind in page.answers.ways],
        "levels": list(page.answers.levels),
        "level_notes": list(guide.level_notes),
        "channels": [{"kinds": [CHANNELS[kind] for kind in one.kinds], "details": list(one.details)} for one in page.channels],
        "channel_notes": list(guide.channel_notes),
        "stages": list(guide.process_stages),
        "paths": [
            {"name": path.name, "steps": [step.text for step in path.steps], "chart": chart(path.drawing) if path.drawing else None}
            for path in page.paths
        ],
        "charts": [chart(drawing) for drawing in page.charts],
        "contacts": [_contact(line) for line in page.contacts],
        "lead": offices.lead if offices else None,
        "joint": list(offices.joint) if offices else [],
    }


def _founded(page: GuidePage) -> dict[str, Any]:
    """Tips, law and source."""
    return {
        "tips": list(page.guide.tips),
        "remarks": list(page.remarks),
        "basis": [_basis(line) for line in page.basis],
        "facts": [{"name": name, "value": value} for name, value in _facts(page)],
        "row": [{"name": FIELDS[one.field], "lines": list(one.row)} for one in page.differing],
        "source": _source(page),
    }


def limit_words(limit: LimitText | None) -> dict[str, Any] | None:
    """A limit's large spans and the rest."""
    if limit is None:
        return None
    return {"large": [{"text": span.text, "number": span.number} for span in limit.large], "rest": limit.rest}


def material_line(line: MaterialLine) -> dict[str, Any]:
    """One numbered material with all that stands under it."""
    return {"number": line.number, "split": line.split, "printed": line.printed, **_material(line.material)}


def chart(drawing: Drawing) -> dict[str, Any]:
    """A flow chart: its SVG for A4, with its width there in points, and its twin in words; no SVG where the source lost the arrows."""
    picture = drawing.on(FRAME)
    return {
        "title": drawing.title,
        "origin": ORIGINS[drawing.origin],
        "lost": drawing.lost,
        "notes": list(drawing.chart.notes),
        "svg": picture.svg if picture else "",
        "width": round(picture.width * LETTERS, 1) if picture else 0,
        "steps": [
            {
                "number": step.number,
                "text": step.text,
                "decision": step.decision,
                "exits": [{"label": one.label, "number": one.number, "text": one.text, "backward": one.backward} for one in step.exits],
            }
            for step in drawing.steps
        ],
    }


def _material(found: Material) -> dict[str, Any]:
    return {
        "name": found.name,
        "case": found.situation,
        "group": found.group,
        "any_of": list(found.any_of),
        "copies": found.copies,
        "note": found.note,
        "substitute": found.substitute,
        "later": found.later,
        "children": [_material(child) for child in found.children],
    }


def _contact(line: ContactLine) -> dict[str, Any]:
    one = line.contact
    return {
        "kind": one.kind,
        "name": one.name,
        "phone": one.phone,
        "address": one.address,
        "hours": one.hours,
        "printed": line.printed,
    }


def _basis(line: BasisLine) -> dict[str, Any]:
    law = line.basis
    return {"cited": line.cited, "number": law.document_no, "articles": law.articles, "printed": line.printed}


def _facts(page: GuidePage) -> list[tuple[str, str]]:
    guide = page.guide
    fee = guide.fee if page.answers.free else None
    known = (("事项类型", guide.item_kind), ("办件类型", guide.handling), ("主项编码", guide.main_item_code), ("是否收费", fee))
    return [(name, value) for name, value in known if value] + [(one.name, one.value) for one in guide.attributes]


def _source(page: GuidePage) -> dict[str, Any] | None:
    source = page.guide.source
    if source is None:
        return None
    return {
        "document": source.document,
        "untitled": untitled(source),
        "number": source.document_no,
        "issuer": source.issuer,
        "issued": source.issued,
        "day": day_words(day) if (day := printed_day(source.issued)) else source.issued,
        "edition": source.edition,
        "ordinal": page.guide.ordinal,
    }
