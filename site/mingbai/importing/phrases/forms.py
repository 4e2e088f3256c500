"""Forms that a text names: 《…申请表》（见附录A）. Knows no form by name, only how the names of forms end."""

from __future__ import annotations

import re

from mingbai.guides.guide import FormRef
from mingbai.importing.phrases.brackets import matches

_ENDS = re.compile(r"(?:表|申请书|承诺书|委托书|授权书|声明书|申报书|登记卡|备案书|告知书|确认单|审批单|登记簿)$")
_BARE_ENDS = re.compile(r"(?:申请|申报|登记|备案|审批|认定|变更|汇总|确认)表$")
_REF = re.compile(
    r"[^（(《》，。；;\n]{0,8}[（(](?:样表)?(?:详?见)?\s*(?P<ref>(?:附[录件表]|表|样表)\s*[A-Za-z\d一二三四五六七八九十]*(?:[.-]\d+)?)\s*[）)]"
)
_BETWEEN_AGENCIES = re.compile(r"(?:机构|部门|局|中心)[^，,。；;：:\n]*(?:收到|接收|生成|发出|传送|发送)$")
"""Before a name: the paper goes from agency to agency, as the 信息表 of a transfer. An application form they receive."""
_LABEL = re.compile(r"^(?:\d{1,2}\s*[.、．)）]|[①-⑳])\s*")
_CLAUSE = re.compile(r"[，,。；;：:、（(）)\s]|或者?|以?及|和|与|提供|提交|填写|填报|包括")


def forms_in(text: str) -> tuple[FormRef, ...]:
    """The forms that ``text`` names, in order, each once: those in 《》, and bare names that end like an application form."""
    found: dict[str, FormRef] = {}
    pairs = matches(text)
    for opened, closed in pairs.items():
        if text[opened] != "《" or not _ENDS.search(name := text[opened + 1 : closed].strip()):
            continue
        if _BARE_ENDS.search(name) or not _BETWEEN_AGENCIES.search(text[max(0, opened - 60) : opened]):
            _add(found, name, text[closed + 1 :])
    bare = _blanked(text, pairs)
    for clause in _CLAUSE.split(bare):
        name = _LABEL.sub("", clause.strip(' “”"'))
        if _BARE_ENDS.search(name) and len(name) > 4:
            _add(found, name, text[text.find(name) + len(name) :])
    return tuple(found.values())


def _add(found: dict[str, FormRef], name: str, after: str) -> None:
    name = re.sub(r"\s*\n\s*", "", name)
    ref = _REF.match(after)
    if name not in found:
        found[name] = FormRef(name=name, ref=ref["ref"] if ref else None)


def _blanked(text: str, pairs: dict[int, int]) -> str:
    """``text`` with every 《…》 blanked out, so that no name is found twice."""
    for opened, closed in pairs.items():
        if text[opened] == "《":
            text = text[:opened] + "，" * (closed + 1 - opened) + text[closed + 1 :]
    return text
