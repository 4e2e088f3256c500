"""A new item: from nothing, or from a guide of another place, as a draft that opens in the editor.

Services, life events and lexicons belong to no place: only who may write for the whole country begins one. What belongs to another place
alone (code, number, phones, blank forms, source) is not copied: nothing is invented for the new one.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from pyramid.httpexceptions import HTTPSeeOther
from pyramid.view import view_config

from mingbai.errors import Conflict, NotFound, Refusal
from mingbai.guides import codes, regions
from mingbai.guides.guide import Guide, Material
from mingbai.guides.hall import Hall
from mingbai.guides.kinds import Document, Form, Lexicon, LifeEvent, Service
from mingbai.guides.layout import Kind, kind_of
from mingbai.guides.text import dump
from mingbai.guides.version import Heading, Name
from mingbai.people import policy
from mingbai.publishing.draft import Draft
from mingbai.publishing.drafting import Drafts
from mingbai.publishing.library import Library
from mingbai.publishing.proceeding import Proceeding
from mingbai.publishing.proceedings import Proceedings
from mingbai.publishing.workflow import PREPARING

ROUTES = (("desk_new", "/desk/items/new"),)
KINDS: dict[str, Callable[[dict[str, Any]], Any]] = {
    "guide": lambda least: Guide(region=least["region"], slug=least["slug"], name=least["name"]),
    "form": lambda least: Form(region=least["region"], slug=least["slug"], name=least["name"]),
    "document": lambda least: Document(region=least["region"], slug=least["slug"], title=least["name"]),
    "service": lambda least: Service(
        slug=least["slug"], order=least["order"], name=least["name"], plain=least["plain"], group=least["group"]
    ),
    "event": lambda least: LifeEvent(slug=least["slug"], order=least["order"], name=least["name"], plain=least["plain"]),
    "hall": lambda least: Hall(region=least["region"], slug=least["slug"], name=least["name"]),
    "lexicon": lambda least: Lexicon(slug=least["slug"], title=least["name"]),
}
"""Kinds that can be begun from nothing, and the least that one holds."""
_LEAST = {"service": (("plain", "一句话说明"), ("group", "类别")), "event": (("plain", "一句话说明"),)}
"""What else has to be said of a new item of a kind."""
_CODE = re.compile(r"[0-9A-Za-z]{6,24}")
_SLUG = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")
_COPIED = re.compile(r"([0-9]{6})/([a-z0-9][a-z0-9-]*)")
_OFFERED = 400


@dataclass(frozen=True, slots=True, kw_only=True)
class NewPage:
    """The form for a new item: what was typed, what may be chosen, what is wrong."""

    typed: dict[str, str]
    kinds: dict[str, str]
    guides: tuple[Heading, ...]
    places: tuple[tuple[str, str], ...]
    releases: tuple[Proceeding, ...]
    groups: tuple[str, ...]
    wrong: str = ""
    remedy: str = ""


@view_config(route_name="desk_new", request_method="GET", renderer="desk/new.jinja2", permission="draft.write")
def new(request: Any) -> NewPage:
    """The form; ``from`` names a guide to copy."""
    return _page(request, dict(request.GET))


@view_config(route_name="desk_new", request_method="POST", renderer="desk/new.jinja2", permission="draft.write")
def create(request: Any) -> Any:
    """Make the draft and open it, or say what is wrong."""
    typed = {key: text.strip() for key, text in request.POST.items() if isinstance(text, str)}
    try:
        draft = begin(request.published, request.drafts, request.proceedings, typed)
    except (Refusal, ValueError) as refusal:
        request.response.status_int = 422
        return replace(_page(request, typed), wrong=str(getattr(refusal, "sentence", refusal)), remedy=getattr(refusal, "remedy", ""))
    return HTTPSeeOther(request.links.desk("draft", id=draft.id))


def begin(library: Library, drafts: Drafts, proceedings: Proceedings, typed: dict[str, str]) -> Draft:
    """The draft of a new item, as ``typed``: kind, region, name, code, from, plain, group, release. Raises Refusal."""
    kind, name, code = (typed.get(key, "") for key in ("kind", "name", "code"))
    if kind not in KINDS:
        raise Refusal("没有选择要新建哪一种内容。", remedy="请在“种类”中选择。")
    region = place_typed(kind_of(kind), typed.get("region", ""))
    source = _copied(library, typed.get("from", "")) if kind == "guide" and typed.get("from") else None
    name = name or (source.name if source else "")
    if not name:
        raise Refusal("还没有写名称。", remedy="请写上它的名称。")
    slug = new_name(library, kind_of(kind), region, code, name).slug
    least = {"region": region, "slug": slug, "name": name, "order": _next(library, kind), **_least(kind, typed)}
    value = _moved(source, region, slug, name) if source else KINDS[kind](least)
    if code and kind == "guide":
        value = replace(value, code=code)
    return drafts.new(kind, region, slug, dump(value), release_typed(proceedings, typed, name, region))


def new_name(library: Library, kind: Kind, region: str, code: str, name: str) -> Name:
    """What a new item is known by for ever. Raises Refusal, and Conflict where there is one already."""
    found = Name(kind.name, region, _slug(kind, code, name))
    _demand_new(library, found)
    return found


def release_typed(proceedings: Proceedings, typed: dict[str, str], name: str, region: str) -> int:
    """The release that was chosen, else one of its own."""
    return int(typed["release"]) if typed.get("release", "").isdecimal() else proceedings.prepare(f"新增“{name}”", region)


def place_typed(kind: Kind, text: str) -> str:
    """The region of the new item; empty for a kind that belongs to none. Raises Refusal."""
    if kind.regional:
        return _region(text)
    if text:
        raise Refusal(f"{kind.title}不属于任何地区。", remedy="请把“地区”清空。")
    return ""


def _slug(kind: Kind, code: str, name: str) -> str:
    """What the item is known by for ever: its code or the name that was typed for it, else its name in pinyin. Raises Refusal."""
    if code and not kind.regional and not _SLUG.fullmatch(code):
        raise Refusal(f"“{code[:30]}”不能作标识。", remedy="标识用小写字母、数字和连字符，以字母开头；不填时用名称的拼音。")
    if code and kind.regional and not _CODE.fullmatch(code):
        raise Refusal(f"“{code[:30]}”不像事项编码。", remedy="编码是 6 到 24 位数字或字母；没有编码就不填。")
    return code.lower() or codes.slug(name)


def _least(kind: str, typed: dict[str, str]) -> dict[str, str]:
    """What else a new item of the kind has to say. Raises Refusal."""
    for key, label in _LEAST.get(kind, ()):
        if not typed.get(key):
            raise Refusal(f"还没有写{label}。", remedy=f"新建{kind_of(kind).title}要写明{label}。")
    return {key: typed[key] for key, _ in _LEAST.get(kind, ())}


def _next(library: Library, kind: str) -> int:
    """The place after the last one in the list of a kind that has an order."""
    return 1 + max((int(one.facts.get("order", 0)) for one in library.listing(kind)), default=0)


def _region(text: str) -> str:
    """The code of a place that was typed as its code or as its name. Raises Refusal."""
    found = re.match(r"[0-9]{6}", text)
    place = regions.find(text) if text and not found else None
    if found is None and place is None:
        raise Refusal("没有认出地区。", remedy="请写六位区划代码，或者地区全称，例如：南通市。")
    return regions.region(found[0] if found else place.code).code  # type: ignore[union-attr]


def _copied(library: Library, text: str) -> Guide:
    found = _COPIED.match(text)
    if found is None:
        raise Refusal("没有认出要照着写的指南。", remedy="请从列表中选择，或者不填。")
    value = library.current("guide", found[1], found[2]).value
    if not isinstance(value, Guide):
        raise NotFound("没有这份指南。", remedy="请从列表中选择。")
    return value


def _moved(source: Guide, region: str, slug: str, name: str) -> Guide:
    """``source`` for another place. Within one place its blank forms stay linked."""
    materials = source.materials if source.region == region else tuple(map(_unlinked, source.materials))
    return replace(
        source, region=region, slug=slug, name=name, code=None, main_item_code=None, ordinal=None, materials=materials, contacts=(),
        checklist=None, source=None, inherited=(), derived=(),
    )  # fmt: skip


def _unlinked(material: Material) -> Material:
    return replace(material, form=None, children=tuple(map(_unlinked, material.children)))


def _demand_new(library: Library, name: Name) -> None:
    try:
        library.versions(*name)
    except NotFound:
        return
    raise Conflict("这个地区已经有这个编码或名称的内容。", remedy="请从“事项”中找到它再修改，或者换一个名称。")


def _page(request: Any, typed: dict[str, str]) -> NewPage:
    library = request.published
    places = tuple((place.region, regions.full_name(place.region)) for place in library.regions())
    return NewPage(
        typed=typed,
        kinds={kind.name: kind.title for kind in map(kind_of, KINDS) if kind.regional or policy.may_here(request.actor, "draft.write", "")},
        guides=library.listing("guide")[:_OFFERED],
        places=places,
        releases=request.proceedings.listing(states=(PREPARING,)),
        groups=tuple(dict.fromkeys(str(one.facts.get("group", "")) for one in library.listing("service"))),
    )
