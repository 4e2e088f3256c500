"""The measures, against what they are by hand."""

import math

import pytest

from mingbai.search.judging import Judgment, Question, figures, questions, verdict

GOLD = {("320600", "a"): 3, ("360000", "a"): 3, ("320600", "b"): 1}
ASKED = Question(query="产假", type="colloq", judgments=(Judgment(service="a", grade=3),))


def test_the_best_order_is_1() -> None:
    found = verdict(ASKED, GOLD, [("320600", "a"), ("360000", "a"), ("320600", "b")])
    assert (found.ndcg, found.mrr, found.first) == (1.0, 1.0, 1.0)


def test_a_worse_order_is_discounted_by_its_places() -> None:
    found = verdict(ASKED, GOLD, [("320600", "x"), ("320600", "b"), ("360000", "a")])
    ideal = 7 + 7 / math.log2(3) + 1 / math.log2(4)
    assert found.ndcg == pytest.approx((1 / math.log2(3) + 7 / math.log2(4)) / ideal)
    assert (found.mrr, found.first) == (pytest.approx(1 / 3), 0.0)


def test_only_ten_are_looked_at_and_none_twice() -> None:
    late = [("320600", f"x{number}") for number in range(10)] + [("320600", "a")]
    assert verdict(ASKED, GOLD, late).ndcg == 0.0
    twice = verdict(ASKED, GOLD, [("320600", "a"), ("320600", "a"), ("360000", "a"), ("320600", "b")])
    assert twice.ndcg == 1.0


def test_what_is_not_ours_is_right_when_nothing_is_shown() -> None:
    others = [Question(query="驾照", type="negative"), Question(query="护照", type="negative")]
    told = figures(others, (), {"驾照": [], "护照": [("320600", "a")]}.__getitem__)
    assert (told.outside, told.flagged, told.all.questions) == (2, 0.5, 0)


def test_the_set_has_both_halves_and_no_question_twice() -> None:
    tuned, unseen = questions("tuned"), questions("unseen")
    texts = [one.query for one in (*tuned, *unseen)]
    assert len(tuned) > 300 and len(unseen) > 300 and len(set(texts)) == len(texts)
