"""Which services a query is about: votes of names, terms and everyday phrasings. Pure; weighs by what ``compiling`` counted."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from mingbai.search.bank import KINDS
from mingbai.search.features import features
from mingbai.search.query import Query, Vote
from mingbai.search.surfaces import surface
from mingbai.search.table import Facts, Table
from mingbai.search.weights import WEIGHTS, Weights


def read(query: Query, table: Table) -> Query:
    """The query with a vote for every service that its text speaks of, best first."""
    return voted(query, table, WEIGHTS)


def voted(query: Query, table: Table, weights: Weights) -> Query:
    """The same with ``weights`` of the caller's."""
    text = surface(query.text)
    if not text:
        return query
    asked = features(query.text, table.terms, KINDS)
    spoken, near = table.bank.spoken_for(asked), table.bank.nearest(asked)
    named, termed = dict(_named(text, table)), dict(_termed(query, table))
    votes = []
    for slug, facts in table.services.items():
        name, nearest, term = named.get(slug, _NOTHING), near.get(slug, _NOTHING), termed.get(slug, _NOTHING)
        score = weights.spoken * spoken.get(slug, 0.0) + weights.nearest * nearest[0] + weights.termed * term[0] + weights.named * name[0]
        if score > 0:
            score *= _fit(facts, query, weights) * (1 + weights.need * (facts.need - 3))
            votes.append(Vote(slug, score, max(name, nearest, term)[1]))
    return replace(query, votes=tuple(_related(sorted(votes, key=lambda vote: -vote.weight), table, weights)))


_NOTHING = (0.0, "")


def _named(text: str, table: Table) -> Iterator[tuple[str, tuple[float, str]]]:
    """How much of the text is a name of a service, or of a name is the text."""
    under = {slug: name for name, slugs in table.umbrellas.items() if (name and name in text) or text in name for slug in slugs}
    for slug, facts in table.services.items():
        best = max(((_overlap(name, text), name) for name in facts.names), default=_NOTHING)
        if slug in under:
            best = max(best, (_overlap(under[slug], text), under[slug]))
        if best[0] > 0:
            yield slug, best


def _overlap(name: str, text: str) -> float:
    if name in text:
        return len(name) / len(text)
    if len(text) > 1 and text in name:
        return 0.5 + 0.5 * len(text) / len(name) if name.startswith(text) else 0.5 * len(text) / len(name)
    return 0.0


def _termed(query: Query, table: Table) -> Iterator[tuple[str, tuple[float, str]]]:
    found: dict[str, tuple[float, str]] = {}
    for term in query.terms:
        for place, slug in enumerate(table.meanings[term].services):
            found[slug] = max(found.get(slug, _NOTHING), (1 / (1 + 0.3 * place), term))
    yield from found.items()


def _fit(facts: Facts, query: Query, weights: Weights) -> float:
    if not query.audiences or not facts.audiences or set(query.audiences) & set(facts.audiences):
        return 1.0
    return 1 - weights.audience


def _related(votes: list[Vote], table: Table, weights: Weights) -> list[Vote]:
    """The votes, with a fraction of the best one's for what is related to it; the best at 1."""
    if not votes:
        return []
    best = votes[0]
    scores = {vote.service: vote for vote in votes}
    for place, slug in enumerate(table.services[best.service].related):
        share = best.weight * weights.related / (1 + 0.3 * place)
        if slug in table.services:
            before = scores.get(slug, Vote(slug, 0.0, best.why))
            scores[slug] = replace(before, weight=min(best.weight, before.weight + share))
    order = {slug: place for place, slug in enumerate(table.services)}
    ranked = sorted(scores.values(), key=lambda vote: (-vote.weight, -table.services[vote.service].need, order[vote.service]))
    return [replace(vote, weight=round(vote.weight / best.weight, 4)) for vote in ranked if vote.weight > 0.02 * best.weight]
