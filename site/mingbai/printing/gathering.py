"""What a product is printed from, taken from the library: the guide in force, its place, its forms, the day its promise leads to."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from mingbai import clock
from mingbai.errors import Gone, NotFound
from mingbai.guides import regions, workdays
from mingbai.guides.situations import choose, limit_of, read
from mingbai.guides.version import Version
from mingbai.publishing.library import Library
from mingbai.registers.halls import halls_in, halls_of
from mingbai.rendering.page import blank_forms, guide_page
from mingbai.rendering.paper.collection import BlankForm, Collection, grouped, ordered
from mingbai.rendering.paper.sheet import Imprint, day_words
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
    """The guide in force, ready to be printed. Raises NotFound, also where the item has ended: nobody should be handed a sheet of it;
    Gone where the law had its words removed."""
    version = library.current("guide", region, slug)
    subject, ended = of_version(library, version, now), version.withdrawn
    if ended:
        raise NotFound(
            f"“{subject.page.guide.name}”自{day_words(clock.day_of(ended.effective_from))}起已{ended.why}，没有现行的指南可以打印。",
            remedy="请打开这一项的网页，看由哪一项接续。",
        )
    return subject


def of_version(library: Library, version: Version, now: datetime) -> Subject:
    """The guide of ``version``, ready to be printed."""
    if version.text is None:
        raise Gone("这一版的文字已经依法移除。", remedy="请查看其他版本，或拨打热线。")
    guide = version.value
    forms = blank_forms(library.listing("form", version.region))
    day = clock.day_of(now)
    due = workdays.due(day, guide.time_limit, workdays.packaged()) if guide.time_limit and guide.time_limit.days else None
    return Subject(
        version=version,
        page=guide_page(guide, forms=forms),
        place=place_words(version.region),
        halls=halls_of(guide, halls_in(library, version.region)),
        due=due,
        forms=forms,
    )


def for_case(subject: Subject, case: str, now: datetime) -> Subject:
    """``subject`` for the answers that the text ``case`` holds (``guides.situations.written``), due when the document promises it for that
    case; as it is where it holds no answer that fits."""
    chosen = choose(subject.page.guide, read(case))
    if not chosen.answers:
        return subject
    limit = limit_of(subject.page.guide, chosen)
    due = workdays.due(clock.day_of(now), limit, workdays.packaged()) if limit and limit.days else None
    return replace(subject, chosen=chosen, due=due)


def collection_of(library: Library, region: str, now: datetime) -> Collection:
    """All guides and blank forms in force in a place, ready to be printed together; without those whose words the law had removed.
    Raises NotFound where the place has no guide."""
    guides = [library.current("guide", region, one.slug) for one in library.listing("guide", region) if not one.removed]
    if not guides:
        raise NotFound("没有这个地区的办事指南。", remedy="请从首页选择地区。")
    forms = [library.current("form", region, one.slug) for one in library.listing("form", region) if not one.removed]
    return Collection(
        path=f"/{region}/",
        place=place_words(region),
        region=region,
        groups=grouped(of_version(library, version, now) for version in guides),
        forms=ordered(map(_blank, forms)),
    )


def released_collection(library: Library, number: int, now: datetime) -> Collection:
    """The guides and blank forms that a release published, in the versions that it brought. Raises NotFound where it brought no guide."""
    released = library.release(number)
    brought = [library.version(*one.name, one.number) for one in released.announced if one.ended is None]
    guides, forms = ([one for one in brought if one.kind == kind and not one.removed] for kind in ("guide", "form"))
    if not guides:
        raise NotFound(f"第 {number} 号公告没有发布办事指南。", remedy="请看公告本身。")
    regions_of = {one.region for one in guides}
    only = regions_of.pop() if len(regions_of) == 1 else None
    return Collection(
        path=f"/announcements/{number}",
        place=place_words(only) if only else "",
        region=only,
        decision=released.called,
        groups=grouped(of_version(library, version, now) for version in guides),
        forms=ordered(map(_blank, forms)),
    )


def form_of(library: Library, region: str, slug: str) -> BlankForm:
    """The blank form in force, ready to be printed. Raises NotFound; Gone where the law had its words removed."""
    version = library.current("form", region, slug)
    if version.text is None:
        raise Gone("这张表的文字已经依法移除。", remedy="请查看其他版本，或拨打热线。")
    return _blank(version)


def place_words(region: str) -> str:
    """A place with all above it, the widest first, as people read it: 江苏省 南通市. Raises NotFound."""
    return " ".join(place.name for place in regions.path(region))


def _blank(version: Version) -> BlankForm:
    return BlankForm(version=version, form=version.value, place=place_words(version.region))
