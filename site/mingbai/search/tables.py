"""The table of this host: made from the library when what is in force has changed, and kept in memory.

Reads the library through the same comparison as ``refresh``; what was removed by law (``vanish``) is not in it.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator

from mingbai.publishing.library import Library
from mingbai.search.compiling import Mentions, compiled, mentions_of
from mingbai.search.refresh import mark_of
from mingbai.search.table import EMPTY, Table


class Tables:
    """The table under the mark of the state that it was made from."""

    def __init__(self) -> None:
        self._mark = ""
        self._table = EMPTY
        self._lock = threading.Lock()

    def current(self, library: Library) -> Table:
        """The table of what is in force; made if there is none for this state."""
        mark = mark_of(library)
        if mark != self._mark:
            with self._lock:
                if mark != self._mark:
                    self._table, self._mark = made(library), mark
        return self._table


def made(library: Library) -> Table:
    """The table of everything in force, read whole."""
    values = {kind: [library.current(kind, "", one.slug).value for one in library.listing(kind) if not one.removed] for kind in _KINDS}
    return compiled(values["service"], values["lexicon"], values["event"], _mentions(library))


_KINDS = ("service", "lexicon", "event")


def _mentions(library: Library) -> Iterator[Mentions]:
    for heading in library.listing("guide"):
        if not heading.removed:
            yield mentions_of(library.current("guide", heading.region, heading.slug).value)
