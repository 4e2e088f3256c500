"""Who asks, or for whom: a hint for ranking, never a filter. Pure; the words are data (``data/audiences.tsv``).

The words stay in the text, for they often say what it is about, too (新生儿参保).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache
from importlib import resources

from mingbai.search.query import Query
from mingbai.search.table import Table

_READ = 200
"""Characters of a text that are read: nobody says later than that who they are."""


def read(query: Query, table: Table) -> Query:
    """The query with the audiences that its text speaks of, in the order in which it names them."""
    found = tuple(dict.fromkeys(_found(query.text[:_READ])))
    return replace(query, audiences=found) if found else query


def _found(text: str) -> Iterator[str]:
    for said in _pattern().finditer(text):
        for audience, company in _words()[said.group()]:
            if not company or any(word in text for word in company):
                yield audience


@cache
def _words() -> Mapping[str, tuple[tuple[str, tuple[str, ...]], ...]]:
    """Every word → the audiences that it speaks of, each with the words of which one must stand beside it (none: any may)."""
    text = (resources.files("mingbai.search") / "data" / "audiences.tsv").read_text("utf-8")
    found: dict[str, tuple[tuple[str, tuple[str, ...]], ...]] = {}
    for line in text.splitlines():
        if not line.startswith("#"):
            words, audience, *company = line.split("\t")
            for word in words.split():
                found[word] = (*found.get(word, ()), (audience, tuple(company[0].split()) if company else ()))
    return found


@cache
def _pattern() -> re.Pattern[str]:
    """Any of the words, the longest first; Latin ones only where they stand alone."""
    longest_first = sorted(_words(), key=lambda word: (-len(word), word))
    return re.compile("|".join(f"(?<![a-z]){word}(?![a-z])" if word.isascii() else re.escape(word) for word in longest_first))
