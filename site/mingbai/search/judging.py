"""How well search answers a set of questions with graded judgments: nDCG@10, MRR, success@1, zero results, by type of question.

The measures are those of the search design: gain 2^grade - 1, discount log2(place + 1); MRR counts the first guide of grade 2 or better
(or of the best grade there is); success@1 that the first is of the best grade. A question without judgments is not ours, and
right is an empty answer. Judgments name services; a guide gets the highest grade that fits it.
"""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from importlib import resources
from statistics import fmean
from typing import Literal

from mingbai.guides.version import Heading
from mingbai.publishing.library import Library
from mingbai.search.finding import Search
from mingbai.search.layers import LAYERS, Layer, understand
from mingbai.search.table import Table

CONSIDERED = 10
"""Guides of an answer that are judged."""
_USEFUL = 2
Guide = tuple[str, str]
"""Region and slug."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgment:
    """``grade`` of a service: everywhere, in one ``region``, or of one ``guide`` (its slug) there."""

    service: str
    grade: int
    region: str = ""
    guide: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A query as somebody types it, what kind it is, and what answers it; nothing where it is not ours."""

    query: str
    type: str
    judgments: tuple[Judgment, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """How one question was answered. ``shown`` counts guides; the measures are 0..1, 0 where nothing can be right."""

    question: Question
    shown: int
    ndcg: float = 0.0
    mrr: float = 0.0
    first: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """Means over ``questions`` questions: ``zero`` the part that found nothing."""

    questions: int
    ndcg: float
    mrr: float
    first: float
    zero: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """``all`` over every question that is ours, ``types`` by type; ``flagged`` the part of those not ours that were told so."""

    all: Row
    types: Mapping[str, Row]
    outside: int
    flagged: float
    verdicts: tuple[Verdict, ...] = ()


def questions(half: Literal["tuned", "unseen"]) -> tuple[Question, ...]:
    """One half of the regression set. Of ``unseen`` only aggregate figures may be shown to anybody."""
    text = (resources.files("mingbai.search.questions") / f"{half}.jsonl").read_text("utf-8")
    return tuple(question(json.loads(line)) for line in text.splitlines() if line.strip())


def question(kept: Mapping[str, object]) -> Question:
    """A question of its line in the set."""
    judgments = tuple(Judgment(**one) for one in kept["judgments"])  # type: ignore[attr-defined]
    return Question(query=str(kept["query"]), type=str(kept["type"]), judgments=judgments)


Answerer = Callable[[str], Sequence[Guide]]


def judged(search: Search, library: Library, table: Table, asked: Iterable[Question], layers: Sequence[Layer] = LAYERS) -> Figures:
    """The figures of ``asked`` with ``table`` in place of the present one. Snippets and pages are left out."""
    return figures(asked, library.listing("guide"), partial(answered, search, library, table, layers))


def answered(search: Search, library: Library, table: Table, layers: Sequence[Layer], typed: str) -> list[Guide]:
    """The guides that answer ``typed``, best first; none where it is not ours."""
    query = understand(typed, table, layers)
    if query.empty:
        return []
    query, placed = search.ordered(library, query)
    return [] if query.outside else [(hit.region, hit.slug) for row in placed for hit, _ in row.hits]


def figures(asked: Iterable[Question], guides: Sequence[Heading], answer: Answerer) -> Figures:
    """The figures of ``asked`` as ``answer`` answers them."""
    verdicts = tuple(verdict(one, gold_of(one, guides), answer(one.query)) for one in asked)
    ours = [one for one in verdicts if one.question.judgments]
    others = [one for one in verdicts if not one.question.judgments]
    types = sorted({one.question.type for one in ours})
    return Figures(
        all=_row(ours),
        types={kind: _row([one for one in ours if one.question.type == kind]) for kind in types},
        outside=len(others),
        flagged=fmean(one.shown == 0 for one in others) if others else 1.0,
        verdicts=verdicts,
    )


def gold_of(asked: Question, guides: Sequence[Heading]) -> dict[Guide, int]:
    """The grade of every guide that is worth anything for ``asked``."""
    return {(one.region, one.slug): grade for one in guides if (grade := _grade(asked, one))}


def verdict(asked: Question, gold: Mapping[Guide, int], found: Sequence[Guide]) -> Verdict:
    """How well ``found`` answers ``asked``, whose ``gold`` is known."""
    if not gold:
        return Verdict(question=asked, shown=len(found))
    grades = [gold.get(one, 0) for one in dict.fromkeys(found)][:CONSIDERED]
    best = max(gold.values())
    useful = next((place for place, grade in enumerate(grades, 1) if grade >= min(_USEFUL, best)), 0)
    return Verdict(
        question=asked,
        shown=len(found),
        ndcg=_gain(grades) / _gain(sorted(gold.values(), reverse=True)[:CONSIDERED]),
        mrr=1 / useful if useful else 0.0,
        first=float(grades[:1] == [best]),
    )


def _grade(asked: Question, guide: Heading) -> int:
    fits = (
        one.grade
        for one in asked.judgments
        if one.service == guide.facts.get("service") and one.region in ("", guide.region) and one.guide in ("", guide.slug)
    )
    return max(fits, default=0)


def _gain(grades: Sequence[int]) -> float:
    return sum((2**grade - 1) / math.log2(place + 1) for place, grade in enumerate(grades, 1))


def _row(verdicts: Sequence[Verdict]) -> Row:
    if not verdicts:
        return Row(questions=0, ndcg=0.0, mrr=0.0, first=0.0, zero=0.0)
    return Row(
        questions=len(verdicts),
        ndcg=fmean(one.ndcg for one in verdicts),
        mrr=fmean(one.mrr for one in verdicts),
        first=fmean(one.first for one in verdicts),
        zero=fmean(one.shown == 0 for one in verdicts),
    )
