"""清单 of a text over several pages: what stands first on a page, and what the page before cut."""

from __future__ import annotations

import pytest

from mingbai.guides.guide import ChecklistRow
from mingbai.importing.families import checklist
from mingbai.importing.read import read
from mingbai.importing.repairs import repaired

TITLE = "甲市医疗保障服务事项清单"
HEAD = "主项\t序号\t子项\t办理材料\t办理时限\t办理环节\t备注"
NARROW = "序号\t子项\t办理材料\t办理时限\t办理环节\t备注"
NEW_PAGE = ("", TITLE, "", HEAD)


def rows(*lines: str) -> list[ChecklistRow]:
    document = repaired(read("甲.txt", "\n".join(lines).encode()))
    (portion,) = checklist.find(document.blocks)
    return [item.row for item in checklist.read(document.blocks[portion.first : portion.end]).items if item.row]


def test_one_word_of_a_cut_cell_under_a_head_is_no_second_head() -> None:
    found = rows(
        TITLE,
        HEAD,
        "一、费用结算\t1\t定点\t《申请表》\t30个工作日\t申请—办结\t直接结算。",
        *NEW_PAGE,
        "\t\t医疗机构费用结算\t\t\t\t",
        "\t2\t定点零售药店费用结算\t《申请表》\t30个工作日\t申请—办结\t",
    )
    assert [(row.name, row.main_item) for row in found] == [
        ("定点医疗机构费用结算", "费用结算"),
        ("定点零售药店费用结算", "费用结算"),
    ]


@pytest.mark.parametrize("page", [("", TITLE, "", NARROW), ("",)])
def test_a_title_across_the_table_may_open_a_page(page: tuple[str, ...]) -> None:
    found = rows(
        TITLE,
        NARROW,
        "一、参保登记",
        "1\t单位参保\t证书\t5个工作日\t申请—办结\t",
        "2\t职工参保\t《登记表》\t5个工作日\t申请—办结\t",
        *page,
        "二、费用报销",
        "3\t门诊报销\t票据\t30个工作日\t申请—办结\t",
    )
    assert [(row.name, row.main_item) for row in found] == [("单位参保", "参保登记"), ("职工参保", "参保登记"), ("门诊报销", "费用报销")]


def test_an_empty_line_is_a_page_break_where_empty_lines_are_few() -> None:
    before = [f"\t{at}\t事项甲{at}\t证书\t5个工作日\t申请—办结\t" for at in range(2, 6)]
    (*_, cut) = rows(
        TITLE,
        HEAD,
        "一、参保登记\t1\t事项甲\t证书\t5个工作日\t申请—办结\t",
        *before,
        "\t6\t城乡居民参保\t1.身份证\t即时办结\t申请—办结\t变更姓名、身份证",
        "",
        "\t\t信息变更登记\t2.《登记表》\t\t\t号的，应提供佐证资料。",
    )
    assert (cut.name, [one.name for one in cut.materials]) == ("城乡居民参保信息变更登记", ["身份证", "《登记表》"])
    assert cut.remarks == ("变更姓名、身份证号的，应提供佐证资料。",)


def test_empty_lines_between_all_rows_break_no_page() -> None:
    lines = [f"{'一、参保登记' if at == 1 else ''}\t\t事项{at}\t证书\t\t\t备注{at}" for at in range(1, 6)]
    found = rows(TITLE, HEAD, *(part for line in lines for part in ("", line)))
    assert [row.name for row in found] == [f"事项{at}" for at in range(1, 6)]


def test_a_whole_row_at_the_top_of_a_page_is_an_item_though_its_number_is_merged() -> None:
    found = rows(
        TITLE,
        "序号\t主项\t子项\t办理材料\t办理时限\t办理环节",
        "1\t参保登记\t单位参保\t证书\t5个工作日\t申请—办结",
        "",
        TITLE,
        "序号\t主项\t子项\t办理材料\t办理时限\t办理环节",
        "\t\t职工参保\t《登记表》\t即时办结\t申请—办结",
        "2\t费用报销\t门诊报销\t票据\t30个工作日\t申请—办结",
    )
    assert [(row.name, row.main_item) for row in found] == [("单位参保", "参保登记"), ("职工参保", "参保登记"), ("门诊报销", "费用报销")]


def test_a_list_that_a_page_cuts_between_two_numbers_stays_a_list() -> None:
    found = rows(
        TITLE,
        HEAD,
        "一、协议管理\t1\t医疗机构定点\t1. 申请表 2. 人员信息表\t60个工作日\t申请—办结\t",
        *NEW_PAGE,
        "\t\t\t3. 科室清单、设备清单 4. 声明函\t\t\t",
        "\t2\t零售药店定点\t申请表\t60个工作日\t申请—办结\t",
    )
    assert [one.name for one in found[0].materials] == ["申请表", "人员信息表", "科室清单、设备清单", "声明函"]
