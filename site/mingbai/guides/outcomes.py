"""What the words of a step say: its name, its acts one after the other, and what happens to who fails or passes a check.

Reads Chinese as offices write it; a wording that is not known here makes a plain act, never a guess. ``flow`` makes charts of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

_TITLE = 8
"""Characters of a sentence that only names the step, as 业务受理。 before its parts."""
_QUESTION = re.compile(r"是否|能否|有无")
_CHECKING = "审核|预审|初审|复核|审查|核查|核对|核验|核实|审验|评估|查验|鉴定"
_CHECK = re.compile(_CHECKING)
_NO = (
    r"(?:不(?:符合|相符|符|齐全|齐|全|通过|合格|合|具备|完整|同意|属|一致|真实|足|予)|未(?:通过|达|能|按)|有误|缺[少件]|无法"
    r"|需(?:要)?(?:补充|补正|补齐|更正))"
)
_YES = r"(?:(?<![不未])(?:符合|齐全|通过|合格|具备|无误|同意|属实|合规))"
_THEN = r"(?:不予|不受理|予以|则予?|应|由|即(?:时|可)|当场|直接|退|一次性|通知|告知|出具|纳入)"
_CONDITION = re.compile(
    rf"^(?:[若对凡经]|如(?!实))[^，,]*(?:{_NO}|{_YES})"
    rf"|(?:{_NO}|{_YES})[^，,]{{0,16}}的(?=$|[，,]|{_THEN})"
    rf"|^[若如]?(?:材料|审核|复核|预审|评估|鉴定|评定)?(?:{_NO}|{_YES})(?:条件|办理条件|要求|规定)?(?={_THEN})"
)
_ONLY_A_CONDITION = re.compile(r"(?:的|时|要求|条件|规定|情形|相符|通过)$")
_INLINE = re.compile(rf"^(.*?(?:{_NO}|{_YES})(?:[^，,]{{0,16}}?(?:的|条件|要求|规定|通过))??)则?(?={_THEN}|予)(.+)$")
_NEGATIVE = re.compile(_NO)
_GOES_ON = re.compile(r"补齐|补正|整改|逾期|再次|重新")
"""What a sentence behind a refusal is about, if it is about what the refused person does next."""
_ONLY_WHEN = re.compile(r"^(?:自|从)?[^，,]{2,12}之日起[^，,]{0,14}(?:完成|办结|作出)[^，,]{0,6}$")
_PART = r"[①-⑳⑴-⒇]"
_NUMBERING = re.compile(rf"^\s*(?:{_PART}|[(（]?(?:\d{{1,2}}|[一二三四五六七八九十]{{1,3}})[)）、.．](?!\d)|[a-z][)）])\s*")
_CASE = re.compile(r"[(（]\s*(?:\d|[一二三四五])\s*[)）]\s*")
_SECOND = re.compile(r"[(（]\s*[2二]\s*[)）]|情形二|方式二")
_EITHER = re.compile(rf"^{_PART}(?:线上|网上)\w{{0,4}}：.*{_PART}(?:线下|现场|窗口)\w{{0,4}}：", re.DOTALL)
"""Two parts that are two ways of doing the same, as ①线上申请：… ②线下申请：…."""
_DANGLING = "的后时等"
"""What ends a clause that waits for its other half."""
_OPENING, _CLOSING = "(（《〈“[【", ")）》〉”]】"


@dataclass
class Outcome:
    """What happens to who fails or passes: the printed ``condition`` (empty where none stands apart), what is then done, and the whole
    where condition and action are one clause.
    """

    condition: str
    action: str
    whole: str
    later: list[str] = field(default_factory=list)

    @property
    def negative(self) -> bool:
        """Whether it tells of failing."""
        return bool(_NEGATIVE.search(self.condition or self.whole))


@dataclass
class Act:
    """Something that a step does. Where it is a check, what is said of failing and passing it."""

    text: str
    failed: list[Outcome] = field(default_factory=list)
    passed: list[Outcome] = field(default_factory=list)
    told: Outcome | None = None
    """What this act says of passing a check that was not named before it."""

    @property
    def asks(self) -> bool:
        """Whether its words are a question, that 是 and 否 answer."""
        return bool(_QUESTION.search(self.text))

    @property
    def checks(self) -> bool:
        """Whether it can be failed."""
        return self.asks or bool(_CHECK.search(self.text))


@dataclass(frozen=True)
class Reading:
    """A step as it is understood: its ``title`` where it has one, the ``cases`` to choose from, its ``acts`` in order and its ``units``
    (sentences and numbered parts) as printed. ``parted`` says that they are numbered; ``closed`` that it holds cases not understood.
    """

    title: str
    cases: tuple[str, ...] = ()
    acts: tuple[Act, ...] = ()
    units: tuple[str, ...] = ()
    parted: bool = False
    closed: bool = False


def read_step(text: str) -> Reading:
    """What the words of one step say."""
    title, body = _titled(text)
    cases, rest = _cases(body)
    if not cases and _SECOND.search(text):
        return Reading(title, closed=True)
    reader = _Reader(title)
    parts = re.split(rf"(?={_PART})", rest)
    for part in parts:
        reader.part([unit for piece in re.split(r"[。；;]", part) if (unit := stripped(piece))])
    acts = reader.acts
    named = bool(acts) and acts[0].text == title
    units = tuple(unit for part in parts for piece in re.split(r"[。；;]", part) if (unit := stripped(piece)))
    return Reading("" if named else title, cases, tuple(acts), units, parted=len(parts) > 1)


@dataclass
class _Reader:
    """Reads the units of a step one after the other. ``told`` are the acts that the last refusal was told of."""

    title: str
    acts: list[Act] = field(default_factory=list)
    told: list[Act] = field(default_factory=list)

    def part(self, units: Sequence[str]) -> None:
        """One numbered part: what its later sentences say of a refusal belongs to the refusal."""
        refusal: Outcome | None = None
        for unit in units:
            if refusal and _GOES_ON.search(unit):
                refusal.later.append(unit)
            elif not (self.acts and _ONLY_WHEN.search(unit)):
                refusal = self.unit(unit) or refusal

    def unit(self, unit: str) -> Outcome | None:
        """One unit: an act, what is said of the outcome of one, or both. Gives the last refusal that it tells."""
        clauses = _clauses(unit)
        first = next((at for at, clause in enumerate(clauses) if _CONDITION.search(clause)), len(clauses))
        if first:
            self.acts.append(Act(stripped("".join(clauses[:first]))))
        outcomes = list(_outcomes(clauses[first:]))
        if outcomes and not self.tell(outcomes):
            alone = outcomes[0] if outcomes[0].condition and len(outcomes) == 1 else None
            self.acts.append(Act(stripped("".join(clauses[first:])), told=alone))
        return next((one for one in reversed(outcomes) if one.negative), None)

    def tell(self, outcomes: Sequence[Outcome]) -> bool:
        """Tell failing to every check that has no way out yet, passing to the last. False where there is no check to tell it of."""
        refused = any(one.negative for one in outcomes)
        checks = [act for act in self.acts if act.checks] or (self._stand_in(outcomes) if refused else [])
        if refused and checks:
            self.told = [act for act in checks if not act.failed] or self.told or checks[-1:]
        for one in outcomes if checks else ():
            for act in self.told if one.negative else checks[-1:]:
                (act.failed if one.negative else act.passed).append(one)
        return bool(checks)

    def _stand_in(self, outcomes: Sequence[Outcome]) -> list[Act]:
        """What was failed where no act is called a check: the act before, or the step by its name, or the check that the words name."""
        passed = [self.acts.pop().told] if self.acts and self.acts[-1].told else []
        if not self.acts:
            named = (word.group() for one in outcomes if (word := _CHECK.search(one.condition)))
            text = self.title or next(named, "")
            self.acts += [Act(text)] if text else []
        for act in self.acts[-1:]:
            act.passed += filter(None, passed)
        return self.acts[-1:]


def stripped(text: str) -> str:
    """``text`` without its numbering and the marks around it."""
    return _NUMBERING.sub("", text.strip()).strip("，,、；;。：: ")


def shortened(text: str, longest: int) -> str:
    """``text`` up to the last punctuation outside brackets within ``longest`` characters behind which no half sentence is left hanging,
    or up to the first such.
    """
    text = stripped(text)
    if len(text) <= longest:
        return text
    depth, cut = 0, 0
    for place, mark in enumerate(text):
        depth += (mark in _OPENING) - (mark in _CLOSING)
        if mark not in "，,；;。：:" or depth > 0 or text[place - 1] in _DANGLING:
            continue
        if place > longest and cut:
            break
        cut = place
    return stripped(text[:cut]) if cut else text


def _titled(text: str) -> tuple[str, str]:
    """The name of a step where it has one, and the rest."""
    head, mark, body = text.strip().partition("。")
    name = stripped(head)
    if mark and body.strip() and len(name) <= _TITLE and not _QUESTION.search(name) and not re.search(_PART, head):
        return name, body.strip()
    return "", text.strip()


def _cases(body: str) -> tuple[tuple[str, ...], str]:
    """The cases that a step is cut into, and what is done in each of them, if it is the same; else no cases and the whole ``body``."""
    if _EITHER.search(body):
        return tuple(stripped(part) for part in re.split(rf"(?={_PART})", body) if part.strip()), ""
    marks = list(_CASE.finditer(body))
    if len(marks) < 2 or body[: marks[0].start()].strip():
        return (), body
    ends = [*(mark.start() for mark in marks[1:]), len(body)]
    parts = [body[mark.end() : end].strip().partition("：") for mark, end in zip(marks, ends, strict=True)]
    heads, rests = [head for head, _, _ in parts], {stripped(rest) for _, _, rest in parts}
    if len(rests) == 1 and all(mark for _, mark, _ in parts) and all(len(head) <= 2 * _TITLE for head in heads):
        return tuple(heads), parts[0][2]
    return (), body


def _outcomes(clauses: Sequence[str]) -> Iterator[Outcome]:
    """What is told of each condition among ``clauses``, the first of which is one."""
    found: list[list[str]] = []
    for clause in clauses:
        if _CONDITION.search(clause):
            found.append([clause])
        else:
            found[-1].append(clause)
    for one in found:
        first, rest = stripped(one[0]), stripped("".join(one[1:]))
        inline = _INLINE.match(stripped("".join(one)))
        if _ONLY_A_CONDITION.search(first) and rest:
            yield Outcome(first, rest, rest)
        elif inline:
            yield Outcome(stripped(inline[1]), stripped(inline[2]), stripped("".join(one)))
        else:
            yield Outcome("", stripped("".join(one)), stripped("".join(one)))


def _clauses(text: str) -> list[str]:
    """``text`` cut after the commas that stand outside brackets."""
    found, depth, begin = [], 0, 0
    for place, mark in enumerate(text):
        depth += (mark in _OPENING) - (mark in _CLOSING)
        if mark in "，," and depth <= 0:
            found.append(text[begin : place + 1])
            begin = place + 1
    return [clause for clause in (*found, text[begin:]) if clause.strip("，, ")]


def asking(text: str) -> tuple[str, str]:
    """``text`` cut before the clause that first asks: what is done before, and the question."""
    clauses = _clauses(text)
    at = next((place for place, clause in enumerate(clauses) if _QUESTION.search(clause)), 0)
    return stripped("".join(clauses[:at])), stripped("".join(clauses[at:]))
