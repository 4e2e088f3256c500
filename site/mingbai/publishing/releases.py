"""A decision to publish, before it is published: what it says of itself, and what it does to each item. Frozen values.

``first_releases`` makes the decisions by which content/ enters an empty database: one for each source document, as the
documents themselves were one decision each. Knows no table and no kind by name.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from mingbai import clock
from mingbai.guides.guide import Source
from mingbai.guides.layout import kind_of
from mingbai.guides.text import digest, parse
from mingbai.guides.version import Name
from mingbai.publishing.rows import ReleaseRow

INSTALLATION = 0
"""The actor of what ``init`` loads from content/: no account, and hence nobody who could review it."""
WHY = ("废止", "取消", "合并", "拆分", "更名")
"""The ways in which an item ends. 合并, 拆分 and 更名 name successors."""

_REGISTER = "服务登记册"
"""What the release is called of items that come from no document of an agency: services, life events, lexicons."""


@dataclass(frozen=True, slots=True)
class Copy:
    """A text that becomes a version. ``seen`` is the version number it was made from, 0 for a new item, None where whatever
    stands is to be followed. ``note`` is the public note on the change."""

    name: Name
    text: str
    value: Any = field(repr=False, compare=False)
    seen: int | None = None
    note: str | None = None

    @property
    def digest(self) -> str:
        """SHA-256 of the stored bytes, in hex."""
        return digest(self.text)


@dataclass(frozen=True, slots=True)
class Ending:
    """The withdrawal of an item. ``why`` is one of WHY; ``reason`` is the sentence that the public reads."""

    name: Name
    why: str
    reason: str
    successors: tuple[Name, ...] = ()
    seen: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """One release: all or nothing. ``effective_from`` None means at once, when it is published.

    ``release`` is the number under which it was prepared and approved, and under which it is then published; None for a new one.
    ``actor_id`` is who publishes.
    """

    title: str
    actor_id: int
    release: int | None = None
    document_no: str | None = None
    source_document: str | None = None
    organ: str | None = None
    issued: str | None = None
    edition: str | None = None
    effective_from: datetime | None = None
    dated: str = "decided"
    note: str | None = None
    copies: tuple[Copy, ...] = ()
    endings: tuple[Ending, ...] = ()


def copy_of(name: Name, text: str, *, file: str = "", seen: int | None = None) -> Copy:
    """A Copy of ``text``, read as its kind. Raises BadText, naming ``file`` and line."""
    return Copy(name, text, parse(text, kind=kind_of(name.kind).value, file=file), seen)


def first_releases(copies: Iterable[Copy], actor_id: int) -> tuple[Decision, ...]:
    """One decision a source document, the register of services first; then by the documents' dates, those without one last.

    The effective time is 00:00 Asia/Shanghai of the date that the document prints; where it prints none, the moment of loading.
    """
    documents: dict[tuple[Any, ...], list[Copy]] = {}
    for copy in copies:
        documents.setdefault(_document_of(copy.value), []).append(copy)
    return tuple(_decision(documents[key], key, actor_id) for key in sorted(documents, key=_in_time))


_Document = tuple[str | None, str | None, str | None, str | None]


def _document_of(value: Any) -> _Document:
    """Title, number, issuer and date of the document that a value comes from; all None where it comes from none."""
    source: Source | None = getattr(value, "source", None)
    if source is not None:
        return source.document, source.document_no, source.issuer, source.issued
    names = ("title", "document_no", "issuer", "issued")
    if not hasattr(value, "document_no"):
        return None, None, None, None
    return tuple(getattr(value, name, None) for name in names)  # type: ignore[return-value]


def _in_time(document: _Document) -> tuple[Any, ...]:
    title, number, _, issued = document
    return title is not None, issued is None, issued or "", title or "", number or ""


def _decision(copies: list[Copy], document: _Document, actor_id: int) -> Decision:
    title, number, issuer, issued = document
    sources = [copy.value.source for copy in copies if getattr(copy.value, "source", None)]
    editions = sorted({source.edition for source in sources if source.edition})
    files = sorted({source.file for source in sources if source.file})
    day = clock.printed_day(issued)
    return Decision(
        title=title or _REGISTER,
        actor_id=actor_id,
        document_no=number,
        source_document="、".join(files) or None,
        organ=issuer,
        issued=issued,
        edition="、".join(editions) or None,
        effective_from=clock.start_of(day) if day else None,
        dated="printed" if day else "loaded",
        copies=tuple(sorted(copies, key=lambda copy: (copy.name.kind, copy.name.region, _ordinal(copy.value), copy.name.slug))),
    )


def _ordinal(value: Any) -> int:
    """The place of an item in its document: ids rise in this order, and lists show it."""
    return getattr(value, "ordinal", None) or getattr(value, "order", None) or 0


def row_of(decision: Decision, state: str, now: datetime) -> ReleaseRow:
    """The decision as a row of the release table, in ``state``, made at ``now``; not yet in any session."""
    row = ReleaseRow(created_at=now)
    write_on(row, decision, state)
    return row


_FACTS = ("title", "document_no", "source_document", "organ", "issued", "edition", "effective_from", "dated", "note", "actor_id")


def write_on(row: ReleaseRow, decision: Decision, state: str) -> None:
    """Make ``row`` say what ``decision`` says, in ``state``."""
    row.state = state
    for fact in _FACTS:
        setattr(row, fact, getattr(decision, fact))
