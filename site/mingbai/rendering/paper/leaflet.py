"""A leaflet (折页): A4 folded in three, for people to take along; the flap that is folded in is 3 mm narrower than the others.

Outside, from left to right: flap, back, cover; inside: what to bring, how it is done, where. Of fixed size like a poster: what does not fit
is set smaller, then counted and left to the code. Its code leads to /v/…, which says whether this very version still holds.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from mingbai.rendering.charts import charts_of
from mingbai.rendering.coded import CHANNELS
from mingbai.rendering.flowchart import Drawing
from mingbai.rendering.frame import Frame
from mingbai.rendering.page import GuidePage
from mingbai.rendering.paper.hung import chart_data, item_data
from mingbai.rendering.paper.sheet import Imprint, Paper, stamp_data
from mingbai.rendering.paper.sign import face_of
from mingbai.rendering.paper.subject import Subject, checked

PANEL = (80.0, 168.0)
"""Millimetres for a chart on a panel, below its heading."""
_LETTERS = (15.0, 13.5, 12.0, 11.0, 10.0, 9.0, 8.0, 7.5)
_MILLIMETRES = 25.4 / 72


def leaflet_paper(subject: Subject, imprint: Imprint) -> Paper:
    """The leaflet of one guide, two pages."""
    page, stamp = subject.page, checked(subject)
    face = face_of([subject], imprint, path=stamp.path, kind="placard", size="a4", hall=subject.hall, window=subject.window)
    item = item_data(face, face.items[0], subject, stamp)
    charts = _charts(charts_of(page.guide))
    way = {"share": 0, "above": 0, "charts": charts, "whole": True, "paths": item["way"]["paths"]} if item["way"] else None
    data = {
        "kind": "leaflet",
        "size": "a4",
        "scale": 1,
        "hall": face.hall,
        "window": face.window,
        "hours": list(face.hours),
        "phones": [*face.phones, *face.hotlines],
        "complaints": list(face.complaints),
        "items": [{**item, "way": way}],
        "summary": page.guide.summary,
        "conditions": list(page.guide.conditions),
        "notes": list(page.guide.material_notes),
        "tips": list(page.guide.tips),
        "channels": _channels(page),
        "stamp": stamp_data(stamp, imprint),
    }
    return Paper(template="leaflet", title=f"{stamp.place}{stamp.title}折页", data=data, day=imprint.day)


def _charts(drawings: Sequence[Drawing]) -> list[dict[str, Any]]:
    """One chart a panel, of two at the most; none where one is too large for it: the steps are then told in words."""
    found = [_fitting(one) for one in drawings] if len(drawings) <= 2 else [None]
    return [one for one in found if one] if all(found) else []


def _fitting(drawing: Drawing) -> dict[str, Any] | None:
    width, height = PANEL
    for letters in _LETTERS:
        seen, unit = drawing.on(Frame.of(width, height, letters)), letters * _MILLIMETRES
        if seen and seen.width * unit <= width + 0.1 and seen.height * unit <= height:
            return chart_data(drawing, seen, seen.width * unit)
    return None


def _channels(page: GuidePage) -> list[dict[str, Any]]:
    return [{"kinds": "、".join(CHANNELS[kind] for kind in one.kinds), "details": list(one.details)} for one in page.channels]
