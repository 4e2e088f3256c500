"""The data of ``parts`` in lines of plain text, for what is not set by Typst: Word documents and articles.

Takes JSON, gives text; the words are those of the printed sheet (templates/print/parts.typ).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from mingbai.rendering.paper.sheet import day_words

UNSAID = "原文未载明"
UNDATED = "原文未载日期"

Data = Mapping[str, Any]


def foot(stamp: Data) -> str:
    """The stamp in one line."""
    undated = "" if stamp["dated"] else "（录入日，原文未载日期）"
    code = [f"编码 {stamp['code']}"] if stamp["code"] else []
    told = (f"第 {stamp['number']} 版", f"{stamp['effective']}{undated}起施行", f"{stamp['printed']} 打印", f"校验码 {stamp['check']}")
    return " · ".join([*code, *told])


def answers(guide: Data) -> list[tuple[str, str]]:
    """Who, where, how long, how much: question and answer."""
    fee, levels = guide["fee"], "、".join(guide["levels"])
    where = "、".join(guide["ways"]) + (f"（{levels}）" if levels else "")
    return [
        ("能办吗", guide["who"][0] if guide["who"] else UNSAID),
        ("在哪办", where or UNSAID),
        ("多久", guide["limit_raw"] or UNSAID),
        ("多少钱", ("不收费" if fee["free"] else fee["said"]) if fee else UNSAID),
    ]


def named(one: Data) -> str:
    """What a material is called: its alternatives where its name only introduces them."""
    return " 或 ".join(one["any_of"]) if one.get("split") else str(one["name"])


def details(one: Data) -> list[str]:
    """What stands under a material, a line each."""
    found = [
        " 或 ".join(one["any_of"]) if one["any_of"] and not one.get("split") else None,
        one["group"] if one["case"] else None,
        one["copies"],
        one["note"],
        f"可用代替：{one['substitute']}" if one["substitute"] else None,
        f"可容缺：{one['later']}" if one.get("later") else None,
        f"原文：{one['printed']}" if one.get("printed") else None,
    ]
    return [line for line in found if line]


def descendants(children: Iterable[Data]) -> list[str]:
    """What belongs to a material, a text each, however deep."""
    found = []
    for child in children:
        case = f"{child['case']}：" if child["case"] else ""
        found.append("\n".join([case + named(child), *details(child)]))
        found += descendants(child["children"])
    return found


def exit_words(way: Data) -> str:
    """One way on from a step of a chart, as the page says it."""
    label = f"{way['label']}：" if way["label"] else ""
    return f"{label}{'回到' if way['backward'] else '到'}第 {way['number']} 步“{way['text']}”"


def basis_words(row: Data) -> str:
    """One 设定依据 as printed."""
    return str(row["printed"] or " ".join(part for part in (row["cited"], row["number"], row["articles"]) if part))


def form_words(form: Data) -> str:
    """A form that the guide names."""
    return " ".join(part for part in (form["name"], form["ref"]) if part)


def contact_words(one: Data) -> str:
    """A contact in one line."""
    return " ".join(one[key] for key in ("name", "phone", "address", "hours", "printed") if one[key])


def where_rows(guide: Data) -> list[tuple[str, str]]:
    """Where and how it is done: ways, levels, contacts."""
    rows = [("、".join(one["kinds"]), "\n".join(one["details"])) for one in guide["channels"]]
    rows += [("办理层级", "、".join(guide["levels"]))] if guide["levels"] else []
    return rows + [(one["kind"] or "联系", contact_words(one)) for one in guide["contacts"]]


def source_rows(source: Data | None) -> list[tuple[str, str]]:
    """Where the words come from."""
    if source is None:
        return []
    known = (
        ("文件", source["document"]),
        ("文号", source["number"]),
        ("发布机关", source["issuer"]),
        ("发文日期", dated(source["issued"])),
        ("文件版次", source["edition"]),
        ("文件内序号", str(source["ordinal"]) if source.get("ordinal") else None),
    )
    return [(label, value) for label, value in known if value]


def dated(issued: str | None) -> str:
    """The day of a document in words (``issued`` as ISO date), where it prints one."""
    return day_words(date.fromisoformat(issued)) if issued else UNDATED
