"""What each public page shows, as frozen values. Templates take them and compute nothing."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass
from datetime import date
from typing import Literal

from mingbai.guides.kinds import Document, Form
from mingbai.guides.released import Released
from mingbai.guides.version import Heading, Name, Version, Withdrawn
from mingbai.guides.workdays import Due
from mingbai.rendering.answers import Answers, LimitText
from mingbai.rendering.halls import NO_HALLS, Beside, HallSight
from mingbai.rendering.own_list import Question
from mingbai.rendering.page import GuidePage

Look = Literal["current", "version", "day", "paper"]


@dataclass(frozen=True, slots=True, kw_only=True)
class AsOf:
    """The day as of which a page is read; ``ahead`` where it is still to come, and the page shows what is approved by now."""

    day: date
    ahead: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A place as a page names it: ``path`` from the province down (江苏省 南通市), and how many guides it has."""

    region: str
    name: str
    path: str
    guides: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """A way to look for something: an audience, a life event, a group of the list; and how many services belong to it."""

    key: str
    services: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceLine:
    """A service in a list, with the places that have a guide for it."""

    service: Heading
    places: tuple[Place, ...]
    guides: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceGroup:
    """Services under one heading of the national list."""

    name: str
    lines: tuple[ServiceLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """A document from which guides came, in the list of what was published."""

    document: Heading
    place: Place
    issued: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReleaseLine:
    """A release in the list of announcements: how many items it added, changed and ended; ``scheduled`` while it lies ahead."""

    release: Released
    added: int
    changed: int
    withdrawn: int
    scheduled: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Home:
    """The first page. ``here`` is the reader's place where the address tells one of ours: the box then looks there."""

    guides: int
    services: int
    places: tuple[Place, ...]
    audiences: tuple[Topic, ...]
    events: tuple[Topic, ...]
    groups: tuple[Topic, ...]
    papers: tuple[Paper, ...]
    announcements: tuple[ReleaseLine, ...]
    on: AsOf | None = None
    here: Place | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One row of a place's 清单. ``length`` is the longest promise in calendar days, for sorting; None where it has no number."""

    slug: str
    name: str
    ordinal: int | None
    code: str | None
    main_item: str | None
    item_kind: str | None
    levels: tuple[str, ...]
    limit: LimitText | None
    length: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RowGroup:
    """Rows of one main item; no heading where the list is sorted by something else."""

    heading: str | None
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacePage:
    """A place: its 清单, one page of it, as sorted; ``coded`` and ``levelled`` where at least one row
    has a printed code, or levels. ``columns`` of the table follow from that. ``crowded`` where so many halls are listed that each has
    room for its name only.
    """

    place: Place
    sort: str
    groups: tuple[RowGroup, ...]
    coded: bool
    levelled: bool
    columns: int
    page: int
    pages: tuple[int, ...]
    forms: tuple[Heading, ...]
    documents: tuple[Heading, ...]
    halls: tuple[HallSight, ...] = ()
    crowded: bool = False
    on: AsOf | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One guide of a service: where, and its five answers."""

    place: Place
    region: str
    slug: str
    name: str
    answers: Answers


@dataclass(frozen=True, slots=True, kw_only=True)
class ServicePage:
    """One service across places. ``more`` guides are not shown side by side, because they are too many to compare."""

    service: Heading
    columns: tuple[Column, ...]
    more: tuple[Heading, ...]
    on: AsOf | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ServicesPage:
    """Services: all, or those of one audience or life event. Of an event its one ``plain`` sentence and its ``slug``, both empty where
    no item tells of it; its services stand in one group without a name, the most needed first."""

    topic: str
    plain: str = ""
    slug: str = ""
    groups: tuple[ServiceGroup, ...]
    count: int
    on: AsOf | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Titled:
    """An item by its name, with what it is called and where."""

    name: Name
    title: str
    place: Place | None


@dataclass(frozen=True, slots=True, kw_only=True)
class GuideView:
    """A guide in one of its looks. ``path`` is the chosen path of its process where ``tabs`` offer several.

    ``renamed`` is the item that this one goes on in under another name: its page leads there. ``successors`` are what a withdrawn
    one goes on in, ``ending`` its withdrawal where that is approved and still to come. ``key`` names all that its article is made
    from, None where it is not worth keeping. ``due`` is the day by which something that is accepted today must be done, where the
    limit is a number of days; ``halls`` are those in which it is done, none beside a version that is not in force. ``ask`` is the first
    question about the reader's own case.
    """

    page: GuidePage
    key: Hashable
    renamed: Name | None
    place: Place
    version: Version
    history: tuple[Version, ...]
    coming: tuple[Version, ...]
    service: Heading | None
    marks: tuple[str, ...]
    facts: bool
    look: Look
    due: Due | None = None
    halls: Beside = NO_HALLS
    ask: Question | None = None
    on: AsOf | None = None
    successors: tuple[Titled, ...] = ()
    ending: Withdrawn | None = None
    tabs: bool = False
    path: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class FormPage:
    """A blank form."""

    form: Form
    place: Place
    version: Version
    look: Look = "current"
    on: AsOf | None = None
    successors: tuple[Titled, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentPage:
    """A document: a notice, or the reference clauses of a standard."""

    document: Document
    place: Place
    version: Version
    look: Look = "current"
    on: AsOf | None = None
    successors: tuple[Titled, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SitemapPage:
    """Everything there is, for people."""

    places: tuple[Place, ...]
    services: tuple[Heading, ...]
    audiences: tuple[Topic, ...]
    events: tuple[Topic, ...]
