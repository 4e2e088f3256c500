"""The embedded engine: Whoosh in a folder of this host, for up to about 2,000 guides (a province).

Only the 2.7 public interface is used, and of that only writing and reading posting lists: a generation never changes while it is
read, so each word's list is scored once and kept, which makes a warm question a few additions a guide. The files are read into
memory whole (1 MB for 163 guides), so that no file that is cut short or taken away can end the process. Whoosh's files hold
pickles: the folder is the process's own (0700), and a file that is not what was written is never opened (``generations``).
"""

from __future__ import annotations

import math
import threading
from array import array
from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from whoosh import versionstring
from whoosh.analysis import SpaceSeparatedTokenizer
from whoosh.fields import ID, STORED, TEXT, Schema
from whoosh.filedb.filestore import FileStorage, RamStorage

from mingbai.search import cutting
from mingbai.search.cutting import pairs
from mingbai.search.entry import Entry
from mingbai.search.generations import Generations
from mingbai.search.index import FIELDS, Asked, Boosts, Hit
from mingbai.search.picking import picked

K1, B = 1.2, 0.75
"""BM25 as tantivy has it, so that both engines put guides in the same order."""
KEPT = 400_000
"""Postings that a reader keeps scored, 12 bytes each; beyond that it begins anew."""


class EmbeddedIndex(Generations):
    """A Whoosh index somewhere below ``folder``; made when first written."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder, Whoosh())


class Whoosh:
    """Writes and reads the generations of an ``EmbeddedIndex``."""

    name = "whoosh"
    maker = f"whoosh {versionstring()}, {cutting.MAKER}"
    transient = frozenset({"MAIN_WRITELOCK"})

    def write(self, folder: Path, put: Iterable[Entry], drop: Iterable[str]) -> None:
        """Put and drop entries in one commit of Whoosh's own."""
        storage = FileStorage(str(folder))
        index = storage.open_index() if any(folder.iterdir()) else storage.create_index(_schema())
        writer = index.writer(limitmb=64)
        try:
            for key in drop:
                writer.delete_by_term("key", key)
            for entry in put:
                writer.update_document(**_document(entry))
        except BaseException:
            writer.cancel()
            raise
        writer.commit()

    def open(self, folder: Path) -> _Reader:
        """What ``folder`` holds, read into memory."""
        storage = RamStorage()
        for path in folder.iterdir():
            if path.name not in self.transient:
                storage.files[path.name] = path.read_bytes()
        return _Reader(storage.open_index().reader())


class _Known(NamedTuple):
    """What is kept of an entry besides its words."""

    key: str
    digest: str
    region: str
    slug: str
    service: str
    code: str
    audiences: tuple[str, ...]


class _Reader:
    def __init__(self, reader: Any) -> None:
        self._reader = reader
        self._lock = threading.Lock()
        found = dict(_known(reader))
        self._known: Mapping[int, _Known] = dict(sorted(found.items(), key=lambda one: one[1].key))
        self._services: dict[str, list[int]] = defaultdict(list)
        for number, known in self._known.items():
            self._services[known.service].append(number)
        self._mean = {field: _mean(reader, field, found) for field in FIELDS}
        self._scored: dict[tuple[str, Boosts], tuple[array[int], array[float]]] = {}
        self._weight = 0

    def digests(self) -> Mapping[str, str]:
        """The digest of every entry by its key."""
        return {known.key: known.digest for known in self._known.values()}

    def find(self, asked: Asked) -> Sequence[Hit]:
        """Every guide that matches is scored; the best are picked."""
        scores: dict[int, float] = defaultdict(float)
        for word, weight in asked.weighed:
            for number, score in zip(*self._word(word, asked.boosts), strict=True):
                scores[number] += weight * score
        for number, score in self._exact(asked):
            scores[number] += score
        known, places = self._known, asked.places
        matches = [
            Hit(one.region, one.slug, one.service, scores[number])
            for number, one in known.items()
            if number in scores and (not places or one.region in places)
        ]
        return picked(matches, asked, lambda service: self._besides(service, places))

    def _besides(self, service: str, places: Container[str]) -> Iterator[Hit]:
        for number in self._services.get(service, ()):
            one = self._known[number]
            if not places or one.region in places:
                yield Hit(one.region, one.slug, one.service, 0.0)

    def _exact(self, asked: Asked) -> Iterator[tuple[int, float]]:
        """What is not looked for by words: each adds the same wherever it matches."""
        for phrase in dict.fromkeys(asked.phrases):
            for number in self._phrase(phrase):
                yield number, asked.boosts.phrase
        for character in dict.fromkeys(asked.characters):
            for number, _ in self._postings("characters", character):
                yield number, asked.boosts.character
        code, audiences = cutting.code(asked.code), set(asked.audiences)
        for number, known in self._known.items() if code or audiences else ():
            if code and known.code.startswith(code):
                yield number, asked.boosts.code
            if not audiences.isdisjoint(known.audiences):
                yield number, asked.boosts.audience

    def _phrase(self, phrase: str) -> Iterator[int]:
        """The guides that hold all the pairs of characters, and then the very phrase."""
        found: set[int] | None = None
        for pair in sorted(set(pairs(phrase))):
            holding = {number for number, _ in self._postings("exact", pair)}
            found = holding if found is None else found & holding
            if not found:
                return
        for number in found or ():
            if any(phrase in line for line in self._stored(number)["lines"]):
                yield number

    def _stored(self, number: int) -> Mapping[str, Any]:
        with self._lock:
            stored: Mapping[str, Any] = self._reader.stored_fields(number)
        return stored

    def _word(self, word: str, boosts: Boosts) -> tuple[array[int], array[float]]:
        kept = self._scored.get((word, boosts))
        if kept is None:
            kept = self._summed(word, boosts)
            if self._weight > KEPT:
                self._scored, self._weight = {}, 0
            self._scored[word, boosts] = kept
            self._weight += len(kept[0]) + 10
        return kept

    def _summed(self, word: str, boosts: Boosts) -> tuple[array[int], array[float]]:
        """A word counts where it counts most, with a little for the other fields that it stands in."""
        most: dict[int, float] = defaultdict(float)
        total: dict[int, float] = defaultdict(float)
        for field in FIELDS:
            boost = getattr(boosts, field)
            for number, score in self._scores(field, word):
                most[number] = max(most[number], boost * score)
                total[number] += boost * score
        return array("L", most), array("d", (best + boosts.others * (total[number] - best) for number, best in most.items()))

    def _scores(self, field: str, word: str) -> Iterator[tuple[int, float]]:
        found, among = self._postings(field, word), len(self._known)
        rare = math.log(1 + (among - len(found) + 0.5) / (len(found) + 0.5))
        for number, count in found:
            length = self._reader.doc_field_length(number, field) or 0
            yield number, rare * (K1 + 1) * count / (count + K1 * (1 - B + B * length / self._mean[field]))

    def _postings(self, field: str, word: str) -> list[tuple[int, float]]:
        with self._lock:  # a matcher moves about in a file that all share
            if (field, word) not in self._reader:
                return []
            found, matcher = [], self._reader.postings(field, word)
            while matcher.is_active():
                found.append((matcher.id(), matcher.weight()))
                matcher.next()
        return found


def _known(reader: Any) -> Iterator[tuple[int, _Known]]:
    for number, stored in reader.iter_docs():
        yield number, _Known(*(stored[name] for name in _Known._fields))


def _mean(reader: Any, field: str, numbers: Iterable[int]) -> float:
    lengths = [reader.doc_field_length(number, field) or 0 for number in numbers]
    return sum(lengths) / max(1, len(lengths)) or 1.0


def _schema() -> Schema:
    text = TEXT(analyzer=SpaceSeparatedTokenizer(), phrase=False, spelling=False)
    plain = dict.fromkeys(("digest", "region", "slug", "service", "code", "audiences", "lines"), STORED)
    return Schema(key=ID(unique=True, stored=True), characters=text, exact=text, **plain, **dict.fromkeys(FIELDS, text))


def _document(entry: Entry) -> dict[str, Any]:
    cut, lines = cutting.cut(entry), cutting.lines(entry)
    return {
        "key": entry.key,
        "digest": entry.digest,
        "region": entry.region,
        "slug": entry.slug,
        "service": entry.service,
        "code": cutting.code(entry.code),
        "audiences": entry.audiences,
        "lines": lines,
        "characters": " ".join(cutting.characters(entry)),
        "exact": " ".join(dict.fromkeys(pair for line in lines for pair in pairs(line))),
        **{field: " ".join(words) for field, words in cut.items()},
    }
