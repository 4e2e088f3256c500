"""Break a short Chinese label into even lines, as a typesetter would: whole words, and no mark where it may not stand.

A box of a flow chart or a cell of a poster has no browser to break its lines. Knows no font: one Chinese character is one
unit wide, Latin letters and digits half of one.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator

Cut = Callable[[str], Iterable[str]]
"""Cuts a text into words, such as ``rjieba.cut``."""

NEVER_FIRST = "、，。；：？！…）》」』〉】〕’”,.;:?!)]}%％℃·—"
"""避头: marks that may not begin a line."""
NEVER_LAST = "（《「『〈【〔‘“([{"
"""避尾: marks that may not end a line."""
_ATOM = re.compile(r"[0-9A-Za-z.+\-/%]+|\s+|.", re.DOTALL)
_SPLIT_WORD = 6.0
"""What it costs to break inside a word, in squared units of raggedness."""


def characters(text: str) -> Iterator[str]:
    """The plainest cut: every Chinese character alone, Latin words and numbers whole."""
    return (atom.group() for atom in _ATOM.finditer(text))


def width(text: str) -> float:
    """The width of ``text`` in Chinese characters."""
    return sum(1.0 if unicodedata.east_asian_width(sign) in "WFA" else 0.55 for sign in text)


def lines(text: str, limit: float, *, cut: Cut = characters) -> tuple[str, ...]:
    """``text`` in as few lines of at most ``limit`` units as it needs, of lengths as even as its words allow.

    A piece wider than ``limit`` that cannot be broken (a long number) stands on a line of its own, and is wider.
    """
    atoms = _glued(text.strip())
    if not atoms:
        return ()
    best = _cheapest(atoms, _word_ends(text.strip(), cut), limit)
    return tuple("".join(atoms[start:end]).strip() for start, end in best)


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
    """Spans of atoms, one a line: fewest lines first, then the least raggedness and the fewest words cut."""
    offsets = [0]
    for atom in atoms:
        offsets.append(offsets[-1] + len(atom))
    ideal = _even(atoms, limit)
    best: list[tuple[int, float, list[tuple[int, int]]]] = [(0, 0.0, [])]
    for end in range(1, len(atoms) + 1):
        options = []
        for start in range(end - 1, -1, -1):
            wide = width("".join(atoms[start:end]).strip())
            if wide > limit and end - start > 1:
                break
            count, cost, spans = best[start]
            cost += (ideal - wide) ** 2 + (0 if offsets[end] in ends else _SPLIT_WORD)
            options.append((count + 1, cost, [*spans, (start, end)]))
        best.append(min(options, key=lambda option: option[:2]))
    return best[-1][2]


def _even(atoms: list[str], limit: float) -> float:
    """The length that every line would have if words did not matter."""
    whole = width("".join(atoms))
    return whole / max(1, -(-whole // limit))
