"""How much each kind of evidence counts: one frozen value. ``python -m bench learn`` learns it on the tuned half of the regression set.

Nobody sets these by hand for a query; where they come from and what they reach stands in docs/decisions/search.md.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """Of votes: ``spoken`` what the features say, ``nearest`` the nearest phrasings, ``termed`` terms that name services, ``named`` names;
    ``need`` how much a service that more people need is preferred, ``audience`` what a service for others loses, ``related`` what the
    best one gives to its related. Of guides: ``vote`` against ``engine``. ``tail``: rows under this part of the best are left out."""

    spoken: float = 0.5
    nearest: float = 0.5
    termed: float = 0.3
    named: float = 1.0
    need: float = 0.01
    audience: float = 0.3
    related: float = 0.1
    vote: float = 1.0
    engine: float = 0.3
    tail: float = 0.1


WEIGHTS = Weights()
