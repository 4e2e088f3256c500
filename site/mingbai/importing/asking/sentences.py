"""The conditions that a printed line states: for whom or when, the sentence that then applies, and what it wants.

One named rule each: ``_whole`` (急诊需提供…), ``_led`` (…的，需提供…), ``_office`` (what the reader cannot know), ``_dependent`` (a
sentence that goes on from the one before), ``_actor`` (who acts, which is no condition). Knows no guide.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from mingbai.importing.phrases.brackets import split_outside

Wants = Literal["bring", "only", "spare"]
"""Whether a sentence asks for something more, says that something is enough (只需), or lets something be left out (可不提供)."""
_LONGEST = 40
_SPARE = r"可以?不|无需|不需要?|免于"
_MODAL = rf"(?:还|均|并)?(?:应当?|需要?|须|必须|可以?要求|只需要?|仅[需应]|{_SPARE})(?:先|另行|再|一并)?"
_VERB = r"(?:提供|提交|填写|出具|携带)"
_WHOLE = re.compile(
    rf"(?P<subject>[^，。]{{2,{_LONGEST}}}?)"
    rf"(?:(?P<mark>[的时]?)(?P<modal>{_MODAL}){_VERB}|(?P<only>的?)(?:只需要?|仅需)|(?P<bare>的){_VERB})(?P<object>.*)"
)
_LED = re.compile(rf"(?P<subject>[^，。]{{2,{_LONGEST}}})[的时]")
_WANTED = re.compile(rf"(?:由|[^，。由]{{0,8}}?(?={_MODAL}))(?:{_MODAL})?[^，。]{{0,8}}?{_VERB}(?P<object>.*)")
_WITHIN = re.compile(r"(?:报销|办理|申领|申请)(?P<item>[^，]{2,12})时")
_OFFICE = re.compile(r"数据共享|平台|系统|无法(?:通过|从|获取|查询)|经办机构|各地")
_OFFICE_WANTS = re.compile(rf"[^，。]*无法[^，。]*的?{_MODAL}{_VERB}(?P<object>.*)")
_DEPENDENT = re.compile(r"^(?:[^，]{0,4}无法提供|[有无][^，]{2,10}人)")
_VAGUE = re.compile(r"特殊情况|^必要|^如有|有条件|包括|《|均$|以上|上述|下列|材料$|按照|根据|^其他|^其它")
_ACTOR = re.compile(
    r"^(?:[^的非首]*(?:申请人|参保人|办理人|代理人|单位|机构|药店|医院|部门|企业|者|人员)|本人|申请|办理|现场|同时|另外?|也|还|并|其他)$"
)
_NAMED = 5
"""Characters above which somebody who must bring something *besides* is a kind of people (机关事业单位人员), not just who acts."""
_LISTED = re.compile(r"[①-⑳]")
_NUMBER = re.compile(r"^(?:[（(]?[一二三四五六七八九十\d]{1,2}[)）、.．])+")
_GROUP = re.compile(r"特殊人群")


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """One printed condition: ``subject`` (急诊), the ``sentence`` that applies where it is fulfilled, as printed, what the sentence
    ``wants`` and of what (``object``); ``marked`` where the document ends the subject in 的 or 时; ``group`` is the heading (特殊人群)
    of the list that it stands in, ``sole`` the whole sentence in which several such conditions exclude each other, ``within`` the
    business that it is limited to (报销门诊费用时)."""

    subject: str
    sentence: str
    wants: Wants
    object: str
    marked: bool
    group: str | None = None
    sole: str | None = None
    within: str | None = None


def conditions(line: str) -> tuple[Condition, ...]:
    """The conditions of one printed line, in its order."""
    if not _LISTED.search(line):
        return tuple(_of_line(line))
    head, *parts = _LISTED.split(line)
    group = found[0] if (found := _GROUP.search(head)) else None
    listed = [one for part in parts for one in _first(part.strip("；;。 "))]
    return (*_of_line(head), *(replace(one, group=group) for one in listed))


def _first(part: str) -> Iterator[Condition]:
    """The condition of an entry of a list, which says one thing."""
    found = tuple(_of_line(part))
    if found:
        yield replace(found[0], sentence=part)


def _of_line(line: str) -> Iterator[Condition]:
    found: list[Condition] = []
    for sentence in split_outside(_NUMBER.sub("", line.strip()), "。；;\n"):
        new = list(_of_sentence(sentence))
        if found and _DEPENDENT.match(sentence):
            found[-1] = replace(found[-1], sentence=f"{found[-1].sentence}。{sentence}")
        else:
            found += _excluding(new)
    yield from found


def _of_sentence(sentence: str) -> Iterator[Condition]:
    """The conditions of a sentence; clauses that begin none go with the one before them."""
    clauses = split_outside(sentence, "，,")
    begun: Condition | None = None
    at = 0
    while at < len(clauses):
        found, used = _begun(clauses[at:])
        if found and not _DEPENDENT.match(found.subject):
            if begun:
                yield begun
            begun = found
        elif begun:
            begun = replace(begun, sentence=f"{begun.sentence}，{'，'.join(clauses[at : at + used])}")
        at += used
    if begun:
        yield begun


def _begun(clauses: Sequence[str]) -> tuple[Condition | None, int]:
    """The condition that begins with the first of ``clauses``, if one does, and how many of them it takes."""
    within = _WITHIN.fullmatch(clauses[0])
    if within and len(clauses) > 2 and clauses[1].startswith(("若", "如")):
        found, used = _begun(clauses[1:])
        return (found and replace(found, sentence=f"{clauses[0]}，{found.sentence}", within=within["item"])), used + 1
    whole = _whole(clauses[0])
    if whole:
        return (whole if _is_case(whole) else None), 1
    return _led(clauses)


def _whole(clause: str) -> Condition | None:
    """A condition in one clause: 急诊需提供急诊诊断证明, 因死亡支取的提供…, 办理更改的只需…."""
    found = _WHOLE.fullmatch(clause)
    if not found:
        return None
    modal = found["modal"] or ("只需" if found["only"] is not None else "")
    subject, marked = found["subject"], bool(found["mark"] or found["only"] or found["bare"])
    if not marked and _ACTOR.match(subject) and not (modal.startswith("还") and len(subject) > _NAMED):
        return None
    return Condition(subject=subject, sentence=clause, wants=_wants(modal), object=found["object"], marked=marked)


def _led(clauses: Sequence[str]) -> tuple[Condition | None, int]:
    """A condition that is a clause of its own (委托办理的，应提供…), perhaps with what the office finds out between (通过数据共享…的)."""
    lead = _LED.fullmatch(clauses[0])
    used = 1
    while lead and used < len(clauses) - 1 and _OFFICE.search(clauses[used]) and not _wanted(clauses[used]):
        used += 1
    wanted = _wanted(clauses[used]) if lead and used < len(clauses) else None
    if not lead or not wanted:
        return None, 1
    sentence = "，".join(clauses[: used + 1])
    found = Condition(subject=lead["subject"], sentence=sentence, wants=_wants(clauses[used]), object=wanted["object"], marked=True)
    return (found, used + 1) if _is_case(found) else (None, 1)


def _wanted(clause: str) -> re.Match[str] | None:
    return _WANTED.match(clause) or _OFFICE_WANTS.match(clause)


def _wants(words: str) -> Wants:
    if words.startswith(("只需", "仅")):
        return "only"
    return "spare" if re.match(_SPARE, words) else "bring"


def _is_case(one: Condition) -> bool:
    """Whether the reader can know whether the condition is fulfilled, and something follows from it."""
    if _OFFICE.search(one.subject) or _VAGUE.search(one.subject):
        return False
    return bool(one.object.strip("：:")) or one.wants == "spare"


def _excluding(found: list[Condition]) -> list[Condition]:
    """Conditions of one sentence that end alike (门诊就医的…，住院就医的…): it is one of them or the other."""
    ends = {one.subject[-2:] for one in found}
    if len(found) == 2 and len(ends) == 1 and all(one.marked and one.wants == "bring" and len(one.subject) <= 6 for one in found):
        return [replace(one, sole="，".join(each.sentence for each in found)) for one in found]
    return found
