"""Which services a query is about: votes of names, terms and everyday phrasings. Pure; weighs by what ``compiling`` counted."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from mingbai.search.bank import ALONE, ELSEWHERE, KINDS
from mingbai.search.features import features
from mingbai.search.query import Query, Vote
from mingbai.search.surfaces import spans, surface
from mingbai.search.table import Facts, Table
from mingbai.search.weights import WEIGHTS, Weights

_LEAST = 0.02
"""Votes under this part of the best are left out."""
_AWAY, _FAINTLY = "外地", 0.6
"""What the name of another place is heard as, and how much of that: a name may only say where somebody lives (杭州 生育津贴)."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """What speaks for one service, each 0..1: ``pulled`` by features, ``near`` phrasings, ``exact`` one of them, ``termed`` by terms that
    name services, ``named`` by names; ``why`` the words that say it best."""

    pulled: float = 0.0
    near: float = 0.0
    exact: float = 0.0
    termed: float = 0.0
    named: float = 0.0
    why: str = ""


@dataclass(frozen=True, slots=True)
class Heard:
    """What was made of a query: how much of what it says the phrasings know (0..1), how strongly that ``pulls`` to any service, how much
    of its terms are of other authorities' business where any is (0..1), and what speaks for each service, or ELSEWHERE."""

    known: float = 0.0
    theirs: float = 1.0
    pulls: float = 0.0
    services: Mapping[str, Evidence] = field(default_factory=dict)


def read(query: Query, table: Table) -> Query:
    """The query with a vote for every service that its text speaks of, best first."""
    return voted(query, evidence(query, table), table, WEIGHTS)


def evidence(query: Query, table: Table) -> Heard:
    """What speaks for each service, and under ELSEWHERE for another authority. Nothing where there is no text."""
    text, bank = surface(query.text), table.bank
    if not text:
        return Heard()
    vector = bank.vector(_asked(query, table))
    pulled, near = bank.pulled(vector), bank.nearest(vector)
    exact = {bank.services[number] for number in bank.exact.get(text, ())}
    (theirs, part), termed = _elsewhere(query.text, table), _termed(query, table)
    named = {**_named(text, table), **theirs}
    strength = max(pulled.values(), default=0.0)
    strongest = strength or 1.0
    closest = max((together for together, _, _ in near.values()), default=0.0) or 1.0
    found = {}
    for slug in dict.fromkeys((*named, *termed, *near, *pulled)):
        together, likeness, phrasing = near.get(slug, (0.0, 0.0, ""))
        name, term = named.get(slug, (0.0, "")), termed.get(slug, (0.0, ""))
        found[slug] = Evidence(
            pulled=pulled.get(slug, 0.0) / strongest,
            near=together / closest,
            exact=1.0 / len(exact) if slug in exact else 0.0,
            termed=term[0],
            named=name[0],
            why=max(name, term, (likeness, phrasing))[1],
        )
    return Heard(math.sqrt(sum(weight * weight for _, weight in vector)), part, strength, found)


def _asked(query: Query, table: Table) -> dict[str, float]:
    """The features of a query; another place that it names counts faintly for what is asked of any other place."""
    found = features(query.text, table.terms, KINDS)
    for feature, weight in features(_AWAY, table.terms, KINDS).items() if query.away else ():
        found[feature] = found.get(feature, 0.0) + _FAINTLY * weight
    return found


def voted(query: Query, heard: Heard, table: Table, weights: Weights) -> Query:
    """The query with its votes, from evidence weighed by ``weights``."""
    found = heard.services
    scores = {slug: _weighed(one, weights) for slug, one in found.items()}
    outside, alone = scores.pop(ELSEWHERE, 0.0), scores.pop(ALONE, 0.0)
    for slug in scores:
        facts = table.services[slug]
        scores[slug] *= _fit(facts, query, weights) * (1 + weights.need * (facts.need - 3))
    best, ours = max(scores.values(), default=0.0), max(alone, *scores.values(), 0.0)
    elsewhere = heard.theirs * (outside / ours if ours > 0 else outside)
    query = replace(query, known=round(heard.known, 4), pulled=round(heard.pulls, 4), elsewhere=round(elsewhere, 4))
    if best <= 0:
        return query
    shared = _with_related(scores, table, weights)
    order = sorted(shared, key=lambda slug: (-round(shared[slug], 6), -table.services[slug].need, table.services[slug].order))
    votes = tuple(
        Vote(slug, round(shared[slug] / best, 4), found[slug].why if slug in found else "")
        for slug in order
        if shared[slug] > _LEAST * best
    )
    return replace(query, votes=votes)


def _weighed(one: Evidence, weights: Weights) -> float:
    return (
        weights.pulled * one.pulled
        + weights.near * one.near
        + weights.exact * one.exact
        + weights.termed * one.termed
        + weights.named * one.named
    )


def _named(text: str, table: Table) -> dict[str, tuple[float, str]]:
    """How much of the text is a name of a service, or of a name is the text. A name over several services counts for all of them."""
    found: dict[str, tuple[float, str]] = {}
    for slug, facts in table.services.items():
        best = max(((_overlap(name, text), name) for name in facts.names), default=(0.0, ""))
        if best[0] > 0:
            found[slug] = best
    for name, slugs in table.umbrellas.items():
        share = _overlap(name, text)
        if share > 0:
            for slug in slugs:
                found[slug] = max(found.get(slug, (0.0, "")), (share, name))
    return found


def _elsewhere(text: str, table: Table) -> tuple[dict[str, tuple[float, str]], float]:
    """How much of the text are words of other authorities' business, and how much of all that the lexicons know in it: the less, the more
    a word of theirs is only something that is brought along (执业药师证 劳动合同 定点药店)."""
    known = [(word, any(table.meanings[term].outside for term, _ in meant)) for word, meant in spans(text, table.terms)]
    theirs = [word for word, outside in known if outside]
    if not theirs:
        return {}, 1.0
    said = sum(map(len, theirs))
    return {ELSEWHERE: (said / len(surface(text)), theirs[0])}, said / sum(len(word) for word, _ in known)


def _overlap(name: str, text: str) -> float:
    """1 where text and name are the same; less the more of either is left over. A beginning of a name counts for more than its middle."""
    if name in text:
        return len(name) / len(text)
    if len(text) > 1 and text in name:
        share = len(text) / len(name)
        return 0.5 + share / 2 if name.startswith(text) else share / 2
    return 0.0


def _termed(query: Query, table: Table) -> dict[str, tuple[float, str]]:
    found: dict[str, tuple[float, str]] = {}
    for term in query.terms:
        for place, slug in enumerate(table.meanings[term].services):
            if slug in table.services:
                found[slug] = max(found.get(slug, (0.0, "")), (1 / (1 + 0.3 * place), term))
    return found


def _fit(facts: Facts, query: Query, weights: Weights) -> float:
    """What a service keeps of its score: less where it is for others than those who ask."""
    if not query.audiences or not facts.audiences or set(query.audiences) & set(facts.audiences):
        return 1.0
    return 1 - weights.audience


def _with_related(scores: Mapping[str, float], table: Table, weights: Weights) -> dict[str, float]:
    """The scores, with a part of the best one's for the services that it names as related; none rises above it."""
    first = max(scores, key=scores.__getitem__)
    found = dict(scores)
    for place, slug in enumerate(table.services[first].related):
        if slug in table.services:
            share = scores[first] * weights.related / (1 + 0.3 * place)
            found[slug] = min(scores[first], found.get(slug, 0.0) + share)
    return found
