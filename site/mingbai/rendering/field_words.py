"""What sentences about a change call each field, part and unit. A field that has no words here is called by the label of its page."""

from __future__ import annotations

from collections.abc import Mapping

from mingbai.guides.words import LABELS

UNITS: Mapping[str, str] = {
    "materials": "项", "children": "项", "any_of": "项", "basis": "件", "channels": "种", "levels": "级", "audiences": "类",
    "objects": "类", "steps": "步", "process": "种", "flowchart": "张", "nodes": "框", "arrows": "条连线", "forms": "张",
    "output_samples": "张", "fields": "项", "situations": "问", "options": "项", "process_stages": "个", "terms": "个", "same": "个",
    "asked": "个", "words": "个", "services": "项", "related": "项",
    "windows": "个", "phones": "个", "complaints": "个", "closures": "次", "times": "段",
}  # fmt: skip
"""Field → the measure word by which its elements are counted; 条 for the others."""

_TOPS: Mapping[str, str] = {
    "name": "名称", "code": "编码", "objects": "服务对象", "audiences": "适用人群", "basis": "依据", "channels": "办理方式",
    "materials": "材料", "process": "流程", "process_stages": "环节", "time_limit": "时限", "fee": "收费", "forms": "表格",
    "output_samples": "出件样本", "situations": "情形问答", "contacts": "联系方式", "checklist": "清单中的这一行", "source": "来源",
    "service": "归入的全国事项",
    "required_fields": "受理信息必填项", "risk_level": "风险级别", "risk_points": "业务风险点", "region": "区划", "slug": "标识",
    "order": "排序", "plain": "一句话说明", "group": "分组", "life_events": "一件事", "words": "检索词", "phrasings": "常见问法",
    "ref": "编号", "fields": "填写项", "layout": "版式", "notes": "填表说明", "lost": "缺失说明", "title": "标题",
    "document_no": "文号", "issuer": "发布机关", "issued": "发文日期", "edition": "版次", "addressees": "主送", "clauses": "条文",
    "attachments": "附件", "schema": "格式版本", "related": "相关事项", "need": "需求程度", "services": "所含事项", "terms": "用词",
    "note": "说明", "organ": "主管单位", "address": "地址", "transport": "交通", "hours": "办公时间", "hours_note": "办公时间说明",
    "closures": "暂停办公", "windows": "窗口",
    "phones": "咨询电话", "complaints": "投诉电话", "accessible": "无障碍设施", "kiosk": "自助机",
}  # fmt: skip
_PARTS: Mapping[str, str] = {
    "name": "名称", "situation": "适用情形", "group": "分组", "any_of": "可选项", "children": "所含材料", "note": "说明",
    "copies": "份数和原件要求", "form": "空白表", "substitute": "可用代替", "raw": "原文写法", "title": "标题", "document_no": "文号",
    "articles": "条款", "kind": "类别", "detail": "内容", "path": "名称", "steps": "步骤", "text": "内容", "nodes": "框",
    "arrows": "连线", "notes": "注", "lead": "主办部门", "joint": "联办部门", "ref": "编号", "stage": "环节", "description": "内容",
    "options": "选项", "needs": "需要的材料", "drops": "不用的材料", "phone": "电话", "address": "地址", "hours": "时间",
    "value": "内容", "document": "文件", "issuer": "发布机关", "issued": "发文日期", "edition": "版次", "file": "文件名",
    "lines": "行号", "label": "名称", "choices": "选项", "colspan": "列", "rowspan": "行", "table": "表格", "rows": "行",
    "number": "编号", "clauses": "条文", "key": "内部标识", "id": "内部编号", "applies_to": "适用情形", "days": "天数",
    "term": "用语", "same": "同义词", "asked": "人们的说法", "services": "直接指向的事项", "outside": "办理机关",
    "general": "综合窗口（什么都办）", "phones.number": "号码", "complaints.number": "号码", "windows.number": "窗口号",
    "windows.services": "办理的事项",
    "later": "可容缺后补",
}  # fmt: skip


def top(field: str) -> str:
    """What a field of the whole value is called."""
    return _TOPS.get(field) or LABELS.get(field) or "其他内容"


def part(field: str) -> str:
    """What a field of one of its parts is called: by the field that it stands in too (windows.number), where that makes a difference."""
    last = field.rpartition(".")[2]
    return _PARTS.get(".".join(field.split(".")[-2:])) or _PARTS.get(last) or top(last)


def unit(field: str) -> str:
    """The measure word of a field's elements."""
    return UNITS.get(field, "条")
