"""What the library tells of a release as a whole: its decision, what it did to each item, and its entry in the ledger.

Frozen values for the announcement (调整公告), its list and its feeds. Nothing here knows where they are kept.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import PurePath

from mingbai.guides.layout import FOR_SEARCH
from mingbai.guides.version import Cancellation, Name, Withdrawn

NEW = "new"
CHANGED = "changed"
WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of the ledger. ``release`` is the release that it stands for, None for acts that are no publication."""

    number: int
    previous: str
    hash: str
    kind: str
    digest: str
    actor_id: int
    at: datetime
    release: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReleasedItem:
    """What a release did to one item. ``change`` is new | changed | withdrawn.

    ``number`` is the version that it brought, or for a withdrawal the version after which the item ends. ``before`` is the version
    that it followed, 0 for a new item: what was cancelled is left out, so that ``before`` and ``number`` are what to compare.
    ``title`` is what the item is called in that version; empty where the law had the words removed. ``note`` is the public note.
    """

    name: Name
    number: int
    change: str
    before: int
    title: str
    note: str | None = None
    ended: Withdrawn | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Released:
    """One published release: one decision. ``dated`` is as in ``Issue``; ``effective_from`` may lie ahead.

    ``cancellation`` says that it was called off before its time. ``items`` stand in the order in which they were released.
    """

    id: int
    title: str
    document_no: str | None
    source_document: str | None
    organ: str | None
    issued: str | None
    edition: str | None
    dated: str
    effective_from: datetime
    published_at: datetime
    note: str | None
    items: tuple[ReleasedItem, ...]
    entry: Entry
    cancellation: Cancellation | None = None

    @property
    def called(self) -> str:
        """The title; where the document prints none and is known by its file alone, a sentence that says so."""
        file = self.source_document or ""
        return f"原文未载标题（{file}）" if file and self.title == PurePath(file).stem else self.title

    @property
    def announced(self) -> tuple[ReleasedItem, ...]:
        """What the public is told of: all but the items that only search reads."""
        return tuple(item for item in self.items if item.name.kind not in FOR_SEARCH)

    @property
    def cancelled(self) -> bool:
        """Whether it was called off before its time: none of it ever took effect."""
        return self.cancellation is not None
