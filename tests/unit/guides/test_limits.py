"""Printed limits as agencies write them, each with what it promises."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingbai.guides.guide import TimeLimit
from mingbai.guides.limits import parse_limit, parts

PLAIN = [
    ("即时办结", "immediate", 0),
    ("即时办理", "immediate", 0),
    ("即时", "immediate", 0),
    ("即时办结。", "immediate", 0),
    ("当场办结", "immediate", 0),
    ("现场办理", "immediate", 0),
    ("立等可取", "immediate", 0),
    ("即来即办", "immediate", 0),
    ("受理即办结", "immediate", 0),
    ("即办件", "immediate", 0),
    ("当日办结", "immediate", 0),
    ("承诺时限：即时办结", "immediate", 0),
    ("0个工作日", "immediate", 0),
    ("1个工作日。", "working_days", 1),
    ("不超过20个工作日", "working_days", 20),
    ("不超过 20 个工作日", "working_days", 20),
    ("不超过20个\n工作日", "working_days", 20),
    ("２０个工作日内", "working_days", 20),
    ("二十个工作日", "working_days", 20),
    ("十五个工作日内办结", "working_days", 15),
    ("一百二十个工作日", "working_days", 120),
    ("5-10个工作日", "working_days", 10),
    ("5～10个工作日", "working_days", 10),
    ("5至10个工作日", "working_days", 10),
    ("三到五个工作日", "working_days", 5),
    ("20 (工作日)", "working_days", 20),
    ("20日（工作日）", "working_days", 20),
    ("1.5个工作日", "working_days", 2),
    ("20（二十）个工作日", "working_days", 20),
    ("二十（20）个工作日内", "working_days", 20),
    ("≤5个工作日", "working_days", 5),
    ("T+2个工作日", "working_days", 2),
    ("15个工作日（特殊环节除外）", "working_days", 15),
    ("最快1个工作日，最慢不超过15个工作日", "working_days", 15),
    ("半个工作日", "working_days", 1),
    ("下一个工作日", "working_days", 1),
    ("1个工作日（即办）", "working_days", 1),
    ("限时办结：不超过15个工作日", "working_days", 15),
    ("自受理之日起20个工作日（不含公示时间）", "working_days", 20),
    ("20个工作日（不含公示期7个工作日）", "working_days", 20),
    ("自受理次日起10个工作日", "working_days", 10),
    ("即时受理，20个工作日内完成评定，出具评定结论书", "working_days", 20),
    ("资料齐全后5个工作日内完成审核，10个工作日内完成拨付", "working_days", 10),
    ("参保人出院之日起30日内提出申请，20个工作日内拨付", "working_days", 20),
    ("出生后90日内申报，即时办结", "immediate", 0),
    ("30日", "calendar_days", 30),
    ("３０日内", "calendar_days", 30),
    ("15天（自然日）", "calendar_days", 15),
    ("60日内（法定节假日顺延）", "calendar_days", 60),
    ("两周", "calendar_days", 14),
    ("次日办结", "calendar_days", 1),
    ("不超过3个月", "months", 3),
    ("两个月", "months", 2),
    ("1-3个月", "months", 3),
    ("半年", "months", 6),
    ("一年", "months", 12),
    ("按协议约定时间拨付", "agreement", None),
    ("按照服务协议执行", "agreement", None),
    ("2小时内", "other", None),
    ("办理时限按照两定机构协议管理办法及经办规程执行", "other", None),
    ("按国家有关规定执行", "other", None),
    ("每月20日前", "other", None),
    ("公示期不少于5个工作日", "other", None),
    ("超过30个工作日未办结的视为同意", "other", None),
    ("2022年5月19日起施行", "other", None),
    ("长期", "other", None),
    ("", "other", None),
]


@pytest.mark.parametrize(("text", "kind", "days"), PLAIN)
def test_one_promise(text, kind, days):
    assert parse_limit(text) == TimeLimit(raw=text.strip(), kind=kind, days=days)


WITH_CASES = [
    ("10个工作日,特殊情况不超过20个工作日", "working_days", 20, [("特殊情况", "working_days", 20)]),
    (
        "a) 单次门诊小额费用 5 个工作日；\nb) 10 个工作日；\nc) 特殊情况不超过 20 个工作日。",
        "working_days", 20, [("单次门诊小额费用", "working_days", 5), ("特殊情况", "working_days", 20)],
    ),
    ("20个工作日（特殊情况30个工作日）", "working_days", 30, [("特殊情况", "working_days", 30)]),
    ("20个工作日，情况特殊的可延长至30个工作日", "working_days", 30, [("情况特殊的", "working_days", 30)]),
    ("自收到申请之日起30日内决定，情况复杂的，经负责人批准可延长10日", "calendar_days", 40, [("情况复杂的", "calendar_days", 40)]),
    ("省、市、县级医疗机构不超过5个工作日", "working_days", 5, [("省、市、县级医疗机构", "working_days", 5)]),
    ("普通门诊5个工作日、住院15个工作日", "working_days", 15, [("普通门诊", "working_days", 5), ("住院", "working_days", 15)]),
    ("1.网上5个工作日；2.10个工作日（邮寄）", "working_days", 10, [("网上", "working_days", 5), ("邮寄", "working_days", 10)]),
    ("即时办结（医院端办理）", "immediate", 0, [("医院端办理", "immediate", 0)]),
    ("法定办结时限：30个工作日；承诺办结时限：10个工作日", "working_days", 10, [("法定办结时限", "working_days", 30)]),
    ("5个工作日（法定时限30个工作日）", "working_days", 5, [("法定时限", "working_days", 30)]),
    ("城镇职工：15个工作日/居民：20个工作日", "working_days", 20, [("城镇职工", "working_days", 15), ("居民", "working_days", 20)]),
    ("法定时限 20个工作日 承诺时限 即时办结", "immediate", 0, [("法定时限", "working_days", 20)]),
    ("材料齐全的，5个工作日内办结；材料不齐的，一次性告知", "working_days", 5, [("材料齐全的", "working_days", 5)]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "kind", "days", "cases"), WITH_CASES)
def test_promises_for_one_case(text, kind, days, cases):
    limit = parse_limit(text)
    assert (limit.kind, limit.days, [(case.applies_to, case.kind, case.days) for case in limit.cases]) == (kind, days, cases)


MIXED = [
    ("在职职工不超过5个工作日；灵活 就业人员即时办结", 5, [("在职职工", "working_days", 5), ("灵活就业人员", "immediate", 0)]),
    ("在职职工不超过5个工作日\n灵活就业人员即时办结", 5, [("在职职工", "working_days", 5), ("灵活就业人员", "immediate", 0)]),
    ("一般变更即时办结，需要现场核实的不超过5个工作日", 5, [("一般变更", "immediate", 0), ("需要现场核实的", "working_days", 5)]),
    ("即时办结，需要现场核实的不超过5个工作日。", 5, [(None, "immediate", 0), ("需要现场核实的", "working_days", 5)]),
    ("现场办理的即时办结，网上办理的1个工作日", 1, [("现场办理的", "immediate", 0), ("网上办理的", "working_days", 1)]),
    ("现场办理：即时办结；网上办理：2个工作日", 2, [("现场办理", "immediate", 0), ("网上办理", "working_days", 2)]),
    ("20个工作日，定点机构按协议约定时间拨付", 20, [(None, "working_days", 20), ("定点机构", "agreement", None)]),
    ("24小时内办结，特殊情况3个工作日", 3, [(None, "other", None), ("特殊情况", "working_days", 3)]),
    ("报销30个工作日内，生育津贴20日", None, [("报销", "working_days", 30), ("生育津贴", "calendar_days", 20)]),
    (
        "限时办结(线上)：不超过2个工作日(提交证明材料)；即时办结(线上)：即时办结(提交个人承诺)；即时办结(线下)：即时办结(省、市、县、镇)",
        2, [("线上，提交证明材料", "working_days", 2), ("线上，提交个人承诺", "immediate", 0), ("线下，省、市、县、镇", "immediate", 0)],
    ),
]  # fmt: skip


@pytest.mark.parametrize(("text", "days", "cases"), MIXED)
def test_promises_of_several_kinds(text, days, cases):
    limit = parse_limit(text)
    assert limit.kind == "mixed"
    assert (limit.days, [(case.applies_to, case.kind, case.days) for case in limit.cases]) == (days, cases)


def test_parts_hold_the_general_promise_too():
    found = parts("10个工作日，特殊情况不超过20个工作日")
    assert [(part.applies_to, part.days) for part in found] == [(None, 10), ("特殊情况", 20)]


@given(
    st.text(alphabet="0123 １二十百半个工作日天月年周至-—~（）():：；，。、\n即时当场办结受理不超过延长按协议法定自之起内a)①", max_size=40)
)
def test_no_text_is_refused_and_none_is_lost(text):
    limit = parse_limit(text)
    assert limit.raw == text.strip()
    assert all(case.applies_to is None or set(case.applies_to) <= set(text) | {"，"} for case in limit.cases)
