"""Features pull towards the services whose phrasings have them, and away from the others."""

from mingbai.search.pulls import learned

EXAMPLES = [(0, [("钱", 0.6), ("产假", 0.8)]), (1, [("钱", 0.6), ("住院", 0.8)]), (0, [("产假", 1.0)]), (1, [("住院", 1.0)])]


def test_a_telling_feature_pulls_to_its_own_service_and_from_the_rival() -> None:
    pulls = learned(EXAMPLES)
    assert pulls["产假"][0] > 0 > pulls["产假"].get(1, -1.0)
    assert pulls["住院"][1] > 0 > pulls["住院"].get(0, -1.0)


def test_what_both_have_pulls_less_than_what_one_has() -> None:
    pulls = learned(EXAMPLES)
    assert abs(pulls["钱"].get(0, 0.0)) < pulls["产假"][0]


def test_the_same_phrasings_give_the_same_pulls() -> None:
    assert learned(EXAMPLES) == learned(list(EXAMPLES))


def test_nothing_to_learn_from_is_no_trouble() -> None:
    assert learned([]) == {}
