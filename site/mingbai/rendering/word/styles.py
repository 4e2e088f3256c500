"""The looks of our Word documents: Word's own styles (标题 1–3, 正文, 网格型 …) in the fonts that Chinese offices have, on A4.

The styles are the built-in ones, which Word names in the reader's language and which a paper of an office maps to its own when text is
pasted. Fonts are named and not embedded: 宋体, 黑体, 仿宋, 楷体 come with Windows and WPS. Colours are left to the program: all is black.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

TEXT, HEADING, OFFICIAL, SECOND = "宋体", "黑体", "仿宋", "楷体"
LATIN = "Times New Roman"
WIDTH, HEIGHT = 210, 297
"""A4 in mm."""


@dataclass(frozen=True, slots=True)
class Margins:
    """The margins of a page in mm."""

    left: float
    right: float
    top: float
    bottom: float

    @property
    def inner(self) -> float:
        """What a line may take, in mm."""
        return WIDTH - self.left - self.right


USUAL = Margins(22, 22, 24, 24)
LETTER = Margins(28, 26, 37, 35)
"""Those of an official document (GB/T 9704-2012, 5.2)."""
INNER = USUAL.inner
CHINESE_SIZE = 16.0
"""三号 in points, the letters of an official document (GB/T 9704-2012, 5.2.2)."""
NUMBERED, UNDER, SMALL, CELL, LETTER_TEXT = "编号项", "编号项说明", "小字", "表格文字", "公文正文"
"""Styles of our own: a numbered thing with its number hanging out, what stands under it, small print, text in tables."""
_HEADINGS = {"Heading 1": (18.0, 0.0, 6.0), "Heading 2": (14.0, 12.0, 4.0), "Heading 3": (11.0, 8.0, 2.0)}
"""Size, room above and room below, in points."""
_HANG = Mm(9)


def dress(document: Document, margins: Margins = USUAL) -> None:
    """Give ``document`` its page, its languages and its styles."""
    text, size = TEXT, 10.5
    _cleared(document)
    _languages(document)
    for name in ("Normal", "Header", "Footer", "List Bullet", "List Bullet 2", "Table Grid", "Title"):
        _font(document.styles[name], text)
    normal: Any = document.styles["Normal"]
    normal.font.size = Pt(size)
    _space(normal, 0, 3, 1.25)
    for name in ("List Bullet", "List Bullet 2"):
        _space(document.styles[name], 0, 2, 1.25)
    _edges(document, margins)
    _headings(document)
    _own(document, text, size)
    page_of(document.sections[0], margins)


def dress_letter(document: Document) -> None:
    """The styles of an official document (公文, GB/T 9704-2012, 7.3): title in 宋体, text in 仿宋, headings in 黑体 and 楷体, all 三号."""
    body = _added(document, LETTER_TEXT, OFFICIAL, CHINESE_SIZE)
    _space(body, 0, 0, 1.4)
    indent(body.element, 2)
    for name, font in (("Heading 2", HEADING), ("Heading 3", SECOND)):
        style: Any = document.styles[name]
        _font(style, font)
        style.font.size = Pt(CHINESE_SIZE)
        indent(style.element, 2)
    document.styles["Title"].paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER


def indent(element: Any, letters: int) -> None:
    """Begin the first line of a style or paragraph so many letters of 三号 further in: by letters for Word, by length for others."""
    found = element.get_or_add_pPr().get_or_add_ind()
    found.set(qn("w:firstLineChars"), str(letters * 100))
    found.set(qn("w:firstLine"), str(round(letters * CHINESE_SIZE * 20)))


def page_of(section: Any, margins: Margins = USUAL) -> None:
    """A4, upright, with those margins."""
    section.page_width, section.page_height = Mm(WIDTH), Mm(HEIGHT)
    section.left_margin, section.right_margin = Mm(margins.left), Mm(margins.right)
    section.top_margin, section.bottom_margin = Mm(margins.top), Mm(margins.bottom)
    section.header_distance = section.footer_distance = Mm(10)


def _cleared(document: Document) -> None:
    """Only the table styles that we use: a hundred coloured ones would come along into every paper that text is pasted into."""
    for style in list(document.styles):
        if style.type == WD_STYLE_TYPE.TABLE and style.name not in ("Normal Table", "Table Grid"):
            style.delete()


def _languages(document: Document) -> None:
    """Chinese for whatever is Chinese: line breaks, spelling, fonts and reading aloud follow this (ECMA-376 part 1, 17.3.2.20)."""
    defaults: Any = document.styles.element.find(qn("w:docDefaults"))
    for found in defaults.iter(qn("w:lang")):
        found.set(qn("w:val"), "en-US")
        found.set(qn("w:eastAsia"), "zh-CN")
    settings: Any = document.settings.element
    settings.find(qn("w:themeFontLang")).set(qn("w:eastAsia"), "zh-CN")
    settings.find(qn("w:characterSpacingControl")).set(qn("w:val"), "compressPunctuation")
    settings.find(qn("w:zoom")).set(qn("w:percent"), "100")


def _edges(document: Document, margins: Margins) -> None:
    """Head and foot: small, with one tab stop, at the right edge."""
    for name in ("Header", "Footer"):
        style: Any = document.styles[name]
        style.font.size = Pt(8.5)
        _space(style, 0, 0, 1.1)
        for stops in list(style.element.iter(qn("w:tabs"))):
            stops.getparent().remove(stops)
        style.paragraph_format.tab_stops.add_tab_stop(Mm(margins.inner), WD_TAB_ALIGNMENT.RIGHT)


def _headings(document: Document) -> None:
    for name, (size, above, below) in _HEADINGS.items():
        style: Any = document.styles[name]
        _font(style, HEADING)
        style.font.size, style.font.bold, style.font.italic = Pt(size), name == "Heading 1", False
        _space(style, above, below, 1.2)
        style.paragraph_format.keep_with_next = True
    title: Any = document.styles["Title"]
    title.font.size, title.font.bold = Pt(22), True
    _space(title, 0, 12, 1.3)
    for border in list(title.element.iter(qn("w:pBdr"))):
        border.getparent().remove(border)


def _own(document: Document, text: str, size: float) -> None:
    numbered = _added(document, NUMBERED, text, size)
    numbered.paragraph_format.left_indent, numbered.paragraph_format.first_line_indent = _HANG, -_HANG
    numbered.paragraph_format.tab_stops.add_tab_stop(_HANG)
    under = _added(document, UNDER, text, size - 0.5)
    under.paragraph_format.left_indent = _HANG
    _added(document, SMALL, text, 9)
    _space(_added(document, CELL, text, size), 2, 2, 1.15)


def _added(document: Document, name: str, text: str, size: float) -> Any:
    style: Any = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    style.base_style, style.quick_style = document.styles["Normal"], True
    _font(style, text)
    style.font.size = Pt(size)
    _space(style, 0, 2, 1.2)
    return style


def _font(style: Any, name: str) -> None:
    """The font of a style for Chinese and for the rest, instead of the theme's."""
    marks = style.element.get_or_add_rPr()
    for old in marks.findall(qn("w:rFonts")) + marks.findall(qn("w:color")) + marks.findall(qn("w:lang")):
        marks.remove(old)
    fonts = OxmlElement("w:rFonts")
    for script, chosen in (("ascii", LATIN), ("hAnsi", LATIN), ("eastAsia", name), ("cs", LATIN)):
        fonts.set(qn(f"w:{script}"), chosen)
    marks.insert(0, fonts)
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), "en-US")
    language.set(qn("w:eastAsia"), "zh-CN")
    marks.append(language)


def _space(style: Any, above: float, below: float, leading: float) -> None:
    shape = style.paragraph_format
    shape.space_before, shape.space_after, shape.line_spacing = Pt(above), Pt(below), leading
