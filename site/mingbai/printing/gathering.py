"""What a product is printed from, taken from the library: the guide in force, its place, its forms, the day its promise leads to."""

from __future__ import annotations

from datetime import datetime

from mingbai import clock
from mingbai.errors import Gone
from mingbai.guides import regions, workdays
from mingbai.guides.version import Version
from mingbai.publishing.library import Library
from mingbai.rendering.page import blank_forms, guide_page
from mingbai.rendering.paper.sheet import Imprint
from mingbai.rendering.paper.subject import Subject
from mingbai.settings import Settings


def imprint_of(settings: Settings, now: datetime) -> Imprint:
    """What every sheet of the site says alike, printed ``now``."""
    lines = (line.strip().partition(" ") for line in settings.site_hotlines.replace("，", ",").split(",") if line.strip())
    return Imprint(
        name=settings.site_name,
        address=settings.address,
        organ=settings.site_organ,
        hotlines=tuple((number, name.strip()) for number, _, name in lines),
        day=clock.day_of(now),
        sample=settings.sample,
    )


def subject_of(library: Library, region: str, slug: str, now: datetime) -> Subject:
    """The guide in force, ready to be printed. Raises NotFound; Gone where the law had its words removed."""
    return of_version(library, library.current("guide", region, slug), now)


def of_version(library: Library, version: Version, now: datetime) -> Subject:
    """The guide of ``version``, ready to be printed."""
    if version.text is None:
        raise Gone("这一版的文字已经依法移除。", remedy="请查看其他版本，或拨打热线。")
    guide = version.value
    forms = blank_forms(library.listing("form", version.region))
    day = clock.day_of(now)
    due = workdays.due(day, guide.time_limit, workdays.packaged()) if guide.time_limit and guide.time_limit.days else None
    place = " ".join(place.name for place in regions.path(version.region))
    return Subject(version=version, page=guide_page(guide, forms=forms), place=place, due=due, forms=forms)
