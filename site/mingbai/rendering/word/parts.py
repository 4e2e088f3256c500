"""The parts of our Word documents: headings, facts, tables of fixed widths, materials, steps, a chart in words, a QR code.

``where`` is whatever holds paragraphs and tables: the document or a cell. Data is that of ``rendering.paper.parts``. Numbers of
materials and steps are text, so that they stay true when a part is taken into another paper. Knows no product.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.text.paragraph import Paragraph

from mingbai.rendering.paper.lines import LOST_CHART, LOST_LINES, Data, descendants, details, exit_words, named, step_words
from mingbai.rendering.qr import picture_of
from mingbai.rendering.word.styles import CELL, INNER, NUMBERED, SMALL, UNDER

TWIN = "图形见网页和 PDF；下面用文字列出同样的步骤。"
_LABEL = 28
"""Width of the labels of a table of facts, in mm."""
_LONG = 150
"""A row with a text of so many characters may be torn between pages: kept whole it would leave half a page empty."""
_SHADE = "F2F2F2"


def line(where: Any, text: str, style: str = "Normal") -> Any:
    """A paragraph in the style of that name, at some distance from a table above it."""
    made = styled(where.add_paragraph(text), style)
    before = made._p.getprevious()
    if before is not None and before.tag == qn("w:tbl") and not style.startswith("Heading"):
        made.paragraph_format.space_before = Pt(8)
    return made


def styled(paragraph: Any, style: str) -> Any:
    """``paragraph`` in the style of that name, by its id: python-docx would go through all styles for each paragraph."""
    paragraph._p.style = style.replace(" ", "")
    return paragraph


def heading(where: Any, text: str, level: int) -> Any:
    """A heading, 标题 1 to 3."""
    return line(where, text, f"Heading {level}")


def points(where: Any, values: Sequence[str]) -> None:
    """One text as a paragraph, several as a list."""
    for value in values:
        line(where, value, "Normal" if len(values) == 1 else "List Bullet")


def small(where: Any, text: str) -> None:
    """Small print that introduces what follows."""
    line(where, text, SMALL).paragraph_format.keep_with_next = True


def facts(where: Any, rows: Iterable[tuple[str, str]]) -> None:
    """Label left, answer right."""
    given = list(rows)
    made = table(where, given, (_LABEL, INNER - _LABEL))
    for row in made._tbl.tr_lst:
        _shaded(row.tc_lst[0])


def table(where: Any, rows: Sequence[Sequence[str]], widths: Sequence[float], head: Sequence[str] = ()) -> Any:
    """A table in 网格型 with columns of fixed ``widths`` in mm; ``head`` is repeated on every page that the table runs over."""
    all_rows = [*([head] if head else []), *rows]
    made = framed(where, len(all_rows), widths)
    made._tbl.tblStyle_val = "TableGrid"
    for at, (row, values) in enumerate(zip(made._tbl.tr_lst, all_rows, strict=True)):
        first = bool(head) and at == 0
        if max(map(len, values)) < _LONG:
            _told(row, "w:cantSplit")
        if first:
            _told(row, "w:tblHeader")
        for cell, value in zip(row.tc_lst, values, strict=True):
            said = styled(Paragraph(cell.p_lst[0], made), CELL).add_run(value)
            if first:
                said.bold = True
                _shaded(cell)
    return made


def framed(where: Any, rows: int, widths: Sequence[float]) -> Any:
    """An empty table without lines, its columns of fixed ``widths`` in mm whatever stands in them."""
    made = where.add_table(rows, len(widths))
    made.autofit = False
    whole: Any = made._tbl.tblPr.find(qn("w:tblW"))
    whole.set(qn("w:type"), "dxa")
    whole.set(qn("w:w"), str(round(sum(widths) * 1440 / 25.4)))
    for column, width in zip(made.columns, widths, strict=True):
        column.width = Mm(width)
    # By the elements: python-docx walks the whole table for each row's or column's cells.
    for row in made._tbl.tr_lst:
        for cell, width in zip(row.tc_lst, widths, strict=True):
            cell.width = Mm(width)
    return made


def materials(where: Any, groups: Iterable[Data]) -> None:
    """Groups of materials, numbered through as in the guide."""
    for group in groups:
        if group["heading"] and group["headed"]:
            heading(where, group["heading"], 3)
        for one in group["lines"]:
            beside = f"{group['heading']}：" if group["heading"] and not group["headed"] else ""
            made = line(where, f"{one['number']}．\t{beside}", NUMBERED)
            made.add_run(named(one)).bold = True
            for told in details(one):
                line(where, told, UNDER)
            for child in descendants(one["children"]):
                line(where, child, "List Bullet 2")


def numbered(where: Any, values: Sequence[str]) -> None:
    """Texts with their numbers from 1."""
    for at, value in enumerate(values, 1):
        line(where, f"{at}．\t{value}", NUMBERED)


def chart(where: Any, one: Data) -> None:
    """A flow chart in words: Word takes an SVG only beside a picture of pixels, which nothing here can make."""
    if not one["steps"]:
        line(where, LOST_CHART, SMALL)
    elif one["lost"]:
        small(where, LOST_LINES)
        for step in one["steps"]:
            line(where, step["text"], "List Bullet")
    else:
        small(where, TWIN)
        for step in one["steps"]:
            line(where, f"{step['number']}．\t{step_words(step)}", NUMBERED)
            for way in step["exits"]:
                line(where, exit_words(way), UNDER)
    for note in one["notes"]:
        line(where, f"注：{note}", SMALL)


def code(held: Any, stamp: Data, side: float = 32) -> None:
    """The QR code of the sheet, described by its address, ``side`` mm wide with its quiet zone (standards 3.25: at least 30 on A4)."""
    shown = held.add_run().add_picture(io.BytesIO(picture_of(stamp["address"])), width=Mm(side))
    shown._inline.docPr.set("descr", f"二维码：{stamp['address']}")


def blank(paragraph: Any, letters: int) -> None:
    """A line to write on, as wide as so many Chinese letters."""
    paragraph.add_run("　" * letters).underline = True


def day_by_hand(paragraph: Any) -> None:
    """Year, month and day to be written."""
    for letters, unit in ((3, " 年 "), (2, " 月 "), (2, " 日")):
        blank(paragraph, letters)
        paragraph.add_run(unit)


def _shaded(cell: Any) -> None:
    shade = OxmlElement("w:shd")
    for name, value in (("val", "clear"), ("color", "auto"), ("fill", _SHADE)):
        shade.set(qn(f"w:{name}"), value)
    cell.get_or_add_tcPr().append(shade)


def _told(row: Any, name: str) -> None:
    """What holds of a row: its head is repeated on every page (tblHeader), it is not torn between pages (cantSplit)."""
    row.get_or_add_trPr().append(OxmlElement(name))
