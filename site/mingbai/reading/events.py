"""The life events of a shelf: those that are items of their own, in their order, then those that only services name.

An item says in which order its services come and what is to be done in one sentence; a service that names the event without being in
the item's list comes after those. Services that no place offers are left out.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from mingbai.guides.version import Heading
from mingbai.reading.values import ServiceLine


@dataclass(frozen=True, slots=True, kw_only=True)
class EventLines:
    """A life event with its services. ``slug`` and ``plain`` are empty where no item tells of it."""

    name: str
    slug: str = ""
    plain: str = ""
    lines: tuple[ServiceLine, ...] = ()


def events_of(items: Iterable[Heading], offered: Iterable[ServiceLine]) -> tuple[EventLines, ...]:
    """Every life event that ``items`` or the services ``offered`` know."""
    known = {line.service.slug: line for line in offered}
    named: dict[str, dict[str, ServiceLine]] = {}
    for line in known.values():
        for name in line.service.facts.get("life_events", ()):
            named.setdefault(name, {})[line.service.slug] = line
    own = [_event(item, known, named.pop(item.title, {})) for item in sorted(items, key=_order)]
    return (*own, *(EventLines(name=name, lines=tuple(lines.values())) for name, lines in named.items()))


def _event(item: Heading, known: dict[str, ServiceLine], named: dict[str, ServiceLine]) -> EventLines:
    listed = {slug: known[slug] for slug in item.facts.get("services", ()) if slug in known}
    return EventLines(name=item.title, slug=item.slug, plain=str(item.facts.get("plain", "")), lines=tuple((listed | named).values()))


def _order(item: Heading) -> tuple[int, str]:
    return int(item.facts.get("order", 0)), item.slug
