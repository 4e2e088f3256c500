"""Which characters a font can print: read from its ``cmap`` table (OpenType 1.9, cmap formats 4 and 12), without a library for fonts.

A character that no font has would stop the whole page (PDF/A-2a), so it is looked for before setting (``guides.characters``).
"""

from __future__ import annotations

import struct
from collections.abc import Iterable
from pathlib import Path


def printable(fonts: Iterable[Path]) -> frozenset[str]:
    """The characters that every one of ``fonts`` (.ttf files) has: whatever the weight, a page comes out alike."""
    found = [_characters(path.read_bytes()) for path in fonts]
    return frozenset.intersection(*found) if found else frozenset()


def _characters(font: bytes) -> frozenset[str]:
    """The characters to which a font gives a glyph."""
    count = struct.unpack_from(">H", font, 4)[0]
    records = (struct.unpack_from(">4sLLL", font, 12 + 16 * number) for number in range(count))
    table = next(offset for tag, _, offset, _ in records if tag == b"cmap")
    parts = struct.unpack_from(">H", font, table + 2)[0]
    places = (table + struct.unpack_from(">L", font, table + 8 + 8 * number)[0] for number in range(parts))
    forms = {struct.unpack_from(">H", font, at)[0]: at for at in places}
    if 12 in forms:  # holds all that format 4 does
        return frozenset(_groups(font, forms[12]))
    return frozenset(_segments(font, forms[4])) if 4 in forms else frozenset()


def _segments(font: bytes, at: int) -> Iterable[str]:
    """Format 4: runs of the basic plane, with a delta or a table of glyphs each."""
    doubled = struct.unpack_from(">H", font, at + 6)[0]
    half = f">{doubled // 2}H"
    ends, starts, deltas, offsets = (struct.unpack_from(half, font, at + 14 + extra + doubled * row) for row, extra in _ROWS)
    for number, (first, last, delta, offset) in enumerate(zip(starts, ends, deltas, offsets, strict=True)):
        for code in range(first, min(last, 0xFFFE) + 1):
            place = at + 16 + doubled * 3 + 2 * number + offset + 2 * (code - first)
            glyph = struct.unpack_from(">H", font, place)[0] if offset else code
            if glyph and (glyph + delta) % 0x10000:
                yield chr(code)


_ROWS = ((0, 0), (1, 2), (2, 2), (3, 2))
"""End codes, start codes, deltas and offsets of format 4 follow each other, with two bytes of padding after the first."""


def _groups(font: bytes, at: int) -> Iterable[str]:
    """Format 12: runs of any plane."""
    for number in range(struct.unpack_from(">L", font, at + 12)[0]):
        first, last, glyph = struct.unpack_from(">LLL", font, at + 16 + 12 * number)
        yield from (chr(code) for code in range(first, last + 1) if glyph + code - first)
