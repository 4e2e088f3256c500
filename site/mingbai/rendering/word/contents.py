"""A table of contents that is filled already: every heading with a link to it, and page numbers as fields that the program works out.

Where pages turn is known to the program that shows the document and not to us; so the titles are there from the start, and the numbers are
PAGEREF fields marked as stale, which Word works out when it opens the file and LibreOffice when it lays it out. In programs that do
neither the contents read as a list of titles with links (ECMA-376 part 1, 17.16.5.45, 17.16.5.68).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from mingbai.rendering.word import parts, sheet
from mingbai.rendering.word.styles import INNER

STYLE, INDEX = "toc 1", "index 1"
"""Word's own styles 目录 1 and 索引 1."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the contents: the ``title`` of a heading and the ``mark`` that stands at it."""

    title: str
    mark: str


def mark_of(number: int) -> str:
    """The name of the mark of the heading with that number; Word hides marks that begin with an underscore."""
    return f"_Toc{number:06d}"


def contents(document: Any, entries: Sequence[Entry]) -> None:
    """The contents of all headings of level 1, already with ``entries``; they may be many and are never none."""
    for name in (STYLE, INDEX):
        style = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.paragraph_format.tab_stops.add_tab_stop(Mm(INNER), WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.DOTS)
        style.paragraph_format.space_after = Pt(2)
    made = [parts.line(document, "", STYLE) for _ in entries]
    sheet.begin(made[0], r'TOC \o "1-1" \h \z \u')
    for line, entry in zip(made, entries, strict=True):
        paged(line, entry)
    sheet.end(made[-1])


def paged(line: Any, entry: Entry) -> None:
    """Title, dots and page number in ``line``, leading to the heading."""
    link = OxmlElement("w:hyperlink")
    link.set(qn("w:anchor"), entry.mark)
    link.set(qn("w:history"), "1")
    before = len(line._p)
    line.add_run(f"{entry.title}\t")
    sheet.stale_field(line, rf"PAGEREF {entry.mark} \h")
    for run in list(line._p)[before:]:
        link.append(run)
    line._p.append(link)


def marked(heading: Any, number: int) -> None:
    """Put the mark of that number around ``heading``."""
    start, end = OxmlElement("w:bookmarkStart"), OxmlElement("w:bookmarkEnd")
    for mark in (start, end):
        mark.set(qn("w:id"), str(number))
    start.set(qn("w:name"), mark_of(number))
    heading._p.insert(1 if heading._p.pPr is not None else 0, start)
    heading._p.append(end)
