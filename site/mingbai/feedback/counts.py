"""Adding counts to the table, and dropping weeks that are too old. Done by the machine, in nobody's name."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import delete, func, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from mingbai.feedback.keeping import NOT_KEPT
from mingbai.feedback.rows import QuestionRow
from mingbai.feedback.tally import Count, Key
from mingbai.feedback.weeks import earlier

WEEKS = 26
"""Weeks that are kept: half a year shows what comes back with the seasons; longer, nobody needs it (个人信息保护法 第19条)."""
MOST = 20_000
"""Texts of one week that the table holds; whoever floods the box with words only adds to one number."""
_AT_ONCE = 500


def add(session: Session, counts: Mapping[Key, Count], most: int = MOST) -> None:
    """Add ``counts`` to the table, at most ``most`` texts a week; the others are counted together."""
    chosen = _bounded(session, counts, most)
    if not chosen:
        return
    insert: Any = postgresql.insert if session.get_bind().dialect.name == "postgresql" else sqlite.insert
    adding = insert(QuestionRow.__table__)
    # Sorted, so that neither the order of asking is written nor two workers wait for each other crosswise.
    rows = [
        {"week": week, "text": text, "asked": one.asked, "empty": one.empty, "picked": one.picked, "settled": ""}
        for (week, text), one in sorted(chosen.items())
    ]
    raised = {name: getattr(QuestionRow, name) + adding.excluded[name] for name in ("asked", "empty", "picked")}
    session.execute(adding.on_conflict_do_update(index_elements=["week", "text"], set_=raised), rows)


def forget(session: Session, week: str) -> None:
    """Drop what was asked more than WEEKS weeks before ``week``."""
    session.execute(delete(QuestionRow).where(QuestionRow.week < earlier(week, WEEKS)))


def _bounded(session: Session, counts: Mapping[Key, Count], most: int) -> dict[Key, Count]:
    bounded: dict[Key, Count] = {}
    for week in sorted({week for week, _ in counts}):
        texts = sorted(text for one, text in counts if one == week)
        room = most - int(session.scalar(select(func.count()).select_from(QuestionRow).where(QuestionRow.week == week)) or 0)
        known = set(texts) if len(texts) <= room else _known(session, week, texts) | {NOT_KEPT}
        for text in texts:
            key = (week, text if text in known else NOT_KEPT)
            bounded[key] = bounded.get(key, Count()) + counts[week, text]
    return bounded


def _known(session: Session, week: str, texts: list[str]) -> set[str]:
    known: set[str] = set()
    for start in range(0, len(texts), _AT_ONCE):
        asked = select(QuestionRow.text).where(QuestionRow.week == week, QuestionRow.text.in_(texts[start : start + _AT_ONCE]))
        known |= set(session.scalars(asked))
    return known
