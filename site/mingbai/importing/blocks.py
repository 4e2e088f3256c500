"""What every reader yields and every repair and family works on: a document as a flat sequence of blocks.

A block is a paragraph or a table; each knows its place in the source, so that every field and every finding can
name line, cell or page. Readers put the source's characters into blocks unchanged; repairs mend, families only read.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where in the source: ``line`` (from 1, to ``last``) of a text, of the paragraphs of a Word document or a web page (those in
    cells count too), of the printed lines of a PDF (a table row counts as one); ``cell`` of a spreadsheet (A3) or of a PDF's
    table; ``page`` of a PDF. Parts that a format does not have are None. Two equal texts never share a place."""

    line: int | None = None
    last: int | None = None
    cell: str | None = None
    page: int | None = None
    sheet: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """One line of running text. ``level`` is a heading's level where the format marks it (Word's Heading 1 is 1)."""

    text: str
    place: Place
    level: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One cell. ``text`` may hold line breaks. ``above`` is True where a vertical merge continues the cell above, ``left`` where a
    horizontal merge continues the cell to the left; both then have an empty ``text``."""

    text: str
    place: Place
    above: bool = False
    left: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Rows of cells; rows may differ in length where the source is damaged."""

    rows: tuple[tuple[Cell, ...], ...]
    place: Place


Block = Paragraph | Table


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """Something that a person should know: what was mended, lost, doubtful or damaged, and where.

    ``kind`` is a stable English slug (``broken-row``, ``private-use-character``); ``sentence`` is Chinese, for people;
    ``severity`` is ``info`` for a repair that is certain, ``doubt`` where an editor should look, ``damage`` where the source
    lost something.
    """

    kind: str
    severity: str
    sentence: str
    place: Place
    guide: str | None = None
    excerpt: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Blocks:
    """A document as read: its blocks, what the reader or a repair found, and the format it came in (txt, docx, xlsx, pdf)."""

    blocks: tuple[Block, ...]
    file: str
    format: str
    findings: tuple[Finding, ...] = ()


def texts(block: Block) -> Iterator[tuple[str, Place]]:
    """Every text of a block with its place, in reading order; the empty ones of merged cells are left out."""
    if isinstance(block, Paragraph):
        yield block.text, block.place
        return
    for row in block.rows:
        for cell in row:
            if cell.text:
                yield cell.text, cell.place
