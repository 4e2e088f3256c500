"""Values that cost more to make than to keep: the page value of a version, until what is public changes.

The key of a kept value holds the digest of what it was made from, so a kept value is never wrong; it can only be thrown away. Whole
answers are kept one layer further out (``front.py``). Each worker keeps its own.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Any, TypeVar

Made = TypeVar("Made")


class Kept:
    """The values last used, at most ``room`` of them. Safe between threads; two threads may make the same value at once."""

    def __init__(self, room: int) -> None:
        self._room = room
        self._values: OrderedDict[Hashable, Any] = OrderedDict()
        self._lock = Lock()

    def get(self, key: Hashable, make: Callable[[], Made]) -> Made:
        """The value under ``key``; made by ``make`` where it is not there."""
        with self._lock:
            if key in self._values:
                self._values.move_to_end(key)
                made: Made = self._values[key]
                return made
        value = make()
        with self._lock:
            self._values[key] = value
            while len(self._values) > self._room:
                self._values.popitem(last=False)
        return value

    def clear(self) -> None:
        """Forget everything."""
        with self._lock:
            self._values.clear()

    def __len__(self) -> int:
        return len(self._values)


def includeme(config: Any) -> None:
    """One store a process."""
    config.registry.kept = Kept(room=ROOM)


ROOM = 512
"""About 50 kB each: 25 MB a worker. A city's guides fit in with their lists; a province's busiest do."""
