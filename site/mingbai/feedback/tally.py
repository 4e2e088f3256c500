"""Counting in a worker's memory: adding one takes no database, no disk and no waiting. Written down by ``writing``."""

from __future__ import annotations

import threading
from collections.abc import Mapping
from dataclasses import dataclass

from mingbai.feedback.keeping import NOT_KEPT

MOST = 5000
"""Texts that a tally holds at most between two writings; further ones are counted together, without their words."""
Key = tuple[str, str]
"""Week and kept text."""


@dataclass(frozen=True, slots=True)
class Count:
    """How often something was asked, how often of these it found nothing, how often a result was clicked."""

    asked: int = 0
    empty: int = 0
    picked: int = 0

    def __add__(self, other: Count) -> Count:
        return Count(self.asked + other.asked, self.empty + other.empty, self.picked + other.picked)


class Tally:
    """The counts of one worker since they were last taken. For any number of threads."""

    def __init__(self, most: int = MOST) -> None:
        self._most = most
        self._counts: dict[Key, Count] = {}
        self._lock = threading.Lock()

    def asked(self, week: str, text: str, found: int) -> None:
        """Count a question that found so many services; ``text`` as ``keeping.kept`` gave it."""
        self.add({(week, text): Count(asked=1, empty=int(not found))})

    def picked(self, week: str, text: str) -> None:
        """Count a click on a result of a question."""
        self.add({(week, text): Count(picked=1)})

    def add(self, counts: Mapping[Key, Count]) -> None:
        """Count all of these; also how what could not be written comes back."""
        with self._lock:
            for (week, text), count in counts.items():
                key = (week, text)
                if key not in self._counts and len(self._counts) >= self._most:
                    key = (week, NOT_KEPT)
                self._counts[key] = self._counts.get(key, Count()) + count

    def take(self) -> dict[Key, Count]:
        """All counts, which are then the caller's to write down."""
        with self._lock:
            taken, self._counts = self._counts, {}
            return taken
