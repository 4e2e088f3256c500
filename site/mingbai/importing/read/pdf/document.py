"""A PDF from its first page to its last: pages → lines and tables → blocks, with what was left out or lost as findings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby

import pypdfium2 as pdfium

from mingbai.importing.blocks import Block, Blocks, Finding, Paragraph, Place
from mingbai.importing.read.pdf.furniture import furniture
from mingbai.importing.read.pdf.grid import Grid, grids
from mingbai.importing.read.pdf.lines import Line, columned, lines_of
from mingbai.importing.read.pdf.page import Char, Page, page_of
from mingbai.importing.read.pdf.paragraphs import Joined, extend, goes_on, joined
from mingbai.importing.read.pdf.tables import Ruled, continued, ruled, table_of
from mingbai.importing.read.refusal import ENCRYPTED, NO_CHARACTERS, PICTURES_ONLY, TOO_HEAVY, TRUNCATED

MOST_PAGES = 2_000


@dataclass(slots=True)
class _Sheet:
    """A page being read: its lines outside tables in reading order, its tables, and the two mixed by height."""

    page: Page
    lines: list[Line] = field(default_factory=list)
    tables: list[Ruled] = field(default_factory=list)
    boxed: bool = False


def read_pdf(name: str, data: bytes) -> Blocks:
    """A PDF with text as blocks, each with its page. Raises UnreadableSource, also for one of pictures only."""
    pages = _pages(name, data)
    letters = sum(not char.text.isspace() for page in pages for char in page.chars)
    if letters < 4 * len(pages) and any(sum(page.pictures) > 0.2 for page in pages):
        raise PICTURES_ONLY.of(name)
    if sum(page.unknown for page in pages) > 0.2 * max(letters, 1):
        raise NO_CHARACTERS.of(name)
    sheets = [_sheet(page) for page in pages]
    left_out = furniture([(sheet.page.height, sheet.lines) for sheet in sheets])
    told = [lines[at].text for lines, gone in zip([sheet.lines for sheet in sheets], left_out, strict=True) for at in sorted(gone)]
    for sheet, gone in zip(sheets, left_out, strict=True):
        sheet.lines = [line for at, line in enumerate(sheet.lines) if at not in gone]
    return Blocks(blocks=tuple(_blocks(sheets)), file=name, format="pdf", findings=tuple(_findings(sheets, told)))


def _pages(name: str, data: bytes) -> list[Page]:
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        raise (ENCRYPTED if "password" in str(error).lower() else TRUNCATED).of(name) from error
    try:
        if len(document) > MOST_PAGES:
            raise TOO_HEAVY.of(name)
        if not len(document):
            raise TRUNCATED.of(name)
        return [page_of(document, number) for number in range(1, len(document) + 1)]
    except pdfium.PdfiumError as error:
        raise TRUNCATED.of(name) from error
    finally:
        document.close()


def _sheet(page: Page) -> _Sheet:
    found = grids(page.rules)
    tables = [grid for grid in found if grid.is_table]
    boxes = [grid for grid in found if not grid.is_table and grid.cells]
    sheet = _Sheet(page, boxed=any(len(grid.cells) > 2 for grid in boxes) or len(boxes) > 2)
    rest, inside = _sorted_out(page.chars, tables)
    sheet.tables = [ruled(grid, inside[at], page.number) for at, grid in enumerate(tables)]
    boxed, free = _boxed(rest, boxes)
    sheet.lines = columned(free, page.width) + [line for run in boxed for line in lines_of(run)]
    if boxed:
        sheet.lines.sort(key=lambda line: (round(line.base / 4), line.left))
    return sheet


def _sorted_out(chars: Sequence[Char], tables: Sequence[Grid]) -> tuple[list[Char], dict[int, list[Char]]]:
    rest: list[Char] = []
    inside: dict[int, list[Char]] = {at: [] for at in range(len(tables))}
    for char in chars:
        middle = (char.left + char.right) / 2, char.base - 0.3 * char.size
        at = next((at for at, grid in enumerate(tables) if grid.unit(*middle) is not None), None)
        (rest if at is None else inside[at]).append(char)
    return rest, inside


def _boxed(chars: Sequence[Char], boxes: Sequence[Grid]) -> tuple[list[list[Char]], list[Char]]:
    """The characters of each box of a drawing by themselves, so that neighbours do not run into one line; and the others."""
    runs: dict[tuple[int, int, int], list[Char]] = {}
    free: list[Char] = []
    for char in chars:
        middle = (char.left + char.right) / 2, char.base - 0.3 * char.size
        place = next(((at, unit) for at, grid in enumerate(boxes) if (unit := grid.unit(*middle)) and unit not in grid.outside), None)
        if place is None:
            free.append(char)
        else:
            runs.setdefault((place[0], *boxes[place[0]].top_left[place[1]]), []).append(char)
    return list(runs.values()), free


def _blocks(sheets: Sequence[_Sheet]) -> Iterator[Block]:
    """Paragraphs and tables in order; the last of a page goes on in the first of the next where both say so."""
    line = 1
    for thing in _joined(sheets):
        if isinstance(thing, Ruled):
            yield table_of(thing, line)
            line += len(thing.rows)
        else:
            yield Paragraph(text=thing.text, place=Place(page=thing.page, line=line, last=line + len(thing.lines) - 1))
            line += len(thing.lines)


def _joined(sheets: Sequence[_Sheet]) -> Iterator[Joined | Ruled]:
    left, right = _measure(sheets)
    open_: Joined | Ruled | None = None
    for sheet in sheets:
        for thing in _things(sheet, left, right):
            if isinstance(open_, Ruled) and isinstance(thing, Ruled) and open_.page == sheet.page.number - 1:
                both = continued(open_, thing)
                if both is not None:
                    open_ = both
                    continue
            if isinstance(open_, Joined) and isinstance(thing, Joined) and _overleaf(open_, thing, sheet, left, right):
                for line in thing.lines:
                    extend(open_, line)
                continue
            if open_ is not None:
                yield open_
            open_ = thing
    if open_ is not None:
        yield open_


def _overleaf(before: Joined, after: Joined, sheet: _Sheet, left: float, right: float) -> bool:
    first_of_page = after.page == sheet.page.number and before.page < after.page
    return first_of_page and goes_on(before, after.lines[0], left, right, same_page=False)


def _measure(sheets: Sequence[_Sheet]) -> tuple[float, float]:
    """The left and right edge of the running text: where most lines begin, and where most of the longest end (a mark may hang
    over the edge). Where no line is long, the margins are taken to be equal."""
    lines = [line for sheet in sheets for line in sheet.lines]
    if not lines:
        return 0.0, 0.0
    lefts = Counter(round(line.left) for line in lines)
    often = [left for left, count in lefts.items() if count >= max(2, 0.05 * len(lines))]
    left, width = float(min(often or lefts)), max(sheet.page.width for sheet in sheets)
    far = sorted(line.right for line in lines)[min(len(lines) - 1, int(0.98 * len(lines)))]
    if far - left < 0.5 * width:
        return left, max(far, width - left)
    ends = Counter(round(line.right) for line in lines if line.right > far - 2.5 * line.size)
    end, count = max(ends.items(), key=lambda each: (each[1], each[0]))
    return left, float(end) if count > 2 else far


def _things(sheet: _Sheet, left: float, right: float) -> Iterator[Joined | Ruled]:
    """The paragraphs and tables of a page, from top to bottom; each stretch of lines between tables is joined by itself."""
    number, waiting = sheet.page.number, list(sheet.lines)
    for table in sheet.tables:
        before = [line for line in waiting if line.base < table.top + 2]
        yield from _paragraphs(before, number, left, right)
        yield table
        waiting = [line for line in waiting if line.base >= table.top + 2]
    yield from _paragraphs(waiting, number, left, right)


def _paragraphs(lines: Sequence[Line], page: int, left: float, right: float) -> Iterator[Joined]:
    """In two columns each has its own edges; a line under other edges begins the next column."""
    for edges, run in groupby(lines, key=lambda line: line.edges):
        yield from joined(list(run), page, *(edges or (left, right)))


def _findings(sheets: Sequence[_Sheet], told: Sequence[str]) -> Iterator[Finding]:
    if told:
        excerpt = "；".join(dict.fromkeys(told))[:200]
        yield Finding(kind="page-furniture", severity="info", sentence="页眉、页脚和页码没有读入正文。", place=Place(), excerpt=excerpt)
    for sheet in sheets:
        yield from _of_page(sheet)


def _of_page(sheet: _Sheet) -> Iterator[Finding]:
    page, place = sheet.page, Place(page=sheet.page.number)
    if not any(not char.text.isspace() for char in page.chars) and sum(page.pictures) > 0.2:
        yield Finding(
            kind="picture-page", severity="damage", sentence="这一页只有图片，没有文字，请做文字识别或对照原件补录。", place=place
        )
    elif any(share > 0.02 for share in page.pictures):
        yield Finding(kind="lost-picture", severity="damage", sentence="这一页有图片，里面的文字和图形没有读出，请对照原件。", place=place)
    if sheet.boxed:
        yield Finding(
            kind="lost-drawing", severity="damage", sentence="这一页有图形：框里的文字已按从上到下读出，连线没有读出。", place=place
        )
    if page.askew:
        yield Finding(
            kind="watermark", severity="info", sentence="斜排的文字（多半是水印）没有读入正文。", place=place, excerpt=page.askew[:200]
        )
    if page.unknown:
        yield Finding(kind="unknown-characters", severity="damage", sentence=f"有 {page.unknown} 个字没有编码，读不出来。", place=place)
