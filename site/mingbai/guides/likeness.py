"""Which part of an old list became which part of the new one: by likeness, not by position. And what is only a way of writing.

Knows nothing of guides: sequences and the texts of their elements come in, pairs of positions go out.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

ALIKE = 0.5
"""Two texts with at least this share of character pairs in common (Dice) are taken for one text that was changed."""
_MOST = 250_000
"""So many pairs of texts are compared at most; longer lists, which nobody keeps, are matched within a window of positions."""
_WINDOW = 200
_MEANT = "%‰/+<>=~"
"""Marks that are never only a way of writing."""


@dataclass(frozen=True, slots=True)
class Traits:
    """What an element is known by: its ``key``, its ``name``, the case that it stands under, and all of its ``text``."""

    key: str | None
    name: str
    case: str
    text: str


@dataclass(frozen=True, slots=True)
class Pairing:
    """Positions in the old and the new list that belong together, by the new one; and those of either that stay alone."""

    pairs: tuple[tuple[int, int], ...]
    gone: tuple[int, ...]
    new: tuple[int, ...]

    def moved(self) -> tuple[tuple[int, int], ...]:
        """The fewest pairs that must have been carried elsewhere to get from the old order to the new one."""
        kept = _longest_rise([old for old, _ in self.pairs])
        return tuple(pair for at, pair in enumerate(self.pairs) if at not in kept)


def bare(text: str) -> str:
    """``text`` without what is only a way of writing: width, blanks, marks. A mark between two digits stays (1.5, 3-5), and % and / do."""
    plain = re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))
    # Again: a lone accent (´) became a blank and a mark, which joins the letter before it once what stood between them is gone.
    return unicodedata.normalize("NFKC", "".join(sign for at, sign in enumerate(plain) if _means(plain, at, sign)))


def _means(text: str, at: int, sign: str) -> bool:
    if sign in _MEANT or unicodedata.category(sign)[0] not in "PC":
        return True
    return text[at - 1 : at].isdigit() and text[at + 1 : at + 2].isdigit()


def alike(one: str, other: str) -> float:
    """How much of two texts is the same, from 0 to 1: the share of neighbouring characters that they have in common."""
    mine, theirs = _neighbours(one), _neighbours(other)
    return 2 * len(mine & theirs) / (len(mine) + len(theirs))


@lru_cache(maxsize=4096)
def _neighbours(text: str) -> frozenset[str]:
    framed = f"\x02{bare(text) or text}\x03"
    return frozenset(framed[at : at + 2] for at in range(len(framed) - 1))


def exactly(before: Sequence[Hashable], after: Sequence[Hashable]) -> Pairing:
    """Pair only what is the same: for words of a closed list, where half a likeness means nothing."""
    return _paired(before, after, _same(before, after))


def pairing(before: Sequence[Any], after: Sequence[Any], traits: Callable[[Any], Traits]) -> Pairing:
    """Pair what is the same, then what has one key, then one name, then what is most alike."""
    found = _same(before, after)
    old = {at: traits(one) for at, one in enumerate(before) if at not in found}
    new = {at: traits(one) for at, one in enumerate(after) if at not in found.values()}
    for known in (_by_key, _by_name):
        for mine, theirs in _known(old, new, known):
            found[mine] = theirs
            del old[mine], new[theirs]
    for mine, theirs in _closest(old, new):
        if mine in old and theirs in new:
            found[mine] = theirs
            del old[mine], new[theirs]
    return _paired(before, after, found)


def _same(before: Sequence[Any], after: Sequence[Any]) -> dict[int, int]:
    """Equal elements, in their order; the hash of a frozen value tells them apart quickly."""
    waiting: dict[Any, list[int]] = {}
    for at in range(len(after) - 1, -1, -1):
        waiting.setdefault(after[at], []).append(at)
    found = {}
    for at, one in enumerate(before):
        if waiting.get(one):
            found[at] = waiting[one].pop()
    return found


def _by_key(one: Traits) -> Hashable:
    return one.key


def _by_name(one: Traits) -> Hashable:
    return (bare(one.name), bare(one.case)) if one.name else None


def _known(old: dict[int, Traits], new: dict[int, Traits], known: Callable[[Traits], Hashable]) -> list[tuple[int, int]]:
    """Pairs that ``known`` takes for the same thing; None says that it cannot tell."""
    waiting: dict[Hashable, list[int]] = {}
    for at in sorted(new, reverse=True):
        waiting.setdefault(known(new[at]), []).append(at)
    return [(at, waiting[known(one)].pop()) for at, one in old.items() if known(one) is not None and waiting.get(known(one))]


def _closest(old: dict[int, Traits], new: dict[int, Traits]) -> list[tuple[int, int]]:
    """Pairs that are alike enough, the closest first; of equally close ones those that stand nearest to each other."""
    near = len(old) * len(new) > _MOST
    found = []
    for mine, one in old.items():
        for theirs, other in new.items():
            if near and abs(mine - theirs) > _WINDOW:
                continue
            whole = alike(one.text, other.text)
            best = max(whole, alike(one.name, other.name)) if one.name and other.name else whole
            if best >= ALIKE:
                found.append((-best, -whole, abs(mine - theirs), mine, theirs))
    return [(mine, theirs) for *_, mine, theirs in sorted(found)]


def _paired(before: Sequence[Any], after: Sequence[Any], found: dict[int, int]) -> Pairing:
    taken = set(found.values())
    return Pairing(
        pairs=tuple(sorted(found.items(), key=lambda pair: pair[1])),
        gone=tuple(at for at in range(len(before)) if at not in found),
        new=tuple(at for at in range(len(after)) if at not in taken),
    )


def _longest_rise(numbers: Sequence[int]) -> set[int]:
    """Positions of a longest rising run of ``numbers``, which are all different."""
    ends: list[int] = []
    at_end: list[int] = []
    came_from: list[int] = []
    for at, number in enumerate(numbers):
        place = bisect_left(ends, number)
        came_from.append(at_end[place - 1] if place else -1)
        ends[place : place + 1] = [number]
        at_end[place : place + 1] = [at]
    kept, at = set(), at_end[-1] if at_end else -1
    while at >= 0:
        kept.add(at)
        at = came_from[at]
    return kept
