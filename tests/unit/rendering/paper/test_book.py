"""The booklet of a real place: every page that it names is the page that it names."""

from __future__ import annotations

import io
import re
from typing import Any, NamedTuple

import pikepdf
import pytest

from mingbai.rendering.coded import AUDIENCES, FIELDS
from mingbai.rendering.paper.book import book_paper
from mingbai.rendering.paper.collection import Collection
from mingbai.rendering.paper.parts import guide_parts
from mingbai.rendering.paper.sheet import Paper
from mingbai.rendering.pdf import Setter
from tests.papers import make_imprint, make_subject, pages_of, seeded, seeded_collection
from tests.sites import ROOT


class Bound(NamedTuple):
    """A book that was set: what it was made of, its file, the text of its pages."""

    collection: Collection
    paper: Paper
    file: pikepdf.Pdf
    pages: list[str]


@pytest.fixture(scope="module")
def book() -> Bound:
    """The book of 盐城: the smallest with guides and forms, made once."""
    collection = seeded_collection("320900")
    paper = book_paper(collection, make_imprint(sample=True))
    made = Setter(ROOT / "templates" / "print").pdf(paper)
    return Bound(collection, paper, pikepdf.open(io.BytesIO(made)), pages_of(made))


def _bare(text: str) -> str:
    return "".join(text.split())


def _marks(file: pikepdf.Pdf) -> list[tuple[str, int]]:
    """The bookmarks of the first level, with the numbers of their pages."""
    at = {page.objgen: number for number, page in enumerate(file.pages, 1)}
    with file.open_outline() as outline:
        return [(_bare(str(one.title)), at[_target(one).objgen]) for one in outline.root]


def _target(item: pikepdf.OutlineItem) -> Any:
    found = item.destination if item.destination is not None else item.action.D
    return found[0]


def test_it_is_an_accessible_archive(book: Bound) -> None:
    told = bytes(book.file.Root.Metadata.read_bytes()).decode()
    assert "<pdfuaid:part>1</pdfuaid:part>" in told
    assert "<pdfaid:part>2</pdfaid:part>" in told and "<pdfaid:conformance>A</pdfaid:conformance>" in told
    assert book.file.Root.Lang == "zh-CN" and book.file.Root.MarkInfo.Marked


def test_every_guide_and_form_has_a_bookmark_at_its_page(book: Bound) -> None:
    marks = _marks(book.file)
    names = [_bare(one.page.guide.name) for one in book.collection.subjects]
    forms = [_bare(one.form.name) for one in book.collection.forms]
    assert [name for name, _ in marks] == ["事项清单", *names, *forms, "按人群查", "按名称查"]
    for name, page in marks:
        assert name in book.pages[page - 1], name


def test_contents_name_the_page_on_which_each_part_begins(book: Bound) -> None:
    contents = "".join(book.pages[1:3])
    for name, page in _marks(book.file):
        assert re.search(rf"{re.escape(name)}\.*{page}(?!\d)", contents), (name, page)


def test_the_list_and_both_indexes_name_the_same_pages(book: Bound) -> None:
    pages = dict(_marks(book.file))
    by_audience, _, by_name = "".join(book.pages[pages["按人群查"] - 1 :]).partition("按名称查按事项名称的拼音排列")
    for subject in book.collection.subjects:
        name = _bare(subject.page.guide.name)
        line = re.compile(rf"{re.escape(name)}\.*{pages[name]}(?!\d)")
        assert line.search(by_name), name
        assert len(line.findall(by_audience)) >= len(subject.page.guide.audiences), name
    audiences = {key for subject in book.collection.subjects for key in subject.page.guide.audiences}
    assert all(words in by_audience for key, words in AUDIENCES.items() if key in audiences)


def test_each_page_says_which_guide_in_which_version_it_shows(book: Bound) -> None:
    pages = dict(_marks(book.file))
    starts = sorted([*pages.values(), len(book.pages) + 1])
    for subject in book.collection.subjects:
        first = pages[_bare(subject.page.guide.name)]
        for page in range(first, starts[starts.index(first) + 1]):
            assert f"校验码{subject.version.check_code}" in book.pages[page - 1], (subject.page.guide.name, page)
            assert f"第{page}页，共{len(book.pages)}页" in book.pages[page - 1]


def test_the_cover_says_whose_book_it_is_and_leads_to_what_is_in_force(book: Bound) -> None:
    cover = book.pages[0]
    assert "江苏省盐城市" in cover and f"共{len(book.collection.subjects)}项" in cover and "空白表格7张" in cover
    assert "https://guide.example/320900/" in cover and "2026年3月2日" in cover and "样张" in cover


def test_what_is_internal_stays_inside(book: Bound) -> None:
    whole = "".join(book.pages)
    for subject in book.collection.subjects:
        for risk in subject.version.value.risk_points:
            assert _bare(risk.description) not in whole


def test_paper_calls_a_differing_column_as_the_page_does() -> None:
    page = make_subject(seeded("320600", "menzhen-feiyong-baoxiao")).page
    assert page.differing
    named = [one["name"] for one in guide_parts(page)["row"]]
    assert named == [FIELDS[one.field] for one in page.differing]
