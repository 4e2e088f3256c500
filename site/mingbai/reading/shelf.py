"""Takes what the library holds and makes of it what the lists of the public site show: home, places, services, topics.

Each value is kept until what is in force changes (``web/cache.py``); its key holds the state of the library, so it is never
out of date. Single items are ``items.py``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from datetime import date, datetime
from itertools import groupby
from typing import Any, TypeVar

from mingbai import clock
from mingbai.errors import NotFound
from mingbai.guides import workdays
from mingbai.guides.guide import AUDIENCES
from mingbai.guides.released import CHANGED, NEW, WITHDRAWN, Released
from mingbai.guides.serving import lies_in
from mingbai.guides.version import Heading, Version
from mingbai.publishing.library import Library
from mingbai.reading.checklist import SORTS, row_of, sorted_groups
from mingbai.reading.events import events_of
from mingbai.reading.places import place_of
from mingbai.reading.values import (
    AsOf,
    Column,
    Home,
    Paper,
    Place,
    PlacePage,
    ReleaseLine,
    ServiceGroup,
    ServiceLine,
    ServicePage,
    ServicesPage,
    SitemapPage,
    Topic,
)
from mingbai.registers.halls import halls_in
from mingbai.rendering.answers import answers
from mingbai.rendering.halls import HallSight, sight_of
from mingbai.web.cache import Kept

Made = TypeVar("Made")
ROWS = 100
"""Rows of a 清单 on one page: about 45 kB."""
COLUMNS = 16
"""Guides that a service page sets side by side."""
HALLS = 40
"""Halls of a place that are listed with address and phone: about 300 bytes each."""
PAPERS = 6
ANNOUNCEMENTS = 6


class Shelf:
    """The lists of the public site, as of the library's moment, or of the end of the day ``on``."""

    def __init__(self, library: Library, kept: Kept, now: datetime, on: date | None = None) -> None:
        self.library = library
        self.now = now
        self.today = clock.day_of(now)
        self.on = on
        self._kept = kept

    def as_of(self, on: date | None) -> Shelf:
        """The same lists as they were, or will be, in force at the end of the day ``on``; the present ones without a day."""
        return self if on is None else Shelf(self.library, self._kept, self.now, on)

    @property
    def as_seen(self) -> AsOf | None:
        """The day for the pages' banner; None for now."""
        return None if self.on is None else AsOf(day=self.on, ahead=self.on > self.today)

    def listing(self, kind: str, region: str | None = None) -> tuple[Heading, ...]:
        """What is in force of ``kind`` at this shelf's moment."""
        return self.library.listing(kind, region, self.on)

    def current(self, kind: str, region: str, slug: str) -> Version:
        """The version in force at this shelf's moment. Raises NotFound."""
        return self.library.current(kind, region, slug) if self.on is None else self.library.at(kind, region, slug, self.on)

    def keep(self, *key: Any, make: Callable[[], Made]) -> Made:
        """What ``make`` makes under ``key``, once for each state of the library; nobody asks for one past day twice."""
        if self.on is not None:
            return make()
        return self._kept.get((*key, self.stamp), make)

    @property
    def stamp(self) -> tuple[Any, ...]:
        """What changes whenever anything that the public reads may have changed."""
        state = self.library.state()
        return state.number, state.until

    def home(self) -> Home:
        """The first page."""
        return self.keep("home", make=self._home)

    def place(self, region: str, sort: str, page: int) -> PlacePage:
        """The 清单 of ``region``, sorted by one of SORTS. Raises NotFound where the place has no guide, or no such page."""
        if sort not in SORTS:
            raise NotFound("没有这种排序。", remedy="请点表头排序。")
        return self.keep("place", region, sort, page, self.today, make=lambda: self._place(region, sort, page))

    def service(self, slug: str) -> ServicePage:
        """One service across places. Raises NotFound."""
        return self.keep("service", slug, make=lambda: self._service(slug))

    def services(self) -> ServicesPage:
        """All services."""
        return self.keep("services", make=lambda: self._services("", self._offered()))

    def audience(self, key: str) -> ServicesPage:
        """The services for one audience. Raises NotFound."""
        if key not in AUDIENCES:
            raise NotFound("没有这类人群。", remedy="请从首页选择。")
        return self.keep("audience", key, make=lambda: self._audience(key))

    def event(self, name: str) -> ServicesPage:
        """The services of the life event of that name, or of the item of that slug, in its order. Raises NotFound."""
        return self.keep("event", name, make=lambda: self._event(name))

    def sitemap(self) -> SitemapPage:
        """Everything there is, for people."""
        return self.keep("sitemap", make=self._sitemap)

    def addresses(self) -> tuple[Heading, ...]:
        """Every guide in force, for the sitemap of machines."""
        return self.listing("guide")

    def releases(self) -> tuple[Released, ...]:
        """Every release, newest first, for the sitemap of machines."""
        found: list[Released] = []
        while more := self.library.releases(limit=ROWS, before=found[-1].entry.number if found else None):
            found += more
        return tuple(found)

    def places(self) -> tuple[Place, ...]:
        """The places that have guides in force."""
        if self.on is None:
            return tuple(place_of(place.region, place.guides) for place in self.library.regions())
        counts = Counter(guide.region for guide in self.listing("guide"))
        return tuple(place_of(region, counts[region]) for region in sorted(counts))

    def settled(self, region: str) -> Place | None:
        """The nearest place with guides that ``region`` is or lies in, which has a page of its own; None where there is none."""
        return next((place for place in reversed(self.places()) if lies_in(region, place.region)), None)

    def _home(self) -> Home:
        offered = self._offered()
        return Home(
            guides=sum(place.guides for place in self.places()),
            services=len(offered),
            places=self.places(),
            audiences=_audiences(offered),
            events=self._events(offered),
            groups=tuple(Topic(key=group.name, services=len(group.lines)) for group in self.services().groups),
            papers=self._papers(),
            announcements=self._announcements(),
            on=self.as_seen,
        )

    def _papers(self) -> tuple[Paper, ...]:
        """The documents last issued; those that print no date come last."""
        documents = sorted(self.listing("document"), key=lambda one: str(one.facts.get("issued", "")), reverse=True)
        return tuple(Paper(document=one, place=place_of(one.region), issued=one.facts.get("issued")) for one in documents[:PAPERS])

    def line(self, release: Released) -> ReleaseLine:
        """A release in a list."""
        changes = [item.change for item in release.announced]
        return ReleaseLine(
            release=release,
            added=changes.count(NEW),
            changed=changes.count(CHANGED),
            withdrawn=changes.count(WITHDRAWN),
            scheduled=release.effective_from > self.now and not release.cancelled,
        )

    def _announcements(self) -> tuple[ReleaseLine, ...]:
        """The releases last published, up to this shelf's day."""
        until = self.now if self.on is None else clock.end_of(self.on)
        found = self.library.releases(limit=ANNOUNCEMENTS if self.on is None else ROWS)
        return tuple(self.line(one) for one in found if one.published_at <= until)[:ANNOUNCEMENTS]

    def _offered(self) -> tuple[ServiceLine, ...]:
        """The services that at least one place offers, in the order of the national list."""
        where: dict[str, Counter[str]] = {}
        for guide in self.listing("guide"):
            where.setdefault(str(guide.facts.get("service", "")), Counter())[guide.region] += 1
        services = sorted(self.listing("service"), key=lambda one: (one.facts.get("order", 0), one.slug))
        return tuple(_line(service, where[service.slug]) for service in services if service.slug in where)

    def _place(self, region: str, sort: str, page: int) -> PlacePage:
        rows = sorted_groups((row_of(heading) for heading in self.listing("guide", region)), sort)
        flat = [(group.heading, row) for group in rows for row in group.rows]
        count = -(-len(flat) // ROWS)
        if not 1 <= page <= count:
            raise NotFound("没有这个地区的办事指南。" if not flat else f"清单没有第 {page} 页。", remedy="请从首页选择地区。")
        coded, levelled = any(row.code for _, row in flat), any(row.levels for _, row in flat)
        return PlacePage(
            place=place_of(region, len(flat)),
            sort=sort,
            groups=sorted_groups((row for _, row in flat[(page - 1) * ROWS : page * ROWS]), sort),
            coded=coded,
            levelled=levelled,
            columns=3 + coded + levelled,
            page=page,
            pages=tuple(range(1, count + 1)),
            forms=self.listing("form", region),
            documents=self.listing("document", region),
            halls=(halls := self._halls(region)),
            crowded=len(halls) > HALLS,
            on=self.as_seen,
        )

    def _halls(self, region: str) -> tuple[HallSight, ...]:
        found = halls_in(self.library, region, self.on)
        return tuple(sight_of(hall, self.on or self.today, workdays.packaged()) for hall in found)

    def _service(self, slug: str) -> ServicePage:
        service = next((one for one in self.listing("service") if one.slug == slug), None)
        if service is None:
            raise NotFound("没有这个事项。", remedy="请从“全部事项”中选择。")
        guides = sorted((one for one in self.listing("guide") if one.facts.get("service") == slug), key=_by_place)
        columns = tuple(map(self._column, guides[:COLUMNS]))
        return ServicePage(service=service, columns=columns, more=tuple(guides[COLUMNS:]), on=self.as_seen)

    def _column(self, heading: Heading) -> Column:
        guide = self.current("guide", heading.region, heading.slug).value
        return Column(place=place_of(heading.region), region=heading.region, slug=heading.slug, name=heading.title, answers=answers(guide))

    def _audience(self, key: str) -> ServicesPage:
        lines = tuple(line for line in self._offered() if key in line.service.facts.get("audiences", ()))
        if not lines:
            raise NotFound("这里还没有事项。", remedy="请从首页选择。")
        return self._services(key, lines)

    def _event(self, name: str) -> ServicesPage:
        found = events_of(self.listing("event"), self._offered())
        event = next((one for one in found if one.name == name), None) or next((one for one in found if one.slug == name), None)
        if event is None:
            raise NotFound("这里还没有事项。", remedy="请从首页选择。")
        groups = (ServiceGroup(name="", lines=event.lines),) if event.lines else ()
        return ServicesPage(topic=event.name, plain=event.plain, slug=event.slug, groups=groups, count=len(event.lines), on=self.as_seen)

    def _events(self, offered: tuple[ServiceLine, ...]) -> tuple[Topic, ...]:
        """The life events for which something can be done."""
        found = events_of(self.listing("event"), offered)
        return tuple(Topic(key=one.name, services=len(one.lines)) for one in found if one.lines)

    def _services(self, topic: str, lines: Iterable[ServiceLine]) -> ServicesPage:
        lines = tuple(lines)
        grouped = groupby(lines, key=lambda line: str(line.service.facts.get("group", "")))
        groups = tuple(ServiceGroup(name=name, lines=tuple(found)) for name, found in grouped)
        return ServicesPage(topic=topic, groups=groups, count=len(lines), on=self.as_seen)

    def _sitemap(self) -> SitemapPage:
        offered = self._offered()
        return SitemapPage(
            places=self.places(),
            services=tuple(line.service for line in offered),
            audiences=_audiences(offered),
            events=self._events(offered),
        )


def _line(service: Heading, where: Counter[str]) -> ServiceLine:
    return ServiceLine(service=service, places=tuple(place_of(region, where[region]) for region in sorted(where)), guides=where.total())


def _audiences(lines: Iterable[ServiceLine]) -> tuple[Topic, ...]:
    """How many services each audience has."""
    counts = Counter(key for line in lines for key in line.service.facts.get("audiences", ()))
    return tuple(Topic(key=key, services=counts[key]) for key in AUDIENCES if key in counts)


def _by_place(heading: Heading) -> tuple[str, int, str]:
    return heading.region, int(heading.facts.get("ordinal") or 0), heading.slug


def includeme(config: Any) -> None:
    """Give requests ``request.library`` and ``request.shelf``, as of the moment of the request."""
    config.add_request_method(_library, "library", reify=True)
    config.add_request_method(_shelf, "shelf", reify=True)


def _library(request: Any) -> Library:
    return Library(request.reading, request.registry.now())


def _shelf(request: Any) -> Shelf:
    return Shelf(request.library, request.registry.kept, request.registry.now())
