"""The tables of what is being prepared: drafts and every edition of them, and how a release moved on its way to the public.

``moves`` only grow (they are the record of review and approval, standards 1.05 and 2.16); all else here changes freely.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from mingbai.db import Instant, Row
from mingbai.publishing.frozen import Frozen


class ProceedingRow(Row):
    """What the desk needs to know of a release beyond the decision itself (``releases``, which freezes when it is published).

    ``region`` is whose release it is: permissions are given by region. ``edition`` rises with every change of the decision's own facts.
    ``override`` is the reason given where a statutory element is missing. ``follows`` is the release that held these items out.
    """

    __tablename__ = "proceedings"
    release_id: Mapped[int] = mapped_column(ForeignKey("releases.id"), primary_key=True)
    region: Mapped[str] = mapped_column(String(12), index=True)
    edition: Mapped[int]
    override: Mapped[str | None] = mapped_column(Text)
    follows: Mapped[int | None] = mapped_column(ForeignKey("releases.id"))


class DraftRow(Row):
    """What a release that is being prepared will do to one item: one draft an item, hence in one open release at most.

    ``seen`` is the version number that the draft was made from (0 for a new item). ``change`` is new | changed | withdrawn; a
    withdrawal has no text, but ``why``, ``reason`` and ``successors`` (a JSON list of [kind, region, slug]). ``edition`` rises with
    every save.
    ``verdict`` is open | passed | held | returned, with its reason and who gave it; ``position`` is its place in the release.
    ``upload_id`` is the upload that it came from. Drafts change freely and are no part of what is frozen.
    """

    __tablename__ = "drafts"
    __table_args__ = (UniqueConstraint("kind", "region", "slug"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    release_id: Mapped[int] = mapped_column(ForeignKey("releases.id"), index=True)
    kind: Mapped[str] = mapped_column(String(40))
    region: Mapped[str] = mapped_column(String(12))
    slug: Mapped[str] = mapped_column(String(200))
    seen: Mapped[int]
    change: Mapped[str] = mapped_column(String(20))
    text: Mapped[str | None] = mapped_column(Text)
    note: Mapped[str | None] = mapped_column(Text)
    actor_id: Mapped[int]
    saved_at: Mapped[datetime] = mapped_column(Instant)
    edition: Mapped[int] = mapped_column(server_default="1", default=1)
    why: Mapped[str | None] = mapped_column(String(20))
    reason: Mapped[str | None] = mapped_column(Text)
    successors: Mapped[str | None] = mapped_column(Text)
    verdict: Mapped[str] = mapped_column(String(20), server_default="open", default="open")
    verdict_reason: Mapped[str | None] = mapped_column(Text)
    verdict_by: Mapped[int | None]
    position: Mapped[int] = mapped_column(server_default="0", default=0)
    upload_id: Mapped[int | None]


class EditionRow(Row):
    """One saved edition of a draft, kept when the draft is gone: who wrote what, and what a stale save is merged from.

    Named by item, because drafts go when they are published; numbers go on from one draft of an item to the next, so that a form from
    an earlier draft is always seen to be stale. ``vanish`` removes rows here; nothing else does.
    """

    __tablename__ = "editions"
    __table_args__ = (UniqueConstraint("kind", "region", "slug", "edition"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    release_id: Mapped[int] = mapped_column(ForeignKey("releases.id"), index=True)
    kind: Mapped[str] = mapped_column(String(40))
    region: Mapped[str] = mapped_column(String(12))
    slug: Mapped[str] = mapped_column(String(200))
    edition: Mapped[int]
    text: Mapped[str | None] = mapped_column(Text)
    note: Mapped[str | None] = mapped_column(Text)
    actor_id: Mapped[int]
    saved_at: Mapped[datetime] = mapped_column(Instant)


class MoveRow(Frozen, Row):
    """One move of a release through the workflow. ``digest`` is what stood then; ``told`` is JSON: conclusions, grounds, reasons, items."""

    __tablename__ = "moves"
    id: Mapped[int] = mapped_column(primary_key=True)
    release_id: Mapped[int] = mapped_column(ForeignKey("releases.id"), index=True)
    move: Mapped[str] = mapped_column(String(20))
    before: Mapped[str] = mapped_column(String(20))
    after: Mapped[str] = mapped_column(String(20))
    actor_id: Mapped[int]
    at: Mapped[datetime] = mapped_column(Instant)
    digest: Mapped[str | None] = mapped_column(String(64))
    told: Mapped[str] = mapped_column(Text)


class CommentRow(Row):
    """A remark on one field of an item in a release. ``field`` is a field name of the kind's value, empty for the whole."""

    __tablename__ = "comments"
    id: Mapped[int] = mapped_column(primary_key=True)
    release_id: Mapped[int] = mapped_column(ForeignKey("releases.id"), index=True)
    kind: Mapped[str] = mapped_column(String(40))
    region: Mapped[str] = mapped_column(String(12))
    slug: Mapped[str] = mapped_column(String(200))
    field: Mapped[str] = mapped_column(String(80))
    text: Mapped[str] = mapped_column(Text)
    actor_id: Mapped[int]
    at: Mapped[datetime] = mapped_column(Instant)
    settled_by: Mapped[int | None]
    settled_at: Mapped[datetime | None] = mapped_column(Instant)


class PresenceRow(Row):
    """Who has a draft open: shown beside it, never a lock."""

    __tablename__ = "presences"
    draft_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    account_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    at: Mapped[datetime] = mapped_column(Instant)
