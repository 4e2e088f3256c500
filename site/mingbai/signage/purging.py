"""What the register of signs keeps of words that the law ordered away: the words of prints. That it was printed, when and by whom stays."""

from __future__ import annotations

import json
from collections.abc import Iterable

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from mingbai.guides.version import Name
from mingbai.signage.rows import PrintRow, SignRow

TABLES = ("sign_prints",)
"""The table of this package that may hold words of an item."""


def purge_prints(session: Session, versions: Iterable[tuple[Name, int]]) -> int:
    """Empty every print that shows one of these versions, or the hall of one; returns how many there were. Of a hall no number is kept
    with a print, so all prints of its signs go."""
    gone = set(versions)
    halls = {(name.region, name.slug) for name, _ in gone if name.kind == "hall"}
    rows = session.execute(
        select(PrintRow.id, PrintRow.versions, SignRow.region, SignRow.hall).join(SignRow, SignRow.code == PrintRow.sign)
    )
    numbers = [
        row.id
        for row in rows
        if (row.region, row.hall) in halls
        or any((Name("guide", region, slug), number) in gone for region, slug, number in json.loads(row.versions))
    ]
    session.execute(update(PrintRow).where(PrintRow.id.in_(numbers)).values(shown="{}"))
    return len(numbers)
