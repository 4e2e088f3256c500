"""The 一次性告知单 as a Word document: two copies, the whole list with boxes, what a clerk ticked."""

from __future__ import annotations

import dataclasses
import io
from typing import Any

import docx
from docx.oxml.ns import qn

from mingbai.guides.guide import Material
from mingbai.rendering.paper.notice import notice_paper
from mingbai.rendering.paper.sheet import Paper
from mingbai.rendering.word.notice import notice_document
from tests.makers import make_guide
from tests.papers import make_imprint, make_subject, seeded

THREE = (Material(name="登记表", note="加盖公章"), Material(name="身份证", situation="委托办理"), Material(name="证明", later="十日内补交"))


def _opened(paper: Paper) -> Any:
    return docx.Document(io.BytesIO(notice_document(paper)))


def _lists(document: Any) -> list[list[list[str]]]:
    """The tables of materials, cell by cell."""
    tables = [[[cell.text for cell in row.cells] for row in table.rows] for table in document.tables]
    return [table for table in tables if table[0][0] == "序号"]


def test_both_copies_list_every_material_with_boxes_under_a_repeated_head() -> None:
    document = _opened(notice_paper(make_subject(make_guide(materials=THREE)), make_imprint()))
    first, second = _lists(document)
    assert first == second
    assert first[0] == ["序号", "材料", "已带", "待补", "可容缺"]
    assert first[1] == ["1", "登记表\n加盖公章", "□", "□", "—"]
    assert first[2][1] == "委托办理：身份证"
    assert first[3][1].startswith("证明") and "十日内补交" in first[3][1] and first[3][2:] == ["□", "□", "□"]
    assert len(list(document.element.body.iter(qn("w:tblHeader")))) == 2
    headings = [one for one in document.paragraphs if one.style.name == "Heading 1"]
    assert [one.paragraph_format.page_break_before for one in headings] == [False, True]


def test_what_was_ticked_is_ticked_and_what_is_missing_is_told() -> None:
    subject = dataclasses.replace(make_subject(make_guide(materials=THREE)), ticks={1: "brought", 2: "missing", 3: "later"}, stub="A1B2")
    document = _opened(notice_paper(subject, make_imprint()))
    rows = _lists(document)[0]
    assert [row[2:] for row in rows[1:]] == [["☑", "□", "—"], ["□", "☑", "—"], ["□", "□", "☑"]]
    text = [one.text for one in document.paragraphs]
    assert "需要补正：第 2 项 身份证" in text and "可以后补：第 3 项 证明（十日内补交）" in text
    assert "编号 A1B2" in "\n".join(cell.text for table in document.tables for row in table.rows for cell in row.cells)
    done = dataclasses.replace(subject, ticks={1: "brought", 2: "brought", 3: "brought"})
    assert "材料已齐，不用补正。" in [one.text for one in _opened(notice_paper(done, make_imprint())).paragraphs]


def test_basis_limit_and_where_to_complain_are_there() -> None:
    paper = notice_paper(make_subject(seeded("320600", "322036002000")), make_imprint(sample=True))
    document = _opened(paper)
    text = "\n".join(cell.text for table in document.tables for row in table.rows for cell in row.cells)
    assert paper.data["guide"]["limit_raw"] in text and all(row["number"] in text for row in paper.data["guide"]["basis"] if row["number"])
    assert "投诉" in text and "样张" in text and all(note in _body(document) for note in paper.data["guide"]["material_notes"])
    assert notice_document(paper) == notice_document(paper)


def _body(document: Any) -> str:
    return "\n".join(one.text for one in document.paragraphs)
