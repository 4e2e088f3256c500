"""An upload and what was found in it, as the desk sees them. Frozen values, no database."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from mingbai import clock
from mingbai.guides.version import Name
from mingbai.guides.workdays import Calendar

WAITING, READING, READ, FAILED = "waiting", "reading", "read", "failed"
OPEN, ACCEPTED, LEFT = "open", "accepted", "left"
LOST = timedelta(seconds=60)
"""Without a sign of life for so long, a reading was lost: its process ended."""
TERM = 20
"""Working days from the date of a document within which its guides must be public (政府信息公开条例 第26条)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Upload:
    """A document that was handed in. ``state`` is waiting | reading | read | failed; ``said`` tells how far it is or why it failed,
    ``remedy`` what to do then. ``region`` is empty while it is not known. ``release`` is the release of what was taken over from it."""

    id: int
    digest: str
    name: str
    size: int
    region: str
    state: str
    said: str
    remedy: str
    actor_id: int
    created_at: datetime
    beat_at: datetime | None
    finished_at: datetime | None
    release: int | None

    @property
    def busy(self) -> bool:
        """Whether somebody is at it, or is about to be."""
        return self.state in (WAITING, READING)


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """One item of an upload. ``compared``: new | changed | unchanged against what stands; ``doubts``: how many things to look at;
    ``verdict``: open | accepted | left. ``draft`` and ``release``: the draft that the item has now, of this upload or not."""

    position: int
    name: Name
    title: str
    compared: str
    doubts: int
    verdict: str
    decided_by: int | None
    draft: int | None = None
    release: int | None = None
    elsewhere: bool = False

    @property
    def clean(self) -> bool:
        """Whether it can be taken over without being looked at."""
        return self.verdict == OPEN and not self.doubts and self.compared != "unchanged" and not self.elsewhere

    @property
    def flagged(self) -> bool:
        """Whether somebody has to decide about it."""
        return self.verdict == OPEN and (self.doubts > 0 or self.elsewhere)


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that the importer noticed. ``at`` is the number of its text in the source; ``items`` the positions that it touches."""

    kind: str
    severity: str
    sentence: str
    excerpt: str
    where: str
    at: int | None
    items: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Unplaced:
    """Words of the source that stand in no field."""

    text: str
    where: str
    at: int | None
    items: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """The findings of one kind, and the positions of the items that they touch."""

    kind: str
    severity: str
    findings: tuple[Finding, ...]
    items: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """The report on an upload, as ``parsing`` wrote it."""

    data: Mapping[str, Any] = field(repr=False, hash=False)

    @property
    def front(self) -> Mapping[str, str | None]:
        """What the document says of itself: document (its title), document_no, issuer, issued, edition."""
        found: Mapping[str, str | None] = self.data["front"]
        return found

    @property
    def share(self) -> float:
        """The share of the source's characters that stand in a field or frame one."""
        return float(self.data["share"])

    @property
    def counts(self) -> Mapping[str, int]:
        """How many items of each kind."""
        return Counter(item["kind"] for item in self.data["items"])

    @property
    def absent(self) -> Mapping[str, Sequence[int]]:
        """Field → the positions of the guides that the source gives none for."""
        found: Mapping[str, Sequence[int]] = self.data["absent"]
        return found

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Everything noticed, in the order of the source's report."""
        return tuple(Finding(**{**one, "items": tuple(one["items"])}) for one in self.data["findings"])

    @property
    def unplaced(self) -> tuple[Unplaced, ...]:
        """Everything that stands in no field."""
        return tuple(Unplaced(**{**one, "items": tuple(one["items"])}) for one in self.data["unplaced"])

    @property
    def groups(self) -> tuple[Group, ...]:
        """The findings by kind, those first that touch the most items; what is certain comes last."""
        kinds: dict[tuple[str, str], list[Finding]] = {}
        for one in self.findings:
            kinds.setdefault((one.kind, one.severity), []).append(one)
        groups = [
            Group(kind, severity, tuple(found), tuple(sorted({item for one in found for item in one.items})))
            for (kind, severity), found in kinds.items()
        ]
        return tuple(sorted(groups, key=lambda group: (group.severity == "info", -len(group.items), -len(group.findings))))

    def title(self, position: int) -> str:
        """What the item at ``position`` is called."""
        return str(self.data["items"][position]["title"])

    def texts(self, position: int) -> Sequence[int]:
        """The numbers of the texts that the item was read from."""
        found: Sequence[int] = self.data["items"][position]["texts"]
        return found

    def places(self, position: int) -> Mapping[str, tuple[int, int, float]]:
        """Path of a string of the item → first text, last text, how sure."""
        return {path: (first, last, sure) for path, (first, last, sure) in self.data["places"][position].items()}


@dataclass(frozen=True, slots=True)
class Deadline:
    """The day by which what a document of ``issued`` brings must be public; ``estimated`` where a year's holidays are not known."""

    issued: date
    day: date
    estimated: bool


def deadline(issued: str | None, calendar: Calendar) -> Deadline | None:
    """The deadline for a document of the printed day ``issued``; None where it prints no whole date."""
    start = clock.printed_day(issued)
    if start is None:
        return None
    day = calendar.after(start, TERM)
    return Deadline(start, day, any(year not in calendar.years for year in range(start.year, day.year + 1)))
