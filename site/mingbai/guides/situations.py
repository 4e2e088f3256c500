"""A person's own case: the questions of a guide, what the answers make of its materials, the text that holds them, the six-digit code.

Nothing personal: an answer is the key of an option. A question that is not answered, or answered 不清楚, takes nothing away. Nothing is
kept anywhere: the text of the answers stands in an address, and ``find`` counts the code out again from the guides (journeys, citizen 5).
"""

from __future__ import annotations

import dataclasses
import hashlib
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from math import prod

from mingbai.guides.guide import Guide, LimitCase, Material, Option, Situation, TimeLimit
from mingbai.guides.version import Name

Answers = Mapping[str, str]
"""Key of a question → key of the chosen option; UNSURE where the person does not know."""
UNSURE = "unsure"
PARAMETER = "case"
"""The one parameter of an address that holds answers: ``?case=jizhen.yes~yiwai.no``."""
MOST = 60_000
"""A guide whose questions can be answered in more ways than this has no codes: counting one out would keep a window waiting."""
_LONGEST = 600
_ANSWER = re.compile(r"([A-Za-z0-9_-]{1,64})\.([A-Za-z0-9_-]{1,64})")
_CODES = 10**6


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """What answers make of a guide: ``needed`` materials with their numbers in the guide, those ``dropped``, the printed ``notes`` that
    then apply, the answers in ``words`` (question, answer), and the questions still ``open`` (not answered, or 不清楚)."""

    answers: Answers
    needed: tuple[tuple[int, Material], ...]
    dropped: tuple[tuple[int, Material], ...]
    notes: tuple[str, ...]
    words: tuple[tuple[str, str], ...]
    open: tuple[Situation, ...]


def questions(guide: Guide) -> tuple[Situation, ...]:
    """The questions that can be asked: those that have an answer to choose."""
    return tuple(one for one in guide.situations if one.options)


def choose(guide: Guide, answers: Answers) -> Chosen:
    """What ``answers`` make of ``guide``. Answers that it does not know any more are left aside (``fitting`` tells which fit).

    A material is dropped where a chosen option drops it and no chosen option needs it. A material under another that is dropped
    leaves the other without it, and stands in ``dropped`` under the other's number. What is needed under the same name for this case
    (both 在职职工 and 灵活就业人员 bring 有效身份证件) is not told as dropped.
    """
    fit = fitting(guide, answers)
    asked = questions(guide)
    picked = [(one, option) for one in asked if (option := _picked(one, fit))]
    dropped = {key for _, option in picked for key in option.drops} - {key for _, option in picked for key in option.needs}
    numbered = tuple(enumerate(guide.materials, 1))
    needed = tuple((number, _without(one, dropped)) for number, one in numbered if one.key not in dropped)
    names = {one.name for _, one in needed}
    return Chosen(
        answers=fit,
        needed=needed,
        dropped=tuple((number, gone) for number, one in numbered for gone in _gone(one, dropped) if gone.name not in names),
        notes=tuple(dict.fromkeys(note for _, option in picked for note in option.notes)),
        words=tuple((one.text, option.text) for one, option in picked),
        open=tuple(one for one in asked if _picked(one, fit) is None),
    )


def limit_of(guide: Guide, chosen: Chosen) -> TimeLimit | LimitCase | None:
    """The promise that the document makes for the ``chosen`` case (灵活就业人员即时办结), else that of the whole guide."""
    cases = guide.time_limit.cases if guide.time_limit else ()
    said = {answer for _, answer in chosen.words} | {
        question.removeprefix("是").removesuffix("吗？") for question, answer in chosen.words if answer == "是"
    }
    return next((one for one in cases if one.applies_to in said), guide.time_limit)


def fitting(guide: Guide, answers: Answers) -> dict[str, str]:
    """Those of ``answers`` that ``guide`` knows, in the order of its questions: a link may be older than the guide."""
    options = {one.key: {UNSURE, *(option.key for option in one.options)} for one in questions(guide)}
    return {key: answers[key] for key, known in options.items() if answers.get(key) in known}


def read(text: str) -> dict[str, str]:
    """The answers that the text of an address holds, whatever guide they are for; what is no answer is passed over."""
    pairs = (_ANSWER.fullmatch(part) for part in text[:_LONGEST].split("~"))
    return {found[1]: found[2] for found in pairs if found}


def written(answers: Answers) -> str:
    """``answers`` as an address holds them, ``jizhen.yes~yiwai.no``: what ``read`` reads. Needs no escaping (RFC 3986 2.3)."""
    return "~".join(f"{question}.{option}" for question, option in answers.items())


def code_of(name: Name, answers: Answers) -> str:
    """The six digits that say the item and the answers at a window. 不清楚 counts as not answered, for it changes nothing.

    A sum of one number an answer, so that ``find`` can try every way of answering by additions alone. No check digit: of a million
    codes a place uses some thousands, so a slip of the finger nearly always meets none; a check digit would make ten times as many
    ways of answering share a code.
    """
    return f"{(_part(name, '') + sum(_part(name, f'{q}.{o}') for q, o in answers.items() if o != UNSURE)) % _CODES:06}"


def find(code: str, guides: Iterable[Guide]) -> tuple[tuple[Guide, Answers], ...]:
    """Every guide of ``guides`` and way of answering it that has the six-digit ``code``, those with most answers first; mostly one or none.

    Blanks and hyphens in ``code`` are passed over, figures of full width taken for ordinary ones. About a microsecond a way of answering.
    """
    digits = re.sub(r"[\s-]", "", unicodedata.normalize("NFKC", code))
    if not (len(digits) == 6 and digits.isascii() and digits.isdigit()):
        return ()
    found = [(guide, answers) for guide in guides for answers in _coded(guide, int(digits))]
    return tuple(sorted(found, key=lambda pair: -len(pair[1])))


def ways(guide: Guide) -> int:
    """In how many ways the questions of ``guide`` can be answered, a question left open being one of them."""
    return prod(len(one.options) + 1 for one in questions(guide))


def codable(guide: Guide) -> bool:
    """Whether the answers to ``guide`` can be said in six digits: it asks something, and not too much."""
    return 1 < ways(guide) <= MOST


def _picked(question: Situation, answers: Answers) -> Option | None:
    return next((option for option in question.options if option.key == answers.get(question.key)), None)


def _without(one: Material, dropped: set[str]) -> Material:
    if not one.children:
        return one
    return dataclasses.replace(one, children=tuple(_without(child, dropped) for child in one.children if child.key not in dropped))


def _gone(one: Material, dropped: set[str]) -> Iterator[Material]:
    if one.key in dropped:
        yield one
    else:
        for child in one.children:
            yield from _gone(child, dropped)


def _part(name: Name, answer: str) -> int:
    data = f"{name.kind}/{name.region}/{name.slug}?{answer}".encode()
    return int.from_bytes(hashlib.sha256(data).digest()[:8], "big") % _CODES


def _coded(guide: Guide, wanted: int) -> Iterator[Answers]:
    """The ways of answering ``guide`` whose parts add up to ``wanted``."""
    if not codable(guide):
        return
    name = Name("guide", guide.region, guide.slug)
    sums: list[tuple[int, tuple[tuple[str, str], ...]]] = [(_part(name, ""), ())]
    for one in questions(guide):
        parts = [(_part(name, f"{one.key}.{option.key}"), (one.key, option.key)) for option in one.options]
        sums += [(total + part, (*given, answer)) for total, given in sums for part, answer in parts]
    for total, given in sums:
        if total % _CODES == wanted:
            yield dict(given)
