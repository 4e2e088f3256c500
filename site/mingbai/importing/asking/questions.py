"""The questions of a guide from what is printed of its cases: one choice where the cases exclude each other, else yes or no.

The words of the questions are ours, plain and short; those of the answers and notes are the document's. Keys are made from the words,
so that the same document gives the same keys at every reading and an address keeps its meaning.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TypeVar

from mingbai.guides import codes
from mingbai.guides.guide import Guide, Material, Option, Situation
from mingbai.guides.likeness import bare
from mingbai.importing.asking.facts import Fact, Place, exclusive, facts, subject_key

_KEY = 28
Keys = Mapping[Place, str]
_Keyed = TypeVar("_Keyed", Option, Situation)


def with_questions(guide: Guide) -> Guide:
    """``guide`` with its questions, with keys for the materials that they point at, and marked in ``derived``; as it is where none are
    printed, or it has questions already."""
    if guide.situations:
        return guide
    keyed, situations = asked(guide)
    if not situations:
        return guide
    return replace(guide, materials=keyed, situations=situations, derived=(*guide.derived, "situations"))


def asked(guide: Guide) -> tuple[tuple[Material, ...], tuple[Situation, ...]]:
    """The materials with keys, and the questions that the printed words of ``guide`` ask."""
    cases, found = exclusive(guide), _merged(facts(guide))
    places = {place for one in found for place in (*one.needs, *one.spares, *one.only)} | {p for ps in cases.values() for p in ps}
    materials, keys = _keyed(guide.materials, places)
    drafts = [*([_choice(cases, keys)] if cases else []), *_questions(found, keys)]
    return materials, tuple(_unique(drafts))


def _merged(found: Iterable[Fact]) -> list[Fact]:
    """One fact a condition: a note that stands both under the materials and among the remarks is one; the longer subject names it."""
    merged: dict[str, Fact] = {}
    for one in found:
        key = subject_key(one.subject)
        merged[key] = _joined(merged[key], one) if key in merged else one
    return list(merged.values())


def _joined(one: Fact, other: Fact) -> Fact:
    notes = {bare(note): note for note in reversed((*one.notes, *other.notes))}
    return replace(
        one,
        subject=max(one.subject, other.subject, key=len),
        marked=one.marked or other.marked,
        needs=tuple(dict.fromkeys((*one.needs, *other.needs))),
        spares=tuple(dict.fromkeys((*one.spares, *other.spares))),
        only=tuple(dict.fromkeys((*one.only, *other.only))),
        notes=tuple(reversed(notes.values())),
        group=one.group or other.group,
        sole=one.sole or other.sole,
    )


def _choice(cases: Mapping[str, tuple[Place, ...]], keys: Keys) -> Situation:
    """The question of cases that exclude each other: each needs its own materials and none of the others'."""
    options = []
    for case, places in cases.items():
        others = (place for other, theirs in cases.items() if other != case for place in theirs if place not in places)
        options.append(Option(key=_key(case), text=case, needs=_keys(places, keys), drops=_keys(others, keys)))
    return Situation(key="case", text=_how(tuple(cases)), options=tuple(_unique(options)))


def _how(cases: tuple[str, ...]) -> str:
    if all(case.endswith("申请") for case in cases):
        return "由谁申请？"
    return "您怎么办理？" if any(re.search(r"窗口|网上|线上|联办", case) for case in cases) else "您属于哪种情况？"


def _questions(found: Sequence[Fact], keys: Keys) -> Iterator[Situation]:
    """Facts of one list and facts that exclude each other make one question where the first of them stands, any other its own."""
    done: set[str] = set()
    for one in found:
        mark = one.group or one.sole
        together = [other for other in found if mark and mark in (other.group, other.sole)]
        if mark is None or len(together) < 2:
            yield _yes_or_no(one, keys)
        elif mark not in done:
            done.add(mark)
            yield _listed(together, keys)


def _listed(together: Sequence[Fact], keys: Keys) -> Situation:
    """One question for several facts; where they are kinds of people, one may be none of them."""
    options = [Option(key=_key(one.subject), text=one.subject, needs=_keys(one.needs, keys), notes=one.notes) for one in together]
    group = together[0].group
    if group is None:
        return Situation(key="case", text="您属于哪种情况？", options=tuple(_unique(options)))
    return Situation(key=_key(group), text=f"您是{group}吗？", options=(*_unique(options), Option(key="no", text="都不是")))


def _yes_or_no(one: Fact, keys: Keys) -> Situation:
    drops = tuple(place for place in one.spares if place not in one.needs)
    yes = Option(key="yes", text="是", needs=_keys(one.needs, keys), drops=_keys(drops, keys), notes=one.notes)
    return Situation(key=_key(one.subject), text=_wording(one), options=(yes, Option(key="no", text="否", drops=_keys(one.only, keys))))


def _wording(one: Fact) -> str:
    """A question about the printed subject: 是急诊吗？ · 收费票据中已列有…明细吗？ · 是办理更改…吗？（不包括…）"""
    subject, bracket = (found[1], found[2]) if (found := re.fullmatch(r"(.*?)(（不[^（）]*）)", one.subject)) else (one.subject, "")
    subject = subject.replace("如涉及", "，并且涉及")
    if subject.startswith(("若", "如果")):
        return f"{subject.removeprefix('若').removeprefix('如果')}吗？{bracket}"
    of = "的" if one.marked and re.search(r"但|未|尚", subject) else ""
    return f"是{subject}{of}吗？{bracket}"


def _key(words: str) -> str:
    """A short address for words, cut between words."""
    whole = codes.slug(re.sub(r"[（(].*", "", words) or words)
    return whole if len(whole) <= _KEY else whole[: _KEY + 1].rpartition("-")[0] or whole[:_KEY]


def _unique(found: Iterable[_Keyed]) -> Iterator[_Keyed]:
    """``found`` with a number behind every key that came before."""
    seen: dict[str, int] = {}
    for one in found:
        seen[one.key] = seen.get(one.key, 0) + 1
        yield one if seen[one.key] == 1 else replace(one, key=f"{one.key}-{seen[one.key]}")


def _keys(places: Iterable[Place], keys: Keys) -> tuple[str, ...]:
    return tuple(keys[place] for place in places)


def _keyed(materials: tuple[Material, ...], places: set[Place]) -> tuple[tuple[Material, ...], Keys]:
    """``materials`` with a key for each at one of ``places``, and the keys; a key that a material has it keeps."""
    taken = {one.key for one in materials if one.key}
    keys: dict[Place, str] = {}
    for place in sorted(places):
        one = _at(materials, place)
        keys[place] = one.key or _free(_key(one.name), taken)
        taken.add(keys[place])
    return tuple(_with_keys(one, (at,), keys) for at, one in enumerate(materials)), keys


def _free(key: str, taken: set[str]) -> str:
    return next(name for number in range(1, len(taken) + 2) if (name := key if number == 1 else f"{key}-{number}") not in taken)


def _at(materials: tuple[Material, ...], place: Place) -> Material:
    one = materials[place[0]]
    return one.children[place[1]] if len(place) > 1 else one


def _with_keys(one: Material, place: Place, keys: Keys) -> Material:
    children = tuple(_with_keys(child, (*place, below), keys) for below, child in enumerate(one.children))
    return replace(one, key=keys.get(place, one.key), children=children)
