"""The layers that read a query, in their order. Each is a pure function of the query so far and the table; each has its own module.

A layer recognises one thing, writes it into the query, takes it out of ``text`` where nobody after it should read it again, and adds a
``Reading`` that says what it took for what. A layer that recognises nothing gives the query back as it came.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from mingbai.search import chinese
from mingbai.search.layers import audiences, citations, codes, folding, homophones, intents, pinyin, places, scope, terms, votes
from mingbai.search.query import Query
from mingbai.search.table import EMPTY, Table

Layer = Callable[[Query, Table], Query]

LAYERS: tuple[Layer, ...] = (
    folding.read,
    codes.read,
    citations.read,
    places.read,
    audiences.read,
    pinyin.read,
    homophones.read,
    intents.read,
    terms.read,
    votes.read,
    scope.read,
)
"""folding → codes → citations → places → audiences → pinyin → homophones → intents → terms → votes → scope."""


def understand(typed: str, table: Table = EMPTY, layers: Sequence[Layer] = LAYERS) -> Query:
    """What ``typed`` asks for, read by ``layers`` in their order; of a very long one only the beginning is read. Never refuses.

    Where no layer cut the text into words, it is cut at the end, so that any beginning of ``LAYERS`` gives a query that can be asked."""
    query = Query(typed=typed, text=chinese.fold(typed[: chinese.LONGEST]).strip())
    for read in layers:
        query = read(query, table)
    return terms.cut(query)


def without(*names: str) -> tuple[Layer, ...]:
    """LAYERS less those of the modules so named: for a reader who meant it exactly as typed, or who lifts a place."""
    return tuple(layer for layer in LAYERS if layer.__module__.rpartition(".")[2] not in names)
