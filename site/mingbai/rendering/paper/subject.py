"""What a product is printed from: one guide in force with what stands beside it. Gathered by ``printing``, taken by every product."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from mingbai import clock
from mingbai.guides.hall import Hall, Window
from mingbai.guides.situations import Chosen
from mingbai.guides.version import Version
from mingbai.guides.workdays import Due
from mingbai.rendering.page import GuidePage
from mingbai.rendering.paper.sheet import Stamp

Tick = Literal["brought", "missing", "later"]
"""What a window has ticked for a material: 已带, 待补, 可容缺."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """A guide to be printed: its ``version`` and ``page``, its ``place`` from the province down, the ``halls`` where it is done, the
    ``due`` day of a promise made today, the ``chosen`` case (None: all cases), the ``hall`` and ``window`` that prints, the place's
    blank ``forms`` (name or reference → slug). For a notice: the ``ticks`` of materials by their numbers (none: to be ticked by pen) and
    the number of its ``stub``; nothing of it says who was told."""

    version: Version
    page: GuidePage
    place: str
    halls: tuple[Hall, ...] = ()
    due: Due | None = None
    chosen: Chosen | None = None
    hall: Hall | None = None
    window: Window | None = None
    forms: Mapping[str, str]
    ticks: Mapping[int, Tick] = field(default_factory=dict)
    stub: str | None = None


def checked(subject: Subject) -> Stamp:
    """The stamp of a sheet that people carry: its code leads to /v/…, which says whether this very version still holds."""
    return _stamp(subject, f"/v/{subject.version.check_code}")


def lasting(subject: Subject) -> Stamp:
    """The stamp of a sheet that hangs: its code leads to the item for ever (/q/…, standards 3.25)."""
    return _stamp(subject, f"/q/{subject.version.short_code}")


def _stamp(subject: Subject, path: str) -> Stamp:
    version = subject.version
    return Stamp(
        title=subject.page.guide.name,
        place=subject.place,
        number=version.number,
        effective=clock.day_of(version.effective_from),
        dated=version.issue.dated != "loaded",
        check=version.check_code,
        path=path,
        code=subject.page.guide.code,
    )
