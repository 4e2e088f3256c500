"""A person's own case: the questions of a guide, what the answers make of its materials, and the address that holds the answers.

Nothing personal: an answer is the key of an option. A question that is not answered, or answered 不清楚, takes nothing away.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from mingbai.guides.guide import Material, Situation

Answers = Mapping[str, str]
"""Key of a question → key of the chosen option; UNSURE where the person does not know."""
UNSURE = "unsure"


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """What answers make of a guide: ``needed`` materials with their numbers in the guide, those ``dropped``, the printed ``notes`` that
    then apply, the answers in ``words`` (question, answer), and the questions still ``open`` (not answered, or 不清楚)."""

    answers: Answers
    needed: tuple[tuple[int, Material], ...]
    dropped: tuple[tuple[int, Material], ...]
    notes: tuple[str, ...]
    words: tuple[tuple[str, str], ...]
    open: tuple[Situation, ...]
