"""A blank form on paper, to be filled in by pen: its own words in its own grid, with room to write, boxes drawn, lines to sign on."""

from __future__ import annotations

import re
from typing import Any

from mingbai.guides.kinds import Form, FormPart
from mingbai.rendering.paper.collection import BlankForm, form_stamp
from mingbai.rendering.paper.penned import line_of
from mingbai.rendering.paper.ruled import ruled
from mingbai.rendering.paper.sheet import Imprint, Paper, stamp_data

_SIGNED = re.compile(r"签名|签字|签章|盖章|指印|经办|填报人|^[ \u3000]*年[ \u3000]+月|监督投诉|日期")
_ASIDE = 26
"""A line of up to so many characters may share its row with others."""


def form_paper(blank: BlankForm, imprint: Imprint) -> Paper:
    """The blank form."""
    data = {"form": form_parts(blank.form), "stamp": stamp_data(form_stamp(blank), imprint)}
    return Paper(template="form", title=f"{blank.form.name}（空白表格）", data=data, day=imprint.day)


def form_parts(form: Form) -> dict[str, Any]:
    """A form as the templates take it: runs of lines and grids in their order."""
    around = _around(form)
    grids = {id(part): ruled(part.table, around) for part in form.layout if part.table is not None}
    parts: list[dict[str, Any]] = []
    for run in _runs(form):
        if run[0].table is None:
            texts = [part.text or "" for part in run]
            parts.append(_lines(texts, letter=not grids, below=any(part["kind"] == "grid" for part in parts)))
        else:
            parts.append({"kind": "grid", **grids[id(run[0])].data()})
    return {
        "name": form.name,
        "region": form.region,
        "ref": form.ref,
        "lost": form.lost,
        "wide": any(grid.wide for grid in grids.values()),
        "parts": parts,
        "fields": [] if form.layout else [field.label for field in form.fields],
        "notes": list(form.notes),
    }


def _around(form: Form) -> int:
    """Millimetres that the lines and notes about a form's grid take on the sheet, near enough."""
    texts = [part.text or "" for part in form.layout if part.table is None]
    shared = len(texts) if len(texts) <= 2 else (len(texts) + 1) // 2 + 1
    return 10 * shared + 5 * sum(1 + len(note) // 55 for note in form.notes) + (4 if form.notes else 0)


def _runs(form: Form) -> list[list[FormPart]]:
    """Lines that follow each other, each grid by itself, and by itself what is only said between lines to be filled in."""
    letter = all(part.table is None for part in form.layout)

    def alone(part: FormPart) -> bool:
        text = part.text or ""
        return part.table is not None or not (letter or len(text) <= _ASIDE or line_of(text).pen)

    found: list[list[FormPart]] = []
    for part in form.layout:
        if found and not alone(part) and not alone(found[-1][-1]):
            found[-1].append(part)
        else:
            found.append([part])
    return found


def _lines(texts: list[str], *, letter: bool, below: bool) -> dict[str, Any]:
    """Lines outside a grid: a letter runs on and is signed at the right; above a grid short lines share a row; below it, what two sides
    sign stands side by side."""
    joined = _joined(texts) if letter else texts
    signed = next((number for number, text in enumerate(joined) if _SIGNED.search(text) and len(text) <= _ASIDE), len(joined))
    lines = [{**line_of(text).data(), "signed": number >= signed} for number, text in enumerate(joined)]
    short = all(len(text) <= _ASIDE for text in joined)
    if letter:
        kind, columns = "letter", 1
    elif short and below and len(joined) >= 4:
        kind, columns = "sides", 2
    elif short and not below and 1 < len(joined) <= 4:
        kind, columns = "row", len(joined)
    else:
        kind, columns = "lines", 1
    return {"kind": kind, "columns": columns, "lines": lines}


def _joined(texts: list[str]) -> list[str]:
    """Sentences that the source broke into lines at their commas, whole again."""
    found: list[str] = []
    for text in texts:
        if found and found[-1].rstrip().endswith(("，", ",")):
            found[-1] += text
        else:
            found.append(text)
    return found
