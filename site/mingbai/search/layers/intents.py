"""What is asked about a matter: what to bring, how long, where, what it costs, whether online, how far it is. Pure.

The question is taken out of the text, so that the matter is what is looked for, and the page links to the answer. A question after an
amount that is paid out (能报多少, 补贴多少钱) or paid in (一年交多少钱) is no question after a fee; what is left alone is only the matter.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from mingbai.search.query import Intent, Query, Reading
from mingbai.search.sounds import ASKING
from mingbai.search.table import Table

ASKED: tuple[tuple[Intent, str, re.Pattern[str]], ...] = (
    (
        "materials",
        "申请材料",
        re.compile(
            r"(?:都|还|需|得|应该|应当|我|分别)*(?:要|需要|该|应)?(?:带|准备|提供|提交|递交|携带|备齐|交|看|拿|用|出示|上传|填)(?:一?些)?(?:什么|哪些|啥|哪几样|几样)"
            r"(?:材料|资料|证件|手续|东西|证明|文件|表格?|单子)?(?:过去|去(?!哪)|来|呢|吗)?"
            r"|(?:需要|需|要|有)?(?:什么|哪些|啥)(?:样的)?(?:材料|资料|证件)(?:呢|吗)?"
            r"|(?:所需|需要的?|申请|申报|办理|提交的?)(?:材料|资料)(?:清单|目录|有哪些|是什么)?|(?:材料|资料)(?:清单|有哪些|要哪些|要什么)|(?:要|需要)(?:什么|哪些|啥)$"
        ),
    ),
    (
        "progress",
        "办理进度",
        re.compile(
            r"(?:怎么|如何|在哪里?)?(?:查询?|看|查看|跟踪)?(?:一下)?(?:办理|审核|审批|申请|业务|办件|报销)?(?:的)?进度(?:查询|在哪查?|怎么[查看])?"
            r"|办到哪(?:一?步|里|儿)?了?|到哪一?步了?|(?:审核|审批|办理)(?:到哪|状态|结果)(?:了|查询)?"
            r"|(?:审核|审批|批|办|办理)(?:好|完|通过|下来)?了?(?:没有?|吗|没办)$|(?:到账|下来|批下来|打款|发)了?(?:没有?|吗)$"
        ),
    ),
    (
        "time",
        "办理时限",
        re.compile(
            r"(?:一般|大概|需要?|要|得|还要|到底)*(?:等|花|办)?(?:多久|多长时间|多少时间|多少个?(?:天|工作日|日)|几个?(?:天|工作日|日|月|星期))(?:之内|以内|内|才|就)?"
            r"(?:能|可以|会)?(?:办好|办完|办下来|下来|到账|生效|办结|完成|出结果|拿到)?"
            r"|(?:办理|办结|审核|受理)?(?:时限|时长|办理时间)|什么时候(?:能|可以|会)?(?:到账|办好|办完|下来|生效|打款|发)?(?:呢)?|何时(?:到账|生效|办结)?"
        ),
    ),
    (
        "place",
        "办理地点",
        re.compile(
            r"(?:应该|应当|要|该|得|可以|能|具体)*(?:去|到|上|在|找)(?:哪里|哪儿|哪边|哪个?(?:部门|窗口|单位|地方|机构)?|什么(?:地方|部门|单位)|何处)(?:去)?(?:能|可以)?(?:办理?|弄)?"
            r"|(?:哪里|哪儿|哪边|什么地方|哪个?(?:部门|窗口|单位|地方|机构))(?:能|可以|可)?(?:办理?|受理)"
            r"|(?:办理|经办|受理)?(?:地点|地址|窗口|大厅)(?:在哪里?|是哪里?|电话|查询)|(?:办理|经办|受理)地[点址]|(?<!改)(?<!填)(?<!错)在哪(?:里|儿|边)?(?:办理?)?"
        ),
    ),
    (
        "fee",
        "收费",
        re.compile(
            r"(?:办理?|申请|评估|评定|鉴定)?(?:会|要不要|要|需不需要|需要|是否|用不用|还)?(?:收费(?!票|单|员|清|标|项|窗)|收(?:不收)?(?:取)?(?:手续)?费用?(?!票)|花钱|收钱|要钱)(?:吗|不|么|标准)?"
            r"|(?:要|需要|得)(?:花|收)(?:多少|几)(?:钱|块|元)?|(?:手续费|工本费|评估费|鉴定费)(?:是|要)?(?:多少|怎么收)(?:钱)?|是不是免费|免费(?:吗|的吗|办理?吗)"
        ),
    ),
    (
        "online",
        "网上办理",
        re.compile(
            r"(?:能不能|能否|可不可以|可以|可否|是否可以|怎么|如何|怎样|能|有没有|支持|想)?(?:直接)?(?:在|用|从|通过)?"
            r"(?:(?:网上|线上|网络上?|互联网上?)(?![买购看说查卖下药挂])|(?<![到我你他她的])手机(?:上|端)|(?<=[用在拿])手机(?=自己|直接|能|可以|怎么|办|操作|申请)|手机(?=能办|可以办|办理|怎么办)|掌上|电脑上)"
            r"(?:直接|自己|能不能|能否|可不可以|能|可以|怎么|如何)*(?:办理?(?!法)|弄(?!出)|操作)?(?:吗|么|不)?|(?:全程)?网办(?:吗)?|不(?:用|想)跑(?:腿|窗口|现场|大厅)?"
        ),
    ),
)
"""Every intent with its name for people and the wordings that ask for it."""
_READ = 200
"""Characters of a text that are read for questions."""
_EDGES = "， "
_LITTLE = ASKING | frozenset("要能会可以不有在去到来用，")
_TELLING = 2
"""Characters, little words aside, that must be left for the text to say what it is about: 用手机能刷吗 stays whole, 刷 is not enough."""


def read(query: Query, table: Table) -> Query:
    """The query with the first thing that is asked about the matter, and its text without any of these questions.

    Where the question is nearly all there is, the text stays, so that there is something to look for."""
    if not query.text:
        return query
    found = sorted(_found(query.text[:_READ]), key=lambda one: one[1].start())
    if not found:
        return query
    intent, match = found[0]
    name = next(name for asked, name, _ in ASKED if asked == intent)
    left = _left(query.text, [match.span() for _, match in found])
    if sum(character not in _LITTLE for character in left) < _TELLING:
        left = query.text
    reading = Reading("intents", match.group(), name)
    return replace(query, intent=intent, text=left, readings=(*query.readings, reading))


def _found(text: str) -> Iterator[tuple[Intent, re.Match[str]]]:
    for intent, _, pattern in ASKED:
        match = pattern.search(text)
        if match:
            yield intent, match


def _left(text: str, spans: list[tuple[int, int]]) -> str:
    """``text`` without the stretches of ``spans``, which may overlap."""
    kept = [character for place, character in enumerate(text) if not any(start <= place < end for start, end in spans)]
    return "".join(kept).strip(_EDGES)
