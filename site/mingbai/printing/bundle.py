"""What one offline file holds: all guides that a hall gives notices of, their search words, until when they surely hold.

Gathered from what is in force, like any print; nothing typed. How it becomes one HTML file is ``rendering/offline.py``. Knows no request
and no search: what spells pinyin comes to that one.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta

from mingbai import clock
from mingbai.errors import NotFound, Refusal
from mingbai.guides import regions, workdays
from mingbai.guides.hall import Hall
from mingbai.guides.serving import serves
from mingbai.guides.version import Version
from mingbai.printing.gathering import of_version, place_words
from mingbai.publishing.library import Library
from mingbai.registers.halls import halls_in
from mingbai.rendering.offline import Bundle, Held
from mingbai.rendering.paper.sheet import Imprint

LONGEST = 92
"""Days that a file may say it holds: a quarter. What is older nobody should hand out."""


def bundle_of(library: Library, region: str, hall: str, imprint: Imprint, now: datetime, days: int = 30) -> Bundle:
    """The guides in force of ``region`` and the places above it, as the ``hall`` (slug; empty: none) gives them out, good for ``days``.

    It says itself valid only to the day before a change that is already decided. Raises NotFound, Refusal."""
    if not 1 <= days <= LONGEST:
        raise Refusal(f"有效期不能是 {days} 天。", remedy=f"请写 1 到 {LONGEST} 天。")
    place = _hall(library, region, hall) if hall else None
    codes = [one.code for one in reversed(regions.path(region))]
    versions = [library.current("guide", code, one.slug) for code in codes for one in library.listing("guide", code) if not one.removed]
    if place is not None:
        versions = [one for one in versions if _done_in(place, one)]
    if not versions:
        raise NotFound("没有这个地区的办事指南。", remedy="请检查 --region 和 --hall。")
    today = clock.day_of(now)
    return Bundle(
        region=region,
        place=place_words(region),
        hall=place,
        items=tuple(_held(library, one, now) for one in versions),
        imprint=imprint,
        until=min([today + timedelta(days=days), *_changes(library, codes, now)]),
        calendar=workdays.packaged(),
    )


def _hall(library: Library, region: str, slug: str) -> Hall:
    found = next((one for one in halls_in(library, region) if (one.region, one.slug) == (region, slug)), None)
    if found is None:
        raise NotFound(f"{place_words(region)}没有登记“{slug}”这个大厅。", remedy="请检查 --hall，或者不写。")
    return found


def _done_in(hall: Hall, version: Version) -> bool:
    guide = version.value
    return hall.region == guide.region or serves(hall, guide.region, guide.levels, guide.service)


def _held(library: Library, version: Version, now: datetime) -> Held:
    """A guide with the everyday words of its service."""
    guide = version.value
    words: list[str] = [*guide.aliases]
    if guide.service:
        try:
            service = library.current("service", "", guide.service).value
            words += [service.name, *service.aliases, *service.words]
        except NotFound:
            pass  # the register of services need not be loaded
    return Held(subject=of_version(library, version, now), words=tuple(dict.fromkeys(words)))


def _changes(library: Library, codes: list[str], now: datetime) -> list[date]:
    """The last days before what is published takes effect."""
    ahead = (one for one in library.elsewhere("guide") if one.region in codes and one.effective_from > now)
    return [clock.day_of(one.effective_from) - timedelta(days=1) for one in ahead]
