"""A workbook that people edited, read back."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

from mingbai.errors import UnreadableSource
from mingbai.guides.guide import Guide, Material
from mingbai.guides.sheet_values import lines, written
from mingbai.guides.sheets import EDITION, NAME, NUMBER, SHEETS, SLUG, heads
from mingbai.guides.text import dump, parse
from mingbai.importing.sheets import read_workbook
from mingbai.rendering.spreadsheet import workbook
from tests.makers import make_guide

CONTENT = Path(__file__).parents[3] / "content" / "guides"
PLACES = sorted(folder.name for folder in CONTENT.iterdir())

Table = dict[str, list[list[str]]]


def _tables(guides: Iterable[Guide]) -> Table:
    """The sheets of ``guides`` as rows of texts, to be spoilt by a test."""
    given = list(guides)
    tables = {sheet.name: [[label for _, label in heads(sheet)], [key for key, _ in heads(sheet)]] for sheet in SHEETS.values()}
    for guide in given:
        for line in lines(guide):
            shown = {**line.cells, SLUG: line.slug, NAME: guide.name, EDITION: "1", NUMBER: written(line.number)}
            tables[line.sheet].append([shown.get(key, "") for key, _ in heads(SHEETS[line.sheet])])
    return tables


def _file(tables: Table) -> bytes:
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, {"in_memory": True})
    for name, rows in tables.items():
        page = book.add_worksheet(name)
        for row, cells in enumerate(rows):
            for column, text in enumerate(cells):
                page.write_string(row, column, text)
    book.close()
    return file.getvalue()


def _brought(spoil: Callable[[Table], Any]) -> Any:
    tables = _tables([make_guide(materials=(Material(name="登记表"), Material(name="身份证"))), make_guide("other")])
    spoil(tables)
    return read_workbook("改过.xlsx", _file(tables))


@pytest.mark.parametrize("place", PLACES)
def test_every_guide_of_a_place_goes_out_and_comes_in_unchanged(place: str) -> None:
    texts = [path.read_text(encoding="utf-8") for path in sorted((CONTENT / place).glob("*.yaml"))]
    brought = read_workbook("out.xlsx", workbook((parse(text), 4) for text in texts))
    assert brought.faults == ()
    assert [dump(guide) for guide in brought.guides] == texts
    assert set(brought.seen.values()) == {4}


def test_the_places_hold_all_guides() -> None:
    assert len(list(CONTENT.glob("*/*.yaml"))) == 163


def test_columns_and_sheets_may_stand_in_another_order() -> None:
    def shuffle(tables: Table) -> None:
        for name in list(tables)[::-1]:
            tables[name] = [row[::-1] for row in tables.pop(name)]

    brought = _brought(shuffle)
    assert brought.faults == () and len(brought.guides) == 2


def test_a_line_without_a_number_comes_last() -> None:
    brought = _brought(lambda tables: tables["办理材料"].append(_row("办理材料", slug="employer-enrolment", name="营业执照")))
    assert [each.name for each in brought.guides[0].materials] == ["登记表", "身份证", "营业执照"]


def _row(sheet: str, **cells: str) -> list[str]:
    return [cells.get(key, "") for key, _ in heads(SHEETS[sheet])]


@pytest.mark.parametrize(
    ("spoil", "sheet", "cell", "said"),
    [
        (lambda tables: tables.pop("设定依据"), "设定依据", "", "缺少工作表"),
        (lambda tables: tables.update({"依据": tables.pop("设定依据")}), "设定依据", "", "缺少工作表"),
        (lambda tables: [row.pop() for row in tables["办理材料"]], "办理材料", "A2", "缺少“原文”这一列"),
        (lambda tables: tables["办理材料"][1].__setitem__(3, "colour"), "办理材料", "D2", "不认识"),
        (lambda tables: tables["办理材料"][2].append("旁注"), "办理材料", "O3", "不在任何一列里"),
        (lambda tables: tables["办理材料"][2].__setitem__(2, "一"), "办理材料", "C3", "不是序号"),
        (lambda tables: tables["办理材料"][3].__setitem__(2, "1"), "办理材料", "C4", "同一序号只能有一行"),
        (lambda tables: tables["办理材料"][3].__setitem__(0, ""), "办理材料", "A4", "请写明这一行属于哪个事项"),
        (lambda tables: tables["办理材料"][3].__setitem__(0, "nobody"), "办理材料", "A4", "没有事项标识为“nobody”的一行"),
        (lambda tables: tables["办理材料"][3].__setitem__(4, ""), "办理材料", "E4", "这一格不能空着"),
        (lambda tables: tables["指南"][2].__setitem__(1, "新"), "指南", "B3", "不是数字"),
    ],
)
def test_a_fault_names_its_sheet_and_cell(spoil: Callable[[Table], Any], sheet: str, cell: str, said: str) -> None:
    brought = _brought(spoil)
    assert [(each.sheet, each.cell) for each in brought.faults][:1] == [(sheet, cell)], brought.faults
    assert said in brought.faults[0].sentence


def test_a_fault_of_one_guide_keeps_only_that_guide_out() -> None:
    brought = _brought(lambda tables: tables["办理材料"][3].__setitem__(4, ""))
    assert [each.slug for each in brought.guides] == ["other"]


@pytest.mark.parametrize("data", [b"", b"not a workbook", b"PK\x03\x04broken"])
def test_what_is_no_workbook_is_refused_in_a_sentence(data: bytes) -> None:
    with pytest.raises(UnreadableSource):
        read_workbook("x.xlsx", data)
