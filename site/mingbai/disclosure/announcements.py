"""调整公告: what one release changed, in words, from what was published itself. Nobody writes it, so it cannot differ from what was done.

``announcement`` is of a published release; ``announcement_of_drafts`` shows the same of one that is still being prepared. Long ones
come in pages, and on each the sentences share a fixed room, so that no page outgrows 60 kB; what is left out is counted and linked.
Lexicons are for search only and no public text: an announcement says in a last line how many changed, and shows none of them.
Knows no address and no template. The head of the day's ledger stands on it (standards 7B; journeys 10).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from mingbai import clock
from mingbai.errors import NotFound
from mingbai.guides.compare import compare_public
from mingbai.guides.layout import FOR_SEARCH
from mingbai.guides.released import CHANGED, NEW, WITHDRAWN, Entry, Released, ReleasedItem
from mingbai.guides.version import Cancellation, Name, Withdrawn
from mingbai.publishing.library import Library
from mingbai.rendering.changes import sentences

ITEMS = 60
"""Items of one page."""
ROOM = 9_000
"""Characters of sentences on one page: 27 kB."""
_LEAST = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One item of an announcement. ``before`` and ``number`` are the versions to compare, 0 where there is none (yet).

    ``more`` counts the sentences that found no room. ``removed`` where the law had the words removed, so that nothing can be told.
    ``successors`` are what a withdrawn item goes on in, with what they are called.
    """

    name: Name
    title: str
    change: str
    number: int = 0
    before: int = 0
    sentences: tuple[str, ...] = ()
    more: int = 0
    note: str | None = None
    removed: bool = False
    ended: Withdrawn | None = None
    successors: tuple[tuple[Name, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What a release says of itself. ``effective_from`` None means at once, when it is published."""

    title: str
    organ: str | None = None
    document_no: str | None = None
    source_document: str | None = None
    issued: str | None = None
    edition: str | None = None
    effective_from: datetime | None = None
    dated: str = "decided"
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Announcement:
    """A page of an announcement. ``counts`` are of the whole release, the items those of this page; ``for_search`` counts the lexicons that
    it also changed. ``head`` is the ledger's last entry
    at the end of the day on which it was published. ``id``, ``entry`` and the like are None for a release in preparation.
    """

    facts: Facts
    added: tuple[Told, ...]
    changed: tuple[Told, ...]
    withdrawn: tuple[Told, ...]
    counts: tuple[int, int, int]
    for_search: int = 0
    page: int = 1
    pages: tuple[int, ...] = (1,)
    id: int | None = None
    published_at: datetime | None = None
    scheduled: bool = False
    cancellation: Cancellation | None = None
    entry: Entry | None = None
    head: Entry | None = None

    @property
    def first(self) -> bool:
        """Whether everything in it is published for the first time."""
        return not self.counts[1] and not self.counts[2]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """An item of a release in preparation: its value before (None: new) and after (None: it ends, as ``ended`` says)."""

    name: Name
    before: Any
    after: Any
    note: str | None = None
    ended: Withdrawn | None = None


def announcement(library: Library, number: int, now: datetime, page: int = 1) -> Announcement:
    """The announcement of a published release. Raises NotFound where there is none of that number, or no such page."""
    released = library.release(number)
    shown, pages = _page(released.announced, page)
    told = _fitted(tuple(_told(library, item) for item in shown))
    return _of_release(library, released, told, now, page=page, pages=pages)


def whole_announcement(library: Library, number: int, now: datetime) -> Announcement:
    """The same with every item and every sentence: for paper, which is no page of 60 kB. Raises NotFound."""
    released = library.release(number)
    return _of_release(library, released, tuple(_told(library, item) for item in released.announced), now)


def announcement_of_drafts(facts: Facts, pairs: Iterable[Pair], names: dict[Name, str] | None = None, page: int = 1) -> Announcement:
    """The announcement as it would be of a release in preparation. ``names`` are what successors are called."""
    given = tuple(pairs)
    known = tuple(pair for pair in given if pair.name.kind not in FOR_SEARCH)
    shown, pages = _page(known, page)
    told = tuple(_drafted(pair, names or {}) for pair in shown)
    changes = [_change(pair) for pair in known]
    return _announcement(facts, _fitted(told), changes, for_search=len(given) - len(known), page=page, pages=pages)


def facts_of(released: Released) -> Facts:
    """What a published release says of itself."""
    return Facts(
        title=released.called,
        organ=released.organ,
        document_no=released.document_no,
        source_document=released.source_document,
        issued=released.issued,
        edition=released.edition,
        effective_from=released.effective_from,
        dated=released.dated,
        note=released.note,
    )


def title_of(value: Any) -> str:
    """What the value of any kind of item is called."""
    return str(getattr(value, "name", None) or getattr(value, "title", None) or value.slug)


def _of_release(library: Library, released: Released, told: Sequence[Told], now: datetime, **more: Any) -> Announcement:
    return _announcement(
        facts_of(released),
        told,
        [item.change for item in released.announced],
        for_search=len(released.items) - len(released.announced),
        id=released.id,
        published_at=released.published_at,
        scheduled=released.effective_from > now and not released.cancelled,
        cancellation=released.cancellation,
        entry=released.entry,
        head=library.head(clock.day_of(released.published_at)),
        **more,
    )


def _announcement(facts: Facts, told: Sequence[Told], changes: list[str], **more: Any) -> Announcement:
    added, changed, withdrawn = (tuple(one for one in told if one.change == kind) for kind in (NEW, CHANGED, WITHDRAWN))
    counts = (changes.count(NEW), changes.count(CHANGED), changes.count(WITHDRAWN))
    return Announcement(facts=facts, added=added, changed=changed, withdrawn=withdrawn, counts=counts, **more)


def _page(items: Sequence[Any], page: int) -> tuple[Sequence[Any], tuple[int, ...]]:
    pages = tuple(range(1, max(1, -(-len(items) // ITEMS)) + 1))
    if page not in pages:
        raise NotFound(f"公告没有第 {page} 页。", remedy="请从第一页看起。")
    return items[(page - 1) * ITEMS : page * ITEMS], pages


def _told(library: Library, item: ReleasedItem) -> Told:
    parts: dict[str, Any] = {"name": item.name, "title": item.title or item.name.slug, "change": item.change, "note": item.note}
    parts |= {"number": item.number, "before": item.before, "ended": item.ended, "removed": not item.title}
    if item.change == CHANGED:
        old, new = (library.version(*item.name, number) for number in (item.before, item.number))
        removed = old.removed or new.removed
        parts |= {"removed": removed, "sentences": () if removed else sentences(compare_public(old.value, new.value))}
    if item.ended:
        parts["successors"] = tuple((name, _called(library, name)) for name in item.ended.successors)
    return Told(**parts)


def _called(library: Library, name: Name) -> str:
    newest = library.versions(*name)[0]
    return name.slug if newest.removed else title_of(newest.value)


def _drafted(pair: Pair, names: dict[Name, str]) -> Told:
    ended = pair.ended.successors if pair.ended else ()
    both = pair.before is not None and pair.after is not None
    return Told(
        name=pair.name,
        title=title_of(pair.after if pair.after is not None else pair.before),
        change=_change(pair),
        sentences=sentences(compare_public(pair.before, pair.after)) if both else (),
        note=pair.note,
        ended=pair.ended,
        successors=tuple((name, names.get(name, name.slug)) for name in ended),
    )


def _change(pair: Pair) -> str:
    if pair.after is None:
        return WITHDRAWN
    return CHANGED if pair.before is not None else NEW


def _fitted(told: Sequence[Told]) -> tuple[Told, ...]:
    """``told`` with the sentences that find room: each item has an equal share, and always its first sentence."""
    changed = sum(1 for one in told if one.sentences)
    share = max(_LEAST, ROOM // max(1, changed))
    return tuple(_cut(one, share) for one in told)


def _cut(told: Told, share: int) -> Told:
    kept: list[str] = []
    room = share
    for sentence in told.sentences:
        if kept and len(sentence) > room:
            break
        kept.append(_short(sentence, max(room, _LEAST)))
        room -= len(sentence)
    return replace(told, sentences=tuple(kept), more=len(told.sentences) - len(kept))


def _short(sentence: str, room: int) -> str:
    return sentence if len(sentence) <= room else f"{sentence[: room - 1]}…"
