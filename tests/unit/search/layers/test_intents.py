"""What is asked about a matter."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingbai.search.layers import folding, intents
from mingbai.search.query import Query, Reading
from mingbai.search.table import EMPTY


def _read(typed: str) -> Query:
    return intents.read(Query(typed=typed, text=folding.folded(typed)), EMPTY)


@pytest.mark.parametrize(
    ("typed", "intent", "text"),
    [
        ("生孩子能报多少钱 要带什么", "materials", "生孩子能报多少钱"),
        ("窗口受理 异地转诊 要看哪些材料", "materials", "窗口受理异地转诊"),
        ("生育津贴需要什么材料", "materials", "生育津贴"),
        ("孩子上户口要带啥", "materials", "孩子上户口"),
        ("门诊报销多久到账", "time", "门诊报销"),
        ("慢特病认定要几个工作日", "time", "慢特病认定"),
        ("拿到医院的转院单以后去哪登记", "place", "拿到医院的转院单以后登记"),
        ("医保转移在哪里办", "place", "医保转移"),
        ("收费吗 医保转移", "fee", "医保转移"),
        ("失能评估要花多少钱", "fee", "失能评估"),
        ("异地备案能不能网上办", "online", "异地备案"),
        ("用手机怎么办停保", "online", "停保"),
        ("用手机能刷吗", "online", "用手机能刷吗"),
        ("在手机上怎么交", "online", "在手机上怎么交"),
        ("在哪边参", "place", "在哪边参"),
        ("停保在哪边办", "place", "停保"),
        ("报销进度怎么查", "progress", ""),
        ("慢特病审核通过了吗", "progress", "慢特病"),
    ],
)
def test_what_is_asked_is_taken_out_of_the_text(typed: str, intent: str, text: str) -> None:
    query = _read(typed)
    assert (query.intent, query.text) == (intent, text or folding.folded(typed))
    assert query.readings[-1].layer == "intents"


@pytest.mark.parametrize(
    "typed",
    [
        "生孩子能报多少钱", "生育津贴能领多少钱", "居民医保一年交多少钱", "单位换法人要改哪里", "手机号变更", "医院收费票据",
        "我在网上买了药", "疾病诊断材料", "刷手机行不行", "个人账户", "验证码发到手机上", "证明发到我手机上", "地址变更", "办法",
    ],
)  # fmt: skip
def test_other_questions_and_words_stay(typed: str) -> None:
    query = _read(typed)
    assert (query.intent, query.text) == ("", typed)


def test_of_several_questions_the_first_counts_and_all_are_taken_out() -> None:
    query = _read("停保要带什么去哪办")
    assert (query.intent, query.text) == ("materials", "停保")
    assert query.readings == (Reading("intents", "要带什么", "申请材料"),)


def test_a_query_that_is_only_a_question_is_still_looked_for() -> None:
    query = _read("进度查询")
    assert (query.intent, query.text) == ("progress", "进度查询")


@given(st.text(alphabet="要带什么材料多久去哪里办网上能不能进度收费医保，a1", max_size=60))
def test_never_refuses_nor_leaves_nothing(typed: str) -> None:
    assert bool(_read(typed).text) == bool(folding.folded(typed))


@pytest.mark.parametrize("typed", ["要带什么" * 250, "要" * 1000, "能可以" * 300, "几" * 1000])
def test_takes_a_bounded_time(typed: str) -> None:
    began = time.perf_counter()
    _read(typed)
    assert time.perf_counter() - began < 0.05
