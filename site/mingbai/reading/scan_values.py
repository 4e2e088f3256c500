"""What the pages of a scan show, as frozen values: an item, a paper, a sign. Templates take them and compute nothing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from mingbai.guides.hall import Hall
from mingbai.guides.opening import Now
from mingbai.guides.version import Name, Version, Withdrawn
from mingbai.reading.values import GuideView, Place, Titled
from mingbai.rendering.halls import HallSight
from mingbai.signage.sign import Sign

Standing = Literal["current", "renamed", "ended", "coming", "removed", "never"]
"""How an item stands now; ``never``: all that was ever published of it was called off before its time."""
Verdict = Literal["current", "superseded", "coming", "cancelled", "ended", "removed"]
"""How the version of a paper stands now."""
Likeness = Literal["same", "old", "ended", "unhung", "retired"]
"""How a sign stands to what is in force: ``ended`` where nothing of it is in force any more."""
Kind = Literal["q", "v", "s"]
"""The first word of the address: an item, a paper, a sign."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """An item that a code led to. ``version`` is the one in force, or the last that was; None where none ever was. ``coming`` takes
    effect next. ``successors`` are what an ended item goes on in, ``cards`` what of all this is a guide in force."""

    name: Name
    title: str
    place: Place | None
    standing: Standing
    version: Version | None
    coming: Version | None
    ended: Withdrawn | None
    successors: tuple[Titled, ...]
    cards: tuple[GuideView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemScan:
    """/q/{code} of an item that is not simply in force."""

    found: Found


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckScan:
    """/v/{code}: the ``version`` that a paper was printed from, how it stands, and ``sentences`` on what changed since."""

    code: str
    version: Version
    verdict: Verdict
    found: Found
    sentences: tuple[str, ...]
    others: tuple[Titled, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Here:
    """The hall before which somebody stands: its ``window`` with its own ``phone``, its state ``now`` at this moment, its hours and
    closures to come in ``sight``. ``listed``: the hall has a page of its own."""

    hall: Hall
    listed: bool
    window: str
    phone: str | None
    now: Now
    sight: HallSight


@dataclass(frozen=True, slots=True, kw_only=True)
class SignScan:
    """/s/{code}: a sign, whether it still says what is in force (``reasons`` why not), its hall, and each of its items."""

    sign: Sign
    likeness: Likeness
    reasons: tuple[str, ...]
    here: Here | None
    items: tuple[Found, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class UnknownScan:
    """A code that leads nowhere, or none yet: why and what to do, in words, and a box to type it again."""

    kind: Kind
    code: str
    sentence: str = ""
    remedy: str = ""
