"""What services, life events and lexicons say of each other: each mistake is one sentence with its place, and what is right is silent."""

from __future__ import annotations

from dataclasses import replace

import pytest

from mingbai.guides.checks import Beside, check_other
from mingbai.guides.kinds import Lexicon, LifeEvent, Service, Term

BESIDE = Beside(services=frozenset({"one", "two"}), events=frozenset({("birth", "出生"), ("death", "身后")}))
SERVICE = Service(slug="one", order=1, name="参保登记", plain="怎么参保", group="参保", related=("two",))
EVENT = LifeEvent(slug="birth", order=1, name="出生", plain="给孩子参保。", services=("one", "two"))
CARD = Term(term="医保电子凭证", same=("医保码",), asked=("电子卡", "扫码的"), services=("one",))
LEXICON = Lexicon(slug="papers", title="证件", terms=(CARD, Term(term="社会保障卡", same=("社保卡",))))


@pytest.mark.parametrize("value", [SERVICE, EVENT, LEXICON])
def test_what_is_right_is_silent(value: object) -> None:
    assert check_other(value, BESIDE) == ()


@pytest.mark.parametrize(
    ("value", "field", "sentence"),
    [
        (replace(SERVICE, related=("two", "none")), "related", "所列的事项“none”不存在。"),
        (replace(SERVICE, related=("one",)), "related", "“参保登记”把自己列作相关事项。"),
        (replace(SERVICE, related=("two", "two")), "related", "所列的事项“two”写了两次。"),
        (replace(EVENT, services=("none",)), "services", "所列的事项“none”不存在。"),
        (replace(EVENT, name="身后"), "name", "已经有一件人生大事叫“身后”。"),
        (replace(LEXICON, terms=(replace(CARD, services=("none",)),)), "terms[0].services", "“医保电子凭证”指向的事项“none”不存在。"),
    ],
)
def test_a_mistake_is_one_sentence_that_stops_a_release(value: object, field: str, sentence: str) -> None:
    (found,) = check_other(value, BESIDE)
    assert (found.kind, found.severity, found.field, found.sentence, found.waivable) == ("relation", "block", field, sentence, False)
    assert found.remedy


@pytest.mark.parametrize("again", [Term(term="电子卡"), Term(term="甲", same=("医保码",)), Term(term="甲", asked=("扫码的",))])
def test_a_word_stands_once_in_a_lexicon(again: Term) -> None:
    (found,) = check_other(replace(LEXICON, terms=(*LEXICON.terms, again)), BESIDE)
    assert found.field.startswith("terms[2].") and "写了两次：“医保电子凭证”和" in found.sentence
    (found,) = check_other(replace(LEXICON, terms=(replace(CARD, asked=("医保码",)),)), BESIDE)
    assert found.field == "terms[0].asked"


def test_where_the_services_are_not_known_nothing_is_said_of_them() -> None:
    assert check_other(replace(SERVICE, related=("none",)), Beside()) == ()
