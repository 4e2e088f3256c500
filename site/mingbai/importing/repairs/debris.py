"""What a conversion printed into the text and the document never said: bookmarks, image names, page numbers, running headers, HTML tags,
the edge of a box read as a grave accent.

Each is taken out and reported, never silently. Knows nothing of headings or fields.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import replace

from mingbai.importing.blocks import Block, Blocks, Finding, Paragraph, Place
from mingbai.importing.repairs.rewriting import Tell, rewrite, with_blocks

_BOOKMARK = re.compile(r"\[bookmark:[^\]\n]*\]", re.IGNORECASE)
_IMAGE = re.compile(r"\[image:[^\]\n]*\](?:[ A-Za-z]{0,16}(?=\n|$))?|!\[[^\]\n]*\]\([^)\n]*\)", re.IGNORECASE)
_TAG = re.compile(r"</?(?:ol|ul|li|p|br|div|span|b|strong|i|em|u|font|a|h[1-6]|t(?:able|body|head|r|d|h))\b[^<>\n]*>", re.IGNORECASE)
_BREAKING_TAG = re.compile(r"<(?:/?(?:ol|ul|li|p|div)|br)\b[^<>\n]*>", re.IGNORECASE)
_ACCENT = re.compile(r"(?<=[\u3400-\u9fff])[`´]+(?=\s|$)")
_PAGE_NUMBER = re.compile(
    r"[\s\-—–－·]*(?:[-—–－]\s*\d{1,4}\s*[-—–－]|第\s*\d{1,4}\s*页(?:\s*[,，/]?\s*共\s*\d{1,4}\s*页)?|\d{1,4}\s*/\s*\d{1,4})\s*"
)


def remove_bookmarks(document: Blocks) -> Blocks:
    """Take out ``[bookmark: …]``, which a converter prints where Word holds an invisible anchor."""
    return rewrite(document, lambda text: _BOOKMARK.sub("", text), _tell_bookmark)


def remove_image_names(document: Blocks) -> Blocks:
    """Take out ``[image: …]`` with the letters an optical reader saw in the drawing; what was drawn is lost, so it is damage."""
    return rewrite(document, lambda text: _IMAGE.sub("", text), _tell_image)


def remove_markup(document: Blocks) -> Blocks:
    """Take HTML tags out of texts; those that end a line become line breaks, so that list items stay apart."""
    return rewrite(document, _without_tags, _tell_markup)


def remove_box_edges(document: Blocks) -> Blocks:
    """Take out a grave or acute accent behind a line's last Chinese character: an optical reader saw the edge of a box there."""
    return rewrite(document, lambda text: _ACCENT.sub("", text), _tell_edge)


def remove_page_numbers(document: Blocks) -> Blocks:
    """Take out paragraphs that are only a page number: ``- 3 -``, ``第3页 共9页``, ``3/9``. A bare number is not one: cells look so too."""
    return _without(document, lambda block: bool(block.text.strip() and _PAGE_NUMBER.fullmatch(block.text)), _tell_page_number)


def remove_running_headers(document: Blocks) -> Blocks:
    """Take out a line that stands first or last on three pages or more, and on a third of them; only formats with pages have such."""
    repeated = _running(document)
    return _without(document, lambda block: (block.place.page, block.text.strip()) in repeated, _tell_header) if repeated else document


def _without_tags(text: str) -> str:
    if "<" not in text or not _TAG.search(text):
        return text
    broken = _BREAKING_TAG.sub("\n", text) if "\t" not in text else text
    return re.sub(r"\n{2,}", "\n", _TAG.sub("", broken)).strip("\n")


def _without(document: Blocks, is_debris: Callable[[Paragraph], bool], tell: Tell) -> Blocks:
    kept: list[Block] = []
    findings: list[Finding] = []
    for block in document.blocks:
        if isinstance(block, Paragraph) and is_debris(block):
            findings.append(tell(block.text, "", block.place))
            kept.append(replace(block, text=""))
        else:
            kept.append(block)
    return with_blocks(document, kept, findings) if findings else document


def _running(document: Blocks) -> set[tuple[int | None, str]]:
    pages: dict[int, list[str]] = {}
    for block in document.blocks:
        if block.place.page is not None and isinstance(block, Paragraph) and block.text.strip():
            pages.setdefault(block.place.page, []).append(block.text.strip())
    edges = Counter(text for lines in pages.values() for text in {lines[0], lines[-1]})
    often = {text for text, times in edges.items() if times >= 3 and times * 3 >= len(pages)}
    return {(page, text) for page, lines in pages.items() for text in (lines[0], lines[-1]) if text in often}


def _tell_bookmark(before: str, after: str, place: Place) -> Finding:
    found = "、".join(_BOOKMARK.findall(before))
    return Finding(kind="bookmark", severity="info", sentence=f"去掉了书签标记 {found}。", place=place, excerpt=before[:60])


def _tell_image(before: str, after: str, place: Place) -> Finding:
    found = "、".join(match[0].strip() for match in _IMAGE.finditer(before))
    sentence = f"原文此处是一幅图（{found}），图的内容没有随文字保存下来。"
    return Finding(kind="image-lost", severity="damage", sentence=sentence, place=place, excerpt=before[:60])


def _tell_markup(before: str, after: str, place: Place) -> Finding:
    found = " ".join(sorted({match[0] for match in _TAG.finditer(before)}))
    return Finding(kind="markup", severity="info", sentence=f"去掉了混入文字的网页标记 {found}。", place=place, excerpt=before[:60])


def _tell_edge(before: str, after: str, place: Place) -> Finding:
    return Finding(kind="box-edge", severity="info", sentence="去掉了行末的“`”，那是方框的边。", place=place, excerpt=before.strip()[:60])


def _tell_page_number(before: str, after: str, place: Place) -> Finding:
    return Finding(kind="page-number", severity="info", sentence="去掉了页码。", place=place, excerpt=before.strip()[:60])


def _tell_header(before: str, after: str, place: Place) -> Finding:
    return Finding(
        kind="running-header", severity="info", sentence="去掉了每页重复的页眉或页脚。", place=place, excerpt=before.strip()[:60]
    )
