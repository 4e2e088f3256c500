"""What can be said about a guide before it is published: what must not go out, what the law wants in it, what reads badly.

``check`` is pure: a guide and what stands beside it in, findings out, each a sentence with its place and its remedy. It never
mends anything, and it decides nothing: which findings stop a release is told by ``Check.severity``, who may set
one aside is the release's business. Knows no database and no page.
"""

from __future__ import annotations

from typing import Any

from mingbai.guides.checks import (
    characters,
    contradictions,
    elements,
    halls,
    materials,
    personal,
    references,
    relations,
    situations,
    wording,
)
from mingbai.guides.checks.findings import NOTHING, Beside, Blank, Check
from mingbai.guides.guide import Guide

__all__ = ["Beside", "Blank", "Check", "check", "check_other", "wrong_relations"]

_RULES = (
    personal.found,
    elements.missing,
    contradictions.found,
    references.found,
    materials.found,
    situations.found,
    wording.found,
    characters.found,
)


def check(guide: Guide, beside: Beside = NOTHING) -> tuple[Check, ...]:
    """Every finding about ``guide``, those that block first, else in the order of the rules.

    ``beside`` is what the guide does not hold itself: the place's blank forms, what its halls supply, the phones allowed.
    """
    found = tuple(one for rule in _RULES for one in rule(guide, beside))
    return tuple(sorted(found, key=lambda one: one.severity != "block"))


def check_other(value: Any, beside: Beside = NOTHING) -> tuple[Check, ...]:
    """What must not go out in a value of another kind, for forms, documents and services are published too, and what is wrong in what
    services, life events, lexicons and halls say of each other; in a hall also what nobody could dial, read or go by."""
    return (*personal.found(value, beside), *relations.found(value, beside), *halls.found(value, beside), *characters.found(value, beside))


def wrong_relations(value: Any, beside: Beside) -> tuple[Check, ...]:
    """What is wrong in what a value of any kind says of services: for texts that come in without a release."""
    return tuple(relations.found(value, beside))
