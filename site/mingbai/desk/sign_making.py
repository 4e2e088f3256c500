"""Making a sign at the desk: which place, which guides, which hall and window. Works without script: choose a place, tick, send."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from pyramid.httpexceptions import HTTPSeeOther
from pyramid.view import view_config

from mingbai.desk.items import region_name
from mingbai.desk.sign_pages import FORMATS, halls_for
from mingbai.errors import NotFound, Refusal
from mingbai.guides.version import Heading, Name
from mingbai.people import policy
from mingbai.publishing.library import Library
from mingbai.signage.sign import Planned

ROUTES = (("desk_signs_new", "/desk/signs/new"),)


@dataclass(frozen=True, slots=True, kw_only=True)
class NewSignPage:
    """The form of a new sign. ``places`` (code, name, guides) can be chosen; ``guides`` are those of the chosen one that fit ``words``,
    and those that are ticked; ``typed`` what was typed; ``wrong`` what is to be mended."""

    places: tuple[tuple[str, str, int], ...]
    region: str
    place: str
    words: str
    guides: tuple[Heading, ...]
    halls: tuple[Heading, ...]
    formats: Mapping[str, str]
    ticked: frozenset[str]
    typed: Mapping[str, str]
    wrong: str = ""
    remedy: str = ""


@view_config(route_name="desk_signs_new", request_method="GET", renderer="desk/sign_new.jinja2", permission="sign.write")
def new(request: Any) -> NewSignPage:
    """The form; ``?region=`` is the place of the guides, ``?words=`` narrows them."""
    return _page(request, request.GET)


@view_config(route_name="desk_signs_new", request_method="POST", renderer="desk/sign_new.jinja2", permission="sign.write")
def make(request: Any) -> Any:
    """Enter the sign, or say what is wrong."""
    posted = request.POST
    try:
        sign = request.signs.make(planned(posted, request.published), request.faces)
    except Refusal as refusal:
        request.response.status_int = 422
        said = f"{refusal.place}：{refusal.sentence}" if refusal.place else refusal.sentence
        return replace(_page(request, posted), wrong=said, remedy=refusal.remedy)
    return HTTPSeeOther(request.links.desk("sign", code=sign.code, said="make"))


def planned(typed: Any, library: Library) -> Planned:
    """What was asked for. Raises Refusal."""
    kind, _, size = typed.get("format", "").partition("-")
    guides = [one.partition("/") for one in typed.getall("guide")]
    plan = Planned(
        region=typed.get("region", ""),
        kind=kind,
        size=size,
        items=tuple(Name("guide", region, slug) for region, _, slug in guides),
        replaces=typed.get("replaces", "").strip(),
    )
    return placed(typed, library, plan)


def placed(typed: Any, library: Library, plan: Planned) -> Planned:
    """``plan`` with the hall, spot and window that were typed: a hall of the register by its place and name, else a name in words."""
    region, _, slug = typed.get("hall", "").partition("/")
    place = {"spot": typed.get("spot", ""), "window": typed.get("window", "")}
    if not slug:
        return replace(plan, hall="", hall_name=typed.get("hall_name", ""), **place)
    found = next((one for one in library.listing("hall", region) if one.slug == slug), None)
    if found is None:
        raise NotFound("没有这个大厅。", place="大厅", remedy="请重新选择。")
    return replace(plan, region=region, hall=slug, hall_name=found.title, **place)


def _page(request: Any, typed: Any) -> NewSignPage:
    places = tuple(
        (one.region, region_name(one.region), one.guides)
        for one in request.published.regions()
        if policy.may_here(request.actor, "sign.write", one.region)
    )
    region = typed.get("place") or typed.get("region", "")
    region = region if region in [code for code, _, _ in places] else places[0][0] if len(places) == 1 else ""
    words, ticked = typed.get("words", "").strip()[:100], frozenset(typed.getall("guide"))
    return NewSignPage(
        places=places,
        region=region,
        place=region_name(region) if region else "",
        words=words,
        guides=tuple(one for one in _guides(request, region) if _fits(one, words) or f"{one.region}/{one.slug}" in ticked),
        halls=halls_for(request, region) if region else (),
        formats=FORMATS,
        ticked=ticked,
        typed={key: typed.get(key, "") for key in ("region", "hall", "hall_name", "spot", "window", "format", "replaces")},
    )


def _guides(request: Any, region: str) -> tuple[Heading, ...]:
    listed = request.published.listing("guide", region) if region else ()
    return tuple(sorted(listed, key=lambda one: (int(one.facts.get("ordinal") or 0), one.slug)))


def _fits(one: Heading, words: str) -> bool:
    held = f"{one.title} {one.facts.get('code') or ''} {' '.join(one.facts.get('aliases', ()))}".casefold()
    return all(word in held for word in words.casefold().split())
