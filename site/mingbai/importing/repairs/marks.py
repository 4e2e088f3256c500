"""Headings and list items that a conversion damaged: a heading mark turned into a dot, a mark or an item glued to the line before.

It goes by what the document itself does elsewhere: a mark is restored only where its headings are marked, before words that
stand after a mark in another line or that head a field in any guide. Knows no family.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import pairwise

from mingbai.guides.words import field_of
from mingbai.importing.blocks import Block, Blocks, Finding, Paragraph, Place
from mingbai.importing.phrases.numbering import value_of
from mingbai.importing.repairs.rewriting import with_blocks

MARKS = "◆◇●■★▲☆◎▶➤❖"
"""Characters that agencies print before a heading."""
_MARKED = re.compile(rf"\s*([{MARKS}])\s*(\S.*)")
_DOTTED = re.compile(r"\s*[·•∙・.．]\s*(\S.*)")
_GLUED = (
    re.compile(r"(?<![，、的])[【［](?P<words>[^】］【［]{2,12})[】］]"),
    re.compile(r"[问Q]\s*\d*\s*[：:.、]\s*(?P<words>[^？?。]{2,24}[？?])"),
)
"""Headings that may stand behind other text: 【办理材料】, and a question (问：需要什么材料？)."""
_FEWEST = 3
_LIST_END = "；;。"
_NUMERALS = "一二三四五六七八九十"
_ITEM = re.compile(rf"(?P<open>[（(]?)(?P<number>\d{{1,2}}|[{_NUMERALS}]{{1,3}})(?P<close>[）)、.．])(?!\d)")


def restore_heading_marks(document: Blocks) -> Blocks:
    """Put back a heading's mark where it became a dot (``· 流程图`` beside many ``◆流程图``), and take blanks from before a mark."""
    heads = _heads(document)
    if not heads:
        return document
    blocks: list[Block] = []
    findings: list[Finding] = []
    for block in document.blocks:
        after = _restored(block.text, heads) if isinstance(block, Paragraph) else None
        if isinstance(block, Paragraph) and after is not None and after != block.text:
            if not _MARKED.match(block.text):
                findings.append(_tell("heading-mark", "标题前的标记在转换中变了样，已照同类标题复原。", block.place, block.text))
            blocks.append(replace(block, text=after))
        else:
            blocks.append(block)
    return with_blocks(document, blocks, findings)


def part_glued_headings(document: Blocks) -> Blocks:
    """Part a line in which a heading follows other text (``否 ◆流程图``, ``……参加。问：要什么材料？``), as it does where lines were joined.

    Only where such headings open lines of their own elsewhere in the document.
    """
    heads = _heads(document)
    texts = [block.text for block in document.blocks if isinstance(block, Paragraph)]
    dresses = [dress for dress in _GLUED if sum(bool(dress.match(text)) for text in texts) >= _FEWEST]
    if not heads and not dresses:
        return document
    return _parted(document, lambda text: _glued_heading(text, heads, dresses), "glued-heading", "标题与上一行连在了一起，已分开。")


def part_glued_items(document: Blocks) -> Blocks:
    """Part a list line in which the next item follows (``（三）…；（四）…``), so that each item has its own line."""
    return _parted(document, _glued_item, "glued-item", "列举的两项连在一行，已分开。")


def _heads(document: Blocks) -> dict[str, str]:
    """The words that stand alone after a mark somewhere, each with its mark; empty unless marks open at least three lines."""
    found = [_MARKED.fullmatch(block.text.rstrip()) for block in document.blocks if isinstance(block, Paragraph)]
    heads = {match[2].rstrip("：: "): match[1] for match in found if match and len(match[2]) <= 14}
    return heads if len(heads) >= 3 else {}


def _restored(text: str, heads: dict[str, str]) -> str:
    if marked := _MARKED.match(text):
        return text[marked.start(1) :]
    dotted = _DOTTED.fullmatch(text.rstrip())
    words = dotted[1].rstrip("：: ") if dotted else ""
    mark = heads.get(words) or (Counter(heads.values()).most_common(1)[0][0] if words and field_of(words) else "")
    return mark + words if mark else text


def _glued_heading(text: str, heads: dict[str, str], dresses: list[re.Pattern[str]]) -> list[str]:
    cuts = {0, len(text)}
    for found in re.finditer(rf"(?<=\S)\s*([{MARKS}])", text) if heads else ():
        words = text[found.end() :].strip().rstrip("：: ")
        if words in heads or field_of(words):
            cuts.add(found.start(1))
    for dress in dresses:
        cuts |= {found.start() for found in dress.finditer(text) if field_of(found["words"]) and text[: found.start()].strip()}
    return [text[start:end].strip() for start, end in pairwise(sorted(cuts))]


def _glued_item(text: str) -> list[str]:
    first = _ITEM.match(text.lstrip())
    if not first:
        return [text]
    parts: list[str] = []
    number, start = _value(first["number"]), 0
    for found in _ITEM.finditer(text, len(text) - len(text.lstrip()) + 1):
        same = (found["open"], found["close"], found["number"].isdigit()) == (first["open"], first["close"], first["number"].isdigit())
        if same and _value(found["number"]) == number + 1 and text[: found.start()].rstrip()[-1:] in _LIST_END:
            parts.append(text[start : found.start()].rstrip())
            number, start = number + 1, found.start()
    return [*parts, text[start:]]


def _value(number: str) -> int:
    return value_of(f"{number}、") or 0


def _parted(document: Blocks, part: Callable[[str], list[str]], kind: str, sentence: str) -> Blocks:
    blocks: list[Block] = []
    findings: list[Finding] = []
    for block in document.blocks:
        parts = part(block.text) if isinstance(block, Paragraph) and "\t" not in block.text else []
        if isinstance(block, Paragraph) and len(parts) > 1:
            findings.append(_tell(kind, sentence, block.place, block.text))
            blocks.extend(_lines(block, parts))
        else:
            blocks.append(block)
    return with_blocks(document, blocks, findings) if findings else document


def _lines(block: Paragraph, parts: list[str]) -> Iterator[Paragraph]:
    for part in parts:
        yield replace(block, text=part)


def _tell(kind: str, sentence: str, place: Place, text: str) -> Finding:
    return Finding(kind=kind, severity="info", sentence=sentence, place=place, excerpt=text.strip()[:60])
