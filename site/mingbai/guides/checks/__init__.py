"""What can be said about a guide before it is published: what must not go out, what the law wants in it, what reads badly.

``check`` is pure: a guide and what stands beside it in, findings out, each a sentence with its place and its remedy. It never
mends anything, and it decides nothing: which findings stop a release is told by ``Check.severity``, who may set
one aside is the release's business. Knows no database and no page.
"""

from __future__ import annotations

from typing import Any

from mingbai.guides.checks import contradictions, elements, materials, personal, references, wording
from mingbai.guides.checks.findings import NOTHING, Beside, Blank, Check
from mingbai.guides.guide import Guide

__all__ = ["Beside", "Blank", "Check", "check", "personal_data"]

_RULES = (personal.found, elements.missing, contradictions.found, references.found, materials.found, wording.found)


def check(guide: Guide, beside: Beside = NOTHING) -> tuple[Check, ...]:
    """Every finding about ``guide``, those that block first, else in the order of the rules.

    ``beside`` is what the guide does not hold itself: the place's blank forms, what its halls supply, the phones allowed.
    """
    found = tuple(one for rule in _RULES for one in rule(guide, beside))
    return tuple(sorted(found, key=lambda one: one.severity != "block"))


def personal_data(value: Any, beside: Beside = NOTHING) -> tuple[Check, ...]:
    """What must not go out in a value of any kind: forms, documents and services are published too."""
    return tuple(personal.found(value, beside))
