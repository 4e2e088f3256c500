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
from collections.abc import Iterable, Iterator, Mapping, Sequence
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
ROUNDS = 6
"""How often a question is asked anew without the services that the answer has enough of already."""
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

    def digests(self) -> Mapping[str, str]:
        """The digest of every entry by its key."""
        found = self._searcher.search(Query.all_query(), max(1, self._searcher.num_docs), count=False).hits
        stored = (self._searcher.doc(address) for _, address in found)
        return {one.get_first("key"): one.get_first("digest") for one in stored}

    def find(self, asked: Asked) -> Sequence[Hit]:
        """The best matches; where one service fills the answer, it is asked again without that one."""
        parts = list(self._parts(asked))
        hits = self._rounds(asked, parts) if parts else ()
        return picked(hits, asked, lambda service: self._besides(asked, parts, service))

    def _rounds(self, asked: Asked, parts: list[Any]) -> Iterable[Hit]:
        found: dict[tuple[str, str], Hit] = {}
        full: set[str] = set()
        for _ in range(ROUNDS):
            latest = self._searched(asked, parts, asked.limit, without=full)
            found.update(((hit.region, hit.slug), hit) for hit in latest)
            counts = Counter(hit.service for hit in found.values() if hit.service)
            enough = {service for service, count in counts.items() if count >= asked.each}
            if len(latest) < asked.limit or enough == full or len(enough) * asked.each >= asked.limit:
                break
            full = enough
        return found.values()

    def _besides(self, asked: Asked, parts: list[Any], service: str) -> Sequence[Hit]:
        """The best guides of ``service``, whatever else is asked."""
        return self._searched(asked, [*parts, Query.const_score_query(Query.all_query(), 0.0)], asked.each, within=service)

    def _searched(self, asked: Asked, parts: list[Any], limit: int, *, within: str = "", without: Iterable[str] = ()) -> list[Hit]:
        any_of = Query.boolean_query([(Occur.Should, part) for part in parts])
        narrowed = [(Occur.Must, any_of), *((Occur.MustNot, self._term("service", service)) for service in sorted(without))]
        if within:
            narrowed.append((Occur.Must, Query.const_score_query(self._term("service", within), 0.0)))
        if asked.places:
            places = Query.term_set_query(self._schema, "region", sorted(asked.places))
            narrowed.append((Occur.Must, Query.const_score_query(places, 0.0)))
        found = self._searcher.search(Query.boolean_query(narrowed), limit, count=False).hits
        return [self._hit(score, address) for score, address in found]

    def _hit(self, score: float, address: Any) -> Hit:
        stored = self._searcher.doc(address)
        return Hit(stored.get_first("region"), stored.get_first("slug"), stored.get_first("service") or "", score)

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
