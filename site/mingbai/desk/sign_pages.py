"""What the pages of signs show at the desk: the register, one sign, what is to be replaced."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from mingbai import clock
from mingbai.desk.items import region_name
from mingbai.desk.services import names_of
from mingbai.guides import workdays
from mingbai.guides.version import Heading, Name
from mingbai.people import policy
from mingbai.rendering.paper.face import KINDS, SIZES
from mingbai.signage import scans
from mingbai.signage.scans import Week
from mingbai.signage.sign import RETIRED, STATES, Event, Print, Sign
from mingbai.signage.staleness import HallStale, Match, Stale, by_hall, match_of, stale_of

WEEKS = 8
"""Weeks of scans that a sign's page shows."""
FORMATS = {f"{kind}-{size}": f"{called} {size.upper()}" for kind, called in KINDS.items() for size in SIZES[kind]}
"""Kind and size in one choice → what people call it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SignLine:
    """A sign in the register: what is on it, how it stands, how often it was scanned this week and the week before."""

    sign: Sign
    titles: tuple[str, ...]
    stale: Stale | None
    scans: int
    before: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SignsPage:
    """The register, what is stale first. ``halls`` (region and name as one key, how it is called) and ``states`` can be chosen."""

    lines: tuple[SignLine, ...]
    halls: tuple[tuple[str, str], ...]
    states: Mapping[str, str]
    hall: str
    state: str
    stale: int
    overdue: int
    writes: bool
    said: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SignPage:
    """One sign: what hangs and whether it is right, what was printed and done, scans by week. ``fresh``: the newest print says what is in
    force. ``halls`` are those of the register in which it may hang."""

    sign: Sign
    place: str
    titles: tuple[tuple[Name, str], ...]
    format: str
    match: Match | None
    fresh: bool
    stale: Stale | None
    events: tuple[Event, ...]
    prints: tuple[Print, ...]
    weeks: tuple[Week, ...]
    names: Mapping[int, str]
    halls: tuple[Heading, ...]
    address: str
    sample: bool
    writes: bool
    said: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StalePage:
    """What is to be replaced, hall by hall. ``waiting`` have to be printed first, ``ready`` only hung."""

    halls: tuple[HallStale, ...]
    places: Mapping[str, str]
    titles: Mapping[str, tuple[str, ...]]
    waiting: tuple[str, ...]
    ready: tuple[str, ...]
    overdue: int
    sample: bool
    writes: bool
    said: str


def stale_signs(request: Any, signs: Iterable[Sign]) -> tuple[Stale, ...]:
    """Those of ``signs`` that hang and are wrong now, the longest wrong first. Found once for the same signs, day and state of what is
    public: the first page of the desk asks every time."""
    library, now, signs = request.published, request.registry.now(), tuple(signs)
    state = library.state()
    key = ("stale", clock.day_of(now), state.number, state.until, signs)
    found: tuple[Stale, ...] = request.registry.kept.get(key, lambda: stale_of(signs, request.faces, library, workdays.packaged(), now))
    return found


def register(request: Any) -> SignsPage:
    """The register, or what of it was chosen."""
    request.registry.scans.flush()  # before the snapshot is taken, so that it holds what this worker counted
    asked = request.GET
    hall, state = asked.get("hall", ""), asked.get("state", "")
    signs = request.signs.listing()
    stale = {one.sign.code: one for one in stale_signs(request, signs)}
    chosen = [one for one in signs if _fits(one, hall, state, stale)]
    today = clock.day_of(request.registry.now())
    this, last = request.signs.scanned(today), request.signs.scanned(today - scans.WEEK)
    lines = [
        SignLine(
            sign=one, titles=_titles(request, one), stale=stale.get(one.code), scans=this.get(one.code, 0), before=last.get(one.code, 0)
        )
        for one in chosen
    ]
    return SignsPage(
        lines=tuple(sorted(lines, key=lambda line: line.stale is None)),
        halls=tuple(dict.fromkeys((_key(one), f"{region_name(one.region)} {one.plan.hall_name}") for one in signs)),
        states=STATES,
        hall=hall,
        state=state,
        stale=len(stale),
        overdue=sum(one.overdue for one in stale.values()),
        writes=policy.may(request.actor, "sign.write"),
        said=asked.get("said", ""),
    )


def sign_page(request: Any, code: str) -> SignPage:
    """One sign. Raises NotFound, Forbidden."""
    request.registry.scans.flush()
    signs, settings = request.signs, request.registry.mingbai
    sign = signs.sign(code)
    events, prints = signs.history(code), signs.prints(code)
    return SignPage(
        sign=sign,
        place=region_name(sign.region),
        titles=tuple(zip(sign.plan.items, _titles(request, sign), strict=True)),
        format=FORMATS.get(f"{sign.plan.kind}-{sign.plan.size}", sign.plan.kind),
        match=match_of(sign.hanging, sign, request.faces) if sign.hangs and sign.hanging else None,
        fresh=bool(sign.printed and match_of(sign.printed, sign, request.faces).same),
        stale=next(iter(stale_signs(request, [sign])), None),
        events=events,
        prints=prints,
        weeks=signs.weeks(sign.code, clock.day_of(request.registry.now()), WEEKS),
        names=names_of(request, [*(one.by for one in events), *(one.by for one in prints)]),
        halls=halls_for(request, sign.region),
        address=f"{settings.address}{sign.path}",
        sample=settings.sample,
        writes=policy.may_here(request.actor, "sign.write", sign.region),
        said=request.GET.get("said", ""),
    )


def stale_page(request: Any) -> StalePage:
    """What is to be replaced, in the places that are mine."""
    stale = stale_signs(request, request.signs.listing())
    return StalePage(
        halls=by_hall(stale),
        places={one.sign.region: region_name(one.sign.region) for one in stale},
        titles={one.sign.code: _titles(request, one.sign) for one in stale},
        waiting=tuple(one.sign.code for one in stale if not one.ready and not one.match.ended),
        ready=tuple(one.sign.code for one in stale if one.ready),
        overdue=sum(one.overdue for one in stale),
        sample=request.registry.mingbai.sample,
        writes=policy.may(request.actor, "sign.write"),
        said=request.GET.get("said", ""),
    )


def public_scans(request: Any) -> Iterable[tuple[str, str, str, str, str]]:
    """Code, hall, window, week and count of the last weeks, as they may be made public; no sums, which would tell what is left out."""
    request.registry.scans.flush()
    day = clock.day_of(request.registry.now())
    for one in request.signs.listing():
        weeks = request.signs.weeks(one.code, day, WEEKS)
        for week, count in zip(weeks, scans.public(week.count for week in weeks), strict=True):
            told = f"不足 {scans.FEW}" if count is None else str(count)
            yield one.code, one.plan.hall_name, one.plan.window, week.first.isoformat(), told


def halls_for(request: Any, region: str) -> tuple[Heading, ...]:
    """The halls of the register in a place and below it."""
    head = region.rstrip("0")
    return tuple(one for one in request.published.listing("hall") if one.region.startswith(head))


def _titles(request: Any, sign: Sign) -> tuple[str, ...]:
    """What the guides on a sign are called now; by what they were called last where they are not in force."""
    wanted = [(one.region, one.slug) for one in sign.plan.items]
    known = {name: one.title for name, one in request.published.headings("guide", wanted).items()}
    if len(known) < len(set(wanted)):
        known = _ended(request) | known
    return tuple(known.get(name, name[1]) for name in wanted)


def _ended(request: Any) -> dict[tuple[str, str], str]:
    """What each guide that is not in force was called last; found once for each state of what is public, for many signs may ask."""
    library = request.published
    state = library.state()

    def made() -> dict[tuple[str, str], str]:
        return {(one.region, one.slug): one.title for one in library.elsewhere("guide")}

    found: dict[tuple[str, str], str] = request.registry.kept.get(("ended titles", state.number, state.until), made)
    return found


def _key(sign: Sign) -> str:
    return f"{sign.region} {sign.plan.hall_name or sign.plan.hall}"


def _fits(sign: Sign, hall: str, state: str, stale: Mapping[str, Stale]) -> bool:
    """Whether a sign is of the chosen hall and state; without a choice those that were retired are left out."""
    if hall and _key(sign) != hall:
        return False
    if state == "stale":
        return sign.code in stale
    return sign.state == state if state in STATES else sign.state != RETIRED
