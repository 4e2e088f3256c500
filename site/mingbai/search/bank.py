"""How people ask for each service, counted and learned so that a wording that nobody wrote down is still understood. Pure.

Two views of the same phrasings, mixed by whoever asks: ``pulls`` what every feature of a query speaks for and against, ``nearest`` which
single phrasings are most like it. Other authorities' business stands among the services as one more.
"""

from __future__ import annotations

import hashlib
import heapq
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from mingbai.search.features import PAIR, TERM, WORD, features
from mingbai.search.pulls import Vector, learned
from mingbai.search.surfaces import Surfaces, surface

KINDS = {WORD: 1.0, PAIR: 1.0, TERM: 1.5}
"""How much a feature of each kind counts. Single characters and runs of three add nothing (docs/decisions/search.md)."""
ELSEWHERE, ALONE = "-", "+"
"""What stands among the services without being one: other authorities' business, and guides of ours that are no service of the list."""
_NEAREST = 60
_COMMON = 60
"""A feature that more phrasings have tells none of them from the others; looking through them would take most of the time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bank:
    """``services`` by number. ``rarity`` of a feature: high where few services have it. ``pulls``: feature → number and pull, one after
    the other; ``lists``: feature → number of a phrasing and weight, one after the other; ``owners``: each phrasing's service by number;
    ``phrasings`` their words; ``exact``: surface of a phrasing → numbers of the services that have it; ``source``: a digest of
    what all this was made from."""

    services: tuple[str, ...] = ()
    rarity: Mapping[str, float] = field(default_factory=dict)
    pulls: Mapping[str, tuple[float, ...]] = field(default_factory=dict)
    lists: Mapping[str, tuple[float, ...]] = field(default_factory=dict)
    owners: tuple[int, ...] = ()
    phrasings: tuple[str, ...] = ()
    exact: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    source: str = ""

    def vector(self, asked: Mapping[str, float]) -> Vector:
        """The features of a query that the bank knows, as a vector: shorter than 1 where it says much that the bank does not know."""
        unknown = math.log(1 + len(self.services))
        unknown = math.log(1 + len(self.services))
        weighed = [(feature, weight * self.rarity.get(feature, unknown)) for feature, weight in asked.items()]
        length = math.sqrt(sum(weight * weight for _, weight in weighed)) or 1.0
        return [(feature, weight / length) for feature, weight in weighed if feature in self.rarity]

    def pulled(self, vector: Vector) -> dict[str, float]:
        """How much the features of a query speak for each service."""
        found = [0.0] * len(self.services)
        for feature, weight in vector:
            pulls = self.pulls.get(feature, ())
            for at in range(0, len(pulls), 2):
                found[int(pulls[at])] += weight * pulls[at + 1]
        return {slug: score for slug, score in zip(self.services, found, strict=True) if score > 0}

    def nearest(self, vector: Vector) -> dict[str, tuple[float, float, str]]:
        """For each service that has any of the nearest phrasings: how much they are like the query together, how much the nearest
        one is (0..1), and its words."""
        alike: dict[float, float] = {}
        for feature, weight in vector:
            held = self.lists.get(feature, ())
            for at in range(0, len(held), 2):
                alike[held[at]] = alike.get(held[at], 0.0) + weight * held[at + 1]
        found: dict[str, tuple[float, float, str]] = {}
        for number, likeness in heapq.nlargest(_NEAREST, alike.items(), key=lambda one: one[1]):
            slug = self.services[self.owners[int(number)]]
            together, best, words = found.get(slug, (0.0, likeness, self.phrasings[int(number)]))
            found[slug] = (together + likeness * likeness, best, words)
        return found


NOTHING = Bank()


def counted(asked: Mapping[str, Sequence[str]], surfaces: Surfaces, before: Bank = NOTHING) -> Bank:
    """The bank of the phrasings of each service (by slug), of ELSEWHERE and of ALONE; ``before`` itself where nothing of that has changed,
    for learning takes seconds."""
    given = {slug: texts for slug, texts in asked.items() if texts}
    source = hashlib.sha256(repr((given, sorted(surfaces.items()))).encode()).hexdigest()
    if source == before.source:
        return before
    services = tuple(given)
    phrasings = [(number, text) for number, slug in enumerate(services) for text in dict.fromkeys(given[slug])]
    owners = [number for number, _ in phrasings]
    found = [features(text, surfaces, KINDS) for _, text in phrasings]
    holders: dict[str, set[int]] = {}
    for owner, held in zip(owners, found, strict=True):
        for feature in held:
            holders.setdefault(feature, set()).add(owner)
    bank = Bank(services=services, rarity={one: round(math.log(1 + len(services) / len(who)), 4) for one, who in holders.items()})
    vectors = [bank.vector(held) for held in found]
    pulls = learned(list(zip(owners, vectors, strict=True)))
    return Bank(
        services=services,
        rarity=bank.rarity,
        pulls={feature: tuple(_flat(held.items())) for feature, held in pulls.items() if held},
        lists=_lists(vectors),
        owners=tuple(owners),
        phrasings=tuple(text for _, text in phrasings),
        exact=_exact(phrasings),
        source=source,
    )


def _lists(vectors: Sequence[Vector]) -> dict[str, tuple[float, ...]]:
    lists: dict[str, list[tuple[int, float]]] = {}
    for number, vector in enumerate(vectors):
        for feature, weight in vector:
            lists.setdefault(feature, []).append((number, round(weight, 4)))
    return {feature: tuple(_flat(held)) for feature, held in lists.items() if len(held) <= _COMMON}


def _exact(phrasings: Iterable[tuple[int, str]]) -> dict[str, tuple[int, ...]]:
    found: dict[str, list[int]] = {}
    for number, text in phrasings:
        found.setdefault(surface(text), []).append(number)
    return {text: tuple(dict.fromkeys(numbers)) for text, numbers in found.items()}


def _flat(pairs: Iterable[tuple[int, float]]) -> Iterable[float]:
    for number, weight in pairs:
        yield number
        yield weight
