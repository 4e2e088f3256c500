"""Suggestions while somebody types: names of services, life events, words and whole questions, by characters, pinyin or initials. Pure.

Made once from a table (``suggester_of``); a question is then a handful of look-ups in sorted lists and one or two searches in a long
string, well under two milliseconds. It knows no address: whoever shows a suggestion knows where its ``kind`` and ``target`` lead.
"""

from __future__ import annotations

import heapq
import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from mingbai.search.sounds import Sounds
from mingbai.search.surfaces import surface
from mingbai.search.table import Facts, Table

Kind = Literal["service", "event", "word", "asked"]

MOST = 8
"""Suggestions at once: what stands above a phone's keyboard."""
NAMED = 5
"""Services and life events among them, so that there is room for how people ask."""
LONGEST = 40
"""Characters of a question that are looked at; whoever has typed more knows what they want."""
ONE_LINE = 20
"""Characters of the longest question of others that is offered: it is to be read at a glance."""
_EACH = {"service": 1, "event": 1, "word": 1, "asked": 2}
"""Suggestions of one kind that lead to the same thing: eight wordings of one question help nobody."""
_ORDER = {"service": 0, "event": 1, "word": 2, "asked": 3}
_WORDS = 3
"""Mere words among the suggestions."""
_LOOKED_AT = 64
_LETTERS = re.compile(r"[a-z]+")
_END = "\n"


class Suggestion(NamedTuple):
    """A text to be offered. ``target``: the slug of the service that it is about, the name of the event; empty for a mere word."""

    text: str
    kind: Kind
    target: str = ""


class _Known(NamedTuple):
    """A suggestion with the form of a text by which it is found (an alias finds the name), and its order among those that fit as well."""

    order: tuple[int, ...]
    key: str
    suggestion: Suggestion


class _Sorted:
    """Texts in alphabetical order, each with the number of what it stands for; numbers are in the order of preference."""

    def __init__(self, texts: Iterable[str]) -> None:
        pairs = sorted((text, number) for number, text in enumerate(texts) if text)
        self._texts = [text for text, _ in pairs]
        self._numbers = [number for _, number in pairs]

    def beginning(self, text: str) -> list[int]:
        """The best numbers of the texts that begin so."""
        first, last = bisect_left(self._texts, text), bisect_right(self._texts, f"{text}\U0010ffff")
        return heapq.nsmallest(_LOOKED_AT, self._numbers[first:last])


class _Shelf:
    """Things that can be suggested, found by the beginning of their text or sound, or by something inside."""

    def __init__(self, known: Iterable[_Known], sounds: Sounds) -> None:
        ordered = sorted(known, key=lambda one: (*one.order, len(one.key), one.key))
        said = [_syllables(one.key, sounds) for one in ordered]
        self._suggestions = [one.suggestion for one in ordered]
        self._keys = _Sorted(one.key for one in ordered)
        self._pinyin = _Sorted("".join(one) for one in said)
        self._initials = _Sorted("".join(syllable[0] for syllable in one) for one in said)
        self._all = _END.join(("", *(one.key for one in ordered), ""))
        self._starts = [0]
        for one in ordered:
            self._starts.append(self._starts[-1] + len(one.key) + 1)

    def matches(self, key: str, said: str) -> Iterator[Suggestion]:
        """What ``key`` (heard as ``said``) may be the beginning of, then what has it or its characters in their order inside."""
        letters = bool(_LETTERS.fullmatch(key))
        yield from self._of(self._keys.beginning(key))
        if letters and len(key) > 1:
            yield from self._of(self._initials.beginning(key))
        if len(said) > 1:
            yield from self._of(self._pinyin.beginning(said))
        if len(key) > 1 and not letters:
            yield from self._of(self._inside(re.escape(key)))
            yield from self._of(self._inside(f"[^{_END}]*".join(map(re.escape, key))))

    def _of(self, numbers: Iterable[int]) -> Iterator[Suggestion]:
        return (self._suggestions[number] for number in numbers)

    def _inside(self, pattern: str) -> list[int]:
        found = (bisect_right(self._starts, match.start()) - 1 for match in re.finditer(pattern, self._all))
        return list(dict.fromkeys(found))[:_LOOKED_AT]


@dataclass(frozen=True, slots=True)
class Suggester:
    """Everything that can be suggested on one site: what has a page of its own (``named``), and what can be searched for (``asked``)."""

    named: _Shelf
    asked: _Shelf
    sounds: Sounds

    def suggest(self, typed: str) -> tuple[Suggestion, ...]:
        """At most MOST suggestions for ``typed``, the likeliest first; none for what is no text or stands nowhere."""
        key = surface(typed[:LONGEST])
        if not key:
            return ()
        said = "".join(_syllables(key, self.sounds))
        named = list(_varied(self.named.matches(key, said), MOST, ()))
        asked = list(_varied(self.asked.matches(key, said), MOST, {one.text for one in named}))
        return (*named[: max(NAMED, MOST - len(asked))], *asked)[:MOST]


def suggester_of(table: Table, events: Iterable[str] = (), offered: Collection[str] | None = None) -> Suggester:
    """What can be suggested of ``table``, with the names of life ``events``; only of services ``offered`` somewhere, where that is told."""
    services = {slug: facts for slug, facts in table.services.items() if offered is None or slug in offered}
    named = _unlike(_names(table, services, events))
    taken = {one.key for one in named}
    asked = _unlike(one for one in _questions(table, services) if one.key not in taken)
    return Suggester(_Shelf(named, table.sounds), _Shelf(asked, table.sounds), table.sounds)


def _names(table: Table, services: Mapping[str, Facts], events: Iterable[str]) -> Iterator[_Known]:
    """Services by their name and everything else that they are called, and life events."""
    for slug, facts in services.items():
        yield _Known((_ORDER["service"], 0, -facts.need), surface(facts.name), Suggestion(facts.name, "service", slug))
        for name in facts.names:
            yield _Known((_ORDER["service"], 1, -facts.need), name, Suggestion(table.spoken.get(name, name), "service", slug))
    for name in events:
        yield _Known((_ORDER["event"], 0, 0), surface(name), Suggestion(name, "event", name))


def _questions(table: Table, services: Mapping[str, Facts]) -> Iterator[_Known]:
    """Names that stand over several services, terms of the lexicons that lead to one, and how people ask."""
    for name in table.umbrellas:
        yield _Known((_ORDER["word"], 0), name, Suggestion(table.spoken.get(name, name), "word"))
    for meaning in table.meanings.values():
        if any(slug in services for slug in meaning.services):
            yield _Known((_ORDER["word"], 1), surface(meaning.term), Suggestion(meaning.term, "word"))
    bank = table.bank
    for owner, text in zip(bank.owners, bank.phrasings, strict=True):
        slug = bank.services[owner]
        if slug in services and len(text) <= ONE_LINE:
            yield _Known((_ORDER["asked"], -services[slug].need), surface(text), Suggestion(text, "asked", slug))


def _unlike(known: Iterable[_Known]) -> list[_Known]:
    """Each once: the first of those that are found by the same text and lead to the same thing."""
    found: dict[tuple[str, str], _Known] = {}
    for one in known:
        if one.key:
            found.setdefault((one.key, one.suggestion.target), one)
    return list(found.values())


def _syllables(key: str, sounds: Sounds) -> Sequence[str]:
    """How ``key`` sounds: as the table spelt the word, else character by character, each as it is usually read."""
    said = sounds.spelt.get(key) or sounds.heard.get(key)
    return said.split() if said else [(sounds.syllables(one) or (one,))[0] for one in key]


def _varied(found: Iterable[Suggestion], most: int, taken: Collection[str]) -> Iterator[Suggestion]:
    """The first ``most`` of ``found`` that are not ``taken`` and do not say the same again and again."""
    told: Counter[tuple[str, str]] = Counter()
    texts = set(taken)
    for one in found:
        place, words = (one.kind, one.target or one.text), ("word", "")
        if one.text in texts or told[place] >= _EACH[one.kind] or (one.kind == "word" and told[words] >= _WORDS):
            continue
        texts.add(one.text)
        told[place] += 1
        told[words] += one.kind == "word"
        yield one
        most -= 1
        if not most:
            return
