"""The full guide, its one page and its large type: complete, whole, accessible, the same bytes twice."""

from __future__ import annotations

import dataclasses
import functools
import io
import re
from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

from mingbai.guides.guide import Guide, Material
from mingbai.printing.products import PRODUCTS
from mingbai.rendering.page import GuidePage
from mingbai.rendering.paper.short import BRIEF, brief
from mingbai.rendering.pdf import Setter
from tests.makers import make_guide, make_hall
from tests.papers import make_imprint, make_subject, pages_of, seeded
from tests.sites import ROOT

SOME = (
    ("320600", "322036001000"),
    ("320600", "jiben-yiliao-baoxian-canbao-renyuan-xiangshou-menzhen-ca16"),
    ("420000", "yiliaojigou-shenqing-dingdian-xieyi-guanli"),
    ("420000", "danwei-canbao-dengji"),
)
ALL = tuple((path.parent.name, path.stem) for path in sorted((Path(ROOT) / "content" / "guides").rglob("*.yaml")))


@functools.cache
def setter() -> Setter:
    return Setter(Path(ROOT) / "templates" / "print")


@functools.cache
def printed(product: str, region: str, slug: str) -> bytes:
    return of_guide(product, seeded(region, slug))


def of_guide(product: str, guide: Guide, **parts: object) -> bytes:
    subject = dataclasses.replace(make_subject(guide), **parts)  # type: ignore[arg-type]
    return setter().pdf(PRODUCTS[product].make(subject, make_imprint()))


def bare(text: str) -> str:
    return re.sub(r"[\s\u200b]+", "", text)


def body(pdf: bytes) -> str:
    """The text of all pages without their feet."""
    return "".join(re.sub(r"(编码\w+·)?第\d+版·.{0,40}打印·校验码\w+\S*?第\d+页，共\d+页", "", page) for page in pages_of(pdf))


def said(page: GuidePage) -> Iterator[str]:
    """What a guide's page says, piece by piece."""
    guide = page.guide
    yield from (guide.name, *guide.objects, *guide.conditions, *guide.material_notes, *guide.tips, *guide.process_stages)
    yield from (*page.remarks, *guide.level_notes, *guide.channel_notes, *(one.value for one in guide.attributes))
    yield from (step.text for path in guide.process for step in path.steps)
    yield from (line for group in page.channels for line in group.details)
    for group in page.materials:
        for line in group.lines:
            yield from materials(line.material)
            yield line.printed or ""
    for law in page.basis:
        yield law.printed or law.cited or ""
    for one in page.contacts:
        yield from filter(None, (one.contact.name, one.contact.phone, one.contact.address, one.contact.hours, one.printed))


def materials(one: Material) -> Iterator[str]:
    yield from (one.name, one.note or "", one.copies or "", one.substitute or "")
    for child in one.children:
        yield from materials(child)


def lost(pdf: bytes, page: GuidePage) -> list[str]:
    """What the page says and the paper does not. A piece that a page's end cuts is looked for in two."""
    text = body(pdf)
    found = []
    for piece in map(bare, said(page)):
        cuts = range(1, len(piece))
        if piece not in text and not any(piece[:cut] in text and piece[cut:] in text for cut in cuts):
            found.append(piece)
    return found


@pytest.mark.parametrize("name", SOME, ids="/".join)
@pytest.mark.parametrize("product", ["guide", "large"])
def test_everything_that_the_page_says_is_on_paper(product: str, name: tuple[str, str]) -> None:
    assert lost(printed(product, *name), make_subject(seeded(*name)).page) == []


@pytest.mark.parametrize("name", SOME, ids="/".join)
def test_the_short_guide_has_one_page(name: tuple[str, str]) -> None:
    pages = pages_of(printed("short", *name))
    assert len(pages) == 1
    guide = seeded(*name)
    for piece in (guide.name, guide.materials[0].name, "谁能办" if guide.conditions else "能办吗", "怎么办", "咨询和投诉", "12393"):
        assert bare(piece).replace("12393", "") in pages[0]


LONG = "参保人员应当在规定的时间内向参保地医疗保障经办机构提出申请，并如实提供有关材料；"


@pytest.mark.parametrize(
    "parts",
    [
        {"materials": tuple(Material(name=f"第{number}份材料", note=LONG) for number in range(80))},
        {"conditions": (LONG,) * 40, "objects": (LONG * 20,) * 3},
    ],
    ids=["materials", "conditions"],
)
def test_what_has_no_room_on_one_page_is_not_cut_without_a_word(parts: dict[str, object]) -> None:
    pages = pages_of(of_guide("short", make_guide(**parts)))
    assert len(pages) == 1 and "扫码看全。" in pages[0]


def test_a_step_in_short_is_its_first_clauses() -> None:
    assert brief("申请人提出申请") == "申请人提出申请"
    told = brief("申办人携带申报材料至当地经办机构窗口办理，工作人员对材料是否符合办理条件进行审核，材料符合的即时受理。")
    assert told == "申办人携带申报材料至当地经办机构窗口办理…" and len(told) <= BRIEF + 1


@pytest.mark.parametrize("product", ["guide", "short", "large"])
def test_a_changed_material_changes_every_product_and_all_name_the_version(product: str) -> None:
    """Standards 3.09: from the same version record."""
    pdfs = [of_guide(product, make_guide(materials=(Material(name=name),))) for name in ("居民身份证", "社会保障卡")]
    for pdf, name in zip(pdfs, ("居民身份证", "社会保障卡"), strict=True):
        text = "".join(pages_of(pdf))
        assert name in text and "第1版" in text and "2026年3月2日起施行" in text and "2026年3月2日打印" in text


@pytest.mark.parametrize("product", ["guide", "short", "large"])
def test_halls_are_printed_with_what_they_state(product: str) -> None:
    hall = make_hall()
    text = "".join(pages_of(of_guide(product, make_guide(), halls=(hall,))))
    for piece in (hall.name, hall.address or "", "09:00—12:00", hall.phones[0].number, hall.complaints[0].number):
        assert bare(piece) in text


@pytest.mark.parametrize("product", ["guide", "short", "large"])
def test_a_paper_is_tagged_and_whole_and_the_same_twice(product: str) -> None:
    pdf = printed(product, *SOME[0])
    assert of_guide(product, seeded(*SOME[0])) == pdf
    with pikepdf.open(io.BytesIO(pdf)) as read:
        assert read.check_pdf_syntax() == []
        told = read.open_metadata()
        assert told["{http://www.aiim.org/pdfua/ns/id/}part"] == "1"
        assert (told["{http://www.aiim.org/pdfa/ns/id/}part"], told["{http://www.aiim.org/pdfa/ns/id/}conformance"]) == ("2", "A")
        assert str(read.Root.Lang).startswith("zh") and read.Root.MarkInfo.Marked
        assert "办事指南" in str(read.docinfo["/Title"]) and read.Root.ViewerPreferences.DisplayDocTitle


def test_large_type_is_18_points_and_black() -> None:
    pdf = pypdfium2.PdfDocument(printed("large", *SOME[0]))
    raw = pypdfium2.raw
    sizes: dict[float, int] = {}
    for page in pdf:
        text = page.get_textpage()
        for at in range(text.count_chars()):
            if text.get_text_range(at, 1).strip():
                size = round(raw.FPDFText_GetFontSize(text, at), 1)
                sizes[size] = sizes.get(size, 0) + 1
    small = {size: count for size, count in sizes.items() if size < 17.9}
    assert min(sizes) >= 11.8 and max(sizes) > 25
    assert sum(small.values()) < sum(sizes.values()) / 3, "only the foot and what stands under the code are smaller"
    assert set(colours(printed("large", *SOME[0]))) <= {"0", "1"}, "black, and the white of the code"


def colours(pdf: bytes) -> Iterator[str]:
    """The colours of all text and lines."""
    with pikepdf.open(io.BytesIO(pdf)) as read:
        for page in read.pages:
            for operands, operator in pikepdf.parse_content_stream(page):
                if str(operator) in ("rg", "g", "scn"):
                    yield " ".join(str(float(one)).removesuffix(".0") for one in operands)


@pytest.mark.faults
@pytest.mark.parametrize("product", ["guide", "short", "large"])
def test_every_guide_of_the_content(product: str) -> None:
    for name in ALL:
        pdf = printed(product, *name)
        if product == "short":
            assert len(pages_of(pdf)) == 1, name
        else:
            assert lost(pdf, make_subject(seeded(*name)).page) == [], name
