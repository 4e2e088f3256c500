"""How people ask for each service, counted so that a wording that nobody wrote down is still understood. Pure.

Two views of the same phrasings, mixed by whoever asks: ``shares`` says how much each feature speaks for each service (of a hundred
phrasings of one service, how many have it, against the others), ``nearest`` which single phrasings are most like the query.
"""

from __future__ import annotations

import heapq
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from mingbai.search.features import PAIR, SINGLE, TERM, WORD, features
from mingbai.search.surfaces import Surfaces

KINDS = {WORD: 1.0, PAIR: 1.0, SINGLE: 0.3, TERM: 1.5}
"""How much a feature of each kind counts (measured on the tuned half)."""
_SEEN_ENOUGH = 2.0
_NEAREST = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Bank:
    """``services`` by number. ``shares``: feature → number and share, one after the other; ``lists``: feature → number of a phrasing and
    weight, one after the other; ``owners``: the service's number of each phrasing; ``phrasings`` their words."""

    services: tuple[str, ...] = ()
    rarity: Mapping[str, float] = field(default_factory=dict)
    shares: Mapping[str, tuple[float, ...]] = field(default_factory=dict)
    lists: Mapping[str, tuple[float, ...]] = field(default_factory=dict)
    owners: tuple[int, ...] = ()
    phrasings: tuple[str, ...] = ()

    def spoken_for(self, asked: Mapping[str, float]) -> dict[str, float]:
        """How much the features of a query speak for each service, the best 1."""
        found: dict[int, float] = {}
        for feature, weight in asked.items():
            shares = self.shares.get(feature, ())
            for at in range(0, len(shares), 2):
                service = int(shares[at])
                found[service] = found.get(service, 0.0) + weight * shares[at + 1]
        return self._scaled(found)

    def nearest(self, asked: Mapping[str, float]) -> dict[str, tuple[float, str]]:
        """How near the nearest phrasings of each service are, the best 1, with the nearest one."""
        alike: dict[int, float] = {}
        for feature, weight in asked.items():
            held, weighed = self.lists.get(feature, ()), weight * self.rarity.get(feature, 0.0)
            for at in range(0, len(held), 2):
                number = int(held[at])
                alike[number] = alike.get(number, 0.0) + weighed * held[at + 1]
        found: dict[int, float] = {}
        closest: dict[int, int] = {}
        for number, likeness in heapq.nlargest(_NEAREST, alike.items(), key=lambda one: one[1]):
            service = self.owners[number]
            found[service] = found.get(service, 0.0) + likeness * likeness
            closest.setdefault(service, number)
        scaled = self._scaled(found)
        return {self.services[service]: (scaled[self.services[service]], self.phrasings[number]) for service, number in closest.items()}

    def _scaled(self, found: Mapping[int, float]) -> dict[str, float]:
        most = max(found.values(), default=0.0)
        return {self.services[service]: score / most for service, score in found.items()} if most > 0 else {}


def counted(asked: Mapping[str, Sequence[str]], surfaces: Surfaces) -> Bank:
    """The bank of the phrasings of each service (by slug)."""
    services = tuple(asked)
    phrasings = [(number, text) for number, slug in enumerate(services) for text in dict.fromkeys(asked[slug])]
    found = [features(text, surfaces, KINDS) for _, text in phrasings]
    owners = [number for number, _ in phrasings]
    holders: dict[str, dict[int, float]] = {}
    for owner, held in zip(owners, found, strict=True):
        for feature in held:
            by_owner = holders.setdefault(feature, {})
            by_owner[owner] = by_owner.get(owner, 0.0) + min(held[feature], 1.0)
    rarity = {feature: math.log(1 + len(services) / len(by_owner)) for feature, by_owner in holders.items()}
    sizes = [max(1, owners.count(number)) for number in range(len(services))]
    return Bank(
        services=services,
        rarity=rarity,
        shares={feature: tuple(_shares(by_owner, sizes, rarity[feature])) for feature, by_owner in holders.items()},
        lists=_lists(found, rarity),
        owners=tuple(owners),
        phrasings=tuple(text for _, text in phrasings),
    )


def _shares(by_owner: Mapping[int, float], sizes: Sequence[int], rarity: float) -> Iterable[float]:
    rates = {owner: held / sizes[owner] for owner, held in by_owner.items()}
    total, seen = sum(rates.values()), sum(by_owner.values())
    for owner, rate in rates.items():
        yield owner
        yield rate / total * rarity * seen / (seen + _SEEN_ENOUGH)


def _lists(found: Sequence[Mapping[str, float]], rarity: Mapping[str, float]) -> dict[str, tuple[float, ...]]:
    lists: dict[str, list[float]] = {}
    for number, held in enumerate(found):
        length = math.sqrt(sum((weight * rarity[feature]) ** 2 for feature, weight in held.items())) or 1.0
        for feature, weight in held.items():
            lists.setdefault(feature, []).extend((number, weight * rarity[feature] / length))
    return {feature: tuple(flat) for feature, flat in lists.items()}
