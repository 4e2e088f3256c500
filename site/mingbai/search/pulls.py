"""How strongly each feature pulls a query towards or away from each service: learned from the phrasings themselves. Pure.

Averaged passive-aggressive learning (Crammer and others, 2006): every phrasing in turn must score its own service above every other by
a margin; where it does not, its features pull more towards the one and less towards the nearest rival. The same phrasings always
give the same pulls.
"""

from __future__ import annotations

import zlib
from collections.abc import Mapping, Sequence

ROUNDS = 2
"""How often every phrasing is looked at; a third round gains nothing on phrasings that were held back."""
_MARGIN, _MOST_AT_ONCE, _SEED = 0.3, 0.2, 3
_FAINT = 0.004
"""Pulls weaker than this are left out: they decide nothing and are most of them."""

Vector = Sequence[tuple[str, float]]
Pulls = dict[int, float]
_Held = list[tuple[Pulls, Pulls, float]]
"""Of each feature of a phrasing: its pulls now, their sum over time, and its weight in the phrasing. Held like this for speed."""


def learned(examples: Sequence[tuple[int, Vector]], rounds: int = ROUNDS) -> dict[str, Pulls]:
    """The pulls of every feature towards numbered services, from phrasings as unit vectors with the number of their service."""
    now: dict[str, Pulls] = {feature: {} for _, vector in examples for feature, _ in vector}
    later: dict[str, Pulls] = {feature: {} for feature in now}
    held = [(own, [(now[feature], later[feature], weight) for feature, weight in vector]) for own, vector in examples]
    written, seen = ["".join(feature for feature, _ in vector).encode() for _, vector in examples], 1
    for turn in range(rounds):
        for number in _order(written, turn):
            _look_at(*held[number], seen)
            seen += 1
    return {feature: _averaged(pulls, later[feature], seen) for feature, pulls in now.items()}


def _order(written: Sequence[bytes], turn: int) -> list[int]:
    """The order of a round: as good as chance, but each phrasing's own, so that one more leaves the order of all others as it was and
    changes only what it has to do with (with a shuffled list one phrasing moved 10 of 361 answers)."""
    return sorted(range(len(written)), key=lambda number: (zlib.crc32(written[number], _SEED + turn), number))


def _look_at(own: int, held: _Held, seen: int) -> None:
    """Let one phrasing pull, if its own service does not yet stand the margin above every other."""
    scores: dict[int, float] = {}
    for pulls, _, weight in held:
        for service, pull in pulls.items():
            scores[service] = scores.get(service, 0.0) + weight * pull
    mine = scores.pop(own, 0.0)
    rival = max(scores, key=scores.__getitem__) if scores else None
    short = _MARGIN - mine + (scores[rival] if rival is not None else 0.0)
    if short <= 0:
        return
    step = min(_MOST_AT_ONCE, short / 2)
    for pulls, sums, weight in held:
        move = step * weight
        pulls[own] = pulls.get(own, 0.0) + move
        sums[own] = sums.get(own, 0.0) + seen * move
        if rival is not None:
            pulls[rival] = pulls.get(rival, 0.0) - move
            sums[rival] = sums.get(rival, 0.0) - seen * move


def _averaged(pulls: Mapping[int, float], sums: Mapping[int, float], seen: int) -> Pulls:
    """The mean of a feature's pulls over all that was seen, which forgets the chance of the order."""
    means = {service: pull - sums[service] / seen for service, pull in pulls.items()}
    return {service: round(pull, 4) for service, pull in means.items() if abs(pull) >= _FAINT}
