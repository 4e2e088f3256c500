"""Sentences that a conversion broke over two lines: put together again where the document shows that they are one.

A break is mended only on evidence: the two characters that it parts stand together elsewhere in the document, the
line ends with a comma, or an unended list item is followed by an unnumbered line that ends it. Headings, labels, list items,
notes and short lines are never joined to. Knows no field and no family.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace

from mingbai.importing.blocks import Block, Blocks, Finding, Paragraph, Place, texts
from mingbai.importing.repairs.rewriting import with_blocks

_HAN = "\u3400-\u9fff\U00020000-\U0003ffff"
_PAIR = re.compile(f"(?=([{_HAN}][{_HAN}]))")
_ENDED = re.compile(r"[。；;！？!?：:》]\s*$")
_CARRIES = re.compile(r"[，,、（(《“]\s*$")
_OPENS = re.compile(
    r"\s*(?:[（(]?\s*(?:\d{1,2}|[一二三四五六七八九十]{1,3})\s*[）)、.．]|第[一二三四五六七八九十\d]{1,3}[章节条部]|[①-⑳❶-❿⑴-⒇]|[a-zA-Z]\s*[)）]"
    r"|[-—–]\s|[◆◇●■★▲☆◎▶➤❖·•【\[]|《|\d+(?:\.\d+)+\s|附[件录表]|[图表]\s*\d|[备附]?注\s*\d?\s*[：:]|[问答QA]\s*\d*\s*[：:]|[^，。；：:]{2,12}[：:])"
)
_ITEM = re.compile(r"\s*(?:[（(]?\s*(?:\d{1,2}|[一二三四五六七八九十]{1,3})\s*[）)、.．](?!\d)|[①-⑳])")
_TITLED = re.compile(r"\d{1,2}(?:[.．]\d{1,2})+\s*[^，。；：、]{1,24}")
"""The title of a numbered clause (5.2.3.1 单位参保登记), which no sentence goes on from."""
_CLAUSED = re.compile(r"[，。；]")
_SHORTEST = 15
"""Lines shorter than this are headings and entries; no page is so narrow that a sentence breaks there."""


def join_broken_lines(document: Blocks) -> Blocks:
    """Join a line that was broken inside a sentence or a word to the line that goes on with it."""
    pairs = _pairs(document)
    blocks: list[Block] = []
    findings: list[Finding] = []
    for block in document.blocks:
        before = blocks[-1] if blocks else None
        if isinstance(before, Paragraph) and isinstance(block, Paragraph) and _is_broken(before, block, pairs):
            blocks[-1] = _joined(before, block)
            findings.append(_tell(blocks[-1].place, before.text, block.text))
        else:
            blocks.append(block)
    return with_blocks(document, blocks, findings) if findings else document


def _pairs(document: Blocks) -> Counter[str]:
    """How often two Chinese characters stand side by side in the document; those that a line break parts are not counted."""
    whole = "\n".join(text for block in document.blocks for text, _ in texts(block))
    return Counter(_PAIR.findall(whole))


def _is_broken(before: Paragraph, after: Paragraph, pairs: Counter[str]) -> bool:
    left, right = before.text.strip(), after.text.strip()
    if "\t" in before.text or "\t" in after.text or before.level or after.level or len("".join(left.split())) < _SHORTEST or not right:
        return False
    if _ENDED.search(left) or _OPENS.match(after.text) or _TITLED.fullmatch(left):
        return False
    if _CARRIES.search(left) or right[0] in "等的":
        return True
    ends = right[-1] in "。；;"
    return pairs[left[-1] + right[0]] > 0 or (ends and bool(_ITEM.match(left) or _CLAUSED.search(left)))


def _joined(before: Paragraph, after: Paragraph) -> Paragraph:
    left, right = before.text.rstrip(), after.text.lstrip()
    between = " " if re.search(r"[A-Za-z]$", left) and re.match(r"[A-Za-z]", right) else ""
    place = replace(before.place, last=after.place.last or after.place.line)
    return replace(before, text=left + between + right, place=place)


def _tell(place: Place, before: str, after: str) -> Finding:
    excerpt = f"{before.strip()[-20:]}｜{after.strip()[:20]}"
    return Finding(kind="broken-line", severity="info", sentence="一句话被断成两行，已接上。", place=place, excerpt=excerpt)
