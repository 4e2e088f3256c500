"""Chinese text as search sees it: folded to one way of writing, cut into words. Queries and indexed text go the same way.

Folding is NFKC (full width to half), traditional to simplified, lower case, and one writing for words that have two
(``data/writings.tsv``: 帐户 is 账户). Words are jieba's in search mode, so a long word also yields the shorter words inside it.
The dictionary loads on first use, after the first page.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import Any

_WORD = re.compile(r"[0-9a-z]+|[㐀-鿿\U00020000-\U0003ffff]+")
_HAN = re.compile(r"[㐀-鿿\U00020000-\U0003ffff]")
LONGEST = 1000
"""No query is read beyond this many characters: bounded time, whatever is typed."""

_TRADITIONAL_HINT = re.compile(r"[^\x00-\x7f]")


def fold(text: str) -> str:
    """``text`` in one way of writing: half width, simplified, lower case. Keeps its length only by chance."""
    width = unicodedata.normalize("NFKC", text).lower()
    if not _TRADITIONAL_HINT.search(width):
        return width
    simplified = str(_simplifier().convert(width)).replace("〇", "零")
    return _writings_pattern().sub(lambda found: _writings()[found.group()], simplified)


def words(text: str) -> list[str]:
    """The words of ``text`` in order, folded, without punctuation; a Chinese word of three or more characters comes with its parts."""
    found: list[str] = []
    for run in _WORD.findall(fold(text)):
        found += _cutter().cut_for_search(run) if _HAN.match(run) else [run]
    return found


def pieces(text: str) -> list[str]:
    """All of ``text`` cut into words of the dictionary, without guessing at new ones; joined they are the text again."""
    return list(_cutter().cut(text, hmm=False))


def commonness(word: str) -> int:
    """How often the dictionary's corpus has ``word``: 0 where it is no word; 3 is rare, 500 everyday."""
    return int(_cutter().suggest_freq(word)) if _cutter().has_word(word) else 0


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
def _writings() -> Mapping[str, str]:
    text = (resources.files("mingbai.search") / "data" / "writings.tsv").read_text("utf-8")
    return dict(line.split("\t") for line in text.splitlines() if not line.startswith("#"))


@cache
def _writings_pattern() -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, sorted(_writings(), key=len, reverse=True))))


@cache
def _cutter() -> Any:
    import rjieba

    return rjieba
