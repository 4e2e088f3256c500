"""A small register for the tests of search: three services, a lexicon, what their guides are called and cite, and the table of it all."""

from __future__ import annotations

from functools import cache

from mingbai.guides.kinds import Lexicon, Service, Term
from mingbai.search.compiling import Mentions, compiled
from mingbai.search.table import Table

ALLOWANCE = Service(
    slug="maternity-allowance",
    order=1,
    name="生育津贴支付",
    plain="产假期间的工资",
    group="生育保险待遇",
    audiences=("employee", "employer"),
    words=("产假工资", "生育津贴"),
    phrasings=("产假工资谁发", "休产假单位不给开工资怎么办", "生完孩子歇假有没有钱拿"),
    related=("maternity-payment",),
    need=4,
)
PAYMENT = Service(
    slug="maternity-payment",
    order=2,
    name="生育医疗费支付",
    plain="生孩子住院的费用",
    group="生育保险待遇",
    audiences=("employee", "patient"),
    words=("生孩子报销", "剖腹产"),
    phrasings=("生孩子住院能报多少钱", "顺产花的钱怎么报销", "剖腹产住院押金自己出的"),
    need=5,
)
PHARMACY = Service(
    slug="pharmacy-agreement",
    order=3,
    name="零售药店申请定点协议管理",
    plain="药店想刷医保卡",
    group="定点管理",
    audiences=("pharmacy",),
    words=("药店定点",),
    phrasings=("药店怎么才能刷医保卡", "开药店想申请医保定点"),
    need=2,
)
SERVICES = (ALLOWANCE, PAYMENT, PHARMACY)
LEXICON = Lexicon(
    slug="words",
    title="说法",
    terms=(
        Term(term="分娩", same=("生产",), asked=("生娃",), services=("maternity-payment",)),
        Term(term="生育津贴", same=("生育补贴",), services=("maternity-allowance",)),
        Term(term="住房公积金", same=("公积金",), asked=("公积金提取",), outside="住房公积金管理中心"),
        Term(term="驾驶证", same=("驾照",), asked=("驾照换证", "驾照扣分"), outside="公安交通管理部门"),
    ),
)
GUIDES = (
    Mentions(region="320600", service="maternity-allowance", name="生育津贴支付", main_item="生育保险待遇核准支付", code="322036024000"),
    Mentions(region="320600", service="maternity-payment", name="生育医疗费支付", main_item="生育保险待遇核准支付"),
    Mentions(
        region="360000",
        service="pharmacy-agreement",
        name="药店定点申请",
        laws=("零售药店医疗保障定点管理暂行办法",),
        numbers=("苏医保发〔2021〕61号",),
        forms=("定点零售药店申请表",),
    ),
    Mentions(region="320600", name="意外伤害认定"),
)


@cache
def table() -> Table:
    """The table of the register."""
    return compiled(SERVICES, [LEXICON], (), GUIDES)
