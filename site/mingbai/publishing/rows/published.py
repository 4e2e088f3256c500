"""The tables of what is published, and of the decisions that published it.

An item, its texts and versions, its end and what it goes on in; a cancellation, a vanishing; the ledger and the state.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from mingbai.db import Instant, Row
from mingbai.publishing.frozen import Frozen, FrozenButByLaw


class ItemRow(Frozen, Row):
    """An item of any kind: (kind, region, slug), for ever. ``region`` is empty for kinds that belong to no place."""

    __tablename__ = "items"
    __table_args__ = (UniqueConstraint("kind", "region", "slug"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(40))
    region: Mapped[str] = mapped_column(String(12))
    slug: Mapped[str] = mapped_column(String(200))
    short_code: Mapped[str] = mapped_column(String(16), unique=True)
    created_at: Mapped[datetime] = mapped_column(Instant)


class TextRow(FrozenButByLaw, Row):
    """A stored text by its SHA-256. ``text`` becomes NULL, once and only by law (``vanish``); the proof stays."""

    __tablename__ = "texts"
    digest: Mapped[str] = mapped_column(String(64), primary_key=True)
    text: Mapped[str | None] = mapped_column(Text)
    check_code: Mapped[str] = mapped_column(String(8), index=True)


class ParsedRow(Row):
    """A text in the form that is quick to read (``guides/packed.py``), and the few fields that lists show. Can be remade."""

    __tablename__ = "parsed"
    digest: Mapped[str] = mapped_column(ForeignKey("texts.digest"), primary_key=True)
    form: Mapped[str] = mapped_column(String(16))
    packed: Mapped[str] = mapped_column(Text)
    facts: Mapped[str] = mapped_column(Text)


class ReleaseRow(Row):
    """One decision. Its ``state`` moves by the workflow's table; once ``published`` the row is frozen.

    ``issued`` and the rest are as printed. ``dated`` says where ``effective_from`` is from: ``printed`` in the document, or
    ``loaded`` (the document prints no date: 原文未载日期), or ``decided`` by people.
    """

    __tablename__ = "releases"
    id: Mapped[int] = mapped_column(primary_key=True)
    state: Mapped[str] = mapped_column(String(20), index=True)
    title: Mapped[str] = mapped_column(Text)
    document_no: Mapped[str | None] = mapped_column(Text)
    source_document: Mapped[str | None] = mapped_column(Text)
    organ: Mapped[str | None] = mapped_column(Text)
    issued: Mapped[str | None] = mapped_column(Text)
    edition: Mapped[str | None] = mapped_column(Text)
    effective_from: Mapped[datetime | None] = mapped_column(Instant)
    dated: Mapped[str] = mapped_column(String(20))
    note: Mapped[str | None] = mapped_column(Text)
    actor_id: Mapped[int]
    created_at: Mapped[datetime] = mapped_column(Instant)
    published_at: Mapped[datetime | None] = mapped_column(Instant)


class VersionRow(Frozen, Row):
    """Version ``number`` of an item (from 1, no gaps). ``effective_from`` never decreases with ``number``."""

    __tablename__ = "versions"
    __table_args__ = (
        UniqueConstraint("item_id", "number"),
        Index("ix_versions_in_force", "item_id", "effective_from", "number"),
        CheckConstraint("number >= 1", name="number_from_one"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    item_id: Mapped[int] = mapped_column(ForeignKey("items.id"))
    number: Mapped[int]
    digest: Mapped[str] = mapped_column(ForeignKey("texts.digest"), index=True)
    effective_from: Mapped[datetime] = mapped_column(Instant, index=True)
    release_id: Mapped[int] = mapped_column(ForeignKey("releases.id"), index=True)
    actor_id: Mapped[int]
    created_at: Mapped[datetime] = mapped_column(Instant)
    note: Mapped[str | None] = mapped_column(Text)


class WithdrawalRow(Frozen, Row):
    """An item is withdrawn after its version ``after``; a later version brings it back. Its page stays readable.

    One that was cancelled may be decided again; that only one stands after a version is a trigger's rule.
    """

    __tablename__ = "withdrawals"
    __table_args__ = (UniqueConstraint("item_id", "after", "release_id"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    item_id: Mapped[int] = mapped_column(ForeignKey("items.id"))
    after: Mapped[int]
    why: Mapped[str] = mapped_column(String(20))
    reason: Mapped[str] = mapped_column(Text)
    effective_from: Mapped[datetime] = mapped_column(Instant, index=True)
    release_id: Mapped[int] = mapped_column(ForeignKey("releases.id"), index=True)
    actor_id: Mapped[int]
    created_at: Mapped[datetime] = mapped_column(Instant)


class SuccessionRow(Frozen, Row):
    """An item goes on in another: ``renamed``, ``merged`` or ``split``. Many to many."""

    __tablename__ = "successions"
    __table_args__ = (
        UniqueConstraint("predecessor_id", "successor_id", "release_id"),
        CheckConstraint("predecessor_id <> successor_id", name="not_itself"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    predecessor_id: Mapped[int] = mapped_column(ForeignKey("items.id"))
    successor_id: Mapped[int] = mapped_column(ForeignKey("items.id"), index=True)
    release_id: Mapped[int] = mapped_column(ForeignKey("releases.id"), index=True)


class LedgerRow(Frozen, Row):
    """One act before the public, chained to the one before it by ``previous``, which is unique: the chain cannot fork.

    ``digest`` is that of the release's manifest (``ledger.manifest``), of a cancellation (``ledger.called_off``), of the text that a
    ``vanish`` empties, or of the record of a vanishing (``ledger.ordered``). Only a publication names its release.
    """

    __tablename__ = "ledger"
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    previous: Mapped[str] = mapped_column(String(64), unique=True)
    hash: Mapped[str] = mapped_column(String(64), unique=True)
    kind: Mapped[str] = mapped_column(String(20))
    digest: Mapped[str] = mapped_column(String(64), index=True)
    actor_id: Mapped[int]
    at: Mapped[datetime] = mapped_column(Instant)
    release_id: Mapped[int | None] = mapped_column(ForeignKey("releases.id"), unique=True)


class CancellationRow(Frozen, Row):
    """A scheduled release is called off before its time: none of its versions and withdrawals ever takes effect."""

    __tablename__ = "cancellations"
    release_id: Mapped[int] = mapped_column(ForeignKey("releases.id"), primary_key=True)
    reason: Mapped[str] = mapped_column(Text)
    actor_id: Mapped[int]
    created_at: Mapped[datetime] = mapped_column(Instant)


class VanishingRow(Frozen, Row):
    """The law ordered the words of a text away: which text, on what ground, and the two people who did it."""

    __tablename__ = "vanishings"
    digest: Mapped[str] = mapped_column(ForeignKey("texts.digest"), primary_key=True)
    ground: Mapped[str] = mapped_column(Text)
    first_id: Mapped[int]
    second_id: Mapped[int]
    created_at: Mapped[datetime] = mapped_column(Instant)


class StateRow(Row):
    """The one row that says how often what the public reads has changed (``number``), and what follows from the clock alone:
    for any moment from ``since`` on, nothing changes by itself before ``until``."""

    __tablename__ = "state"
    __table_args__ = (CheckConstraint("id = 1", name="one_row"),)
    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    number: Mapped[int]
    since: Mapped[datetime | None] = mapped_column(Instant)
    until: Mapped[datetime | None] = mapped_column(Instant)
