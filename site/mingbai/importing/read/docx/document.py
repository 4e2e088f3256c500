"""The body of a Word document, block by block: paragraphs with their list numbers, tables with their merges, text boxes, notes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from mingbai.importing.blocks import Block, Blocks, Cell, Finding, Paragraph, Place, Table
from mingbai.importing.read.docx.names import MC, W, number, value
from mingbai.importing.read.docx.runs import Line, dropped, line_of
from mingbai.importing.read.docx.shapes import alternative
from mingbai.importing.read.docx.story import Story
from mingbai.importing.read.package import Node, Package

_THROUGH = {W + tag for tag in ("sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag")}
_WIDEST = 200
"""Columns that one cell may span; more is damage (Word allows 63)."""


def read_docx(name: str, data: bytes) -> Blocks:
    """A .docx (also .docm, .dotx and what WPS writes) as blocks. Raises UnreadableSource."""
    story = Story(Package(name, data))
    blocks = tuple(_blocks(story, story.body))
    return Blocks(blocks=blocks, file=name, format="docx", findings=(*story.findings, *_furniture(story)))


def _children(node: Node) -> Iterator[Node]:
    """The paragraphs, tables, rows or cells of ``node``, seen through what only wraps them."""
    for child in node:
        if not isinstance(child.tag, str):
            continue
        if child.tag in _THROUGH:
            yield from _children(child)
        elif child.tag == MC + "AlternateContent":
            chosen = alternative(child)
            yield from () if chosen is None else _children(chosen)
        else:
            yield child


def _blocks(story: Story, container: Node) -> Iterator[Block]:
    carried = ""
    for node in _children(container):
        if node.tag == W + "p":
            line, text, place = _paragraph(story, node)
            text, carried = carried + text, ""
            if node.find(f"{W}pPr/{W}rPr/{W}del") is not None and not line.boxes:
                carried = text
                continue
            yield from _lines(text, place, story.styles.level_of(node))
            yield from _hanging(story, line)
        elif node.tag == W + "tbl":
            yield from _table(story, node)
        elif node.tag in {W + "del", W + "moveFrom"}:
            dropped(story, node)
    if carried:
        yield from _lines(carried, story.here, None)


def _paragraph(story: Story, node: Node) -> tuple[Line, str, Place]:
    story.line += 1
    place = story.here
    line = line_of(story, node)
    listed = story.styles.list_of(node)
    gone = node.find(f"{W}pPr/{W}rPr/{W}del") is not None and not line.text
    label = story.numbering.label(*listed) if listed and not gone else ""
    return line, label + line.text, place


def _lines(text: str, place: Place, level: int | None) -> Iterator[Paragraph]:
    """A manual line break starts a new line on paper, so it ends the block; the place stays the paragraph's."""
    for part in text.split("\n"):
        yield Paragraph(text=part, place=place, level=level)


def _hanging(story: Story, line: Line) -> Iterator[Block]:
    """What hangs on a paragraph and is printed elsewhere: text boxes, diagrams, notes."""
    for _, _, box in sorted(line.boxes, key=lambda each: each[:2]):
        yield from (block for block in _blocks(story, box) if not isinstance(block, Paragraph) or block.text.strip())
    for words in line.extra:
        yield Paragraph(text=words, place=story.here)
    for note in line.notes:
        yield from (block for block in _blocks(story, note) if not isinstance(block, Paragraph) or block.text.strip())


def _table(story: Story, table: Node) -> Iterator[Block]:
    """A table; one of a single cell is only a frame around its content (a notice in a box) and gives that content."""
    first = story.line + 1
    rows = [row for row in _children(table) if row.tag == W + "tr"]
    cells = [cell for row in rows for cell in _children(row) if cell.tag == W + "tc"]
    if len(cells) == 1:
        yield from _blocks(story, cells[0])
        return
    read = tuple(told for row in rows if (told := _row(story, row)))
    if read:
        yield Table(rows=read, place=Place(line=first, last=max(first, story.line)))


def _row(story: Story, row: Node) -> tuple[Cell, ...]:
    if row.find(f"{W}trPr/{W}del") is not None:
        dropped(story, row)
        return ()
    before = min(number(row, f"{W}trPr/{W}gridBefore") or 0, _WIDEST)
    out = [Cell(text="", place=Place(line=story.line + 1, last=story.line + 1)) for _ in range(before)]
    for node in _children(row):
        if node.tag == W + "tc":
            out += _cell(story, node)
    return tuple(out)


def _cell(story: Story, node: Node) -> Iterator[Cell]:
    """A cell, and a mark for every further grid column that it spans (17.4.17, 17.4.85)."""
    first = story.line + 1
    text = "\n".join(_flat(story, _blocks(story, node))).strip("\n")
    place = Place(line=first, last=max(first, story.line))
    above = _continues(node, "vMerge")
    left = _continues(node, "hMerge")
    if (above or left) and text.strip():
        story.find("covered-text", "doubt", "合并单元格盖住了文字，打印时看不到，没有读入正文。", text)
    yield Cell(text="" if above or left else text, place=place, above=above, left=left)
    for _ in range(min(number(node, f"{W}tcPr/{W}gridSpan") or 1, _WIDEST) - 1):
        yield Cell(text="", place=place, above=above, left=True)


def _continues(node: Node, sort: str) -> bool:
    told = value(node, f"{W}tcPr/{W}{sort}")
    return told is not None and told != "restart"


def _flat(story: Story, blocks: Iterable[Block]) -> Iterator[str]:
    """The lines of a cell; a table inside it becomes one line a row, since a cell holds only text."""
    for block in blocks:
        if isinstance(block, Paragraph):
            yield block.text
        else:
            story.find("nested-table", "info", "单元格里还有一张表格，已按一行一行的文字读入。")
            for row in block.rows:
                yield "\t".join(cell.text.replace("\n", " ") for cell in row if not cell.left)


def _furniture(story: Story) -> Iterator[Finding]:
    """Headers and footers stand on every page and belong to no item; what they say is told once."""
    told: dict[str, None] = {}
    for relation in story.relations.values():
        root = story.package.part(relation.target) if relation.sort in {"header", "footer"} else None
        words = "" if root is None else "".join(each.text or "" for each in root.iter(W + "t"))
        if words.strip(" -—0123456789第页共/"):
            told[words.strip()] = None
    if told:
        sentence = "页眉和页脚没有读入正文。"
        yield Finding(kind="page-furniture", severity="info", sentence=sentence, place=Place(), excerpt="；".join(told)[:200])
