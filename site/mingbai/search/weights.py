"""How much each kind of evidence counts: one frozen value. ``python -m bench learn`` learns it on the tuned half of the regression set.

Nobody sets these by hand for a query; what they reach stands in docs/decisions/search.md.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """Of votes: ``pulled``, ``near``, ``exact``, ``termed`` and ``named`` as in ``layers.votes.Evidence``; ``need`` how much a service that
    more people need is preferred, ``audience`` what a service for others loses, ``related`` what the best one gives to its related.

    Of guides: ``engine`` what the engine's score adds to a service's vote; ``tail``: rows under this part of the best are left out.
    Of scope, set in the middle of the gap between what is ours and what is not on the tuned half: ``outside`` how much must speak for
    another authority against 1 for us, twice that where a term names a service of ours; ``unknown``: a query of which less is known, and
    that has no term, is nobody's; so is one that pulls less than ``faint`` to any service and says nothing of health or money."""

    pulled: float = 0.8
    near: float = 0.35
    exact: float = 0.5
    termed: float = 0.16
    named: float = 0.7
    need: float = 0.01
    audience: float = 0.2
    related: float = 0.2
    engine: float = 0.6
    tail: float = 0.05
    outside: float = 0.75
    unknown: float = 0.3
    faint: float = 0.05


WEIGHTS = Weights()
