"""What the pages of history and change show, as frozen values: versions, comparisons, announcements."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from mingbai.disclosure.announcements import Announcement
from mingbai.guides.version import Name, Version, Withdrawn
from mingbai.reading.values import Place, ReleaseLine, Titled
from mingbai.rendering.changes import FieldChanges


@dataclass(frozen=True, slots=True, kw_only=True)
class PastVersion:
    """A version in the history. ``before`` is the one that it followed, 0 for the first; ``sentences`` what changed since that,
    where both can be read (``comparable``).
    """

    version: Version
    before: int
    comparable: bool
    sentences: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Predecessor:
    """An item that went on in this one, and the versions of it that can be read."""

    item: Titled
    versions: tuple[Version, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionsPage:
    """The history of an item. ``renamed`` is what it is called now: its history leads there. ``selectable`` can be compared."""

    name: Name
    title: str
    place: Place | None
    versions: tuple[PastVersion, ...]
    withdrawn: Withdrawn | None
    renamed: Name | None
    successors: tuple[Titled, ...]
    predecessors: tuple[Predecessor, ...]
    selectable: tuple[Version, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparisonPage:
    """Two versions of an item, compared in words and field by field."""

    name: Name
    title: str
    place: Place | None
    before: Version
    after: Version
    sentences: tuple[str, ...]
    fields: tuple[FieldChanges, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AnnouncementsPage:
    """A page of the announcements, of one place or of all. ``further`` is the ledger entry before which the next page begins, 0 on
    the last one; ``newest`` says that it is the first page.
    """

    region: str
    place: Place | None
    places: tuple[Place, ...]
    lines: tuple[ReleaseLine, ...]
    further: int
    newest: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class AnnouncementPage:
    """One announcement; ``places`` names the regions of its items. ``guides``: it brought guides, which can be printed as a book."""

    told: Announcement
    places: Mapping[str, str]
    guides: bool
