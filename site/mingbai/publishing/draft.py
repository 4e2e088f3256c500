"""Drafts as the desk sees them: what a release will do to one item, its saved editions, its remarks. Frozen values, no database."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import yaml

from mingbai.errors import Conflict
from mingbai.guides.layout import kind_of
from mingbai.guides.text import digest, parse
from mingbai.guides.version import Name

NEW = "new"
CHANGED = "changed"
WITHDRAWN = "withdrawn"
CHANGES = {NEW: "新增", CHANGED: "变更", WITHDRAWN: "废止"}
"""What a draft does to its item, and the Chinese name of it."""

_TITLE = re.compile(r"^(?:name|title): *(.+)$", re.MULTILINE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What release ``release``, which is in ``state``, will do to one item.

    ``seen`` is the version number that it was made from, 0 for a new item. A withdrawal has no ``text``, but ``why``, ``reason`` and
    ``successors``. ``edition`` rises with every save and comes back with the next one. ``note`` is the public note on the change.
    """

    id: int
    release: int
    state: str
    name: Name
    title: str
    seen: int
    change: str
    text: str | None
    note: str | None
    edition: int
    why: str | None = None
    reason: str | None = None
    successors: tuple[Name, ...] = ()
    verdict: str = "open"
    verdict_reason: str | None = None
    verdict_by: int | None = None
    actor_id: int
    saved_at: datetime
    position: int
    upload: int | None = None
    _read: list[Any] = field(default_factory=list, repr=False, compare=False)

    @property
    def value(self) -> Any:
        """The frozen value (Guide, Form …), read when first asked for; None for a withdrawal. Raises BadText."""
        if self.text is None:
            return None
        if not self._read:
            self._read.append(parse(self.text, kind=kind_of(self.name.kind).value))
        return self._read[0]

    @property
    def digest(self) -> str | None:
        """SHA-256 of the text, in hex; None for a withdrawal."""
        return digest(self.text) if self.text is not None else None


@dataclass(frozen=True, slots=True)
class Edition:
    """One saved edition of a draft. A withdrawal has no text; its ``note`` says what was decided."""

    number: int
    release: int
    text: str | None
    note: str | None
    actor_id: int
    saved_at: datetime


@dataclass(frozen=True, slots=True)
class Comment:
    """A remark on one ``field`` of an item in a release, empty for the whole item; settled by somebody, or not yet."""

    id: int
    field: str
    text: str
    actor_id: int
    at: datetime
    settled_by: int | None = None
    settled_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Present:
    """Somebody else who has the draft open."""

    actor_id: int
    at: datetime


class Stale(Conflict):
    """A save of words that were written over an older edition. Nothing is lost: the three texts and the edition to save over."""

    def __init__(self, *, mine: str, base: str, theirs: str, edition: int, place: str = "") -> None:
        super().__init__("别人在您之后保存过这份草稿，您的改动没有覆盖它。", place=place, remedy="请对照两边，合并后再保存。")
        self.mine = mine
        self.base = base
        self.theirs = theirs
        self.edition = edition


def title_in(text: str) -> str:
    """What the item is called, from its text, without reading the whole of it; empty where the first lines do not tell."""
    found = _TITLE.search(text)
    if found is None:
        return ""
    written = found[1].strip()
    if written[0] in "\"'|>":
        try:
            return str(yaml.safe_load(written))
        except yaml.YAMLError:
            return written
    return written
