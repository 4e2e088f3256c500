"""What is done in a hall: the guides that it serves, and at which of its windows, from the lists of what is in force."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from mingbai.errors import NotFound
from mingbai.guides import regions
from mingbai.guides.hall import Hall, Window
from mingbai.guides.version import Heading
from mingbai.registers.halls import guides_of
from mingbai.rendering.opening import window_line

Listing = Callable[[str, str | None], Iterable[Heading]]
"""What gives the headings in force of a kind, of one region or of all: ``Library.listing``, or a list as of a day."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WindowItem:
    """Something that a window handles: the hall's guide for it, or, where there is none, the service by its name or slug."""

    title: str
    guide: Heading | None
    service: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WindowWork:
    """A window, how it is called, and what it handles."""

    window: Window
    called: str
    items: tuple[WindowItem, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DoneHere:
    """Guides of one place, named from the province down, that are done in a hall."""

    place: str
    guides: tuple[Heading, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class HallWork:
    """All of it. ``unnamed`` are the titles of guides that no window names."""

    windows: tuple[WindowWork, ...]
    done: tuple[DoneHere, ...]
    unnamed: tuple[str, ...]


def work_of(hall: Hall, listing: Listing) -> HallWork:
    """What is done in ``hall``. Where a window takes every item, no guide is without a window."""
    path = _path(hall.region)
    guides = guides_of(hall, (one for region in path for one in listing("guide", region)))
    names = {one.slug: one.title for one in listing("service", None)}
    windows = tuple(_window(window, names, guides) for window in hall.windows)
    named = {item.service for line in windows for item in line.items}
    left = () if any(window.general for window in hall.windows) else (one for one in guides if one.facts.get("service") not in named)
    return HallWork(
        windows=windows,
        done=tuple(DoneHere(place=path[region], guides=tuple(found)) for region, found in groupby(guides, key=lambda one: one.region)),
        unnamed=tuple(dict.fromkeys(one.title for one in left)),
    )


def _path(region: str) -> dict[str, str]:
    """The codes of a place and of all above it → how each is called from the province down."""
    try:
        places = regions.path(region)
    except NotFound:
        return {region: region}
    return {place.code: " ".join(above.name for above in places[: at + 1]) for at, place in enumerate(places)}


def _window(window: Window, names: dict[str, str], guides: Sequence[Heading]) -> WindowWork:
    items = tuple(item for slug in window.services for item in _items(slug, names.get(slug, slug), guides))
    return WindowWork(window=window, called=window_line(window), items=items)


def _items(service: str, name: str, guides: Sequence[Heading]) -> Iterable[WindowItem]:
    """The hall's guides for a service, or the service itself where it has none."""
    found = [one for one in guides if one.facts.get("service") == service]
    if not found:
        return [WindowItem(title=name, guide=None, service=service)]
    return [WindowItem(title=one.title, guide=one, service=service) for one in found]
