"""Every blank form of the seeds on paper: all its words, boxes to tick, room to write."""

from __future__ import annotations

from collections import Counter

import pypdfium2
import pytest

from mingbai.guides.kinds import Form, FormCell, FormPart, FormTable
from mingbai.rendering.paper.collection import BlankForm
from mingbai.rendering.paper.form import form_paper, form_parts
from mingbai.rendering.pdf import Setter
from tests.papers import blanks, make_blank, make_imprint, pages_of
from tests.sites import ROOT

ALL = [*blanks("420000"), *blanks("320900")]
LOW = 8
"""Millimetres: the least height of a row that is written into."""


@pytest.fixture(scope="module")
def setter() -> Setter:
    """One for all forms: it loads its fonts once."""
    return Setter(ROOT / "templates" / "print")


def _words(form: Form) -> list[str]:
    """Everything that the form prints."""
    parts = [part.text or "" for part in form.layout]
    cells = [cell.text for part in form.layout if part.table for row in part.table.rows for cell in row]
    return [form.name, form.ref or "", *parts, *cells, *form.notes]


def test_there_are_thirty() -> None:
    assert len(ALL) == 30


@pytest.mark.parametrize("blank", ALL, ids=lambda blank: f"{blank.form.region} {blank.form.ref}")
def test_a_form_prints_every_word_that_it_has(blank: BlankForm, setter: Setter) -> None:
    made = setter.pdf(form_paper(blank, make_imprint()))
    pages = pages_of(made)
    printed, given = Counter("".join(pages)), Counter("".join("".join(_words(blank.form)).split()))
    drawn = {"□", "_"}
    assert not {sign: count for sign, count in (given - printed).items() if sign not in drawn}
    assert "□" not in printed, "boxes are drawn, no letters"
    assert all(f"校验码{blank.version.check_code}" in page and blank.form.region in pages[0] for page in pages)
    wide = pypdfium2.PdfDocument(made)[0]
    assert (wide.get_width() > wide.get_height()) == form_parts(blank.form)["wide"]


@pytest.mark.parametrize("blank", ALL, ids=lambda blank: f"{blank.form.region} {blank.form.ref}")
def test_a_form_has_every_box_and_room_for_a_pen(blank: BlankForm) -> None:
    parts = form_parts(blank.form)
    grids = [part for part in parts["parts"] if part["kind"] == "grid"]
    lines = [line for part in parts["parts"] for line in part.get("lines", ())]
    lines += [line for grid in grids for cell in grid["cells"] for line in cell["lines"]]
    boxes = sum(piece["kind"] == "box" for line in lines for piece in line["pieces"])
    assert boxes == "".join(_words(blank.form)).count("□")
    assert all(height >= LOW for grid in grids for height in grid["heights"])
    for grid in grids:
        taken = Counter(
            (cell["x"] + right, cell["y"] + down)
            for cell in grid["cells"]
            for right in range(cell["across"])
            for down in range(cell["down"])
        )
        assert set(taken.values()) == {1}, "no cell lies on another"
        assert len(taken) == len(grid["widths"]) * len(grid["heights"]), "no hole in the grid"


def test_a_list_of_which_only_the_heads_are_left_gets_rows() -> None:
    table = FormTable(rows=(tuple(FormCell(text=text) for text in ("序号", "姓名", "变更前", "变更后")),))
    form = Form(region="320900", slug="list", name="变更表", layout=(FormPart(table=table),))
    grid = form_parts(form)["parts"][0]
    assert grid["heads"] == 1 and len(grid["heights"]) == 9 and len(grid["cells"]) == 36


def test_a_form_that_was_lost_says_so(setter: Setter) -> None:
    form = Form(region="320900", slug="lost", name="申请表", ref="附录B", lost="原文只有标题。")
    (page,) = pages_of(setter.pdf(form_paper(make_blank(form), make_imprint())))
    assert "原文只有标题。" in page and "附录B" in page


def test_an_opinion_has_room_above_its_signature() -> None:
    rows = ((FormCell(text="审批意见"), FormCell(text="签名：\n年   月   日")), (FormCell(text="姓名"), FormCell()))
    form = Form(region="320900", slug="opinion", name="申请表", layout=(FormPart(table=FormTable(rows=rows)),))
    grid = form_parts(form)["parts"][0]
    signed, name = grid["cells"][1], grid["cells"][3]
    assert signed["room"] >= 15 and (name["role"], grid["cells"][2]["role"]) == ("write", "label")
