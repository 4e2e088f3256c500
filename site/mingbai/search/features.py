"""What a phrasing and a query are compared by: their words, pieces of two characters, and terms of the lexicons. Pure.

Queries and phrasings go the same way, so that everyday wording that nobody wrote down still shares something with what was.
"""

from __future__ import annotations

from collections.abc import Mapping

from mingbai.search import chinese
from mingbai.search.surfaces import Surfaces, clauses, spans

WORD, PAIR, TERM = "w", "b", "t"
"""The first letter of a feature says its kind."""


def features(text: str, surfaces: Surfaces, kinds: Mapping[str, float]) -> dict[str, float]:
    """The features of ``text`` with how much each counts; ``kinds`` says how much a feature of each kind does."""
    found: dict[str, float] = {}
    for clause in clauses(text):
        for word in chinese.words(clause):
            _add(found, WORD + word, kinds[WORD])
        for at in range(len(clause) - 1):
            _add(found, PAIR + clause[at : at + 2], kinds[PAIR])
    for _, meant in spans(text, surfaces):
        for term, surely in meant:
            _add(found, TERM + term, kinds[TERM] * surely)
    return found


def _add(found: dict[str, float], feature: str, weight: float) -> None:
    found[feature] = found.get(feature, 0.0) + weight
