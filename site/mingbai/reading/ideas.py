"""What a reader could be looking for: suggestions while they type, and other words where nothing was found."""

from __future__ import annotations

from typing import Any

from mingbai.reading.shelf import Shelf
from mingbai.search.query import Query
from mingbai.search.suggesting import Suggester, suggester_of

MOST = 5
"""Other words that are offered where nothing was found."""


def suggester(shelf: Shelf, search: Any) -> Suggester:
    """What can be suggested now; made once for each state of the library."""
    table = search.table(shelf.library)
    events, offered = [one.key for one in shelf.home().events], {one.slug for one in shelf.sitemap().services}
    made: Suggester = shelf.keep("suggester", id(table), make=lambda: suggester_of(table, events, offered))
    return made


def ideas(shelf: Shelf, search: Any, query: Query) -> tuple[str, ...]:
    """Names and words that have something of ``query`` in them, for a reader who found nothing."""
    known = suggester(shelf, search)
    found = (one.text for said in (query.typed, *query.words) if len(said) > 1 for one in known.suggest(said) if one.kind != "asked")
    return tuple(dict.fromkeys(found))[:MOST]
