"""One item as its page shows it: a guide in one of its looks, a form, a document."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from mingbai.errors import Gone, NotFound
from mingbai.guides import workdays
from mingbai.guides.guide import Guide
from mingbai.guides.version import Heading, Name, Version
from mingbai.guides.workdays import Due
from mingbai.reading.places import place_of
from mingbai.reading.shelf import Shelf
from mingbai.reading.values import DocumentPage, FormPage, GuideView, Look
from mingbai.rendering.page import GuidePage, form_key, guide_page


def guide(shelf: Shelf, region: str, slug: str, path: int, look: Look = "current") -> GuideView:
    """The guide in force, with the chosen ``path`` of its process. Raises NotFound."""
    version = shelf.library.current("guide", region, slug)
    key = ("guide", version.digest, version.number, path, look, shelf.today)
    return shelf.keep(*key, make=lambda: _view(shelf, version, look, path=path, key=(*key, shelf.stamp)))


def guide_on(shelf: Shelf, region: str, slug: str, on: date) -> GuideView:
    """The guide as it was, or will be, in force at the end of the day ``on``. Raises NotFound."""
    version = shelf.library.at("guide", region, slug, on)
    return _view(shelf, version, "day", on=on)


def guide_version(shelf: Shelf, region: str, slug: str, number: int) -> GuideView:
    """Version ``number`` of the guide. Raises NotFound."""
    return _view(shelf, shelf.library.version("guide", region, slug, number), "version")


def form(shelf: Shelf, region: str, slug: str) -> FormPage:
    """A blank form. Raises NotFound."""
    version = shelf.library.current("form", region, slug)
    return FormPage(form=_value(version), place=place_of(region), version=version)


def document(shelf: Shelf, region: str, slug: str) -> DocumentPage:
    """A notice or the clauses of a standard. Raises NotFound."""
    version = shelf.library.current("document", region, slug)
    return DocumentPage(document=_value(version), place=place_of(region), version=version)


def _view(shelf: Shelf, version: Version, look: Look, *, path: int = 1, on: date | None = None, key: Any = None) -> GuideView:
    value = _value(version)
    paths = len(value.process)
    if not 1 <= path <= max(1, paths):
        raise NotFound("没有这种办理方式。", remedy="请从“办理流程”中选择。")
    page = guide_page(value, forms=_forms(shelf, version.region))
    history = shelf.library.versions("guide", version.region, version.slug)
    return GuideView(
        key=key,
        renamed=_renamed(version) if look == "current" else None,
        page=page,
        place=place_of(version.region),
        version=version,
        history=history,
        coming=tuple(one for one in history if one.coming) if look == "current" else (),
        service=_service(shelf, value.service),
        marks=tuple(_marks(page)),
        facts=bool(value.item_kind or value.handling or value.main_item_code or value.attributes),
        look=look,
        due=_due(shelf, value) if look == "current" else None,
        on=on,
        tabs=look == "current" and paths > 1,
        path=path,
    )


def _renamed(version: Version) -> Name | None:
    ended = version.withdrawn
    return ended.successors[0] if ended and ended.why == "更名" and len(ended.successors) == 1 else None


def _value(version: Version) -> Any:
    """What the version says. Raises Gone where the law had its words removed."""
    if version.text is None:
        raise Gone("这一版的文字已经依法移除。", remedy="请查看其他版本，或拨打热线。")
    return version.value


def _due(shelf: Shelf, guide: Guide) -> Due | None:
    """The day that a limit of days leads to from today; None for what is done at once, or has no number of days."""
    if guide.time_limit is None or not guide.time_limit.days:
        return None
    found = workdays.due(shelf.today, guide.time_limit, workdays.packaged())
    return found if found.day else None


def _forms(shelf: Shelf, region: str) -> dict[str, str]:
    """Names and printed references of the place's blank forms → their slugs."""
    found: dict[str, str] = {}
    for heading in shelf.library.listing("form", region):
        found.setdefault(form_key(heading.title), heading.slug)
        if heading.facts.get("ref"):
            found.setdefault(str(heading.facts["ref"]), heading.slug)
    return found


def _service(shelf: Shelf, slug: str | None) -> Heading | None:
    return next((one for one in shelf.library.listing("service") if one.slug == slug), None) if slug else None


def _marks(page: GuidePage) -> Iterable[str]:
    """The sections that this page has, in their order."""
    guide = page.guide
    sections: tuple[tuple[str, Any], ...] = (
        ("who", len(guide.objects) > 1 or guide.conditions),
        ("materials", True),
        ("process", True),
        ("tips", guide.tips),
        ("where", True),
        ("basis", guide.basis),
        ("remarks", page.remarks),
        ("row", page.differing),
        ("source", True),
    )
    return (name for name, there in sections if there)
