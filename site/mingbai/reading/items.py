"""One item as its page shows it: a guide in one of its looks, a form, a document."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from mingbai.errors import Gone, NotFound
from mingbai.guides import workdays
from mingbai.guides.guide import Guide
from mingbai.guides.version import Heading, Name, Version, Withdrawn
from mingbai.guides.workdays import Due
from mingbai.reading.places import place_of
from mingbai.reading.shelf import Shelf
from mingbai.reading.values import DocumentPage, FormPage, GuideView, Look, Titled
from mingbai.registers.halls import halls_in, halls_of
from mingbai.rendering.halls import NO_HALLS, Beside, beside
from mingbai.rendering.own_list import question_of
from mingbai.rendering.page import blank_forms, guide_page, marks


def guide(shelf: Shelf, region: str, slug: str, path: int, look: Look = "current") -> GuideView:
    """The guide in force, with the chosen ``path`` of its process. Raises NotFound."""
    version = shelf.library.current("guide", region, slug)
    key = ("guide", version.digest, version.number, path, look, shelf.today)
    return shelf.keep(*key, make=lambda: _view(shelf, version, look, path=path, key=(*key, shelf.stamp)))


def guide_on(shelf: Shelf, region: str, slug: str, on: date) -> GuideView:
    """The guide as it was, or will be, in force at the end of the day ``on``. Raises NotFound."""
    version = shelf.library.at("guide", region, slug, on)
    return _view(shelf.as_of(on), version, "day")


def guide_version(shelf: Shelf, region: str, slug: str, number: int) -> GuideView:
    """Version ``number`` of the guide. Raises NotFound."""
    return _view(shelf, shelf.library.version("guide", region, slug, number), "version")


def form(shelf: Shelf, region: str, slug: str) -> FormPage:
    """A blank form at the shelf's moment. Raises NotFound."""
    return _form(shelf, shelf.current("form", region, slug), "day" if shelf.on else "current")


def form_version(shelf: Shelf, region: str, slug: str, number: int) -> FormPage:
    """Version ``number`` of a blank form. Raises NotFound."""
    return _form(shelf, shelf.library.version("form", region, slug, number), "version")


def document(shelf: Shelf, region: str, slug: str) -> DocumentPage:
    """A notice or the clauses of a standard, at the shelf's moment. Raises NotFound."""
    return _document(shelf, shelf.current("document", region, slug), "day" if shelf.on else "current")


def document_version(shelf: Shelf, region: str, slug: str, number: int) -> DocumentPage:
    """Version ``number`` of a document. Raises NotFound."""
    return _document(shelf, shelf.library.version("document", region, slug, number), "version")


def renamed(shelf: Shelf, kind: str, region: str, slug: str) -> Name | None:
    """What an item is called now, where it was renamed, be it several times; None where it was not. Raises NotFound."""
    found, seen = None, {Name(kind, region, slug)}
    version = shelf.library.current(kind, region, slug)
    while (following := _successor(version)) is not None and following not in seen:
        found = following
        seen.add(following)
        version = shelf.library.current(*following)
    return found


def titled(shelf: Shelf, names: Iterable[Name]) -> tuple[Titled, ...]:
    """Items with what they are called now; those that never came into force by their name."""
    return tuple(Titled(name=name, title=_title(shelf, name), place=place_of(name.region) if name.region else None) for name in names)


def _title(shelf: Shelf, name: Name) -> str:
    try:
        value = shelf.library.versions(*name)[0].value
    except (NotFound, Gone):
        return name.slug
    return str(getattr(value, "name", None) or getattr(value, "title", name.slug))


def _form(shelf: Shelf, version: Version, look: Look) -> FormPage:
    return FormPage(form=_value(version), place=place_of(version.region), version=version, **_standing(shelf, version, look))


def _document(shelf: Shelf, version: Version, look: Look) -> DocumentPage:
    return DocumentPage(document=_value(version), place=place_of(version.region), version=version, **_standing(shelf, version, look))


def _standing(shelf: Shelf, version: Version, look: Look) -> dict[str, Any]:
    """What the banners of every kind of item tell."""
    ended = version.withdrawn
    return {
        "look": look,
        "on": shelf.as_seen,
        "successors": titled(shelf, ended.successors) if ended else (),
    }


def _view(shelf: Shelf, version: Version, look: Look, *, path: int = 1, key: Any = None) -> GuideView:
    value = _value(version)
    paths = len(value.process)
    if not 1 <= path <= max(1, paths):
        raise NotFound("没有这种办理方式。", remedy="请从“办理流程”中选择。")
    page = guide_page(value, forms=blank_forms(shelf.listing("form", version.region)))
    history = shelf.library.versions("guide", version.region, version.slug)
    current = look == "current"
    return GuideView(
        key=key,
        renamed=renamed(shelf, *version.name) if look in ("current", "paper") else None,
        page=page,
        place=place_of(version.region),
        version=version,
        history=history,
        coming=tuple(one for one in history if one.coming) if current else (),
        ending=_ending(shelf, version) if current else None,
        service=_service(shelf, value.service),
        marks=marks(page),
        facts=bool(value.item_kind or value.handling or value.main_item_code or value.attributes),
        halls=_halls(shelf, value) if look != "version" else NO_HALLS,
        due=_due(shelf, value) if current and version.in_force else None,
        ask=question_of(page.guide, {}) if current and version.in_force else None,
        tabs=current and paths > 1,
        path=path,
        **_standing(shelf, version, look),
    )


def _halls(shelf: Shelf, guide: Guide) -> Beside:
    found = halls_of(guide, halls_in(shelf.library, guide.region, shelf.on))
    return beside(guide, found, shelf.on or shelf.today, workdays.packaged())


def _successor(version: Version) -> Name | None:
    ended = version.withdrawn
    return ended.successors[0] if ended and ended.why == "更名" and len(ended.successors) == 1 else None


def _ending(shelf: Shelf, version: Version) -> Withdrawn | None:
    """A withdrawal that is approved and still to come."""
    return None if version.withdrawn else shelf.library.at(*version.name, _LAST).withdrawn


_LAST = date(9999, 12, 30)


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


def _service(shelf: Shelf, slug: str | None) -> Heading | None:
    return next((one for one in shelf.listing("service") if one.slug == slug), None) if slug else None
