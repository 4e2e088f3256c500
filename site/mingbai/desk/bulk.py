"""Changing a phrase, a material or a basis in many guides: say what, see every place before and after, choose, prepare one release."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pyramid.httpexceptions import HTTPSeeOther
from pyramid.view import view_config

from mingbai.desk.items import region_name
from mingbai.errors import Refusal
from mingbai.guides.guide import Basis, Material
from mingbai.publishing.batch import Affected, Batch, choices
from mingbai.publishing.bulk import BasisRule, MaterialRule, Phrase, Removal, Rule
from mingbai.rendering.marking import Run, marked

ROUTES = (("desk_bulk", "/desk/bulk"),)
SORTS = {
    "phrase": "改一处词句",
    "material": "改一份材料",
    "basis": "改一条依据",
    "no-material": "删去一份材料",
    "no-basis": "删去一条依据",
}
"""What can be changed in many guides at once."""


@dataclass(frozen=True, slots=True)
class PlaceLine:
    """A place with what goes and what comes marked. ``value`` is what its box sends."""

    label: str
    runs: tuple[Run, ...]
    problem: str
    value: str


@dataclass(frozen=True, slots=True)
class ItemPlaces:
    """An item that would be touched. ``taken`` where it has a draft and is left alone."""

    item: Affected
    lines: tuple[PlaceLine, ...]
    taken: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class BulkPage:
    """The form, and the preview where something was asked for. ``wrong`` says why there is none."""

    asked: Mapping[str, str]
    regions: tuple[tuple[str, str], ...]
    rule: Rule | None = None
    items: tuple[ItemPlaces, ...] = ()
    places: int = 0
    wrong: str = ""
    remedy: str = ""
    sorts: Any = None


@view_config(route_name="desk_bulk", request_method="GET", renderer="desk/bulk.jinja2", permission="bulk")
def preview(request: Any) -> BulkPage:
    """The form; with a query, every place that it touches."""
    shown: dict[str, Any] = {"asked": _asked(request.GET), "regions": _regions(request), "sorts": SORTS}
    if "sort" not in request.GET:
        return BulkPage(**shown)
    try:
        rule = rule_of(request.GET)
        items = tuple(_lines(one) for one in _batch(request).affected(rule, "guide", _region(request.GET)))
    except Refusal as refusal:
        return BulkPage(**shown, wrong=refusal.sentence, remedy=refusal.remedy)
    return BulkPage(**shown, rule=rule, items=items, places=sum(len(one.lines) for one in items))


@view_config(route_name="desk_bulk", request_method="POST", permission="bulk")
def change(request: Any) -> HTTPSeeOther:
    """Prepare one release of the chosen places."""
    posted = request.POST
    rule = rule_of(posted)
    title = posted.get("title", "").strip() or f"批量修改：{rule.told}"
    made = _batch(request).change(rule, choices(posted.items()), title[:200], _region(posted))
    return HTTPSeeOther(request.links.desk("release", id=made))


def rule_of(given: Mapping[str, str]) -> Rule:
    """The rule that a form describes. Raises Refusal for a sort that there is not."""
    find, sort = given.get("find", "").strip(), given.get("sort", "")
    if sort == "phrase":
        return Phrase(find, given.get("put", "").strip())
    if sort == "material":
        return MaterialRule(find=find, **{key: _new(given, key) for key in ("name", "note", "copies", "substitute")})
    if sort == "basis":
        return BasisRule(find=find, **{key: _new(given, key) for key in ("title", "document_no", "articles")})
    if sort in ("no-material", "no-basis"):
        return Removal(find, Material if sort == "no-material" else Basis)
    raise Refusal("没有这种批量修改。", remedy="请从列表中选择。")


def _new(given: Mapping[str, str], key: str) -> str | None:
    """What a field becomes: None where the form leaves it as it is, empty where 删去 is ticked."""
    if given.get(f"drop-{key}"):
        return ""
    return given.get(f"new-{key}", "").strip() or None


def _lines(one: Affected) -> ItemPlaces:
    at = f"{'/'.join(one.name)}@{one.number}#"
    lines = tuple(PlaceLine(place.label, marked(place.before, place.after), place.problem, at + place.path) for place in one.places)
    return ItemPlaces(one, lines, one.draft is not None)


def _asked(given: Mapping[str, str]) -> dict[str, str]:
    return {key: text for key, text in given.items() if key != "csrf_token"}


def _region(given: Mapping[str, str]) -> str:
    region = given.get("region", "")
    if region and not (len(region) == 6 and region.isascii() and region.isdecimal()):
        raise Refusal(f"“{region}”不是地区代码。", remedy="请从列表中选择地区。")
    return region


def _regions(request: Any) -> tuple[tuple[str, str], ...]:
    return tuple((place.region, region_name(place.region)) for place in request.published.regions())


def _batch(request: Any) -> Batch:
    return Batch(request.published, request.drafts, request.proceedings)
