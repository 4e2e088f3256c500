"""An index that looks after itself: up to date before it is asked, made anew where it is damaged, in the background where it can be.

Where a ``Keeper`` runs, a question waits for it at most PATIENCE and is then answered from what there is: a stale index can miss
what was just published but never shows what is no longer in force. Without one (commands, tests) the question does the work.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Sequence
from typing import TypeVar

from mingbai.db import FAILURES
from mingbai.publishing.library import Library
from mingbai.search.index import Asked, Hit, Index, IndexBusy, IndexDamaged
from mingbai.search.keeper import Keeper
from mingbai.search.refresh import mark_of, rebuild, reconcile

_LOG = logging.getLogger(__name__)
PATIENCE = 0.3
"""Seconds that a question waits for an index that is behind."""
_STEP = 0.01
_T = TypeVar("_T")


class Upkeep:
    """Looks after ``index`` for ``finding.Search``."""

    def __init__(self, index: Index) -> None:
        self._index = index
        self.keeper: Keeper | None = None

    @property
    def kept(self) -> bool:
        """Whether a keeper runs in this process."""
        return self.keeper is not None and self.keeper.running

    def hits(self, library: Library, asked: Asked) -> Sequence[Hit]:
        """What the index finds, up to date if it can be. Raises IndexDamaged or OSError where there is none that can be used."""
        self.freshen(library)
        try:
            return self._index.find(asked)
        except IndexDamaged as error:
            _LOG.warning("全文索引已损坏，正在重建：%r", error)
            if not self._left_to_keeper(library):
                self._brought_up(rebuild, library)
            return self._index.find(asked)

    def freshen(self, library: Library) -> None:
        """Reconcile if the public state has changed since the index was brought up to date; go on if another process does it."""
        if self._index.mark() != mark_of(library) and not self._left_to_keeper(library):
            self._brought_up(reconcile, library)

    def heal(self, library: Library) -> None:
        """Reconcile, whatever the index says of itself: the database may be another than the one that it was made from.

        Where it cannot be written, that is logged, and questions are answered by names.
        """
        try:
            self._brought_up(reconcile, library)
        except FAILURES:
            raise
        except Exception as error:
            _LOG.error("全文索引不能建立，只按名称查找：%r。请检查 mingbai.search_index 目录的权限和磁盘空间。", error)

    def round(self, library: Library) -> None:
        """One round of the keeper: reconcile if the public state has changed, and make anew what is damaged."""
        if self._index.mark() != mark_of(library):
            self._brought_up(reconcile, library)
            return
        try:
            self._index.find(Asked(words=("-",)))  # looks at every file, so that damage shows here rather than to a reader
        except IndexDamaged as error:
            _LOG.warning("全文索引已损坏，正在重建：%r", error)
            self._brought_up(rebuild, library)

    def awaited(self, look: Callable[[], _T]) -> _T:
        """What ``look`` sees as soon as it sees something; after PATIENCE whatever it sees."""
        until = time.monotonic() + PATIENCE
        while not (seen := look()) and time.monotonic() < until:
            time.sleep(_STEP)
        return seen

    def _left_to_keeper(self, library: Library) -> bool:
        """Wake the keeper and wait a little; False where there is none."""
        if self.keeper is None or not self.kept:
            return False
        self.keeper.wake()
        wanted = mark_of(library)
        self.awaited(lambda: self._index.mark() == wanted)
        return True

    def _brought_up(self, work: Callable[[Library, Index], object], library: Library) -> None:
        try:
            work(library, self._index)
        except IndexBusy:
            _LOG.info("another process is bringing the search index up to date")
