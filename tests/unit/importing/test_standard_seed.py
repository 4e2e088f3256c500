"""The two committed documents with forms yield all of them, and the standard its services, clauses and findings."""

from __future__ import annotations

import functools
from pathlib import Path

from mingbai.guides.guide import Guide
from mingbai.guides.kinds import Form
from mingbai.importing.blocks import Block
from mingbai.importing.families import forms, standard
from mingbai.importing.family import Yield
from mingbai.importing.read.plain import read_plain
from mingbai.importing.repairs import repaired

SEEDS = Path(__file__).parents[2] / "seeds"


@functools.cache
def yancheng() -> Yield:
    return standard.read(_blocks("003_c66d10e9a71a1178.txt"))


@functools.cache
def hubei_forms() -> tuple[Form, ...]:
    blocks = _blocks("001_b69f9100ec458a7c.txt")
    return tuple(form for portion in forms.find(blocks) for form, _ in forms.read(blocks[portion.first : portion.end]).forms)


def _blocks(name: str) -> tuple[Block, ...]:
    return repaired(read_plain(name, (SEEDS / name).read_bytes())).blocks


def guides() -> dict[str, Guide]:
    return {item.guide.name: item.guide for item in yancheng().items if item.guide}


def test_all_sub_services_are_found() -> None:
    assert len(guides()) == len(yancheng().items) == 32


def test_sub_services_that_only_a_list_names_share_every_word_of_the_clause() -> None:
    one, other = guides()["定点医疗机构费用结算"], guides()["定点零售药店费用结算"]
    assert one.main_item == other.main_item == "定点医药机构费用结算"
    assert one.material_notes == ("办理材料根据定点医药机构与经办机构签订的协议执行。",)
    assert one.process_stages == other.process_stages == ("对账", "审核", "拨付", "办结")


def test_each_sub_service_has_its_own_stages_where_the_clause_tells_them_apart() -> None:
    assert guides()["医疗机构申请定点协议管理"].process_stages == ("申请", "受理", "确认", "反馈")
    assert guides()["定点医药机构基础信息变更"].process_stages == ("申请", "受理", "审核", "办结")


def test_a_channel_without_its_prefix_is_still_a_window() -> None:
    channels = guides()["“双通道”管理及单独支付药品用药待遇认定"].channels
    assert [channel.kind for channel in channels] == ["window", "online", "mobile"]


def test_names_that_differ_between_sub_clauses_are_aliases_of_one_item() -> None:
    assert guides()["临时外出就医人员备案"].aliases == ("临时外出人员备案",)
    assert guides()["计划生育医疗费支付"].aliases == ("计划生育医疗费",)
    assert guides()["单位参保信息查询"].aliases == ("参保单位参保信息查询",)


def test_forms_appendices_and_what_is_lost_of_them() -> None:
    assert [form.ref for form, _ in yancheng().forms] == [f"附录{letter}" for letter in "ACDFGHI"]
    lost = [finding.excerpt for finding in yancheng().findings if finding.kind == "lost-form"]
    assert lost == ["盐城市职工基本医疗保险参保登记表", "盐城市医疗保险“双通道”管理及单独支付药品用药申请表"]
    wrong = [finding for finding in yancheng().findings if finding.kind == "appendix-letter"]
    assert len(wrong) == 5


def test_slips_of_the_source_are_told() -> None:
    told = {finding.kind: finding for finding in yancheng().findings}
    assert told["empty-clause"].excerpt == "评价结果处理"
    assert told["repeated-paragraph"].place.line == 70
    assert told["lost-character"].excerpt == "（街道）级医保服务点"
    assert told["debris"].excerpt == "C"


def test_every_row_of_every_grid_is_as_wide_as_the_others() -> None:
    for form in (*(form for form, _ in yancheng().forms), *hubei_forms()):
        for part in form.layout:
            if not part.table:
                continue
            widths = []
            carried: dict[int, int] = {}
            for at, row in enumerate(part.table.rows):
                widths.append(sum(cell.colspan or 1 for cell in row) + carried.get(at, 0))
                for cell in row:
                    for below in range(at + 1, at + (cell.rowspan or 1)):
                        carried[below] = carried.get(below, 0) + (cell.colspan or 1)
            assert len(set(widths)) == 1, (form.ref, widths)


def test_the_23_forms_behind_the_guides() -> None:
    assert [form.ref for form in hubei_forms()] == [f"表{number}" for number in range(1, 24)]
    assert len({form.slug for form in hubei_forms()}) == 23
    assert hubei_forms()[6].name == "职工基本医疗保险个人账户一次性支取申请表"
    assert hubei_forms()[9].name == "参保人员基本医疗保险信息表"


def test_forms_have_fields_wherever_something_is_asked() -> None:
    assert [form.ref for form in hubei_forms() if not form.fields] == ["表20"]
    assert all(form.fields for form, _ in yancheng().forms)
