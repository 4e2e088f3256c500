"""Channels, levels, stages and forms."""

import pytest

from mingbai.guides.guide import FormRef
from mingbai.importing.phrases.channels import read_channel, read_channels, ticked
from mingbai.importing.phrases.forms import forms_in
from mingbai.importing.phrases.levels import read_levels
from mingbai.importing.phrases.stages import read_stages


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["（一）窗口办理：各市公布地址", "（二）网上或掌上办理", "（三）自助办理"], ["window", "online", "mobile", "kiosk"]),
        (["- a) 窗口办，大厅负责，医疗机构可提供代办服务；", "- b) 电话办，通过咨询电话"], ["window", "phone"]),
        (["窗口办理、网上办理；掌上办理"], ["window", "online", "mobile"]),
        (["窗口办理：（市级）南路150号；（县级）各地服务窗口"], ["window"]),
        (["医院端办理"], ["hospital"]),
        (["通过“甲”APP办理"], ["mobile"]),
        (["免申即享"], ["other"]),
        (["可到县中心窗口办理，也可通过微信公众号办理"], ["window", "mobile"]),
        (["线上：国家医保服务平台APP；线下：医保大厅"], ["online", "window"]),
    ],
)
def test_channels(lines: list[str], expected: list[str]):
    assert [channel.kind for channel in read_channels(lines)] == expected


def test_the_group_names_the_way_where_the_entry_does_not():
    assert [one.kind for one in read_channel("其他渠道甲", "线上办理")] == ["other"]
    assert [one.kind for one in read_channel("一号厅", "现场办理")] == ["window"]
    assert [one.kind for one in read_channel("线上或线下", "结果反馈")] == ["other"]


@pytest.mark.parametrize(("cell", "expected"), [("√", True), ("√　", True), ("是", True), ("　", False), ("否", False)])
def test_ticks(cell: str, expected: bool):
    assert ticked(cell) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("B、C、D", ["设区市", "县（市、区）", "乡镇（街道）"]),
        ("B、C、D、E", ["设区市", "县（市、区）", "乡镇（街道）", "村（社区）"]),
        ("设区市、县（市、区）、乡镇（街道）、村（社区）", ["设区市", "县（市、区）", "乡镇（街道）", "村（社区）"]),
        ("市、县（市、区）", ["设区市", "县（市、区）"]),
        ("省级、市级、县级、镇（街道）、村居", ["省", "设区市", "县（市、区）", "乡镇（街道）", "村（社区）"]),
        ("自治区、市、旗县区", ["省", "设区市", "县（市、区）"]),
        ("A、B、C；D仅受理", ["省", "设区市", "县（市、区）", "乡镇（街道）"]),
        ("□省 ☑市 ☑县", ["设区市", "县（市、区）"]),
    ],
)
def test_levels(text: str, expected: list[str]):
    assert list(read_levels(text).levels) == expected


def test_what_says_more_than_a_level_is_a_note():
    assert read_levels("县级；乡镇（街道）仅受理").notes == ("乡镇（街道）仅受理",)


@pytest.mark.parametrize(
    "text",
    [
        "申请—受理 —审核--办结",
        "申请-受理-审核-办结。",
        "申请→受理→审核→办结",
        "申请、受理、审核、办结",
        "1.申请 2.受理 3.审核 4.办结",
        "申请/受理/审核/办结",
        "申 请—受 理—审核—办结",
    ],
)
def test_stages(text: str):
    assert read_stages(text) == ("申请", "受理", "审核", "办结")


def test_forms():
    assert forms_in("《甲登记表》（见附录A）、《乙法》、《丙许可证书》和丁备案登记表，戊情况表") == (
        FormRef(name="甲登记表", ref="附录A"),
        FormRef(name="丁备案登记表"),
    )


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("线上办理：□政务服务平台 ☑医保公共服务平台", [("online", "医保公共服务平台")]),
        ("其他方式：☑邮寄", [("mail", "邮寄")]),
        ("线下：户籍所在地村（社区） 线上：省政务服务网", [("window", "线下：户籍所在地村（社区）"), ("online", "线上：省政务服务网")]),
        ("窗口办理,网上办理(www.example.cn)", [("window", "窗口办理"), ("online", "网上办理(www.example.cn)")]),
    ],
)
def test_several_ways_in_one_line(line: str, expected: list[tuple[str, str]]) -> None:
    assert [(channel.kind, channel.detail.strip()) for channel in read_channels([line])] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("转出地经办机构收到《联系函》后10个工作日内生成、发出《信息表》并划转资金", ()),
        ("关系转入：经办机构收到《参保人员信息表》后，在5个工作日内办结", ()),
        ("经办机构收到《费用结算申请表》后，在5个工作日内办结", ("费用结算申请表",)),
        ("向经办机构提交《参保人员信息表》", ("参保人员信息表",)),
        ("经办机构收到《信息表》后办结；申请人填写《信息表》", ("信息表",)),
    ],
)
def test_what_agencies_send_each_other_is_no_form_to_fill_in(text: str, expected: tuple[str, ...]):
    assert tuple(form.name for form in forms_in(text)) == expected


def test_a_hall_on_the_net_is_no_window() -> None:
    assert [channel.kind for channel in read_channels(["网上服务大厅"])] == ["online"]
