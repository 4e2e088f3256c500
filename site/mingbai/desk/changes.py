"""What a draft changes, in words: the sentences of a list, and field by field for the page of comparison.

A release may hold hundreds of drafts, and reading one text costs milliseconds: sentences are kept by what they were made from, a list
makes only a few new ones an answer, and the rest when they are asked for. What is kept goes with every public change, so that words
that the law had removed do not stay here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from threading import Lock
from typing import Any

from mingbai.errors import BadText, NotFound
from mingbai.guides.compare import compare
from mingbai.guides.version import Name, Version
from mingbai.publishing.draft import CHANGED, NEW, WITHDRAWN, Draft
from mingbai.publishing.library import Library
from mingbai.rendering.changes import FieldChanges, fields, sentences

AT_ONCE = 5
"""Sentences that one answer makes anew: five long guides take some 30 ms."""
_ROOM = 2000


@dataclass(frozen=True, slots=True)
class Compared:
    """A draft beside what it was made from: ``before`` and ``after`` are values, None where there is none."""

    before: Any
    after: Any
    sentences: tuple[str, ...]
    fields: tuple[FieldChanges, ...]


class Told:
    """What was told of drafts, by what it was made from, for one state number at a time. Safe between threads."""

    def __init__(self) -> None:
        self._state = -1
        self._kept: dict[Any, tuple[Any, ...]] = {}
        self._lock = Lock()

    def known(self, key: Any, state: int) -> tuple[Any, ...] | None:
        """What is kept under ``key``; None where nothing is."""
        with self._lock:
            if state != self._state:
                self._state = state
                self._kept.clear()
            return self._kept.get(key)

    def keep(self, key: Any, state: int, told: tuple[Any, ...]) -> tuple[Any, ...]:
        """Keep what was told, if nothing became public meanwhile."""
        with self._lock:
            if state == self._state:
                while len(self._kept) >= _ROOM:
                    self._kept.pop(next(iter(self._kept)))
                self._kept[key] = told
        return told


class Changes:
    """The changes of drafts against what ``library`` holds."""

    def __init__(self, library: Library, told: Told) -> None:
        self._library = library
        self._told = told

    def lines(self, drafts: Iterable[Draft], most: int = AT_ONCE) -> dict[int, tuple[str, ...] | None]:
        """The sentences of each draft by its number: None for those that would cost more than ``most`` readings."""
        state = self._library.state().number
        found: dict[int, tuple[str, ...] | None] = {}
        for draft in drafts:
            key = (draft.name, draft.seen, draft.digest)
            known = _plain(draft) or self._told.known(key, state)
            if known is None and most > 0:
                most -= 1
                known = self._told.keep(key, state, self.compared(draft).sentences)
            found[draft.id] = known
        return found

    def compared(self, draft: Draft) -> Compared:
        """One draft against the version that it was made from."""
        before = self._before(draft)
        after = _value(lambda: draft.value)
        if before is None or after is None:
            return Compared(before, after, _plain(draft) or ("现行的文字已经依法移除，无从比较。",), ())
        changes = compare(before, after)
        return Compared(before, after, sentences(changes) or ("与现行的一版相同。",), fields(changes))

    def _before(self, draft: Draft) -> Any:
        version = version_of(self._library, draft.name, draft.seen)
        return None if version is None or version.text is None else version.value

    def standing(self, name: Name) -> Version | None:
        """What is in force of an item; None where nothing is or was."""
        try:
            return self._library.current(*name)
        except NotFound:
            return None


def version_of(library: Library, name: Name, number: int) -> Version | None:
    """One version of an item; None where there is no such number."""
    try:
        return library.version(*name, number) if number else None
    except NotFound:
        return None


def _plain(draft: Draft) -> tuple[str, ...] | None:
    """What is told of a draft without reading a text."""
    if draft.change == NEW:
        return ("新增事项。",)
    if draft.change == WITHDRAWN:
        return (f"{draft.why}：{draft.reason}",)
    return None if draft.change == CHANGED else ()


def _value(read: Callable[[], Any]) -> Any:
    try:
        return read()
    except BadText:
        return None


def _changes(request: Any) -> Changes:
    return Changes(request.published, request.registry.told)


def includeme(config: Any) -> None:
    """Give requests ``request.changes``; one store of sentences a process."""
    config.registry.told = Told()
    config.add_request_method(_changes, "changes", reify=True)
