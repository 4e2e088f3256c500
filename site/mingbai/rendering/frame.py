"""What a flow chart is drawn for: how wide it may be, and how tall before it goes on beside itself.

All lengths of a chart are units of which ``FONT`` make one letter, whatever it is shown on: on a telephone a unit is a pixel, on paper a
letter is as large as the print says. So one drawing of 48 letters is as wide as A4's text at 10 pt, and boxes grow with the
sheet while letters stay what a reader needs.
"""

from __future__ import annotations

from dataclasses import dataclass

FONT = 15.0
"""Units to a letter: pixels on a telephone."""
_POINT = 25.4 / 72
"""Millimetres of a point."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """The room for one chart, in units. ``column`` is the widest that a trunk with its exits may be, ``alone`` a trunk that nothing
    stands beside; what is taller than ``height`` goes on in a further column where ``width`` leaves room for one.
    """

    width: float
    height: float = float("inf")
    column: float = 540.0
    alone: float = 360.0

    @classmethod
    def of(cls, width: float, height: float, letters: float) -> Frame:
        """The room of ``width`` × ``height`` millimetres for letters of that many points."""
        unit = letters * _POINT / FONT
        return cls(width=width / unit, height=height / unit)


PHONE = Frame(width=328.0, column=328.0, alone=240.0)
"""A telephone of 360 px. Never folded: a page scrolls."""
PAPER = Frame.of(170, 120, 10)
"""The width of A4's text at the size of its letters, and half its height."""
