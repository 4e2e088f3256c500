"""Trying a change of how people ask before it is saved: what one question would find, and which others would fare worse.

Nothing is written and the site goes on as it is. What the index holds of the phrasings is left as it is; votes are all made anew.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from mingbai import db
from mingbai.guides.kinds import Lexicon, Service
from mingbai.publishing.library import Library
from mingbai.search import tables
from mingbai.search.answers import understood
from mingbai.search.compiling import compiled
from mingbai.search.finding import Search
from mingbai.search.judging import Figures
from mingbai.search.layers import understand
from mingbai.search.table import Table

_LOG = logging.getLogger(__name__)
SHOWN = 8
"""Rows of an answer that are shown."""
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


def tried(library: Library, table: Table, change: Change) -> Table:
    """``table`` as it would be after ``change``. What was spelt before is not spelt again."""
    services, lexicons, events = tables.spoken(library)
    return compiled(_over(services, change.services), _over(lexicons, change.lexicons), events, tables.mentioned(library), table)


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
