"""Cutting a snippet from stored text and marking the words that were looked for. Pure; knows no engine.

A snippet is a tuple of pieces, each marked or not, so that the template alone decides how a mark looks and everything is escaped.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from typing import NamedTuple

LENGTH = 64
"""Characters of a snippet: about two lines on a phone."""
TELLING = 16
"""Characters of a sentence that says something by itself."""


class Piece(NamedTuple):
    """Part of a text; ``marked`` where it is one of the words looked for."""

    text: str
    marked: bool


def marked(text: str, words: Iterable[str]) -> tuple[Piece, ...]:
    """All of ``text``, cut where words begin and end. Width and case do not matter; the text itself stays as it is."""
    pattern = _pattern(words)
    if pattern is None:
        return (Piece(text, False),) if text else ()
    # Folding character by character keeps the length, so that places found in the folded text are places in the text.
    folded = "".join(unicodedata.normalize("NFKC", one)[:1].lower() or one for one in text)
    pieces, end = [], 0
    for match in pattern.finditer(folded):
        if match.start() > end:
            pieces.append(Piece(text[end : match.start()], False))
        pieces.append(Piece(text[match.start() : match.end()], True))
        end = match.end()
    if end < len(text):
        pieces.append(Piece(text[end:], False))
    return tuple(pieces)


def snippet(sentences: Iterable[str], words: Iterable[str]) -> tuple[Piece, ...]:
    """The sentence that holds most of the words, cut to about LENGTH characters around the first of them; empty if none does.

    Long words count for more; of sentences that hold the same, the title of a law (《…》) and a short aside (参照执行) give way to one that
    says something."""
    wanted = [word for word in words if len(word) > 1]
    best, most = "", (0, False, False)
    for sentence in sentences:
        held = sum(len(word) for word in wanted if word in sentence)
        told = (held, not sentence.startswith("《"), len(sentence) >= TELLING)
        if held and told > most:
            best, most = sentence, told
    if not best:
        return ()
    first = min(best.find(word) for word in wanted if word in best)
    start = max(0, first - LENGTH // 4) if len(best) > LENGTH else 0
    cut = best[start : start + LENGTH]
    shown = f"{'…' if start else ''}{cut}{'…' if start + LENGTH < len(best) else ''}"
    return marked(shown, wanted)


def _pattern(words: Iterable[str]) -> re.Pattern[str] | None:
    longest_first = sorted({word for word in words if len(word) > 1}, key=lambda word: (-len(word), word))
    return re.compile("|".join(re.escape(word) for word in longest_first)) if longest_first else None
