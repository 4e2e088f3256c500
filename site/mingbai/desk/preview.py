"""A draft as readers will see it: the public template over the draft's words. Says everywhere that it is a draft; nobody keeps it.

What only a published version has (its number to come, its day) is given as it would be today. Forms the same values as the public pages
do, because the desk and the public site do not know each other.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from mingbai import clock
from mingbai.errors import NotFound
from mingbai.guides import regions, text, workdays
from mingbai.guides.guide import Guide
from mingbai.guides.hall import Hall
from mingbai.guides.kinds import LifeEvent
from mingbai.guides.opening import Now, open_now
from mingbai.guides.version import Heading, Issue, Version
from mingbai.guides.workdays import Due
from mingbai.publishing.draft import Draft
from mingbai.publishing.library import Library
from mingbai.registers.hall_work import DoneHere, WindowWork, work_of
from mingbai.registers.halls import halls_in, halls_of
from mingbai.rendering.halls import NO_HALLS, Beside, HallSight, beside, sight_of
from mingbai.rendering.own_list import Effect, Question, effects
from mingbai.rendering.page import GuidePage, blank_forms, guide_page, marks

WAYS = {"page": "网页", "phone": "手机", "print": "打印"}
"""How a draft can be looked at."""


@dataclass(frozen=True, slots=True)
class PreviewPlace:
    """The place of a draft, as a page names it."""

    region: str
    name: str
    path: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PreviewLine:
    """A service in the list of a life event, with the places that have a guide for it."""

    service: Heading
    places: tuple[PreviewPlace, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PreviewGroup:
    """The services of a life event."""

    name: str
    lines: tuple[PreviewLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """What the public template of the draft's kind takes, and ``shown``: the way of looking. ``kind`` names the template. A lexicon has no
    public page; ``names`` are those of the services that it names by slug. ``effects`` are a guide's questions about the reader's case with
    what each answer does: a draft has no list of its own to lead to."""

    kind: str
    shown: str
    draft: Draft
    place: PreviewPlace
    version: Version
    page: GuidePage | None = None
    form: Any = None
    document: Any = None
    service: Any = None
    lexicon: Any = None
    names: Mapping[str, str] = field(default_factory=dict)
    topic: str = ""
    plain: str = ""
    slug: str = ""
    groups: tuple[PreviewGroup, ...] = ()
    count: int = 0
    look: str = "draft"
    marks: tuple[str, ...] = ()
    facts: bool = False
    due: Due | None = None
    halls: Beside = NO_HALLS
    ask: Question | None = None
    effects: tuple[tuple[str, tuple[Effect, ...]], ...] = ()
    sight: HallSight | None = None
    now: Now | None = None
    above: Any = None
    windows: tuple[WindowWork, ...] = ()
    done: tuple[DoneHere, ...] = ()
    tabs: bool = False
    path: int = 1
    history: tuple[Version, ...] = ()
    coming: tuple[Version, ...] = ()
    columns: tuple[Any, ...] = ()
    more: tuple[Heading, ...] = ()
    on: Any = None
    key: Any = None
    renamed: Any = None
    successors: tuple[Any, ...] = ()
    ending: Any = None


def preview_of(library: Library, draft: Draft, value: Any, now: datetime, shown: str) -> Preview:
    """The preview of ``value``, which is or may become the words of ``draft``. Raises NotFound for a way of looking that there is not."""
    if shown not in WAYS:
        raise NotFound("没有这种预览。", remedy=f"可以看{'、'.join(WAYS.values())}。")
    kind, region = draft.name.kind, draft.name.region
    given: dict[str, Any] = {"kind": kind, "shown": shown, "draft": draft, "place": _place(region), "version": _version(draft, value, now)}
    if kind == "guide":
        return Preview(**given, **_guide(library, value, now, shown))
    if kind == "service":
        facts = {"plain": value.plain, "name": value.name}
        given["service"] = Heading(
            name=draft.name, number=draft.seen + 1, digest=given["version"].digest, effective_from=now, published_at=now, facts=facts
        )
        return Preview(**given)
    if kind == "event":
        lines = tuple(_offered(library, value))
        groups = (PreviewGroup(name="", lines=lines),) if lines else ()
        return Preview(**given, topic=value.name, plain=value.plain, groups=groups, count=len(lines))
    if kind == "hall":
        return Preview(**given, **_hall(library, value, now))
    if kind == "lexicon":
        given["names"] = {one.slug: one.title for one in library.listing("service")}
    return Preview(**given, **{kind: value})


def _guide(library: Library, guide: Guide, now: datetime, shown: str) -> dict[str, Any]:
    page = guide_page(guide, forms=blank_forms(library.listing("form", guide.region)))
    return {
        "page": page,
        "service": _service(library, guide.service),
        "look": "paper" if shown == "print" else "draft",
        "marks": marks(page),
        "facts": bool(guide.item_kind or guide.handling or guide.main_item_code or guide.attributes),
        "due": _due(guide, now),
        "effects": effects(guide),
        "halls": beside(guide, halls_of(guide, halls_in(library, guide.region)), clock.day_of(now), workdays.packaged()),
    }


def _hall(library: Library, hall: Hall, now: datetime) -> dict[str, Any]:
    day, calendar = clock.day_of(now), workdays.packaged()
    work = work_of(hall, library.listing)
    return {
        "sight": sight_of(hall, day, calendar), "now": open_now(hall, now, calendar), "windows": work.windows, "done": work.done,
    }  # fmt: skip


def _offered(library: Library, event: LifeEvent) -> Iterator[PreviewLine]:
    """The services of a life event that some place offers, in its order, then those that name the event themselves."""
    where: dict[str, dict[str, PreviewPlace]] = {}
    for guide in library.listing("guide"):
        where.setdefault(str(guide.facts.get("service", "")), {})[guide.region] = _place(guide.region)
    known = {one.slug: one for one in library.listing("service") if one.slug in where}
    own = [one.slug for one in known.values() if event.name in one.facts.get("life_events", ())]
    for slug in dict.fromkeys((*event.services, *own)):
        if slug in known:
            yield PreviewLine(service=known[slug], places=tuple(where[slug][region] for region in sorted(where[slug])))


def _version(draft: Draft, value: Any, now: datetime) -> Version:
    written = text.dump(value)
    issue = Issue(id=draft.release, title="草稿", dated="decided")
    return Version(
        name=draft.name, number=draft.seen + 1, digest=text.digest(written), text=written, effective_from=now, published_at=now,
        issue=issue, actor="account", note=draft.note, latest=draft.seen, read=lambda: value,
    )  # fmt: skip


def _place(region: str) -> PreviewPlace:
    try:
        path = regions.path(region)
    except NotFound:
        return PreviewPlace(region, region, region)
    return PreviewPlace(region, path[-1].name, " ".join(place.name for place in path))


def _service(library: Library, slug: str | None) -> Heading | None:
    return next((one for one in library.listing("service") if one.slug == slug), None) if slug else None


def _due(guide: Guide, now: datetime) -> Due | None:
    if guide.time_limit is None or not guide.time_limit.days:
        return None
    found = workdays.due(clock.day_of(now), guide.time_limit, workdays.packaged())
    return found if found.day else None
