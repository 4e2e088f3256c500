"""The facts of a decision as a form writes them: title, document number, organ, region, the time from which it holds, the public note.

Values in, values out; what a fact may be is the release's own affair, here only dates and regions are read.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from mingbai import clock
from mingbai.errors import Refusal

FIELDS = ("title", "document_no", "source_document", "organ", "issued", "edition_printed", "note", "override", "region")
NOW, LATER = "now", "later"


def of(posted: Mapping[str, str]) -> dict[str, Any]:
    """The facts in a posted form; fields that the form does not have are left out. Raises Refusal for a time that is none."""
    told: dict[str, Any] = {key: _line(posted[key]) for key in FIELDS if key in posted}
    if not told.get("title"):
        raise Refusal("发布要有标题。", remedy="请写明标题，例如“关于公布办事指南的通知”。")
    region = told.get("region") or ""
    if region and not re.fullmatch(r"\d{6}", region):
        raise Refusal(f"“{region}”不是地区代码。", remedy="请填 6 位的地区代码，例如 320600；不分地区请留空。")
    told["region"] = region
    if "effective" in posted:
        told["effective_from"] = instant(posted.get("effective_from", "")) if posted["effective"] == LATER else None
    return told


def edition_of(posted: Mapping[str, str]) -> int:
    """The edition of the facts that a form was made from."""
    edition = posted.get("edition", "")
    if not (edition.isascii() and edition.isdecimal() and len(edition) <= 9):
        raise Refusal("表单里没有写明是从哪一稿改的。", remedy="请重新打开这次发布。")
    return int(edition)


def instant(text: str) -> datetime:
    """The instant that 2026-12-01 or 2026-12-01T08:00 names in Asia/Shanghai; a day is its beginning."""
    try:
        return datetime.fromisoformat(text.strip()).replace(tzinfo=clock.SHANGHAI).astimezone(UTC)
    except ValueError as error:
        raise Refusal("没有写明从什么时候起施行。", remedy="请选择日期和时间，或者选“公开时立即施行”。") from error


def written(when: datetime | None) -> str:
    """An instant as the form's field wants it."""
    return when.astimezone(clock.SHANGHAI).strftime("%Y-%m-%dT%H:%M") if when else ""


def _line(text: str) -> str | None:
    return text.replace("\r\n", "\n").strip() or None
