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


def surface(text: str) -> str:
    """``text`` as the table writes it: folded, only figures, Latin letters and Chinese characters, nothing between them."""
    return "".join(_KEPT.findall(chinese.fold(text)))


def spans(squeezed: str, surfaces: Surfaces) -> Iterator[tuple[str, tuple[tuple[str, float], ...]]]:
    """The known surfaces in ``squeezed``, the longest from each place on, without overlaps, each with what it means."""
    at = 0
    while at < len(squeezed):
        for end in range(min(len(squeezed), at + LONGEST), at, -1):
            meant = surfaces.get(squeezed[at:end])
            if meant:
                yield squeezed[at:end], meant
                at = end
                break
        else:
            at += 1
