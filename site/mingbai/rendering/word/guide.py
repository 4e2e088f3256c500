"""The full guide as a Word document, in the order and the words of the printed one (templates/print/guide.typ)."""

from __future__ import annotations

from typing import Any

from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Pt

from mingbai.rendering.paper import lines
from mingbai.rendering.paper.lines import Data
from mingbai.rendering.paper.sheet import Paper
from mingbai.rendering.word import parts, sheet
from mingbai.rendering.word.styles import INNER, SMALL

_CODE = 38
"""Width of the column that holds the QR code, in mm."""


def guide_document(paper: Paper) -> bytes:
    """The guide in full."""
    stamp = paper.data["stamp"]
    document = sheet.opened(paper.title, stamp, paper.day)
    sheet.stamped(document.sections[0], stamp, f"{stamp['place']} {stamp['title']}")
    if stamp["sample"]:
        document.add_paragraph().add_run(sheet.SAMPLE).bold = True
    told(document, paper.data["guide"], stamp)
    return sheet.written(document)


def told(document: Any, guide: Data, stamp: Data) -> None:
    """One guide from its name to its source; ``document`` may hold others before it."""
    _named(document, guide, stamp)
    parts.facts(document, lines.answers(guide))
    if guide["summary"]:
        document.add_paragraph(guide["summary"]).paragraph_format.space_before = Pt(8)
    _who(document, guide)
    _brought(document, guide)
    _process(document, guide)
    _listed(document, "温馨提示", guide["tips"])
    _where(document, guide)
    if guide["basis"]:
        parts.heading(document, "设定依据", 2)
        parts.numbered(document, [lines.basis_words(row) for row in guide["basis"]])
    _listed(document, "备注", guide["remarks"])
    if guide["facts"]:
        parts.heading(document, "事项信息", 2)
        parts.facts(document, [(one["name"], one["value"]) for one in guide["facts"]])
    if guide["source"]:
        parts.heading(document, "出处", 2)
        parts.facts(document, lines.source_rows(guide["source"]))


def _named(document: Any, guide: Data, stamp: Data) -> None:
    """Place, name and codes, with the QR code beside the answers that follow."""
    parts.heading(document, guide["name"], 1)
    left, right = parts.framed(document, 1, (INNER - _CODE, _CODE)).rows[0].cells
    left.paragraphs[0].add_run(stamp["place"])
    main = guide["main_item"] if guide["main_item"] != guide["name"] else None
    for label, value in (("", main), ("又称 ", "、".join(guide["aliases"]))):
        if value:
            left.add_paragraph(f"{label}{value}")
    parts.line(left, lines.foot(stamp), SMALL)
    right.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.CENTER
    parts.code(right.paragraphs[0], stamp)
    below = parts.line(right, "扫码核对这一版", SMALL)
    below.alignment = WD_ALIGN_PARAGRAPH.CENTER


def _who(document: Any, guide: Data) -> None:
    several = guide["who"] if len(guide["who"]) > 1 else []
    if not several and not guide["conditions"]:
        return
    parts.heading(document, "谁能办", 2)
    parts.points(document, several)
    if guide["conditions"]:
        parts.heading(document, "办理条件", 3)
        parts.points(document, guide["conditions"])


def _brought(document: Any, guide: Data) -> None:
    parts.heading(document, "办理材料", 2)
    parts.materials(document, guide["materials"])
    if not guide["materials"]:
        document.add_paragraph("原文没有列出材料。")
    if guide["material_notes"]:
        parts.heading(document, "材料说明", 3)
        parts.points(document, guide["material_notes"])
    if guide["forms"]:
        parts.heading(document, "表格和样本", 3)
        for form in guide["forms"]:
            parts.line(document, lines.form_words(form), "List Bullet")


def _process(document: Any, guide: Data) -> None:
    parts.heading(document, "办理流程", 2)
    if guide["stages"]:
        document.add_paragraph(" → ".join(guide["stages"]))
    for path in guide["paths"]:
        if path["name"]:
            parts.heading(document, path["name"], 3)
        parts.numbered(document, path["steps"])
        if path["chart"]:
            parts.chart(document, path["chart"])
    for one in guide["charts"]:
        parts.heading(document, one["title"] or "流程图", 3)
        parts.chart(document, one)
    if not (guide["stages"] or guide["paths"] or guide["charts"]):
        document.add_paragraph("原文没有写明流程。")


def _listed(document: Any, heading: str, values: list[str]) -> None:
    if values:
        parts.heading(document, heading, 2)
        parts.points(document, values)


def _where(document: Any, guide: Data) -> None:
    rows, notes = lines.where_rows(guide), [*guide["level_notes"], *guide["channel_notes"]]
    if rows or notes:
        parts.heading(document, "在哪里办", 2)
    if rows:
        parts.facts(document, rows)
    parts.points(document, notes)
