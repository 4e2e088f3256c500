"""The table of files beside the PDF: every line leads to a maker, every product is known, refusals say what there is."""

from __future__ import annotations

import dataclasses
import io
import zipfile

import pytest

from mingbai.errors import NotFound
from mingbai.printing.formats import FORMATS, endings_of, file_name, format_of
from mingbai.printing.products import PLACE_PRODUCTS, PRODUCTS
from mingbai.rendering.paper.guide import guide_paper
from mingbai.rendering.paper.notice import notice_paper
from mingbai.rendering.paper.sheet import Paper
from tests.makers import make_guide
from tests.papers import make_imprint, make_subject


@pytest.fixture
def paper() -> Paper:
    return guide_paper(make_subject(make_guide()), make_imprint())


def test_every_line_is_of_a_product_that_there_is() -> None:
    assert {product for product, _ in FORMATS} <= {*PRODUCTS, *PLACE_PRODUCTS, "announcement"}
    assert all(kind.ending == ending for (_, ending), kind in FORMATS.items())


def test_a_format_makes_the_file_that_its_type_names(paper: Paper) -> None:
    notice = notice_paper(make_subject(make_guide()), make_imprint())
    for product, of in (("guide", paper), ("notice", notice)):
        kind = format_of(product, "docx")
        assert kind.type.endswith("wordprocessingml.document")
        assert "word/document.xml" in zipfile.ZipFile(io.BytesIO(kind.make(of))).namelist()
    assert format_of("guide", "html").make(paper).startswith(b"<!DOCTYPE html>")
    assert endings_of("guide") == ("docx", "html") and endings_of("poster") == ()


def test_what_is_not_made_is_refused_with_what_is() -> None:
    with pytest.raises(NotFound) as refused:
        format_of("guide", "xlsx")
    assert "guide.xlsx" in str(refused.value) and "pdf、docx、html" in str(refused.value.remedy)


def test_a_file_is_called_by_its_title_without_what_file_systems_refuse(paper: Paper) -> None:
    assert file_name(paper, "docx") == "江苏省南通市单位参保登记办事指南.docx"
    assert file_name(dataclasses.replace(paper, title='甲/乙:丙*"丁"\n戊'), "pdf") == "甲乙丙丁戊.pdf"
