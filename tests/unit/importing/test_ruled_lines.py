"""Tables typed with bars between their cells."""

import pytest

from mingbai.importing.blocks import Table
from mingbai.importing.read import read
from mingbai.importing.repairs import repaired


def cells(text: str) -> list[list[str]]:
    tables = [block for block in repaired(read("甲.txt", text.encode())).blocks if isinstance(block, Table)]
    return [[cell.text for cell in row] for table in tables for row in table.rows]


@pytest.mark.parametrize(
    "text",
    [
        "| 序号 | 事项 | 材料 |\n|---|:--|---|\n| 1 | 甲 | 证 |\n| | 乙 | 表 |\n",
        "序号 | 事项 | 材料\n1 | 甲 | 证\n | 乙 | 表\n",
        "┌──┬──┬──┐\n│序号│事项│材料│\n├──┼──┼──┤\n│1│甲│证│\n├──┼──┼──┤\n│ │乙│表│\n└──┴──┴──┘\n",
    ],
)
def test_rows_with_bars_are_a_table(text: str):
    assert cells(text) == [["序号", "事项", "材料"], ["1", "甲", "证"], ["", "乙", "表"]]


def test_one_line_with_bars_is_no_table():
    assert cells("首页 | 政务公开 | 办事服务\n单位参保登记办事指南\n") == []
