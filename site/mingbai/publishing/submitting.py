"""What must be true of a release before it is handed over for review: the checks of each item, and that all of it can be published.

The rules on texts are ``guides/checks``; here they meet the release: a block stops it, unless it is one of a missing element and the
release says why (``override``; standards 2.07). Personal data stops it always (1.07).
"""

from __future__ import annotations

import functools
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from mingbai import clock
from mingbai.errors import Conflict, Refusal
from mingbai.guides.checks import Beside, Blank, Check, check, check_other
from mingbai.guides.guide import Guide
from mingbai.guides.hall import Hall
from mingbai.guides.layout import kind_of
from mingbai.guides.serving import supplied_by
from mingbai.guides.text import parse
from mingbai.publishing.course import Held, successors_of
from mingbai.publishing.draft import Draft
from mingbai.publishing.drafted import drafts_of, name_of, place_of, standing
from mingbai.publishing.library import Library
from mingbai.publishing.rows import DraftRow
from mingbai.publishing.workflow import HELD


@dataclass(frozen=True, slots=True)
class Checked:
    """An item of a release and what the checks found in it."""

    draft: Draft
    found: tuple[Check, ...]


def checked(
    session: Session, now: datetime, items: Sequence[DraftRow], state: str, printable: frozenset[str] | None = None
) -> tuple[Checked, ...]:
    """The items in which something was found, in their order; withdrawals have no words to look at. ``printable`` are the characters that
    the printed products have, None where nothing shall be said of that."""
    written = [item for item in items if item.text is not None]
    beside = {region: replace(one, printable=printable) for region, one in _beside(session, now, items).items()}
    drafts = drafts_of(session, [(item, state) for item in written])
    halls = _halls(Library(session, now), items)
    found = [Checked(draft, _found(draft.name.kind, draft.text or "", beside[draft.name.region], halls)) for draft in drafts]
    return tuple(one for one in found if one.found)


def demand_ready(session: Session, now: datetime, held: Held, items: Sequence[DraftRow]) -> None:
    """Raise Refusal or Conflict where the release cannot go to review as it stands. What is held out is not looked at."""
    going = [item for item in items if item.verdict != HELD]
    if not going:
        raise Refusal("这次发布里没有要公开的事项。", place=held.row.title, remedy="请先列入事项。")
    for item in going:
        _demand_current(session, item, held.row.effective_from or now)
    _demand_successors(session, going)
    for one in checked(session, now, going, held.row.state):
        for finding in one.found:
            if finding.severity == "block" and not (finding.waivable and held.proceeding.override):
                raise Refusal(finding.sentence, place=f"{one.draft.title}（{place_of(one.draft.name)}）", remedy=finding.remedy)


def _demand_current(session: Session, item: DraftRow, takes_effect: datetime) -> None:
    """The draft goes on from what stands, and takes effect no earlier: the press asks again, but then three people have signed."""
    name = name_of(item)
    found = standing(session, name)
    number = found.number if found else 0
    if number != item.seen:
        raise Conflict(
            f"这个事项现在是第 {number} 版，草稿所依据的是第 {item.seen} 版。",
            place=place_of(name),
            remedy="请打开草稿，对照现在的一版，确认后再提交。",
        )
    if found is not None and takes_effect < found.since:
        day = clock.day_of(found.since)
        raise Conflict(
            "施行时间早于这个事项上一次变动的施行时间。",
            place=place_of(name),
            remedy=f"请把施行时间改到{day.year}年{day.month}月{day.day}日以后，或者先取消那次定时公开。",
        )


def _demand_successors(session: Session, going: Sequence[DraftRow]) -> None:
    """Every item in which a withdrawn one goes on stands, or is published with it."""
    together = {name_of(item) for item in going if item.text is not None}
    for item in going:
        for successor in successors_of(item):
            if successor not in together and standing(session, successor) is None:
                raise Refusal(
                    f"承接的事项 {place_of(successor)} 不存在。", place=place_of(name_of(item)), remedy="请先建好它，或列入同一次发布。"
                )


def _beside(session: Session, now: datetime, items: Sequence[DraftRow]) -> dict[str, Beside]:
    """For each region of the items, its blank forms: those in force, and those that are published with them; and the register."""
    library = Library(session, now)
    coming: dict[str, list[Blank]] = {}
    for item in items:
        if item.kind == "form" and item.text is not None:
            value = parse(item.text, kind=kind_of("form").value)
            coming.setdefault(item.region, []).append(Blank(name=value.name, ref=value.ref))
    register = _register(library, items) if any(item.kind in _REGISTERED for item in items) else {}
    return {
        region: Beside(forms=(*_forms(library, region), *coming.get(region, ())), **register) for region in {item.region for item in items}
    }


def _halls(library: Library, items: Sequence[DraftRow]) -> tuple[Hall, ...]:
    """The halls that there will be: they supply guides with their place, hours and phones, also where they are published with them."""
    if not any(item.kind == "guide" for item in items):
        return ()
    coming = {name_of(item): item.text for item in items if item.kind == "hall"}
    standing = (library.current(*one.name).value for one in library.listing("hall") if not one.removed and one.name not in coming)
    return (*standing, *(parse(text, kind=Hall) for text in coming.values() if text is not None))


_REGISTERED = ("service", "event", "lexicon", "hall")
"""Kinds that name services."""


def _register(library: Library, items: Sequence[DraftRow]) -> dict[str, Any]:
    """The services and life events that there will be: those in force, with what is published and without what ends with them."""
    services = {one.slug for one in library.listing("service")} - {item.slug for item in items if item.kind == "service"}
    events = {one.slug: one.title for one in library.listing("event")}
    for item in items:
        if item.kind == "event":
            events.pop(item.slug, None)
        if item.kind == "service" and item.text is not None:
            services.add(item.slug)
        elif item.kind == "event" and item.text is not None:
            events[item.slug] = parse(item.text, kind=kind_of("event").value).name
    return {"services": frozenset(services), "events": frozenset(events.items())}


def _forms(library: Library, region: str) -> tuple[Blank, ...]:
    return tuple(Blank(name=heading.title, ref=heading.facts.get("ref")) for heading in library.listing("form", region))


@functools.lru_cache(maxsize=512)
def _found(kind: str, text: str, beside: Beside, halls: tuple[Hall, ...]) -> tuple[Check, ...]:
    """Pure, so the findings of a text are made once, however often the release's page is looked at."""
    value = parse(text, kind=kind_of(kind).value)
    if isinstance(value, Guide):
        return check(value, replace(beside, supplied=supplied_by(value, halls)))
    return check_other(value, beside)
