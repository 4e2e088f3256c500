"""Finding any item, of any kind and in any state, and starting what can be done to it: change, withdraw, bring an old version back."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from pyramid.httpexceptions import HTTPSeeOther
from pyramid.view import view_config

from mingbai.desk.finding import FOUND_AT_ONCE, ItemLine, Sought, find
from mingbai.desk.services import names_of
from mingbai.errors import Refusal
from mingbai.guides.layout import KINDS, kind_of
from mingbai.guides.regions import full_name
from mingbai.guides.version import Heading, Name, Version
from mingbai.people import policy
from mingbai.publishing.draft import Draft
from mingbai.publishing.proceeding import Proceeding
from mingbai.publishing.releases import WHY
from mingbai.publishing.workflow import PREPARING

ROUTES = (
    ("desk_items", "/desk/items"),
    ("desk_item", "/desk/items/{kind:[a-z]+}/{region:[0-9]{6}|-}/{slug}"),
    ("desk_item_act", "/desk/items/{kind:[a-z]+}/{region:[0-9]{6}|-}/{slug}/{act:edit|withdraw|restore}"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemsPage:
    """The list: what was asked for, what was found of it on this page, and what can be asked for."""

    sought: Sought
    lines: tuple[ItemLine, ...]
    found: int
    page: int
    before: str
    after: str
    kinds: dict[str, str]
    regions: tuple[tuple[str, str], ...]
    states: dict[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemPage:
    """One item: its versions, its draft, and what may be done to it. ``others`` are those in which it could go on."""

    name: Name
    title: str
    kind: str
    place: str
    versions: tuple[Version, ...]
    current: Version | None
    draft: Draft | None
    people: dict[int, str]
    writable: bool
    releases: tuple[Proceeding, ...] = ()
    why: tuple[str, ...] = WHY
    others: tuple[Heading, ...] = field(default=())

    @property
    def region(self) -> str:
        """The part of the address that stands for the region."""
        return self.name.region or "-"

    @property
    def public(self) -> bool:
        """Whether readers have a page for it."""
        return kind_of(self.name.kind).public


STATES = {"": "所有状态", "current": "现行有效", "coming": "将施行", "ended": "已废止", "drafted": "有草稿"}


@view_config(route_name="desk_items", request_method="GET", renderer="desk/items.jinja2", permission="draft.read")
def items(request: Any) -> ItemsPage:
    """Find items by kind, place, words and state."""
    sought = Sought.of(request.GET)
    lines = find(request.published, request.drafts.listing(), sought, request.registry.now())
    return _page(request, sought, lines)


@view_config(route_name="desk_item", request_method="GET", renderer="desk/item.jinja2", permission="draft.read")
def item(request: Any) -> ItemPage:
    """One item with its versions and its draft."""
    name = name_of(request)
    draft = request.drafts.of(name)
    versions = request.published.versions(*name) if draft is None or draft.seen else ()
    current = request.changes.standing(name) if versions else None
    policy.demand(request.actor, "draft.read", name.region)
    return _item(request, name, draft, versions, current)


@view_config(route_name="desk_item_act", match_param="act=edit", request_method="POST", permission="draft.write")
def edit(request: Any) -> HTTPSeeOther:
    """Open the item's draft, or make one."""
    draft = request.drafts.open(name_of(request), release=_release(request))
    return HTTPSeeOther(request.links.desk("draft", id=draft.id))


@view_config(route_name="desk_item_act", match_param="act=withdraw", request_method="POST", permission="draft.write")
def withdraw(request: Any) -> HTTPSeeOther:
    """Prepare the end of the item."""
    posted = request.POST
    successors = tuple(_named(text) for text in posted.getall("successor") if text)
    draft = request.drafts.withdraw(
        name_of(request), posted.get("why", ""), posted.get("reason", ""), successors, release=_release(request)
    )
    return HTTPSeeOther(request.links.desk("release", id=draft.release))


@view_config(route_name="desk_item_act", match_param="act=restore", request_method="POST", permission="draft.write")
def restore(request: Any) -> HTTPSeeOther:
    """Prepare a new version with the words of an old one."""
    number = _whole(request.POST.get("number", ""), "请选择要恢复到哪一版。")
    draft = request.drafts.roll_back(name_of(request), number, request.POST.get("reason", ""), release=_release(request))
    return HTTPSeeOther(request.links.desk("release", id=draft.release))


def name_of(request: Any) -> Name:
    """The item that an address names. Raises NotFound for a kind that there is not."""
    found = request.matchdict
    region = "" if found["region"] == "-" else found["region"]
    return Name(kind_of(found["kind"]).name, region, found["slug"])


def region_name(code: str) -> str:
    """A place in words; its code where the list does not know it, 不分地区 where there is none."""
    if not code:
        return "不分地区"
    try:
        return full_name(code)
    except Refusal:
        return code


def _page(request: Any, sought: Sought, lines: tuple[ItemLine, ...]) -> ItemsPage:
    pages = max(1, -(-len(lines) // FOUND_AT_ONCE))
    page = min(max(1, sought.page), pages)

    def at(number: int) -> str:
        return request.links.desk("items", **sought.asked, page=number) if 1 <= number <= pages and number != page else ""

    return ItemsPage(
        sought=sought,
        lines=lines[(page - 1) * FOUND_AT_ONCE : page * FOUND_AT_ONCE],
        found=len(lines),
        page=page,
        before=at(page - 1),
        after=at(page + 1),
        kinds={kind.name: kind.title for kind in KINDS.values()},
        regions=tuple((place.region, region_name(place.region)) for place in request.published.regions()),
        states=STATES,
    )


def _item(request: Any, name: Name, draft: Draft | None, versions: tuple[Version, ...], current: Version | None) -> ItemPage:
    shown = current.value if current is not None and current.text is not None else None
    title = draft.title if draft else getattr(shown, "name", None) or getattr(shown, "title", None) or name.slug
    writable = draft is None and policy.may_here(request.actor, "draft.write", name.region)
    return ItemPage(
        name=name,
        title=title,
        kind=kind_of(name.kind).title,
        place=region_name(name.region),
        versions=versions,
        current=current,
        draft=draft,
        people=names_of(request, [draft.actor_id] if draft else []),
        writable=writable,
        releases=request.proceedings.listing(states=(PREPARING,)) if writable else (),
        others=tuple(one for one in request.published.listing(name.kind, name.region or None) if one.name != name) if writable else (),
    )


def _release(request: Any) -> int | None:
    chosen = request.POST.get("release", "")
    return _whole(chosen, "请从列表中选择放进哪次发布。") if chosen else None


def _whole(text: str, remedy: str) -> int:
    if not (text.isascii() and text.isdecimal() and len(text) <= 9):
        raise Refusal("这里应当是一个数。", remedy=remedy)
    return int(text)


def _named(text: str) -> Name:
    """An item as a form writes it: kind/region/slug."""
    kind, _, rest = text.partition("/")
    region, _, slug = rest.partition("/")
    return Name(kind_of(kind).name, "" if region == "-" else region, slug)
