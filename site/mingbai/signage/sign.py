"""A sign as a value: where it hangs, what it is for, what was printed, what was done with it. Frozen; knows no database."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from mingbai.guides.version import Name
from mingbai.rendering.paper.face import SignKind, SignSize

MADE, HUNG, MOVED, RETIRED = "made", "hung", "moved", "retired"
STATES: Mapping[str, str] = {MADE: "未挂出", HUNG: "已挂出", MOVED: "已移位", RETIRED: "已撤下"}
"""State → what people call it. A sign that was moved hangs at its new spot."""
HANGING = (HUNG, MOVED)
"""States in which people can stand before it."""
ACTS: Mapping[str, str] = {"make": "登记", "print": "打印", "hang": "挂出", "move": "移位", "retire": "撤下"}
"""What can be done with a sign, as its history tells it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Print:
    """One print: ``shown`` is the projection of the sheet's words (``rendering.paper.face``), ``versions`` the guides and their
    numbers."""

    number: int
    size: str
    shown: Mapping[str, Any] = field(hash=False)
    versions: tuple[tuple[Name, int], ...]
    by: int
    at: datetime

    @property
    def removed(self) -> bool:
        """Whether the law had its words removed (``vanish``): it can be neither compared nor printed any more."""
        return not self.shown


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Something that was done with the sign, by an account's number; ``told`` what else is to be said of it."""

    act: str
    told: str
    by: int
    at: datetime

    @property
    def act_name(self) -> str:
        """In Chinese."""
        return ACTS.get(self.act, self.act)


@dataclass(frozen=True, slots=True, kw_only=True)
class Planned:
    """What somebody wants hung up. ``hall`` is the slug of a hall of ``region``; empty where only its name (``hall_name``) is known.
    ``window`` is the number that stands above it, empty for a sign that belongs to no window. ``replaces``: the code of another sign."""

    region: str
    hall: str = ""
    hall_name: str = ""
    spot: str = ""
    window: str = ""
    kind: SignKind = "placard"
    size: SignSize = "a4"
    items: tuple[Name, ...]
    replaces: str = ""

    @property
    def hall_names(self) -> tuple[Name, ...]:
        """The hall of the register that it hangs in; none where only a name was written."""
        return (Name("hall", self.region, self.hall),) if self.hall else ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Sign:
    """A sign of the register. ``printed`` is its last print, ``hanging`` the one that people stand before; None where there is none.
    ``placed_at``: since when it is to hang where the plan says."""

    code: str
    plan: Planned
    state: str
    printed: Print | None
    hanging: Print | None
    made_by: int
    made_at: datetime
    placed_at: datetime

    @property
    def region(self) -> str:
        """The place of its hall."""
        return self.plan.region

    @property
    def hangs(self) -> bool:
        """Whether people can stand before it."""
        return self.state in HANGING

    @property
    def state_name(self) -> str:
        """In Chinese."""
        return STATES[self.state]

    @property
    def path(self) -> str:
        """What its QR code leads to, without the site's address."""
        return f"/s/{self.code}"

    @property
    def where(self) -> str:
        """Window and spot in words."""
        window = f"{self.plan.window} 号窗口" if self.plan.window.isdecimal() else self.plan.window
        return " ".join(part for part in (window, self.plan.spot) if part)
