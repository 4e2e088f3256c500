"""Takes what the library holds and makes of it what the lists of the public site show: home, places, services, topics.

Each value is kept until what is in force changes (``web/cache.py``); its key holds the state of the library, so it is never
out of date. Single items are ``items.py``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from datetime import date
from itertools import groupby
from typing import Any, TypeVar

from mingbai import clock
from mingbai.errors import NotFound
from mingbai.guides.guide import AUDIENCES
from mingbai.guides.version import Heading
from mingbai.publishing.library import Library
from mingbai.reading.checklist import SORTS, row_of, sorted_groups
from mingbai.reading.places import place_of
from mingbai.reading.values import (
    Column,
    Home,
    Paper,
    Place,
    PlacePage,
    ServiceGroup,
    ServiceLine,
    ServicePage,
    ServicesPage,
    SitemapPage,
    Topic,
)
from mingbai.rendering.answers import answers
from mingbai.web.cache import Kept

Made = TypeVar("Made")
ROWS = 100
"""Rows of a 清单 on one page: about 45 kB."""
COLUMNS = 16
"""Guides that a service page sets side by side."""
PAPERS = 6


class Shelf:
    """The lists of the public site, as of the library's moment."""

    def __init__(self, library: Library, kept: Kept, today: date) -> None:
        self.library = library
        self.today = today
        self._kept = kept

    def keep(self, *key: Any, make: Callable[[], Made]) -> Made:
        """What ``make`` makes under ``key``, once for each state of the library."""
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
        return self.keep("place", region, sort, page, make=lambda: self._place(region, sort, page))

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
        return self.keep("audience", key, make=lambda: self._topic(key, "audiences"))

    def event(self, name: str) -> ServicesPage:
        """The services that belong to one life event. Raises NotFound."""
        return self.keep("event", name, make=lambda: self._topic(name, "life_events"))

    def sitemap(self) -> SitemapPage:
        """Everything there is, for people."""
        return self.keep("sitemap", make=self._sitemap)

    def addresses(self) -> tuple[Heading, ...]:
        """Every guide in force, for the sitemap of machines."""
        return self.library.listing("guide")

    def places(self) -> tuple[Place, ...]:
        """The places that have guides in force."""
        return tuple(place_of(place.region, place.guides) for place in self.library.regions())

    def _home(self) -> Home:
        offered = self._offered()
        return Home(
            guides=sum(place.guides for place in self.places()),
            services=len(offered),
            places=self.places(),
            audiences=_topics(offered, "audiences", AUDIENCES),
            events=_topics(offered, "life_events", ()),
            groups=tuple(Topic(key=group.name, services=len(group.lines)) for group in self.services().groups),
            papers=self._papers(),
        )

    def _papers(self) -> tuple[Paper, ...]:
        """The documents last issued; those that print no date come last."""
        documents = sorted(self.library.listing("document"), key=lambda one: str(one.facts.get("issued", "")), reverse=True)
        return tuple(Paper(document=one, place=place_of(one.region), issued=one.facts.get("issued")) for one in documents[:PAPERS])

    def _offered(self) -> tuple[ServiceLine, ...]:
        """The services that at least one place offers, in the order of the national list."""
        where: dict[str, Counter[str]] = {}
        for guide in self.library.listing("guide"):
            where.setdefault(str(guide.facts.get("service", "")), Counter())[guide.region] += 1
        services = sorted(self.library.listing("service"), key=lambda one: (one.facts.get("order", 0), one.slug))
        return tuple(_line(service, where[service.slug]) for service in services if service.slug in where)

    def _place(self, region: str, sort: str, page: int) -> PlacePage:
        rows = sorted_groups((row_of(heading) for heading in self.library.listing("guide", region)), sort)
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
            forms=self.library.listing("form", region),
            documents=self.library.listing("document", region),
        )

    def _service(self, slug: str) -> ServicePage:
        service = next((one for one in self.library.listing("service") if one.slug == slug), None)
        if service is None:
            raise NotFound("没有这个事项。", remedy="请从“全部事项”中选择。")
        guides = sorted((one for one in self.library.listing("guide") if one.facts.get("service") == slug), key=_by_place)
        return ServicePage(service=service, columns=tuple(map(self._column, guides[:COLUMNS])), more=tuple(guides[COLUMNS:]))

    def _column(self, heading: Heading) -> Column:
        guide = self.library.current("guide", heading.region, heading.slug).value
        return Column(place=place_of(heading.region), region=heading.region, slug=heading.slug, name=heading.title, answers=answers(guide))

    def _topic(self, key: str, field: str) -> ServicesPage:
        lines = tuple(line for line in self._offered() if key in line.service.facts.get(field, ()))
        if not lines:
            raise NotFound("这里还没有事项。", remedy="请从首页选择。")
        return self._services(key, lines)

    def _services(self, topic: str, lines: Iterable[ServiceLine]) -> ServicesPage:
        lines = tuple(lines)
        groups = groupby(lines, key=lambda line: str(line.service.facts.get("group", "")))
        return ServicesPage(
            topic=topic, groups=tuple(ServiceGroup(name=name, lines=tuple(found)) for name, found in groups), count=len(lines)
        )

    def _sitemap(self) -> SitemapPage:
        offered = self._offered()
        return SitemapPage(
            places=self.places(),
            services=tuple(line.service for line in offered),
            audiences=_topics(offered, "audiences", AUDIENCES),
            events=_topics(offered, "life_events", ()),
        )


def _line(service: Heading, where: Counter[str]) -> ServiceLine:
    return ServiceLine(service=service, places=tuple(place_of(region, where[region]) for region in sorted(where)), guides=where.total())


def _topics(lines: Iterable[ServiceLine], field: str, order: tuple[str, ...]) -> tuple[Topic, ...]:
    """How many services each audience or life event has; in ``order``, else as the services bring them up."""
    counts = Counter(key for line in lines for key in line.service.facts.get(field, ()))
    keys = [key for key in order if key in counts] or list(counts)
    return tuple(Topic(key=key, services=counts[key]) for key in keys)


def _by_place(heading: Heading) -> tuple[str, int, str]:
    return heading.region, int(heading.facts.get("ordinal") or 0), heading.slug


def includeme(config: Any) -> None:
    """Give requests ``request.library`` and ``request.shelf``, as of the moment of the request."""
    config.add_request_method(_library, "library", reify=True)
    config.add_request_method(_shelf, "shelf", reify=True)


def _library(request: Any) -> Library:
    return Library(request.reading, request.registry.now())


def _shelf(request: Any) -> Shelf:
    return Shelf(request.library, request.registry.kept, clock.day_of(request.registry.now()))
