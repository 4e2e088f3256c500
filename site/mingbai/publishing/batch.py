"""Many items changed at once: what a rule would touch in what stands, and one release of new texts, all or nothing.

An item that has a draft already is told and left alone; a text that was made from a version that no longer stands is refused. Bulk
changes (``bulk.py``) and sheets that come back both end here. Nothing here publishes: the release is prepared for other eyes.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from mingbai.errors import Conflict, Refusal
from mingbai.guides.text import dump
from mingbai.guides.version import Heading, Name, Version
from mingbai.publishing.bulk import Place, Rule, carried_out, demand
from mingbai.publishing.course import region_of
from mingbai.publishing.draft import Draft
from mingbai.publishing.drafted import place_of
from mingbai.publishing.drafting import Drafts
from mingbai.publishing.library import Library
from mingbai.publishing.proceedings import Proceedings

MOST = 3000
"""Places that one preview shows: more than anybody looks through."""


@dataclass(frozen=True, slots=True)
class Affected:
    """An item that a rule touches: the version that stands, the places, and its draft where it has one and is left alone."""

    name: Name
    title: str
    number: int
    places: tuple[Place, ...]
    draft: Draft | None


@dataclass(frozen=True, slots=True)
class New:
    """New words for an item, made from version ``seen`` (0: a new item)."""

    name: Name
    seen: int
    text: str


class Batch:
    """Many items of ``library`` at once, through ``drafts`` and ``proceedings``."""

    def __init__(self, library: Library, drafts: Drafts, proceedings: Proceedings) -> None:
        self._library = library
        self._drafts = drafts
        self._proceedings = proceedings

    def affected(self, rule: Rule, kind: str, region: str = "") -> tuple[Affected, ...]:
        """Everything that ``rule`` touches, item by item. Raises Refusal for a rule that says nothing, or touches too much."""
        demand(rule)
        drafted = {draft.name: draft for draft in self._drafts.listing()}
        found: list[Affected] = []
        count = 0
        for version in self.standing(kind, region):
            places = rule.places(version.value)
            count += len(places)
            if count > MOST:
                raise Refusal(f"要改的地方超过 {MOST} 处，一次看不过来。", remedy="请选一个地区，或把要找的内容写得更具体。")
            if places:
                found.append(Affected(version.name, version.value.name, version.number, places, drafted.get(version.name)))
        return tuple(found)

    def standing(self, kind: str, region: str = "") -> Iterator[Version]:
        """The version of each item that a new one goes on from: what is in force, or what is to come after it; without ended items."""
        newer: dict[Name, Heading] = {heading.name: heading for heading in self._library.elsewhere(kind)}
        for heading in self._library.listing(kind, region or None):
            coming = newer.get(heading.name)
            version = self._library.version(*heading.name, coming.number) if coming else self._library.current(*heading.name)
            if not version.removed:
                yield version

    def change(self, rule: Rule, chosen: Mapping[tuple[Name, int], Collection[str]], title: str, region: str) -> int:
        """One release with ``chosen`` places of ``rule`` changed: paths by item and the version that was looked at. Returns its number."""
        demand(rule)
        new = []
        for (name, seen), paths in chosen.items():
            value = carried_out(rule, self._library.version(*name, seen).value, paths)
            new.append(New(name, seen, dump(value)))
        return self.release(new, title, region, rule.told)

    def release(self, new: Iterable[New], title: str, region: str, note: str = "") -> int:
        """One release of new texts, of ``region`` or else of the narrowest that holds them all. Raises Conflict where an item has a draft
        or another version stands, and Refusal for none."""
        given = tuple(new)
        if not given:
            raise Refusal("没有选中任何要改的地方。", remedy="请至少勾选一处。")
        release = self._proceedings.prepare(title, region or region_of(one.name for one in given))
        for one in given:
            draft = self._drafts.new(*one.name, one.text, release)
            if draft.seen != one.seen:
                sentence = f"这个事项现在是第 {draft.seen} 版，您看到的是第 {one.seen} 版。"
                raise Conflict(sentence, place=place_of(one.name), remedy="请重新预览后再提交。")
            if note:
                self._drafts.save(draft.id, draft.text or "", note, draft.edition)
        return release


def choices(posted: Iterable[tuple[str, Any]]) -> dict[tuple[Name, int], list[str]]:
    """What a posted form chose: fields called ``place`` that say kind/region/slug@version#path. Raises Refusal for others."""
    chosen: dict[tuple[Name, int], list[str]] = {}
    for _, text in (pair for pair in posted if pair[0] == "place"):
        item, hash_, path = str(text).partition("#")
        named, at, number = item.rpartition("@")
        parts = named.split("/")
        if not hash_ or not at or len(parts) != 3 or not (number.isascii() and number.isdecimal() and len(number) < 10):
            raise Refusal("表单里有一处认不出。", remedy="请重新预览后再提交。")
        chosen.setdefault((Name(*parts), int(number)), []).append(path)
    return chosen
