"""The guide as a Word document: whole, in styles that Word knows, the same bytes twice, with a code that reads."""

from __future__ import annotations

import dataclasses
import io
import zipfile
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

import docx
import pytest
import zxingcpp
from docx.oxml.ns import qn
from docx.shared import Mm
from PIL import Image

from mingbai.guides.guide import Material
from mingbai.rendering.paper.guide import guide_paper
from mingbai.rendering.paper.sheet import Paper
from mingbai.rendering.word.guide import guide_document
from tests.makers import make_guide
from tests.papers import DAY, make_imprint, make_subject, seeded

KNOWN = (
    ("320600", "322036002000"),
    ("320900", "changqi-huli-baoxian-shineng-dengji-pinggu-shenqing"),
    ("360000", "002036001003"),
    ("420000", "danwei-canbao-xinxi-biangeng-dengji"),
    ("512000", "canbao-danwei-canbao-xinxi-chaxun"),
)


def _paper(*of: str, **imprint: Any) -> Paper:
    guide = seeded(*of) if of else make_guide(code="322036001000")
    return guide_paper(make_subject(guide), make_imprint(**imprint))


def _opened(paper: Paper) -> Any:
    return docx.Document(io.BytesIO(guide_document(paper)))


def _text(element: Any) -> str:
    """All that a reader sees of an element, a line a paragraph."""
    lines = []
    for paragraph in element.iter(qn("w:p")):
        marks = (("\n" if one.tag == qn("w:br") else "\t" if one.tag == qn("w:tab") else one.text or "") for one in paragraph.iter())
        lines.append("".join(marks))
    return "\n".join(lines)


def _said(data: Any, key: str = "") -> Iterable[str]:
    """Every text of a guide's parts that a sheet prints as it stands."""
    if isinstance(data, Mapping):
        if data.get("split"):
            data = {**data, "name": ""}  # it only introduces the alternatives, which stand in its place
        for name, value in data.items():
            yield from () if name in ("svg", "limit", "fee", "issued") else _said(value, name)
    elif isinstance(data, list):
        for value in data:
            yield from _said(value, key)
    elif isinstance(data, str):
        yield data


@pytest.mark.parametrize("of", KNOWN, ids="/".join)
def test_every_word_of_the_printed_guide_is_in_the_document(of: tuple[str, str]) -> None:
    paper = _paper(*of)
    text = _text(_opened(paper).element.body)
    missing = [said for said in _said(paper.data["guide"]) if said and said not in text]
    assert not missing
    assert (paper.data["guide"]["limit_raw"] or "原文未载明") in text


def test_materials_keep_their_numbers_as_text_with_all_that_stands_under_them() -> None:
    inner = Material(name="户口簿", note="本人页", children=(Material(name="首页"),))
    materials = (
        Material(name="身份证明", any_of=("身份证", "社保卡"), copies="1份", substitute="电子凭证"),
        Material(name="出生证", situation="新生儿", group="儿童", children=(inner,)),
    )
    text = _text(_opened(guide_paper(make_subject(make_guide(materials=materials)), make_imprint())).element.body)
    for said in ("1．\t", "2．\t", "身份证 或 社保卡", "1份", "可用代替：电子凭证", "户口簿\n本人页", "首页"):
        assert said in text


def test_the_language_of_what_is_chinese_is_chinese() -> None:
    document = _opened(_paper())
    found = list(document.styles.element.iter(qn("w:lang")))
    assert found and {one.get(qn("w:eastAsia")) for one in found} == {"zh-CN"}
    assert document.settings.element.find(qn("w:themeFontLang")).get(qn("w:eastAsia")) == "zh-CN"
    assert document.core_properties.language == "zh-CN"


def test_headings_are_word_s_own_in_fonts_that_offices_have() -> None:
    document = _opened(_paper("420000", "danwei-canbao-xinxi-biangeng-dengji"))
    headings = [(one.style.name, one.text) for one in document.paragraphs if one.style.name.startswith("Heading")]
    assert headings[0] == ("Heading 1", "单位参保信息变更登记")
    assert ("Heading 2", "办理材料") in headings and ("Heading 3", "线上办理") in headings
    fonts = {name: document.styles[name].element.rPr.rFonts.get(qn("w:eastAsia")) for name in ("Normal", "Heading 1", "Heading 2")}
    assert fonts == {"Normal": "宋体", "Heading 1": "黑体", "Heading 2": "黑体"}
    assert not any(qn(f"w:{script}Theme") in fonts_of.attrib for fonts_of in _fonts(document) for script in ("eastAsia", "ascii"))
    assert not [style for style in document.styles if "Accent" in style.name and style.type == 3]


def _fonts(document: Any) -> list[Any]:
    return [document.styles[name].element.rPr.rFonts for name in ("Normal", "Heading 1", "Heading 2", "Heading 3", "List Bullet")]


def test_tables_have_columns_of_fixed_widths_that_fit_the_page() -> None:
    document = _opened(_paper(*KNOWN[0]))
    section = document.sections[0]
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)
    room = section.page_width - section.left_margin - section.right_margin
    assert len(document.tables) >= 3
    for table in document.tables:
        assert table._tbl.tblPr.find(qn("w:tblLayout")).get(qn("w:type")) == "fixed"
        widths = [column.width for column in table.columns]
        assert all(widths) and abs(sum(widths) - room) < Mm(1)
        assert all(cell.width == column.width for column in table.columns for cell in column.cells)


def test_head_and_foot_carry_the_stamp_and_count_the_pages() -> None:
    document = _opened(_paper())
    foot = document.sections[0].footer._element
    text = _text(foot)
    stamp = _paper().data["stamp"]
    for said in ("编码 322036001000", "第 1 版", "2026年3月2日起施行", "2026年3月2日 打印", f"校验码 {stamp['check']}", stamp["address"]):
        assert said in text
    assert {one.text.strip() for one in foot.iter(qn("w:instrText"))} == {"PAGE", "NUMPAGES"}
    assert "单位参保登记" in _text(document.sections[0].header._element)


def test_a_sample_says_so_at_the_top_of_the_text_and_of_every_page() -> None:
    document = _opened(_paper(sample=True))
    assert document.paragraphs[0].text.startswith("样张") and "样张" in _text(document.sections[0].header._element)
    plain = _opened(_paper())
    assert "样张" not in _text(plain.element.body) and "样张" not in _text(plain.sections[0].header._element)


def test_the_code_decodes_and_is_at_least_three_centimetres_wide() -> None:
    paper = _paper()
    document = _opened(paper)
    (shape,) = document.inline_shapes
    assert shape.width.mm >= 30 and shape.width == shape.height
    with zipfile.ZipFile(io.BytesIO(guide_document(paper))) as package:
        (name,) = [one for one in package.namelist() if one.endswith(".png")]
        picture = Image.open(io.BytesIO(package.read(name)))
    (found,) = zxingcpp.read_barcodes(picture)
    assert found.text == paper.data["stamp"]["address"]
    assert shape._inline.docPr.get("descr") == f"二维码：{found.text}"


def test_equal_papers_give_equal_bytes_and_another_day_gives_others() -> None:
    paper = _paper()
    assert guide_document(paper) == guide_document(_paper())
    later = dataclasses.replace(paper, day=date(2026, 3, 3))
    assert guide_document(later) != guide_document(paper)
    with zipfile.ZipFile(io.BytesIO(guide_document(paper))) as package:
        assert not [name for name in package.namelist() if "thumbnail" in name or "Effects" in name]
        assert {one.date_time for one in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert f"{DAY.isoformat()}T00:00:00Z" in package.read("docProps/core.xml").decode()
