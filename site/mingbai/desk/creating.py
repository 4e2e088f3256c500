"""A new item: from nothing, or from a guide of another place, as a draft that opens in the editor.

What belongs to the other place alone (code, number, phones, blank forms, source) is not copied: nothing is invented for the new one.
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
from mingbai.guides.kinds import Document, Form
from mingbai.guides.text import dump
from mingbai.guides.version import Heading, Name
from mingbai.publishing.draft import Draft
from mingbai.publishing.drafting import Drafts
from mingbai.publishing.library import Library
from mingbai.publishing.proceeding import Proceeding
from mingbai.publishing.proceedings import Proceedings
from mingbai.publishing.workflow import PREPARING

ROUTES = (("desk_new", "/desk/items/new"),)
KINDS: dict[str, tuple[str, Callable[[str, str, str], Any]]] = {
    "guide": ("办事指南", lambda region, slug, name: Guide(region=region, slug=slug, name=name)),
    "form": ("表格", lambda region, slug, name: Form(region=region, slug=slug, name=name)),
    "document": ("来文", lambda region, slug, name: Document(region=region, slug=slug, title=name)),
}
"""Kinds that can be begun from nothing: what they are called, and the least that one holds. Services come from the national list."""
_CODE = re.compile(r"[0-9A-Za-z]{6,24}")
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
    """The draft of a new item, as ``typed``: kind, region, name, code, from, release. Raises Refusal."""
    kind, region, name, code = (typed.get(key, "") for key in ("kind", "region", "name", "code"))
    if kind not in KINDS:
        raise Refusal("没有选择要新建哪一种内容。", remedy="请在“种类”中选择。")
    region = _region(region)
    source = _copied(library, typed.get("from", "")) if kind == "guide" and typed.get("from") else None
    name = name or (source.name if source else "")
    if not name:
        raise Refusal("还没有写名称。", remedy="请写上事项的名称。")
    if code and not _CODE.fullmatch(code):
        raise Refusal(f"“{code[:30]}”不像事项编码。", remedy="编码是 6 到 24 位数字或字母；没有编码就不填。")
    slug = code.lower() or codes.slug(name)
    _demand_new(library, Name(kind, region, slug))
    value = _moved(source, region, slug, name) if source else KINDS[kind][1](region, slug, name)
    if code and kind == "guide":
        value = replace(value, code=code)
    release = int(typed["release"]) if typed.get("release", "").isdecimal() else proceedings.prepare(f"新增“{name}”", region)
    return drafts.new(kind, region, slug, dump(value), release)


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
        kinds={kind: named for kind, (named, _) in KINDS.items()},
        guides=library.listing("guide")[:_OFFERED],
        places=places,
        releases=request.proceedings.listing(states=(PREPARING,)),
    )
