"""What intake keeps of an item whose words the law ordered away: what was found in documents, and the documents themselves.

The found texts always go. A document holds other items too, and is itself a record: it stays, and is named, unless somebody orders it
away as well; then its bytes go, and all that was read from it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import delete, select, tuple_, update
from sqlalchemy.orm import Session

from mingbai.guides.version import Name
from mingbai.intake.rows import FoundRow, UploadRow

TABLES = ("found", "uploads")
"""The tables of this package that may hold words of an item."""


@dataclass(frozen=True, slots=True)
class Source:
    """A document from which one of the items was read: the upload's number, its name as handed in, SHA-256 of its bytes."""

    upload: int
    name: str
    digest: str


def sources_of(session: Session, names: Sequence[Name]) -> tuple[Source, ...]:
    """The documents in which one of the items was found, and others of the same bytes."""
    found = select(FoundRow.upload_id).where(tuple_(FoundRow.kind, FoundRow.region, FoundRow.slug).in_([tuple(name) for name in names]))
    same = select(UploadRow.digest).where(UploadRow.id.in_(found))
    rows = session.execute(select(UploadRow.id, UploadRow.name, UploadRow.digest).where(UploadRow.digest.in_(same)).order_by(UploadRow.id))
    return tuple(Source(*row) for row in rows)


def purge_found(session: Session, names: Sequence[Name]) -> int:
    """Remove every found text of the items; returns how many there were."""
    condition = tuple_(FoundRow.kind, FoundRow.region, FoundRow.slug).in_([tuple(name) for name in names])
    return len(session.execute(delete(FoundRow).where(condition).returning(FoundRow.id)).all())


def purge_read(session: Session, sources: Iterable[Source]) -> None:
    """Remove all that was read from the documents: reports, blocks and every found text. Their bytes: ``purged``."""
    uploads = [source.upload for source in sources]
    session.execute(delete(FoundRow).where(FoundRow.upload_id.in_(uploads)))
    emptied = {"report": None, "blocks": None, "said": "原件和读出的内容已依法移除。"}
    session.execute(update(UploadRow).where(UploadRow.id.in_(uploads)).values(**emptied))


def purged(session: Session) -> tuple[str, ...]:
    """The digests of documents of which nothing may be left, so that whoever was interrupted can remove their bytes later."""
    query = select(UploadRow.digest).where(UploadRow.state == "read", UploadRow.report.is_(None), UploadRow.blocks.is_(None))
    return tuple(session.execute(query.distinct().order_by(UploadRow.digest)).scalars())
