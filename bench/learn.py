"""Learning the weights of ranking: coordinate ascent on the tuned half of the regression set, and on phrasings that were held back.

Every seventeenth phrasing of the register is taken out of the table and asked as a question of its own service, so that the weights are not
fitted to the few hundred questions alone. The unseen half is never learned from; of it only the figures before and after are told.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields, replace
from pathlib import Path
from statistics import fmean

from bench import sites
from bench.search import library_of
from mingbai.guides.kinds import Service
from mingbai.publishing.library import Library
from mingbai.search import judging, tables
from mingbai.search.compiling import compiled
from mingbai.search.finding import Search, search_of
from mingbai.search.index import BOOSTS, Hit
from mingbai.search.judging import Judgment, Question, gold_of
from mingbai.search.layers import LAYERS, scope, understand, votes
from mingbai.search.layers.votes import Heard
from mingbai.search.query import Query
from mingbai.search.ranking import asked_of, ranked
from mingbai.search.table import Table
from mingbai.search.weights import WEIGHTS, Weights

BEFORE_VOTES = LAYERS[: LAYERS.index(votes.read)]
STEPS = (0.5, 0.8, 1.25, 2.0)
"""What a weight is multiplied by in turn; what does not gain LEAST is not taken."""
LEAST, ROUNDS = 0.0003, 3
HELD_BACK = 17
"""Every so many phrasings one is held back."""
HELD = "held back"
SILENT = replace(BOOSTS, asked=0.0)
"""The index holds the phrasings that are held back; the engine must not find a question by itself."""
GAPS = ("outside", "unknown", "faint")
"""Thresholds of scope: not learned, for they lie in a gap between what is ours and what is not."""


@dataclass(frozen=True)
class Case:
    """A question, read as far as it does not depend on weights: evidence, hits, and what is right."""

    question: Question
    query: Query
    heard: Heard
    table: Table
    hits: tuple[Hit, ...]
    gold: dict[judging.Guide, int]


def main(arguments: list[str]) -> str:
    """Learn and tell; what was learned is written into weights.py by whoever reads this."""
    with tempfile.TemporaryDirectory(prefix="mingbai-bench-") as folder, library_of(sites.made(Path(folder), 163)) as (library, settings):
        search = search_of(settings)
        table = search.table(library)
        held = list(_held_back(library))
        less = _without(library, {one.query for one in held})
        tuned = _cases(judging.questions("tuned"), table, search, library)
        cases = [*tuned, *_cases(held, less, search, library)]
        weights = _climbed(cases, WEIGHTS)
        unseen = _cases(judging.questions("unseen"), table, search, library)
        sets = {"tuned": tuned, "held back": cases[len(tuned) :], "unseen": unseen}
        lines = ["| set | nDCG@10 before | after | flagged before | after |", "|---|---|---|---|---|"]
        for name, chosen in sets.items():
            before, after = _told(chosen, WEIGHTS), _told(chosen, weights)
            lines.append(f"| {name} | {before[0]:.3f} | {after[0]:.3f} | {before[1]:.2f} | {after[1]:.2f} |")
    learned = "\n".join(f"    {one.name}: float = {getattr(weights, one.name):g}" for one in fields(weights))
    return "\n".join([*lines, "", learned])


def _held_back(library: Library) -> Iterator[Question]:
    number = 0
    for heading in library.listing("service"):
        service: Service = library.current("service", "", heading.slug).value
        for text in (*service.words, *service.phrasings):
            number += 1
            if number % HELD_BACK == 0:
                yield Question(query=text, type=HELD, judgments=(Judgment(service=service.slug, grade=3),))


def _without(library: Library, texts: set[str]) -> Table:
    """The table that the site would have without the phrasings ``texts``."""
    services, lexicons, events = tables.spoken(library)
    kept = [
        replace(
            one,
            words=tuple(text for text in one.words if text not in texts),
            phrasings=tuple(text for text in one.phrasings if text not in texts),
        )
        for one in services
    ]
    return compiled(kept, lexicons, events, tables.mentioned(library))


def _cases(questions: Sequence[Question], table: Table, search: Search, library: Library) -> list[Case]:
    cases, guides = [], library.listing("guide")
    for one in questions:
        query = understand(one.query, table, BEFORE_VOTES)
        query = replace(query, words=understand(one.query, table, LAYERS).words)
        heard = votes.evidence(query, table)
        asked = votes.voted(query, heard, table, WEIGHTS)
        boosts = SILENT if one.type == HELD else BOOSTS
        cases.append(
            Case(one, query, heard, table, tuple(search.index.find(replace(asked_of(asked), boosts=boosts))), gold_of(one, guides))
        )
    return cases


def _answered(case: Case, weights: Weights) -> list[tuple[str, str]]:
    query = scope.judged(votes.voted(case.query, case.heard, case.table, weights), case.table, weights)
    if query.empty or query.outside:
        return []
    return [(hit.region, hit.slug) for row in ranked(query, case.hits, weights) for hit, _ in row.hits]


def _told(cases: Sequence[Case], weights: Weights) -> tuple[float, float]:
    verdicts = [judging.verdict(case.question, case.gold, _answered(case, weights)) for case in cases]
    ours = [one.ndcg for one in verdicts if one.question.judgments]
    others = [one.shown == 0 for one in verdicts if not one.question.judgments]
    return fmean(ours), fmean(others) if others else 1.0


def _worth(cases: Sequence[Case], weights: Weights) -> float:
    """The mean over both sets of questions, the tuned half counting twice."""
    held = [case for case in cases if case.question.type == HELD]
    tuned = [case for case in cases if case.question.type != HELD]
    return (2 * _told(tuned, weights)[0] + _told(held, weights)[0]) / 3


def _climbed(cases: Sequence[Case], weights: Weights) -> Weights:
    best = _worth(cases, weights)
    for _ in range(ROUNDS):
        before = best
        for one in (one for one in fields(weights) if one.name not in GAPS):
            for step in STEPS:
                tried = replace(weights, **{one.name: round(getattr(weights, one.name) * step, 4)})
                worth = _worth(cases, tried)
                if worth > best + LEAST:
                    weights, best = tried, worth
        if best < before + LEAST:
            break
    return weights
