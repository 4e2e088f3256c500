"""A sheet of QR codes (二维码贴) of a place or a hall: one cell an item, to be cut out and put up where it is asked for.

Every cell stands for itself once it is cut: the item's name, its code of 40 mm (standards 3.25: at least 30 mm, four modules of quiet
zone), the address in letters, the version it was printed from. Knows no library.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from mingbai.rendering.breaks import lines
from mingbai.rendering.paper.collection import Collection, cover
from mingbai.rendering.paper.sheet import Imprint, Paper
from mingbai.rendering.paper.subject import Subject, lasting
from mingbai.rendering.qr import code_of


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeCell:
    """One cell: the item's ``name`` and ``code``, the ``path`` that its QR code leads to (/q/…), the ``number`` of its version."""

    name: str
    code: str | None = None
    path: str
    number: int


def qr_sheet_paper(collection: Collection, imprint: Imprint) -> Paper:
    """The codes of all guides of a place, in the order of its 清单."""
    cells = [_cell(subject) for group in collection.groups for subject in group.subjects]
    return sheet_of(cells, cover(collection, imprint), imprint, title=f"{collection.place or collection.decision or ''}二维码")


def sheet_of(cells: Sequence[CodeCell], told: dict[str, Any], imprint: Imprint, *, title: str) -> Paper:
    """The sheet of any cells; ``told`` is what its head says of them as a whole (``collection.cover``)."""
    data = {**told, "cells": [_drawn(cell, imprint) for cell in cells]}
    return Paper(template="qr-sheet", title=title, data=data, day=imprint.day)


def _cell(subject: Subject) -> CodeCell:
    guide = subject.page.guide
    return CodeCell(name=guide.name, code=guide.code, path=lasting(subject).path, number=subject.version.number)


def _drawn(cell: CodeCell, imprint: Imprint) -> dict[str, Any]:
    address = f"{imprint.address}{cell.path}"
    rows = lines(cell.name, 12)
    return {"name": cell.name, "rows": rows, "code": cell.code, "number": cell.number, "address": address, "qr": code_of(address).svg}
