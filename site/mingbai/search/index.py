"""The one interface that every engine keeps. Small on purpose: the engines are replaceable, and each passes the same suite."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from mingbai.search.entry import Entry


class IndexBusy(Exception):
    """Another process is writing to the index. Nothing is lost: whoever reconciles next does it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What an engine is asked: ``words`` any of which may match, ``code`` an item code or its beginning; ``region`` narrows."""

    words: tuple[str, ...] = ()
    characters: tuple[str, ...] = ()
    code: str = ""
    region: str = ""
    limit: int = 200


@dataclass(frozen=True, slots=True)
class Hit:
    """A guide that matches, and how well; scores compare within one answer only."""

    region: str
    slug: str
    service: str
    score: float


class Index(Protocol):
    """An index of entries, kept somewhere of its own."""

    def digests(self) -> Mapping[str, str]:
        """The digest of every entry by its key: what reconciling compares."""

    def mark(self) -> str:
        """The mark that the last change left: which state of the library the index was brought up to. Empty where there is none."""

    def change(self, put: Iterable[Entry], drop: Iterable[str], mark: str) -> None:
        """Put entries in place of those with the same keys, drop others, and leave ``mark``: all or nothing. Raises IndexBusy."""

    def find(self, asked: Asked) -> Sequence[Hit]:
        """The best matches, best first."""

    def clear(self) -> None:
        """Throw everything away. Raises IndexBusy."""
