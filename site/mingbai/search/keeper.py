"""The thread of a worker that brings search up to date: soon after a publication, and every so many seconds by itself.

A worker has at most one, started in the worker (a thread does not outlive a fork) and ended with it. Several workers may do the
same work at once: the index's lock decides who does it, the others go on. Knows no index and no database.
"""

from __future__ import annotations

import atexit
import logging
import os
import threading
from collections.abc import Callable

_LOG = logging.getLogger(__name__)
FIRST = 0.3
"""Seconds that the first round waits for the worker's first page, unless somebody wakes it."""
LAST = 2.0
"""Seconds that the end of a worker waits for a round to end; a change of the index may be cut off at any point."""


class Keeper:
    """Calls ``work`` ever again in a thread of its own, once started. ``beside`` is another keeper that is started, woken and ended with
    it: for what takes so long that ``work`` must not wait for it."""

    def __init__(self, work: Callable[[], None], seconds: float, beside: Keeper | None = None) -> None:
        self._work = work
        self._seconds = seconds
        self._beside = beside
        self._wanted = threading.Event()
        self._ending = False
        self._thread: threading.Thread | None = None
        self._process = 0

    @property
    def running(self) -> bool:
        """Whether this process, and not the one that it was forked from, has the thread."""
        return self._process == os.getpid() and self._thread is not None and self._thread.is_alive()

    def start(self) -> None:
        """Start the thread in this process, unless it runs or is switched off (0 seconds)."""
        if self.running or not self._seconds:
            return
        self._wanted, self._ending, self._process = threading.Event(), False, os.getpid()
        self._thread = threading.Thread(target=self._run, name="search-keeper", daemon=True)
        self._thread.start()
        atexit.register(self.stop)
        if self._beside:
            self._beside.start()

    def wake(self) -> None:
        """Let the next round begin now."""
        self._wanted.set()
        if self._beside:
            self._beside.wake()

    def stop(self) -> None:
        """End the thread, after the round that it is in."""
        atexit.unregister(self.stop)
        if self.running and self._thread is not None:
            self._ending = True
            self._wanted.set()
            self._thread.join(LAST)
        if self._beside:
            self._beside.stop()

    def _run(self) -> None:
        self._wanted.wait(FIRST)
        while not self._ending:
            self._wanted.clear()
            try:
                self._work()
            except Exception as error:
                # Whatever is wrong (the database, the disk), the next round tries again.
                _LOG.warning("全文索引这一次没有核对成：%r", error)
            self._wanted.wait(self._seconds)
