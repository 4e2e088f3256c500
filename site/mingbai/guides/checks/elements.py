"""The elements that a guide has to state before it may be published (standards 2.07; journeys, capability 6).

The eight that inspections of government sites score (事项名称 设定依据 申请条件 办理材料 办理地点 办理时间 联系电话 办理流程), and beside
them 收费 and 投诉渠道. Each one that is missing blocks, until a named person sets it aside with a reason.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from mingbai.guides.checks.findings import Beside, Check
from mingbai.guides.guide import Contact, Guide

_STREET = re.compile(r"[路街道巷弄村镇区][^，。；]{0,10}\d+\s*号|大厅[^，。；]{0,12}窗口|\d+\s*[楼层][^，。；]{0,8}窗口")
_CLOCK = re.compile(r"\d{1,2}\s*[:：时点]\s*(?:\d{2}|半)?\s*[-—–~～至到]|周[一二三四五]\s*[-—–~～至到]\s*周|工作日[上下]午")
_PHONE = re.compile(r"(?<!\d)(?:12393|12345|12333|0\d{2,3}[-—－ ]?\d{7,8}|[48]00[-—－ ]?\d{3,4}[-—－ ]?\d{3,4}|\d{7,8})(?!\d)")
_COMPLAINT = re.compile(r"投诉|监督|举报|12345|信访")
_PLACE = re.compile(r"地点|地址")
_HOURS = re.compile(r"(?:办公|办理|服务|工作|受理|上班|接待|营业|办事)时间")


class _Element(NamedTuple):
    """``field`` is where an editor adds it, ``there`` whether a guide states it."""

    name: str
    called: str
    field: str
    there: Callable[[Guide], bool]
    remedy: str


def missing(guide: Guide, beside: Beside) -> Iterator[Check]:
    """One finding for each element that neither the guide states nor anything beside it supplies."""
    for element in _ELEMENTS:
        if element.name not in beside.supplied and not element.there(guide):
            yield Check(
                kind=f"missing:{element.name}",
                severity="block",
                field=element.field,
                sentence=f"没有写明{element.called}。",
                remedy=f"{element.remedy}暂时补不了的，须写明理由才能公开。",
            )
    if guide.time_limit is None:
        yield Check(
            kind="unsaid:time_limit", severity="advise", field="time_limit", sentence="没有写明办理时限。", remedy="请补上办理时限。"
        )


def _place(guide: Guide) -> bool:
    told = any(contact.address for contact in guide.contacts) or _attribute(guide, _PLACE)
    return told or any(_STREET.search(channel.detail) for channel in guide.channels)


def _hours(guide: Guide) -> bool:
    told = any(contact.hours for contact in guide.contacts) or _attribute(guide, _HOURS)
    return told or any(_CLOCK.search(channel.detail) for channel in guide.channels)


def _phone(guide: Guide) -> bool:
    own = (contact for contact in guide.contacts if not _complains(contact))
    return any(_PHONE.search(contact.phone or contact.raw or "") for contact in own) or any(
        _PHONE.search(channel.detail) for channel in guide.channels
    )


def _complaint(guide: Guide) -> bool:
    return any(_complains(contact) for contact in guide.contacts) or _attribute(guide, _COMPLAINT)


def _complains(contact: Contact) -> bool:
    """Whether a contact is for complaints: its printed label says so, or it is the public hotline for them."""
    return bool(_COMPLAINT.search(f"{contact.kind or ''} {contact.name or ''} {contact.raw or ''}"))


def _attribute(guide: Guide, name: re.Pattern[str]) -> bool:
    return any(name.search(one.name) and one.value.strip() for one in guide.attributes)


_ELEMENTS = (
    _Element("name", "事项名称", "name", lambda guide: bool(guide.name.strip()), "请补上事项名称。"),
    _Element("basis", "设定依据", "basis", lambda guide: bool(guide.basis), "请补上依据的文件和条款。"),
    _Element("conditions", "申请条件", "conditions", lambda guide: bool(guide.conditions), "请补上申请条件，可以由服务对象确认得出。"),
    _Element(
        "materials",
        "办理材料",
        "materials",
        lambda guide: bool(guide.materials or guide.material_notes),
        "请补上材料；不需要的写“无需材料”。",
    ),
    _Element("place", "办理地点", "contacts", _place, "请在咨询与投诉里补上地址。"),
    _Element("hours", "办理时间", "contacts", _hours, "请在咨询与投诉里补上办公时间。"),
    _Element("phone", "联系电话", "contacts", _phone, "请在咨询与投诉里补上电话。"),
    _Element("process", "办理流程", "process", lambda guide: bool(guide.process or guide.flowchart), "请补上办理流程。"),
    _Element("fee", "是否收费", "fee", lambda guide: bool(guide.fee), "请补上是否收费；不收费的写“不收费”。"),
    _Element("complaint", "投诉渠道", "contacts", _complaint, "请在咨询与投诉里补上投诉电话。"),
)

ELEMENTS = tuple((element.name, element.called) for element in _ELEMENTS)
"""(name, what it is called) of every element that blocks, in their order."""
