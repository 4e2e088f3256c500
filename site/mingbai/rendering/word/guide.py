"""The full guide as a Word document, in the order and the words of the printed one (templates/print/guide.typ)."""

from __future__ import annotations

from typing import Any

from docx.enum.text import WD_ALIGN_PARAGRAPH

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


def told(document: Any, guide: Data, stamp: Data) -> Any:
    """One guide from its name to its source, below others where ``document`` holds some. Gives its heading."""
    heading = _named(document, guide, stamp)
    parts.facts(document, lines.answers(guide))
    if guide["summary"]:
        parts.line(document, guide["summary"])
    _who(document, guide)
    _brought(document, guide)
    _process(document, guide)
    _listed(document, "温馨提示", guide["tips"])
    _places(document, guide, stamp)
    _founded(document, guide, stamp)
    return heading


def _named(document: Any, guide: Data, stamp: Data) -> Any:
    """Place, name and codes, with the QR code beside the answers that follow."""
    heading = parts.heading(document, guide["name"], 1)
    left, right = parts.framed(document, 1, (INNER - _CODE, _CODE)).rows[0].cells
    left.paragraphs[0].add_run(stamp["place"])
    for told_beneath in lines.beneath(guide):
        parts.line(left, told_beneath)
    parts.line(left, lines.foot(stamp), SMALL)
    right.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.CENTER
    parts.code(right.paragraphs[0], stamp)
    below = parts.line(right, "扫码核对这一版", SMALL)
    below.alignment = WD_ALIGN_PARAGRAPH.CENTER
    return heading


def _who(document: Any, guide: Data) -> None:
    several = guide["who"] if len(guide["who"]) > 1 else []
    if not several and not guide["conditions"]:
        return
    parts.heading(document, "谁能办", 2)
    if several:
        parts.heading(document, "服务对象", 3)
        parts.points(document, several)
    if guide["conditions"]:
        parts.heading(document, "办理条件", 3)
        parts.points(document, guide["conditions"])


def _brought(document: Any, guide: Data) -> None:
    parts.heading(document, "办理材料", 2)
    parts.materials(document, guide["materials"])
    if not guide["materials"] and not guide["material_notes"]:
        parts.line(document, lines.NO_MATERIALS)
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
        parts.line(document, " → ".join(guide["stages"]))
    for path in guide["paths"]:
        if path["name"]:
            parts.heading(document, path["name"], 3)
        parts.numbered(document, path["steps"])
        if path["chart"]:
            parts.heading(document, lines.chart_title(path["chart"]), 3)
            parts.chart(document, path["chart"])
    for one in guide["charts"]:
        parts.heading(document, lines.chart_title(one), 3)
        parts.chart(document, one)
    if not (guide["stages"] or guide["paths"] or guide["charts"]):
        parts.line(document, lines.NO_PROCESS)


def _listed(document: Any, heading: str, values: list[str]) -> None:
    if values:
        parts.heading(document, heading, 2)
        parts.points(document, values)


def _places(document: Any, guide: Data, stamp: Data) -> None:
    rows = lines.where_rows(guide)
    parts.heading(document, "在哪里办", 2)
    if rows:
        parts.facts(document, rows)
    elif not guide["halls"]:
        parts.line(document, lines.NO_PLACE)
    for hall in guide["halls"]:
        parts.heading(document, hall["name"], 3)
        parts.facts(document, [(row["name"], row["value"]) for row in hall["rows"]])
        parts.points(document, hall["notes"])
    more = f"还有 {guide['more']} 处，扫码查看。" if guide["more"] else ""
    parts.points(document, [*guide["level_notes"], *guide["channel_notes"]])
    for said in (more, lines.hotline_words(stamp)):
        if said:
            parts.line(document, said)


def _founded(document: Any, guide: Data, stamp: Data) -> None:
    if guide["basis"]:
        parts.heading(document, "设定依据", 2)
        parts.numbered(document, [lines.basis_words(row) for row in guide["basis"]])
    _listed(document, "备注", guide["remarks"])
    if guide["facts"]:
        parts.heading(document, "事项信息", 2)
        parts.facts(document, [(one["name"], one["value"]) for one in guide["facts"]])
    if guide["row"]:
        parts.heading(document, "清单中的不同写法", 2)
        parts.small(document, lines.DIFFERING)
        parts.facts(document, [(one["name"], "\n".join(one["lines"])) for one in guide["row"]])
    parts.heading(document, "出处和版本", 2)
    parts.facts(document, lines.source_rows(guide, stamp))
    parts.line(document, lines.VERBATIM, SMALL)
