"""A child that does something to a database and is killed on the way, by SIGKILL: nothing is cleaned up, as when the power goes."""

from __future__ import annotations

import os
import signal
import traceback
from collections.abc import Callable
from typing import Any, NoReturn

from sqlalchemy import event, text

from mingbai import db
from mingbai.db import Row

Act = Callable[[db.Database], Any]
COMMIT = -1
"""The moment before the commit, after every statement."""


def killed(url: str, act: Act, moment: int) -> bool:
    """Do ``act`` in a child that is killed before its statement number ``moment`` (from 1), or at COMMIT. False: it lived to the end."""
    child = os.fork()
    if not child:
        _act(url, act, moment)
    _, status = os.waitpid(child, 0)
    assert os.WIFSIGNALED(status) or os.waitstatus_to_exitcode(status) == 0, "the act itself failed; see above"
    return os.WIFSIGNALED(status)


def die(*told: Any) -> None:
    """End this process as a power cut would."""
    os.kill(os.getpid(), signal.SIGKILL)


def _act(url: str, act: Act, moment: int) -> NoReturn:
    try:
        database, done = db.connect(url), [0]

        def counted(*told: Any) -> None:
            done[0] += 1
            if done[0] == moment:
                die()

        event.listen(database.writing, "before_cursor_execute", counted)
        if moment == COMMIT:
            event.listen(database.writing, "commit", die)
        act(database)
        os._exit(0)
    except BaseException:
        traceback.print_exc()
        os._exit(1)


def everything(database: db.Database) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every table."""
    with db.reading(database) as session:
        tables = [table.name for table in Row.metadata.sorted_tables]
        return {name: sorted(map(tuple, session.execute(text(f"SELECT * FROM {name}"))), key=repr) for name in tables}
