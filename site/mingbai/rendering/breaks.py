"""Break a short Chinese label into even lines, as a typesetter would: whole words, and no mark where it may not stand.

A box of a flow chart or a cell of a poster has no browser to break its lines. Knows no font: one Chinese character is one
unit wide, Latin letters and digits half of one.
"""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator

from mingbai.rendering.lexicon import words

Cut = Callable[[str], Iterable[str]]
"""Cuts a text into words."""

NEVER_FIRST = "、，。；：？！…）》」』〉】〕’”,.;:?!)]}%％℃·—"
"""避头: marks that may not begin a line."""
NEVER_LAST = "（《「『〈【〔‘“([{"
"""避尾: marks that may not end a line."""
_ATOM = re.compile(r"[0-9A-Za-z.+\-/%]+|\s+|.", re.DOTALL)
_SPLIT_WORD = 24.0
"""What it costs to break inside a word, in squared units of raggedness."""
_ONE_MORE = 9.0
"""What a line costs, likewise: one more line is better than a cut word."""


def characters(text: str) -> Iterator[str]:
    """The plainest cut: every Chinese character alone, Latin words and numbers whole."""
    return (atom.group() for atom in _ATOM.finditer(text))


def width(text: str) -> float:
    """The width of ``text`` in Chinese characters."""
    return sum(map(_sign_width, text))


@functools.cache
def _sign_width(sign: str) -> float:
    return 1.0 if unicodedata.east_asian_width(sign) in "WFA" else 0.55


@functools.lru_cache(maxsize=4096)
def lines(text: str, limit: float, *, cut: Cut = words) -> tuple[str, ...]:
    """``text`` in lines of at most ``limit`` units: few, of even lengths, and with its words whole.

    A piece wider than ``limit`` that cannot be broken (a long number) stands on a line of its own, and is wider. Kept,
    because the same steps stand in hundreds of guides.
    """
    text = text.strip()
    if width(text) <= limit:
        return (text,) if text else ()
    atoms = _glued(text)
    return tuple("".join(atoms[start:end]).strip() for start, end in _cheapest(atoms, _word_ends(text, cut), limit))


def _glued(text: str) -> list[str]:
    """The smallest pieces that may stand alone: a mark stays with the character that it may not leave."""
    pieces: list[str] = []
    for atom in characters(text):
        if pieces and (atom[0] in NEVER_FIRST or pieces[-1].rstrip()[-1:] in tuple(NEVER_LAST) or atom.isspace()):
            pieces[-1] += atom
        else:
            pieces.append(atom)
    return pieces


def _word_ends(text: str, cut: Cut) -> set[int]:
    """Offsets in ``text`` at which a word ends."""
    ends, at = set(), 0
    for word in cut(text):
        at += len(word)
        ends.add(at)
    return ends


def _cheapest(atoms: list[str], ends: set[int], limit: float) -> list[tuple[int, int]]:
    """Spans of atoms, one a line, that cost least: in lines, in raggedness and in words cut."""
    wide = [width(atom.rstrip()) for atom in atoms]
    ideal = _even(wide, limit)
    best: list[tuple[float, int]] = [(0.0, 0)]
    offset = 0
    for end in range(1, len(atoms) + 1):
        offset += len(atoms[end - 1])
        cut = 0.0 if offset in ends else _SPLIT_WORD
        best.append(min(_endings(wide, end, limit, ideal, cut, best)))
    spans, end = [], len(atoms)
    while end:
        start = -best[end][1]
        spans.append((start, end))
        end = start
    return spans[::-1]


def _endings(
    wide: list[float], end: int, limit: float, ideal: float, cut: float, best: list[tuple[float, int]]
) -> Iterator[tuple[float, int]]:
    """What each line that ends at ``end`` leads to: cost so far, and minus where that line starts (of two equal ways the one whose
    earlier lines are longer wins)."""
    long = 0.0
    for start in range(end - 1, -1, -1):
        long += wide[start]
        if long > limit and end - start > 1:
            return
        yield best[start][0] + (ideal - long) ** 2 + cut + _ONE_MORE, -start


def _even(wide: list[float], limit: float) -> float:
    """The length that every line would have if words did not matter."""
    whole = sum(wide)
    return whole / max(1, -(-whole // limit))
