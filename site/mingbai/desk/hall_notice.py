"""A notice at a window: the item in its case, what of it was brought, and the sheet that comes of it. Nothing of whoever it is for.

Ticks are written as ``1.brought~3.later``: numbers of materials in the guide. Where any material is ticked, those that are not are 待补;
where none is, the sheet has empty boxes for a pen.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

from mingbai import clock
from mingbai.desk.hall_window import At
from mingbai.errors import Refusal
from mingbai.guides import regions, situations, workdays
from mingbai.guides.guide import Guide, LimitCase, Material, Situation
from mingbai.printing.gathering import for_case, subject_of
from mingbai.publishing.library import Library
from mingbai.rendering import once
from mingbai.rendering.paper.sheet import day_words
from mingbai.rendering.paper.subject import Subject, Tick

TICKS: dict[Tick, str] = {"brought": "已带", "missing": "待补", "later": "可容缺"}
SHEETS = {"notice-a5": "A5", "notice": "A4 一式两联", "notice-large": "大字"}
"""The products that a window prints, as it calls them."""
FRESH = timedelta(days=3)
"""How long an item counts as changed of late."""
KEYS = "1234567890abcdefghijklmnoqrstuvwxyz"
"""The key of each line in turn; p prints."""
_TERM = re.compile(r"(\d{1,3})\s*个?\s*(工作日|自然日|日|天|月)")
_UNITS = {"工作日": "working_days", "月": "months"}
_TICK = re.compile(r"(\d{1,3})\.(brought|missing|later)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A material to be ticked: its number in the guide, its ``key``, its ``tick`` (None: not said), ``day`` by which it may come later."""

    number: int
    key: str
    material: Material
    tick: Tick | None
    day: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asking:
    """An item at a window: its ``subject`` in the case so far, the next ``question`` to ask (None: all are answered), the ``lines``."""

    item: str
    case: str
    subject: Subject
    question: Situation | None
    lines: tuple[Line, ...]
    digits: str
    due: str
    changed: str
    before: int

    @property
    def guide(self) -> Guide:
        """The guide."""
        return self.subject.page.guide

    @property
    def known(self) -> str:
        """The answers that say something, as an address holds them: 不清楚 changes nothing for whoever opens it."""
        given = situations.read(self.case)
        return situations.written({question: option for question, option in given.items() if option != situations.UNSURE})

    @property
    def words(self) -> tuple[tuple[str, str], ...]:
        """The answers so far."""
        return self.subject.chosen.words if self.subject.chosen else ()

    def answered(self, option: str) -> str:
        """The case once the question is answered with ``option``; 不清楚 for an option that there is not."""
        assert self.question is not None
        return situations.written({**situations.read(self.case), self.question.key: option or situations.UNSURE})

    @property
    def skipped(self) -> str:
        """The case with all that is still open left unsure."""
        given = situations.fitting(self.guide, situations.read(self.case))
        return situations.written({one.key: given.get(one.key, situations.UNSURE) for one in situations.questions(self.guide)})


def asking_of(library: Library, at: At, item: str, case: str, ticks: Mapping[int, Tick], now: datetime) -> Asking:
    """The item at a window. Raises NotFound, Refusal."""
    subject = at_window(library, at, item, case, now)
    guide, version = subject.page.guide, subject.version
    given = situations.fitting(guide, situations.read(case))
    chosen = situations.choose(guide, given)
    today = clock.day_of(now)
    fresh = version.number > 1 and now - version.published_at < FRESH
    return Asking(
        item=item,
        case=situations.written(given),
        subject=subject,
        question=next((one for one in situations.questions(guide) if one.key not in given), None),
        lines=tuple(
            Line(number=number, key=key, material=once.material(one), tick=ticks.get(number), day=later_day(one, today))
            for key, (number, one) in zip(KEYS.ljust(len(chosen.needed)), chosen.needed, strict=False)
        ),
        digits=situations.code_of(version.name, given) if situations.codable(guide) else "",
        due=day_words(subject.due.day) if subject.due and subject.due.day and not subject.due.estimated else "",
        changed=day_words(clock.day_of(version.published_at)) if fresh else "",
        before=version.number - 1,
    )


def at_window(library: Library, at: At, item: str, case: str, now: datetime) -> Subject:
    """The guide ``item`` (region/slug) in its case, as this window gives it out. Raises NotFound, Refusal where it is of another place."""
    region, _, slug = item.partition("/")
    if region not in {one.code for one in regions.path(at.place)}:
        raise Refusal("这个事项不在本地办理。", remedy="请重新查找，或更换大厅。")
    subject = for_case(subject_of(library, region, slug, now), case, now)
    return replace(subject, hall=at.hall, window=at.window(subject.page.guide))


def ticked(subject: Subject, posted: Mapping[str, str]) -> dict[int, Tick]:
    """The ticks of a form (``tick-3``) for the materials of the case; 可容缺 only where the guide says so. None at all where nothing is
    ticked, else one for each material. Raises Refusal."""
    given: dict[int, Tick] = {}
    needed = _needed(subject)
    for number, one in needed:
        said: Any = posted.get(f"tick-{number}", "")
        if said in TICKS:
            if said == "later" and not one.later:
                raise Refusal(f"“{one.name}”不能容缺。", remedy="指南没有写明可以容缺的材料，请选“待补”。")
            given[number] = said
    return {number: given.get(number, "missing") for number, _ in needed} if given else {}


def missing(subject: Subject, ticks: Mapping[int, Tick]) -> tuple[str, ...]:
    """What is to be brought, in words."""
    return tuple(one.name for number, one in _needed(subject) if ticks.get(number) == "missing")


def written(ticks: Mapping[int, Tick]) -> str:
    """Ticks as an address holds them."""
    return "~".join(f"{number}.{tick}" for number, tick in ticks.items())


def read(text: str) -> dict[int, Tick]:
    """The ticks that an address holds; what is none is passed over."""
    found: Any = (_TICK.fullmatch(part) for part in text[:2000].split("~"))
    return {int(one[1]): one[2] for one in found if one}


def later_day(one: Material, today: date) -> str:
    """By when a material may be handed in later, where its terms name a number of days whose calendar is known."""
    terms = set(_TERM.findall(one.later or ""))
    if len(terms) != 1:
        return ""  # none, or two that somebody has to choose between
    ((count, unit),) = terms
    kind: Any = _UNITS.get(unit, "calendar_days")
    due = workdays.due(today, LimitCase(kind=kind, days=int(count)), workdays.packaged())
    return day_words(due.day) if due.day and not due.estimated else ""


def _needed(subject: Subject) -> tuple[tuple[int, Material], ...]:
    return subject.chosen.needed if subject.chosen else tuple(enumerate(subject.page.guide.materials, 1))
