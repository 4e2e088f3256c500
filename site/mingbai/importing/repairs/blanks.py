"""Blanks that a conversion put inside Chinese words (``第五十 八条``): taken out where the document itself writes the word whole.

Blanks that agencies do print, between the organs that issue a text together or between the entries of a line, stay.
"""

from __future__ import annotations

import re
from collections import Counter

from mingbai.importing.blocks import Blocks, Finding, Place, texts
from mingbai.importing.repairs.rewriting import rewrite

_HAN = "\u3400-\u9fff\U00020000-\U0003ffff"
_PAIR = re.compile(f"(?=([{_HAN}][{_HAN}]))")
_BLANK = re.compile(f"([{_HAN}])( {{1,3}}|\u3000)([{_HAN}])(?![^\\s：:]{{0,10}}[：:])")
_SPACED = re.compile(f"(?<![{_HAN}])[{_HAN}](?:[ \u3000][{_HAN}]){{2,}}(?![{_HAN}])")
_DATE = frozenset({"年月", "月日", "日时", "时分", "月至", "至年", "自年"})
"""Between these a blank is room to write a date in (年  月  日)."""
_ORGAN = "部局厅会委院署办行社市县区省"
_OFTEN = 2


def close_spaced_words(document: Blocks) -> Blocks:
    """Close a word of three characters or more that is printed with a blank between each two (即 时 办 结)."""
    return rewrite(document, lambda text: _SPACED.sub(_whole, text), _tell)


def close_split_words(document: Blocks) -> Blocks:
    """Take out a blank between two Chinese characters that stand together, without it, at least twice elsewhere."""
    whole = "\n".join(text for block in document.blocks for text, _ in texts(block))
    if not _BLANK.search(whole):
        return document
    pairs = Counter(_PAIR.findall(whole))

    def closed(found: re.Match[str]) -> str:
        left, blank, right = found.groups()
        split = left not in _ORGAN and left + right not in _DATE and pairs[left + right] >= _OFTEN
        return left + right if split else left + blank + right

    return rewrite(document, lambda text: _BLANK.sub(closed, text), _tell)


def _whole(found: re.Match[str]) -> str:
    word = re.sub(r"[ \u3000]", "", found[0])
    return found[0] if any(pair in word for pair in _DATE) else word


def _tell(before: str, after: str, place: Place) -> Finding:
    words = "、".join(found[0] for found in _BLANK.finditer(before))
    return Finding(kind="split-word", severity="info", sentence="词语中间的空格已去掉。", place=place, excerpt=words[:60])
