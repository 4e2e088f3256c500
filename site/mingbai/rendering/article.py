"""A guide as an article for a 公众号: HTML that pastes cleanly into the WeChat editor, with every style written at its element.

The editor keeps section, p, span, strong and tables with their style attributes, and drops classes, ids, style sheets, scripts, foreign
links and foreign pictures; so there are none. Numbers are text, because its lists begin anew. Addresses are words and not links. A QR
code must be uploaded there by hand: a line says where. Takes the ``Paper`` of the printed guide, so that both say the same. Knows no page.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from lxml import etree

from mingbai.rendering.paper import lines
from mingbai.rendering.paper.lines import Data
from mingbai.rendering.paper.sheet import Paper

SAMPLE = "样张：本站还没有设置正式网址，请勿发布。"
PLACE_FOR_CODE = "（请在编辑器里把这一行换成二维码图片）"
TAGS = frozenset({"section", "p", "strong", "span", "table", "tbody", "tr", "td", "br"})
"""Every element that an article may hold; ``style`` is the only attribute."""
_STYLES = {
    "all": "font-size:16px;line-height:1.75;color:#1a1d21;letter-spacing:0;",
    "title": "margin:0 0 8px;font-size:22px;line-height:1.4;font-weight:bold;",
    "place": "margin:0 0 4px;font-size:14px;color:#5f6870;",
    "heading": "margin:28px 0 12px;padding-left:10px;border-left:4px solid #083f78;font-size:18px;line-height:1.4;font-weight:bold;",
    "under": "margin:16px 0 8px;font-weight:bold;",
    "text": "margin:0 0 10px;",
    "item": "margin:0 0 4px;padding-left:2em;text-indent:-2em;",
    "more": "margin:0 0 4px;padding-left:2em;font-size:15px;color:#4a5259;",
    "note": "margin:8px 0;font-size:14px;color:#5f6870;",
    "sample": "margin:0 0 16px;padding:8px;border:1px solid #1a1d21;font-weight:bold;",
    "table": "width:100%;border-collapse:collapse;margin:12px 0;",
    "label": "width:25%;padding:8px;border:1px solid #b9c0c6;background-color:#f4f6f8;vertical-align:top;font-size:15px;",
    "cell": "padding:8px;border:1px solid #b9c0c6;vertical-align:top;font-size:15px;",
}


def article(paper: Paper) -> bytes:
    """The article of the guide that ``paper`` prints, as a whole page to be opened, copied and pasted."""
    guide, stamp = paper.data["guide"], paper.data["stamp"]
    page = etree.Element("html", {"lang": "zh-CN"})
    head = etree.SubElement(page, "head")
    etree.SubElement(head, "meta", {"charset": "utf-8"})
    etree.SubElement(head, "title").text = paper.title
    body = etree.SubElement(etree.SubElement(page, "body"), "section", {"style": _STYLES["all"]})
    if stamp["sample"]:
        _line(body, "sample", SAMPLE)
    _line(body, "place", stamp["place"])
    _line(body, "title", guide["name"])
    for told in lines.beneath(guide):
        _line(body, "place", told)
    _table(body, lines.answers(guide))
    _texts(body, [guide["summary"]] if guide["summary"] else [])
    _who(body, guide)
    _brought(body, guide)
    _process(body, guide)
    _listed(body, "温馨提示", guide["tips"])
    _where(body, guide, stamp)
    if guide["basis"]:
        _line(body, "heading", "设定依据")
        _numbered(body, [lines.basis_words(row) for row in guide["basis"]])
    _listed(body, "备注", guide["remarks"])
    if guide["row"]:
        _line(body, "heading", "清单中的不同写法")
        _line(body, "note", lines.DIFFERING)
        _table(body, [(one["name"], "\n".join(one["lines"])) for one in guide["row"]])
    _source(body, guide, stamp)
    made: bytes = etree.tostring(page, encoding="utf-8", method="html", doctype="<!DOCTYPE html>")
    return made


def _who(body: Any, guide: Data) -> None:
    several = guide["who"] if len(guide["who"]) > 1 else []
    if several or guide["conditions"]:
        _line(body, "heading", "谁能办")
    if several:
        _line(body, "under", "服务对象")
        _texts(body, several)
    if guide["conditions"]:
        _line(body, "under", "办理条件")
        _texts(body, guide["conditions"])


def _brought(body: Any, guide: Data) -> None:
    _line(body, "heading", "办理材料")
    if not guide["materials"] and not guide["material_notes"]:
        _texts(body, [lines.NO_MATERIALS])
    for group in guide["materials"]:
        if group["heading"] and group["headed"]:
            _line(body, "under", group["heading"])
        for one in group["lines"]:
            case = f"{group['heading']}：" if group["heading"] and not group["headed"] else ""
            _line(body, "item", f"{one['number']}．{case}", strong=lines.named(one))
            for told in [*lines.details(one), *lines.descendants(one["children"])]:
                _line(body, "more", told)
    if guide["material_notes"]:
        _line(body, "under", "材料说明")
        _texts(body, guide["material_notes"])
    if guide["forms"]:
        _line(body, "under", "表格和样本")
        _texts(body, [lines.form_words(form) for form in guide["forms"]])


def _process(body: Any, guide: Data) -> None:
    _line(body, "heading", "办理流程")
    if guide["stages"]:
        _line(body, "text", " → ".join(guide["stages"]))
    for path in guide["paths"]:
        if path["name"]:
            _line(body, "under", path["name"])
        _numbered(body, path["steps"])
    for chart in guide["charts"]:
        _line(body, "under", lines.chart_title(chart))
        if chart["lost"]:
            _line(body, "note", lines.LOST_LINES if chart["steps"] else lines.LOST_CHART)
        for step in chart["steps"]:
            _line(body, "item", f"{step['number']}．{lines.step_words(step)}" if not chart["lost"] else f"· {step['text']}")
            for way in step["exits"]:
                _line(body, "more", lines.exit_words(way))
        for note in chart["notes"]:
            _line(body, "note", f"注：{note}")
    if not (guide["stages"] or guide["paths"] or guide["charts"]):
        _texts(body, [lines.NO_PROCESS])


def _where(body: Any, guide: Data, stamp: Data) -> None:
    rows = lines.where_rows(guide)
    _line(body, "heading", "在哪里办")
    _table(body, rows)
    if not rows and not guide["halls"]:
        _texts(body, [lines.NO_PLACE])
    for hall in guide["halls"]:
        _line(body, "under", hall["name"])
        _table(body, [(row["name"], row["value"]) for row in hall["rows"]])
        _texts(body, hall["notes"])
    _texts(body, [*guide["level_notes"], *guide["channel_notes"]])
    told = lines.hotline_words(stamp)
    _texts(body, [told] if told else [])


def _source(body: Any, guide: Data, stamp: Data) -> None:
    _line(body, "heading", "出处和版本")
    _table(body, lines.source_rows(guide, stamp))
    _line(body, "note", lines.VERBATIM)
    _line(body, "note", lines.foot(stamp))
    _line(body, "note", f"核对这一版是否有效：{stamp['address']}")
    _line(body, "note", PLACE_FOR_CODE)


def _listed(body: Any, heading: str, values: Sequence[str]) -> None:
    if values:
        _line(body, "heading", heading)
        _texts(body, values)


def _texts(body: Any, values: Sequence[str]) -> None:
    """One text as a paragraph, several with a dot before each."""
    for value in values:
        _line(body, "text" if len(values) == 1 else "item", value if len(values) == 1 else f"· {value}")


def _numbered(body: Any, values: Iterable[str]) -> None:
    for at, value in enumerate(values, 1):
        _line(body, "item", f"{at}．{value}")


def _table(body: Any, rows: Sequence[tuple[str, str]]) -> None:
    if not rows:
        return
    held = etree.SubElement(etree.SubElement(body, "table", {"style": _STYLES["table"]}), "tbody")
    for label, said in rows:
        row = etree.SubElement(held, "tr")
        for style, text in (("label", label), ("cell", said)):
            _lines(etree.SubElement(row, "td", {"style": _STYLES[style]}), text)


def _line(body: Any, style: str, text: str, strong: str = "") -> None:
    made = etree.SubElement(body, "p", {"style": _STYLES[style]})
    _lines(made, text)
    if strong:
        _lines(etree.SubElement(made, "strong"), strong)


def _lines(element: Any, text: str) -> None:
    """``text`` in ``element``, its own line breaks kept."""
    first, *rest = text.split("\n")
    element.text = first
    for line in rest:
        etree.SubElement(element, "br").tail = line
