"""Places: whose guides are asked for. Pure; the names are in ``gazetteer``, the places that have guides in the table.

A county stands for its city where only the city has guides, a city for its province. A place that nothing is known of is named and
does not narrow. Where somebody goes (去上海看病, 在北京工作, 转到武汉) is not the place that is asked: the matter is settled where the
person is insured, and the words stay in the text, for they say what it is about.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from mingbai.guides import regions
from mingbai.search import gazetteer
from mingbai.search.gazetteer import Name
from mingbai.search.query import Query, Reading
from mingbai.search.table import Table

_GOES = re.compile(r"(?:去|到|往|赴|转去|转到|转往|转至|转入|转回|搬到|搬去|调到|调去|嫁到|回到)(?:了|过)?$")
_COMES_FROM = re.compile(r"(?:从|由|自)$")
_IS_FROM = re.compile(r"^(?:人|居民|同胞|籍|身份|户口|户籍|户的)")
_STAYS = re.compile(r"(?:在|来)(?:了)?$")
_DOES = re.compile(
    r"^(?:那边|这边|的?(?:大|好)?医院)?(?:.{0,3}?)(?:看病|看医生|治病|治疗|就医|就诊|住院|手术|开刀|化疗|检查|生孩子|生娃|分娩|读书|上学|念书|上大学"
    r"|工作|上班|打工|务工|干活|生活|居住|定居|常住|长住|久住|养老|带孩子|带娃|带孙|租房|买房|安家)"
)
_READ, _MOST = 200, 6
"""How many characters of a text are read for places, and how many places are weighed: nobody says more of a place than this."""
_AGENCY = re.compile(r"^(?:的)?(?:医保|医疗保障|社保|经办|政务|办事|窗口|大厅|服务中心)")
_TRAILING = re.compile(r"^(?:市区|地区|本地|当地|这边|那边|这里|那里|全市|全省|省内|市内)?的?")
_LEADING = re.compile(r"(?:我是|我在|人在|户口在|坐标|在|来)$")


@dataclass(frozen=True, slots=True)
class _Said:
    """A place said in a query: its code, the stretch of text, and the text of it."""

    code: str
    start: int
    end: int
    name: str


def read(query: Query, table: Table) -> Query:
    """The query with the place that is asked for, and its text without it."""
    every = gazetteer.named(query.text[:_READ], table.regions)[:_MOST]
    names = [name for name in every if not _goes(query.text, name, table.regions)]
    said = _chosen(query.text, _settled(query.text, names, table.regions), table.regions)
    away = next((query.text[name.start : name.end] for name in every if name not in names), "")
    if not said:
        return replace(query, away=away)
    place = said[-1]
    region = gazetteer.within(place.code, table.regions) or _only_inside(place.code, table.regions)
    text = _without(query.text, said)
    readings = (Reading("places", place.name, regions.region(region).name),) if region and region != place.code else ()
    within = (region,) if region else gazetteer.inside(place.code, table.regions)
    return replace(
        query,
        text=text,
        region=region,
        regions=within,
        place=place.name,
        away=away or ("" if within else place.name),
        readings=query.readings + readings,
    )


def _goes(text: str, name: Name, ours: tuple[str, ...]) -> bool:
    """Whether somebody goes to the place of ``name`` or stays there for a while, as far as the words around it say."""
    before, after = text[: name.start], text[name.end :]
    if _AGENCY.match(after):
        return False
    if _GOES.search(before):
        return True
    if any(gazetteer.within(code, ours) for code in name.codes):
        return bool(_STAYS.search(before) and _DOES.match(after))
    return bool(_DOES.match(after) or _COMES_FROM.search(before) or _IS_FROM.match(after))


def _settled(text: str, names: Sequence[Name], ours: tuple[str, ...]) -> list[_Said]:
    """Each name with the one place that it most likely means: that in a wider place said too, else one of ours, else the widest.

    A short name that several places bear, none of them ours, is left alone."""
    found = []
    for name in names:
        others = {code for other in names if other is not name for code in other.codes}
        under = [code for code in name.codes if any(above.code in others for above in regions.path(code)[:-1])]
        known = [code for code in name.codes if gazetteer.within(code, ours)]
        said = text[name.start : name.end]
        widest = [code for code in name.codes if code.endswith("00") or len(name.codes) == 1 or gazetteer.short(said) != said]
        code = next(iter(under or known or widest), "")
        if code:
            found.append(_Said(code, name.start, name.end, said))
    return found


def _chosen(text: str, said: Sequence[_Said], ours: tuple[str, ...]) -> tuple[_Said, ...]:
    """The place asked for with the wider places said of it, narrowest last: the first that we have guides of, else the first."""
    first = next((one for one in said if gazetteer.within(one.code, ours) or gazetteer.inside(one.code, ours)), said[0] if said else None)
    if first is None:
        return ()
    chain = [one for one in said if _related(one.code, first.code)]
    return tuple(sorted(chain, key=lambda one: len(regions.path(one.code))))


def _related(one: str, other: str) -> bool:
    """Whether one of two places is the other or holds it."""
    return any(above.code == other for above in regions.path(one)) or any(above.code == one for above in regions.path(other))


def _only_inside(code: str, ours: tuple[str, ...]) -> str:
    """The one of ``ours`` in the place of ``code``; empty where there are several or none."""
    found = gazetteer.inside(code, ours)
    return found[0] if len(found) == 1 else ""


def _without(text: str, said: Sequence[_Said]) -> str:
    """``text`` without the places and the little words around them."""
    for place in sorted(said, key=lambda one: one.start, reverse=True):
        before, after = text[: place.start], text[place.end :]
        text = _LEADING.sub("", before) + _TRAILING.sub("", after, count=1)
    return text.strip("， ")
