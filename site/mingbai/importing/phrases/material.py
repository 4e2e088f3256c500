"""One material as printed → a ``Material``: its case, its name, the note behind it, alternatives, copies, what may stand in for it.

Knows no list, no document and no item.
"""

from __future__ import annotations

import re

from mingbai.guides.guide import Material
from mingbai.importing.phrases.brackets import depths, matches, split_outside

_EDGE = " \t\n　；;，,、"
_THING = (
    r"(?:材料|资料|证件|证明|凭证|执照|证书|证照|证|卡|表|单|书|簿|本|函|信|票据|发票|收据|清单|小结|记录|病历|报告|底方|处方|合同|协议|"
    r"文件|文书|手续|账户|帐户|信息|账号|照片|方案|名单|名册|花名册|制度|文本|复印件|原件|扫描件|码|依据|佐证|介绍信|电子版|花名册|情况|说明|回执|明细|诊断|意见|决定|批复|章程|平面图|登记卡|号码|承诺)"
)
_IS_THING = re.compile(rf"{_THING}(?:等|一份|各一份)?(?:[（(].*[）)])*[。.]?$")
_HEAD = re.compile(r"^([^：:。；;]{2,40})[：:]\s*(.+)$", re.S)
_EXPLAINED = re.compile(r"^([^：:。；;]{2,40})[：:]\s*((?:包括|包含|例如)[^：:]+)$", re.S)
"""A thing and after a colon what counts as it (病历资料：包括门诊病历和出院小结等)."""
_TAIL = re.compile(
    r"(?:[，,；;]\s*(?=[^，,；;。]{0,20}(?:无法|不能|未能)[^，,；;。]{1,16}的[，,]?(?:应当?|须|需要?|可)?先?(?:提供|提交|填写|出具|签署))"
    r"|(?<=[》）)])[，,]?(?=[并再后]?由[^，,；;。]{2,16}(?:认定|审核|审批|核定|核实|确认|签字|盖章)))(?P<said>[^；;。]{4,})$"
)
"""What is said behind a thing: what to hand in where it is not to be had, or who deals with it next (…由相关部门认定)."""
_DEMAND = re.compile(
    r"^(?P<case>(?:[^，,。；;]|[，,](?=[^，,。；;]{0,12}的[，,])){2,60}?)(?:[，,]|(?<=的))?\s*"
    r"(?P<asked>(?:还|另|均|也|应当?|须|需要?|可|先|同时|按要求|凭|由本人|要求)*(?:提供|提交|出具|携带|上传))(?!的|方|者|人)(?P<thing>.{2,})$",
    re.S,
)
_MAY = "可要求"
"""What may be asked for, and need not be brought unasked: the reader must see the difference."""
_NO_CASE = re.compile(
    r"^(?:申请人|申办人|办理人|需|应|须|由|请|能够?|可以?|同时|另|还|如|必要时|转出地|参保人|具有|经|无法|.*(?:部门|机构|医院|公司|单位所))$"
)
_COPIES = re.compile(
    r"((?:正、?副本)?(?:原件|复印件|扫描件|影印件|电子版)(?:各?[一二两三四五六\d]+份)?(?:\s*(?:以?及|和|与|、|或|/|，|,|各)\s*(?:原件|复印件|扫描件|影印件)(?:各?[一二两三四五六\d]+份)?)*|一式[一二两三四五六\d]+份|各?[一二两三四五六\d]+份)"
)
_COUNT = re.compile(r"(?<=[》表书证卡单件])\s*[，,]?\s*(?:一式)?[一二两三四五六\d]{1,2}份$")
"""How many of a thing, behind its name: it stands in ``copies`` and ``raw``."""
_SUBSTITUTE = re.compile(
    r"(?:无法|不能|未能)(?:提供|提交)[^，,。；;]{0,12}的?[，,]?[^。；;]{0,12}?(?:提供|提交|填写|出具|签署)\s*(《?[^，,。；;（(）)]{0,40}?承诺书》?)"
)
_ONE_OF = re.compile(
    r"(?:等)?(?:任选其一|任一(?:[^，,。；;、/或和与及]{0,6}(?:证件|材料|资料|证明|凭证))?(?:或证明文件)?|之一|任意一[项种个])$"
)


def is_thing(text: str) -> bool:
    """Whether ``text`` ends as the name of a thing does that can be handed in, or names a document in 《》."""
    text = text.strip(_EDGE + "：:。")
    return bool(_IS_THING.search(text)) or text.endswith("》") or bool(re.search(r"》(?:[（(].*[）)])+$", text))


def read_material(text: str, situation: str | None = None, group: str | None = None) -> Material:
    """The material that ``text`` prints; a case printed before it (灵活就业人员：…, …的需提供…) is added to ``situation``."""
    raw = _one_line(text)
    case, thing, asked = _case(raw)
    name, notes = _name_and_notes(re.sub(r"(?<=[)）])[.]$", "", thing.strip(_EDGE + "。")))
    notes += [asked] if asked else []
    copies = _COPIES.search(name) or _COPIES.search("；".join(notes))
    name = _COUNT.sub("", name)
    return Material(
        name=name,
        situation="，".join(one for one in (situation, case) if one) or None,
        group=group,
        any_of=_alternatives(name),
        note="；".join(notes) or None,
        copies=copies[1] if copies else None,
        substitute=_substitute(raw, name),
        raw=raw,
    )


def _one_line(text: str) -> str:
    return re.sub(r"[ \t　]*\n\s*", "", text.strip()).strip(_EDGE)


def _case(raw: str) -> tuple[str | None, str, str | None]:
    """The case that an entry is for, the thing, and the words 可要求提供 where it may be asked for. 认定材料：… names a thing, so it is
    no case."""
    inside = depths(raw)
    head = _HEAD.match(raw)
    if head and not inside[head.end(1)] and not is_thing(head[1]):
        return head[1].strip(), head[2], None
    demand = _DEMAND.match(raw)
    if (
        demand
        and not inside[demand.end("case") - 1] * inside[demand.start("thing")]
        and not _NO_CASE.match(demand["case"])
        and not is_thing(demand["case"])
    ):
        asked = "".join(demand["asked"].split())
        return demand["case"].strip(_EDGE), demand["thing"].strip(), asked if _MAY in asked else None
    return None, raw, None


def _name_and_notes(thing: str) -> tuple[str, list[str]]:
    """The name, and the notes in brackets at its end, behind it or after a colon. （或…） is another name for the same thing and stays."""
    explained = _EXPLAINED.match(thing)
    if explained and is_thing(explained[1]) and not depths(thing)[explained.end(1)]:
        return explained[1].strip(), [explained[2].strip()]
    notes: list[str] = []
    name = thing
    tail = _TAIL.search(thing)
    if tail and is_thing(thing[: tail.start()]) and not depths(thing)[tail.start("said")]:
        name, notes = thing[: tail.start()].rstrip(), [tail["said"].strip()]
    while name and name[-1] in "）)":
        opened = next((start for start, end in matches(name).items() if end == len(name) - 1), None)
        if opened is None or opened == 0 or name[opened] not in "（(" or re.match(r"\s*(?:或|及|和)", name[opened + 1 :]):
            break
        notes.insert(0, name[opened + 1 : -1].strip())
        name = name[:opened].rstrip()
    return (name, notes) if name else (thing, [])


def _alternatives(name: str) -> tuple[str, ...]:
    """The things of which one will do, where the text says so and each alternative is a thing by itself."""
    one_of = _ONE_OF.search(name)
    if one_of:
        listed = name[: one_of.start()].split("：")[-1].removesuffix("等")
        things = [one for part in split_outside(listed, "、/") for one in _parted(part)]
    elif _outside(name, r"[、，,：:；;]|以?及|和|并"):
        return ()
    else:
        things = [one for part in split_outside(name, "/") for one in _parted(part)]
    clean = [thing.strip(_EDGE) for thing in things]
    return tuple(clean) if len(clean) > 1 and all(is_thing(thing) for thing in clean) else ()


def _parted(text: str) -> list[str]:
    inside, parts, start = depths(text), [], 0
    for found in re.finditer(r"或者?(?!许)", text):
        if not inside[found.start()]:
            parts.append(text[start : found.start()])
            start = found.end()
    return [*parts, text[start:]]


def _outside(text: str, pattern: str) -> bool:
    inside = depths(text)
    return any(not inside[found.start()] for found in re.finditer(pattern, text))


def _substitute(raw: str, name: str) -> str | None:
    found = _SUBSTITUTE.search(raw) or re.search(r"或(《?[^，,。；;或《》（(）)]{0,24}承诺书》?)", raw)
    return found[1].strip() if found else None
