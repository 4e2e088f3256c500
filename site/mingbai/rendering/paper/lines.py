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
NO_MATERIALS = "原文没有列出材料。办理前请先拨打热线问清楚。"
NO_PROCESS = "原文没有写明流程。"
NO_PLACE = "原文没有写明地点。"
LOST_LINES = "原图的连线没有随文件保存下来。图中的文字有："
LOST_CHART = "原图没有随文件保存下来，请按上面的流程办理。"
DIFFERING = "同一份文件的清单里，这一项有几处写得和指南不一样。两处都照原文列出，请以窗口答复为准。"
VERBATIM = "以上条文照录自文件原文，未作改写。"

Data = Mapping[str, Any]


def foot(stamp: Data) -> str:
    """The stamp in one line."""
    undated = "" if stamp["dated"] else "（录入日，原文未载日期）"
    code = [f"编码 {stamp['code']}"] if stamp["code"] else []
    told = (f"第 {stamp['number']} 版", f"{stamp['effective']}{undated}起施行", f"{stamp['printed']} 打印", f"校验码 {stamp['check']}")
    return " · ".join([*code, *told])


def beneath(guide: Data) -> list[str]:
    """What stands beneath a guide's name: its main item where that is called otherwise, its other names."""
    main = [guide["main_item"]] if guide["main_item"] and guide["main_item"] != guide["name"] else []
    return [*main, *([f"又称 {'、'.join(guide['aliases'])}"] if guide["aliases"] else [])]


def answers(guide: Data) -> list[tuple[str, str]]:
    """Who, where, how long, how much, what to bring: question and answer."""
    return [
        ("能办吗", _who(guide)),
        ("在哪办", _where(guide)),
        ("多久", guide["limit_raw"] or UNSAID),
        ("多少钱", ("不收费" if guide["fee"]["free"] else guide["fee"]["said"]) if guide["fee"] else UNSAID),
        ("带什么", _bring(guide)),
    ]


def _who(guide: Data) -> str:
    if not guide["who"]:
        return "见办理条件" if guide["conditions"] else UNSAID
    return f"{guide['who'][0]}{' 还有其他对象，见下' if len(guide['who']) > 1 else ''}"


def _where(guide: Data) -> str:
    levels = "、".join(guide["levels"])
    return "、".join(guide["ways"]) + (f"（{levels}）" if levels else "") or UNSAID


def _bring(guide: Data) -> str:
    cases = guide["cases"]
    if not guide["count"]:
        return "见材料说明" if guide["material_notes"] else "原文未列材料"
    return f"{guide['count']} 项材料{f'，分 {len(cases)} 种情形：' + '、'.join(cases) if len(cases) > 1 else ''}"


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
        f"可以后补：{one['later']}" if one.get("later") else None,
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


def step_words(step: Data) -> str:
    """A box of a chart: a decision is asked."""
    return f"{step['text']}{'？' if step['decision'] else ''}"


def chart_title(one: Data) -> str:
    """What a chart is called, and where it comes from."""
    return f"{one['title'] or '流程图'}（{one['origin']}）" if not one["lost"] else str(one["title"] or "流程图")


def exit_words(way: Data) -> str:
    """One way on from a step of a chart, as the page says it."""
    label = f"{way['label']}：" if way["label"] else ""
    return f"{label}{'回到' if way['backward'] else '到'}第 {way['number']} 步“{way['text']}”"


def basis_words(row: Data) -> str:
    """One 设定依据 as printed."""
    return str(row["printed"] or " ".join(part for part in (row["cited"], row["number"], row["articles"]) if part))


def form_words(form: Data) -> str:
    """A form that the guide names."""
    return " ".join(part for part in (form["name"], form["ref"], form["printed"]) if part)


def contact_words(one: Data) -> str:
    """A contact in one line."""
    return " ".join(one[key] for key in ("name", "phone", "address", "hours", "printed") if one[key])


def where_rows(guide: Data) -> list[tuple[str, str]]:
    """Where and how it is done: ways, levels, departments, contacts."""
    rows = [("、".join(one["kinds"]), "\n".join(one["details"])) for one in guide["channels"]]
    rows += [("办理层级", "、".join(guide["levels"]))] if guide["levels"] else []
    rows += [("主办", guide["lead"])] if guide["lead"] else []
    rows += [("联办", "、".join(guide["joint"]))] if guide["joint"] else []
    return rows + [(one["kind"] or "联系", contact_words(one)) for one in guide["contacts"]]


def hotline_words(stamp: Data) -> str:
    """Whom to call where place or time are not certain; empty where the site names nobody."""
    lines = "，".join(f"{one['number']} {one['name']}".strip() for one in stamp["hotlines"])
    return f"地址、时间拿不准，先打电话问：{lines}" if lines else ""


def source_rows(guide: Data, stamp: Data) -> list[tuple[str, str]]:
    """Where the words come from, and which version they are."""
    undated = "" if stamp["dated"] else "（录入日，原文未载日期）"
    version = ("版本", f"第 {stamp['number']} 版，{stamp['effective']}{undated}起施行，校验码 {stamp['check']}")
    return [*_document_rows(guide["source"]), version]


def _document_rows(source: Data | None) -> list[tuple[str, str]]:
    if source is None:
        return []
    known = (
        ("文件", f"原文未载标题（文件 {source['untitled']}）" if source["untitled"] else source["document"]),
        ("文号", source["number"]),
        ("发布机关", source["issuer"]),
        ("发文日期", dated(source["issued"])),
        ("文件版次", source["edition"]),
        ("文件内序号", str(source["ordinal"]) if source["ordinal"] else None),
    )
    return [(label, value) for label, value in known if value]


def dated(issued: str | None) -> str:
    """The day of a document in words (``issued`` as ISO date), where it prints one."""
    return day_words(date.fromisoformat(issued)) if issued else UNDATED
