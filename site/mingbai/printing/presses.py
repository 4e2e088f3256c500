"""Makes what takes seconds in a thread of its own, so that a worker with one thread goes on answering pages meanwhile.

Who asks waits a moment; where that is not enough the work goes on, and whoever asks next finds it done or nearly so. Knows no
request and no database.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Hashable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Generic, TypeVar

from mingbai.errors import Unprinted

Made = TypeVar("Made")
SHORTLY = 0.5
"""Seconds that one waits by default: all that a worker's other readers are made to wait."""
AT_ONCE = 16
"""Different works that wait for their turn in one worker: one reader can ask for no more."""


class Unready(Unprinted):
    """It is being made and will be there in some seconds."""


class Presses(Generic[Made]):
    """At most one work at a time, each under a key. Safe between threads; starts its thread with the first work, after any fork."""

    def __init__(self, wait: float = SHORTLY) -> None:
        self.wait = wait
        self._lock = threading.Lock()
        self._works: dict[Hashable, Future[Made]] = {}
        self._press: ThreadPoolExecutor | None = None

    def get(self, key: Hashable, make: Callable[[], Made]) -> Made:
        """What ``make`` makes. Raises Unready where it takes longer than ``wait`` seconds, and what ``make`` raises.

        What was made in vain waiting is held until somebody asks for ``key`` again, or room is needed.
        """
        work = self._work(key, make)
        try:
            made = work.result(self.wait)
        except TimeoutError:
            if work.done():
                raise
            raise Unready("正在排版，做好就自动打开。", remedy="一般要几秒钟，不用再按。") from None
        except BaseException:
            self._forget(key, work)
            raise
        self._forget(key, work)
        return made

    def _work(self, key: Hashable, make: Callable[[], Made]) -> Future[Made]:
        with self._lock:
            if key not in self._works:
                self._make_room()
                self._press = self._press or ThreadPoolExecutor(1, "press")
                self._works[key] = self._press.submit(make)
            return self._works[key]

    def _make_room(self) -> None:
        """Drop the oldest that was made and never fetched. Raises Unprinted where all are still to be made."""
        if len(self._works) < AT_ONCE:
            return
        done = next((key for key, work in self._works.items() if work.done()), None)
        if done is None:
            raise Unprinted("同时打印的人太多，这一份还没有轮到。", remedy="请过一分钟再试。")
        del self._works[done]

    def _forget(self, key: Hashable, work: Future[Made]) -> None:
        with self._lock:
            if self._works.get(key) is work:
                del self._works[key]
