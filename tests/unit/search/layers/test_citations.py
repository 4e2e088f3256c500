"""What a query cites, in full, in part, and in other writings."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingbai.search.citings import Cites, articles, citings_of, number_key, spread
from mingbai.search.layers import citations, folding
from mingbai.search.query import Query
from mingbai.search.table import EMPTY, Table

TABLE = Table(
    citings=citings_of(
        [
            Cites("中华人民共和国社会保险法", "第八条、第五十七条", "《中华人民共和国社会保险法》（主席令第35号）第八条、第五十七条"),
            Cites("中华人民共和国社会保险法", "第二十七条", "《中华人民共和国社会保险法》第二十七条"),
            Cites("江苏省职工生育保险规定", "第十九条", "《江苏省职工生育保险规定》（江苏省人民政府令第94号）第十九条"),
            Cites(
                "国家医保局关于印发〈基本医疗保险关系转移接续暂行办法〉的通知",
                "",
                "《国家医保局关于印发〈基本医疗保险关系转移接续暂行办法〉的通知》",
            ),
        ],
        [
            "苏医保发〔2021〕61号",
            "医保发(2020)18号",
            "国务院令第765号",
            "国务院令 765 号",
            "中华人民共和国主席令第35号",
            "通医保发〔2021〕 66号",
            "江苏省第十届人民代表大会常务委员会公告第31号",
            "人力资源和社会保障部、国家医疗保障局令第41号",
        ],
        [
            "盐城市医疗保险“双通道”管理及单独支付药品用药申请表",
            "江西省异地就医登记备案表",
            "异地就医登记备案表",
            "个人家庭经济状况核查委托授权书",
        ],
        [("表11", "异地就医登记备案表"), ("附录 A", "江西省异地就医登记备案表")],
    )
)


def _read(typed: str, table: Table = TABLE) -> Query:
    return citations.read(Query(typed=typed, text=folding.folded(typed)), table)


@pytest.mark.parametrize(
    "typed",
    [
        "苏医保发〔2021〕61号", "苏医保发[2021]61号", "苏医保发（2021）61号", "苏医保发2021年61号", "苏医保发 2021 61", "2021年61号",
        "依据苏医保发〔2021〕第61号文件",
    ],
)  # fmt: skip
def test_a_document_number_however_it_is_written(typed: str) -> None:
    assert [(one.kind, one.phrases) for one in _read(typed).citations] == [("number", ("苏医保发202161号",))]


@pytest.mark.parametrize("typed", ["国务院令第765号", "国务院令765号", "765号令", "国务院第765号令"])
def test_of_a_number_that_guides_print_in_two_ways_both_are_looked_for(typed: str) -> None:
    assert set(_read(typed).citations[0].phrases) == {"国务院令第765号", "国务院令765号"}


@pytest.mark.parametrize(
    ("typed", "phrase"),
    [
        ("《中华人民共和国社会保险法》", "社会保险法"),
        ("社会保险法", "社会保险法"),
        ("社保法", "中华人民共和国社会保险法"),
        ("江苏生育保险规定", "江苏省职工生育保险规定"),
        ("生育保险规定", "江苏省职工生育保险规定"),
        ("基本医疗保险关系转移接续暂行办法", "基本医疗保险关系转移接续暂行办法"),
        ("转移接续暂行办法", "基本医疗保险关系转移接续暂行办法"),
    ],
)
def test_a_law_in_full_and_in_part(typed: str, phrase: str) -> None:
    query = _read(typed)
    assert [one.kind for one in query.citations] == ["law"]
    assert any(phrase in one or one in phrase for one in query.citations[0].phrases)
    assert query.text == ""


@pytest.mark.parametrize("typed", ["社会保险法第五十七条", "《社会保险法》第57条", "中华人民共和国社会保险法 第 57 条", "社会保险法57条"])
def test_an_article_is_looked_for_where_it_stands_with_its_law(typed: str) -> None:
    cited = _read(typed).citations[0]
    assert (cited.kind, cited.phrases) == ("article", ("中华人民共和国社会保险法主席令第35号第八条第五十七条",))


@pytest.mark.parametrize(
    "typed",
    ["江苏省第十届人民代表大会常务委员会公告第31号", "人力资源和社会保障部、国家医疗保障局令第41号", "国家医疗保障局令41号", "41号令"],
)
def test_the_issuer_of_a_number_may_be_long_or_left_out(typed: str) -> None:
    assert [one.kind for one in _read(typed).citations] == ["number"]


def test_an_article_that_no_guide_cites_leaves_the_law() -> None:
    assert [(one.kind, one.text) for one in _read("社会保险法第九十九条").citations] == [("law", "社会保险法")]


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("双通道用药申请表", {"盐城市医疗保险双通道管理及单独支付药品用药申请表"}),
        ("异地就医登记备案表", {"异地就医登记备案表"}),
        ("异地备案表", {"江西省异地就医登记备案表", "异地就医登记备案表"}),
        ("家庭经济状况核查委托授权书", {"个人家庭经济状况核查委托授权书"}),
        ("表11", {"异地就医登记备案表"}),
        ("湖北 表11", {"异地就医登记备案表"}),
        ("附件A", {"江西省异地就医登记备案表"}),
    ],
)
def test_a_form_by_its_name_a_part_of_it_or_its_number(typed: str, names: set[str]) -> None:
    assert {phrase for one in _read(typed).citations for phrase in one.phrases} == names


def test_a_law_goes_out_of_the_text_and_a_form_stays() -> None:
    assert _read("社会保险法第二十七条 退休").text == "退休"
    assert _read("双通道用药申请表怎么填").text == "双通道用药申请表怎么填"


@pytest.mark.parametrize(
    "typed",
    [
        "怎么办法",
        "申请表",
        "登记表",
        "报销办法",
        "我2021年3月生的",
        "2022版清单",
        "第五十七条",
        "基金监管条例",
        "一张表",
        "法定代表人",
        "12393",
        "",
    ],
)
def test_what_no_guide_cites_stays_words(typed: str) -> None:
    query = _read(typed)
    assert (query.citations, query.text) == ((), folding.folded(typed))


def test_without_a_table_nothing_is_cited() -> None:
    assert _read("社会保险法第二十七条", EMPTY).citations == ()


def test_articles_are_read_one_by_one_and_as_ranges() -> None:
    assert articles("第8条、第二十条、第一百零三条") == ("第八条", "第二十条", "第一百零三条")
    assert articles("第九条至第十一条") == ("第九条", "第十一条", "第十条")


def test_a_number_has_one_key_whatever_stands_around_it() -> None:
    assert number_key("苏医保发202161号") == "苏医保发 2021.61"
    assert number_key("中华人民共和国主席令第35号") == number_key("主席第35号令") == "主席令 .35"
    assert number_key("社会保险法") == ""


def test_a_part_stands_in_few_stretches_and_ends_where_the_name_ends() -> None:
    assert spread("双通道用药申请表", "医疗保险双通道管理及单独支付药品用药申请表")
    assert not spread("双通道用药", "医疗保险双通道管理及单独支付药品用药申请表")
    assert not spread("医药表", "医疗保险双通道管理及单独支付药品用药申请表")


@given(st.text(alphabet="社会保险法第二十七条苏医保发〔〕2021号令表申请附件，a", max_size=60))
def test_never_refuses_and_cites_only_what_guides_print(typed: str) -> None:
    printed = (*TABLE.citings.laws, *TABLE.citings.forms, *(one for found in TABLE.citings.numbers.values() for one in found))
    lines = [line for found in TABLE.citings.articled.values() for line in found]
    for cited in _read(typed).citations:
        assert all(any(phrase in one for one in (*printed, *lines)) for phrase in cited.phrases)


@pytest.mark.parametrize("typed", ["办法" * 500, "第" * 1000, "2021 1" * 160, "表1" * 500, "中华人民共和国" * 140, "一" * 1000])
def test_takes_a_bounded_time(typed: str) -> None:
    _read("社会保险法")
    began = time.perf_counter()
    _read(typed)
    assert time.perf_counter() - began < 0.1
