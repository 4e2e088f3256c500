"""Finding an item at a window: by code or its end, by name, by everyday words, pinyin or its initials, or by the citizen's six digits."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from mingbai.desk.hall_window import At, guides_at, values_of
from mingbai.guides import situations
from mingbai.guides.version import Heading
from mingbai.publishing.library import Library

MOST = 9
"""Lines that are listed: each has a number key."""
_LONGEST = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """An item that was found, with the answers that the citizen's six digits say (``case``; empty: none)."""

    heading: Heading
    case: str = ""
    told: str = ""

    @property
    def item(self) -> str:
        """As addresses of the hall desk hold it."""
        return f"{self.heading.region}/{self.heading.slug}"

    @property
    def code(self) -> str:
        """The state's item code; empty where there is none."""
        return self.heading.facts.get("code") or ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What was found for ``typed``. ``sure``: there is only one, and what was typed names it, so it can be opened at once."""

    typed: str
    lines: tuple[Found, ...] = ()
    sure: bool = False


def finding(library: Library, search: Any, at: At, typed: str) -> Finding:
    """What ``typed`` finds of what is done at a place; first what it names, then what search finds in the places of these guides."""
    typed = typed.strip()[:_LONGEST]
    listed = guides_at(library, at.place)
    digits = re.sub(r"[\s-]", "", typed)
    by_code = _by_digits(library, listed, digits) if re.fullmatch(r"[0-9]{6}", digits) else ()
    named = [*by_code, *(Found(heading=one) for one in _named(listed, digits, typed))]
    if named and digits.isdigit():
        return Finding(typed=typed, lines=tuple(named[:MOST]), sure=len(named) == 1)
    found = [*named, *(Found(heading=one) for one in _searched(library, search, listed, typed))]
    distinct = {one.item: one for one in reversed(found)}
    order = sorted(distinct.values(), key=lambda one: next(place for place, other in enumerate(found) if other.item == one.item))
    return Finding(typed=typed, lines=tuple(order[:MOST]))


def _by_digits(library: Library, listed: Sequence[Heading], digits: str) -> tuple[Found, ...]:
    headings = {(one.region, one.slug): one for one in listed}
    found = []
    for guide, answers in situations.find(digits, values_of(library, listed)):
        words = situations.choose(guide, answers).words
        told = "；".join(f"{question} {answer}" for question, answer in words)
        found.append(Found(heading=headings[guide.region, guide.slug], case=situations.written(answers), told=told))
    return tuple(found)


def _named(listed: Sequence[Heading], digits: str, typed: str) -> list[Heading]:
    """Items whose code holds the figures (three at least), else those of that very name."""
    if digits.isdigit():
        return [one for one in listed if len(digits) > 2 and digits in (one.facts.get("code") or "")]
    return [one for one in listed if typed and one.title == typed]


def _searched(library: Library, search: Any, listed: Sequence[Heading], typed: str) -> list[Heading]:
    own = {one.name for one in listed}
    codes = dict.fromkeys(one.region for one in listed)
    rows = [row for code in codes for row in search.find(library, typed, code).rows] if typed else []
    return [guide for row in rows for guide in row.guides if guide.name in own]
