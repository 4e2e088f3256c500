"""The head of a 清单 whose head was lost: which column holds what, by what its cells hold. Every such head is a guess to be told.

Knows no words of heads and no region; a table is taken for a 清单 only where a column of stages shows that it is one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from mingbai.guides.words import LABELS
from mingbai.importing.families.checklist_contents import kinds_of
from mingbai.importing.families.checklist_heads import Column, Head, Row

_BY_CONTENT = ("process_stages", "basis", "time_limit", "code", "ordinal", "levels", "item_kind", "materials")
"""Fields that content tells, the surest first; each is given to one column only."""
_MOST = 0.6


def guess_head(rows: Sequence[Row]) -> Head | None:
    """A head of no rows for a table without one, or None where too little shows what the columns are."""
    width = Counter(map(len, rows)).most_common(1)[0][0] if rows else 0
    fields = _by_content(rows, width)
    if len(rows) < 2 or "process_stages" not in fields.values() or len(set(fields.values())) < 3:
        return None
    fields |= _by_place(rows, width, fields)
    if "name" not in fields.values():
        return None
    columns = tuple(Column(head=LABELS.get(fields.get(at) or "", ""), field=fields.get(at)) for at in range(width))
    return Head(columns=columns, first=0, end=0)


def _by_content(rows: Sequence[Row], width: int) -> dict[int, str]:
    found: dict[int, str] = {}
    for field in _BY_CONTENT:
        shares = {at: _share(rows, at, field) for at in range(width) if at not in found}
        best = max(shares, key=lambda at: shares[at], default=None)
        if best is not None and shares[best] >= _MOST:
            found[best] = field
    return found


def _share(rows: Sequence[Row], at: int, field: str) -> float:
    """The share of filled cells of a column that show ``field``."""
    texts = [row[at].text for row in rows if at < len(row) and row[at].text.strip()]
    return sum(field in kinds_of(text) for text in texts) / len(texts) if texts else 0.0


def _by_place(rows: Sequence[Row], width: int, known: dict[int, str]) -> dict[int, str]:
    """The columns of words: the fullest left of the materials or the limit is the name, what is left of it the main item, the
    others are remarks."""
    ends = [at for at, field in known.items() if field in ("materials", "time_limit", "process_stages")]
    left = [at for at in range(min(ends)) if at not in known]
    filled = {at: sum(bool(row[at].text.strip()) for row in rows if at < len(row)) for at in left}
    name = max(left, key=lambda at: (filled[at], at), default=None)
    found = {at: "remarks" for at in range(min(ends), width) if at not in known}
    if name is not None:
        found[name] = "name"
        found |= dict.fromkeys(left[: left.index(name)][-1:], "main_item")
    return found
