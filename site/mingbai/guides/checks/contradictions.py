"""Two places of one guide that do not agree: a limit and the days in the steps, a path and the channels, a count with a gap.

Both places are quoted (journeys, capability 5). Which of them is right is for an editor to say.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator

from mingbai.guides.checks.findings import Beside, Check, label, public
from mingbai.guides.guide import Guide, LimitCase, Path, TimeLimit
from mingbai.guides.limits import parts

_DONE = re.compile(r"办[结毕完]")
_OTHERS = re.compile(r"申请人|申请机构|申请单位|参保人员?应|补[正齐充]|公示|退回|告知")
"""Words of a clause whose days do not count in the promise of the agency."""
_WAYS = (
    ("window", re.compile(r"窗口|现场|大厅"), "窗口"), ("online", re.compile(r"网上|线上|网厅|网办"), "网上"),
    ("mobile", re.compile(r"掌上|手机|APP|小程序"), "掌上"), ("kiosk", re.compile(r"自助"), "自助"), ("mail", re.compile(r"邮寄"), "邮寄"),
    ("hospital", re.compile(r"医院端|医疗机构端"), "医院"),
)  # fmt: skip
_ONLINE = ("online", "mobile")
"""Channels that documents name for each other."""
_UNITS = {"working_days": "个工作日", "calendar_days": "天", "months": "个月"}
_COUNTS = (
    ("①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳", re.compile(r"[①-⑳]")),
    ("", re.compile(r"^[ \t]*[(（]?(\d{1,2})(?:[)）、．]|\.(?!\d))", re.MULTILINE)),
    ("", re.compile(r"(?:^|[\n。；;])[ \t]*[(（]([一二三四五六七八九十]{1,2})[)）]")),
    ("", re.compile(r"(?:^|[\n。；;])[ \t]*([一二三四五六七八九十]{1,2})[、．.]")),
)
_HEAD = 6
"""Characters of an entry in which its own number stands; numbers after these count inside the entry."""
_LISTS = ("conditions", "objects", "tips", "remarks", "material_notes", "level_notes", "channel_notes")


def found(guide: Guide, beside: Beside) -> Iterator[Check]:
    """Limits, channels and counts that contradict each other inside ``guide``."""
    if guide.time_limit is not None:
        for place, path in enumerate(guide.process):
            yield from _limits(guide.time_limit, path, f"process[{place}]")
    yield from _channels(guide)
    yield from _counts(guide)


def _limits(limit: TimeLimit, path: Path, field: str) -> Iterator[Check]:
    """Steps that take longer than what is promised, alone or together, or that are done in another time."""
    told = [(place, promise, clause) for place, step in enumerate(path.steps) for promise, clause in _days(step.text)]
    for place, promise, clause in told:
        if _disagree(limit, promise, clause):
            yield _limit_check(limit, f"{field}.steps[{place}]", f"第 {place + 1} 步写{_said(promise)}", clause)
    same = [promise.days or 0 for _, promise, _ in told if promise.kind == limit.kind]
    if len(same) > 1 and max(same) <= (limit.days or 0) < sum(same):
        yield _limit_check(limit, field, f"各步加起来是{sum(same)}{_UNITS[limit.kind]}", "；".join(clause for _, _, clause in told))


def _days(text: str) -> Iterator[tuple[LimitCase, str]]:
    """What a step promises in days or months, with the clause that says so; without what others have to keep to."""
    for clause in re.split(r"[。；;]", text):
        if not _OTHERS.search(clause):
            yield from ((one, clause) for one in parts(clause) if one.kind in _UNITS and one.days)


def _disagree(limit: TimeLimit, promise: LimitCase, clause: str) -> bool:
    """Whether a promise is longer than the limit, or ends the matter in another time than any that the limit states."""
    if limit.kind == "immediate":
        return True
    known = {limit.days, *(one.days for one in parts(limit.raw) if one.kind == promise.kind)}
    if limit.kind != promise.kind or promise.days is None or limit.days is None or promise.days in known:
        return False
    return promise.days > limit.days or bool(_DONE.search(clause))


def _said(promise: LimitCase) -> str:
    return f"{promise.days}{_UNITS[promise.kind]}"


def _limit_check(limit: TimeLimit, field: str, said: str, quoted: str) -> Check:
    return Check(
        kind="limit",
        severity="advise",
        field=field,
        sentence=f"办理时限写“{limit.raw}”，办理流程{said}，两处不一致。",
        remedy="请核对原文，改其中一处。",
        excerpt=quoted[:80],
    )


def _channels(guide: Guide) -> Iterator[Check]:
    """Paths named after a way that 办理方式 does not list."""
    listed = {channel.kind for channel in guide.channels}
    told = " ".join((*(channel.detail for channel in guide.channels), *guide.channel_notes))
    for place, path in enumerate(guide.process if listed else ()):
        for kind, words, called in _WAYS:
            near = _ONLINE if kind in _ONLINE else (kind,)
            if words.search(path.path or "") and not listed.intersection(near) and not words.search(told):
                yield Check(
                    kind="channel",
                    severity="advise",
                    field=f"process[{place}].path",
                    sentence=f"办理流程里有“{path.path}”，办理方式没有列{called}办理。",
                    remedy="请在办理方式里补上，或者改流程的名称。",
                    excerpt=path.path or "",
                )


def _counts(guide: Guide) -> Iterator[Check]:
    """Numbered parts, inside one text or down a list, in which a number is left out or stands twice."""
    for one in public(guide):
        yield from _broken(one.text, one.field)
    for name in _LISTS:
        yield from _broken("\n".join(text.strip()[:_HEAD] for text in getattr(guide, name)), name)


def _broken(text: str, field: str) -> Iterator[Check]:
    for marks, pattern in _COUNTS:
        numbers = [
            (marks.index(match[0]) + 1 if marks else _number(match[1]), match[0].strip("\n。；; ")) for match in pattern.finditer(text)
        ]
        for (before, mark), (after, next_) in itertools.pairwise(numbers):
            if numbers[0][0] == 1 and after not in (1, before + 1):
                said = f"“{mark}”之后是“{next_}”"
                yield Check(
                    kind="numbering",
                    severity="advise",
                    field=field,
                    sentence=f"{label(field)}的编号不连续：{said}。",
                    remedy="请对照原文，看是否漏了一项；没有漏的改编号。",
                    excerpt=text[:80].replace("\n", " "),
                )
                return


def _number(digits: str) -> int:
    if digits.isdigit() and digits.isascii():
        return int(digits)
    tens, found, ones = digits.partition("十")
    place = " 一二三四五六七八九".index
    return (place(tens) if tens else 1) * 10 + (place(ones) if ones else 0) if found else place(digits)
