"""What is said once, and what is never left out for it."""

from __future__ import annotations

import pytest

from mingbai.guides.guide import Basis, Channel, Material
from mingbai.rendering import once
from tests.makers import make_source


def test_a_material_does_not_repeat_what_its_name_says() -> None:
    found = once.material(Material(name="身份证、社保卡原件及复印件", copies="原件及复印件", note="加盖公章", substitute="个人承诺书"))
    assert (found.copies, found.note, found.substitute) == (None, "加盖公章", "个人承诺书")


def test_a_choice_that_the_name_spells_out_is_not_spelt_twice() -> None:
    either = ("医保电子凭证", "身份证")
    assert once.material(Material(name="医保电子凭证、身份证等任一有效证件", any_of=either)).any_of == ()
    assert once.material(Material(name="有效证件任选其一", any_of=either)).any_of == either
    assert once.material(Material(name="医保电子凭证、身份证", any_of=either)).any_of == either, "the name does not say that one will do"


def test_a_name_that_is_its_choice_keeps_it() -> None:
    assert once.material(Material(name="身份证或社保卡", any_of=("身份证", "社保卡"))).any_of == ("身份证", "社保卡")


def test_parts_of_a_material_are_read_the_same_way() -> None:
    found = once.material(Material(name="证明", children=(Material(name="出院记录复印件", copies="复印件"),)))
    assert found.children[0].copies is None


def test_a_remark_is_left_out_only_where_all_of_it_was_said() -> None:
    said = ["特殊人群还需提供①护照；②通行证。"]
    lines = ["特殊人群还需提供：①护照；②通行证", "特殊人群还需提供①护照；②通行证；③承诺书", "另有规定的除外", "另有规定的除外。"]
    assert once.unsaid(lines, said) == ("特殊人群还需提供①护照；②通行证；③承诺书", "另有规定的除外")


def test_ways_that_print_the_same_share_a_row() -> None:
    both = "网上办理或联办"
    printed = (("window", "大厅"), ("online", both), ("other", both), ("window", "服务站"))
    channels = tuple(Channel(kind=kind, detail=detail) for kind, detail in printed)
    assert once.ways(channels) == ((("window",), ("大厅", "服务站")), (("online", "other"), (both,)))


@pytest.mark.parametrize(
    ("title", "raw", "shown"),
    [
        ("社会保险法", "《社会保险法》第二条", "《社会保险法》"),
        ("社会保险法", "《社会保险法主席令第35号", "《社会保险法》"),
        ("暂行办法", "暂行办法》（令第41号）", "《暂行办法》"),
        ("统筹地区相关政策", "统筹地区相关政策", "统筹地区相关政策"),
        ("关于印发《细则》的通知", "关于印发《细则》的通知（〔2016〕28号）", "关于印发《细则》的通知"),
        (None, "地方规定", None),
    ],
)  # fmt: skip
def test_a_title_stands_in_its_marks_only_where_they_are_printed(title: str | None, raw: str, shown: str | None) -> None:
    assert once.cited(Basis(title=title, raw=raw)) == shown


def test_a_document_known_by_its_file_alone_has_no_title() -> None:
    assert once.untitled(make_source(document="001_b69f", file="001_b69f.txt")) == "001_b69f.txt"
    assert once.untitled(make_source(document="操作规范", file="001_b69f.txt")) is None
    assert once.untitled(make_source(document="001_b69f", file=None)) is None
