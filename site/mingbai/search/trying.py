"""Trying a change of how people ask before it is saved: what one question would find, and how the regression set would fare.

Nothing is written and the site goes on as it is. ``Trials`` measures in one thread of the worker, one thing after the other, because the
table has to be made anew and hundreds of questions be asked; whoever looks is told how far it is. A measurement holds for one
state of the library. Of the half that nobody tunes on only figures leave this module, no question.
"""

from __future__ import annotations

import logging
import threading
from collections import OrderedDict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Any

from mingbai import clock, db
from mingbai.guides.kinds import Lexicon, Service
from mingbai.publishing.library import Library
from mingbai.search import judging, tables
from mingbai.search.answers import understood
from mingbai.search.compiling import compiled
from mingbai.search.finding import Search
from mingbai.search.judging import Figures, Question
from mingbai.search.layers import LAYERS, understand
from mingbai.search.refresh import mark_of
from mingbai.search.table import Table

_LOG = logging.getLogger(__name__)
KEPT = 12
"""Measurements that a worker remembers."""
SHOWN = 8
"""Rows of an answer that are shown."""
AGAIN = timedelta(minutes=1)
"""After which a measurement that failed is tried once more for whoever looks."""
NEVER = datetime.min.replace(tzinfo=UTC)
LOST = 0.005
"""By how much nDCG@10 of a question must fall to be told as worse: less is the order of places."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """Services and lexicons as they would be, in place of those of the same name in force, or beside them."""

    services: tuple[Service, ...] = ()
    lexicons: tuple[Lexicon, ...] = ()


AS_IT_IS = Change()
"""No change."""


@dataclass(frozen=True, slots=True)
class Listed:
    """One row of an answer: a service (its slug, empty for a guide that is none), what it is called, how many guides."""

    service: str
    title: str
    guides: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """What one question finds: ``understood`` as a sentence, whose business it is where it is not ours, and the first rows."""

    understood: str = ""
    outside: str = ""
    rows: tuple[Listed, ...] = ()


@dataclass(frozen=True, slots=True)
class Worse:
    """A question of the tuned half that would be answered worse: its nDCG@10 before and after."""

    query: str
    before: float
    after: float


@dataclass(slots=True, kw_only=True)
class Measurement:
    """How far a measurement is, and what it gave: ``shown`` comes first, the figures of both halves at its end.

    ``failed`` is a sentence where it could not be made."""

    begun: datetime = NEVER
    of: int = 0
    done: int = 0
    shown: Answered | None = None
    tuned: Figures | None = None
    unseen: Figures | None = None
    failed: str = ""
    ended: threading.Event = field(default_factory=threading.Event)


class Trials:
    """The measurements of one worker. ``asked`` gives the two halves of the regression set."""

    def __init__(
        self,
        search: Search,
        database: db.Database,
        now: clock.Clock,
        asked: Callable[[Any], Sequence[Question]] = judging.questions,
    ) -> None:
        self._search = search
        self._database = database
        self._now = now
        self._asked = asked
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
            with self._working, db.reading(self._database) as session:
                self._fill(made, Library(session, self._now()), change, typed)
        except Exception as error:
            _LOG.warning("检索质量没有核对成：%r", error)
            made.failed = "没有核对成，可能是数据库或索引正忙。请稍后再看。"
        made.ended.set()

    def _fill(self, made: Measurement, library: Library, change: Change, typed: str) -> None:
        table = self._search.table(library)
        table = table if change == AS_IT_IS else tried(library, table, change)
        made.shown = answered(self._search, library, table, typed)
        halves = self._asked("tuned"), self._asked("unseen")
        made.of = sum(map(len, halves))
        tuned, unseen = (self._judged(made, library, table, half) for half in halves)
        made.tuned, made.unseen = tuned, replace(unseen, verdicts=())

    def _judged(self, made: Measurement, library: Library, table: Table, half: Iterable[Question]) -> Figures:
        def answer(typed: str) -> Sequence[judging.Guide]:
            made.done += 1
            return judging.answered(self._search, library, table, LAYERS, typed)

        return judging.figures(half, library.listing("guide"), answer)


def tried(library: Library, table: Table, change: Change) -> Table:
    """``table`` as it would be after ``change``. What was spelt before is not spelt again."""
    services, lexicons, events = tables.spoken(library)
    return compiled(_over(services, change.services), _over(lexicons, change.lexicons), events, tables.mentioned(library), table.sounds)


def answered(search: Search, library: Library, table: Table, typed: str) -> Answered:
    """What ``typed`` finds with ``table``."""
    query = understand(typed, table)
    if query.empty:
        return Answered()
    try:
        query, placed = search.ordered(library, query)
    except db.FAILURES:
        raise
    except Exception as error:
        # A page of the desk beats an error page; the next look tries again.
        _LOG.warning("全文索引不能使用：%r", error)
        return Answered(understood="全文索引暂时不能使用。")
    said, placed = understood(query), placed[:SHOWN]
    if query.outside:
        return Answered(understood=said, outside=query.outside)
    titles = {(one.region, one.slug): one.title for one in library.listing("guide")} if any(not one.service for one in placed) else {}
    rows = (
        Listed(one.service, facts.name, len(one.hits))
        if (facts := table.services.get(one.service)) is not None
        else Listed("", titles.get((one.hits[0][0].region, one.hits[0][0].slug), ""), len(one.hits))
        for one in placed
    )
    return Answered(understood=said, rows=tuple(rows))


def nearest(table: Table, typed: str, most: int = 6) -> tuple[str, ...]:
    """The services that ``typed`` speaks of, the surest first, also where it is taken for somebody else's business."""
    return tuple(vote.service for vote in understand(typed, table).votes[:most])


def worsened(before: Figures, after: Figures) -> tuple[Worse, ...]:
    """The questions that would be answered worse, the worst first. For the half that may be looked at."""
    now = {one.question.query: one.ndcg for one in after.verdicts}
    found = (
        Worse(one.question.query, one.ndcg, now[one.question.query])
        for one in before.verdicts
        if one.question.judgments and one.ndcg - now.get(one.question.query, one.ndcg) > LOST
    )
    return tuple(sorted(found, key=lambda one: one.after - one.before))


def _over(values: Iterable[Any], changed: Iterable[Any]) -> list[Any]:
    """``values`` with those that were ``changed`` in their place."""
    return list(({one.slug: one for one in values} | {one.slug: one for one in changed}).values())


def includeme(config: Any) -> None:
    """Leave the process's trials in ``config.registry.trials``; nothing runs before somebody asks."""
    registry = config.registry
    registry.trials = Trials(registry.search, registry.database, registry.now)
