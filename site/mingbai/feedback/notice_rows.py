"""The tables of notices: how often given in a week and what was missing; the last number of a hall and day. Nobody stands in them.

Neither has a time of day, an account or (on SQLite) a hidden row number: nothing tells who came, or in which order.
"""

from __future__ import annotations

from datetime import date

from sqlalchemy import Date, String
from sqlalchemy.orm import Mapped, mapped_column

from mingbai.db import Row


class NoticeRow(Row):
    """A week (2026-W47), the hall's ``region``, an ``item`` (320600/slug) and one of its materials (``material``: its words; empty: the
    notice as a whole). ``count``: how often a notice was given, or how often that material was missing."""

    __tablename__ = "notices"
    __table_args__ = ({"sqlite_with_rowid": False},)
    week: Mapped[str] = mapped_column(String(8), primary_key=True)
    region: Mapped[str] = mapped_column(String(12), primary_key=True)
    item: Mapped[str] = mapped_column(String(240), primary_key=True)
    material: Mapped[str] = mapped_column(String(200), primary_key=True)
    count: Mapped[int]


class StubRow(Row):
    """The ``last`` number that a ``hall`` (region/slug; region/ where no hall is known) gave on a ``day``."""

    __tablename__ = "notice_stubs"
    __table_args__ = ({"sqlite_with_rowid": False},)
    hall: Mapped[str] = mapped_column(String(240), primary_key=True)
    day: Mapped[date] = mapped_column(Date, primary_key=True)
    last: Mapped[int]
