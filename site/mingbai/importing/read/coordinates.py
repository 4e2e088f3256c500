"""The coordinates of a cell as people write them (A3), and as row and column."""

from __future__ import annotations

import re

_REFERENCE = re.compile(r"\$?([A-Z]{1,3})\$?(\d{1,7})$")

At = tuple[int, int]
"""Row and column, from 1."""


def at(reference: str) -> At | None:
    """A3 → (3, 1)."""
    found = _REFERENCE.match(reference)
    if not found:
        return None
    column = 0
    for letter in found[1]:
        column = column * 26 + ord(letter) - 64
    return int(found[2]), column


def named(place: At) -> str:
    """(3, 1) → A3."""
    row, column = place
    letters = ""
    while column:
        column, left = divmod(column - 1, 26)
        letters = chr(65 + left) + letters
    return f"{letters}{row}"
