"""Finding items at the desk: what is published and what is only prepared, of every kind, by place, words and state.

Takes headings and drafts, reads no text. The public's search is for readers and knows only what is in force; an editor also looks for
what is withdrawn, still to come, or new.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from mingbai.guides.layout import KINDS
from mingbai.guides.version import Heading, Name
from mingbai.publishing.draft import NEW, Draft
from mingbai.publishing.library import Library

FOUND_AT_ONCE = 50
"""Lines of one page of the list."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sought:
    """What somebody looks for. An empty part is not asked for."""

    words: str = ""
    kind: str = "guide"
    region: str = ""
    state: str = ""
    page: int = 1

    @classmethod
    def of(cls, asked: Mapping[str, str]) -> Sought:
        """What an address asks for; what cannot be asked for is left out."""
        page = asked.get("page", "1")
        region, kind = asked.get("region", ""), asked.get("kind", "guide")
        return cls(
            words=asked.get("words", "").strip()[:100],
            kind=kind if kind in KINDS else "guide",
            region=region if re.fullmatch(r"\d{6}", region) else "",
            state=asked.get("state", ""),
            page=int(page) if re.fullmatch(r"\d{1,6}", page) else 1,
        )

    @property
    def asked(self) -> dict[str, str]:
        """The query of this search, without its page."""
        return {"words": self.words, "kind": self.kind, "region": self.region, "state": self.state}


@dataclass(frozen=True, slots=True)
class ItemLine:
    """One line of the list. ``state`` is current, coming, ended, or new for what was never published; ``coming`` is when a
    version that is published takes effect, None where none is ahead."""

    name: Name
    title: str
    code: str
    state: str
    number: int
    draft: Draft | None
    coming: datetime | None

    @property
    def region(self) -> str:
        """The part of the address that stands for the region."""
        return self.name.region or "-"


def find(library: Library, drafts: Iterable[Draft], sought: Sought, now: datetime) -> tuple[ItemLine, ...]:
    """The items that are sought, those in force first in the order of their documents, then those to come or ended, then new ones."""
    mine = {draft.name: draft for draft in drafts if draft.name.kind == sought.kind}
    lines = [*_standing(library, sought, mine, now), *_new(mine.values())]
    return tuple(line for line in lines if _fits(line, sought))


def _standing(library: Library, sought: Sought, mine: Mapping[Name, Draft], now: datetime) -> Iterable[ItemLine]:
    elsewhere = {heading.name: heading for heading in library.elsewhere(sought.kind)}
    for heading in library.listing(sought.kind, sought.region or None):
        coming = elsewhere.pop(heading.name, None)
        yield _line(heading, "current", mine.get(heading.name), coming.effective_from if coming else None)
    for heading in elsewhere.values():
        ahead = heading.effective_from > now
        yield _line(heading, "coming" if ahead else "ended", mine.get(heading.name), heading.effective_from if ahead else None)


def _new(drafts: Iterable[Draft]) -> Iterable[ItemLine]:
    return (ItemLine(draft.name, draft.title, "", "new", 0, draft, None) for draft in drafts if draft.change == NEW)


def _line(heading: Heading, state: str, draft: Draft | None, coming: datetime | None) -> ItemLine:
    return ItemLine(heading.name, heading.title, str(heading.facts.get("code") or ""), state, heading.number, draft, coming)


def _fits(line: ItemLine, sought: Sought) -> bool:
    """Every word stands in the title, the code or the slug; the place and the state are those asked for."""
    if sought.region and line.name.region != sought.region:
        return False
    if not _HAS.get(sought.state, _anything)(line):
        return False
    held = f"{line.title} {line.code} {line.name.slug}".casefold()
    return all(word in held for word in sought.words.casefold().split())


def _anything(line: ItemLine) -> bool:
    return True


_HAS: Mapping[str, Callable[[ItemLine], bool]] = {
    "current": lambda line: line.state == "current",
    "coming": lambda line: line.coming is not None,
    "ended": lambda line: line.state == "ended",
    "drafted": lambda line: line.draft is not None,
}
"""State that is asked for → whether a line is in it; an item in force may also be changing soon, or have a draft."""
