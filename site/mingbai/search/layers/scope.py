"""Whether a query is ours at all: it is not where a term of another authority explains it and nothing of ours does. Pure."""

from __future__ import annotations

from dataclasses import replace

from mingbai.search.query import Query
from mingbai.search.table import Table


def read(query: Query, table: Table) -> Query:
    """The query with ``outside`` set where it is another authority's business."""
    if query.votes:
        return query
    outside = next((table.meanings[term].outside for term in query.terms if table.meanings[term].outside), "")
    return replace(query, outside=outside) if outside else query
