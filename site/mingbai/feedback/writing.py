"""Writing a worker's tally down: every so many seconds by a thread of its own, at the worker's end, and before the desk reads.

A database that is locked, full or away loses nothing: what could not be written is counted on, and the next round tries again.
"""

from __future__ import annotations

import logging
import os
import threading
from collections.abc import Callable
from multiprocessing import util

from mingbai import clock, db
from mingbai.feedback import counts
from mingbai.feedback.tally import Tally
from mingbai.feedback.weeks import week_of

_LOG = logging.getLogger(__name__)
SECONDS = 30.0
"""Between two writings."""
LAST = 2.0
"""Seconds that the end of a worker waits for a writing."""


class Keeper:
    """Writes ``tally`` into ``database``; starts its thread only where it is told to, after the worker was forked.

    ``beside`` are other counts of this worker, written down at the same times; each sees to its own troubles."""

    def __init__(self, database: db.Database, now: clock.Clock, seconds: float = SECONDS) -> None:
        self.tally = Tally()
        self.beside: list[Callable[[], object]] = []
        self._database = database
        self._now = now
        self._seconds = seconds
        self._forgotten = ""
        self._ending = threading.Event()
        self._thread: threading.Thread | None = None
        self._process = 0
        self._last: util.Finalize | None = None

    @property
    def running(self) -> bool:
        """Whether this process, and not the one that it was forked from, has the thread."""
        return self._process == os.getpid() and self._thread is not None and self._thread.is_alive()

    def start(self) -> None:
        """Start the thread in this process, unless it runs."""
        if self.running:
            return
        self._ending, self._process = threading.Event(), os.getpid()
        self._thread = threading.Thread(target=self._run, name="tally-keeper", daemon=True)
        self._thread.start()
        # Not by atexit, which the processes of a server with several workers never come to; this runs in both.
        self._last = util.Finalize(None, self.stop, exitpriority=1)

    def stop(self) -> None:
        """End the thread; what it holds is written down first."""
        if self.running and self._thread is not None:
            self._ending.set()
            self._thread.join(LAST)

    def flush(self) -> bool:
        """Write down what was counted, and drop old weeks once a week. False where it could not be done: nothing is lost by that."""
        taken, week = self.tally.take(), week_of(self._now())
        if not taken and self._forgotten == week:
            return True
        try:
            with db.writing(self._database) as (session, _):
                counts.add(session, taken)
                counts.forget(session, week)
        except Exception as error:
            # Whatever is wrong with the database, questions are answered all the same.
            self.tally.add(taken)
            _LOG.warning("查询次数这一次没有记下，稍后再记：%s", error)
            return False
        self._forgotten = week
        return True

    def _run(self) -> None:
        while not self._ending.wait(self._seconds):
            self._write()
        self._write()

    def _write(self) -> None:
        self.flush()
        for write in self.beside:
            write()
