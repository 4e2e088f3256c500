"""A release on its way to the public as the desk sees it: its decision, where it stands, who wrote, how it moved. Frozen values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

PUBLIC = ("主动公开", "依申请公开", "不予公开")
"""The conclusions of 公开审查 (政府信息公开条例 第13、17条). What cannot be decided is referred (``Proceedings.refer``)."""
SECRECY = ("不涉密", "涉密")
"""The conclusions of 保密审查 (保守国家秘密法 第35条)."""


@dataclass(frozen=True, slots=True)
class Conclusion:
    """What an examination found, one of PUBLIC or SECRECY, and its ground: the article, in words."""

    result: str
    ground: str


@dataclass(frozen=True, slots=True)
class Move:
    """One recorded move. ``told`` holds what was said with it: opinion, reason, conclusions, items."""

    move: str
    before: str
    after: str
    actor_id: int
    at: datetime
    digest: str | None
    told: Mapping[str, Any] = field(hash=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """How many items a release has: by what it does to them, and by verdict. A published release has passed all of its own."""

    new: int = 0
    changed: int = 0
    withdrawn: int = 0
    open: int = 0
    passed: int = 0
    held: int = 0
    returned: int = 0

    @property
    def total(self) -> int:
        """All items, those held out included."""
        return self.new + self.changed + self.withdrawn


@dataclass(frozen=True, slots=True)
class Cancelled:
    """A scheduled release was called off."""

    reason: str
    actor_id: int
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Proceeding:
    """One release and how it stands.

    ``edition`` rises with every change of its own facts; ``digest`` is what a review or approval given now is bound to.
    ``effective_from`` None means at once, when it is published. ``writers`` are the accounts that may neither review nor approve;
    ``reviewers`` those that may not approve. ``follows`` is the release that held these items out.
    """

    id: int
    state: str
    title: str
    document_no: str | None
    source_document: str | None
    organ: str | None
    region: str
    issued: str | None
    edition_printed: str | None
    effective_from: datetime | None
    dated: str
    note: str | None
    override: str | None
    edition: int
    actor_id: int
    created_at: datetime
    writers: frozenset[int]
    reviewers: frozenset[int]
    digest: str
    items: Counts
    moves: tuple[Move, ...]
    follows: int | None
    published_at: datetime | None
    cancelled: Cancelled | None

    @property
    def last(self) -> Move | None:
        """The newest move that is recorded; None for a release from before moves were."""
        return self.moves[-1] if self.moves else None


@dataclass(frozen=True, slots=True)
class Opened:
    """A draft that I wrote last, in a short list."""

    id: int
    release: int
    title: str
    saved_at: datetime


@dataclass(frozen=True, slots=True)
class Inbox:
    """What is of concern to somebody now: releases that wait for them, theirs that are open, were sent back, are scheduled or parked.

    ``drafts`` are the newest of ``drafted`` drafts in open releases that they saved last.
    """

    waiting: tuple[Proceeding, ...] = ()
    open: tuple[Proceeding, ...] = ()
    returned: tuple[Proceeding, ...] = ()
    scheduled: tuple[Proceeding, ...] = ()
    parked: tuple[Proceeding, ...] = ()
    drafts: tuple[Opened, ...] = ()
    drafted: int = 0
