"""Which services a query is about: votes of names, terms and everyday phrasings. Pure; weighs by what ``compiling`` counted."""

from __future__ import annotations

from dataclasses import replace

from mingbai.search.query import Query, Vote
from mingbai.search.table import Table, surface


def read(query: Query, table: Table) -> Query:
    """The query with a vote for every service that its text speaks of, best first."""
    text, votes = surface(query.text), {}
    for facts in table.services.values():
        named = max((name for name in facts.names if name in text), key=len, default="")
        if named:
            votes[facts.slug] = Vote(facts.slug, 1.0, named)
    for term in query.terms:
        for place, service in enumerate(table.meanings[term].services):
            votes.setdefault(service, Vote(service, 0.8 / (1 + place), term))
    return replace(query, votes=tuple(sorted(votes.values(), key=lambda vote: -vote.weight)))
