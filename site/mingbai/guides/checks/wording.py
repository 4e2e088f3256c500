"""Words that say too little, words written wrongly, and signs that do not belong: every hit with its place and a better way.

Sources: vague wording and catch-all clauses (优化营商环境条例 第35条, standards 2.08), wrong and sensitive terms (2.17), 规范汉字
(国家通用语言文字法 第9条 and 第13条, standards 2.18). The lists are data/wording.yaml, for an office to change. All of it advises: a
source's own words are kept until somebody with the power to change them does.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from importlib import resources
from typing import Any

import yaml

from mingbai.guides.checks.findings import Beside, Check, Text, excerpt, labels, public
from mingbai.guides.guide import Guide

_HAN = re.compile(r"[㐀-鿿]+")
_FULL_WIDTH = re.compile(r"[０-９Ａ-Ｚａ-ｚ]+")
_DEBRIS = re.compile(r"[\ue000-\uf8ff\ufffd\ufffc\u200b-\u200f\ufeff]|锟斤拷")
_YEAR = re.compile(r"[〔﹝［\[【(（]\s*\d{4}\s*[〕﹞］\]】)）]\s*(?:第\s*)?\d+\s*号")
_GOOD_YEAR = re.compile(r"〔\d{4}〕(?:第)?\d+号")
_PAIRS = {"（": "）", "《": "》", "【": "】", "〔": "〕", "“": "”", "「": "」"}
_LIKE = {"(": "（", ")": "）", "﹝": "〔", "﹞": "〕"}
_LISTED = re.compile(r"(?:\d{1,2}|[a-zA-Z一二三四五六七八九十])[)）]")
"""A closing bracket that ends a number of a list opens nowhere: 1）."""


def found(guide: Guide, beside: Beside) -> Iterator[Check]:
    """What reads badly in ``guide``: one finding for each phrase or kind of sign, with all its places."""
    seen = list(public(guide))
    yield from _listed(seen, "vague", "vague", _BACK if guide.materials else None)
    yield from _listed(seen, "typo", "typos")
    yield from _listed(seen, "term", "terms")
    yield from _odd(seen, "traditional", "繁体字", _traditional, "请改为规范汉字。")
    yield from _odd(seen, "full-width", "全角的数字或字母", _FULL_WIDTH.findall, "请改为半角。")
    yield from _odd(seen, "debris", "不能显示的字符", _DEBRIS.findall, "请对照原文补上或删去。")
    yield from _odd(
        seen, "document-number", "写法不规范的文号", _document_numbers, "请用六角括号，括号里外不留空格，如 苏医保发〔2022〕28号。"
    )
    yield from _odd(seen, "brackets", "不成对的括号或引号", _unpaired, "请补上缺的一半。")


@cache
def words() -> Mapping[str, Mapping[str, str]]:
    """The lists of data/wording.yaml: phrase → what to do (vague), wrong → right (typos and terms)."""
    text = (resources.files("mingbai.guides") / "data" / "wording.yaml").read_bytes()
    data: Mapping[str, Mapping[str, str]] = yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))  # noqa: S506
    return data


@cache
def _pattern(name: str) -> tuple[re.Pattern[str], tuple[str, ...]]:
    """One pattern for a whole list, its entries as groups in their order; and what stands beside each entry."""
    entries = words()[name]
    return re.compile("|".join(f"({entry})" for entry in entries)), tuple(entries.values())


def _listed(seen: Iterable[Text], kind: str, name: str, but: re.Pattern[str] | None = None) -> Iterator[Check]:
    """The hits of a list in ``seen``, one finding a phrase; ``but`` is what steps may say all the same."""
    pattern, better = _pattern(name)
    hits: dict[str, list[tuple[Text, re.Match[str]]]] = {}
    for one in seen:
        for match in pattern.finditer(one.text):
            if not (but and one.field.startswith(_STEPS) and but.fullmatch(match[0])):
                hits.setdefault(match[0], []).append((one, match))
    for phrase, places in hits.items():
        first, match = places[0]
        right = better[(match.lastindex or 1) - 1]
        yield Check(
            kind=kind,
            severity="advise",
            field=first.field,
            sentence=f"“{phrase}”{_FAULTS[kind]}（{labels([one.field for one, _ in places])}）。",
            remedy=right if kind == "vague" else f"应为“{right}”。",
            excerpt=excerpt(first.text, match.start(), match.end()),
        )


_BACK = re.compile("等?(?:相关|有关)(?:材料|资料)")
"""In a step, 携带相关材料 only points back at the list of materials, where there is one."""
_STEPS = ("process", "flowchart")
_FAULTS = {"vague": "说得不具体，办事人不知道要做什么", "typo": "像是错别字", "term": "不是规范的说法"}


def _odd(seen: Iterable[Text], kind: str, called: str, find: Any, remedy: str) -> Iterator[Check]:
    hits = [(one, signs) for one in seen if (signs := list(find(one.text)))]
    if hits:
        first, signs = hits[0]
        start = first.text.find(signs[0])
        shown = "、".join(dict.fromkeys(sign for _, found in hits for sign in found))
        yield Check(
            kind=kind,
            severity="advise",
            field=first.field,
            sentence=f"有{called}：{shown[:60]}（{labels([one.field for one, _ in hits])}）。",
            remedy=remedy,
            excerpt=excerpt(first.text, start, start + len(signs[0])),
        )


def _traditional(text: str) -> list[str]:
    """The characters of ``text`` that the simplified script writes otherwise."""
    return [
        sign
        for run in _HAN.findall(text)
        for sign, simple in zip(run, _simplified(run), strict=False)
        if sign != simple and sign not in _KEPT
    ]


_KEPT = frozenset("乾着著藉瞭麽於覆徵馀夥苎")
"""Characters that the standard list keeps in some of their uses, names among them (通用规范汉字表)."""


def _simplified(text: str) -> str:
    return str(_simplifier().convert(text))


@cache
def _simplifier() -> Any:
    import opencc

    return opencc.OpenCC("t2s")


def _document_numbers(text: str) -> list[str]:
    return [match[0] for match in _YEAR.finditer(text) if not _GOOD_YEAR.fullmatch(match[0])]


def _unpaired(text: str) -> list[str]:
    """Opening and closing signs that lack the other half; half and full width count as one."""
    open_: list[str] = []
    lone: list[str] = []
    numbered = {match.end() - 1 for match in _LISTED.finditer(text)}
    for place, sign in enumerate(text):
        sign = _LIKE.get(sign, sign)
        if sign in _PAIRS:
            open_.append(sign)
        elif sign in _PAIRS.values():
            if open_ and _PAIRS[open_[-1]] == sign:
                open_.pop()
            elif place not in numbered:
                lone.append(text[place])
    return lone + [sign for sign in open_ if sign in text]
