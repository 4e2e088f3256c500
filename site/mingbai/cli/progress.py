"""Progress of long work on stderr; stdout carries results only. Silent but for its label where stderr is not a terminal."""

from __future__ import annotations

import sys
from types import TracebackType
from typing import Any

import click


class Bar:
    """A bar for work whose length shows with its first step. Use as a context; pass ``show`` as the progress callback."""

    def __init__(self, label: str) -> None:
        self._label = label
        self._bar: Any = None

    def __enter__(self) -> Bar:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        if self._bar is not None:
            self._bar.render_finish()

    def show(self, done: int, of: int) -> None:
        """``done`` of ``of`` steps are done."""
        if self._bar is None:
            self._bar = click.progressbar(length=of, label=self._label, file=sys.stderr)
            self._bar.render_progress()
        self._bar.update(done - self._bar.pos)
