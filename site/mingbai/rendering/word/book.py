"""The booklet of a place or a release as a Word document: cover, contents, 清单, every guide as it stands alone, indexes.

Each guide is a section of its own with its own stamp at head and foot, as in the printed book (templates/print/book.typ). Blank forms are
named with their versions and not drawn: their grids are for pens and stand in the PDF.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from docx.enum.section import WD_SECTION
from docx.shared import Pt

from mingbai.rendering.paper import lines
from mingbai.rendering.paper.lines import Data
from mingbai.rendering.paper.sheet import Paper
from mingbai.rendering.word import parts, sheet
from mingbai.rendering.word.contents import INDEX, Entry, contents, mark_of, marked, paged
from mingbai.rendering.word.guide import told
from mingbai.rendering.word.styles import INNER, SMALL, page_of

LIST, FORMS, AUDIENCES, NAMES = "事项清单", "附：空白表格", "按人群查", "按名称查"
_COLUMNS = (
    ("ordinal", "序号", 12),
    ("name", "事项", 0),
    ("code", "编码", 27),
    ("levels", "办理层级", 30),
    ("ways", "渠道", 18),
    ("limit", "办理时限", 28),
)
"""Key, head and width in mm of what the 清单 of the book shows; the name takes what is left."""
_PAGE = 12
_ASKED = ("levels", "ways", "limit")


def book_document(paper: Paper) -> bytes:
    """The booklet."""
    data = paper.data
    document = sheet.opened(paper.title, data["cover"], paper.day)
    marks = {one["key"]: mark_of(at) for at, one in enumerate(data["guides"], len(_fronts(data)) + 1)}
    _cover(document, data)
    _begun(document, data)
    heading = parts.line(document, "目录", "Title")
    heading.paragraph_format.space_after = Pt(6)
    contents(document, _entries(data, marks))
    _listed(document, data, marks)
    for at, one in enumerate(data["guides"], len(_fronts(data)) + 1):
        section = document.add_section(WD_SECTION.NEW_PAGE)
        page_of(section)
        sheet.stamped(section, one["stamp"], f"{data['title']}　{one['guide']['name']}")
        marked(told(document, one["guide"], one["stamp"]), at)
    _begun(document, data)
    _forms(document, data)
    _index(document, data, AUDIENCES, data["audiences"], marks)
    _index(document, data, NAMES, data["names"], marks)
    return sheet.written(document)


def _fronts(data: Data) -> tuple[str, ...]:
    """The headings of level 1 beside the guides, in order; their marks come first."""
    return (LIST, *([FORMS] if data["forms"] else []), AUDIENCES, NAMES)


def _entries(data: Data, marks: Mapping[str, str]) -> list[Entry]:
    first, *rest = [Entry(title, mark_of(at)) for at, title in enumerate(_fronts(data), 1)]
    guides = [Entry(one["guide"]["name"], marks[one["key"]]) for one in data["guides"]]
    return [first, *guides, *rest]


def _headed(document: Any, data: Data, title: str) -> None:
    heading = parts.heading(document, title, 1)
    heading.paragraph_format.page_break_before = title not in (LIST, *_fronts(data)[1:2])
    marked(heading, _fronts(data).index(title) + 1)


def _begun(document: Any, data: Data) -> None:
    """A section of the book itself, which carries no guide's stamp."""
    cover = data["cover"]
    section = document.add_section(WD_SECTION.NEW_PAGE)
    page_of(section)
    region = f" · 区划代码 {cover['region']}" if cover["region"] else ""
    sheet.footed(section, cover, data["title"], f"{cover['place']}{region} · {cover['printed']} 打印", f"现行内容见 {cover['address']}")


def _cover(document: Any, data: Data) -> None:
    cover = data["cover"]
    if cover["sample"]:
        parts.line(document, "").add_run(sheet.SAMPLE).bold = True
    parts.line(document, cover["site"]).paragraph_format.space_after = Pt(120)
    parts.line(document, data["title"], "Title")
    forms = f"，附空白表格 {len(data['forms'])} 张" if data["forms"] else ""
    parts.line(document, f"事项清单和办事指南，共 {cover['count']} 项{forms}")
    if cover["decision"] and cover["decision"] != data["title"]:
        parts.line(document, cover["decision"])
    parts.line(document, "").paragraph_format.space_after = Pt(200)
    issuers = list(dict.fromkeys(one["issuer"] for one in cover["origins"] if one["issuer"])) or [cover["organ"]]
    for said in ("、".join(filter(None, issuers)), *map(origin_words, cover["origins"]), f"按 {cover['printed']} 施行的内容印制"):
        parts.line(document, said)
    told_hotlines = "，".join(f"{one['number']} {one['name']}".strip() for one in cover["hotlines"])
    if told_hotlines:
        parts.line(document, told_hotlines)
    parts.code(parts.line(document, ""), cover, side=38)
    parts.line(document, f"扫码看现行内容：{cover['address']}", SMALL)


def origin_words(one: Data) -> str:
    """A document behind the guides."""
    number = f" {one['number']}" if one["number"] else ""
    edition = f"（{one['edition']}）" if one["edition"] else ""
    return f"依据：{one['document']}{number}{edition}"


def _listed(document: Any, data: Data, marks: Mapping[str, str]) -> None:
    """The short 清单 under its main items, with the page of each guide."""
    _begun(document, data)
    _headed(document, data, LIST)
    rows = [row for group in data["rows"] for row in group["rows"]]
    shown = [column for column in _COLUMNS if any(row[column[0]] for row in rows)]
    name = INNER - _PAGE - sum(width for _, _, width in shown)
    widths = [*(width or name for _, _, width in shown), _PAGE]
    head = [*(title for _, title, _ in shown), "页"]
    for group in data["rows"]:
        if group["heading"]:
            parts.heading(document, group["heading"], 3)
        said = [[_cell(key, row[key]) for key, _, _ in shown] + [""] for row in group["rows"]]
        made = parts.table(document, said, widths, head)
        for line, row in zip(made.rows[1:], group["rows"], strict=True):
            sheet.stale_field(line.cells[-1].paragraphs[0], rf"PAGEREF {marks[row['key']]} \h")


def _cell(key: str, said: Sequence[str]) -> str:
    return ("、" if key in ("levels", "ways") else "\n").join(said) or (lines.UNSAID if key in _ASKED else "")


def _forms(document: Any, data: Data) -> None:
    if not data["forms"]:
        return
    _headed(document, data, FORMS)
    parts.small(document, "空白表格的样式见 PDF，用时请打印网站上的现行版本。")
    rows = [[one["form"]["ref"] or "", one["form"]["name"], lines.foot(one["stamp"]), one["stamp"]["address"]] for one in data["forms"]]
    parts.table(document, rows, (16, 50, 55, INNER - 121), ("编号", "名称", "版本", "网址"))


def _index(document: Any, data: Data, title: str, groups: Sequence[Data], marks: Mapping[str, str]) -> None:
    """Names under headings, with the page of each."""
    _headed(document, data, title)
    for group in groups:
        parts.heading(document, group["heading"], 3)
        for one in group["lines"]:
            paged(parts.line(document, "", INDEX), Entry(one["name"], marks[one["key"]]))
