"""The words of the trade: how agencies head each part of a guide, what we call it on a page, and its one English name.

``HEADINGS`` and ``field_of`` are the vocabulary by which the importer knows a heading or a table head; ``LABELS`` is what a
page prints above a field; ``TERMS`` gives one English word per Chinese term (code and comments use no other).
This module reads no document: which heading belongs to which item is the importer's business.
"""

from __future__ import annotations

import functools
import itertools
import re
from collections.abc import Iterable, Mapping
from importlib import resources

import yaml

from mingbai.guides.limits import parse_limit

LABELS: Mapping[str, str] = {
    "name": "事项名称", "aliases": "别名", "code": "事项编码", "main_item": "主项名称", "main_item_code": "主项编码",
    "ordinal": "序号", "service": "全国事项", "item_kind": "事项类型", "handling": "办件类型", "summary": "事项描述",
    "attributes": "其他信息", "objects": "服务对象", "audiences": "适用人群", "conditions": "办理条件", "levels": "办理层级",
    "level_notes": "层级说明", "departments": "办理部门", "departments.lead": "主办部门", "departments.joint": "联办部门",
    "basis": "设定依据", "channels": "办理方式", "channel_notes": "办理方式说明", "materials": "办理材料",
    "material_notes": "材料说明", "process": "办理流程", "process_stages": "办理环节", "flowchart": "流程图",
    "time_limit": "办理时限", "fee": "是否收费", "tips": "温馨提示", "remarks": "备注", "forms": "样表", "output_samples": "出件样本",
    "required_fields": "受理信息必填项", "message_templates": "消息推送模板", "risk_level": "风险级别",
    "risk_points": "业务风险点识别", "situations": "您的情况", "contacts": "咨询与投诉", "checklist": "清单", "source": "来源",
}  # fmt: skip
"""Field of a guide → the label that a page prints, in the order of the guide's keys."""

TERMS: Mapping[str, str] = {
    "办事指南": "guide", "清单": "checklist", "事项": "item", "主项": "main item", "子项": "sub-item", "全国事项": "service",
    "事项编码": "item code", "短码": "short code", "校验码": "check code", "区划": "region", "服务对象": "objects",
    "人群": "audience", "办理条件": "conditions", "办理层级": "level", "办理部门": "department", "设定依据": "basis",
    "文号": "document number", "办理方式": "channel", "材料": "material", "办理流程": "process", "路径": "path", "步骤": "step",
    "环节": "stage", "流程图": "flow chart", "办理时限": "time limit", "收费": "fee", "温馨提示": "tip", "备注": "remark",
    "样表": "form", "出件样本": "output sample", "情形": "situation", "联系方式": "contact", "人生大事": "life event", "词表": "lexicon",
    "用词": "term", "同义词": "equal", "常用词": "word", "问法": "phrasing", "相关事项": "related service", "需求程度": "need",
    "来文": "document", "一次性告知单": "notice", "调整公告": "announcement", "窗口公示": "placard", "标牌": "sign",
    "海报": "poster", "汇编": "book", "简版": "short version", "版本": "version", "批次": "release", "草稿": "draft", "台账": "ledger",
    "审核": "review", "签发": "approve", "公布": "publish", "撤回": "withdraw", "下架": "vanish", "纠错": "correction",
    "好差评": "rating", "公开目录": "catalogue", "年报": "figures", "大厅": "hall", "窗口": "window", "机构": "organ",
    "法律文件": "legal instrument", "工作日": "working day", "节假日": "holiday", "调休上班日": "make-up day", "办公时间": "hours",
    "暂停办公": "closure", "自助机": "kiosk",
}  # fmt: skip
"""Chinese term of the trade → its one English word (architecture rule 14)."""


def _words(lines: Iterable[str]) -> tuple[str, ...]:
    """The words of data lines: those between blanks, and every joining of a line of brackets ([办理 申请][材料 资料])."""
    found: list[str] = []
    for line in lines:
        choices = [part.split() for part in re.findall(r"\[([^\]]*)\]", line)]
        joined = ["".join(words).replace("_", "") for words in itertools.product(*choices)] if choices else line.split()
        found += joined
    return tuple(dict.fromkeys(found))


_DATA: Mapping[str, Mapping[str, list[str]]] = yaml.load(
    (resources.files("mingbai.guides") / "data" / "headings.yaml").read_bytes(),
    Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader),  # noqa: S506 - both are safe loaders
)
HEADINGS: Mapping[str, tuple[str, ...]] = {field: _words(lines) for field, lines in _DATA["headings"].items()}
"""Field of a guide (a part of one after a dot) → what agencies print above it. Every word stands under one field only."""

MATERIAL_COLUMNS: Mapping[str, tuple[str, ...]] = {part: _words(lines) for part, lines in _DATA["columns"].items()}
"""Part of a material → the head of its column in a table of materials. Agencies print more columns; those have no part."""

_INTERROGATIVE = re.compile(
    r"什么|啥|哪[些里儿]|哪一|在哪|到哪|去哪|怎[么样]|如何|多[久长少]|几[天个]|何[时处地]|谁|是否|要不要|[收能用需]不[收能用需]|有没有|[吗呢么]$"
)
_THINGS = "(材料|资料|证件|手续|证明|东西)"
_WAYS = "地方|渠道|途径|方式|平台|窗口"
_ACTS = "办|申|操作|报|登记|备案|缴|领|参保|转|查|变更|认定|开|提|激活|绑|使用|支取|享受"
_QUESTIONS: tuple[tuple[str, str], ...] = (
    (rf"{_THINGS}.{{0,6}}(哪些|什么|有啥)|(什么|哪些|哪几[样种]|啥).{{0,4}}{_THINGS}|带什么|交什么|准备(什么|哪些)", "materials"),
    (r"多久|多长时间|几天|多少(个)?(工作)?[天日]|多少时间|(什么时候|何时)(能|可以)?(办[好完结]|到账|拿到|领到)", "time_limit"),
    (r"时限.{0,4}(多|几|什么)", "time_limit"),
    (r"收费|要钱|花钱|交钱|多少钱|费用(是|要)?多少|(什么|哪些)费用|缴费吗", "fee"),
    (r"(什么|哪些)(条件|要求|情形|情况)|条件.{0,4}(什么|哪些)|符合什么|满足什么|前提", "conditions"),
    (r"谁(可以|能|来|要|需要)|(哪些|什么|哪类)(人|单位|对象|群体)|对象.{0,3}(谁|哪些|什么)|适用于谁|给谁", "objects"),
    (r"(什么|哪些)(依据|政策|文件|法律|规定)|依据.{0,3}(什么|哪些)", "basis"),
    (r"找谁|问谁|联系谁|什么电话|电话.{0,3}多少|(哪里|怎[么样]|如何)(咨询|投诉|联系)|向谁", "contacts"),
    (r"(什么时间|什么时候|何时|几点).{0,6}(办|上班|受理|开门|营业)|(时间|地点|地址).{0,3}(哪里|哪儿|什么)", "contacts"),
    (rf"哪里|哪儿|在哪|到哪|去哪|何处|何地|(哪些|什么)({_WAYS})|网上(可以|能)?办|({_WAYS}).{{0,3}}(哪些|什么)", "channels"),
    (rf"流程.{{0,4}}(什么|哪些|怎|如何)|(怎[么样]|如何|咋)(去|来|进行|网上|在?线上)?({_ACTS})", "process"),
    (r"^什么[是叫]|是什么$|指什么|指的是什么", "summary"),
    (r"注意(什么|哪些)|哪些(注意|事项)", "tips"),
)  # fmt: skip
"""Question heads (需要带什么材料？) → field; the first that is found wins."""

_MARKS = str.maketrans({code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)} | {0x3000: " "})
_DRESS = r"[^\w(\[【《〔□☐☑]*"
_COUNT = (
    r"第[一二三四五六七八九十百\d]+[章节条部分]+|\(?[一二三四五六七八九十]{1,3}[)、.:,]|\(?\d{1,2}(?:\.\d{1,2})*[)、.,:]?(?!\d)"
    r"|\(?[a-zA-Z][).、]|[①-⑳⑴-⒇㈠-㈩Ⅰ-Ⅻ]|(?:[QA]\d*|[问答])[:.]"
)
_NUMBERING = re.compile(rf"^(?:{_DRESS}(?:{_COUNT}))?{_DRESS}")
_ENDING = re.compile(r"(?:\([^()]*\)|[:.?!~\-—_]|如下|包括)+$")
_WRAPPED = re.compile(r"^[\[【〔《(<「『]([^\]】〕》)>」』]+)[\]】〕》)>」』]$")
_HEADED = re.compile(r"\s*(?=[【\[]|[^:：]{2,24}[:：])([【\[][^】\]]{2,20}[】\]]|[^:：]*[^:：\s])\s*[:：]?(.*)$", re.DOTALL)
_KIND = re.compile(
    r"(?:公共服务|行政(?:权力|许可|确认|给付|征收|奖励|检查|裁决|强制)|其他行政权力|依申请)(?:事项|类)?(?:[（(][^（()）]*[）)])?"
)
_OWN = re.compile(r"^(?:本|该)?(?:事项|业务|项目|服务)的?(?=.{3,})")


def field_of(heading: str, text: str = "") -> str | None:
    """The field that a printed ``heading`` stands for, whatever its width, blanks, numbering or question form; else None.

    ``text``, what stands under it, settles the headings that agencies use in two ways: 办理时间 over 即时办结 is a time
    limit, over 上午9:00 it is opening hours; 事项类别 over 公共服务 is the kind of the item, over 参保登记 its main item. Short
    words (材料, 费用) are headings in a table head or under a mark, not in running text: which lines can be headings at all is the
    caller's judgement.
    """
    words = normal(heading)
    if not words or len(words) > 30:
        return None
    field = _FIELDS.get(words) or _FIELDS.get(_OWN.sub("", words)) or _asked(words)
    if field == "contacts" and words.endswith("时间") and not re.search(r"[:：午周]", text) and parse_limit(text).kind != "other":
        return "time_limit"
    return "item_kind" if field == "main_item" and _KIND.fullmatch(text.strip()) else field


def split_heading(line: str) -> tuple[str, str, str] | None:
    """(field, heading, rest) of a line that begins with its heading, as 办理时限：10个工作日 or 【收费标准】不收费; else None."""
    match = _HEADED.match(line)
    field = field_of(match[1], match[2]) if match else None
    return (field, match[1], match[2].strip()) if match and field else None


def material_column(head: str) -> str | None:
    """The part of a material that a column ``head`` in a table of materials stands for; None for columns without one."""
    return _COLUMNS.get(normal(head))


@functools.lru_cache(maxsize=4096)
def normal(heading: str) -> str:
    """``heading`` without what only dresses it: width, blanks, ornaments, numbering, brackets around it, 如下 and end marks."""
    words = re.sub(r"\s+", "", heading.translate(_MARKS))
    words = _ENDING.sub("", _NUMBERING.sub("", words, count=1))
    wrapped = _WRAPPED.match(words)
    return normal(wrapped[1]) if wrapped else words


def _asked(words: str) -> str | None:
    if not _INTERROGATIVE.search(words):
        return None
    return next((field for pattern, field in _QUESTIONS if re.search(pattern, words)), None)


_FIELDS = {word: field for field, words in HEADINGS.items() for word in words}
_COLUMNS = {word: part for part, words in MATERIAL_COLUMNS.items() for word in words}
