"""Putting guides in order: services first, places within. Pure; takes what the query layer and the engine found."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace

from mingbai.search.index import Asked, Hit
from mingbai.search.query import Query
from mingbai.search.weights import WEIGHTS, Weights


@dataclass(frozen=True, slots=True)
class Placed:
    """A service, or one guide that is none (then ``service`` is empty), with its score and its hits, best first, each with its own."""

    service: str
    score: float
    hits: tuple[tuple[Hit, float], ...]


_CITES = 2.0
"""What citing does for a row: more than votes and engine together."""
_BAND = 0.01
"""How much worse than the best of its service a guide must match before it stands after the others: less is chance of wording."""
_BANDS = int(1 / _BAND) + 1
"""Bands that there are: a guide that cites nothing stands behind all of them where others cite."""
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


def beside_of(query: Query, cited: Iterable[Hit]) -> Asked:
    """What the engine is asked where a query is nothing but citations. A form of one place has its like in the others, so all guides of
    the services that use it are asked for; a law or a document number means the guides that cite it, and no other."""
    formed = any(citation.kind == "form" for citation in query.citations)
    services = tuple(dict.fromkeys(hit.service for hit in cited if hit.service)) if formed else ()
    return replace(cited_of(query), services=services)


def ranked(query: Query, hits: Iterable[Hit], weights: Weights = WEIGHTS, cited: Iterable[Hit] = ()) -> tuple[Placed, ...]:
    """The hits of ``query`` in order, those that are ``cited`` before all others; without the tail that only shares a common word."""
    first = {(hit.region, hit.slug) for hit in cited}
    found = _narrowed(query, list(hits))
    most = max((hit.score for hit in found), default=0.0) or 1.0
    votes = {vote.service: vote.weight for vote in query.votes}
    rows: dict[str, list[Hit]] = {}
    for hit in found:
        rows.setdefault(hit.service or f"{hit.region}/{hit.slug}", []).append(hit)
    placed = [_placed(row, first, votes.get(key, 0.0), most, weights) for key, row in rows.items()]
    placed.sort(key=lambda row: -row.score)
    return tuple(row for row in placed if row.score >= weights.tail * placed[0].score)


def _narrowed(query: Query, hits: list[Hit]) -> list[Hit]:
    """Only the places asked for, where any of them has something."""
    return [hit for hit in hits if hit.region in query.regions] or hits if query.regions else hits


def _placed(row: Sequence[Hit], first: Collection[tuple[str, str]], vote: float, most: float, weights: Weights) -> Placed:
    """One row: guides that cite what was asked for before the others, and the row before rows that have none. Guides that match about
    equally well have one score."""
    best = max(hit.score for hit in row) or 1.0
    behind = {hit: (0 if (hit.region, hit.slug) in first else _BANDS) + int((1 - hit.score / best) / _BAND) for hit in row}
    order = sorted(row, key=lambda hit: (behind[hit], hit.region, hit.slug))
    cites = sum((hit.region, hit.slug) in first for hit in row)
    score = vote + weights.engine * best / most + (_CITES if cites else 0.0)
    return Placed(order[0].service, score, tuple((hit, score - 0.01 * behind[hit]) for hit in order))
