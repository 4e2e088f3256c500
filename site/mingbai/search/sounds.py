"""How words sound: what lets a query in pinyin, in initials, or with a character of the same sound be read.

``sounds_of`` spells the words of the site once, where the table is made; it alone loads the dictionary of readings, which is heavy.
What it gives is plain text, and the dictionaries that the layers look things up in are made of it when first needed. Nothing here
knows services or queries.
"""

from __future__ import annotations

import hashlib
import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property
from importlib import resources

from mingbai.search import chinese
from mingbai.search.spelling import blur, blurred, plain
from mingbai.search.surfaces import surface

LONGEST = 16
"""Characters of the longest surface that is told by its sound; nobody types a longer one in pinyin."""
_MOST = 80
"""How many words that begin alike are weighed against each other."""
_LATIN = re.compile("[a-z]+")
_RUN = re.compile("[0-9a-z]+|[^0-9a-z]+")
ASKING = frozenset("的了吗呢吧啊我你他她它们这那哪怎么什没是几谁咋啥多")
"""Characters of questions: what has one is a way of asking, no term."""


@dataclass(frozen=True, kw_only=True)
class Sounds:
    """The sounds of the site's words.

    - ``spelt``: the words that may be meant, the preferred first → their syllables without tones, separated by blanks.
    - ``heard``: other words that people use, and words of questions → their syllables. They fill the rest of a sentence.
    - ``readings``: a Chinese character → its syllables, the usual first, separated by blanks.
    - ``source``: the digest of what they were made from.
    """

    spelt: Mapping[str, str] = field(default_factory=dict)
    heard: Mapping[str, str] = field(default_factory=dict)
    readings: Mapping[str, str] = field(default_factory=dict)
    source: str = ""

    @cached_property
    def known(self) -> frozenset[str]:
        """Every word of the site of two characters or more: what is no slip of the keyboard."""
        return frozenset(word for word in (*self.spelt, *self.heard) if len(word) > 1)

    @cached_property
    def openings(self) -> frozenset[str]:
        """The first two characters of every known word."""
        return frozenset(word[:2] for word in self.known)

    @cached_property
    def joined(self) -> Mapping[str, str]:
        """Pinyin without blanks → the preferred word."""
        return _first((said.replace(" ", ""), word) for words in (self.spelt, self.heard) for word, said in words.items())

    @cached_property
    def blurred(self) -> Mapping[str, str]:
        """Blurred pinyin without blanks → the preferred word."""
        return _first((blur(said), word) for said, word in self.joined.items())

    @cached_property
    def initials(self) -> Mapping[str, str]:
        """The first letters of the syllables → the preferred word; only of words that may be meant."""
        return _first(("".join(syllable[0] for syllable in said.split()), word) for word, said in self.spelt.items())

    @cached_property
    def latin(self) -> frozenset[str]:
        """Latin words that are used as such: those in words of the site, and everyday ones."""
        return frozenset((*_latin(), *(run for word in self.known for run in _LATIN.findall(word))))

    @cached_property
    def mendable(self) -> Sequence[str]:
        """The words that a slip is mended to: only Chinese characters, and none of those that every question is full of."""
        return [word for word in self.spelt if word.isalpha() and not word[0].isascii() and not ASKING.intersection(word)]

    @cached_property
    def alike(self) -> Mapping[tuple[str, ...], Sequence[str]]:
        """Three blurred syllables (two of a word of two) → the words that begin so."""
        found: dict[tuple[str, ...], list[str]] = {}
        for word in self.mendable:
            found.setdefault(tuple(blurred(one) for one in self.spelt[word].split()[:3]), []).append(word)
        return found

    @cached_property
    def shortened(self) -> Mapping[str, str]:
        """A word of four characters or more without one of them → the preferred such word."""
        return _first((word[:at] + word[at + 1 :], word) for word in self.mendable if 3 < len(word) < 9 for at in range(len(word)))

    @cached_property
    def _ordered(self) -> tuple[Sequence[str], Sequence[str]]:
        """The pinyin and the initials in alphabetical order: what beginnings are looked up in."""
        return sorted(self.joined), sorted(self.initials)

    def begun(self, letters: str) -> str:
        """The preferred word whose pinyin begins with ``letters``; empty where none does."""
        return self._preferred(letters, self._ordered[0], self.joined)

    def begun_initials(self, letters: str) -> str:
        """The preferred word whose initials begin with ``letters``; empty where none does."""
        return self._preferred(letters, self._ordered[1], self.initials)

    @cached_property
    def _alphabetical(self) -> Sequence[str]:
        return sorted(self.mendable)

    def completed(self, beginning: str) -> str:
        """The preferred word that begins with ``beginning`` and is longer; empty where none does."""
        place = bisect_left(self._alphabetical, beginning)
        found = []
        for word in self._alphabetical[place : place + _MOST]:
            if not word.startswith(beginning):
                break
            found.append(word)
        return min((word for word in found if word != beginning), key=self.ranks.__getitem__, default="")

    def _preferred(self, letters: str, ordered: Sequence[str], words: Mapping[str, str]) -> str:
        place = bisect_left(ordered, letters)
        found = []
        while place < len(ordered) and ordered[place].startswith(letters) and len(found) < _MOST:
            found.append(words[ordered[place]])
            place += 1
        return min(found, key=lambda word: self.ranks.get(word, len(self.ranks)), default="")

    @cached_property
    def ranks(self) -> Mapping[str, int]:
        """A word that may be meant → its place in the order of preference."""
        return {word: rank for rank, word in enumerate(self.spelt)}

    def syllables(self, character: str) -> tuple[str, ...]:
        """The readings of a character; none for what is no Chinese character or too rare to be typed."""
        return tuple(self.readings.get(character, "").split())


def sounds_of(surfaces: Iterable[str], asked: Iterable[str] = (), phrasings: Iterable[str] = (), before: Sounds | None = None) -> Sounds:
    """The sounds of ``surfaces``, of what is ``asked`` for them, and of the words of ``phrasings``.

    Spelling loads a dictionary of 47,000 phrases (half a second); what ``before`` has spelt is taken from there, and where
    nothing has changed, ``before`` comes back.

    Of what is asked only terms may be meant, not what has words of questions in it. Of words that sound alike the one is preferred
    that stands most often in phrasings and other words; then the earlier one."""
    texts = [tuple(surfaces), tuple(asked), tuple(phrasings)]
    source = hashlib.sha256(repr(texts).encode()).hexdigest()
    if before is not None and before.source == source:
        return before
    meant, heard = _words(*texts)
    known = {**before.spelt, **before.heard} if before else {}
    return Sounds(
        source=source,
        spelt={word: known.get(word) or " ".join(spell(word)) for word in meant},
        heard={word: known.get(word) or " ".join(spell(word)) for word in heard},
        readings=before.readings if before and before.readings else _readings(),
    )


def _words(surfaces: Iterable[str], asked: Iterable[str], phrasings: Iterable[str]) -> tuple[Iterable[str], Iterable[str]]:
    """The words that may be meant, the preferred first, and the others that people use."""
    said = dict.fromkeys(one for one in map(surface, asked) if 1 < len(one) <= LONGEST)
    termed = (one for one in said if len(one) < 8 and not ASKING.intersection(one))
    meant = dict.fromkeys((*(one for one in map(surface, surfaces) if 1 < len(one) <= LONGEST), *termed))
    texts = (*meant, *said, *map(surface, phrasings))
    counts = Counter(part for text in texts for part in _parts(text) if part in meant)
    parts = dict.fromkeys(part for text in texts for part in chinese.pieces(text) if len(part) > 1)
    heard = dict.fromkeys(word for word in (*_everyday(), *said, *parts) if word not in meant)
    return sorted(meant, key=lambda word: -counts[word]), heard


def _parts(text: str) -> Iterator[str]:
    return (text[start:end] for start in range(len(text)) for end in range(start + 2, min(len(text), start + LONGEST) + 1))


def spell(word: str) -> tuple[str, ...]:
    """The syllables of ``word``, without tones; letters and figures stay one piece as they are. Loads the dictionaries at first."""
    found: list[str] = []
    for run in _RUN.findall(word):
        for part in [run] if run.isascii() else filter(None, _own().split(run)):
            own = _overrides().get(part)
            found += own.split() if own else [part] if part.isascii() else _spelt(part)
    return tuple(found)


def _spelt(run: str) -> Iterator[str]:
    """The syllables of Chinese characters: the longest phrase of the dictionary from each place on, else the character.

    ``pypinyin.lazy_pinyin`` reads the same way, four times slower, which readers would wait for after every change of a service."""
    from pypinyin.constants import PHRASES_DICT

    at = 0
    while at < len(run):
        size = 0
        for end in range(at + 2, len(run) + 1):
            if run[at:end] not in _phrase_beginnings():
                break
            size = end - at if run[at:end] in PHRASES_DICT else size
        if size:
            yield from (plain(readings[0]) for readings in PHRASES_DICT[run[at : at + size]])
        else:
            yield next(iter(_spoken(run[at])), run[at])
        at += size or 1


@cache
def _phrase_beginnings() -> frozenset[str]:
    from pypinyin.constants import PHRASES_DICT

    return frozenset(phrase[:size] for phrase in PHRASES_DICT for size in range(2, len(phrase) + 1))


def _spoken(character: str) -> tuple[str, ...]:
    """The readings of one character without tones, the usual first."""
    from pypinyin.constants import PINYIN_DICT

    return tuple(dict.fromkeys(plain(PINYIN_DICT.get(ord(character), "")).split(","))) if ord(character) in PINYIN_DICT else ()


def _first(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    found: dict[str, str] = {}
    for key, word in pairs:
        found.setdefault(key, word)
    return found


@cache
def _readings() -> dict[str, str]:
    """The readings of the characters of GB 2312, which are those that people type; at most three of each."""
    return {character: " ".join(_spoken(character)[:3]) for character in _characters()}


def _characters() -> Iterator[str]:
    for row in range(0xB0, 0xF8):
        for cell in range(0xA1, 0xFF):
            try:
                yield bytes((row, cell)).decode("gb2312")
            except UnicodeDecodeError:
                continue  # five cells at the end of the first level are empty


def _data(name: str) -> Iterator[str]:
    text = (resources.files("mingbai.search") / "data" / name).read_text("utf-8")
    return (line for line in text.splitlines() if not line.startswith("#"))


@cache
def _overrides() -> dict[str, str]:
    return dict(line.split("\t") for line in _data("readings.tsv"))


@cache
def _own() -> re.Pattern[str]:
    return re.compile(f"({'|'.join(sorted(_overrides(), key=len, reverse=True))})")


@cache
def _latin() -> frozenset[str]:
    return frozenset(word for line in _data("latin_words.txt") for word in line.split())


@cache
def _everyday() -> tuple[str, ...]:
    return tuple(word for line in _data("everyday_words.txt") for word in line.split())
