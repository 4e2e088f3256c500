"""How strongly each feature pulls a query towards or away from each service: learned from the phrasings themselves. Pure.

Averaged passive-aggressive learning (Crammer and others, 2006): every phrasing in turn must score its own service above every other by
MARGIN; where it does not, its features pull more towards the one and less towards the nearest rival. The same phrasings always
give the same pulls.
"""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence

ROUNDS = 2
"""How often every phrasing is looked at; a third round gains nothing on phrasings that were held back."""
_MARGIN, _MOST_AT_ONCE, _SEED = 0.3, 0.2, 3
_FAINT = 0.004
"""Pulls weaker than this are left out: they decide nothing and are most of them."""

Vector = Sequence[tuple[str, float]]
Pulls = dict[str, dict[int, float]]


def learned(examples: Sequence[tuple[int, Vector]], rounds: int = ROUNDS) -> Pulls:
    """The pulls of every feature towards numbered services, from phrasings as unit vectors with the number of their service."""
    now: Pulls = {feature: {} for _, vector in examples for feature, _ in vector}
    later: Pulls = {feature: {} for feature in now}
    order, seen = list(range(len(examples))), 1
    chance = random.Random(_SEED)  # noqa: S311 - an order, not a secret
    for _ in range(rounds):
        chance.shuffle(order)
        for number in order:
            own, vector = examples[number]
            rival, short = _rival(own, vector, now)
            if short > 0:
                _pull(now, later, vector, own, min(_MOST_AT_ONCE, short / 2), seen)
                if rival is not None:
                    _pull(now, later, vector, rival, -min(_MOST_AT_ONCE, short / 2), seen)
            seen += 1
    return {feature: _averaged(pulls, later[feature], seen) for feature, pulls in now.items()}


def pulled(vector: Vector, pulls: Mapping[str, Mapping[int, float]]) -> dict[int, float]:
    """How strongly ``vector`` is pulled towards each service."""
    found: dict[int, float] = {}
    for feature, weight in vector:
        for service, pull in pulls.get(feature, {}).items():
            found[service] = found.get(service, 0.0) + weight * pull
    return found


def _rival(own: int, vector: Vector, now: Pulls) -> tuple[int | None, float]:
    """The best other service, and by how much ``own`` falls short of standing MARGIN above it."""
    scores = pulled(vector, now)
    mine = scores.pop(own, 0.0)
    if not scores:
        return None, _MARGIN - mine
    rival = max(scores, key=scores.__getitem__)
    return rival, _MARGIN - mine + scores[rival]


def _pull(now: Pulls, later: Pulls, vector: Vector, service: int, step: float, seen: int) -> None:
    for feature, weight in vector:
        pulls, sums = now[feature], later[feature]
        pulls[service] = pulls.get(service, 0.0) + step * weight
        sums[service] = sums.get(service, 0.0) + seen * step * weight


def _averaged(pulls: Mapping[int, float], sums: Mapping[int, float], seen: int) -> dict[int, float]:
    """The mean of a feature's pulls over all that was seen, which forgets the chance of the order."""
    means = {service: pull - sums[service] / seen for service, pull in pulls.items()}
    return {service: round(pull, 4) for service, pull in means.items() if abs(pull) >= _FAINT}
