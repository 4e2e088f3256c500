"""The booklet as a Word document: contents that are filled and lead somewhere, every guide with its own stamp."""

from __future__ import annotations

import io
import re
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn

from mingbai.rendering.paper.book import book_paper
from mingbai.rendering.paper.collection import Collection, grouped
from mingbai.rendering.paper.sheet import Paper
from mingbai.rendering.word.book import book_document
from tests.papers import make_imprint, make_subject, seeded

SLUGS = ("322036001000", "322036002000", "322036004000")


@pytest.fixture(scope="module")
def paper() -> Paper:
    groups = grouped(make_subject(seeded("320600", slug)) for slug in SLUGS)
    collection = Collection(path="/320600/", place="江苏省 南通市", region="320600", groups=groups, forms=())
    return book_paper(collection, make_imprint(sample=True))


@pytest.fixture(scope="module")
def document(paper: Paper) -> Any:
    return docx.Document(io.BytesIO(book_document(paper)))


def _text(element: Any) -> str:
    return "".join(one.text or "" for one in element.iter(qn("w:t")))


def test_the_contents_are_filled_and_every_line_leads_to_a_heading(paper: Paper, document: Any) -> None:
    lines = [one for one in document.paragraphs if one.style.name == "toc 1"]
    names = [one["guide"]["name"] for one in paper.data["guides"]]
    assert [_text(one._p) for one in lines] == ["事项清单", *names, "按人群查", "按名称查"]
    marks = {one.get(qn("w:name")): _text(one.getparent()) for one in document.element.body.iter(qn("w:bookmarkStart"))}
    assert [marks[link.get(qn("w:anchor"))] for one in lines for link in one._p.iter(qn("w:hyperlink"))] == [_text(one._p) for one in lines]
    codes = [one.text for one in document.element.body.iter(qn("w:instrText"))]
    assert codes[0].strip().startswith("TOC ") and set(re.findall(r"PAGEREF (\S+)", "".join(codes))) == set(marks)
    opened = [one.get(qn("w:fldCharType")) for one in document.element.body.iter(qn("w:fldChar"))]
    assert opened.count("begin") == opened.count("end") == opened.count("separate")


def test_every_guide_is_whole_and_has_a_section_with_its_own_stamp(paper: Paper, document: Any) -> None:
    feet = [_text(section.footer._element) for section in document.sections]
    for one in paper.data["guides"]:
        assert sum(f"校验码 {one['stamp']['check']}" in foot and one["stamp"]["address"] in foot for foot in feet) == 1
    text = _text(document.element.body)
    said = [step for one in paper.data["guides"] for path in one["guide"]["paths"] for step in path["steps"]]
    said += [
        line["name"] for one in paper.data["guides"] for group in one["guide"]["materials"] for line in group["lines"] if not line["split"]
    ]
    assert said and not [one for one in said if one.replace("\n", "") not in text]
    assert all(section.page_width.mm == pytest.approx(210, abs=0.1) for section in document.sections)


def test_the_list_and_the_indexes_give_pages(paper: Paper, document: Any) -> None:
    heads = [table.rows[0] for table in document.tables if table.rows[0].cells[0].text == "序号"]
    assert heads and all(head.cells[-1].text == "页" and head._tr.find(f".//{qn('w:tblHeader')}") is not None for head in heads)
    lines = [_text(one._p) for one in document.paragraphs if one.style.name == "index 1"]
    assert sorted(set(lines)) == sorted(one["guide"]["name"] for one in paper.data["guides"])
    assert len(lines) == sum(len(group["lines"]) for name in ("audiences", "names") for group in paper.data[name])


def test_the_cover_says_sample_and_the_file_is_the_same_twice(paper: Paper, document: Any) -> None:
    assert document.paragraphs[0].text.startswith("样张")
    assert book_document(paper) == book_document(paper)
