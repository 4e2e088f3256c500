"""What happens after a commit: those who keep something that can be remade are told that the state has changed.

Nobody may rely on being told: a process can die between the commit and the telling, so listeners reconcile by comparing
numbers (architecture, idea 5) and this only makes it soon. The hook runs after the commit, in requests (``request.tm``) and in
the command line alike, and never after a rollback; a listener opens its own session.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from mingbai.guides.version import Name

_LOG = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Changed:
    """What the public reads has changed: the new state number, the release that did it, and its items."""

    state: int
    release: int
    items: tuple[Name, ...]


Listener = Callable[[Changed], None]


def after_commit(manager: Any, listeners: Iterable[Listener]) -> Listener:
    """Something to tell of changes during a transaction of ``manager``; it tells ``listeners`` after the commit."""
    waiting = tuple(listeners)

    def tell(changed: Changed) -> None:
        manager.get().addAfterCommitHook(_tell_all, args=(waiting, changed))

    return tell


def nobody(changed: Changed) -> None:
    """A listener for where nothing is kept."""


def _tell_all(committed: bool, listeners: tuple[Listener, ...], changed: Changed) -> None:
    if not committed:
        return
    for listener in listeners:
        try:
            listener(changed)
        except Exception:
            # What was published stands. One listener that fails must not keep the others from hearing of it.
            _LOG.exception("after the commit of state %s a listener failed; it will be redone by reconcile", changed.state)
