"""Putting guides in order: services first, places within. Pure; takes what the query layer and the engine found."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from mingbai.search.index import Asked, Hit
from mingbai.search.query import Query
from mingbai.search.weights import WEIGHTS, Weights


@dataclass(frozen=True, slots=True)
class Placed:
    """A service, or one guide that is none (then ``service`` is empty), with its score and its hits, best first, each with its own."""

    service: str
    score: float
    hits: tuple[tuple[Hit, float], ...]


VOTED = 12
"""How many of the services voted for are asked of the engine whatever the words."""


def asked_of(query: Query) -> Asked:
    """What the engine is asked for ``query``."""
    return Asked(
        words=query.words,
        phrases=tuple(phrase for citation in query.citations for phrase in citation.phrases),
        characters=query.characters,
        code=query.code,
        services=tuple(vote.service for vote in query.votes[:VOTED]),
        region=query.region,
    )


def cited_of(query: Query) -> Asked:
    """What the engine is asked first for a query that names laws, documents or forms: only the guides that cite them."""
    return Asked(phrases=tuple(phrase for citation in query.citations for phrase in citation.phrases), region=query.region)


def ranked(query: Query, hits: Iterable[Hit], weights: Weights = WEIGHTS) -> tuple[Placed, ...]:
    """The hits of ``query`` in order. The long tail that only shares a common word is left out."""
    found = _narrowed(query, list(hits))
    most = max((hit.score for hit in found), default=0.0) or 1.0
    votes = {vote.service: vote.weight for vote in query.votes}
    rows: dict[str, list[Hit]] = {}
    for hit in found:
        rows.setdefault(hit.service or f"{hit.region}/{hit.slug}", []).append(hit)
    placed = [_placed(key, row, votes.get(key, 0.0), most, weights) for key, row in rows.items()]
    placed.sort(key=lambda row: -row.score)
    return tuple(row for row in placed if row.score >= weights.tail * placed[0].score)


def _narrowed(query: Query, hits: list[Hit]) -> list[Hit]:
    """Only the places asked for, where any of them has something."""
    return [hit for hit in hits if hit.region in query.regions] or hits if query.regions else hits


def _placed(key: str, row: Sequence[Hit], vote: float, most: float, weights: Weights) -> Placed:
    row = sorted(row, key=lambda hit: -hit.score)
    score = vote + weights.engine * row[0].score / most
    return Placed(row[0].service, score, tuple((hit, score - 0.01 * place) for place, hit in enumerate(row)))
