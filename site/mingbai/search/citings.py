"""What guides cite, written so that what somebody types can be recognised: laws, articles, document numbers (文号) and forms.

People write a law without 中华人民共和国 or by part of its name, a number in any brackets, a form without its region. Everything is
compared as ``surface`` writes it. Made where the table is made, from the guides in force; variants are derived when first needed. Pure.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from mingbai.search.surfaces import surface

_DIGITS = "零一二三四五六七八九"
_ARTICLE = re.compile(r"第?([零一二三四五六七八九十百]+|\d{1,3})条")
_RANGE = re.compile(r"第?([零一二三四五六七八九十百]+|\d{1,3})条?(?:至|到|-|—)第?([零一二三四五六七八九十百]+|\d{1,3})条")
_BRACKETED = re.compile(r"[《<〈]([^《<〈》>〉]{4,})[》>〉]")
_NUMBER = re.compile(r"([㐀-鿿]+?)((?:19|20)\d\d)(?:年|第)*(\d{1,4})号?$")
_ORDER = re.compile(r"([㐀-鿿]*?)(?:令第?(\d{1,4})号?|第(\d{1,4})号令|(\d{1,4})号令)$")
_BRIEF = re.compile(r"([㐀-鿿]+?)(\d{1,4})号$")
_STATE = "中华人民共和国"
_REGION = re.compile(r"^[㐀-鿿]{2,7}?(?:省|市|自治区)")
_ISSUED = re.compile(r"^.*?关于(?:印发)?")
_SORT = re.compile(r"的(?:通知|决定|意见|公告|函)$")


class Cites(NamedTuple):
    """One 设定依据 as a guide prints it."""

    title: str
    articles: str
    raw: str


@dataclass(frozen=True, kw_only=True)
class Citings:
    """What the guides in force cite.

    - ``laws``: the surfaces of titles. ``articled``: surface of a title, blank, article in Chinese numerals → the surfaces of the lines
      that print it so.
    - ``numbers``: the key of a document number (``number_key``) → its surfaces as printed.
    - ``forms``: the surfaces of the names of forms. ``refs``: what a form is numbered (表1, 附录a) → surfaces of names.
    """

    laws: tuple[str, ...] = ()
    articled: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    numbers: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    forms: tuple[str, ...] = ()
    refs: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @cached_property
    def titles(self) -> Mapping[str, tuple[str, ...]]:
        """Every way of writing a law's title → the titles, the longest way first."""
        return _by_length((way, title) for title in self.laws for way in _ways(title))

    @cached_property
    def names(self) -> Mapping[str, tuple[str, ...]]:
        """Every way of writing a form's name → the names, the longest way first."""
        return _by_length((way, name) for name in self.forms for way in {name, _REGION.sub("", name)} if len(way) > 4)

    @cached_property
    def endings(self) -> Mapping[str, tuple[str, ...]]:
        """Year and number alone → the keys of document numbers that have them."""
        found: dict[str, tuple[str, ...]] = {}
        for key in self.numbers:
            ending = key.partition(" ")[2]
            found[ending] = (*found.get(ending, ()), key)
        return found


def citings_of(cites: Iterable[Cites], numbers: Iterable[str], forms: Iterable[str], refs: Iterable[tuple[str, str]]) -> Citings:
    """What guides cite by these bases, document numbers, names of forms, and (number, name) of forms; all as printed."""
    laws: dict[str, None] = {}
    articled: dict[str, dict[str, None]] = {}
    for one in cites:
        # A title within a title (关于印发〈…〉的通知) stands in the surface too, but its brackets are lost there.
        titles = [surface(title) for title in (one.title, *_BRACKETED.findall(one.title)) if title]
        laws.update(dict.fromkeys(title for title in titles if len(title) > 2))
        for title in titles:
            for article in articles(one.articles):
                articled.setdefault(f"{title} {article}", {})[surface(one.raw)] = None
    keyed: dict[str, dict[str, None]] = {}
    for number in numbers:
        if key := number_key(surface(number)):
            keyed.setdefault(key, {})[surface(number)] = None
    named: dict[str, dict[str, None]] = {}
    for ref, name in refs:
        named.setdefault(surface(ref), {})[surface(name)] = None
    return Citings(
        laws=tuple(laws),
        articled=_tuples(articled),
        numbers=_tuples(keyed),
        forms=tuple(dict.fromkeys(surface(form) for form in forms)),
        refs=_tuples(named),
    )


def articles(text: str) -> tuple[str, ...]:
    """The articles that ``text`` names, in Chinese numerals; 第54条至第五十六条 is 第五十四条, 第五十五条, 第五十六条."""
    found = [numeral(figure(one)) for one in _ARTICLE.findall(text)]
    for first, last in _RANGE.findall(text):
        found += [numeral(number) for number in range(figure(first), min(figure(last), figure(first) + 50) + 1)]
    return tuple(dict.fromkeys(found))


def figure(text: str) -> int:
    """The value of a numeral below a thousand, Chinese or Arabic: 二十七 and 27 are 27, 一百零三 is 103."""
    if text.isdecimal() and text.isascii():
        return int(text)
    total, last = 0, 0
    for one in text:
        if one in "十百":
            total += (last or 1) * (10 if one == "十" else 100)
            last = 0
        else:
            last = _DIGITS.index(one)
    return total + last


def numeral(number: int) -> str:
    """An article as laws write it: 27 is 第二十七条, 103 is 第一百零三条."""
    hundreds, tens, ones = number // 100, number // 10 % 10, number % 10
    text = f"{_DIGITS[hundreds]}百" if hundreds else ""
    if tens:
        text += "十" if tens == 1 and not hundreds else f"{_DIGITS[tens]}十"
    elif hundreds and ones:
        text += "零"
    return f"第{text}{_DIGITS[ones] if ones or not number else ''}条"


def number_key(written: str) -> str:
    """A document number, written as ``surface`` writes it, as who issued it, blank, year and number: 苏医保发 2021.61, 国务院令 .765.

    Empty for what is none."""
    text = written.removeprefix(_STATE)
    if found := _NUMBER.search(text):
        return f"{found[1]} {found[2]}.{int(found[3])}"
    if found := _ORDER.search(text):
        return f"{found[1].removesuffix('第')}令 .{int(found[2] or found[3] or found[4])}"
    if found := _BRIEF.search(text):
        return f"{found[1].removesuffix('第')} .{int(found[2])}"
    return ""


def spread(said: str, whole: str) -> bool:
    """Whether ``said`` stands in ``whole`` in at most three stretches of two characters or more, in order, the last one at its end."""
    return _spread(said, whole, 3)


def _spread(said: str, whole: str, stretches: int) -> bool:
    if whole.endswith(said):
        return len(said) > 1
    if stretches == 1:
        return False
    for size in range(len(said) - 2, 1, -1):
        at = whole.find(said[:size])
        if at >= 0 and _spread(said[size:], whole[at + size :], stretches - 1):
            return True
    return False


def _ways(title: str) -> Iterator[str]:
    """The ways of writing a title that people use: without the state's name, the issuers, 关于 and 的通知."""
    plain = title.removeprefix(_STATE)
    ways = {title, plain, _ISSUED.sub("", plain)}
    ways |= {_SORT.sub("", way) for way in ways}
    ways |= {way.removesuffix("试行") for way in ways}
    return (way for way in ways if len(way) > 3)


def _by_length(pairs: Iterable[tuple[str, str]]) -> dict[str, tuple[str, ...]]:
    found: dict[str, dict[str, None]] = {}
    for way, title in pairs:
        found.setdefault(way, {})[title] = None
    return {way: tuple(found[way]) for way in sorted(found, key=lambda way: (-len(way), way))}


def _tuples(found: Mapping[str, Iterable[str]]) -> dict[str, tuple[str, ...]]:
    return {key: tuple(values) for key, values in found.items()}
