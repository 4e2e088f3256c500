"""What a sign would show if it were printed now: its guides in force (or what they were renamed to), its hall, its window.

Read from the library; the words themselves are made by ``rendering.paper.sign``. A register of 200 signs names few guides: each is
gathered once for all of them, and kept by whoever gives a store to keep it in.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from mingbai import clock
from mingbai.errors import Gone, NotFound, Refusal
from mingbai.guides.hall import Hall, Window
from mingbai.guides.version import Name, Version
from mingbai.printing.gathering import of_version
from mingbai.publishing.library import Library
from mingbai.rendering.paper.face import SignFace, face_from
from mingbai.rendering.paper.sheet import Imprint, Paper
from mingbai.rendering.paper.sign import face_of, sign_paper
from mingbai.rendering.paper.subject import Subject
from mingbai.signage.sign import Planned, Print, Sign

Keep = Callable[[Hashable, Callable[[], Any]], Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How a guide of a sign stands now: its newest version in force (None where it never was), and whether it can be shown.

    ``name`` is what the sign names; a guide that was renamed is shown under its present name."""

    name: Name
    version: Version | None

    @property
    def shows(self) -> bool:
        """Whether it is in force and its words are there."""
        return self.version is not None and self.version.in_force and not self.version.removed

    @property
    def trouble(self) -> str:
        """Why it cannot be shown, in words; empty where it can."""
        if self.version is None:
            return f"{self.name.slug}：还没有施行，或者没有这个事项"
        if self.version.removed:
            return f"{self.name.slug}：文字已经依法移除"
        ended = self.version.withdrawn
        return f"{self.version.value.name}：已{ended.why}" if ended else ""


class Faces:
    """Makes faces from what ``library`` has in force. ``imprint`` is the site's own part of every sheet; ``keep`` gives what it holds
    under a key, or makes it."""

    def __init__(self, library: Library, imprint: Imprint, now: datetime, keep: Keep | None = None) -> None:
        self._library = library
        self._imprint = imprint
        self._now = now
        self._held: dict[Hashable, Any] = {}
        self._keep = keep or self._hold

    def standing(self, items: Iterable[Name]) -> tuple[Standing, ...]:
        """How each guide stands now."""
        return tuple(Standing(name=name, version=standing_of(self._library, name)) for name in items)

    def subjects(self, sign: Sign) -> tuple[Subject, ...]:
        """The guides of a sign that can be shown now, ready to be printed."""
        return tuple(self._subject(one.version) for one in self.standing(sign.plan.items) if one.version is not None and one.shows)

    def face(self, sign: Sign) -> SignFace:
        """What it would show now. Raises Refusal where none of its guides is in force."""
        return self.face_with(sign, self.subjects(sign), self.hall(sign.plan))

    def face_with(self, sign: Sign, subjects: tuple[Subject, ...], hall: Hall | None) -> SignFace:
        """What it would show of ``subjects`` in ``hall``. Raises Refusal where there are none."""
        if not subjects:
            raise Refusal(f"公示牌 {sign.code} 上的事项都不在施行中，不能打印。", remedy="请改登记一块新的公示牌，并把这一块撤下。")
        plan = sign.plan
        window = window_of(plan, hall)
        return face_of(subjects, self._imprint, path=sign.path, kind=plan.kind, size=plan.size, hall=hall, window=window)

    def paper(self, sign: Sign, printed: Print) -> Paper:
        """The sheet of a print, as it was on its day: its words are those that were kept, whatever is in force since. Raises Gone where
        the law had the words removed."""
        if printed.removed:
            raise Gone("这次打印的文字已经依法移除。", remedy="请再打印一次。")
        subjects = tuple(self._subject(self._library.version(*name, number)) for name, number in printed.versions)
        imprint = replace(self._imprint, day=clock.day_of(printed.at))
        return sign_paper(face_from(printed.shown), subjects, imprint)

    def version_subject(self, version: Version) -> Subject:
        """A guide in one of its versions, ready to be printed."""
        return self._subject(version)

    def hall(self, plan: Planned) -> Hall | None:
        """The hall: the one in force under the plan's slug, else only its name as it was written; None where there is neither."""
        return self.listed(plan) or self.named_hall(plan)

    def listed(self, plan: Planned) -> Hall | None:
        """The hall of the register in which the sign hangs; None where only a name was written, or it is no longer in force."""
        for name in plan.hall_names:
            found = standing_of(self._library, name)
            if found is not None and found.in_force and not found.removed:
                hall: Hall = found.value
                return hall
        return None

    def named_hall(self, plan: Planned) -> Hall | None:
        """A hall of which only the name is known, as it was written; None where there is none."""
        return Hall(region=plan.region, slug=plan.hall, name=plan.hall_name) if plan.hall_name else None

    def _subject(self, version: Version) -> Subject:
        """Made once for each text and state of what is public, since blank forms and halls stand in it; with the day to which it counts."""
        state = self._library.state()
        key = ("sign", version.digest, clock.day_of(self._now), state.number, state.until)
        found: Subject = self._keep(key, lambda: of_version(self._library, version, self._now))
        # The same words may be another version's: only what is printed beside them differs.
        return replace(found, version=version)

    def _hold(self, key: Hashable, make: Callable[[], Any]) -> Any:
        if key not in self._held:
            self._held[key] = make()
        return self._held[key]


def standing_of(library: Library, name: Name) -> Version | None:
    """The newest version of an item that is or was in force, under its present name where it was renamed; None where there is none."""
    seen: set[Name] = set()
    found = None
    while name not in seen:
        seen.add(name)
        try:
            found = library.current(*name)
        except NotFound:
            return found
        ended = found.withdrawn
        if ended and ended.why == "更名" and len(ended.successors) == 1:
            name = ended.successors[0]
    return found


def window_of(plan: Planned, hall: Hall | None) -> Window | None:
    """The window: the hall's own of that number, else the number as it was written; None for a sign that belongs to none."""
    if not plan.window:
        return None
    own = next((one for one in hall.windows if one.number == plan.window), None) if hall else None
    return own or Window(number=plan.window)
