"""The tables of signs: the register, every print of a sign with what it showed, what was done with it, and scans a day.

A print is kept as the words that it showed, so that a sign can be compared with what is in force without any version of a guide.
"""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import Date, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from mingbai.db import Instant, Row


class SignRow(Row):
    """A sign. ``code`` is what its QR code carries. ``hall`` is the slug of a hall of ``region``, empty where only ``hall_name`` is known.

    ``items`` is JSON, [[region, slug], …]. ``printed`` and ``hanging`` are numbers of its prints, 0 for none; ``replaces`` another sign;
    ``placed_at``: since when it is to hang where hall, window and spot say.
    """

    __tablename__ = "signs"
    __table_args__ = (Index("ix_signs_region", "region"), Index("ix_signs_state", "state"))
    code: Mapped[str] = mapped_column(String(12), primary_key=True)
    region: Mapped[str] = mapped_column(String(12))
    hall: Mapped[str] = mapped_column(String(200))
    hall_name: Mapped[str] = mapped_column(String(200))
    spot: Mapped[str] = mapped_column(String(200))
    window: Mapped[str] = mapped_column(String(40))
    kind: Mapped[str] = mapped_column(String(20))
    size: Mapped[str] = mapped_column(String(10))
    items: Mapped[str] = mapped_column(Text)
    state: Mapped[str] = mapped_column(String(20))
    printed: Mapped[int]
    hanging: Mapped[int]
    replaces: Mapped[str] = mapped_column(String(12))
    made_by: Mapped[int]
    made_at: Mapped[datetime] = mapped_column(Instant)
    placed_at: Mapped[datetime] = mapped_column(Instant)


class PrintRow(Row):
    """One print of a sign: ``shown`` is the projection of what stood on it (JSON), ``versions`` [[region, slug, number], …]."""

    __tablename__ = "sign_prints"
    __table_args__ = (UniqueConstraint("sign", "number"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    sign: Mapped[str] = mapped_column(ForeignKey("signs.code"))
    number: Mapped[int]
    size: Mapped[str] = mapped_column(String(10))
    shown: Mapped[str] = mapped_column(Text)
    versions: Mapped[str] = mapped_column(Text)
    printed_by: Mapped[int]
    printed_at: Mapped[datetime] = mapped_column(Instant)


class SignEventRow(Row):
    """Something that was done with a sign: ``act`` (make, print, hang, move, retire), and what else is to be said of it."""

    __tablename__ = "sign_events"
    __table_args__ = (Index("ix_sign_events_sign", "sign"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    sign: Mapped[str] = mapped_column(ForeignKey("signs.code"))
    act: Mapped[str] = mapped_column(String(20))
    told: Mapped[str] = mapped_column(Text)
    actor_id: Mapped[int]
    at: Mapped[datetime] = mapped_column(Instant)


class ScanRow(Row):
    """How often a sign was scanned on a day (Asia/Shanghai). No address, no cookie, no time of day; on SQLite no hidden row number, which
    would tell in which order (standards 5.14)."""

    __tablename__ = "scans"
    __table_args__ = ({"sqlite_with_rowid": False},)
    sign: Mapped[str] = mapped_column(String(12), primary_key=True)
    day: Mapped[date] = mapped_column(Date, primary_key=True)
    count: Mapped[int]
