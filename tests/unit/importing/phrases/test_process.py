"""办理流程: which lines head a path, which are steps, and that none is lost."""

from __future__ import annotations

from mingbai.importing.phrases.process import read_process


def paths(*lines: str) -> list[tuple[str | None, list[str]]]:
    return [(path.path, [step.text for step in path.steps]) for path in read_process(lines).paths]


def test_numbered_lines_are_the_steps_of_one_path() -> None:
    assert paths("（一）申办人提交材料；", "（二）工作人员审核；") == [(None, ["申办人提交材料", "工作人员审核"])]


def test_a_part_with_steps_under_it_is_a_path() -> None:
    assert paths("（一）窗口办理流程", "1、提交；", "2、审核。", "（二）网上办理", "单位在网上提交，工作人员审核。") == [
        ("窗口办理流程", ["提交", "审核。"]),
        ("网上办理", ["单位在网上提交，工作人员审核。"]),
    ]


def test_a_line_without_number_heads_a_path_only_with_steps_under_it() -> None:
    assert paths("线上办理：", "1.上传", "2.审核", "线下办理：", "1.提交") == [("线上办理", ["上传", "审核"]), ("线下办理", ["提交"])]
    assert paths("提出申请", "网上办理") == [(None, ["提出申请", "网上办理"])]


def test_an_inline_path_keeps_its_step() -> None:
    assert paths("（一）窗口办理：携带材料到窗口；", "（二）网上办理：登录政务服务网。") == [
        ("窗口办理", ["携带材料到窗口"]),
        ("网上办理", ["登录政务服务网。"]),
    ]


def test_a_step_keeps_the_list_inside_it() -> None:
    assert paths("1.受理。①审核材料；②不符合的不予受理。", "2.办结。") == [(None, ["受理。①审核材料；②不符合的不予受理。", "办结。"])]


def test_a_chain_of_stages_is_stages() -> None:
    read = read_process(["申请—受理—审核—办结"])
    assert (read.paths, read.stages) == ((), ("申请", "受理", "审核", "办结"))


def test_arrows_part_the_steps_of_a_path() -> None:
    assert paths("窗口办理：申请→受理→办结", "网上办理：登录政务服务网→上传材料（扫描件→PDF）→短信反馈") == [
        ("窗口办理", ["申请", "受理", "办结"]),
        ("网上办理", ["登录政务服务网", "上传材料（扫描件→PDF）", "短信反馈"]),
    ]


def test_a_stage_may_have_a_bracket_behind_it() -> None:
    assert read_process(["初审→受理→审查→登记（发证）"]).stages == ("初审", "受理", "审查", "登记（发证）")


def test_a_line_with_a_colon_over_a_list_heads_a_path() -> None:
    assert paths("转入档案：", "1.提交申请", "2.接收档案", "转出档案：", "1.提交调档函", "2.转递") == [
        ("转入档案", ["提交申请", "接收档案"]),
        ("转出档案", ["提交调档函", "转递"]),
    ]


def test_the_first_step_of_a_list_is_no_path_because_it_names_a_way() -> None:
    assert paths("1.网上申报：登录平台；", "2.审核：5日内审核；", "3.发证。") == [
        (None, ["网上申报：登录平台", "审核：5日内审核", "发证。"])
    ]
