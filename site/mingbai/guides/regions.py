"""Places: the six-digit codes of GB/T 2260 with names, levels and parents, the retired ones kept, and which one a text names.

The data are ``data/regions.tsv``, whose head states its sources; it is read once, when first asked for. This module
knows no agency and no document: ``find`` goes by the names in the text it is given.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib import resources
from typing import Literal, NamedTuple

from mingbai.errors import NotFound

RegionLevel = Literal["province", "prefecture", "county"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Region:
    """A place. ``parent`` is the code of the place above it; ``retired`` the year in which its code left the list, and
    ``successors`` the codes in force of what became of it; ``former`` the names that the code had before."""

    code: str
    name: str
    level: RegionLevel
    parent: str | None = None
    retired: int | None = None
    successors: tuple[str, ...] = ()
    former: tuple[str, ...] = ()


@functools.lru_cache(maxsize=8192)
def region(code: str) -> Region:
    """The place of a six-digit ``code``, in force or retired. Raises NotFound."""
    row = _rows().get(code)
    if row is None:
        raise NotFound(f"没有区划代码 {code}。", remedy="请填写县级以上六位区划代码（GB/T 2260），例如 320600。")
    above = (parent for parent in (f"{code[:4]}00", f"{code[:2]}0000") if parent != code and parent in _rows())
    return Region(
        code=code,
        name=row.name,
        level="province" if code.endswith("0000") else "prefecture" if code.endswith("00") else "county",
        parent=next(above, None),
        retired=row.retired,
        successors=row.successors,
        former=row.former,
    )


def path(code: str) -> tuple[Region, ...]:
    """A place with all above it, the widest first: 江苏省, 南通市, 崇川区. Raises NotFound."""
    place = region(code)
    return (*path(place.parent), place) if place.parent else (place,)


def full_name(code: str) -> str:
    """The names of ``path`` joined: 江苏省南通市崇川区. Raises NotFound."""
    return "".join(place.name for place in path(code))


def children(code: str) -> tuple[Region, ...]:
    """The places in force directly under ``code``, in the order of their codes."""
    return tuple(place for place in every() if place.parent == code)


def every() -> tuple[Region, ...]:
    """All places in force, in the order of their codes."""
    return tuple(region(code) for code, row in _rows().items() if row.retired is None)


def find(text: str) -> Region | None:
    """The one place that a title or an issuer names, the narrowest of those it names in a row; None where that is not one.

    What stands before 关于 counts first, for there the issuer stands. 江苏省南通市 and 南通 are 320600; 鼓楼区 alone, or two
    places of which neither lies in the other, are None.
    """
    issuer, about, _ = text.partition("关于")
    found = _named(issuer) if about else ()
    codes = {place.code for place in found or _named(text)}
    wider = {above.code for code in codes for above in path(code)[:-1]}
    narrowest = codes - wider
    return region(narrowest.pop()) if len(narrowest) == 1 else None


_SUFFIX = re.compile(r"(?:特别行政区|(?:壮族|回族|维吾尔)?自治区|省|市|地区|盟)$")
_PEOPLES = re.compile(r"(?:(?:蒙古|哈萨克|柯尔克孜)|(?:朝鲜|土家|苗|藏|羌|彝|布依|侗|哈尼|壮|傣|景颇|傈僳|白|回|蒙古|黎)族)+自治州$")
_GENERIC = frozenset(["城区", "郊区", "矿区", "东区", "西区", "新城区", "市中区"])
"""Names of counties that are also plain words: a place only where its own prefecture is named too."""


_PLAIN = re.compile(r"[医社参续]保(?=定)|[每按]日(?=照)|[最重]大(?=理)")
"""Words of the trade that run into the short form of a place: 医保定点 names no 保定, 每日照护 no 日照."""
_SINCE = 2018
"""The year in which the 医疗保障局 were founded: what was abolished before cannot have issued one of their documents."""


class _Row(NamedTuple):
    """A line of the data. A named tuple, because making 3,800 frozen dataclasses would cost the first request 20 ms."""

    name: str
    retired: int | None
    successors: tuple[str, ...]
    former: tuple[str, ...]


@functools.cache
def _rows() -> Mapping[str, _Row]:
    """Every code with its line; of a code that was given anew after it was retired, the line in force, with its former names."""
    text = (resources.files("mingbai.guides") / "data" / "regions.tsv").read_text("utf-8")
    found: dict[str, _Row] = {}
    former: dict[str, tuple[str, ...]] = {}
    for line in text.splitlines():
        if line.startswith("#"):
            continue
        code, name, *gone = line.split("\t")
        successors = tuple(gone[1].split()) if len(gone) > 1 else ()
        if code in successors:
            former[code] = (*former.get(code, ()), name)
        found[code] = _Row(name, int(gone[0]) if gone else None, successors, () if gone else former.get(code, ()))
    return found


@functools.cache
def _names() -> Mapping[str, tuple[str, ...]]:
    """Every name by which a text may name a place → the codes of those that bear it."""
    found: dict[str, tuple[str, ...]] = {"新疆生产建设兵团": ()}
    for code, row in _rows().items():
        names = {row.name, *row.former}
        if code.endswith("00") and row.retired is None:
            names.add(_short(row.name))
        for name in names:
            found[name] = (*found.get(name, ()), code)
    return found


def _short(name: str) -> str:
    """The short form in running use: 盐城, 内蒙古, 凉山州. Counties have none, for too many are plain words (合作, 东方)."""
    return _PEOPLES.sub("州", name) if _PEOPLES.search(name) else _SUFFIX.sub("", name)


def _named(text: str) -> tuple[Region, ...]:
    """The places that ``text`` names for certain; none at all where one of its names stays ambiguous."""
    names = list(_scan(_PLAIN.sub("，", re.sub(r"\s+", "", text))))
    certain = {_names()[name][0] for name in names if len(_names()[name]) == 1 and name not in _GENERIC}
    found: list[Region] = []
    for name in names:
        places = _likely(_under(name, certain))
        if len(places) == 1:
            found.append(places[0])
        elif name not in _GENERIC:
            return ()
    return tuple(found)


def _under(name: str, certain: set[str]) -> tuple[Region, ...]:
    """The places of one ``name``, but only those that lie in a place named for certain, where one is or the name is a plain word."""
    places = tuple(region(code) for code in _names()[name])
    if not set(_names()[name]) & certain and (certain or name in _GENERIC):
        return tuple(place for place in places if any(above.code in certain for above in path(place.code)[:-1]))
    return places


def _likely(places: tuple[Region, ...]) -> tuple[Region, ...]:
    """``places`` without those that are only an earlier state of another, or were abolished before any document of ours."""
    in_force = {place.code for place in places if place.retired is None}
    if not in_force:
        return places
    recent = (place for place in places if place.retired and place.retired >= _SINCE and not in_force.intersection(place.successors))
    return (*(place for place in places if place.retired is None), *recent)


def _scan(text: str) -> Iterator[str]:
    """The names in ``text`` from left to right, the longest at each place."""
    longest = max(map(len, _names()))
    place = 0
    while place < len(text):
        sizes = range(min(longest, len(text) - place), 1, -1)
        name = next((text[place : place + size] for size in sizes if text[place : place + size] in _names()), "")
        if name:
            yield name
        place += len(name) or 1
