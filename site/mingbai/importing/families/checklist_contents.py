"""What the content of a 清单's cell shows it to be, whatever column it stands in: a code, a chain of stages, legal bases …

Knows no table; ``checklist_rows`` uses it where a row is damaged and its cells have lost their columns.
"""

from __future__ import annotations

import functools
import re

from mingbai.guides.limits import parse_limit
from mingbai.importing.phrases.channels import ticked
from mingbai.importing.phrases.levels import read_levels
from mingbai.importing.phrases.material import is_thing
from mingbai.importing.phrases.numbering import split_list

_ORDINAL = re.compile(r"\d{1,3}")
_CODE = re.compile(r"(?=.*\d{6})[0-9A-Z|]{9,40}")
_STAGES = re.compile(r"[\u4e00-\u9fff（）()、]{2,8}(?:\s*[-—–→>－]+\s*[\u4e00-\u9fff（）()、]{2,8}){1,}")
_STAGE = re.compile(
    r"申请|申报|提交|受理|审核|审查|初审|复审|审批|核准|核定|确认|登记|备案|公示|评估|协商|拨付|支付|发放|制证|发证|决定|告知|反馈|送达|办结|归档|签订协议"
)
_KIND = re.compile(
    r"(?:行政(?:权力|许可|确认|给付|征收|奖励|检查|裁决|强制|其他)|公共服务|其他行政权力|依申请|主动服务)[（(]?[^，。；]{0,12}"
)
_CITED = re.compile(r"[〔\[﹝［]\s*\d{4}\s*[〕\]﹞］]|令\s*第?\s*\d+|第\s*\d+\s*号|第[一二三四五六七八九十百]+条|\d+\s*号\s*[）)]")
_OPENS_LAW = re.compile(r"[^，。；《]{0,36}《|[^，。；《]{0,20}(?:关于|印发)")
_STRONG = frozenset({"ordinal", "code", "levels", "tick", "process_stages"})
_TELLING = frozenset({"code", "levels", "tick", "process_stages", "basis", "item_kind"})
"""Content that cannot stand under another head; a bare number can (份数, 时限)."""
_WORDY = frozenset({"name", "main_item", "materials", "remarks", "conditions", "objects", "tips", "summary", "attributes", "process"})


@functools.lru_cache(maxsize=4096)
def kinds_of(text: str) -> frozenset[str]:
    """The fields whose content ``text`` shows by itself; empty where it could stand under many heads."""
    whole = re.sub(r"\s+", "", text)
    if _ORDINAL.fullmatch(whole):
        return frozenset({"ordinal"})
    if _CODE.fullmatch(whole):
        return frozenset({"code", "main_item_code"})
    if len(whole) <= 2 and ticked(text):
        return frozenset({"tick"})
    if _KIND.fullmatch(whole):
        return frozenset({"item_kind"})
    if _STAGES.fullmatch(whole) or _lists_stages(whole):
        return frozenset({"process_stages"})
    if (
        len(whole) <= 40
        and read_levels(whole).levels
        and not re.sub(r"[A-E省市县区旗乡镇街道村社设的地州级本（）()、，,/和及\s]", "", whole)
    ):
        return frozenset({"levels"})
    if is_law(text):
        return frozenset({"basis"})
    if len(whole) <= 60 and not whole.startswith("1") and parse_limit(whole).kind != "other":
        return frozenset({"time_limit"})
    return frozenset({"materials"}) if _are_things(text) else frozenset()


def _lists_stages(text: str) -> bool:
    """Whether ``text`` lists stages without dashes (申请、受理、办结): three words or more, of which most are those of a stage."""
    words = re.split(r"[、，,；;]", text.rstrip("。"))
    known = sum(bool(_STAGE.match(word)) for word in words)
    told = re.search(r"包括|包含|环节|等$", text)  # a sentence about stages (审核环节包括评估、公示等) is a remark
    return len(words) >= 3 and max(map(len, words)) <= 8 and 3 * known >= 2 * len(words) and not told


def is_law(text: str) -> bool:
    """Whether every entry of ``text`` begins like a legal basis and at least one cites a number or an article."""
    entries = [part.text or part.raw for part in split_list(text)]
    return bool(_CITED.search(text)) and all(_OPENS_LAW.match(entry) for entry in entries) and "需提供" not in text


def _are_things(text: str) -> bool:
    parts = [part for top in split_list(text) for part in (top.children or (top,))]
    things = sum(is_thing(part.text.split("\n")[0]) for part in parts)
    return bool(parts) and things * 3 >= len(parts) * 2


def fit(text: str, field: str | None) -> float:
    """How well ``text`` goes under the head of ``field``: 3 where its content shows it, below 0 where it cannot stand there."""
    if not text.strip():
        return 0.0
    kinds = kinds_of(text)
    if field in kinds:
        return 1.5 if kinds == {"materials"} else 3.0
    if field is None or field == "contacts":
        return 0.0
    if kinds & _TELLING:
        return -3.0
    if "." in field:
        return 0.1
    if field in _STRONG or field == "main_item_code":
        return -3.0
    if field in _WORDY:
        return _wordy(text, field)
    return -1.0


def contradicts(text: str, field: str | None) -> bool:
    """Whether the content of ``text`` shows it to be another field's."""
    kinds = kinds_of(text)
    return field not in kinds and field not in (None, "contacts", "attributes") and bool(kinds & _TELLING)


def _wordy(text: str, field: str) -> float:
    name_like = len(text) <= 40 and not re.search(r"[。；;：:]|^\s*\d[、.]", text)
    if field in ("name", "main_item"):
        return 0.5 if name_like and "materials" not in kinds_of(text) else -1.0
    return 0.4 if field == "remarks" else 0.2
