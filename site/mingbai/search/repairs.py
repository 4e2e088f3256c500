"""Mending slips of the keyboard in Chinese: a character of the same sound or shape, one missing, doubled, wrong or swapped.

Pure, over the site's ``Sounds``. A text that is made of known words is never touched; a word that only the language knows (剩余) gives way
to a long word of the site alone. What is mended must keep more than it changes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from importlib import resources
from itertools import product
from typing import NamedTuple

from mingbai.search import chinese
from mingbai.search.sounds import ASKING, LONGEST, Sounds
from mingbai.search.spelling import blurred

READ = 32
"""Characters of a text that are mended; who writes more repeats the matter in other words."""
EDITED = 20
"""Characters of the longest text in which other slips than those of sound are looked for."""
_KNOWN, _GENERAL, _LOOSE = 0, 1, 2
_RARE = 30
"""A word of the language that is rarer than this in its dictionary (平正) is as good as none."""
_FAMILIAR, _USUAL = 2500, 400
"""Places in the order of preference: a word of two characters is mended to one of the first, one beside a known word of the second."""
_PARTICLES = ASKING | frozenset("要能会可以多少不有在去到来和与及给让把被从对就还都也很又再用个只跟同或里上下着过往按得想嘛呀您")
"""Characters that stand alone in every question: they are slips in longer words only, and only beside what is no word without them."""
_MEANT = frozenset("吗呢吧啊嘛呀我你您他她它们")
"""Characters that are never a slip."""
_HAN = re.compile(r"[㐀-鿿\U00020000-\U0003ffff]")


class Repair(NamedTuple):
    """``word`` in place of the characters from ``start`` to ``end``; ``gain`` is how much speaks for it."""

    start: int
    end: int
    word: str
    gain: float


def repairs(text: str, sounds: Sounds) -> list[Repair]:
    """What is to be mended in ``text``, from left to right, without overlaps; nothing where every word is known."""
    text = text[:READ]
    marks, words = _marks(text, sounds)
    if max(marks, default=_KNOWN) == _KNOWN:
        return []
    if completed := sounds.completed(text) if len(text) > 2 else "":
        return [Repair(0, len(text), completed, 1.0)]
    found = [*_sounding(text, marks, words, sounds), *_edited(text, marks, sounds)]
    chosen: list[Repair] = []
    for one in sorted(found, key=lambda one: (-one.gain, sounds.ranks[one.word])):
        if all(one.end <= other.start or other.end <= one.start for other in chosen):
            chosen.append(one)
    return sorted(chosen)


def _marks(text: str, sounds: Sounds) -> tuple[list[int], list[tuple[int, int]]]:
    """For each character whether it stands in a word of the site, in one of the language, or in none; and from where to where."""
    marks, words, at = [_LOOSE] * len(text), [(place, place + 1) for place in range(len(text))], 0
    while at < len(text):
        sizes = range(min(LONGEST, len(text) - at), 1, -1) if text[at : at + 2] in sounds.openings else ()
        size = next((size for size in sizes if text[at : at + size] in sounds.known), 0)
        marks[at : at + size] = [_KNOWN] * size
        words[at : at + size] = [(at, at + size)] * size
        if not size and not _HAN.match(text[at]):
            marks[at] = _KNOWN
        at += size or 1
    at = 0
    for piece in chinese.pieces(text) if _LOOSE in marks else ():
        end = at + len(piece)
        if len(piece) > 1 and _LOOSE in marks[at:end] and chinese.commonness(piece) >= _RARE:
            marks[at:end] = [min(mark, _GENERAL) for mark in marks[at:end]]
        at = end
    return marks, words


def _sounding(text: str, marks: Sequence[int], words: Sequence[tuple[int, int]], sounds: Sounds) -> Iterator[Repair]:
    """Repairs by words that sound as the text does."""
    heard = [_heard(character, sounds) for character in text]
    for start in range(len(text) - 1):
        for size in (2, 3):
            for syllables in product(*heard[start : start + size]):
                for word in sounds.alike.get(syllables, ()):
                    end = start + len(word)
                    if end <= len(text) and (size > 2 or len(word) == 2) and text[start:end] != word and max(marks[start:end]) > _KNOWN:
                        gain = _gain(text, start, word, marks, words, sounds)
                        if gain > 0:
                            yield Repair(start, end, word, gain)


@cache
def _shapes() -> dict[str, str]:
    text = (resources.files("mingbai.search") / "data" / "shapes.txt").read_text("utf-8")
    found: dict[str, str] = {}
    for line in text.splitlines():
        if not line.startswith("#"):
            for character in line:
                found[character] = found.get(character, "") + line
    return found


def _heard(character: str, sounds: Sounds) -> tuple[str, ...]:
    """The blurred syllables of a character and of those that look like it."""
    alike = dict.fromkeys((character, *_shapes().get(character, "")))
    return tuple(dict.fromkeys(blurred(one) for other in alike for one in sounds.syllables(other)))


def _gain(text: str, start: int, word: str, marks: Sequence[int], words: Sequence[tuple[int, int]], sounds: Sounds) -> float:
    """What speaks for ``word`` at ``start``: above 0 where it is to be taken."""
    changed, unsure = [], 0
    for at, (other, syllable) in enumerate(zip(word, sounds.spelt[word].split(), strict=True), start):
        one = text[at]
        if one != other:
            usual = sounds.syllables(one)[: 1 if len(word) == 2 else None]
            sure = syllable in usual or other in _shapes().get(one, "")
            if not sure and blurred(syllable) not in map(blurred, sounds.syllables(one)):
                return 0.0
            changed.append(at)
            unsure += not sure
    kept, end = len(word) - len(changed), start + len(word)
    if any(_stands(text, at, start, end, marks) for at in changed):
        return 0.0  # 刷医保吗 is no slip for 刷医保码
    inside = [at for at in changed if marks[at] == _KNOWN and start <= words[at][0] and words[at][1] <= end]
    if inside or (len(word) < 4 and any(marks[at] == _KNOWN for at in changed)):
        return 0.0  # a word of the site stands there; one that reaches beyond is an accident of what follows
    beside = text[start : changed[0]] + text[changed[0] + 1 : end] if len(word) == 3 else ""
    if len(word) == 3 and sounds.ranks[word] > _USUAL and (beside in sounds.known or text[changed[0]] in _PARTICLES):
        return 0.0  # 钱 beside 医保 is no slip for 签医保
    if len(word) == 2 and (unsure or not _usual(text[start:end], word, marks[start:end], sounds)):
        return 0.0
    # What sounds like one word from end to end is that word, even if the language has others in it: 国弹药.
    alone = start == 0 and end == len(text) and len(word) == 3 and not unsure and not ASKING.intersection(text)
    if not alone and not _gives_way(text, changed, marks, len(word)):
        return 0.0
    return len(word) + kept - 0.5 * unsure if kept > unsure else 0.0


def _stands(text: str, at: int, start: int, end: int, marks: Sequence[int]) -> bool:
    """Whether the character at ``at`` is a little word that is meant: what stands beside it in the word from ``start`` to ``end`` is whole
    without it (药房跟医保); in 异的就医 and 定点要店 it is not."""
    if text[at] not in _PARTICLES or text[at] in _MEANT:
        return text[at] in _MEANT
    beside = [place for place in (at - 1, at + 1) if start <= place < end]
    return not any(marks[place] == _LOOSE and text[place] not in _PARTICLES for place in beside)


def _usual(said: str, word: str, marks: Sequence[int], sounds: Sounds) -> bool:
    """Whether ``word``, of two characters, is so usual and ``said`` so strange that one is meant by the other."""
    strange = min(marks) == _LOOSE and not _PARTICLES.intersection(said)
    return strange and sounds.ranks[word] <= _FAMILIAR and chinese.commonness(word) >= _RARE


def _gives_way(text: str, changed: Sequence[int], marks: Sequence[int], size: int) -> bool:
    """Whether a slip at ``changed``, in a word of ``size`` characters, is likelier than that the characters there are meant."""
    kept = size - len(changed)
    if any(marks[at] == _GENERAL for at in changed) and (size < 4 or kept < 2):
        return False
    if any(text[at] in (_PARTICLES if size < 3 or len(changed) > 1 else ASKING) for at in changed) and (size < 4 or len(changed) > 1):
        return False
    return kept > 0 if size < 4 else kept * 2 >= size


def _edited(text: str, marks: Sequence[int], sounds: Sounds) -> Iterator[Repair]:
    """Repairs by words of four characters or more that one act leads to: a character put in, left out, changed, or two swapped.

    Only in a short text: of the loose characters in a long one nearly all are meant."""
    places = [at for at, mark in enumerate(marks) if mark != _KNOWN] if len(text) <= EDITED else []
    for start in range(len(text) if places else 0):
        for end in range(start + 3, min(len(text), start + 9) + 1):
            loose = [at for at in places if start <= at < end]
            if loose:
                yield from _acts(text, start, end, loose, marks, sounds)


def _acts(text: str, start: int, end: int, loose: Sequence[int], marks: Sequence[int], sounds: Sounds) -> Iterator[Repair]:
    said = text[start:end]
    longer = sounds.shortened.get(said)
    if longer and len(said) > 3 and any(text[at] not in _PARTICLES for at in loose) and longer[0] == said[0] and longer[-1] == said[-1]:
        yield Repair(start, end, longer, len(said) - 1.0)
    for at in loose:
        rest = text[start:at] + text[at + 1 : end]
        if rest in sounds.ranks and len(rest) > 3 and text[at] in text[max(start, at - 1) : at] + text[at + 1 : at + 2]:
            yield Repair(start, end, rest, len(said))
        other = sounds.shortened.get(rest)
        if other and len(other) == len(said) and other != said:
            swapped = sum(one != two for one, two in zip(said, other, strict=True)) == 2 and sorted(said) == sorted(other)
            middle = start < at < end - 1 and len(said) > 4 and marks[at] == _LOOSE and text[at] not in _PARTICLES
            if swapped or (middle and other[: at - start] == said[: at - start] and other[at - start + 1 :] == said[at - start + 1 :]):
                yield Repair(start, end, other, len(said) - 1.0)
