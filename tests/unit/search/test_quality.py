"""What search must reach on the questions of the regression set, a little under what it does. Of the unseen half only means are looked at.

The floors are raised with the figures (``python -m bench search``), never lowered without saying why in docs/decisions/search.md.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from mingbai import clock, db
from mingbai.migrations.installation import ensure
from mingbai.publishing.library import Library
from mingbai.search.finding import search_of
from mingbai.search.judging import Figures, judged, questions
from tests.sites import settings_at

FLOORS = {"tuned": 0.92, "unseen": 0.915}
COLLOQUIAL = {"tuned": 0.86, "unseen": 0.87}
FLAGGED = {"tuned": 0.80, "unseen": 0.74}
MOST_EMPTY = 0.015
EXACT = ("code", "law", "initials", "pinyin", "trad", "width", "partial", "region")
"""Kinds of questions that leave little room for doubt."""


@dataclass(frozen=True)
class Told:
    """The figures of both halves."""

    tuned: Figures
    unseen: Figures


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Told]:
    """The whole content, asked both halves once."""
    chosen = settings_at(tmp_path_factory.mktemp("quality"))
    database = ensure(chosen, lambda line: None)
    search = search_of(chosen)
    with db.reading(database) as session:
        library = Library(session, clock.now())
        search.reconcile(library)
        table = search.table(library)
        yield Told(**{half: judged(search, library, table, questions(half)) for half in ("tuned", "unseen")})
    database.close()


@pytest.mark.parametrize("half", ["tuned", "unseen"])
def test_answers_are_good(told: Told, half: str) -> None:
    found: Figures = getattr(told, half)
    assert found.all.ndcg >= FLOORS[half]
    assert found.types["colloq"].ndcg >= COLLOQUIAL[half]
    assert found.all.zero <= MOST_EMPTY


@pytest.mark.parametrize("half", ["tuned", "unseen"])
def test_what_leaves_little_doubt_is_found(told: Told, half: str) -> None:
    low = {kind: row.ndcg for kind, row in getattr(told, half).types.items() if kind in EXACT and row.ndcg < 0.94}
    assert not low


@pytest.mark.parametrize("half", ["tuned", "unseen"])
def test_what_is_not_ours_is_told_so(told: Told, half: str) -> None:
    assert getattr(told, half).flagged >= FLAGGED[half]
