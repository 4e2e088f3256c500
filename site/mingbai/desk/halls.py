"""The directory of halls: what is not known of each place and how many guides that holds up, and a hall written down on one page.

Journeys, editor step 4: addresses, hours and phones are filled in once and clear the gaps of every guide that is done there. The gaps
are those of what is in force; drafts stand beside them, so that nobody begins the same hall twice.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from pyramid.httpexceptions import HTTPSeeOther
from pyramid.view import view_config

from mingbai.desk.creating import new_name, place_typed, release_typed
from mingbai.desk.forms import times
from mingbai.desk.forms.lines import to_words
from mingbai.desk.items import region_name
from mingbai.errors import Refusal
from mingbai.guides.checks import Beside, check_other
from mingbai.guides.guide import LEVELS
from mingbai.guides.hall import Hall, Hours, Phone
from mingbai.guides.layout import kind_of
from mingbai.guides.regions import region as region_of
from mingbai.guides.serving import lies_in
from mingbai.guides.text import dump
from mingbai.people import policy
from mingbai.publishing.draft import Draft
from mingbai.publishing.library import Library
from mingbai.publishing.proceeding import Proceeding
from mingbai.publishing.workflow import PREPARING
from mingbai.registers.halls import PARTS, Gap, halls_in, missing, missing_of_place
from mingbai.rendering.opening import hours_line

ROUTES = (("desk_halls", "/desk/halls"), ("desk_halls_new", "/desk/halls/new"))
_KIND = kind_of("hall")
_NEEDED = ("address", "hours", "phones", "complaints")


@dataclass(frozen=True, slots=True, kw_only=True)
class GapLine:
    """A gap in words: ``told``, how many guides it ``clears``, and whether it is a whole hall that is missing; ``names`` of the places."""

    told: str
    clears: int
    region: str
    level: str = ""
    hall: Hall | None = None
    names: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class HallLine:
    """A hall of the list: where, its hours in words, what could still be added, and its draft where there is one."""

    hall: Hall
    place: str
    hours: str
    lacks: tuple[str, ...]
    draft: Draft | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceHalls:
    """A place with guides: its gaps, its halls, and drafts of halls that are not in force yet."""

    region: str
    name: str
    guides: int
    gaps: tuple[GapLine, ...]
    halls: tuple[HallLine, ...]
    drafts: tuple[Draft, ...]
    writable: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class HallsPage:
    """The directory, place by place."""

    places: tuple[PlaceHalls, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class NewHallPage:
    """The form for a hall: what was typed, what may be chosen, what is wrong."""

    typed: dict[str, str]
    levels: tuple[str, ...]
    releases: tuple[Proceeding, ...]
    places: tuple[tuple[str, str], ...]
    wrong: str = ""
    remedy: str = ""


@view_config(route_name="desk_halls", request_method="GET", renderer="desk/halls.jinja2", permission="draft.read")
def halls(request: Any) -> HallsPage:
    """What is known and what is missing, place by place."""
    library = request.published
    drafts = tuple(draft for draft in request.drafts.listing() if draft.name.kind == "hall")
    return HallsPage(places=tuple(place_of(library, drafts, request.actor, one.region) for one in library.regions()))


@view_config(route_name="desk_halls_new", request_method="GET", renderer="desk/hall_new.jinja2", permission="draft.write")
def new(request: Any) -> NewHallPage:
    """The form, with the place and level that the address names."""
    return _page(request, {"days": "周一至周五", **request.GET})


@view_config(route_name="desk_halls_new", request_method="POST", renderer="desk/hall_new.jinja2", permission="draft.write")
def create(request: Any) -> Any:
    """Make the draft and open it, or say what is wrong and keep what was typed."""
    typed = {key: text.strip() for key, text in request.POST.items() if isinstance(text, str)}
    try:
        hall = hall_of(request.published, typed)
        release = release_typed(request.proceedings, typed, hall.name, hall.region)
        draft = request.drafts.new("hall", hall.region, hall.slug, dump(hall), release)
    except Refusal as refusal:
        request.response.status_int = 422
        return replace(_page(request, typed), wrong=refusal.sentence, remedy=refusal.remedy)
    return HTTPSeeOther(request.links.desk("draft", id=draft.id))


def hall_of(library: Library, typed: Mapping[str, str]) -> Hall:
    """The hall that was typed. Raises Refusal where something of it cannot be right."""
    name = typed.get("name", "")
    if not name:
        raise Refusal("还没有写大厅的名称。", remedy="请照门口的牌子写。")
    region = place_typed(_KIND, typed.get("region", ""))
    level = typed.get("level", "")
    hall = Hall(
        region=region,
        slug=new_name(library, _KIND, region, "", name).slug,
        name=name,
        levels=(level,) if level in LEVELS else (),  # type: ignore[arg-type]
        hours=_hours(typed),
        phones=_phones(typed.get("phones", ""), "咨询"),
        complaints=_phones(typed.get("complaints", ""), "投诉"),
        **{key: typed.get(key) or None for key in ("address", "transport", "hours_note", "accessible", "kiosk")},
    )
    for wrong in check_other(hall, Beside()):
        if wrong.severity == "block":
            raise Refusal(wrong.sentence, remedy=wrong.remedy)
    return hall


def place_of(library: Library, drafts: tuple[Draft, ...], actor: Any, region: str) -> PlaceHalls:
    """What is known and what is missing of the halls of a place."""
    own = halls_in(library, region)
    guides = library.listing("guide", region)
    mine = [draft for draft in drafts if lies_in(draft.name.region, region)]
    by_name = {draft.name: draft for draft in mine}
    standing = {("hall", hall.region, hall.slug) for hall in own}
    return PlaceHalls(
        region=region,
        name=region_name(region),
        guides=len(guides),
        gaps=tuple(_gap(gap) for gap in missing_of_place(region, own, guides) if gap.hall is None or gap.part in _NEEDED),
        halls=tuple(_line(hall, by_name) for hall in own),
        drafts=tuple(draft for draft in mine if tuple(draft.name) not in standing),
        writable=policy.may_here(actor, "draft.write", region),
    )


def _gap(gap: Gap) -> GapLine:
    told = f"{gap.hall.name}没有写{gap.called}" if gap.hall else f"没有{gap.called}"
    if gap.without:
        told = f"{len(gap.without)} 个下级地区没有{gap.called}"
    names = tuple((code, region_of(code).name) for code in gap.without)
    return GapLine(told=told, clears=gap.clears, region=gap.region, level=gap.level or "", hall=gap.hall, names=names)


def _line(hall: Hall, drafts: Mapping[Any, Draft]) -> HallLine:
    return HallLine(
        hall=hall,
        place=region_name(hall.region),
        hours="；".join(map(hours_line, hall.hours)),
        lacks=tuple(PARTS[part] for part in missing(hall) if part not in _NEEDED),
        draft=next((draft for name, draft in drafts.items() if tuple(name) == ("hall", hall.region, hall.slug)), None),
    )


def _hours(typed: Mapping[str, str]) -> tuple[Hours, ...]:
    """The lines of hours: the days with their times, and Saturday's or others' where a second line was typed."""
    lines = ((typed.get(f"days{more}", ""), to_words(typed.get(f"times{more}", ""))) for more in ("", "2"))
    return tuple(Hours(days=days, times=tuple(map(times.span, spans))) for days, spans in lines if days and spans)


def _phones(text: str, name: str) -> tuple[Phone, ...]:
    return tuple(Phone(number=number, name=name) for number in to_words(text))


def _page(request: Any, typed: dict[str, str]) -> NewHallPage:
    places = request.published.regions()
    return NewHallPage(
        typed=typed,
        levels=LEVELS,
        releases=request.proceedings.listing(states=(PREPARING,)),
        places=tuple((one.region, region_name(one.region)) for one in places),
    )
