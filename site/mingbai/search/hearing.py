"""Reading Latin letters as words: pinyin, also blurred, begun or with one slip, and initials. Pure, over the site's ``Sounds``.

What comes out is a sentence of the site's words that uses up all the letters, or nothing: half a sentence would be a guess.
"""

from __future__ import annotations

import string
from collections.abc import Callable, Iterator
from typing import Literal, NamedTuple

from mingbai.search.sounds import Sounds
from mingbai.search.spelling import blur, could_be

LONGEST = 120
"""Letters of a run that is read as pinyin: about forty syllables."""
_WORD = 48
_MEANT, _HEARD, _SINGLE, _BEGUN, _ACROSS = 1.0, 1.3, 1.8, 2.0, 0.6
"""What a piece costs: a word that may be meant, another, a single character, one that is only begun; and an end where no blank is."""
_LEAST_BEGUN, _LEAST_SLIP = 4, 6
"""Letters that a beginning and a word with one slip have at least."""


class Heard(NamedTuple):
    """What letters were read as, and how."""

    text: str
    how: Literal["pinyin", "initials"]


def heard(letters: list[str], sounds: Sounds) -> Heard | None:
    """What the Latin words ``letters``, as typed with blanks between them, say together; None where they say nothing known."""
    whole = "".join(letters)
    if not 1 < len(whole) <= LONGEST:
        return None
    ends = _blanks(letters)
    if any(could_be(whole[: len(whole) - unfinished]) for unfinished in range(min(4, len(whole) - 2))):
        spoken = _sentence(whole, ends, sounds, sounds.joined.get) or _sentence(
            whole, ends, sounds, lambda piece: sounds.blurred.get(blur(piece))
        )
        if spoken:
            return Heard(spoken, "pinyin")
    elif mixed := sounds.blurred.get(blur(whole)):
        return Heard(mixed, "pinyin")
    short = _short(whole, sounds)
    if short:
        return Heard(short, "initials")
    slipped = _begun(whole, sounds) or _slipped(whole, sounds)
    return Heard(slipped, "pinyin") if slipped else None


def _blanks(letters: list[str]) -> frozenset[int]:
    """Where blanks stood, as places in the joined letters; none where only one word was typed."""
    ends, at = [], 0
    for word in letters[:-1]:
        at += len(word)
        ends.append(at)
    return frozenset(ends)


def _sentence(letters: str, blanks: frozenset[int], sounds: Sounds, find: Callable[[str], str | None]) -> str:
    """The cheapest row of words that uses up ``letters``; its last word may be only begun. Empty where there is none."""
    best: list[tuple[float, int, str]] = [(0.0, 0, "")] + [(float("inf"), 0, "")] * len(letters)
    for start in range(len(letters)):
        cost = best[start][0]
        if cost == float("inf"):
            continue
        for end, word, price in _pieces(letters, start, sounds, find):
            across = _ACROSS if blanks and end != len(letters) and end not in blanks else 0.0
            if cost + price + across < best[end][0]:
                best[end] = (cost + price + across, start, word)
    return _told(best, len(letters))


def _pieces(letters: str, start: int, sounds: Sounds, find: Callable[[str], str | None]) -> Iterator[tuple[int, str, float]]:
    """The words that begin at ``start``, with where each ends and what it costs."""
    for end in range(start + 1, min(len(letters), start + _WORD) + 1):
        word = find(letters[start:end])
        if word:
            yield end, word, _SINGLE if len(word) == 1 else _MEANT if word in sounds.ranks else _HEARD
    if len(letters) - start >= _LEAST_BEGUN:
        word = sounds.begun(letters[start:])
        if word:
            yield len(letters), word, _BEGUN


def _told(best: list[tuple[float, int, str]], end: int) -> str:
    words: list[str] = []
    if best[end][0] == float("inf"):
        return ""
    while end:
        _, start, word = best[end]
        words.append(word)
        end = start
    return "".join(reversed(words)) if any(len(word) > 1 for word in words) else ""


def _short(letters: str, sounds: Sounds) -> str:
    """The words of which ``letters`` are the initials: one, one that is begun, or two."""
    one = sounds.initials.get(letters) or (sounds.begun_initials(letters) if len(letters) >= _LEAST_BEGUN else "")
    if one:
        return one
    for cut in sorted(range(2, len(letters) - 1), key=lambda cut: abs(2 * cut - len(letters))):
        first, second = sounds.initials.get(letters[:cut]), sounds.initials.get(letters[cut:])
        if first and second:
            return first + second
    return ""


def _begun(letters: str, sounds: Sounds) -> str:
    return sounds.begun(letters) if len(letters) >= _LEAST_BEGUN else ""


def _slipped(letters: str, sounds: Sounds) -> str:
    """The preferred word whose pinyin differs from ``letters`` by one letter too many, too few, another, or two swapped."""
    if len(letters) < _LEAST_SLIP:
        return ""
    found = [word for word in map(sounds.joined.get, _slips(letters)) if word and word in sounds.ranks]
    return min(found, key=sounds.ranks.__getitem__, default="")


def _slips(letters: str) -> Iterator[str]:
    for at in range(len(letters)):
        before, after = letters[:at], letters[at:]
        yield before + after[1:]
        yield before + after[1:2] + after[:1] + after[2:]
        for letter in string.ascii_lowercase:
            yield before + letter + after[1:]
            yield before + letter + after
    for letter in string.ascii_lowercase:
        yield letters + letter
