"""The 清单 as a workbook to be read: every row and word of the printed table, text only, ready to be sorted, filtered and printed."""

from __future__ import annotations

import dataclasses
import io
import zipfile
from typing import Any

import openpyxl

from mingbai.guides.guide import Material
from mingbai.rendering.checklist_workbook import checklist_workbook
from mingbai.rendering.paper.checklist import checklist_paper
from mingbai.rendering.paper.collection import Collection, grouped
from mingbai.rendering.paper.sheet import Paper
from tests.makers import make_guide
from tests.papers import make_imprint, make_subject, seeded


def _paper(*guides: Any, **imprint: Any) -> Paper:
    given = guides or (seeded("320600", "322036001000"), seeded("320600", "322036002000"))
    groups = grouped(make_subject(guide) for guide in given)
    return checklist_paper(
        Collection(path="/320600/", place="江苏省 南通市", region="320600", groups=groups, forms=()), make_imprint(**imprint)
    )


def _sheets(paper: Paper) -> Any:
    return openpyxl.load_workbook(io.BytesIO(checklist_workbook(paper)))


def test_every_row_and_word_of_the_printed_table_is_there() -> None:
    paper = _paper()
    page = _sheets(paper)["清单"]
    assert [cell.value for cell in page[1]] == ["主项", *(column["title"] for column in paper.data["columns"])]
    rows = [(group["heading"], row) for group in paper.data["groups"] for row in group["rows"]]
    assert page.max_row == 1 + len(rows)
    for at, (heading, row) in enumerate(rows, 2):
        cells = [cell.value for cell in page[at]]
        assert cells[0] == heading
        for cell, column in zip(cells[1:], paper.data["columns"], strict=True):
            said = "\n".join(row[column["key"]])
            assert (str(cell) if cell is not None else "") == (said or ("原文未载明" if column["asked"] else ""))


def test_heads_stay_in_sight_and_on_every_sheet_of_paper() -> None:
    page = _sheets(_paper())["清单"]
    assert page.freeze_panes == "D2" and page.auto_filter.ref.startswith("A1:") and not page.merged_cells.ranges
    assert (page.page_setup.orientation, int(page.page_setup.paperSize), page.print_title_rows) == ("landscape", 8, "$1:$1")
    assert page.sheet_properties.pageSetUpPr.fitToPage and (page.page_setup.fitToWidth or 1, page.page_setup.fitToHeight) == (1, 0)
    assert all(column.width >= 6 for column in page.column_dimensions.values())
    assert page["E2"].alignment.wrap_text


def test_rows_are_as_high_as_their_longest_cell_and_long_titles_leave_a_header() -> None:
    paper = _paper(make_guide(remarks=("一二三四五六七八九十" * 12,)), make_guide("other", ordinal=2))
    page = _sheets(dataclasses.replace(paper, title="长" * 300))["清单"]
    assert page.row_dimensions[2].height > 5 * 13 and page.row_dimensions[3].height < 4 * 20
    assert "长长" in page.oddHeader.left.text


def test_nothing_becomes_a_formula_or_a_link() -> None:
    hostile = ("=1+1", "http://evil.example", "+1", "@SUM(A1)")
    guide = make_guide(name="=1+1", code="012345678901", materials=tuple(Material(name=text) for text in hostile), remarks=hostile)
    with zipfile.ZipFile(io.BytesIO(checklist_workbook(_paper(guide)))) as package:
        parts = {name: package.read(name).decode() for name in package.namelist() if name.startswith("xl/worksheets/")}
    assert parts and not any("<f" in xml or "<hyperlink" in xml for xml in parts.values())
    page = _sheets(_paper(guide))["清单"]
    assert (page["B2"].value, page["C2"].value, page["D2"].value) == (1, "=1+1", "012345678901")
    assert page["C2"].data_type == page["D2"].data_type == "s"


def test_the_second_sheet_tells_source_versions_and_check_codes() -> None:
    paper = _paper(sample=True)
    told = [[cell.value for cell in row] for row in _sheets(paper)["出处和版本"].rows]
    flat = [value for row in told for value in row if value]
    for said in (paper.title, paper.data["cover"]["origins"][0]["document"], "https://guide.example/320600/", "2026年3月2日"):
        assert any(said in str(value) for value in flat)
    assert any("样张" in str(value) for value in flat)
    checks = [row["version"][1] for group in paper.data["groups"] for row in group["rows"]]
    assert [row[4] for row in told[-len(checks) :]] == checks


def test_what_no_cell_can_hold_is_cut_and_says_so() -> None:
    page = _sheets(_paper(make_guide(remarks=("字" * 40_000,))))["清单"]
    (long,) = [cell.value for cell in page[2] if cell.value and len(str(cell.value)) > 1000]
    assert len(long) == 32767 and long.endswith("（单元格放不下，全文见网页）")


def test_equal_papers_give_equal_bytes() -> None:
    assert checklist_workbook(_paper()) == checklist_workbook(_paper())
