"""Damage that is reported and never mended, because only a person can: titles whose 《 or 》 is missing, numbers printed twice.

These steps add findings and change no block.
"""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

from mingbai.importing.blocks import Blocks, Finding, Paragraph, Place, texts

_ITEM = re.compile(r"\s*(?:[（(](?P<han>[一二三四五六七八九十]{1,3})[）)]|(?P<digit>\d{1,2})[、.．](?!\d))")


_OPENED = re.compile(r"《[^《》，。；、（()）\s]*$")
_CLOSED = re.compile(r"[^《》，。；、（()）\s]*》")


def report_unclosed_titles(document: Blocks) -> Blocks:
    """Report each text in which 《 and 》 are not as many, but not the two lines of a box that share one title (《信息 / 表》)."""
    entries = [(text, place) for block in document.blocks for text, place in texts(block) if text.strip()]
    shared = {at + more for at, (upper, lower) in enumerate(pairwise(entries)) if _share(upper[0], lower[0]) for more in (0, 1)}
    found = tuple(
        _unclosed(text, place) for at, (text, place) in enumerate(entries) if at not in shared and text.count("《") != text.count("》")
    )
    return replace(document, findings=document.findings + found) if found else document


def _share(upper: str, lower: str) -> bool:
    return bool("《" in upper and _OPENED.search(upper.rstrip()) and _CLOSED.match(lower.lstrip()))


def report_repeated_numbers(document: Blocks) -> Blocks:
    """Report a list in which two items that follow one another carry the same number."""
    findings: list[Finding] = []
    before = ""
    for block in document.blocks:
        item = _ITEM.match(block.text) if isinstance(block, Paragraph) else None
        number = item[0].strip() if item else ""
        if item and number == before:
            findings.append(_repeated(number, block.text if isinstance(block, Paragraph) else "", block.place))
        before = number or ("" if not isinstance(block, Paragraph) or block.text.strip() else before)
    return replace(document, findings=document.findings + tuple(findings)) if findings else document


def _unclosed(text: str, place: Place) -> Finding:
    missing = "》" if text.count("《") > text.count("》") else "《"
    return Finding(
        kind="unclosed-title", severity="damage", sentence=f"书名号不成对，缺“{missing}”。", place=place, excerpt=text.strip()[:60]
    )


def _repeated(number: str, text: str, place: Place) -> Finding:
    return Finding(
        kind="repeated-number", severity="damage", sentence=f"序号“{number}”连续出现了两次。", place=place, excerpt=text.strip()[:60]
    )
