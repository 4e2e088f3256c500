"""Damage that is reported and never mended, because only a person can: titles whose 《 or 》 is missing, numbers printed twice.

These steps add findings and change no block.
"""

from __future__ import annotations

import re
from dataclasses import replace

from mingbai.importing.blocks import Blocks, Finding, Paragraph, Place, texts

_ITEM = re.compile(r"\s*(?:[（(](?P<han>[一二三四五六七八九十]{1,3})[）)]|(?P<digit>\d{1,2})[、.．](?!\d))")


def report_unclosed_titles(document: Blocks) -> Blocks:
    """Report each text in which 《 and 》 are not as many."""
    found = tuple(
        _unclosed(text, place) for block in document.blocks for text, place in texts(block) if text.count("《") != text.count("》")
    )
    return replace(document, findings=document.findings + found) if found else document


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
