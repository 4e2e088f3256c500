"""办理时限 as printed → a typed ``TimeLimit``. The printed words always stay in ``raw``; what cannot be read is ``other``.

Knows the ways in which agencies print a promise, and no calendar: ``workdays`` turns a limit into a date.

A text is a row of *promises* (10个工作日, 即时办结, 按协议), each with the case that it is for, which stands before it
(特殊情况不超过…) or in brackets after it. Numbers that promise nothing are passed over: what is not counted in (不含公示),
a minimum (不少于), what the applicant must keep to (…日内申请), how long something is valid, a day of the calendar.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from mingbai.guides.guide import LimitCase, LimitKind, TimeLimit

_DIGITS = {mark: value for value, marks in enumerate(("零〇", "一", "二两", "三", "四", "五", "六", "七", "八", "九")) for mark in marks}
_FOLDED = {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)} | {ord(mark): "-" for mark in "－—–‐‑―─～〜"}
_FOLDED |= {ord("~"): "-", ord("〔"): "(", ord("〕"): ")", ord("【"): "(", ord("】"): ")"}

_NUMBER = r"(?:\d+(?:\.\d+)?|[零〇一二两三四五六七八九十百]+|半)"
_UNITS: tuple[tuple[str, LimitKind, int], ...] = (
    (r"个?(?:法定|有效)?工作[日天]|[日天个]?\(个?工作[日天]\)", "working_days", 1),
    (r"个?(?:自然|日历)[日天]|[日天]?\(个?(?:自然|日历)[日天]\)|个?[日天]", "calendar_days", 1),
    (r"个?(?:星期|礼拜)|周(?![一二三四五六日末年岁])", "calendar_days", 7),
    (r"个(?:自然)?月|自然月|月(?!\d|[上中下末底初])", "months", 1),
    (r"个?季度", "months", 3),
    (r"年(?!\d|[终末底度])", "months", 12),
    (r"个?(?:工作)?小时|个?钟头|分钟", "other", 1),
)
_INSTANT = (
    r"即[到来收审受]即[办结]|随到随办|立等可取|受理即办|[秒即]办(?![理法])件?|秒批|马上办"
    r"|(?:即时|当场|现场|立即|实时|当即|当时|随时|当日|当天)(?:予以|给予)?"
    r"(?>办理完[毕结成]|办[结理妥毕完]?|完成|出[具件证]|享受待遇|查询|打印)(?!的)"
    r"|(?:即时|当场|实时|立即|当日|当天)(?=$|[,、;.。()])"
)
_AGREED = (
    r"(?:按照?|依照?|依据|根据|以|由)[^,;。()]{0,16}?(?:协议|合同)(?!管理|申请|文本)[^,;。()]{0,8}"
    r"|(?:协议|合同)(?:约定|规定|商定)[^,;。()]{0,6}"
)
_PROMISE = re.compile(
    rf"下?(?:{_NUMBER}个?[-至到])?(?P<number>{_NUMBER})(?:\({_NUMBER}\))?多?(?:"
    + "|".join(f"(?P<u{place}>{pattern})" for place, (pattern, _, _) in enumerate(_UNITS))
    + rf")|(?P<next>次日(?=$|[办内前完出,;。(]))|(?P<instant>{_INSTANT})|(?P<agreed>{_AGREED})"
)

_NOTHING_AFTER = re.compile(
    r"(?:不少于|至少|不低于|不含[^,;)]*|不包[括含][^,;)]*|不计入?[^,;)]*|除去?|公示期?(?:时间|限)?[为是:]*|有效期[限为是:]*|近|满|逾期"
    r"|(?<![不得能会未勿])超过|[每当次下本上]个?月|\d年|\d月|第)$"
)
"""What stands before a number that promises nothing."""
_NOTHING_BEFORE = re.compile(
    r"(?:以?内|之内|前)?(?:(?:向[^,;。]{2,12})?(?:申请|申报|提出|提交|补[正齐交充])|有效|及?以上|不予|未办|未完)|[^,;。()]{0,8}(?:不计|除外|不包括)"
)
"""What stands after a number that promises nothing."""
_TAIL = re.compile(
    r"(?:左右|以内|之内|内|前)?(?:予以|给予|应当?|须)?"
    r"(?:办[结理](?:完[毕结成])?(?:手续)?|[作做]出[^,;。()]{0,8}|完成[^,;。()]{0,6}|出具[^,;。()]{0,8})?[,;.。/、]*"
)
_LEAD = re.compile(
    r"(?:最[长多迟晚高快慢]|T\+|限期|不得?超过|不[能会]超过|一般情况下?|一般|原则上|尽量|通常|应当?|[须需将在共是:,(/≤<-]|(?<!行)为|大约"
    r"|[自从][^自从,;]{0,24}?起|(?:受理|申请|收件|材料齐全|资料齐全|公示期满|公示结束)之?后|(?:即时|当场|现场|及时)?受理"
    r"|(?:可以?|能)?(?:再|适当)?(?:延长|延期|顺延|放宽)[至到]?|经[^,;]{0,16}批准后?"
    r"|(?:限时|承诺)(?:办[结理])?[件类]?|[^,;]{0,20}\d[^,;]{0,12}(?:申请|申报)后?的?"
    r"|(?:办理|办结|完成|办事|审批|处理|服务|总|限时|承诺|即时)*(?:时限|期限|时间|限时))$"
)
_MARKER = r"(?:\(?(?:[\da-zA-Z]{1,2}|[一二三四五六七八九十]{1,3})[).、]|[①-⑳⑴-⒇]|[-·])"
_MARKER_NOT_DECIMAL = _MARKER.replace("[).、]", r"(?:[)、]|\.(?!\d))")
_NOT_A_CASE = re.compile(r"(?:不含|不包|不计|含|自|从|受理|即办|单位|个?工作[日天]|个?自然[日天]|不?超过).*|.*(?:除外|顺延)")
_OPENING_LABEL = re.compile(r"(?:限时|即时)(?:办结|办理)[(（](.+)[)）]")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Promise:
    """One promise and its span in the squeezed text."""

    start: int
    end: int
    kind: LimitKind
    days: int | None


def parse_limit(text: str) -> TimeLimit:
    """Read a printed 办理时限. ``kind`` is that of every promise in it, ``mixed`` where they differ, ``other`` where none is found.

    ``days`` is the longest promise in the unit of ``kind``; of a mixed limit the longest of the one unit that it counts in,
    absent where there are several. A 法定 limit beside a 承诺 one is a case, not the promise.
    ``cases`` holds the promises that are for one case only, and in a mixed limit all of them.
    """
    found = parts(text)
    promised = tuple(part for part in found if "法定" not in (part.applies_to or "")) or found
    kinds = {part.kind for part in promised}
    kind: LimitKind = "other" if not kinds else "mixed" if len(kinds) > 1 else promised[0].kind
    cases = found if kind == "mixed" else tuple(part for part in found if part.applies_to)
    return TimeLimit(raw=text.strip(), kind=kind, days=_longest(promised), cases=cases)


def parts(text: str) -> tuple[LimitCase, ...]:
    """Every promise of a printed limit in its order; ``applies_to`` is None for the one that holds in general."""
    squeezed, origin = _squeezed(text)
    promises = tuple(_promises(squeezed))
    found: list[LimitCase] = []
    for place, promise in enumerate(promises):
        before = promises[place - 1].end if place else 0
        after = promises[place + 1].start if place + 1 < len(promises) else len(squeezed)
        spans = (_condition(squeezed, before, promise.start), _bracket(squeezed, promise.end, after))
        cases = [_printed(text, origin, span) for span in spans if span]
        days = promise.days
        if _extends(squeezed[before : promise.start]) and found and days is not None and found[-1].kind == promise.kind:
            days += found[-1].days or 0
        found.append(LimitCase(applies_to="，".join(cases) or None, kind=promise.kind, days=days))
    return tuple(found)


def _longest(promises: Sequence[LimitCase]) -> int | None:
    """The longest promise where all that are counted are counted in one unit; 0 where none takes time."""
    if promises and all(part.kind == "immediate" for part in promises):
        return 0
    days = {part.kind: part.days for part in sorted(promises, key=lambda part: part.days or 0) if part.days}
    return next(iter(days.values())) if len(days) == 1 else None


def _squeezed(text: str) -> tuple[str, list[int]]:
    """``text`` without blanks and list marks and with half-width marks, and the place in ``text`` of each character of it.

    A line break is dropped too (it may stand inside 20个\\n工作日), but where a list mark follows it counts as ``;``.
    """
    folded = text.translate(_FOLDED)
    marker = _MARKER if re.search(r"[\n;。]\s*2\.", folded) else _MARKER_NOT_DECIMAL
    marks = {match.start(1): match.end(1) for match in re.finditer(rf"(?:^|[\n;。])\s*({marker})(?=\s*\S)", folded)}
    kept: list[tuple[str, int]] = []
    skip = 0
    for place, mark in enumerate(folded):
        if place in marks:
            skip = marks[place]
            kept.append((";", place))
        elif place >= skip and not mark.isspace():
            kept.append((mark, place))
    return "".join(mark for mark, _ in kept), [place for _, place in kept]


def _promises(squeezed: str) -> Iterator[_Promise]:
    for match in _PROMISE.finditer(squeezed):
        before, after = squeezed[: match.start()], squeezed[match.end() :]
        if _is_label(match, before, after) or (match["number"] and (_NOTHING_AFTER.search(before) or _NOTHING_BEFORE.match(after))):
            continue
        kind, days = _promised(match)
        yield _Promise(start=match.start(), end=match.end(), kind=kind, days=days)


def _is_label(match: re.Match[str], before: str, after: str) -> bool:
    """Whether 即时办结 only names a class of cases, as in 即时办结(线上)：…, or the class of the item, as in 1个工作日（即办）."""
    if not match["instant"]:
        return False
    label = re.match(r"件?(?:\([^()]*\))?:([^;。]*)", after)
    return bool(label and _PROMISE.search(label[1])) or (len(before) > 1 and before[-1] == "(" and after[:1] == ")")


def _promised(match: re.Match[str]) -> tuple[LimitKind, int | None]:
    if match["instant"]:
        return "immediate", 0
    if match["agreed"]:
        return "agreement", None
    if match["next"]:
        return "calendar_days", 1
    _, kind, times = next(unit for place, unit in enumerate(_UNITS) if match[f"u{place}"])
    if kind == "other":
        return "other", None
    days = math.ceil(_count(match["number"]) * times)
    return ("immediate", 0) if days == 0 else (kind, days)


def _count(number: str) -> float:
    """十五 → 15, 20 → 20, 半 → 0.5. A part of a day counts as a day for a citizen, so callers round up."""
    if number == "半":
        return 0.5
    if number[0] in "0123456789":
        return float(number)
    total, digit = 0, 0
    for mark in number:
        if mark in "十百":
            total, digit = total + (digit or 1) * (10 if mark == "十" else 100), 0
        else:
            digit = digit * 10 + _DIGITS[mark]
    return float(total + digit)


def _extends(before: str) -> bool:
    """Whether the words before a number make another promise longer by it (可延长10个工作日, not 延长至30个工作日)."""
    return bool(re.search(r"(?:延长|延期|顺延)(?:不超过)?$", before))


def _condition(squeezed: str, first: int, end: int) -> tuple[int, int] | None:
    """The span of the case that stands before a promise: the last clause there that says more than 不超过 and the like."""
    sentence = max(squeezed.rfind(mark, first, end) for mark in ";。") + 1
    rest = re.match(rf"(?:\([^()]*\))?{_TAIL.pattern}", squeezed[first:end]) if first and not sentence else None
    first = sentence or first + (rest.end() if rest else 0)
    while (lead := _LEAD.search(squeezed, first, end)) and not squeezed[first : lead.start()].endswith("法定"):
        end = lead.start()
    clause = max(first, squeezed.rfind(",", first, end) + 1)
    return (clause, end) if clause < end else None


def _bracket(squeezed: str, first: int, end: int) -> tuple[int, int] | None:
    """The span of the case that stands in brackets after a promise."""
    match = re.compile(r"(?:以内|之内|内)?(?:办[结理](?:完毕)?)?\(([^()]+)\)").match(squeezed, first, end)
    return match.span(1) if match and not _NOT_A_CASE.fullmatch(match[1]) else None


def _printed(text: str, origin: Sequence[int], span: tuple[int, int]) -> str:
    """The span's words as printed, without the blanks that conversion put inside them."""
    words = re.sub(r"\s+", "", text[origin[span[0]] : origin[span[1] - 1] + 1])
    words = re.sub(rf"^[（(、]*(?:{_MARKER})?", "", words)
    label = _OPENING_LABEL.fullmatch(words)
    return label[1] if label else words
