"""What one process keeps of what it has read, as long as the state number that it was read under holds.

Bounded, safe between threads, and never told anything: whoever asks brings the number that the database shows now. A new
number forgets everything, so nothing of a text that the law had removed stays behind. Knows no table.
"""

from __future__ import annotations

import threading
import weakref
from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Engine

from mingbai.guides.version import State

LIMIT = 24 * 2**20
"""Bytes, by estimate, that one process keeps: a list of 10,000 guides and 700 of them whole."""


@dataclass(frozen=True, slots=True)
class _Kept:
    thing: Any
    since: datetime
    until: datetime | None
    weight: int

    def holds(self, now: datetime) -> bool:
        """A clock that was set back must not show what was made for a later moment."""
        return self.since <= now and (self.until is None or now < self.until)


class Memory:
    """Things read under one state number; those unused longest go first."""

    def __init__(self, limit: int = LIMIT) -> None:
        self._limit = limit
        self._number = -1
        self._weight = 0
        self._kept: OrderedDict[Hashable, _Kept] = OrderedDict()
        self._lock = threading.Lock()

    def recall(self, key: Hashable, state: State, now: datetime, make: Callable[[], tuple[Any, int]]) -> Any:
        """What is kept under ``key`` and holds in ``state`` at ``now``; else ``make()``, which gives the thing and its weight in bytes."""
        with self._lock:
            self._turn_to(state.number)
            kept = self._kept.get(key)
            if kept is not None and kept.holds(now):
                self._kept.move_to_end(key)
                return kept.thing
        thing, weight = make()
        with self._lock:
            self._keep(key, _Kept(thing, now, state.until, weight), state.number)
        return thing

    def _turn_to(self, number: int) -> None:
        if number != self._number:
            self._number, self._weight = number, 0
            self._kept.clear()

    def _keep(self, key: Hashable, kept: _Kept, number: int) -> None:
        if number != self._number or kept.weight > self._limit:
            return
        old = self._kept.pop(key, None)
        self._weight += kept.weight - (old.weight if old else 0)
        self._kept[key] = kept
        while self._weight > self._limit:
            self._weight -= self._kept.popitem(last=False)[1].weight


_OF: weakref.WeakKeyDictionary[Engine, Memory] = weakref.WeakKeyDictionary()


def memory_of(engine: Engine | Connection) -> Memory | None:
    """The memory for what is read through ``engine``; None for an engine that may see what is not committed."""
    if isinstance(engine, Connection) or not engine.get_execution_options().get("snapshot"):
        return None
    return _OF.setdefault(engine, Memory())
