"""What the library gives to readers: an item's version, its place in a list, its withdrawal. Frozen values, kind by kind alike.

They stand here, left of the database, so that everything that renders can take them. Nothing here knows where they are kept.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, NamedTuple

from mingbai.guides.short_codes import check_code, short_code


class Name(NamedTuple):
    """What names an item for ever. ``region`` is empty for kinds that belong to no place."""

    kind: str
    region: str
    slug: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Issue:
    """The release that brought a version: one decision, as printed in its document.

    ``dated`` is ``printed`` where the effective time is the document's date, ``loaded`` where it prints none (the page says
    原文未载日期), ``decided`` where people set it.
    """

    id: int
    title: str
    document_no: str | None = None
    source_document: str | None = None
    organ: str | None = None
    issued: str | None = None
    edition: str | None = None
    dated: str = "printed"
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Withdrawn:
    """Why an item is no longer in force. ``why`` is 废止, 取消, 合并, 拆分 or 更名; ``successors`` are the items it goes on in."""

    why: str
    reason: str
    effective_from: datetime
    successors: tuple[Name, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Cancellation:
    """A release was called off before its time: why, and when. None of what it held ever took effect."""

    reason: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """One version of one item, as it was published. Instants are aware, in UTC.

    ``text`` is the stored text, None where the law had it removed. ``withdrawn`` says that the item has ended at the moment
    looked at. ``latest`` is the highest number that is in force at that moment: 0 where none is yet. ``cancellation`` says that the
    version was called off before its time: it stays in the history and is never in force.
    """

    name: Name
    number: int
    digest: str
    text: str | None
    effective_from: datetime
    published_at: datetime
    issue: Issue
    actor: str
    note: str | None = None
    latest: int = 0
    withdrawn: Withdrawn | None = None
    cancellation: Cancellation | None = None
    read: Callable[[], Any] = field(repr=False, compare=False)

    @property
    def kind(self) -> str:
        """The kind of the item: guide, form, service, document …"""
        return self.name.kind

    @property
    def region(self) -> str:
        """The item's GB/T 2260 code; empty for kinds that belong to no place."""
        return self.name.region

    @property
    def slug(self) -> str:
        """The item's name within kind and region."""
        return self.name.slug

    @property
    def value(self) -> Any:
        """The frozen value (Guide, Form …); read when first asked for. Raises Gone where the law had the text removed."""
        return self.read()

    @property
    def short_code(self) -> str:
        """What the item's QR code carries."""
        return short_code(*self.name)

    @property
    def check_code(self) -> str:
        """What is printed on paper to check this version by."""
        return check_code(self.digest)

    @property
    def in_force(self) -> bool:
        """Whether this is the version in force at the moment looked at."""
        return self.number == self.latest and self.withdrawn is None

    @property
    def coming(self) -> bool:
        """Whether it is published but not yet in force at the moment looked at."""
        return self.number > self.latest and not self.cancelled

    @property
    def cancelled(self) -> bool:
        """Whether its release was called off before its time."""
        return self.cancellation is not None

    @property
    def removed(self) -> bool:
        """Whether the law had its words removed (``vanish``)."""
        return self.text is None


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """An item in a list: what is in force and the few fields of it that lists show (``guides/layout.py``).

    ``facts`` holds them in written form; a key that is absent is not stated. There are none where the law had the words removed.
    """

    name: Name
    number: int
    digest: str
    effective_from: datetime
    published_at: datetime
    facts: Mapping[str, Any] = field(hash=False)

    @property
    def region(self) -> str:
        """The item's GB/T 2260 code; empty for kinds that belong to no place."""
        return self.name.region

    @property
    def slug(self) -> str:
        """The item's name within kind and region."""
        return self.name.slug

    @property
    def removed(self) -> bool:
        """Whether the law had the words removed (``vanish``): nothing of them can be shown or searched."""
        return not self.facts

    @property
    def title(self) -> str:
        """What the item is called."""
        return str(self.facts.get("name") or self.facts.get("title") or self.slug)


@dataclass(frozen=True, slots=True)
class Place:
    """A region that has items, and how many guides are in force there."""

    region: str
    guides: int


@dataclass(frozen=True, slots=True)
class State:
    """``number`` rises with every public change; what is in force changes by itself at ``until`` at the latest (None: never)."""

    number: int
    until: datetime | None
