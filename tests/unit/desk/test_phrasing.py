"""What an editor makes of a question: a phrasing or a term, added once, of a reasonable length."""

from __future__ import annotations

import pytest

from mingbai.desk.phrasing import Target, added, authorities, change_of, phrase_of
from mingbai.errors import Refusal
from mingbai.guides.kinds import Lexicon, Service, Term
from mingbai.guides.text import dump, parse

SERVICE = Service(slug="s", order=1, name="生育津贴支付", plain="产假工资", group="生育", words=("坐月子钱",), phrasings=("产假工资谁发",))
LEXICON = Lexicon(slug="elsewhere", title="不归医保管的事", terms=(Term(term="驾驶证", asked=("考驾照",), outside="公安"),))
TO_SERVICE, TO_POLICE = Target(service="s"), Target(outside="公安")


def test_a_phrasing_is_added_at_the_end_and_once() -> None:
    once = added(SERVICE, TO_SERVICE, "月子里的补贴")
    assert once.phrasings == ("产假工资谁发", "月子里的补贴")
    assert added(once, TO_SERVICE, "月子里的补贴") is once
    assert added(SERVICE, TO_SERVICE, "坐月子钱") is SERVICE
    assert parse(dump(once), kind=Service, file="") == once


def test_a_term_of_another_authority_is_added_once() -> None:
    once = added(LEXICON, TO_POLICE, "电动车上牌")
    assert once.terms[-1] == Term(term="电动车上牌", outside="公安")
    assert added(once, TO_POLICE, "电动车上牌") is once
    assert added(LEXICON, TO_POLICE, "考驾照") is LEXICON
    assert parse(dump(once), kind=Lexicon, file="") == once


def test_where_a_question_goes_is_told_in_one_word() -> None:
    assert (TO_SERVICE.settled, TO_SERVICE.name) == ("service:s", ("service", "", "s"))
    assert (TO_POLICE.settled, TO_POLICE.name) == ("outside:公安", ("lexicon", "", "elsewhere"))
    assert change_of(SERVICE).services == (SERVICE,) and change_of(LEXICON).lexicons == (LEXICON,)


def test_authorities_are_those_that_the_lexicons_name() -> None:
    nobody = Lexicon(slug="x", title="x", terms=(Term(term="天气", outside="-"), Term(term="骑手")))
    assert authorities((LEXICON, nobody)) == ("公安",)


@pytest.mark.parametrize("typed", ["", "   ", "长" * 61])
def test_a_phrasing_has_a_reasonable_length(typed: str) -> None:
    with pytest.raises(Refusal, match="1 到 60"):
        phrase_of(typed)


def test_blanks_and_ends_of_lines_are_one_blank() -> None:
    assert phrase_of("  月子 里\n的补贴 ") == "月子 里 的补贴"
