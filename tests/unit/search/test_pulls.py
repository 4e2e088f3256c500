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


def test_one_more_phrasing_changes_nothing_that_it_has_nothing_to_do_with() -> None:
    several = [(number % 5, [(f"词{number % 7}", 0.6), (f"字{number}", 0.8)]) for number in range(60)]
    before, after = learned(several), learned([(5, [("蹲坑", 1.0)]), *several])
    moved = max(abs(pull - after[feature].get(service, 0.0)) for feature, held in before.items() for service, pull in held.items())
    assert moved < 0.02
    assert after["蹲坑"][5] > 0
