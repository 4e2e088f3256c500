"""What a guide's print says of one case: the materials and notes that go with it, found among the cases of materials and the sentences.

A ``Fact`` speaks of materials by their places, (1,) or (1, 0) for one under another; ``questions`` gives them keys and writes the answers.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from mingbai.guides.guide import Guide, Material
from mingbai.guides.likeness import bare
from mingbai.importing.asking.sentences import Condition, conditions

Place = tuple[int, ...]
"""Where a material stands: its number from 0, then that of the one under it."""
_KINDS = re.compile(r"职工|人员|人群|居民|单位|个人|机构|医院|企业|药店|窗口|网上|线上|线下|联办")
"""Words of who applies or how: cases that hold them exclude each other; others (急诊, 意外伤害) may come together."""
_VARIED = re.compile(r"(?<=变更).*?等(?=关键信息|重要信息)")
_OTHERS = re.compile(r"(?P<whose>.{4,16}?(?:备案|登记|报销|支付))包括(?P<what>.{2,10}?)(?:备案|登记|报销|支付)")
"""A remark that says of which item something is a part (异地转诊人员备案包括异地急诊备案)."""
_FORKEY = re.compile(r"(?:变更)(?P<what>.+?(?:关键|重要)信息)(?:的|时)?应提供的")


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """What is printed of ``subject``: where it is fulfilled, ``needs`` are needed, ``spares`` are not, and ``notes`` apply; where it
    is not, ``only`` are not needed. ``marked``, ``group`` and ``sole`` as in ``Condition``."""

    subject: str
    marked: bool = False
    needs: tuple[Place, ...] = ()
    spares: tuple[Place, ...] = ()
    only: tuple[Place, ...] = ()
    notes: tuple[str, ...] = ()
    group: str | None = None
    sole: str | None = None


def subject_key(subject: str) -> str:
    """By what two printed conditions are one: without marks, and without what a list of examples holds (变更姓名、性别等关键信息)."""
    return bare(_VARIED.sub("", subject)).removesuffix("的").replace("进行", "")


def exclusive(guide: Guide) -> dict[str, tuple[Place, ...]]:
    """The cases of which the reader is in one, with the places of their materials; empty where there are not two such cases."""
    cases = {case: places for case, places in _cases(guide).items() if not case.endswith(("的", "时")) and _KINDS.search(case)}
    return {case: (*places, *_named_after(case, guide)) for case, places in cases.items()} if len(cases) > 1 else {}


def facts(guide: Guide) -> Iterator[Fact]:
    """What is printed of the other cases: of materials first, then of sentences in the order of the page."""
    apart = exclusive(guide)
    for case, places in _cases(guide).items():
        if case not in apart:
            yield Fact(subject=case.removesuffix("的"), marked=case.endswith("的"), needs=places, only=places)
    for place, one in _walk(guide.materials):
        if found := _FORKEY.match(one.name):
            yield Fact(subject=f"变更{found['what']}", needs=(place,), only=(place,))
    for place, line in _lines(guide):
        for condition in conditions(line):
            if _concerns(condition, guide):
                yield _fact(condition, guide, place)


def _cases(guide: Guide) -> dict[str, tuple[Place, ...]]:
    found: dict[str, tuple[Place, ...]] = {}
    for place, one in _walk(guide.materials):
        if one.situation:
            found[one.situation] = (*found.get(one.situation, ()), place)
    return found


def _named_after(case: str, guide: Guide) -> Iterator[Place]:
    """Materials without a case whose name begins with one: 养老机构提供…协议."""
    for place, one in _walk(guide.materials):
        if not one.situation and re.match(rf"{re.escape(case)}(?:需|应|须)?提供", one.name):
            yield place


def _walk(materials: tuple[Material, ...]) -> Iterator[tuple[Place, Material]]:
    for at, one in enumerate(materials):
        yield (at,), one
        for below, child in enumerate(one.children):
            yield (at, below), child


def _lines(guide: Guide) -> Iterator[tuple[Place, str]]:
    """Every line that may state a condition, with the place of the material whose own it is."""
    for place, one in _walk(guide.materials):
        if one.note:
            yield place, one.note
    for line in (*guide.material_notes, *guide.remarks, *guide.tips):
        yield (), line


def _concerns(one: Condition, guide: Guide) -> bool:
    """Whether a condition that names some business (报销门诊费用时, …申领生育津贴) means that of this guide: rows share their remarks."""
    names = " ".join((guide.name, *guide.aliases))
    business = one.within or ((found := re.search(r"申领(.{2,8})$", one.subject)) and found[1])
    theirs = (found for line in guide.remarks if (found := _OTHERS.match(line)) and found["whose"] not in names)
    return (not business or business in names) and not any(found["what"] in one.subject for found in theirs)


def _fact(one: Condition, guide: Guide, place: Place) -> Fact:
    """What a printed condition says, and which listed materials it names."""
    fact = Fact(subject=one.subject, marked=one.marked, notes=(one.sentence,), group=one.group, sole=one.sole)
    if one.wants == "spare":
        spares = (place,) if place and not one.object else _named(one.object, guide)
        return Fact(subject=one.subject, marked=one.marked, notes=() if place else (one.sentence,), spares=spares)
    if one.wants == "only":
        return Fact(subject=_bracketed(one), marked=one.marked, notes=(one.sentence,), spares=_others(one.object, guide))
    return fact


def _bracketed(one: Condition) -> str:
    """The subject with the bracket at the sentence's end, which limits it: 办理更改…的只需…（不包括居住地发生变更）."""
    found = re.search(r"（不包括[^（）]*）$", one.object)
    return f"{one.subject}{found[0]}" if found else one.subject


def _named(words: str, guide: Guide) -> tuple[Place, ...]:
    """The one listed material that ``words`` names (费用清单: 门急诊费用清单); none where it is none or several."""
    wanted = bare(words)
    found = [(at,) for at, one in enumerate(guide.materials) if len(wanted) > 3 and bare(one.name).endswith(wanted)]
    return tuple(found) if len(found) == 1 else ()


def _others(words: str, guide: Guide) -> tuple[Place, ...]:
    """The listed materials that are not among the documents of ``words``; none unless some of them are."""
    enough = set(map(bare, re.split(r"或者?|、|和", words.partition("（")[0])))
    kept = [at for at, one in enumerate(guide.materials) if enough & set(map(bare, one.any_of or (one.name,)))]
    return tuple((at,) for at in range(len(guide.materials)) if at not in kept) if kept else ()
