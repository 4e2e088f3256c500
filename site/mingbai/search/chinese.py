"""Chinese text as search sees it: folded to one way of writing, cut into words. Queries and indexed text go the same way.

Folding is NFKC (full width to half), traditional to simplified, lower case. Words are jieba's in search mode, so a long word also
yields the shorter words inside it. The dictionary loads on first use, after the first page.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import Any

_WORD = re.compile(r"[0-9a-z]+|[㐀-鿿\U00020000-\U0003ffff]+")
_HAN = re.compile(r"[㐀-鿿\U00020000-\U0003ffff]")
LONGEST = 1000
"""No query is read beyond this many characters: bounded time, whatever is typed."""

_TRADITIONAL_HINT = re.compile(r"[^\x00-\x7f]")


def fold(text: str) -> str:
    """``text`` in one way of writing: half width, simplified, lower case. Keeps its length only by chance."""
    width = unicodedata.normalize("NFKC", text).lower()
    return str(_simplifier().convert(width)) if _TRADITIONAL_HINT.search(width) else width


def words(text: str) -> list[str]:
    """The words of ``text`` in order, folded, without punctuation; a Chinese word of three or more characters comes with its parts."""
    found: list[str] = []
    for run in _WORD.findall(fold(text)):
        found += _cutter().cut_for_search(run) if _HAN.match(run) else [run]
    return found


def characters(text: str) -> list[str]:
    """The single Chinese characters of ``text``, folded: what a query of one character is looked up by."""
    return _HAN.findall(fold(text))


def warm() -> None:
    """Load the dictionaries now rather than with the first query."""
    words("医保")


@cache
def _simplifier() -> Any:
    import opencc

    return opencc.OpenCC("t2s")


@cache
def _cutter() -> Any:
    import rjieba

    return rjieba
