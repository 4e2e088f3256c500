"""Slips of the keyboard: 异地就一 read as 异地就医, 参保平正 as 参保凭证. Pure; ``repairs`` says what is to be mended."""

from __future__ import annotations

from dataclasses import replace

from mingbai.search.query import Query, Reading
from mingbai.search.repairs import repairs
from mingbai.search.table import Table


def read(query: Query, table: Table) -> Query:
    """The query with the slips in its text mended; the mended text is ``corrected``."""
    found = repairs(query.text, table.sounds) if table.sounds.spelt else []
    if not found:
        return query
    text, at = "", 0
    for one in found:
        text += query.text[at : one.start] + one.word
        at = one.end
    text += query.text[at:]
    readings = tuple(Reading("homophones", query.text[one.start : one.end], one.word) for one in found)
    return replace(query, text=text, corrected=text, readings=query.readings + readings)
