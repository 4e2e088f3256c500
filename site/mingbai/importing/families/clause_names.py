"""What the titles of a service's sub-clauses mean, and how the names of its sub-services are told apart.

A standard names its sub-clauses like the sections of a guide (服务内容, 办理流程 …), and repeats the names of the sub-services
under each, seldom twice in the same words. Knows no block and no value.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Sequence

from mingbai.guides.words import field_of
from mingbai.importing.phrases.brackets import split_outside

_OWN = re.compile(r"^(?:医疗|医保|业务|事项|经办)(?=.{4})")
_ONLY_IN_STANDARDS = {"业务内容": "summary", "办理内容": "summary", "经办内容": "summary", "受理要求": "materials"}
_MAKES_A_SERVICE = frozenset({"process", "process_stages", "channels", "materials", "time_limit"})
_CHANNEL = re.compile(r"(?:窗口|网上|线上|线下|掌上|自助|电话|邮寄|快递|现场|视频|邮箱|传真|移动端|手机)(?:办理?|受理|申请|服务|办结)?")
_SUBJECT = re.compile(r"(?:还|另|均|也)?(?:应当?|需要?|须|可|由|凭|请|将|自|按|在|不超过|即时)")
_ALIKE = 0.6
_SHORTEST_TAIL = 2
_LONGEST_NAME = 40


def field_named(title: str | None) -> str | None:
    """The guide's field that a sub-clause with this title holds; None where the title names none."""
    words = re.sub(r"\s+", "", title or "")
    return field_of(words) or field_of(_OWN.sub("", words)) or _ONLY_IN_STANDARDS.get(words)


def is_service(titles: Iterable[str | None]) -> bool:
    """Whether a clause whose sub-clauses have these titles says how one service is done."""
    fields = {name for name in map(field_named, titles) if name}
    return len(fields) > 1 and bool(fields & _MAKES_A_SERVICE)


def is_channel(title: str) -> bool:
    """Whether a title names a way in (窗口办, 网上办理) and so no sub-service."""
    return bool(_CHANNEL.fullmatch(re.split(r"[，,：:（(]", title.strip(), maxsplit=1)[0]))


def listed_names(sentence: str, title: str) -> tuple[str, ...]:
    """The sub-services that 服务内容 lists, each in full: 单位、职工参保登记 is 单位参保登记 and 职工参保登记.

    ``title`` is that of the whole clause; what the last name shares with its end is what the shorter ones leave out.
    """
    words = sentence.strip().rstrip("。；;.")
    parts = split_outside(words, "、")
    if len(parts) < 2 or re.search(r"[。；;：:，,]", words) or words.endswith(("等", "业务", "工作")):
        return ()
    tail = _shared_end(title, parts[-1])
    if len(tail) < _SHORTEST_TAIL:
        tail = ""
    return tuple(part if part.endswith(tail) else part + tail for part in parts)


def are_names(names: Sequence[str], title: str) -> bool:
    """Whether ``names``, which no sub-clause repeats, are sub-services and not just the words of a sentence."""
    if len(names) < 2 or max(map(len, names)) > _LONGEST_NAME:
        return False
    tail = _shared_end(title, names[-1])
    return (len(tail) > _SHORTEST_TAIL and tail != names[-1]) or all(likeness(one, names[0]) >= _ALIKE for one in names)


def subject(sentence: str) -> str:
    """What a sentence says something of: the words before 应提供, 可通过, 应当 …; empty where it does not begin so."""
    found = _SUBJECT.search(sentence)
    return sentence[: found.start()].strip(" ，,") if found and found.start() > 1 else ""


def best(name: str, names: Sequence[str]) -> int | None:
    """The place in ``names`` of the one that ``name`` is most like; None where it is like none of them."""
    scored = [(likeness(name, one), -at) for at, one in enumerate(names)]
    score, at = max(scored, default=(0.0, 0))
    return -at if score >= _ALIKE else None


def likeness(one: str, other: str) -> float:
    """How much two names have in common, from 0 to 1; blanks, quotes and brackets do not count."""
    a, b = (re.sub(r"[\s“”\"《》（）()]", "", text) for text in (one, other))
    return 1.0 if a == b else difflib.SequenceMatcher(None, a, b, autojunk=False).ratio()


def _shared_end(one: str, other: str) -> str:
    size = 0
    while size < min(len(one), len(other)) and one[-1 - size] == other[-1 - size]:
        size += 1
    return one[len(one) - size :]
