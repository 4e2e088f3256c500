"""Which guides a hall serves: by 办理层级 and place, so that a hall's address, hours and phones are written once for all of them.

A guide states the levels of office at which it is done (standards 3.18); a hall of the guide's place, or of a place in it, at one of
these levels does it. A guide that states no level is done in its own place, wherever a hall there is; halls below do it only where one
of their windows names its service. Nothing here is guessed from names.
"""

from __future__ import annotations

from collections.abc import Iterable

from mingbai.errors import NotFound
from mingbai.guides import regions
from mingbai.guides.guide import LEVELS, Guide, Level
from mingbai.guides.hall import Hall, Window

_LEVEL_OF: dict[str, Level] = {"province": "省", "prefecture": "设区市", "county": "县（市、区）"}


def level_of(region: str) -> Level | None:
    """The level of the offices of a place; None for a code that the list does not know."""
    try:
        return _LEVEL_OF[regions.region(region).level]
    except NotFound:
        return None


def levels_of(hall: Hall) -> tuple[Level, ...]:
    """The levels of office that a hall is: those stated, else that of its own place."""
    own = level_of(hall.region)
    return hall.levels or ((own,) if own else ())


def lies_in(region: str, above: str) -> bool:
    """Whether ``region`` is ``above``, or a place in it."""
    if region == above:
        return True
    try:
        return any(place.code == above for place in regions.path(region))
    except NotFound:
        return False


def serves(hall: Hall, region: str, levels: Iterable[str], service: str | None = None) -> bool:
    """Whether a guide of ``region``, done at ``levels``, about the service of that slug, is done in ``hall``."""
    wanted = frozenset(levels)
    if not lies_in(hall.region, region):
        return False
    if wanted:
        return not wanted.isdisjoint(levels_of(hall))
    return hall.region == region or _names(hall, service)


def window_of(hall: Hall, guide: Guide) -> Window | None:
    """The window that handles a guide: the first that names its service, else the only one that takes every item; None where the
    hall does not say, or leaves the choice."""
    named = [window for window in hall.windows if guide.service and guide.service in window.services]
    general = [window for window in hall.windows if window.general]
    return named[0] if named else general[0] if len(general) == 1 else None


def supplied_by(guide: Guide, halls: Iterable[Hall]) -> frozenset[str]:
    """What halls supply of the elements that a guide has to state (names as in ``checks/elements.py``): its place, hours, phone and
    complaint line (standards 2.07)."""
    found: set[str] = set()
    for hall in halls:
        if serves(hall, guide.region, guide.levels, guide.service):
            found |= supplies(hall)
    return frozenset(found)


def supplies(hall: Hall) -> frozenset[str]:
    """The elements that a hall states for its guides."""
    stated = {
        "place": hall.address,
        "hours": any(one.times for one in hall.hours),
        "phone": hall.phones or any(window.phone for window in hall.windows),
        "complaint": hall.complaints,
    }
    return frozenset(name for name, said in stated.items() if said)


def rank(level: str) -> int:
    """The place of a level from the widest, 0, down."""
    return LEVELS.index(level) if level in LEVELS else len(LEVELS)


def _names(hall: Hall, service: str | None) -> bool:
    return service is not None and any(service in window.services for window in hall.windows)
