"""Measuring how search would fare after a change, or as it is, in the background: the table has to be made anew and hundreds of questions
asked, which takes seconds.

Where the worker serves readers (its keeper runs) a child process does it, so that no reader waits; else a thread. A measurement holds
for one state of the library, and whoever looks is told how far it is. Of the half that nobody tunes on only figures leave this module.
"""

from __future__ import annotations

import json
import logging
import os
import subprocess
import sys
import threading
from collections import OrderedDict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Any

from mingbai import clock, db
from mingbai.guides.kinds import Lexicon, Service
from mingbai.guides.text import dump, parse
from mingbai.publishing.library import Library
from mingbai.search import judging
from mingbai.search.finding import Search, search_of
from mingbai.search.judging import Figures, Question, Row, Verdict
from mingbai.search.layers import LAYERS
from mingbai.search.refresh import mark_of
from mingbai.search.trying import AS_IT_IS, Answered, Change, Listed, answered, tried
from mingbai.settings import Settings

_LOG = logging.getLogger(__name__)
KEPT = 12
"""Measurements that a worker remembers."""
AGAIN = timedelta(minutes=1)
"""After which a measurement that failed is tried once more for whoever looks."""
LONGEST = 300
"""Seconds that a child may take."""
EVERY = 20
"""Questions between two words of a child on how far it is."""
_NEVER = datetime.min.replace(tzinfo=UTC)
_COMMAND = "from mingbai.search.trials import child; child()"


@dataclass(slots=True, kw_only=True)
class Measurement:
    """How far a measurement is, and what it gave: ``shown`` comes first, the figures of both halves at its end.

    ``failed`` is a sentence where it could not be made."""

    begun: datetime = _NEVER
    of: int = 0
    done: int = 0
    shown: Answered | None = None
    tuned: Figures | None = None
    unseen: Figures | None = None
    failed: str = ""
    ended: threading.Event = field(default_factory=threading.Event)

    def hear(self, told: dict[str, Any]) -> None:
        """Take what ``steps`` told."""
        for name, value in told.items():
            setattr(self, name, _TAKEN.get(name, _as_it_is)(value))


Asked = Callable[[Any], Sequence[Question]]
"""Gives a half of the regression set by its name."""


class Trials:
    """The measurements of one worker, one after the other. ``elsewhere`` says whether a child is to make them."""

    def __init__(self, search: Search, settings: Settings, database: db.Database, now: clock.Clock, elsewhere: Callable[[], bool]) -> None:
        self.asked: Asked = judging.questions
        self._search = search
        self._settings = settings
        self._database = database
        self._now = now
        self._elsewhere = elsewhere
        self._known: OrderedDict[tuple[str, Change, str], Measurement] = OrderedDict()
        self._lock = threading.Lock()
        self._working = threading.Lock()

    def measured(self, library: Library, change: Change = AS_IT_IS, typed: str = "") -> Measurement:
        """The measurement of ``change``, with what ``typed`` would find; begun now if it was not before."""
        key = (mark_of(library), change, typed)
        with self._lock:
            found = self._known.get(key)
            if found is None or (found.failed and self._now() - found.begun > AGAIN):
                found = self._known[key] = Measurement(begun=self._now())
                threading.Thread(target=self._measure, args=(found, change, typed), name="search-trial", daemon=True).start()
            self._known.move_to_end(key)
            while len(self._known) > KEPT:
                self._known.popitem(last=False)
            return found

    def _measure(self, made: Measurement, change: Change, typed: str) -> None:
        try:
            with self._working:
                for told in self._told_by_child(change, typed) if self._elsewhere() else self._told_here(change, typed):
                    made.hear(told)
        except Exception as error:
            _LOG.warning("检索质量没有核对成：%r", error)
            made.failed = "没有核对成，可能是数据库或索引正忙。请稍后再看。"
        made.ended.set()

    def _told_here(self, change: Change, typed: str) -> Iterator[dict[str, Any]]:
        with db.reading(self._database) as session:
            yield from steps(self._search, Library(session, self._now()), change, typed, self.asked)

    def _told_by_child(self, change: Change, typed: str) -> Iterator[dict[str, Any]]:
        texts = {"services": list(map(dump, change.services)), "lexicons": list(map(dump, change.lexicons))}
        told = json.dumps({"settings": asdict(self._settings), "typed": typed, **texts})
        command = [sys.executable, "-c", _COMMAND]
        with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8") as one:  # noqa: S603 - this program
            assert one.stdin and one.stdout  # both are pipes
            ending = threading.Timer(LONGEST, one.kill)
            ending.start()
            try:
                one.stdin.write(told)
                one.stdin.close()
                yield from map(json.loads, one.stdout)
            finally:
                ending.cancel()
        if one.returncode:
            raise OSError(f"the child ended with {one.returncode}")


def child() -> None:
    """What the child does: settings and change from standard input; a line of JSON for each step on standard output."""
    os.nice(5)
    told = json.load(sys.stdin)
    settings = Settings(**told["settings"])
    services = tuple(parse(text, kind=Service, file="") for text in told["services"])
    lexicons = tuple(parse(text, kind=Lexicon, file="") for text in told["lexicons"])
    change, database = Change(services=services, lexicons=lexicons), db.connect(settings.database)
    with db.reading(database) as session:
        for step in steps(search_of(settings), Library(session, clock.now()), change, told["typed"], judging.questions):
            print(json.dumps(step, ensure_ascii=True), flush=True)
    database.close()


def steps(search: Search, library: Library, change: Change, typed: str, asked: Asked) -> Iterator[dict[str, Any]]:
    """The steps of a measurement as data that JSON can hold, by the names of Measurement."""
    table = search.table(library)
    table = table if change == AS_IT_IS else tried(library, table, change)
    yield {"shown": asdict(answered(search, library, table, typed))}
    halves = {"tuned": asked("tuned"), "unseen": asked("unseen")}
    done, of = 0, sum(map(len, halves.values()))
    found: dict[str, dict[str, Any]] = {}
    for half, questions in halves.items():
        answers: dict[str, Sequence[judging.Guide]] = {}
        for one in questions:
            answers[one.query] = judging.answered(search, library, table, LAYERS, one.query)
            done += 1
            if done % EVERY == 1:
                yield {"of": of, "done": done}
        figures = judging.figures(questions, library.listing("guide"), answers.__getitem__)
        found[half] = asdict(figures if half == "tuned" else replace(figures, verdicts=()))
    yield {"of": of, "done": done, **found}


def _figures(kept: dict[str, Any]) -> Figures:
    types = {kind: Row(**row) for kind, row in kept["types"].items()}
    verdicts = tuple(Verdict(**{**one, "question": judging.question(one["question"])}) for one in kept["verdicts"])
    return Figures(**{**kept, "all": Row(**kept["all"]), "types": types, "verdicts": verdicts})


def _shown(kept: dict[str, Any]) -> Answered:
    return Answered(**{**kept, "rows": tuple(Listed(**row) for row in kept["rows"])})


def _as_it_is(value: Any) -> Any:
    return value


_TAKEN: dict[str, Callable[[Any], Any]] = {"shown": _shown, "tuned": _figures, "unseen": _figures}
"""How each part becomes a value again."""


def includeme(config: Any) -> None:
    """Leave the process's trials in ``config.registry.trials``; nothing runs before somebody asks."""
    registry = config.registry
    keeper = registry.search_keeper
    registry.trials = Trials(registry.search, registry.mingbai, registry.database, registry.now, lambda: keeper.running)
