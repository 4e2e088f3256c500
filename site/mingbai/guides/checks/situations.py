"""Questions about the reader's case that would mislead: that point at no material, have no answers, or leave nothing to bring.

A question decides what somebody leaves at home, so what points nowhere stops a release; what may be meant so is advice.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from mingbai.guides import situations
from mingbai.guides.checks.findings import Beside, Check, Severity
from mingbai.guides.guide import Guide, Material, Situation

_KEY = re.compile(r"[A-Za-z0-9_-]{1,64}")


def found(guide: Guide, beside: Beside) -> Iterator[Check]:
    """Every such finding about the questions of ``guide``."""
    keys = list(_keys(guide.materials))
    if not guide.situations:
        return
    for key in _twice(keys):
        yield _check("block", "materials", f"两份材料的代号都是“{key}”，问题不知道指的是哪一份。", "请把其中一份删去再重新添加。", key)
    yield from _names("situations", [(one.key, one.text) for one in guide.situations])
    for at, one in enumerate(guide.situations):
        yield from _question(f"situations[{at}]", one, set(keys))
        yield from (check for check in _emptied(f"situations[{at}]", one, guide))
    if situations.ways(guide) > situations.MOST:
        told = f"这些问题一共有 {situations.ways(guide)} 种答法，超过 {situations.MOST} 种，清单上不印六位数。"
        yield _check("advise", "situations", told, "请减少问题，或把不会同时出现的情形合成一个问题。", "")


def _question(field: str, one: Situation, keys: set[str]) -> Iterator[Check]:
    """What is wrong in one question by itself."""
    if len(one.options) < 2:
        told = f"问题“{one.text}”{'只有一个回答' if one.options else '没有回答'}。"
        yield _check("advise" if one.options else "block", field, told, "请至少写两个回答（“不清楚”会自动加上）。", one.text)
    yield from _names(f"{field}.options", [(option.key, option.text) for option in one.options])
    for at, option in enumerate(one.options):
        missing = [key for key in (*option.needs, *option.drops) if key not in keys]
        if missing:
            told = f"问题“{one.text}”的回答“{option.text}”指向已经没有的材料（{'、'.join(missing)}）。"
            yield _check("block", f"{field}.options[{at}]", told, "请重新勾选材料。", option.text)
        if set(option.needs) & set(option.drops):
            told = f"问题“{one.text}”的回答“{option.text}”把同一份材料既勾作要带、又勾作不用带。"
            yield _check("block", f"{field}.options[{at}]", told, "请只勾一处。", option.text)
    if one.options and not any(option.needs or option.drops or option.notes for option in one.options):
        yield _check("advise", field, f"问题“{one.text}”怎么回答都一样。", "请给回答勾上材料或写上原文的要求，或者删去这个问题。", one.text)


def _emptied(field: str, one: Situation, guide: Guide) -> Iterator[Check]:
    """Answers after which nothing is left to bring."""
    for at, option in enumerate(one.options):
        if guide.materials and option.drops and not situations.choose(guide, {one.key: option.key}).needed:
            told = f"问题“{one.text}”回答“{option.text}”以后，什么材料都不用带了。"
            yield _check("advise", f"{field}.options[{at}]", told, "请核对勾选；确实不用带材料的，可以不改。", option.text)


def _names(field: str, named: list[tuple[str, str]]) -> Iterator[Check]:
    """Keys that stand twice, that no address can hold, or that mean 不清楚."""
    texts = dict(named)
    for key in _twice(key for key, _ in named):
        yield _check("block", field, f"有两处的代号都是“{key}”，收藏的链接会认错。", "请把其中一处删去再重新添加。", key)
    for key, said in texts.items():
        if not _KEY.fullmatch(key) or key == situations.UNSURE:
            told = f"“{said}”的代号“{key}”不能写进链接。"
            yield _check("block", field, told, f"代号请用字母、数字、- 和 _，不超过 64 个，不能是 {situations.UNSURE}。", key)


def _twice(keys: Iterable[str]) -> list[str]:
    return [key for key, times in Counter(keys).items() if times > 1]


def _keys(materials: tuple[Material, ...]) -> Iterator[str]:
    for one in materials:
        if one.key:
            yield one.key
        yield from _keys(one.children)


def _check(severity: Severity, field: str, sentence: str, remedy: str, excerpt: str) -> Check:
    return Check(kind="situation", severity=severity, field=field, sentence=sentence, remedy=remedy, excerpt=excerpt)
