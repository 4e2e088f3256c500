"""Which printed sentences state a condition that a reader can answer, and which do not."""

from __future__ import annotations

import pytest

from mingbai.importing.asking.sentences import conditions


def subjects(line: str) -> list[str]:
    return [one.subject for one in conditions(line)]


@pytest.mark.parametrize(
    ("line", "subject", "wants"),
    [
        ("急诊需提供急诊诊断证明或急诊病历", "急诊", "bring"),
        ("因死亡支取的提供继承人身份证、银行卡账户信息", "因死亡支取", "bring"),
        ("委托办理的，应提供委托人及代理人身份证原件及委托人授权委托书（下同）", "委托办理", "bring"),
        ("“双通道”管理及单独支付药品还须提供《用药申请表》。", "“双通道”管理及单独支付药品", "bring"),
        ("未达到法定退休年龄的提前退休人员需提供退休审批资料。", "未达到法定退休年龄的提前退休人员", "bring"),
        ("机关事业单位人员还需提供人员编制材料", "机关事业单位人员", "bring"),
        ("办理更改、暂停、恢复和终止的只需身份证或医保电子凭证（不包括居住地发生变更）。", "办理更改、暂停、恢复和终止", "only"),
        ("由单位经办人办理的，无需提供变更人身份证", "由单位经办人办理", "spare"),
        ("实现联办建立登记的企业可不提供", "实现联办建立登记的企业", "spare"),
        ("2.抢救需提供门诊抢救病历", "抢救", "bring"),
    ],
)
def test_a_condition_has_its_subject_and_what_it_wants(line: str, subject: str, wants: str):
    (found,) = conditions(line)
    assert (found.subject, found.wants) == (subject, wants)
    assert found.sentence in line


@pytest.mark.parametrize(
    "line",
    [
        "无法通过数据共享获取户籍、学籍等信息的，需提供对应辅助材料",
        "医疗保障经办业务平台如无法通过其他部门获得结婚证的，由办理人提供，无法提供的，需提供个人承诺书",
        "特殊情况可要求提供病历中的佐证资料",
        "必要时需提供基因检测报告",
        "系统已标识的，无需提供证明",
        "合并支付的一次性提供材料",
        "申请人应提供身份证",
        "零售药店应主动配合，并如实提供相应材料",
        "异地转诊人员备案包括异地急诊备案，需提供急诊诊断证明材料",
        "其他临时外出就医人员备案仅应提供本人有效身份证件",
        "以上办理材料均需加盖单位公章",
        "有效身份证件包括身份证、户口簿等（下同）",
        "转入地经办机构收到《信息表》后应在5个工作日内办结。",
        "定点医药机构的名称发生变更的，应自批准之日起30个工作日内提出变更申请",
    ],
)
def test_what_only_an_office_knows_or_is_no_case_is_no_condition(line: str):
    assert subjects(line) == []


def test_several_conditions_of_a_sentence_are_told_apart_and_what_goes_on_stays_with_its_own():
    line = "意外伤害就医的应提供交通事故认定书，无法提供的应先填写个人承诺书，急诊需提供急诊诊断证明，外购药品需提供外购发票。"
    assert [(one.subject, one.sentence) for one in conditions(line)] == [
        ("意外伤害就医", "意外伤害就医的应提供交通事故认定书，无法提供的应先填写个人承诺书"),
        ("急诊", "急诊需提供急诊诊断证明"),
        ("外购药品", "外购药品需提供外购发票"),
    ]


def test_sentences_that_depend_on_the_one_before_belong_to_it():
    line = "意外伤害就医的可要求提供门诊病历。无第三方责任人的应填写《承诺书》。有第三方责任人的应提供认定书，无法提供的应填写个人承诺书"
    (found,) = conditions(line)
    assert found.sentence == line


def test_what_the_office_finds_out_may_stand_between():
    line = "办理单位注销登记时，通过数据共享无法获取单位注销登记信息的，由参保单位提供注销证明文件。"
    assert subjects(line) == ["办理单位注销登记"]
    assert subjects("参保人员死亡的，通过数据共享无法查询死亡信息的应提供个人承诺书。") == ["参保人员死亡"]


def test_an_enumerated_list_keeps_its_heading():
    found = conditions("特殊人群还需提供：①出国定居的，需提供护照；②在职转退休的，需提供审批材料③外国人参加职工医保的，需提供证件。")
    assert [(one.subject, one.group) for one in found] == [
        ("出国定居", "特殊人群"), ("在职转退休", "特殊人群"), ("外国人参加职工医保", "特殊人群"),
    ]  # fmt: skip
    assert found[0].sentence == "出国定居的，需提供护照"


def test_conditions_that_exclude_each_other_and_a_business_that_limits_one():
    first, second = conditions("门诊就医的提供诊断证明，住院就医的提供出院记录")
    assert first.sole == second.sole != None  # noqa: E711
    (limited,) = conditions("报销门诊费用时，若收费票据中已列有明细的，可不提供费用清单")
    assert (limited.within, limited.wants, limited.object) == ("门诊费用", "spare", "费用清单")
