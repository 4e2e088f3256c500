"""Bringing an index up to date by comparing digests, never by trusting that a message arrived (architecture, idea 5).

Reads the library, writes the index. Whoever asks first after a change does it; one holds the index's lock, others go on.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from mingbai.guides.kinds import Service
from mingbai.publishing.library import Library
from mingbai.search.entry import Entry, digest_of, entry_of
from mingbai.search.index import Index, IndexDamaged

_LOG = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Changes:
    """What reconciling did, or would do: how many entries were put, dropped and left alone."""

    put: int
    dropped: int
    kept: int


Progress = Callable[[int, int], None]


def reconcile(library: Library, index: Index, progress: Progress = lambda done, of: None) -> Changes:
    """Make ``index`` hold what is in force, changing only what differs. Raises IndexBusy. A damaged index is made anew."""
    with index.writing():
        held = _held(index)
        if held is None:
            return rebuild(library, index, progress)
        wanted, services = _wanted(library)
        stale = sorted(key for key, digest in wanted.items() if held.get(key) != digest)
        gone = sorted(key for key in held if key not in wanted)
        if stale or gone or index.mark() != mark_of(library):
            index.change(_entries(library, services, stale, wanted, progress), gone, mark_of(library))
        return Changes(len(stale), len(gone), len(wanted) - len(stale))


def rebuild(library: Library, index: Index, progress: Progress = lambda done, of: None) -> Changes:
    """Make ``index`` anew from what is in force; the old one answers until that is done. Raises IndexBusy."""
    with index.writing():
        wanted, services = _wanted(library)
        index.replace(_entries(library, services, sorted(wanted), wanted, progress), mark_of(library))
        return Changes(len(wanted), 0, 0)


def mark_of(library: Library) -> str:
    """What an index is marked with when it holds what is in force: it differs after a release, and when ``until`` has passed."""
    state = library.state()
    return f"{state.number} {state.until.isoformat() if state.until else '-'}"


def number_of(mark: str) -> int:
    """The state number in a mark; it only grows."""
    return int(mark.partition(" ")[0] or 0)


def compare(library: Library, index: Index) -> Changes:
    """What reconciling would do, without doing it."""
    wanted, held = _wanted(library)[0], _held(index) or {}
    stale = sum(held.get(key) != digest for key, digest in wanted.items())
    return Changes(stale, sum(key not in wanted for key in held), len(wanted) - stale)


def _held(index: Index) -> Mapping[str, str] | None:
    """What the index holds; None where it is damaged."""
    try:
        return index.digests()
    except IndexDamaged as error:
        _LOG.warning("全文索引已损坏，需要重建：%r", error)
        return None


def _wanted(library: Library) -> tuple[dict[str, str], dict[str, Service]]:
    """The digest of every entry that should be there, and the services by slug. What the law had removed (``vanish``) cannot be found."""
    digests = {heading.slug: heading.digest for heading in library.listing("service") if not heading.removed}
    services = {slug: library.current("service", "", slug).value for slug in digests}
    wanted = {
        f"{heading.region}/{heading.slug}": digest_of(heading.digest, digests.get(heading.facts.get("service", ""), ""))
        for heading in library.listing("guide")
        if not heading.removed
    }
    return wanted, services


def _entries(
    library: Library, services: dict[str, Service], keys: list[str], wanted: dict[str, str], progress: Progress
) -> Iterator[Entry]:
    for done, key in enumerate(keys, 1):
        region, slug = key.split("/")
        guide = library.current("guide", region, slug).value
        yield entry_of(guide, services.get(guide.service or ""), wanted[key])
        progress(done, len(keys))
