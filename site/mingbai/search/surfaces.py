"""How words are written where they are looked up, and finding known ones in a text. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from mingbai.search import chinese

LONGEST = 24
"""Characters of the longest surface that is looked for."""
Surfaces = Mapping[str, tuple[tuple[str, float], ...]]
"""A surface → what it means, each with how surely."""

_KEPT = re.compile(r"[0-9a-z㐀-鿿\U00020000-\U0003ffff]+")

_CLAUSE = re.compile(r"[，。；？！,;?!\n\r]")
_PARTICLE = re.compile(r"[了的]|过(?![户期世敏渡程])")


def surface(text: str) -> str:
    """``text`` as the table writes it: folded, only figures, Latin letters and Chinese characters, nothing between them."""
    return "".join(_KEPT.findall(chinese.fold(text)))


def clauses(text: str) -> list[str]:
    """The surfaces of the clauses of ``text``: 往上转，医保 says nothing of 转医保."""
    return [clause for part in _CLAUSE.split(text) if (clause := surface(part))]


def spans(text: str, surfaces: Surfaces) -> Iterator[tuple[str, tuple[tuple[str, float], ...]]]:
    """The known surfaces in ``text``, the longest from each place on, without overlaps, within a clause, each with what it means.

    A surface is known with a particle in it too: 换了法人 is 换法人. What is given is what stands in the text."""
    for clause in clauses(text):
        at = 0
        while at < len(clause):
            said, meant = _longest(clause, at, surfaces)
            if meant:
                yield said, meant
            at += len(said) or 1


def _longest(clause: str, at: int, surfaces: Surfaces) -> tuple[str, tuple[tuple[str, float], ...]]:
    """The longest stretch of ``clause`` from ``at`` on that is known, and what it means; blank and nothing where none is."""
    particled = _PARTICLE.search(clause, at + 1, at + LONGEST)
    for end in range(min(len(clause), at + LONGEST), at, -1):
        said = clause[at:end]
        meant = surfaces.get(said)
        if not meant and particled and particled.end() < end:
            meant = surfaces.get(said[0] + _PARTICLE.sub("", said[1:-1]) + said[-1])
        if meant:
            return said, meant
    return "", ()
