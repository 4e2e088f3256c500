"""The tables of intake: a document that somebody handed in, how far its reading is, and each item that was found in it."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from mingbai.db import Instant, Row


class UploadRow(Row):
    """One document handed in. The bytes lie in the files folder under ``digest`` (SHA-256) and stay when reading fails.

    ``state`` is waiting | reading | read | failed. ``said`` is the sentence that tells how far it is, ``beat_at`` the last sign of life
    of whoever reads it. ``report`` and ``blocks`` are JSON: the import report, and the source as it was read.
    """

    __tablename__ = "uploads"
    id: Mapped[int] = mapped_column(primary_key=True)
    digest: Mapped[str] = mapped_column(String(64), index=True)
    name: Mapped[str] = mapped_column(Text)
    size: Mapped[int]
    region: Mapped[str] = mapped_column(String(12))
    state: Mapped[str] = mapped_column(String(20), index=True)
    said: Mapped[str | None] = mapped_column(Text)
    remedy: Mapped[str | None] = mapped_column(Text)
    actor_id: Mapped[int]
    created_at: Mapped[datetime] = mapped_column(Instant)
    beat_at: Mapped[datetime | None] = mapped_column(Instant)
    finished_at: Mapped[datetime | None] = mapped_column(Instant)
    report: Mapped[str | None] = mapped_column(Text)
    blocks: Mapped[str | None] = mapped_column(Text)
    release_id: Mapped[int | None] = mapped_column(ForeignKey("releases.id"))


class FoundRow(Row):
    """One item that was found in an upload, as its text. ``compared`` says what it is against what stands: new | changed | unchanged.

    ``doubts`` counts the findings that a person must look at. ``verdict`` is open | accepted | left.
    """

    __tablename__ = "found"
    __table_args__ = (UniqueConstraint("upload_id", "position"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    upload_id: Mapped[int] = mapped_column(ForeignKey("uploads.id"), index=True)
    position: Mapped[int]
    kind: Mapped[str] = mapped_column(String(40))
    region: Mapped[str] = mapped_column(String(12))
    slug: Mapped[str] = mapped_column(String(200))
    text: Mapped[str] = mapped_column(Text)
    compared: Mapped[str] = mapped_column(String(20))
    doubts: Mapped[int]
    verdict: Mapped[str] = mapped_column(String(20))
    decided_by: Mapped[int | None]
