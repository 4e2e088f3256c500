"""The 一次性告知单 as a Word document: both copies, a page of their own each, to be filled in on screen or by hand.

The words are those of the printed notice (templates/print/notice.typ). Boxes are characters here, as Word users set them, and lines to
write on are underlined spaces.
"""

from __future__ import annotations

from typing import Any

from docx.enum.text import WD_ALIGN_PARAGRAPH

from mingbai.rendering.paper import lines
from mingbai.rendering.paper.lines import Data
from mingbai.rendering.paper.sheet import Paper
from mingbai.rendering.word import parts, sheet
from mingbai.rendering.word.styles import INNER, SMALL

COPIES = (("存根联", "办事大厅留存"), ("告知联", "交办事人"))
EMPTY, TICKED = "□", "☑"
_CODE = 38
_NUMBER, _MARK = 12, 17
"""Widths of columns in mm."""


def notice_document(paper: Paper) -> bytes:
    """Both copies of a notice."""
    data = paper.data
    stamp = data["stamp"]
    document = sheet.opened(paper.title, stamp, paper.day)
    sheet.stamped(document.sections[0], stamp, f"{stamp['place']} {stamp['title']}")
    for at, copy in enumerate(COPIES):
        title = _opening(document, data, copy)
        title.paragraph_format.page_break_before = at > 0
        parts.facts(document, _about(data))
        _materials(document, data)
        _supplement(document, data)
        parts.line(document, "")
        parts.facts(document, _closing(data))
        signing = parts.line(document, "告知人签名")
        parts.blank(signing, 7)
        signing.add_run("　办事人签名")
        parts.blank(signing, 7)
        signing.add_run("　")
        parts.day_by_hand(signing)
    return sheet.written(document)


def _opening(document: Any, data: Data, copy: tuple[str, str]) -> Any:
    """Place, title, which copy and its number, with the code beside them."""
    stamp = data["stamp"]
    title = parts.heading(document, "一次性告知单", 1)
    left, right = parts.framed(document, 1, (INNER - _CODE, _CODE)).rows[0].cells
    left.paragraphs[0].add_run(" · ".join(part for part in (stamp["place"], stamp["organ"]) if part))
    if stamp["sample"]:
        parts.line(left, "").add_run(sheet.SAMPLE).bold = True
    which = parts.line(left, "")
    which.add_run(copy[0]).bold = True
    which.add_run(f"（{copy[1]}）　编号 {data['stub'] or ''}")
    if not data["stub"]:
        parts.blank(which, 6)
    right.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.CENTER
    parts.code(right.paragraphs[0], stamp)
    parts.line(right, "扫码核对", SMALL).alignment = WD_ALIGN_PARAGRAPH.CENTER
    return title


def _about(data: Data) -> list[tuple[str, str]]:
    guide, due, fee = data["guide"], data["due"], data["guide"]["fee"]
    by = f"。材料齐全、{data['stamp']['printed']}受理的，最迟 {due} 办结" if due else ""
    known = (
        ("事项", guide["name"] + (f"（编码 {guide['code']}）" if guide["code"] else "")),
        ("您的情形", "；".join(f"{one['question']} {one['answer']}" for one in data["case"])),
        ("办理地点", _hall(data["hall"])),
        ("办理时限", f"{guide['limit_raw']}{by}" if guide["limit_raw"] else ""),
        ("收费", ("不收费" if fee["free"] else fee["said"]) if fee else ""),
    )
    return [(label, said) for label, said in known if said]


def _hall(hall: Data | None) -> str:
    if hall is None:
        return "＿＿＿＿＿＿＿＿ 大厅 ＿＿＿＿ 窗口"
    more = (f"，{hall['address']}" if hall["address"] else "") + (f"（{'；'.join(hall['hours'])}）" if hall["hours"] else "")
    return f"{hall['name'] or '＿＿＿＿＿＿ 大厅'} {hall['window'] or '＿＿＿＿ 窗口'}{more}"


def _materials(document: Any, data: Data) -> None:
    """The list with boxes to tick; its head is repeated on the next page."""
    marks = [("已带", "brought"), ("待补", "missing"), *([("可容缺", "later")] if data["later"] else [])]
    if data["materials"]:
        head = ["序号", "材料", *(word for word, _ in marks)]
        rows = [[str(one["number"]), "", *(_mark(one, kind) for _, kind in marks)] for one in data["materials"]]
        parts.line(document, "")
        made = parts.table(document, rows, (_NUMBER, INNER - _NUMBER - _MARK * len(marks), *(_MARK for _ in marks)), head)
        for row, one in zip(made.rows[1:], data["materials"], strict=True):
            _material(row.cells[1], one)
            for cell in row.cells[2:]:
                cell.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.CENTER
    else:
        parts.line(document, "原文没有列出材料。")
    notes = (("材料说明", data["guide"]["material_notes"]), ("按您的情形", data["case_notes"]), ("没有说定的情形", data["maybe"]))
    for label, texts in notes:
        if texts:
            parts.line(document, f"{label}：" + "\n".join(texts))
    if data["dropped"]:
        parts.line(document, "您不用带：" + "；".join(one["name"] for one in data["dropped"]))


def _mark(one: Data, kind: str) -> str:
    if kind == "later" and not one["later"]:
        return "—"
    return TICKED if one["tick"] == kind else EMPTY


def _material(cell: Any, one: Data) -> None:
    line = cell.paragraphs[0]
    case = one["case"] or one["group"]
    line.add_run(f"{case}：" if case else "")
    line.add_run(lines.named(one)).bold = True
    for told in [*lines.details(one), *lines.descendants(one["children"])]:
        line.add_run(f"\n{told}")


def _supplement(document: Any, data: Data) -> None:
    """What is to be supplied, by when and how (优化营商环境条例 第36条)."""
    missing, later = ([one for one in data["materials"] if one["tick"] == kind] for kind in ("missing", "later"))
    if data["ticked"] and not missing and not later:
        parts.line(document, "材料已齐，不用补正。")
        return
    if data["ticked"]:
        parts.line(document, f"需要补正：{_listed(missing) or '无'}")
    else:
        parts.blank(parts.line(document, "需要补正的材料（序号）"), 12)
    if later:
        parts.line(document, f"可以后补：{_listed(later)}")
    by = parts.line(document, "请于 ")
    parts.day_by_hand(by)
    ways = "　".join(f"{EMPTY} {way}" for way in data["ways"])
    by.add_run(f"前补齐{f'，送交：{ways}' if ways else ''}")


def _listed(found: list[Data]) -> str:
    terms = {one["number"]: f"（{one['later']}）" if one["tick"] == "later" else "" for one in found}
    return "；".join(f"第 {one['number']} 项 {one['name']}{terms[one['number']]}" for one in found)


def _closing(data: Data) -> list[tuple[str, str]]:
    numbers = "、".join(line["number"] for line in data["stamp"]["hotlines"])
    nobody = f"原文未载投诉电话，可拨打 {numbers}" if numbers else lines.UNSAID
    known = (
        ("依据", "；".join(lines.basis_words(row) for row in data["guide"]["basis"])),
        ("咨询", "　".join(data["asking"])),
        ("投诉", "　".join(data["complaining"]) or nobody),
    )
    return [(label, said) for label, said in known if said]
