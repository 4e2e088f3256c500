"""The 清单 of a place on A3: every row whole, grouped as the public page groups it."""

from __future__ import annotations

import pypdfium2

from mingbai.guides.guide import Material
from mingbai.guides.version import Heading, Name
from mingbai.reading.checklist import row_of, sorted_groups
from mingbai.rendering.paper.checklist import ASKED, checklist_paper, checklist_rows
from mingbai.rendering.paper.collection import Collection, grouped
from mingbai.rendering.pdf import Setter
from tests.makers import NOW, make_guide
from tests.papers import make_imprint, make_subject, pages_of, seeded_collection
from tests.sites import ROOT


def collection(*guides) -> Collection:
    """Some guides of 南通."""
    return Collection(path="/320600/", place="江苏省 南通市", region="320600", groups=grouped(map(make_subject, guides)), forms=())


def test_guides_stand_under_their_main_items_as_on_the_page_of_the_place() -> None:
    seeded = seeded_collection("320600")
    headings = [
        Heading(
            name=Name("guide", "320600", one.page.guide.slug),
            number=1,
            digest="",
            effective_from=NOW,
            published_at=NOW,
            facts={key: getattr(one.page.guide, key) for key in ("name", "main_item", "code", "ordinal") if getattr(one.page.guide, key)},
        )
        for one in seeded.subjects
    ]
    page = sorted_groups(map(row_of, headings), "")
    assert [(group.heading, [row.slug for row in group.rows]) for group in page] == [
        (group.heading, [one.page.guide.slug for one in group.subjects]) for group in seeded.groups
    ]


def test_a_sheet_holds_every_row_whole() -> None:
    seeded = seeded_collection("360000")
    made = Setter(ROOT / "templates" / "print").pdf(checklist_paper(seeded, make_imprint()))
    first = pypdfium2.PdfDocument(made)[0]
    assert (round(first.get_width()), round(first.get_height())) == (1191, 842)
    pages = pages_of(made)
    whole = "".join(pages)
    for group in checklist_rows(seeded):
        for row in group["rows"]:
            for said in (*row["name"], *row["code"], *row["materials"], *row["version"]):
                assert "".join(said.split()) in whole, said
    assert all("版次和校验码" in page and "江西省" in page for page in pages)


def test_a_column_of_which_no_guide_says_anything_is_left_out() -> None:
    columns = [column["key"] for column in checklist_paper(collection(make_guide()), make_imprint()).data["columns"]]
    assert "code" not in columns and "basis" not in columns and columns[:2] == ["ordinal", "name"]


def test_what_a_citizen_asks_and_the_record_does_not_say_is_named() -> None:
    paper = checklist_paper(collection(make_guide(), make_guide("b", name="乙", ordinal=2, time_limit=None)), make_imprint())
    limit = next(column for column in paper.data["columns"] if column["key"] == "limit")
    assert limit["asked"] and "limit" in ASKED and paper.data["groups"][0]["rows"][1]["limit"] == []
    assert "原文未载明" in pages_of(Setter(ROOT / "templates" / "print").pdf(paper))[0]


def test_a_material_is_told_with_all_that_stands_under_it() -> None:
    material = Material(
        name="身份材料",
        situation="代办",
        copies="复印件",
        note="加盖公章",
        substitute="承诺书",
        children=(Material(name="身份证"), Material(name="委托书")),
    )
    (row,) = checklist_rows(collection(make_guide(materials=(material,))))[0]["rows"]
    assert row["materials"] == ["1. 代办：身份材料（复印件；加盖公章；可用代替：承诺书）：身份证；委托书"]
