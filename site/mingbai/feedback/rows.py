"""The one table of feedback: how often a question was asked in a week. No address, no cookie, no time of day, no order, no account.

The key is week and text, and on SQLite the table has no hidden row number: one would tell in which order people asked.
"""

from __future__ import annotations

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from mingbai.db import Row


class QuestionRow(Row):
    """A question (``keeping.kept``; empty: all those that may not be kept) in a week (2026-W47): how often it was ``asked``, how often of
    these nothing was found (``empty``), how often a result was clicked (``picked``). ``settled``: what an editor did about it, or empty."""

    __tablename__ = "questions"
    __table_args__ = ({"sqlite_with_rowid": False},)
    week: Mapped[str] = mapped_column(String(8), primary_key=True)
    text: Mapped[str] = mapped_column(String(40), primary_key=True)
    asked: Mapped[int]
    empty: Mapped[int]
    picked: Mapped[int]
    settled: Mapped[str] = mapped_column(String(200))
