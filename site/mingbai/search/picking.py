"""Which of the matches are the answer: the best, in an order that never depends on chance, none crowded out by one service."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence

from mingbai.search.index import Asked, Hit

EXACT = 4
"""Decimals to which scores are compared: the same text scores the same, whatever the order of additions."""


def ranked(hits: Iterable[Hit]) -> list[Hit]:
    """Best first; equals by region and slug."""
    return sorted(hits, key=lambda hit: (-round(hit.score, EXACT), hit.region, hit.slug))


def picked(hits: Iterable[Hit], asked: Asked, besides: Callable[[str], Iterable[Hit]]) -> Sequence[Hit]:
    """At most ``asked.limit`` of ``hits`` and ``asked.each`` of one service; then what the services asked for still lack.

    ``besides`` gives guides of a service, best first, whatever else is asked.
    """
    counts: Counter[str] = Counter()
    taken: dict[tuple[str, str], Hit] = {}
    wanted, free = frozenset(asked.services), asked.limit
    for hit in ranked(hits):
        if (hit.service and counts[hit.service] >= asked.each) or (free <= 0 and hit.service not in wanted):
            continue
        free -= 1
        counts[hit.service] += 1
        taken[hit.region, hit.slug] = hit
    matched = len(taken)
    for service in dict.fromkeys(asked.services):
        for hit in besides(service) if counts[service] < asked.each else ():
            if counts[service] >= asked.each:
                break
            if (hit.region, hit.slug) not in taken:
                counts[service] += 1
                taken[hit.region, hit.slug] = hit
    return ranked(taken.values()) if len(taken) > matched else list(taken.values())
