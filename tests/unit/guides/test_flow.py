"""Charts made from the words of a process, and their twins in words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingbai.guides.flow import chart_of
from mingbai.guides.guide import Chart, Path, Step

WINDOW = (
    "申办人携带申报材料至当地经办机构窗口（或在网上根据提示提交资料）办理；",
    "工作人员对材料是否符合办理条件进行审核，若材料符合办理条件即时受理，若材料不符合的，一次性告知到位；",
    "审核通过的，即时办理参保登记，并反馈办理结果。",
)
ONLINE = (
    "业务申请。申请人通过线上办理渠道填写相关信息。",
    "业务受理。①审核线上申报材料是否齐全完整有效；②不符合条件的不予受理，并一次性告知原因。",
    "业务审核。①审核材料是否合法合规；②审核是否符合办理条件；③审核不通过的，一次性告知原因。",
    "业务办结及反馈。办理单位参保登记，告知办理结果。",
)


def path(*steps, name=None):
    return Path(path=name, steps=tuple(Step(text=step) for step in steps))


def drawn(chart):
    """Each box as (kind, text, its arrows as (label, text of the box))."""
    texts = {node.id: node.text for node in chart.nodes}
    return [(node.kind, node.text, [(edge.label, texts[edge.to]) for edge in chart.edges if edge.from_ == node.id]) for node in chart.nodes]


def test_a_question_in_a_step_has_two_ways_on():
    ask = "工作人员对材料是否符合办理条件进行审核"
    accept, finish = "若材料符合办理条件即时受理", "审核通过的，即时办理参保登记，并反馈办理结果"
    hand_in = "申办人携带申报材料至当地经办机构窗口（或在网上根据提示提交资料）办理"
    assert drawn(chart_of(path(*WINDOW, name="窗口办理"))) == [
        ("start", "开始", [(None, hand_in)]),
        ("step", hand_in, [(None, ask)]),
        ("decision", ask, [("否", "一次性告知到位"), ("是", accept)]),
        ("step", "一次性告知到位", []),
        ("step", accept, [(None, finish)]),
        ("step", finish, [(None, "结束")]),
        ("end", "结束", []),
    ]


def test_one_refusal_answers_every_check_before_it():
    boxes = drawn(chart_of(path(*ONLINE)))
    decisions = {text: ways for kind, text, ways in boxes if kind == "decision"}
    assert decisions == {
        "审核线上申报材料是否齐全完整有效": [("否", "不符合条件的不予受理，并一次性告知原因"), ("是", "业务审核")],
        "审核材料是否合法合规": [("否", "一次性告知原因"), ("是", "审核是否符合办理条件")],
        "审核是否符合办理条件": [("否", "一次性告知原因"), ("是", "业务办结及反馈。办理单位参保登记，告知办理结果")],
    }


def test_a_check_that_asks_nothing_keeps_the_condition_as_its_label():
    boxes = drawn(chart_of(path("业务受理。①业务部门对账核对申报费用；②数据有误或材料不齐全的，通知其按要求补正。", "拨付")))
    assert ("decision", "业务部门对账核对申报费用", [("数据有误或材料不齐全的", "通知其按要求补正"), (None, "拨付")]) in boxes


@pytest.mark.parametrize(
    "step",
    [
        "经办机构核对相关资料后确认是否具备定点资格条件，并反馈办理结果",
        "审核通过的，即时办结，并反馈办理结果",
        "企业在办理注册登记等时，同步完成基本医疗保险参保登记",
        "工作人员审核材料",
    ],
)
def test_a_step_that_tells_no_way_out_is_no_question(step):
    assert [(kind, text) for kind, text, _ in drawn(chart_of(path(step)))[1:-1]] == [("step", step)]


def test_cases_to_choose_from_are_a_fork_that_meets_in_what_is_the_same():
    step = (
        "业务受理。(1)提交证明材料：①审核材料是否齐全；②不符合条件的不予受理。(2)提交个人承诺书：①审核材料是否齐全；②不符合条件的不予受理。"
    )
    assert drawn(chart_of(path(step)))[1:5] == [
        ("step", "业务受理", [(None, "提交证明材料"), ("或", "提交个人承诺书")]),
        ("step", "提交证明材料", [(None, "审核材料是否齐全")]),
        ("step", "提交个人承诺书", [(None, "审核材料是否齐全")]),
        ("decision", "审核材料是否齐全", [("否", "不符合条件的不予受理"), ("是", "结束")]),
    ]


def test_cases_that_differ_are_not_drawn_one_after_the_other():
    step = "业务受理。(1)提交证明材料：①审核材料是否齐全。(2)提交个人承诺书：①核对签名。"
    assert [(kind, text) for kind, text, _ in drawn(chart_of(path(step)))[1:-1]] == [("step", "业务受理")]


def test_two_ways_of_applying_are_a_fork():
    boxes = drawn(chart_of(path("业务申请。①线上申请：参保人员通过网上申请；②线下申请：参保人员到窗口申请。", "受理")))
    assert boxes[1][2] == [(None, "线上申请：参保人员通过网上申请"), ("或", "线下申请：参保人员到窗口申请")]
    assert {text: ways for _, text, ways in boxes}["线下申请：参保人员到窗口申请"] == [(None, "受理")]


TOLD_OF_FAILING = (
    (
        "核对材料是否齐全；不符合条件不受理，并一次性告知原因。",
        "核对材料是否齐全",
        [("否", "不符合条件不受理，并一次性告知原因"), ("是", "结束")],
    ),
    (
        "业务受理。①核对材料与系统信息是否匹配；②若不相符，一次性告知申请人。",
        "核对材料与系统信息是否匹配",
        [("否", "一次性告知申请人"), ("是", "结束")],
    ),
    (
        "审核通过的，即可享受待遇，审核不通过则予退回。",
        "审核",
        [("审核不通过", "予退回"), ("审核通过的", "即可享受待遇")],
    ),
    (
        "业务受理。①符合办理条件的，予以受理；②不符合条件的不予受理，并一次性告知原因。",
        "业务受理",
        [("不符合条件的", "不予受理，并一次性告知原因"), ("符合办理条件的", "予以受理")],
    ),
    (
        "工作人员受理评定申请，不符合条件的当场告知，材料不全的当场一次性告知所需补齐的材料",
        "工作人员受理评定申请",
        [("不符合条件的", "当场告知"), ("材料不全的", "当场一次性告知所需补齐的材料"), (None, "结束")],
    ),
    (
        "经办机构核实身份信息和《参保凭证》，符合办理条件予以受理，不符合办理条件的一次性告知到位",
        "经办机构核实身份信息和《参保凭证》",
        [("不符合办理条件的", "一次性告知到位"), ("符合办理条件", "予以受理")],
    ),
)


@pytest.mark.parametrize(("step", "check", "ways"), TOLD_OF_FAILING)
def test_what_is_told_of_failing_leaves_the_way_through(step, check, ways):
    assert ("decision", check, ways) in drawn(chart_of(path(step)))


def test_three_outcomes_of_one_check_keep_their_conditions():
    step = (
        "业务受理。①核对材料是否齐全；②审核合格确认受理的，出具受理回执；③审核后确认需补充材料的，出具补正通知。申请机构应在5个工作日内补正。"
        "④审核后确认不通过的，出具不予受理回执。收到申请之日起5个工作日内完成审核。"
    )
    boxes = {text: ways for _, text, ways in drawn(chart_of(path(step)))}
    assert boxes["核对材料是否齐全"] == [
        ("审核后确认需补充材料的", "出具补正通知"),
        ("审核后确认不通过的", "出具不予受理回执"),
        ("审核合格确认受理的", "出具受理回执"),
    ]
    assert boxes["出具补正通知"] == [(None, "申请机构应在5个工作日内补正")]
    assert boxes["出具受理回执"] == [(None, "结束")]


def test_what_may_be_gone_through_again_leads_back():
    step = "组织评估。①评估药店是否符合条件；②评估不合格的，应告知理由。自送达之日起，整改3个月后可再次申请评估。"
    boxes = {text: ways for _, text, ways in drawn(chart_of(path(step)))}
    assert boxes["自送达之日起，整改3个月后可再次申请评估"] == [(None, "组织评估")]


def test_numbered_parts_are_boxes_of_their_own():
    boxes = drawn(chart_of(path("业务审核。①核对当期结算费用；②审核通过的，制作结算单据；③财务部门复核。")))
    assert [text for _, text, _ in boxes] == ["开始", "业务审核", "核对当期结算费用", "审核通过的，制作结算单据", "财务部门复核", "结束"]


def test_a_long_step_is_shortened_where_no_half_sentence_is_left():
    kept = "经办机构对相关费用进行审核和复核（对需要查证的医疗费用进行核查，下同）后，完成支付，并反馈办理结果，同时将全部材料归档"
    assert drawn(chart_of(path(f"{kept}，按照规定保存三十年以上")))[1][1] == kept


def test_a_path_without_steps_has_no_boxes():
    assert chart_of(path(name="窗口")) == Chart(title="窗口")


@given(st.lists(st.text(alphabet="审核材料是否符合条件，。；①②若不的通过一次性告知（）()12 受理：再次线上下申请", max_size=60), max_size=5))
def test_a_chart_says_nothing_but_the_steps_own_words(texts):
    chart = chart_of(path(*texts))
    whole = "\n".join(texts)
    assert all(node.text in whole for node in chart.nodes if node.kind not in ("start", "end"))
    assert {edge.label for edge in chart.edges} <= {None, "是", "否", "或"} | {
        edge.label for edge in chart.edges if edge.label and edge.label in whole
    }
    names = [node.id for node in chart.nodes]
    assert len(names) == len(set(names))
    assert all(edge.from_ in names and edge.to in names for edge in chart.edges)
    assert chart == chart_of(path(*texts))
