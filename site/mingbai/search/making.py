"""Making the table of the query layer in a process of its own: it takes seconds of computing and a library of sounds of 60 MB, and a
worker that did it would keep its readers waiting meanwhile.

The child is given the settings, makes the table as any process does (``tables``), leaves its file beside the index and ends. Where
it fails, the worker makes the table itself.
"""

from __future__ import annotations

import json
import logging
import os
import subprocess
import sys
from dataclasses import asdict

from mingbai import clock, db
from mingbai.publishing.library import Library
from mingbai.settings import Settings

_LOG = logging.getLogger(__name__)
LONGEST = 600
"""Seconds that a child may take."""
_COMMAND = "from mingbai.search.making import child; child()"


def made_by_child(settings: Settings) -> bool:
    """Let a child make the table of what is in force now, wait for it, and say whether it did."""
    told = json.dumps(asdict(settings))
    try:
        subprocess.run(  # noqa: S603 - this very program
            [sys.executable, "-c", _COMMAND], input=told, text=True, timeout=LONGEST, check=True, stdout=subprocess.DEVNULL
        )
    except (OSError, subprocess.SubprocessError) as error:
        _LOG.warning("检索词表不能另起进程制作：%r", error)
        return False
    return True


def child() -> None:
    """What the child does: settings from standard input, a table beside the index."""
    from mingbai.search.finding import search_of

    os.nice(5)
    settings = Settings(**json.load(sys.stdin))
    database = db.connect(settings.database)
    with db.reading(database) as session:
        search_of(settings).table(Library(session, clock.now()))
    database.close()
