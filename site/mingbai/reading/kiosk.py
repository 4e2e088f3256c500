"""Pages that a self-service machine shows otherwise than the site (``web/kiosk.py``): what can be done in the machine's place.

Topics lead straight to the guides of the place, because there is nothing to compare on a machine in a hall. Questions are answered and
not counted: on a machine that everybody uses nothing of what was typed is kept anywhere.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from pyramid.httpexceptions import HTTPFound
from pyramid.view import view_config

from mingbai.errors import NotFound
from mingbai.guides.version import Heading
from mingbai.reading.asking import asking_of
from mingbai.reading.events import events_of
from mingbai.reading.find import FindPage, found
from mingbai.reading.shelf import Shelf
from mingbai.reading.values import Home, Place, ServicesPage, Topic
from mingbai.rendering.halls import HallSight
from mingbai.search.letters import ALPHABET, Initials, fitting, going_on, initials_of, letters_of
from mingbai.search.table import Table
from mingbai.web.access import PUBLIC
from mingbai.web.headers import CHECK_FILE, NEVER

EVERYTHING = "*"
"""Asked for in place of letters."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pad:
    """Letters to be touched: ``typed`` so far, ``keys`` with whether one leads on; ``example`` is how a name begins, and its letters."""

    typed: str
    example: tuple[str, str]
    keys: tuple[tuple[str, bool], ...]

    @property
    def less(self) -> str:
        """The letters without the last."""
        return self.typed[:-1]


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A guide to be touched, with what it is for in one sentence."""

    region: str
    slug: str
    title: str
    plain: str


@dataclass(frozen=True, slots=True, kw_only=True)
class KioskHome:
    """The machine's first page, or what letters find: ``lines`` is None on the first page itself.

    The numbers of topics are those of guides of the place."""

    place: Place
    pad: Pad
    audiences: tuple[Topic, ...]
    events: tuple[Topic, ...]
    halls: tuple[HallSight, ...]
    lines: tuple[Line, ...] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class KioskTopic:
    """What can be done in the machine's place for an audience (``audience`` is its key) or in a life event."""

    topic: str
    audience: str = ""
    plain: str = ""
    lines: tuple[Line, ...]


@view_config(route_name="kiosk", renderer="public/kiosk.jinja2", permission=PUBLIC)
def choose(request: Any) -> Home:
    """/kiosk/, where the place of a machine is chosen once; with ``?region=`` it leads there."""
    seen = request.shelf.home()
    asked = request.GET.get("region", "")
    if any(place.region == asked for place in seen.places):
        raise HTTPFound(request.links.seen(kiosk=asked).home())
    return seen


@view_config(route_name="home", kiosk=True, renderer="kiosk/home.jinja2", permission=PUBLIC)
def home(request: Any) -> KioskHome:
    """/, and with ``?letters=`` what has them."""
    table = request.registry.search.table(request.library)
    if not table.sounds.readings:  # not made yet: the page is to be another one in a moment
        request.response.headers["Cache-Control"] = CHECK_FILE
    return _home(request.shelf, request.links.kiosk, request.GET.get("letters", ""), table)


@view_config(route_name="audience", kiosk=True, renderer="kiosk/topic.jinja2", permission=PUBLIC)
def audience(request: Any) -> KioskTopic:
    """/audience/{key}"""
    key, shelf = request.matchdict["key"], request.shelf
    return KioskTopic(topic=key, audience=key, lines=_of_services(shelf, request.links.kiosk, _slugs(shelf.audience(key))))


@view_config(route_name="event", kiosk=True, renderer="kiosk/topic.jinja2", permission=PUBLIC)
def event(request: Any) -> KioskTopic:
    """/event/{name}"""
    page = request.shelf.event(request.matchdict["name"])
    return KioskTopic(topic=page.topic, plain=page.plain, lines=_of_services(request.shelf, request.links.kiosk, _slugs(page)))


@view_config(route_name="search", kiosk=True, renderer="kiosk/search.jinja2", permission=PUBLIC)
def search(request: Any) -> FindPage:
    """/search?q=…, neither counted nor kept by the browser."""
    request.response.headers["Cache-Control"] = NEVER
    return found(request.shelf, request.registry.search, asking_of(request.GET))


def _home(shelf: Shelf, region: str, asked: str, table: Table) -> KioskHome:
    place = next((one for one in shelf.places() if one.region == region), None)
    if place is None:
        raise NotFound("这台自助机的地区没有办事指南。", remedy="请告诉工作人员：首页网址里的地区代码要重新选。")
    typed, known = letters_of(asked), _known(shelf, region, table)
    further = going_on(known, typed)
    chosen = bool(typed) or asked == EVERYTHING
    return KioskHome(
        place=place,
        pad=Pad(typed=typed, example=_example(known), keys=tuple((one, one in further) for one in ALPHABET)),
        audiences=_audiences(shelf, region),
        events=_events(shelf, region),
        halls=shelf.place(region, "", 1).halls,
        lines=_lines(shelf, fitting(known, typed)) if chosen else None,
    )


def _known(shelf: Shelf, region: str, table: Table) -> list[tuple[Heading, Sequence[Initials]]]:
    """The guides of a place with the initials of everything that they are called."""
    guides = sorted(shelf.listing("guide", region), key=lambda one: (int(one.facts.get("ordinal") or 0), one.slug))
    return [(one, tuple(initials_of(name, table.sounds.syllables) for name in _names(one, table))) for one in guides]


def _names(guide: Heading, table: Table) -> Iterable[str]:
    """What a guide is called: by its own name, then as its service is."""
    service = table.services.get(str(guide.facts.get("service", "")))
    return dict.fromkeys((guide.title, *((service.name, *service.names) if service else ())))


def _example(known: Sequence[tuple[Heading, Sequence[Initials]]]) -> tuple[str, str]:
    """The first two words or so of the first guide, with the letters to touch; empty where no sound is known yet."""
    title, names = (known[0][0].title, known[0][1]) if known else ("", ((),))
    return title[:4], " ".join(one[0] for one in names[0][:4])


def _here(shelf: Shelf, region: str) -> dict[str, list[Heading]]:
    """Service → its guides in a place."""
    found: dict[str, list[Heading]] = {}
    for guide in shelf.listing("guide", region):
        found.setdefault(str(guide.facts.get("service", "")), []).append(guide)
    return found


def _audiences(shelf: Shelf, region: str) -> tuple[Topic, ...]:
    here, keys = _here(shelf, region), [topic.key for topic in shelf.home().audiences]
    counts = ((key, sum(len(here.get(slug, ())) for slug in _slugs(shelf.audience(key)))) for key in keys)
    return tuple(Topic(key=key, services=count) for key, count in counts if count)


def _events(shelf: Shelf, region: str) -> tuple[Topic, ...]:
    here, offered = _here(shelf, region), [line for group in shelf.services().groups for line in group.lines]
    known = events_of(shelf.listing("event"), offered)
    counts = ((one.name, sum(len(here.get(line.service.slug, ())) for line in one.lines)) for one in known)
    return tuple(Topic(key=name, services=count) for name, count in counts if count)


def _slugs(page: ServicesPage) -> list[str]:
    return [line.service.slug for group in page.groups for line in group.lines]


def _of_services(shelf: Shelf, region: str, slugs: Iterable[str]) -> tuple[Line, ...]:
    here = _here(shelf, region)
    return _lines(shelf, (guide for slug in slugs for guide in here.get(slug, ())))


def _lines(shelf: Shelf, guides: Iterable[Heading]) -> tuple[Line, ...]:
    plain = {one.slug: str(one.facts.get("plain", "")) for one in shelf.listing("service")}
    return tuple(
        Line(region=one.region, slug=one.slug, title=one.title, plain=plain.get(str(one.facts.get("service", "")), "")) for one in guides
    )
