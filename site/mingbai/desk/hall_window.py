"""At which window somebody works: the place, its hall and the number of the window, as the addresses of the hall desk hold them.

Chosen once and kept in the address: a clerk bookmarks it. Places are those of the clerk's own roles; a hall of a county does the guides of
the city and the province above it too.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from mingbai.errors import NotFound, Refusal
from mingbai.guides import regions
from mingbai.guides.guide import Guide
from mingbai.guides.hall import Hall, Window
from mingbai.guides.serving import window_of
from mingbai.guides.version import Heading
from mingbai.people import policy
from mingbai.people.actor import Actor
from mingbai.publishing.library import Library
from mingbai.registers.halls import halls_in

_WINDOW = re.compile(r"[0-9A-Za-z一-鿿]{1,6}")
_PLACE = re.compile(r"\d{6}")


@dataclass(frozen=True, slots=True, kw_only=True)
class At:
    """Where somebody works: the ``place`` (code), its ``hall`` of the register (None: none is known), the ``number`` of the window."""

    place: str
    hall: Hall | None = None
    number: str = ""

    @property
    def asked(self) -> dict[str, str]:
        """The part of an address that says so."""
        return {"place": self.place, "hall": self.hall.slug if self.hall else "", "window": self.number}

    @property
    def counted(self) -> str:
        """Under what its numbers run: region/slug of the hall."""
        return f"{self.place}/{self.hall.slug if self.hall else ''}"

    def window(self, guide: Guide) -> Window | None:
        """The window that is told on a notice: this one, else the hall's that handles ``guide``."""
        if not self.number:
            return window_of(self.hall, guide) if self.hall else None
        own = (one for one in self.hall.windows if one.number == self.number) if self.hall else ()
        return next(iter(own), Window(number=self.number))

    def stub(self, number: int) -> str:
        """7-0032: the window, and the hall's running number of the day."""
        return f"{self.number or '0'}-{number:04}"


def at_of(asked: Mapping[str, str], library: Library, actor: Actor) -> At | None:
    """Where the address says that somebody works; None where it does not say. Raises Forbidden, NotFound, Refusal."""
    place = asked.get("place", "")
    if not _PLACE.fullmatch(place):
        return None
    regions.region(place)
    policy.demand(actor, "hall", place)
    number, slug = asked.get("window", "").strip(), asked.get("hall", "")
    if number and not _WINDOW.fullmatch(number):
        raise Refusal(f"“{number[:20]}”不像窗口号。", remedy="请写窗口上方的号码，例如 7。")
    hall = next((one for one in halls_in(library, place) if (one.region, one.slug) == (place, slug)), None)
    if slug and hall is None:
        raise NotFound("没有这个大厅。", remedy="请重新选择大厅。")
    return At(place=place, hall=hall, number=number)


def places_of(library: Library, actor: Actor) -> tuple[str, ...]:
    """The places that somebody may choose: with guides or a hall, and those of the own roles."""
    roles = policy.ACTS["hall"]
    own = {grant.region for grant in actor.grants if grant.role in roles and grant.region}
    known = {one.region for one in library.regions()} | {one.region for one in library.listing("hall")}
    return tuple(sorted(one for one in known | own if policy.may_here(actor, "hall", one)))


def guides_at(library: Library, place: str) -> tuple[Heading, ...]:
    """The guides that are done at a place: its own, then those of the places above it."""
    codes = [one.code for one in reversed(regions.path(place))]
    return tuple(one for code in codes for one in library.listing("guide", code) if not one.removed)


def values_of(library: Library, headings: Iterable[Heading]) -> tuple[Any, ...]:
    """The guides of ``headings``."""
    return tuple(library.current(*one.name).value for one in headings)
