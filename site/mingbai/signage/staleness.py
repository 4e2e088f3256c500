"""Which signs no longer say what is in force, since when, and why: what hangs compared with what would be printed now (journeys 12).

A sign is stale when its *printed* words differ, not when there is a new version. It is to be replaced within two working days of the
moment from which it was wrong (破损、过期、失效的标识标志应及时更换或撤除: standards 3.26); after that it is overdue. Nothing is stored:
the list is right whenever it is asked for, after a release, a change of a hall, or a day on which something begins to hold.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby

from mingbai import clock
from mingbai.errors import NotFound, Refusal
from mingbai.guides.version import Name, Version
from mingbai.guides.workdays import Calendar
from mingbai.publishing.library import Library
from mingbai.rendering.paper.face import projection, words_of_difference
from mingbai.signage.faces import Faces
from mingbai.signage.sign import Print, Sign

GRACE = 2
"""Working days in which a stale sign is to be replaced."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """How the words of a print stand to what is in force: ``same``, else ``reasons`` in words; ``ended`` where nothing of it is in force
    any more, so that it can only be taken down."""

    reasons: tuple[str, ...] = ()
    ended: bool = False

    @property
    def same(self) -> bool:
        """Whether the words are the same."""
        return not self.reasons


@dataclass(frozen=True, slots=True, kw_only=True)
class Stale:
    """A sign to replace or take down. ``since`` is when it became wrong, ``due`` the last day to replace it; ``ready``: the newest print
    says what is in force and has only to be hung."""

    sign: Sign
    match: Match
    since: datetime
    due: date
    overdue: bool
    ready: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class HallStale:
    """The stale signs of one hall."""

    region: str
    hall: str
    stale: tuple[Stale, ...]


def match_of(printed: Print, sign: Sign, faces: Faces) -> Match:
    """How a print of ``sign`` stands to what would be printed now."""
    standing = faces.standing(sign.plan.items)
    troubles = tuple(one.trouble for one in standing if one.trouble)
    try:
        now = projection(faces.face(sign))
    except Refusal:
        return Match(reasons=troubles or ("事项都不在施行中",), ended=True)
    if printed.removed:
        return Match(reasons=(*troubles, "打印时的文字已经依法移除"))
    if now == printed.shown:
        return Match(reasons=troubles)
    told = words_of_difference(printed.shown, now)
    return Match(reasons=(*troubles, *told) or ("印出的文字变了",))


def stale_of(signs: Iterable[Sign], faces: Faces, library: Library, calendar: Calendar, now: datetime) -> tuple[Stale, ...]:
    """The signs that hang and are wrong, the longest wrong first."""
    found = (_stale(sign, faces, library, calendar, now) for sign in signs if sign.hangs)
    return tuple(sorted((one for one in found if one is not None), key=lambda one: (one.since, one.sign.code)))


def by_hall(stale: Iterable[Stale]) -> tuple[HallStale, ...]:
    """The same, hall by hall."""
    listed = sorted(stale, key=_hall)
    return tuple(HallStale(region=region, hall=hall, stale=tuple(found)) for (region, hall), found in groupby(listed, key=_hall))


def _hall(one: Stale) -> tuple[str, str]:
    return one.sign.region, one.sign.plan.hall_name or one.sign.plan.hall


def _stale(sign: Sign, faces: Faces, library: Library, calendar: Calendar, now: datetime) -> Stale | None:
    if sign.hanging is None:
        return None
    match = match_of(sign.hanging, sign, faces)
    if match.same:
        return None
    since = _since(sign, sign.hanging, faces, library, now)
    due = calendar.after(clock.day_of(since), GRACE)
    newest = sign.printed if sign.printed and sign.printed.number > sign.hanging.number else None
    ready = newest is not None and match_of(newest, sign, faces).same
    return Stale(sign=sign, match=match, since=since, due=due, overdue=clock.day_of(now) > due, ready=ready)


def _since(sign: Sign, hanging: Print, faces: Faces, library: Library, now: datetime) -> datetime:
    """When the words of ``hanging`` ceased to be right: the first change after its print since which they never were again.

    Changes of guides and hall are known to the instant. What was never right at this spot is wrong since the sign was moved there; where
    the site itself changed (its address, its hotlines), nobody knows since when, and it counts from now.
    """
    wrong: datetime | None = None
    for moment in sorted({hanging.at, *_changes(sign, library, hanging.at, now)}):
        right = _shown_at(sign, faces, library, moment) == hanging.shown
        wrong = None if right else wrong or moment
    if wrong is None or wrong == hanging.at:
        return sign.placed_at if sign.placed_at > hanging.at else now
    return wrong


def _changes(sign: Sign, library: Library, after: datetime, now: datetime) -> Iterable[datetime]:
    """The instants after ``after`` at which something that the sign shows changed or ended."""
    for name in (*sign.plan.items, *sign.plan.hall_names):
        versions = _versions(library, name)
        yield from (one.effective_from for one in versions if after < one.effective_from <= now and not one.cancelled)
        ended = versions[0].withdrawn if versions else None
        if ended and after < ended.effective_from <= now:
            yield ended.effective_from


def _shown_at(sign: Sign, faces: Faces, library: Library, moment: datetime) -> object:
    """What the sign would have shown at ``moment``; None for nothing."""
    found = [_version_at(_versions(library, name), moment) for name in sign.plan.items]
    subjects = tuple(faces.version_subject(one) for one in found if one is not None)
    halls = [_version_at(_versions(library, name), moment) for name in sign.plan.hall_names]
    hall = halls[0].value if halls and halls[0] is not None else faces.named_hall(sign.plan)
    return projection(faces.face_with(sign, subjects, hall)) if subjects else None


def _version_at(versions: tuple[Version, ...], moment: datetime) -> Version | None:
    """The version that was in force at ``moment``, of all versions, the newest first."""
    found = next((one for one in versions if one.effective_from <= moment and not one.cancelled), None)
    ended = versions[0].withdrawn if versions else None
    return None if found is None or found.removed or (ended and ended.effective_from <= moment) else found


def _versions(library: Library, name: Name) -> tuple[Version, ...]:
    try:
        return library.versions(*name)
    except NotFound:
        return ()
