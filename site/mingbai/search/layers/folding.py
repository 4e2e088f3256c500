"""Folding: what was typed, in one way of writing. Pure; never refuses.

Only figures, Latin letters and Chinese characters stay. Between Chinese characters nothing stands any more, except that a clause
ends with ``，`` where one was ended (今天住院了。怎么报 → 今天住院了，怎么报); between Latin words and figures one blank stays where
anything stood. So 异地-就医-备案 and 医 保 转 移 become words again, and ``app 2`` does not become ``app2``.
"""

from __future__ import annotations

import re
from dataclasses import replace

from mingbai.search import chinese, spelling
from mingbai.search.query import Query
from mingbai.search.table import Table

_KEPT = "0-9a-z㐀-鿿\U00020000-\U0003ffff"
_BETWEEN = re.compile(f"[^{_KEPT}]+")
_CLAUSE = re.compile(r"[，。；？！,;?!\n\r]")
_LATIN = re.compile(r"[0-9a-z]")


def read(query: Query, table: Table) -> Query:
    """The query with its text folded. That needs no explaining, so it leaves no reading."""
    return replace(query, text=folded(query.typed))


def folded(typed: str) -> str:
    """``typed`` in one way of writing, at most ``chinese.LONGEST`` characters of it. Folding twice changes nothing more."""
    text = typed[: chinese.LONGEST]
    for _ in range(4):  # NFKC, case and simplification can each make room for another; twice is what real text needs at most
        before, text = text, _joined(chinese.fold(spelling.plain(text)))
        if text == before:
            break
    return text


def _joined(text: str) -> str:
    """``text`` without what is neither figure, letter nor Chinese character."""
    return _BETWEEN.sub(lambda found: _mark(text, found), text)


def _mark(text: str, found: re.Match[str]) -> str:
    """What stands for the characters ``found`` between two that stay."""
    start, end = found.span()
    if start == 0 or end == len(text):
        return ""
    if _CLAUSE.search(found.group()):
        return "，"
    return " " if _LATIN.match(text[start - 1]) and _LATIN.match(text[end]) else ""
