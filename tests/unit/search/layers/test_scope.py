"""What is not ours is told so, with whose business it is."""

from dataclasses import replace

import pytest

from mingbai.guides.kinds import Lexicon, Term
from mingbai.search.compiling import compiled
from mingbai.search.layers import LAYERS, scope, understand
from mingbai.search.layers.scope import NOBODY
from mingbai.search.query import Query
from mingbai.search.table import EMPTY
from tests.unit.search.register import GUIDES, LEXICON, SERVICES, table


@pytest.mark.parametrize(
    ("typed", "authority"), [("公积金提取", "住房公积金管理中心"), ("驾照换证", "公安交通管理部门"), ("驾照扣分怎么查", "公安交通管理部门")]
)
def test_another_authoritys_business_is_named(typed: str, authority: str) -> None:
    assert understand(typed, table()).outside == authority


def test_what_nobody_knows_is_nobodys() -> None:
    assert understand("蛋炒饭做法", table()).outside == NOBODY


@pytest.mark.parametrize("typed", ["产假工资谁发", "生育津贴", "生娃报销", "药店定点", "322036024000", "意外伤害认定"])
def test_what_is_ours_is_not_sent_away(typed: str) -> None:
    assert understand(typed, table()).outside == ""


def test_a_word_of_theirs_beside_more_of_ours_sends_nobody_away() -> None:
    assert understand("生育津贴打到公积金卡上吗", table()).outside == ""


def test_without_a_register_nothing_is_sent_away() -> None:
    assert understand("驾照换证", EMPTY).outside == ""


BESIDE = compiled(
    SERVICES,
    [
        LEXICON,
        Lexicon(
            slug="beside",
            title="旁的",
            terms=(
                Term(term="机动车保险", same=("车险",), asked=("车险报销", "车险报销要什么"), outside="商业保险公司"),
                Term(term="服务网点", same=("附近",)),
            ),
        ),
    ],
    (),
    GUIDES,
)


@pytest.mark.parametrize("typed", ["驾照换证以后医保要改吗", "公积金提取了，参保怎么办", "驾照换证，定点要不要改"])
def test_what_says_health_insurance_beside_a_word_of_theirs_needs_far_more_to_be_theirs(typed: str) -> None:
    assert _judged(typed, 2.0).outside == "" != _judged(typed, 4.0).outside


def test_a_word_of_ours_inside_a_word_of_theirs_says_nothing() -> None:
    assert _judged("车险报销", 1.0).outside == "商业保险公司"


def _judged(typed: str, elsewhere: float) -> Query:
    """``typed`` as scope judges it where so much speaks for another authority."""
    return scope.read(replace(understand(typed, BESIDE, LAYERS[:-1]), elsewhere=elsewhere), BESIDE)


def test_a_term_without_services_makes_nothing_ours() -> None:
    query = understand("附近哪有加油站", BESIDE)
    assert query.terms == ("服务网点",) and query.outside == NOBODY


@pytest.mark.parametrize(
    ("typed", "pulled", "outside"), [("我想买个手机", 0.04, NOBODY), ("我想买个手机", 0.1, ""), ("我想买个药", 0.04, "")]
)
def test_words_that_everybody_uses_are_nobodys_where_they_pull_to_no_service(typed: str, pulled: float, outside: str) -> None:
    query = replace(understand(typed, BESIDE, LAYERS[:-1]), known=0.8, elsewhere=0.1, pulled=pulled)
    assert scope.read(query, BESIDE).outside == outside
