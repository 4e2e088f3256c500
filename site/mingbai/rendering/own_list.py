"""A person's own list: the question to ask next, or, where all are answered, what to bring in this case and what not.

Takes a guide's page and answers, gives what the list's page shows. Knows no address: a choice holds the text that an address would carry.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from mingbai.guides import situations
from mingbai.guides.guide import Guide, Material, Option, Situation
from mingbai.guides.likeness import bare
from mingbai.guides.situations import UNSURE, Answers, Chosen
from mingbai.guides.version import Name
from mingbai.rendering.once import material
from mingbai.rendering.page import GuidePage, MaterialLine

_COVERED = 12
"""So many characters of a printed note beside what its answers hold are only the words that lead in (特殊人群还需提供)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """An answer to choose: its words, and the answers as they then stand, as an address holds them. No words: 不清楚."""

    text: str | None
    case: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """The question to ask, ``number`` of ``total``. ``several`` where more than one of its answers may be true at once."""

    text: str
    number: int
    total: int
    choices: tuple[Choice, ...]
    several: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """A question that was answered; ``answer`` is None for 不清楚, ``change`` the other answers, with which it is asked again."""

    text: str
    answer: str | None
    change: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Dropped:
    """What need not be brought, and the printed case for which it would be."""

    name: str
    case: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnList:
    """What answers make of a guide: the ``question`` that is still to ask (None: the list is ready), the questions ``answered``, the
    materials to bring and those ``dropped``, printed ``notes`` that apply, what may apply where the person does not know (``maybe``),
    the ``notes_for_all``; ``case`` the answers, ``rest`` the same with 不清楚 for what is open; ``left`` answers that fit no more."""

    question: Question | None
    answered: tuple[Answered, ...]
    lines: tuple[MaterialLine, ...]
    dropped: tuple[Dropped, ...]
    notes: tuple[str, ...]
    maybe: tuple[str, ...]
    notes_for_all: tuple[str, ...]
    case: str
    rest: str
    code: str | None
    left: int


def own_list(page: GuidePage, given: Answers) -> OwnList:
    """What ``given`` answers make of the guide of ``page``."""
    guide = page.guide
    chosen = situations.choose(guide, given)
    return OwnList(
        question=question_of(guide, chosen.answers),
        answered=tuple(_answered(guide, chosen.answers)),
        lines=tuple(_lines(page, chosen)),
        dropped=tuple(Dropped(name=one.name, case=one.situation) for _, one in chosen.dropped),
        notes=chosen.notes,
        maybe=tuple(dict.fromkeys(note for one in chosen.open for option in one.options for note in option.notes)),
        notes_for_all=tuple(_for_all(guide)),
        case=situations.written(chosen.answers),
        rest=situations.written({one.key: chosen.answers.get(one.key, UNSURE) for one in situations.questions(guide)}),
        code=situations.code_of(Name("guide", guide.region, guide.slug), chosen.answers) if situations.codable(guide) else None,
        left=len(given) - len(chosen.answers),
    )


def question_of(guide: Guide, answers: Answers) -> Question | None:
    """The first question of ``guide`` that ``answers`` leave open; None where there is none."""
    asked = situations.questions(guide)
    for number, one in enumerate(asked, 1):
        if one.key not in answers:
            texts = [(option.text, option.key) for option in one.options]
            choices = tuple(Choice(text=text, case=_with(guide, answers, one, key)) for text, key in [*texts, (None, UNSURE)])
            several = any(option.key == "no" for option in one.options) and len(one.options) > 2
            return Question(text=one.text, number=number, total=len(asked), choices=choices, several=several)
    return None


def _with(guide: Guide, answers: Answers, asked: Situation, key: str) -> str:
    return situations.written(situations.fitting(guide, {**answers, asked.key: key}))


def _answered(guide: Guide, answers: Answers) -> Iterator[Answered]:
    for one in situations.questions(guide):
        if one.key in answers:
            text = next((option.text for option in one.options if option.key == answers[one.key]), None)
            others = {key: answer for key, answer in answers.items() if key != one.key}
            yield Answered(text=one.text, answer=text, change=situations.written(others))


def _lines(page: GuidePage, chosen: Chosen) -> Iterator[MaterialLine]:
    """The lines of the page that are needed, each with what is left under it."""
    known = {line.number: line for group in page.materials for line in group.lines}
    for number, one in chosen.needed:
        yield replace(known[number], material=material(one))


def _for_all(guide: Guide) -> Iterator[str]:
    """The printed notes on materials that are for everyone: those that no answer holds."""
    held = [bare(note) for one in situations.questions(guide) for option in one.options for note in option.notes]
    for line in guide.material_notes:
        left = bare(line)
        for note in held:
            left = left.replace(note, "")
        if left == bare(line) or len(left) > _COVERED:
            yield line


@dataclass(frozen=True, slots=True, kw_only=True)
class Effect:
    """What one answer does: the names of the materials that it needs and drops, and the printed notes that it brings."""

    answer: str
    needs: tuple[str, ...]
    drops: tuple[str, ...]
    notes: tuple[str, ...]


def effects(guide: Guide) -> tuple[tuple[str, tuple[Effect, ...]], ...]:
    """Every question of ``guide`` with what each of its answers does, for whoever writes them."""
    names = dict(_names(guide.materials))
    return tuple((one.text, tuple(_effect(option, names) for option in one.options)) for one in guide.situations)


def _effect(option: Option, names: Mapping[str, str]) -> Effect:
    needs, drops = (tuple(names.get(key, key) for key in keys) for keys in (option.needs, option.drops))
    return Effect(answer=option.text, needs=needs, drops=drops, notes=option.notes)


def _names(materials: tuple[Material, ...]) -> Iterator[tuple[str, str]]:
    for one in materials:
        if one.key:
            yield one.key, one.name
        yield from _names(one.children)
