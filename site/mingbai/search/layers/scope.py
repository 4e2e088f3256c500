"""Whether a query is ours at all: it is not where more speaks for another authority than for us, or where nobody knows it. Pure."""

from __future__ import annotations

from dataclasses import replace

from mingbai.search.query import Query
from mingbai.search.table import Table
from mingbai.search.weights import WEIGHTS, Weights

NOBODY = "-"


def read(query: Query, table: Table) -> Query:
    """The query with ``outside`` set where it is not ours."""
    return judged(query, table, WEIGHTS)


def judged(query: Query, table: Table, weights: Weights) -> Query:
    """The same with ``weights`` of the caller's."""
    if query.code or query.citations or not table.services or not query.text:
        return query
    meant = [table.meanings[term] for term in query.terms]
    needed = weights.outside * (2 if any(one.services and not one.outside for one in meant) else 1)
    if query.elsewhere >= needed:
        return replace(query, outside=_authority(query, table))
    if query.known < weights.unknown and not meant:
        return replace(query, outside=NOBODY)
    return query


def _authority(query: Query, table: Table) -> str:
    """The authority that the terms in the query name; NOBODY where none does."""
    return next((table.meanings[term].outside for term in query.terms if table.meanings[term].outside), NOBODY)
