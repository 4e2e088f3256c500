"""The names by which a query may name a place, and the codes of those that bear them. Pure; the data are ``guides.regions``.

Queries are short and careless, so more names count here than in a title (``guides.regions.find``): provinces and prefectures also
without their last syllable, counties too where that is no plain word (``data/plain_places.txt``).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from importlib import resources
from typing import NamedTuple

from mingbai.guides import regions
from mingbai.search import chinese

_SUFFIX = re.compile(r"(?:特别行政区|(?:壮族|回族|维吾尔)?自治区|自治[州县旗]|省|市|地区|盟|林区|特区|新区|区|县|旗)$")
_PEOPLES = (
    "各族|蒙古|哈萨克|柯尔克孜|塔吉克|锡伯|撒拉|东乡|保安|裕固|鄂温克|鄂伦春|达斡尔|仡佬|仫佬|毛南|布朗|拉祜|傈僳|独龙|普米|纳西|哈尼|布依|土家|"
    "景颇|朝鲜|满|回|苗|侗|瑶|壮|畲|黎|藏|羌|彝|水|白|傣|佤|怒|土"
)
_OF_PEOPLES = re.compile(f"(?:(?:{_PEOPLES})族?)+(?=自治[州县旗]$)")
_GENERIC = frozenset("城区 郊区 矿区 东区 西区 新城区 市中区 新区 市区 城中区 城关区 城关镇 开发区".split())
"""Whole names that are plain words too."""
_EVERYDAY = 150
"""A county-level city that we have nothing of is known by its short name only if the dictionary has that less often than this."""


class Name(NamedTuple):
    """A name found in a text: where it stands and the codes of the places that bear it."""

    start: int
    end: int
    codes: tuple[str, ...]


def named(text: str, ours: tuple[str, ...]) -> list[Name]:
    """The names of places in ``text`` from left to right, the longest at each point, only where a word begins and ends.

    ``ours`` are the codes of the places that have guides: the counties that lie in them are known by their short names."""
    found = list(_scan(text, ours))
    if not found:
        return []
    starts, ends = _edges(text)
    return [name for name in found if name.start in starts and name.end in ends]


def short(name: str) -> str:
    """``name`` without its last syllable and the peoples in it: 崇川, 恩施, 内蒙古, 凉山."""
    return _SUFFIX.sub("", _OF_PEOPLES.sub("", name))


@cache
def _names(ours: tuple[str, ...]) -> Mapping[str, tuple[str, ...]]:
    """Every name → the codes of its bearers, wider places first, so that 朝阳 is the prefecture and 河南 the province."""
    found: dict[str, dict[str, None]] = {}
    for level in ("province", "prefecture", "county"):
        for place in regions.every():
            if place.level == level:
                for name in _written(place, ours):
                    found.setdefault(name, {})[place.code] = None
    return {name: tuple(codes) for name, codes in found.items()}


def _written(place: regions.Region, ours: tuple[str, ...]) -> Iterator[str]:
    """The names under which ``place`` is known; its former names, too."""
    yield from (name for name in (place.name, *place.former) if name not in _GENERIC)
    brief = short(place.name)
    if len(brief) < 2 or brief in _plain():
        return
    large = place.name.endswith("市") and chinese.commonness(brief) < _EVERYDAY
    if place.level != "county" or large or within(place.code, ours):
        yield brief


def spoken(ours: tuple[str, ...]) -> Iterator[str]:
    """The names of ``ours`` and of the places directly in them, with and without their last syllable."""
    for code in ours:
        for place in (regions.region(code), *regions.children(code)):
            yield from dict.fromkeys((place.name, *(name for name in (short(place.name),) if len(name) > 1 and name not in _plain())))


def within(code: str, ours: tuple[str, ...]) -> str:
    """The narrowest of ``ours`` that is the place of ``code`` or holds it; empty where none does."""
    return next((above.code for above in reversed(regions.path(code)) if above.code in ours), "")


def inside(code: str, ours: tuple[str, ...]) -> tuple[str, ...]:
    """Those of ``ours`` that lie in the place of ``code``."""
    stem = re.sub("(?:00){1,2}$", "", code)
    return tuple(one for one in ours if one.startswith(stem) and one != code)


@cache
def _plain() -> frozenset[str]:
    text = (resources.files("mingbai.search") / "data" / "plain_places.txt").read_text("utf-8")
    return frozenset(word for line in text.splitlines() if not line.startswith("#") for word in line.split())


@cache
def _beginnings(ours: tuple[str, ...]) -> Mapping[str, tuple[int, ...]]:
    """The first two characters of every name → the lengths of the names that begin so, longest first."""
    found: dict[str, set[int]] = {}
    for name in _names(ours):
        found.setdefault(name[:2], set()).add(len(name))
    return {two: tuple(sorted(sizes, reverse=True)) for two, sizes in found.items()}


def _scan(text: str, ours: tuple[str, ...]) -> Iterator[Name]:
    names, beginnings = _names(ours), _beginnings(ours)
    place = 0
    while place < len(text):
        sizes = beginnings.get(text[place : place + 2], ())
        name = next((text[place : place + size] for size in sizes if text[place : place + size] in names), "")
        if name:
            yield Name(place, place + len(name), names[name])
        place += len(name) or 1


def _edges(text: str) -> tuple[set[int], set[int]]:
    """Where words of ``text`` begin, and where they end; 市民 or 人 behind a place (上海人) is cut off, 定 in 医保定点 is not."""
    starts, ends, place = {0}, {0}, 0
    for piece in chinese.pieces(text):
        starts.add(place)
        place += len(piece)
        ends.add(place)
        if piece[-1] in "人市省县区镇":
            ends.add(place - 1)
    return starts, ends | starts
