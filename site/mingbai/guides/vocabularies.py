"""The closed lists of words that a guide's fields may hold, and their types.

They are the written words of docs/content-model.md: stored texts hold them, so none is ever renamed or taken out. What each is
called on a page stands in ``rendering/coded.py`` and in the catalogues, not here.
"""

from __future__ import annotations

from typing import Literal

LEVELS = ("省", "设区市", "县（市、区）", "乡镇（街道）", "村（社区）")
AUDIENCES = (
    "employer", "employee", "flexible", "resident", "retiree", "student", "newborn", "patient",
    "family", "assisted", "caregiver", "hospital", "pharmacy", "care_institution",
)  # fmt: skip
CHANNEL_KINDS = ("window", "online", "mobile", "kiosk", "phone", "mail", "fax", "hospital", "agent", "other")

Level = Literal["省", "设区市", "县（市、区）", "乡镇（街道）", "村（社区）"]
Audience = Literal[
    "employer", "employee", "flexible", "resident", "retiree", "student", "newborn", "patient",
    "family", "assisted", "caregiver", "hospital", "pharmacy", "care_institution",
]  # fmt: skip
ChannelKind = Literal["window", "online", "mobile", "kiosk", "phone", "mail", "fax", "hospital", "agent", "other"]
LimitKind = Literal["immediate", "working_days", "calendar_days", "months", "agreement", "mixed", "other"]
NodeKind = Literal["start", "end", "step", "decision", "title"]
