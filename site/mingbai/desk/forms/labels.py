"""What every field is called in a form, how it is hinted at, and how the parts of a value are laid out in cards. Data only.

Labels of a guide's own fields are those that its page prints (``guides/words.py``); here stand those of its parts and of other kinds.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from mingbai.guides.words import LABELS

_PARTS: Mapping[str, Mapping[str, str]] = {
    "Attribute": {"name": "名称", "value": "内容"},
    "Departments": {"lead": "主办部门", "joint": "联办部门"},
    "Basis": {"title": "文件名称", "document_no": "文号", "articles": "条款", "raw": "原文整句"},
    "Channel": {"kind": "方式", "detail": "说明", "group": "归类"},
    "Material": {
        "key": "代号", "name": "材料名称", "situation": "适用情形", "group": "所属标题", "any_of": "任选其一", "children": "下级材料",
        "note": "要求", "copies": "原件或复印件", "form": "空白表", "substitute": "可用代替",
        "later": "可容缺后补", "raw": "原文",
    },
    "Step": {"key": "代号", "text": "步骤内容"},
    "Path": {"path": "路径名称", "steps": "步骤"},
    "Node": {"id": "编号", "kind": "形状", "text": "文字"},
    "Edge": {"from_": "从", "to": "到", "label": "线上的字"},
    "Chart": {"title": "图名", "nodes": "方框", "edges": "连线", "notes": "图注"},
    "LimitCase": {"applies_to": "适用于", "kind": "单位", "days": "数值"},
    "TimeLimit": {"raw": "时限", "kind": "单位", "days": "数值", "cases": "分情形"},
    "FormRef": {"name": "表名", "ref": "编号", "raw": "原文"},
    "RiskPoint": {"stage": "环节", "description": "风险点"},
    "Option": {"key": "代号", "text": "回答", "needs": "要带", "drops": "不用带", "notes": "选了它还要知道的（原文）"},
    "Situation": {"key": "代号", "text": "问题", "options": "回答"},
    "Contact": {"kind": "类别", "name": "单位", "phone": "电话", "address": "地址", "hours": "时间", "raw": "原文"},
    "Source": {
        "document": "文件名称", "document_no": "文号", "issuer": "发布机关", "issued": "发文日期", "edition": "版次",
        "file": "文件", "lines": "起止行",
    },
    "ChecklistRow": {"inherited": "沿用上行的栏目", "broken": "原表缺损", "missing": "缺损的栏目", "lines": "起止行"},
    "Service": {
        "order": "序号", "name": "全国事项名称", "plain": "通俗名称", "aliases": "其他正式名称", "group": "类别", "life_events": "人生大事",
        "words": "常用词", "phrasings": "群众的问法", "related": "相关事项", "need": "需求程度",
    },
    "LifeEvent": {
        "order": "序号", "name": "人生大事名称", "plain": "一句话说明", "services": "要办的事项", "words": "常用词",
        "phrasings": "群众的问法",
    },
    "Lexicon": {"title": "词表名称", "note": "说明", "terms": "用词"},
    "Term": {"term": "规范用语", "same": "同义词", "asked": "人们的说法", "services": "直接指向的事项", "outside": "不归医保的办理机关"},
    "Hall": {
        "name": "大厅名称", "organ": "主管单位", "levels": "是哪一级的大厅", "address": "地址", "transport": "交通", "hours": "办公时间",
        "hours_note": "办公时间说明", "closures": "暂停办公", "windows": "窗口", "phones": "咨询电话", "complaints": "投诉电话",
        "accessible": "无障碍设施", "kiosk": "自助机", "notes": "其他说明",
    },
    "Hours": {"days": "哪几天", "times": "时间", "first": "每年从", "last": "每年到", "note": "说明"},
    "Closure": {"first": "从", "last": "到", "reason": "原因", "times": "照常办公的时间"},
    "Window": {"number": "窗口号", "name": "窗口名称", "general": "综合窗口", "services": "办理的事项", "phone": "电话"},
    "Phone": {"number": "号码", "name": "用途"},
    "Form": {"name": "表名", "ref": "编号", "fields": "要填写的内容", "layout": "版面", "notes": "填表说明", "lost": "原文缺失"},
    "FormField": {"label": "栏目", "kind": "填写方式", "choices": "选项", "group": "所属标题"},
    "FormPart": {"text": "印好的文字", "table": "表格"},
    "FormTable": {"rows": "各行"},
    "Document": {
        "title": "标题", "document_no": "文号", "issuer": "发布机关", "issued": "发文日期", "edition": "版次", "addressees": "主送",
        "clauses": "条款", "attachments": "附件",
    },
    "Clause": {"number": "编号", "title": "标题", "text": "正文各段", "clauses": "下级条款"},
}  # fmt: skip

HINTS: Mapping[str, str] = {
    "TimeLimit.raw": "照平时的写法，例如：10个工作日，最长20个工作日",
    "Basis.raw": "留空时按文件名称、文号和条款自动写成",
    "Material.any_of": "有其中一种即可",
    "Material.later": "只在文件写明可以容缺受理时填，照抄补交的期限和条件",
    "Option.needs": "选了它一定要带的；别的回答说不用带也算要带",
    "Option.drops": "选了它不用带的；在清单上划去并写明“不用带”",
    "Option.notes": "照抄文件里的原句，一行一句，写在他的清单下面",
    "Material.raw": "文件里的原句；与上面不一致时公众页面会另列“原文”，不需要时清空",
    "FormTable.rows": "一行是表格的一行；│ 隔开各格，⏎ 表示格内换行，{2×3} 表示横跨 2 列、竖跨 3 行",
    "Service.words": "只用于搜索",
    "Service.phrasings": "只用于搜索，一行一句",
    "Service.aliases": "其他正式名称，导入文件时按它认出事项",
    "Service.life_events": "与人生大事的名称一致，例如：出生",
    "Service.related": "同一件事常要一起办的，写事项的名称，一行一个，最相近的在前",
    "Service.need": "多少人要办；两个事项同样相符时，需求大的排在前面",
    "LifeEvent.services": "写事项的名称，一行一个，最要紧的在前；人生大事的页面按这个顺序列出",
    "LifeEvent.words": "只用于搜索",
    "LifeEvent.phrasings": "只用于搜索，一行一句",
    "Guide.audiences": "用于首页按人群查找",
    "Hall.levels": "不勾时按地区代码认：市级代码是设区市，县级代码是县（市、区）。办理层级相符的指南都用它的地址、时间和电话",
    "Hall.hours_note": "例如：午休时间窗口不办公；法定节假日不办公，调休上班日照常办公",
    "Hours.days": "例如：周一至周五、法定工作日、周六；不懂的写法不会显示“今天是否办公”",
    "Hours.times": "一段一个，用、隔开，不含午休，例如：09:00—12:00、13:30—17:00",
    "Hours.first": "只在一段时期用才填，月-日，例如：06-01",
    "Hours.last": "例如：09-30",
    "Closure.first": "例如：2026-03-02；只有一天的，两格写同一天",
    "Closure.times": "整天不办公时不填；只停半天的，写还办公的时间",
    "Window.general": "选“是”表示医保事项都能办，不必一一列出",
    "Window.services": "写事项的名称，一行一个",
}
"""``Class.field`` → what to mind when filling it in."""

SAID: Mapping[str, Mapping[str, str]] = {
    "audiences": {
        "employer": "用人单位", "employee": "职工", "flexible": "灵活就业人员", "resident": "城乡居民", "retiree": "退休人员",
        "student": "学生", "newborn": "新生儿", "patient": "患者", "family": "家庭成员", "assisted": "救助对象", "caregiver": "照护者",
        "hospital": "医疗机构", "pharmacy": "药店", "care_institution": "护理机构",
    },
    "Channel.kind": {
        "window": "窗口", "online": "网上", "mobile": "手机", "kiosk": "自助机", "phone": "电话", "mail": "邮寄", "fax": "传真",
        "hospital": "医院", "agent": "代办点", "other": "其他",
    },
    "TimeLimit.kind": {
        "immediate": "即时", "working_days": "工作日", "calendar_days": "自然日", "months": "月", "agreement": "按协议",
        "mixed": "多种", "other": "其他",
    },
    "Node.kind": {"start": "开始", "end": "结束", "step": "步骤", "decision": "判断", "title": "标题"},
    "FormField.kind": {"text": "填写文字", "choice": "勾选", "date": "日期", "signature": "签名", "seal": "盖章"},
    "need": {"1": "很少人要办", "2": "少数人要办", "3": "一般", "4": "很多人要办", "5": "几乎人人要办"},
    "reading": {"auto": "按文字理解", "own": "自己填写"},
    "flag": {"yes": "是", "no": "否"},
}  # fmt: skip
"""What may be chosen → how it is called; ``Class.field``, or the field alone."""

FOLDED: Mapping[str, tuple[str, ...]] = {
    "Material": ("raw",),
    "Basis": ("raw",),
    "Contact": ("raw",),
    "FormRef": ("raw",),
    "TimeLimit": ("reading", "kind", "days", "cases"),
}
"""Parts of a row that stand under 更多: what few people look at."""
RARE: Mapping[str, tuple[str, ...]] = {
    "Material": ("any_of", "situation", "group", "substitute", "later", "children"),
    "Channel": ("group",),
    "Contact": ("address", "hours"),
    "Chart": ("notes",),
    "Clause": ("clauses",),
    "Hours": ("first", "last"),
    "Closure": ("times",),
}
"""Parts of a row that stand under 更多 as long as they say nothing: what few rows have."""
CARRIED = ("key", "id")
"""Parts that people neither see nor type: they go with the form."""
LONG = ("detail", "text", "note", "raw", "summary", "plain", "description", "value", "lost", "addressees")
"""Texts that may take several lines."""


@dataclass(frozen=True, slots=True)
class Card:
    """One card of the editor: its mark (the fragment that leads to it), its heading, and the fields on it."""

    mark: str
    title: str
    keys: tuple[str, ...]


GUIDE_CARDS = (
    Card(
        "name",
        "基本信息",
        ("name", "main_item", "code", "service", "item_kind", "handling", "summary", "aliases", "main_item_code", "ordinal"),
    ),
    Card("who", "谁能办", ("objects", "audiences", "conditions")),
    Card("materials", "办理材料", ("materials", "material_notes", "forms", "output_samples")),
    Card("situations", "您的情况", ("situations",)),
    Card("process", "办理流程", ("process", "process_stages", "flowchart")),
    Card("limit", "时限和收费", ("time_limit", "fee")),
    Card("where", "在哪里办", ("levels", "channels", "contacts", "departments", "level_notes", "channel_notes")),
    Card("tips", "提示和备注", ("tips", "remarks")),
    Card("basis", "设定依据", ("basis",)),
    Card("facts", "其他信息", ("attributes", "source")),
    Card("row", "清单中的这一行", ("checklist",)),
    Card("internal", "内部信息（不公开）", ("required_fields", "message_templates", "risk_level", "risk_points")),
)
"""The cards of a guide, in the order in which its page has them; a test holds that every shown field is on one."""
CARDS: Mapping[str, tuple[Card, ...]] = {
    "Guide": GUIDE_CARDS,
    "Service": (
        Card("main", "基本信息", ("order", "name", "plain", "group", "aliases", "audiences")),
        Card("beside", "前后相关", ("related", "life_events")),
        Card("search", "群众怎么说（只用于搜索）", ("need", "words", "phrasings")),
    ),
    "LifeEvent": (
        Card("main", "基本信息", ("order", "name", "plain")),
        Card("services", "要办的事项", ("services",)),
        Card("search", "群众怎么说（只用于搜索）", ("words", "phrasings")),
    ),
    "Hall": (
        Card("main", "基本信息", ("name", "organ", "levels")),
        Card("place", "在哪里", ("address", "transport", "accessible", "kiosk")),
        Card("hours", "什么时候", ("hours", "hours_note", "closures")),
        Card("windows", "窗口", ("windows",)),
        Card("phones", "电话", ("phones", "complaints")),
        Card("facts", "其他", ("notes", "source")),
    ),
    "Lexicon": (Card("main", "基本信息", ("title", "note")), Card("terms", "用词", ("terms",))),
}
"""The cards of kinds by the name of their class; a kind that is not here has its short fields first, then a card a list."""
CLOSED = ("row", "internal")
"""Cards that are folded until somebody opens them."""


def label_of(kind: type[Any], key: str) -> str:
    """What the field ``key`` of ``kind`` is called."""
    return _PARTS.get(kind.__name__, {}).get(key) or LABELS.get(key) or {"reading": "理解方式"}.get(key, key)


def said(kind: type[Any], key: str, choice: str) -> str:
    """What a choice is called."""
    names = SAID.get(f"{kind.__name__}.{key}") or SAID.get(key) or (SAID["TimeLimit.kind"] if kind.__name__ == "LimitCase" else {})
    return names.get(choice, choice)
