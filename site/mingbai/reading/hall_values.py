"""What the pages of a hall show, as frozen values."""

from __future__ import annotations

from dataclasses import dataclass

from mingbai.guides.opening import Now
from mingbai.guides.version import Version
from mingbai.reading.values import AsOf, Look, Place, Titled
from mingbai.registers.hall_work import DoneHere, WindowWork
from mingbai.rendering.halls import HallSight, ScreenRow


@dataclass(frozen=True, slots=True, kw_only=True)
class HallPage:
    """A hall. ``above`` is the nearest place with guides that it lies in; ``now`` is its state at this moment, None where the page is of
    another day or of a version that is not in force."""

    version: Version
    place: Place
    above: Place | None
    sight: HallSight
    now: Now | None
    windows: tuple[WindowWork, ...]
    done: tuple[DoneHere, ...]
    look: Look = "current"
    on: AsOf | None = None
    successors: tuple[Titled, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ScreenPage:
    """What a display in a hall shows: ``pages`` of rows, of which ``page`` (from 1) is in view and ``next`` follows; its ``state`` at this
    moment and the ``day`` in words, ``address`` and its ``code`` (an SVG) to scan; ``sample`` while the site has no address of its own;
    ``ended`` says why a withdrawn hall is shown no more."""

    sight: HallSight
    state: str
    day: str
    pages: tuple[tuple[ScreenRow, ...], ...]
    page: int
    next: int
    address: str
    code: str
    sample: bool
    ended: str = ""
