"""The files beside the PDF in which products are given to editors: Word, Excel, an article. A new one is one line here.

Every file is made from the same ``Paper`` as the PDF, so that all say the same; all are to be saved and not to be looked at on the site
(their styles stand at the elements, which our content security policy rightly refuses). Loads a format's library when first asked for it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module

from mingbai.errors import NotFound
from mingbai.rendering.paper.sheet import Paper

PDF = "application/pdf"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
HTML = "text/html"


@dataclass(frozen=True, slots=True)
class Format:
    """A file in which a product is given: its ``ending``, its media ``type``, what people call it, and where its maker stands
    (module under ``mingbai.rendering`` and function, Paper → bytes)."""

    ending: str
    type: str
    title: str
    maker: str

    def make(self, paper: Paper) -> bytes:
        """The file of ``paper``; equal papers give equal bytes."""
        module, _, name = self.maker.partition(":")
        made: Callable[[Paper], bytes] = getattr(import_module(f"mingbai.rendering.{module}"), name)
        return made(paper)


FORMATS = {
    ("guide", "docx"): Format("docx", WORD, "Word 文档", "word.guide:guide_document"),
    ("guide", "html"): Format("html", HTML, "公众号文章", "article:article"),
    ("notice", "docx"): Format("docx", WORD, "Word 文档", "word.notice:notice_document"),
    ("book", "docx"): Format("docx", WORD, "Word 文档", "word.book:book_document"),
    ("announcement", "docx"): Format("docx", WORD, "Word 文档", "word.announcement:announcement_document"),
    ("checklist", "xlsx"): Format("xlsx", EXCEL, "Excel 表格", "checklist_workbook:checklist_workbook"),
}
"""(product, ending) → how that file is made, for products of a guide, of a place and of a release alike."""


def format_of(product: str, ending: str) -> Format:
    """How ``product`` is given as a file with that ending. Raises NotFound."""
    if (product, ending) not in FORMATS:
        known = "、".join(["pdf", *(other for name, other in FORMATS if name == product)])
        raise NotFound(f"没有“{product}.{ending}”这种文件。", remedy=f"这种打印件现有的格式：{known}。")
    return FORMATS[product, ending]


def endings_of(product: str) -> tuple[str, ...]:
    """The endings beside pdf in which ``product`` is given."""
    return tuple(ending for name, ending in FORMATS if name == product)


def file_name(paper: Paper, ending: str) -> str:
    """What a saved file is called: the title of the paper, without what file systems refuse."""
    kept = "".join(sign for sign in paper.title if sign not in '\\/:*?"<>|' and sign.isprintable())
    return f"{kept.replace(' ', '')}.{ending}"
