"""The engine for large sites: tantivy in a folder of this host, past about 2,000 guides.

tantivy maps its files into memory and reads what is asked for, so its size does not weigh on a process. It never writes into a
finished file, and ``generations`` looks at every file's length before each question; a file that somebody else cuts short in the
microseconds between that and the reading would still end the worker (SIGBUS), and the server would start another.

Where more places of one service match equally well than an answer has room for, which of them come is decided by the order
in which they were written.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Any

import tantivy
from tantivy import Occur, Query

from mingbai.search import cutting
from mingbai.search.cutting import pairs
from mingbai.search.entry import Entry
from mingbai.search.generations import Generations
from mingbai.search.index import FIELDS, Asked, Hit
from mingbai.search.picking import picked

HEAP = 64 * 2**20
"""Bytes that a writer gathers before it writes a segment."""
KEPT = 60_000
"""Names of guides that a reader keeps, 300 bytes each: reading them from the store takes longer than finding them."""
ROUNDS = 2
"""How often a question is asked: anew without the services that the answer has enough of already; once where services are named."""
_STORED = ("key", "digest", "region", "slug", "service")
_BORDER = "|"
"""Stands between two lines, so that no phrase reaches from one into the next."""


class LargeIndex(Generations):
    """A tantivy index somewhere below ``folder``; made when first written."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder, Tantivy())


class Tantivy:
    """Writes and reads the generations of a ``LargeIndex``."""

    name = "tantivy"
    maker = f"tantivy {version('tantivy')}, {cutting.MAKER}"
    transient = frozenset({".tantivy-writer.lock", ".tantivy-meta.lock"})

    def write(self, folder: Path, put: Iterable[Entry], drop: Iterable[str]) -> None:
        """Put and drop entries in one commit; one thread, so that a new index holds them in the order given."""
        fresh = not any(folder.iterdir())
        writer = tantivy.Index(_schema(), path=str(folder)).writer(heap_size=HEAP, num_threads=1)
        for key in drop:
            writer.delete_documents_by_term("key", key)
        for entry in put:
            if not fresh:
                writer.delete_documents_by_term("key", entry.key)
            writer.add_document(_document(entry))
        writer.commit()
        writer.wait_merging_threads()

    def open(self, folder: Path) -> _Reader:
        """What ``folder`` holds."""
        index = tantivy.Index.open(str(folder))
        index.config_reader("manual", 0)  # a generation never changes: no thread need watch it
        index.reload()
        return _Reader(index)


class _Reader:
    def __init__(self, index: Any) -> None:
        self._schema = index.schema
        self._searcher = index.searcher()
        self._known: dict[tuple[int, int], tuple[str, str, str]] = {}

    def digests(self) -> Mapping[str, str]:
        """The digest of every entry by its key."""
        found = self._searcher.search(Query.all_query(), max(1, self._searcher.num_docs), count=False).hits
        stored = (self._searcher.doc(address) for _, address in found)
        return {one.get_first("key"): one.get_first("digest") for one in stored}

    def find(self, asked: Asked) -> Sequence[Hit]:
        """The best matches; where one service fills the answer, it is asked again without that one."""
        parts = list(self._parts(asked))
        hits = self._rounds(asked, parts) if parts else ()
        return picked(hits, asked, lambda service: self._besides(asked, service))

    def _rounds(self, asked: Asked, parts: list[Any]) -> Iterable[Hit]:
        found: dict[tuple[str, str], Hit] = {}
        full: set[str] = set()
        for _ in range(1 if asked.services else ROUNDS):
            latest = self._likely(asked, parts, full)
            found.update(((hit.region, hit.slug), hit) for hit in latest)
            counts = Counter(hit.service for hit in found.values() if hit.service)
            enough = {service for service, count in counts.items() if count >= asked.each}
            if len(latest) < asked.limit or enough == full or len(enough) * asked.each >= asked.limit:
                break
            full = enough
        return found.values()

    def _likely(self, asked: Asked, parts: list[Any], without: set[str]) -> list[Hit]:
        """The best by a score that tantivy can prune by, the sum over all fields; those few are then scored as they should be."""
        flat = [*self._flat(asked), *self._exact(asked)]
        likely = self._searched(asked, flat, asked.limit, without=without)
        if not likely or asked.places:
            return self._searched(asked, parts, asked.limit, without=without)
        keys = Query.term_set_query(self._schema, "key", [f"{hit.region}/{hit.slug}" for hit in likely])
        any_of = Query.boolean_query([(Occur.Should, part) for part in parts])
        both = Query.boolean_query([(Occur.Must, any_of), (Occur.Must, Query.const_score_query(keys, 0.0))])
        return [self._hit(score, address) for score, address in self._searcher.search(both, len(likely), count=False).hits]

    def _flat(self, asked: Asked) -> Iterator[Any]:
        for word, weight in asked.weighed:
            for field in FIELDS:
                term = Query.term_query(self._schema, field, word, "freq")
                yield Query.boost_query(term, weight * getattr(asked.boosts, field))

    def _besides(self, asked: Asked, service: str) -> Sequence[Hit]:
        """Guides of ``service`` that no word need fit: they are not scored."""
        return self._searched(asked, [Query.const_score_query(self._term("service", service), 0.0)], asked.each)

    def _searched(self, asked: Asked, parts: list[Any], limit: int, *, without: Collection[str] = ()) -> list[Hit]:
        any_of = Query.boolean_query([(Occur.Should, part) for part in parts])
        if not (asked.places or without):
            return [self._hit(score, address) for score, address in self._searcher.search(any_of, limit, count=False).hits]
        narrowed = [(Occur.Must, any_of), *((Occur.MustNot, self._term("service", service)) for service in sorted(without))]
        if asked.places:
            places = Query.term_set_query(self._schema, "region", sorted(asked.places))
            narrowed.append((Occur.Must, Query.const_score_query(places, 0.0)))
        found = self._searcher.search(Query.boolean_query(narrowed), limit, count=False).hits
        return [self._hit(score, address) for score, address in found]

    def _hit(self, score: float, address: Any) -> Hit:
        place = address.segment_ord, address.doc
        known = self._known.get(place)
        if known is None:
            stored = self._searcher.doc(address)
            known = stored.get_first("region"), stored.get_first("slug"), stored.get_first("service") or ""
            if len(self._known) >= KEPT:
                self._known = {}
            self._known[place] = known
        return Hit(*known, score)

    def _term(self, field: str, value: str) -> Any:
        return Query.term_query(self._schema, field, value, "basic")

    def _parts(self, asked: Asked) -> Iterator[Any]:
        """Any word in any field; a word counts where it counts most, with a little for the other fields that it stands in."""
        boosts = asked.boosts
        for word, weight in asked.weighed:
            fields = [
                Query.boost_query(Query.term_query(self._schema, field, word, "freq"), weight * getattr(boosts, field)) for field in FIELDS
            ]
            yield Query.disjunction_max_query(fields, boosts.others)
        yield from self._exact(asked)

    def _exact(self, asked: Asked) -> Iterator[Any]:
        """What is not looked for by words: each adds the same wherever it matches."""
        boosts = asked.boosts
        for phrase in dict.fromkeys(asked.phrases):
            if len(phrase) > 1:
                yield Query.const_score_query(self._phrase(pairs(phrase)), boosts.phrase)
        for character in dict.fromkeys(asked.characters):
            yield Query.const_score_query(self._term("characters", character), boosts.character)
        if code := cutting.code(asked.code):
            yield Query.const_score_query(Query.regex_query(self._schema, "code", f"{re.escape(code)}.*"), boosts.code)
        if asked.audiences:
            yield Query.const_score_query(
                Query.boolean_query([(Occur.Should, self._term("audiences", one)) for one in dict.fromkeys(asked.audiences)]),
                boosts.audience,
            )

    def _phrase(self, found: list[str]) -> Any:
        return Query.phrase_query(self._schema, "exact", found) if len(found) > 1 else self._term("exact", found[0])


def _schema() -> Any:
    builder = tantivy.SchemaBuilder()
    for field in _STORED:
        builder.add_text_field(field, stored=True, tokenizer_name="raw", index_option="basic")
    builder.add_text_field("code", tokenizer_name="raw", index_option="basic")
    for field in ("audiences", "characters"):
        builder.add_text_field(field, tokenizer_name="whitespace", index_option="basic")
    for field in FIELDS:
        builder.add_text_field(field, tokenizer_name="whitespace", index_option="freq")
    builder.add_text_field("exact", tokenizer_name="whitespace", index_option="position")
    return builder.build()


def _document(entry: Entry) -> Any:
    cut = {field: " ".join(words) for field, words in cutting.cut(entry).items()}
    exact = f" {_BORDER} ".join(" ".join(pairs(line)) for line in cutting.lines(entry))
    return tantivy.Document(
        key=entry.key,
        digest=entry.digest,
        region=entry.region,
        slug=entry.slug,
        service=entry.service,
        code=cutting.code(entry.code),
        audiences=" ".join(entry.audiences),
        characters=" ".join(cutting.characters(entry)),
        exact=exact,
        **cut,
    )
