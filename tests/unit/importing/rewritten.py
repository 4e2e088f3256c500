"""A document that was read from text, written again as a real Word, Excel or PDF file with the same words.

In Word the numbers that begin paragraphs are taken out of the text and become the automatic numbers of nested lists, wherever
Word would count to the same number; tables become tables with their merges. Nothing here shares code with the readers.
"""

from __future__ import annotations

import io
import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace

import openpyxl

from mingbai.importing.blocks import Block, Cell, Paragraph, Table
from tests.unit.importing.read import printing
from tests.unit.importing.read.makers import grid, level, lists, para, word

_CHINESE = ["", *"一二三四五六七八九十", *(f"十{digit}" for digit in "一二三四五六七八九"), "二十"]
_CIRCLES = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"


@dataclass(frozen=True)
class Pattern:
    """One level of the list: how its number looks, and what Word needs to print it so."""

    look: re.Pattern[str]
    form: str
    text: str

    def value(self, text: str) -> tuple[int, str] | None:
        """The number that begins ``text``, and what follows it."""
        found = self.look.match(text)
        if not found:
            return None
        sign = found[1]
        number = int(sign) if sign.isdecimal() else _CIRCLES.find(sign) + 1 or (_CHINESE.index(sign) if sign in _CHINESE else 0)
        return (number, text[found.end() :]) if number else None


PATTERNS = (
    Pattern(re.compile("([一二三四五六七八九十]+)、"), "chineseCounting", "%1、"),
    Pattern(re.compile("（([一二三四五六七八九十]+)）"), "chineseCountingThousand", "（%2）"),
    Pattern(re.compile(r"([1-9]\d?)、"), "decimal", "%3、"),
    Pattern(re.compile(r"([1-9]\d?)\.(?!\d)"), "decimal", "%4."),
    Pattern(re.compile(r"（([1-9]\d?)）"), "decimal", "（%5）"),
    Pattern(re.compile("([①-⑳])"), "decimalEnclosedCircle", "%6"),
)


@dataclass
class Numbers:
    """Counts as Word does, to know which numbers it would print by itself; a list that begins anew is a new w:num."""

    now: dict[int, int] = field(default_factory=dict)
    current: dict[int, int] = field(default_factory=dict)
    starts: dict[int, str] = field(default_factory=dict)
    automatic: int = 0

    def paragraph(self, text: str) -> str:
        """A w:p of one line, with an automatic number where its number is the next one."""
        for at, pattern in enumerate(PATTERNS):
            told = pattern.value(text)
            if told is None:
                continue
            number, rest = told
            if number == 1 and self.now.get(at, 0) != 0:
                self.current[at] = len(self.starts) + 2
                self.starts[self.current[at]] = f'<w:lvlOverride w:ilvl="{at}"><w:startOverride w:val="1"/></w:lvlOverride>'
            elif number != self.now.get(at, 0) + 1:
                break
            self.now = {one: count for one, count in self.now.items() if one < at} | {at: number}
            self.automatic += 1
            return para(rest, f'<w:numPr><w:ilvl w:val="{at}"/><w:numId w:val="{self.current.get(at, 1)}"/></w:numPr>')
        return para(text)

    @property
    def part(self) -> str:
        """The numbering part."""
        return lists(*(level(at, one.form, one.text) for at, one in enumerate(PATTERNS)), overrides=self.starts)


@dataclass
class Clauses:
    """The numbered headings of a standard (5, 5.2, 5.2.1) as one outline list."""

    now: tuple[int, ...] = ()
    current: int = 1
    automatic: int = 0

    def paragraph(self, text: str) -> str:
        """A w:p of one line, with an automatic number where its number is the next one of its level; the text counts
        from 1 again after the table of contents."""
        found = re.match(r"(\d+(?:\.\d+)*)(?= )", text)
        number = tuple(int(part) for part in found[1].split(".")) if found else ()
        if number == (1,) and self.now:
            self.now, self.current = (), self.current + 1
        before = (*self.now, 0, 0, 0, 0, 0)[: len(number)]
        if not found or number != (*before[:-1], before[-1] + 1) or not all(before[:-1]):
            return para(text)
        self.now = number
        self.automatic += 1
        return para(text[found.end() :], f'<w:numPr><w:ilvl w:val="{len(number) - 1}"/><w:numId w:val="{self.current}"/></w:numPr>')

    @property
    def part(self) -> str:
        """The numbering part."""
        again = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
        levels = (level(at, "decimal", ".".join(f"%{one}" for one in range(1, at + 2))) for at in range(6))
        return lists(*levels, overrides=dict.fromkeys(range(2, self.current + 1), again))


def as_word(blocks: Sequence[Block], numbers: Numbers | Clauses) -> bytes:
    """A .docx of the blocks, with ``numbers`` to make automatic what can be."""
    body = "".join(_word(block, numbers) for block in blocks)
    return word(body, numbering=numbers.part)


def _word(block: Block, numbers: Numbers | Clauses) -> str:
    if isinstance(block, Paragraph):
        return numbers.paragraph(block.text)
    return grid(*("".join(_cell(block, at, column, numbers) for column in range(len(row))) for at, row in enumerate(block.rows)))


def _cell(table: Table, at: int, column: int, numbers: Numbers | Clauses) -> str:
    row = table.rows[at]
    if row[column].left:
        return ""
    span = next((offset for offset, one in enumerate(row[column + 1 :], 1) if not one.left), len(row) - column)
    below = table.rows[at + 1] if at + 1 < len(table.rows) else ()
    begins = column < len(below) and below[column].above and not row[column].above
    merge = '<w:vMerge w:val="continue"/>' if row[column].above else '<w:vMerge w:val="restart"/>' if begins else ""
    lines = "".join(numbers.paragraph(line) for line in row[column].text.split("\n"))
    return f'<w:tc><w:tcPr><w:gridSpan w:val="{span}"/>{merge}</w:tcPr>{lines}</w:tc>'


def as_printed(table: Table) -> Table:
    """The table with the merges that its text lost: in a head of two rows, what stands over several columns or over both rows."""
    if len(table.rows) < 2 or len(table.rows[0]) >= len(table.rows[1]):
        return table
    upper, lower = table.rows[:2]
    first, more = next(at for at, one in enumerate(lower) if one.text), len(lower) - len(upper)
    over = [Cell(text="", place=upper[first].place, left=True)] * more
    under = [Cell(text=one.text, place=one.place, above=not one.text) for one in lower]
    return Table(rows=((*upper[: first + 1], *over, *upper[first + 1 :]), tuple(under), *table.rows[2:]), place=table.place)


def with_merges(table: Table, inherited: Mapping[str, Collection[str]]) -> Table:
    """The table with the cells merged into the one above in which a row, by its name, has nothing of its own: ``inherited``
    maps names to the heads of columns. Text drops an empty cell at the end of a row; it is put back."""
    heads = {one.text: column for column, one in enumerate(table.rows[0])}
    rows = [table.rows[0]]
    for row in table.rows[1:]:
        own = next((inherited[one.text] for one in row if one.text in inherited), ())
        whole = (*row, Cell(text="", place=row[-1].place)) if len(row) == len(table.rows[0]) - 1 else row
        merged = {heads[head] for head in own if head in heads}
        rows.append(tuple(replace(one, above=one.above or (column in merged and not one.text)) for column, one in enumerate(whole)))
    return Table(rows=tuple(rows), place=table.place)


def as_excel(blocks: Sequence[Block]) -> bytes:
    """An .xlsx of the blocks on one sheet: a paragraph is a row merged over the width, each table stands by itself."""
    book = openpyxl.Workbook()
    sheet = book.active
    width = max(len(row) for block in blocks if isinstance(block, Table) for row in block.rows)
    at = 0
    for block in blocks:
        at += 1
        if isinstance(block, Paragraph):
            sheet.cell(at, 1, block.text or None)
            sheet.merge_cells(start_row=at, end_row=at, start_column=1, end_column=width)
            continue
        for row in block.rows:
            for column, one in enumerate(row, 1):
                sheet.cell(at, column, one.text or None)
            at += 1
        start = at - len(block.rows)
        for top, left, bottom, right in _merges(block):
            sheet.merge_cells(start_row=start + top, end_row=start + bottom, start_column=left + 1, end_column=right + 1)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _merges(table: Table) -> list[tuple[int, int, int, int]]:
    """First row, first column, last row, last column of every merged cell, from 0."""
    cells = {(at, column): one for at, row in enumerate(table.rows) for column, one in enumerate(row)}
    out = []
    for (top, left), one in cells.items():
        if one.above or one.left:
            continue
        bottom, right = top, left
        while (below := cells.get((bottom + 1, left))) is not None and below.above and not below.left:
            bottom += 1
        while (beside := cells.get((top, right + 1))) is not None and beside.left and not beside.above:
            right += 1
        out += [(top, left, bottom, right)] if (top, left) != (bottom, right) else []
    return out


def as_pdf(blocks: Sequence[Block], widths: Sequence[float] = ()) -> bytes:
    """A PDF of the blocks on A4, or on A3 across where the column ``widths`` of its tables are given; tables break over pages."""
    things = []
    for block in blocks:
        if isinstance(block, Paragraph):
            things += [printing.text(block.text, printing.FLUSH)] if block.text.strip() else []
        else:
            width = max(len(row) for row in block.rows)
            rows = [[one.text for one in row] + [""] * (width - len(row)) for row in block.rows]
            spans = [((left, top), (right, bottom)) for top, left, bottom, right in _merges(block)]
            things.append(printing.table(rows, widths or (460 / width,) * width, *spans))
    return printing.printed(things, pagesize=printing.WIDE if widths else printing.A4)
