"""The one interface that every engine keeps. Small on purpose: the engines are replaceable, and each passes the same suite."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from typing import Protocol

from mingbai.search.entry import Entry

FIELDS = ("name", "aliases", "asked", "main_item", "materials", "body")
"""The fields of an entry in which words are looked for. The legal basis is found by phrases only, codes by their beginning."""


class IndexBusy(Exception):
    """Another process is writing to the index. Nothing is lost: whoever reconciles next does it."""


class IndexDamaged(Exception):
    """The files of the index are not what was written. It is thrown away and made anew."""


class IndexFault(Exception):
    """The engine failed on files that are what was written: a fault in it or in the question. Making the index anew would not help."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Boosts:
    """How much a match counts in each field (the search design, 2.3), as a value so that it can be learned.

    A word counts where it counts most, and ``others`` of what it counts in the other fields. ``phrase`` is what a phrase adds that
    stands in the basis, the materials, the forms or the name; ``code``, ``audience`` and ``character`` what those add.
    """

    name: float = 8.0
    aliases: float = 5.0
    asked: float = 5.0
    main_item: float = 2.0
    materials: float = 1.5
    body: float = 1.0
    others: float = 0.1
    phrase: float = 20.0
    code: float = 50.0
    audience: float = 2.0
    character: float = 8.0


BOOSTS = Boosts()


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What an engine is asked. A guide matches where any of these fits it; only regions narrow.

    - ``words``: cut as ``chinese.words`` cuts; ``weights`` how much each counts, 1 each where none are given.
    - ``phrases``: written as ``table.surface`` writes; the very same characters must stand in one line of the name, aliases, basis,
      materials or forms (blanks and punctuation aside).
    - ``characters``: single characters, looked for in names. ``code``: an item code or its beginning.
    - ``audiences``: guides that are for any of them.
    - ``services``: slugs; the best ``each`` guides of every one of them are in the answer, whatever else is asked.
    - ``region``: six digits; only guides of that region. ``regions``: only guides of any of these.

    An answer has at most ``limit`` guides besides those of ``services``, and at most ``each`` of one service, so that one service in a
    thousand places does not crowd out the others.
    """

    words: tuple[str, ...] = ()
    weights: tuple[float, ...] = ()
    phrases: tuple[str, ...] = ()
    characters: tuple[str, ...] = ()
    code: str = ""
    audiences: tuple[str, ...] = ()
    services: tuple[str, ...] = ()
    region: str = ""
    regions: tuple[str, ...] = ()
    limit: int = 200
    each: int = 40
    boosts: Boosts = field(default=BOOSTS)

    @property
    def places(self) -> frozenset[str]:
        """The regions that narrow the answer; empty where none does."""
        return frozenset(self.regions) | ({self.region} if self.region else frozenset())

    @property
    def weighed(self) -> tuple[tuple[str, float], ...]:
        """Each word once, with its weight: the highest, where it is asked twice."""
        found: dict[str, float] = {}
        for word, weight in zip(self.words, self.weights or (1.0,) * len(self.words), strict=True):
            found[word] = max(weight, found.get(word, 0.0))
        return tuple(found.items())


@dataclass(frozen=True, slots=True)
class Hit:
    """A guide that matches, and how well; scores compare within one answer only. Nothing of ``words`` need stand in it: then 0."""

    region: str
    slug: str
    service: str
    score: float


class Index(Protocol):
    """An index of entries, kept somewhere of its own."""

    def digests(self) -> Mapping[str, str]:
        """The digest of every entry by its key: what reconciling compares. Raises IndexDamaged."""

    def mark(self) -> str:
        """The mark that the last change left: which state of the library the index was brought up to. Empty where there is none."""

    def change(self, put: Iterable[Entry], drop: Iterable[str], mark: str) -> None:
        """Put entries in place of those with the same keys, drop others, and leave ``mark``: all or nothing. Raises IndexBusy."""

    def find(self, asked: Asked) -> Sequence[Hit]:
        """The best matches, best first; those that match equally well in the order of their keys. Raises IndexDamaged, IndexFault."""

    def replace(self, entries: Iterable[Entry], mark: str) -> None:
        """Hold exactly ``entries`` and leave ``mark``; until all are there the old ones answer. Raises IndexBusy."""

    def writing(self) -> AbstractContextManager[None]:
        """Hold the index's lock: what is read and changed meanwhile belongs together. Raises IndexBusy."""

    def clear(self) -> None:
        """Throw everything away. Raises IndexBusy."""
