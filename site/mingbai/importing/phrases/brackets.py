"""Which brackets of a Chinese text belong together, also where some of them were lost or mixed up.

Knows nothing of what stands in the brackets.
"""

from __future__ import annotations

_FAMILY = {"(": "（", ")": "）", "<": "〈", ">": "〉", "[": "〔", "]": "〕", "［": "〔", "］": "〕", "﹝": "〔", "﹞": "〕"}
_PAIRS = {"》": "《", "〉": "〈", "）": "（", "〕": "〔", "】": "【", "”": "“"}
_OPENERS = frozenset("《〈（〔【“")


def matches(text: str) -> dict[int, int]:
    """The position of each closing bracket by the position of its opening one; half and full width count as the same.

    A bracket without a partner has no entry, so an unclosed 《 hides nothing that follows it.
    """
    found: dict[int, int] = {}
    waiting: list[tuple[str, int]] = []
    for at, character in enumerate(text):
        bracket = _FAMILY.get(character, character)
        if bracket in _OPENERS:
            waiting.append((bracket, at))
        elif bracket in _PAIRS:
            _close(_PAIRS[bracket], at, waiting, found)
    return found


def _close(opener: str, at: int, waiting: list[tuple[str, int]], found: dict[int, int]) -> None:
    """Pair the closing bracket at ``at`` with the last waiting ``opener``; what was opened after that one stays unpaired."""
    for back in range(len(waiting) - 1, -1, -1):
        if waiting[back][0] == opener:
            found[waiting[back][1]] = at
            del waiting[back:]
            return


def depths(text: str) -> list[int]:
    """For each position, in how many closed pairs of brackets it lies; the brackets themselves count as inside."""
    change = [0] * (len(text) + 1)
    for opened, closed in matches(text).items():
        change[opened] += 1
        change[closed + 1] -= 1
    depth, found = 0, []
    for step in change[:-1]:
        depth += step
        found.append(depth)
    return found


def split_outside(text: str, separators: str) -> list[str]:
    """``text`` cut at each of ``separators`` that lies in no brackets; the separators are dropped, empty parts too."""
    inside, parts, start = depths(text), [], 0
    for at, character in enumerate(text):
        if character in separators and not inside[at]:
            parts.append(text[start:at])
            start = at + 1
    return [part.strip() for part in [*parts, text[start:]] if part.strip()]
