"""The table of what is in force, and that it comes back from its written form as it was."""

import json
from dataclasses import replace

import pytest

from mingbai.guides.guide import Basis, FormRef
from mingbai.guides.kinds import Lexicon, Term
from mingbai.search import compiling
from mingbai.search.compiling import compiled, mentions_of
from mingbai.search.table import Table, loaded, written
from tests.makers import make_guide
from tests.unit.search.register import GUIDES, LEXICON, SERVICES, table


def test_an_equal_leads_to_its_term_more_surely_than_what_is_only_asked() -> None:
    assert table().terms["生产"] == (("分娩", compiling.EQUAL),) and table().terms["生娃"] == (("分娩", compiling.ASKED),)


def test_a_name_over_several_services_stands_for_all_of_them() -> None:
    assert table().umbrellas["生育保险待遇"] == ("maternity-allowance", "maternity-payment")
    assert table().umbrellas["生育保险待遇核准支付"] == ("maternity-allowance", "maternity-payment")
    assert "定点管理" not in table().umbrellas


def test_names_of_guides_are_names_of_their_service() -> None:
    assert "药店定点申请" in table().services["pharmacy-agreement"].names


def test_two_lists_with_one_term_are_read_together() -> None:
    more = Lexicon(slug="more", title="又", terms=(Term(term="分娩", same=("临盆",), services=("maternity-allowance",)),))
    both = compiled(SERVICES, [LEXICON, more], (), GUIDES)
    assert both.meanings["分娩"].services == ("maternity-payment", "maternity-allowance") and set(both.meanings["分娩"].same) == {
        "生产",
        "临盆",
    }


def test_what_guides_are_called_and_cite() -> None:
    guide = make_guide(
        code="00203600100Y",
        basis=(
            Basis(title="江苏省职工生育保险规定", raw="《江苏省职工生育保险规定》（省政府令第94号）"),
            Basis(raw="苏医保发〔2021〕61号"),
        ),
        forms=(FormRef(name="申请表"), FormRef(name="申请表")),
    )
    found = mentions_of(guide)
    assert (found.code, found.laws, found.forms) == ("00203600100y", ("江苏省职工生育保险规定",), ("申请表",))
    assert "苏医保发〔2021〕61号" in found.numbers
    assert compiling.loaded(json.loads(json.dumps(compiling.written(found)))) == found


def test_the_written_table_comes_back_as_it_was() -> None:
    assert loaded(json.loads(json.dumps(written(table()), ensure_ascii=False))) == table()


@pytest.mark.parametrize("kept", [{}, {"services": 3}, {"unknown": 1, **written(Table())}])
def test_what_is_no_table_is_not_taken_for_one(kept) -> None:
    with pytest.raises((KeyError, TypeError, ValueError, AttributeError)):
        loaded(kept)


def test_words_of_a_service_that_is_gone_are_gone_from_the_table() -> None:
    assert "产假工资" in json.dumps(written(table()), ensure_ascii=False)
    without = compiled(SERVICES[1:], [replace(LEXICON, terms=LEXICON.terms[2:])], (), GUIDES[1:], table())
    assert "产假工资" not in json.dumps(written(without), ensure_ascii=False)
