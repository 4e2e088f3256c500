"""An announcement (调整公告) as a Word document, set like an official document so that an office can put it on its own paper.

GB/T 9704-2012: A4 with its margins, text in 仿宋 三号, headings in 黑体 and 楷体. The words are those of the printed announcement
(templates/print/announcement.typ). The red head, seal and 版记 are the office's own and are not imitated.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from docx.enum.text import WD_ALIGN_PARAGRAPH

from mingbai.rendering.paper.lines import Data
from mingbai.rendering.paper.sheet import Paper
from mingbai.rendering.word import parts, sheet
from mingbai.rendering.word.styles import LETTER, LETTER_TEXT, SMALL, dress_letter, indent

_NUMERALS = "一二三四五六七八九"
_LEDGER = "每次发布都记入台账，每一条都连着前一条，事后改动一个字都会被查出来。"


def announcement_document(paper: Paper) -> bytes:
    """The announcement of a release."""
    data = paper.data
    document = sheet.opened(paper.title, data, paper.day, LETTER)
    dress_letter(document)
    entry = f"台账第 {data['entry']['number']} 条 {data['entry']['hash'][:12]} · " if data["entry"] else ""
    sheet.footed(document.sections[0], data, data["title"], f"{entry}{data['printed']} 打印", data["address"])
    _head(document, data)
    _said(document, _opening(data))
    sections = [name for name in ("changed", "withdrawn", "added") if data[name]]
    for numeral, name in zip(_NUMERALS, sections, strict=False):
        _SECTIONS[name](document, numeral, data)
    if data["for_search"]:
        _said(document, [f"另有检索用词调整 {data['for_search']} 份，只用于查找，办事内容没有变化。"])
    _signed(document, data)
    return sheet.written(document)


def _head(document: Any, data: Data) -> None:
    if data["sample"]:
        parts.line(document, "").add_run(sheet.SAMPLE).bold = True
    issuer = data["issuer"] or data["organ"]
    for text in (issuer, "调整公告", data["number"]):
        if text:
            _aligned(document, text, WD_ALIGN_PARAGRAPH.CENTER)
    parts.line(document, data["title"], "Title")


def _opening(data: Data) -> list[str]:
    """What was done, on what basis, and what the office adds."""
    ended, issued = data["cancelled"], f"成文日期 {data['issued']}" if data["issued"] else None
    based = (data["basis"], data["number"], data["edition"], issued)
    found = [f"本公告已于{ended['day']}撤销，没有施行过：{ended['reason']}"] if ended else []
    counted = [f"{word} {count} 项" for count, word in zip(data["counts"], ("首次发布", "调整", "废止"), strict=True) if count]
    place = f"在{data['place']}" if data["place"] else ""
    what = f"这次{place}{'，'.join(counted)}。" if counted else ""
    loaded = "（原文未载日期，这是录入的日子）" if data["loaded"] else ""
    when = f"自{data['effective']}起施行{loaded}。" if data["effective"] else "自发布之日起施行。"
    found.append(f"{what}{when}")
    if data["basis"] and data["basis"] != data["title"]:
        found.append(f"依据文件：{'，'.join(part for part in based if part)}。")
    return [*found, *(line for line in (data["note"] or "").split("\n") if line)]


def _changed(document: Any, numeral: str, data: Data) -> None:
    parts.heading(document, f"{numeral}、调整 {data['counts'][1]} 项", 2)
    for at, one in enumerate(data["changed"], 1):
        parts.heading(document, f"{at}．{_named(one)}", 3)
        unchanged = [] if one["sentences"] else ["公开内容没有变化。"]
        told = ["这一版或前一版的文字已经依法移除，无法对照。"] if one["removed"] else [*one["sentences"], *unchanged]
        _said(document, [*([one["note"]] if one["note"] else []), *told])


def _withdrawn(document: Any, numeral: str, data: Data) -> None:
    parts.heading(document, f"{numeral}、废止 {data['counts'][2]} 项", 2)
    for at, one in enumerate(data["withdrawn"], 1):
        parts.heading(document, f"{at}．{_named(one)}", 3)
        since = f"自{one['day']}起" if one["day"] else ""
        following = [f"接续的事项：{'、'.join(one['successors'])}。"] if one["successors"] else []
        _said(document, [f"{since}{one['why']}：{one['reason']}", *following])


def _added(document: Any, numeral: str, data: Data) -> None:
    parts.heading(document, f"{numeral}、首次发布 {data['counts'][0]} 项", 2)
    _said(document, [f"{at}．{_named(one)}" + (f"\n{one['note']}" if one["note"] else "") for at, one in enumerate(data["added"], 1)])


_SECTIONS = {"changed": _changed, "withdrawn": _withdrawn, "added": _added}


def _named(one: Data) -> str:
    kind = f"（{one['kind']}）" if one["kind"] else ""
    place = f" {one['place']}" if one["place"] else ""
    return f"{one['title']}{kind}{place}"


def _said(document: Any, texts: Sequence[str]) -> None:
    for text in texts:
        parts.line(document, text, LETTER_TEXT)


def _aligned(document: Any, text: str, side: Any) -> Any:
    made = parts.line(document, text, LETTER_TEXT)
    made.paragraph_format.alignment = side
    indent(made._p, 0)
    return made


def _signed(document: Any, data: Data) -> None:
    """Office and day at the right; the record in the ledger and the code below."""
    for at, text in enumerate(part for part in (data["issuer"] or data["organ"], data["published"]) if part):
        line = _aligned(document, f"\n{text}" if at == 0 else text, WD_ALIGN_PARAGRAPH.RIGHT)
        line.paragraph_format.keep_with_next = True
    parts.line(document, _LEDGER, SMALL)
    for label, entry in (("本次记录", data["entry"]), ("当日台账末条", data["head"])):
        if entry:
            parts.line(document, f"{label}：第 {entry['number']} 条\n{entry['hash']}", SMALL)
    parts.code(parts.line(document, ""), data)
    parts.line(document, data["address"], SMALL)
