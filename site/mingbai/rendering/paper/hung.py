"""What the sheets that hang or stand in a hall share: the words of their face, each guide's version, chart and limit, as template data.

A sheet that hangs is read from afar and never turned over, so it has one page, and what does not fit is counted and left to the code
(templates/print/hung.typ). Knows no register.
"""

from __future__ import annotations

import dataclasses
import math
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from mingbai.guides.flow import chart_of_stages
from mingbai.rendering.answers import limit_text
from mingbai.rendering.breaks import lines
from mingbai.rendering.charts import charts_of
from mingbai.rendering.flowchart import Drawing, Picture, draw
from mingbai.rendering.frame import Frame
from mingbai.rendering.page import GuidePage
from mingbai.rendering.paper.face import Bring, SignFace, SignItem
from mingbai.rendering.paper.parts import limit_words
from mingbai.rendering.paper.sheet import Imprint, Paper, Stamp, stamp_data
from mingbai.rendering.paper.subject import Subject, lasting

SCALE: Mapping[str, float] = {"a3": math.sqrt(2), "a4": 1.0, "a5": math.sqrt(0.5)}
"""All lengths of a sheet are those of A4 times this."""
_WIDE, _GUTTER = 184.0, 9.0
"""Millimetres of A4 between the margins, and between materials and chart."""
_TALL: Mapping[str, float] = {"poster": 92.0, "placard": 136.0}
"""Millimetres of A4 for materials and chart, side by side."""
_LETTERS: Mapping[str, tuple[float, ...]] = {
    "poster": (28, 25, 22, 20, 18, 16.5, 15, 13.5, 12, 11, 10),
    "placard": (24, 21, 18, 16.5, 15, 13.5, 12, 11, 10, 9, 8),
}
"""Points on A4 that a chart's letters may have: on a poster they are read from two metres, at A3's 1.4 times."""
_ACROSS = (10.0, 9.0, 8.0, 7.5)
"""The same for charts that stand across the whole width of a placard, below the materials."""
_SHARES = (0.48, 0.56, 0.64)
"""How much of the width a chart may take from the materials."""
_MILLIMETRES = 25.4 / 72
_HEAD = re.compile(r"(?!第?[\d一二三四五六七八九十]+步?[。：])([^。：，；、（]{2,10})[。：]")


def paper_of(face: SignFace, subjects: Sequence[Subject], imprint: Imprint) -> Paper:
    """The sheet of ``face``. ``subjects`` are the guides of its items, in their order: their versions and charts are printed beside it."""
    stamps = [lasting(subject) for subject in subjects]
    items = [item_data(face, *one) for one in zip(face.items, subjects, stamps, strict=True)]
    data = {
        "kind": face.kind,
        "size": face.size,
        "scale": SCALE[face.size],
        "hall": face.hall,
        "window": face.window,
        "hours": list(face.hours),
        "phones": [*face.phones, *face.hotlines],
        "complaints": list(face.complaints),
        "items": items,
        "stamp": stamp_data(_leading(stamps[0], face), dataclasses.replace(imprint, address="")),
    }
    title = f"{face.hall or face.items[0].place}{face.window or ''}{'、'.join(item.name for item in face.items)}"
    return Paper(template=face.kind if len(items) == 1 and face.kind != "qr" else "sign", title=title, data=data, day=imprint.day)


def _leading(first: Stamp, face: SignFace) -> Stamp:
    """The sheet's own stamp: the version of its first item, and as path the whole address that the face prints."""
    return Stamp(
        title="、".join(item.name for item in face.items),
        place=first.place,
        number=first.number,
        effective=first.effective,
        dated=first.dated,
        check=first.check,
        path=face.address,
        code=first.code,
    )


def item_data(face: SignFace, item: SignItem, subject: Subject, stamp: Stamp) -> dict[str, Any]:
    """One item as templates take it: its words, its name in lines, its charts where the sheet prints steps."""
    page = subject.page
    return {
        "name": item.name,
        "broken": broken(item.name),
        "code": item.code,
        "place": item.place,
        "answers": list(_answers(item, page)),
        "limit": item.limit,
        "fee": item.fee,
        "materials": [{"number": one.number, "case": one.case, "name": one.name, "more": one.more} for one in item.materials],
        "way": _way(item, page, face) if item.steps or item.stages else None,
        "basis": list(item.basis),
        "contacts": list(item.contacts),
        "stamp": {"number": stamp.number, "check": stamp.check},
    }


def broken(name: str) -> list[list[str]]:
    """``name`` in one, two and three even lines that respect its words; those that come out so."""
    found = [list(lines(name, math.ceil(len(name) / count) + (count > 1))) for count in (1, 2, 3)]
    return [rows for rows, count in zip(found, (1, 2, 3), strict=True) if len(rows) == count]


def _answers(item: SignItem, page: GuidePage) -> Iterator[dict[str, Any]]:
    """The answers that the source gives, each with its label and about how many large lines it takes; nothing is said of the others."""
    limit = limit_words(limit_text(page.guide.time_limit)) if item.limit and page.guide.time_limit else None
    for label, text in (("能办吗", "；".join(item.who)), ("在哪办", item.where), ("多久", item.limit), ("多少钱", item.fee)):
        timed = limit if label == "多久" else None
        rows = 1.6 + math.ceil(len(timed["rest"]) / 26) * 0.62 if timed and timed["large"] else math.ceil(len(text) / 16)
        if text:
            yield {"label": label, "text": text, "limit": timed, "lines": min(rows, 4)}


def _way(item: SignItem, page: GuidePage, face: SignFace) -> dict[str, Any]:
    """The charts in the room that this sheet has for them: all of the guide if their letters stay large enough, else its stages.

    ``share`` of the width is theirs beside the materials; 1 where they stand below these, which then have ``above`` millimetres. ``whole``
    says whether they show every step. Where nothing fits there are no charts, and ``paths`` tells the steps.
    """
    guide = page.guide
    found: dict[str, Any] = {"share": _SHARES[1], "above": 0, "charts": [], "whole": True, "paths": _paths(item, page)}
    every = charts_of(guide)
    for share in _SHARES:
        if charts := _beside(every, face, share):
            return {**found, "share": share, "charts": charts}
    if face.kind == "placard" and (charts := _across(every, face, above := _estimate(item.materials))):
        return {**found, "share": 1, "above": above * SCALE[face.size], "charts": charts}
    stages = guide.process_stages or _heads(page)
    if stages and (charts := _beside((draw(chart_of_stages(stages), origin="stages"),), face, _SHARES[0])):
        return {**found, "share": _SHARES[0], "charts": charts, "whole": every[0].origin == "stages"}
    return found


def _heads(page: GuidePage) -> tuple[str, ...]:
    """The words with which every step of every path begins (业务申请。…), where they are the same on all paths: its stages."""
    told = {tuple(found[1] if (found := _HEAD.match(step.text)) else "" for step in path.steps) for path in page.paths if path.steps}
    heads = told.pop() if len(told) == 1 else ()
    return heads if all(heads) else ()


def _paths(item: SignItem, page: GuidePage) -> list[dict[str, Any]]:
    told = [{"name": path.name, "steps": [step.text for step in path.steps]} for path in page.paths if path.steps]
    return told or [{"name": None, "steps": list(item.steps or item.stages)}]


def _beside(drawings: Sequence[Drawing], face: SignFace, share: float) -> list[dict[str, Any]]:
    """The drawings one under the other in that share, with the largest letters that this allows; none where they do not fit."""
    width, height = (_WIDE - _GUTTER) * share, _TALL[face.kind]
    heading = 8.0 if len(drawings) > 1 else 0.0
    for letters in _LETTERS[face.kind]:
        pictures = [picture for one in drawings if (picture := one.on(Frame.of(width, height, letters)))]
        sizes = [(picture.width * letters * _MILLIMETRES, picture.height * letters * _MILLIMETRES) for picture in pictures]
        if len(sizes) == len(drawings) > 0 and sum(tall + heading for _, tall in sizes) <= height and max(sizes)[0] <= width + 0.1:
            return _charts(drawings, pictures, sizes, face)
    return []


def _across(drawings: Sequence[Drawing], face: SignFace, above: float) -> list[dict[str, Any]]:
    """The drawings beside each other below materials that are ``above`` millimetres high; none where they do not fit."""
    count = max(len(drawings), 1)
    width, height = (_WIDE - _GUTTER * (count - 1)) / count, _TALL[face.kind] - above - (18.0 if count > 1 else 10.0)
    for letters in _ACROSS:
        pictures = [picture for one in drawings if (picture := one.on(Frame.of(width, height, letters)))]
        sizes = [(picture.width * letters * _MILLIMETRES, picture.height * letters * _MILLIMETRES) for picture in pictures]
        if len(sizes) == len(drawings) > 0 and all(wide <= width + 0.1 and tall <= height for wide, tall in sizes):
            return _charts(drawings, pictures, sizes, face)
    return []


def _charts(
    drawings: Sequence[Drawing], pictures: Sequence[Picture], sizes: Sequence[tuple[float, float]], face: SignFace
) -> list[dict[str, Any]]:
    scale = SCALE[face.size]
    return [chart_data(one, seen, wide * scale) for one, seen, (wide, _) in zip(drawings, pictures, sizes, strict=True)]


def chart_data(drawing: Drawing, seen: Picture, wide: float) -> dict[str, Any]:
    """A chart as templates take it, ``wide`` millimetres."""
    return {"title": drawing.title, "svg": seen.svg, "width": wide, "words": _words(drawing)}


def _estimate(materials: Sequence[Bring]) -> float:
    """About how many millimetres of A4 materials take in two columns of 10 points: the template sets them smaller where it is less."""
    rows = [math.ceil((len(one.name) + 2) / 21) + math.ceil(len(one.more) / 26) + bool(one.case) for one in materials]
    half = math.ceil(len(rows) / 2)
    return min(60.0, 4 + 6.4 * max(sum(rows[:half]), sum(rows[half:])))


def _words(drawing: Drawing) -> str:
    return "；".join(f"{step.number}．{step.text}" for step in drawing.steps)
