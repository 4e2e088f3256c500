"""A saved web page, and what old systems export as ``.doc`` and is a web page: its text by blocks, its tables with their merges.

What frames every page of a site (navigation, scripts, hidden parts) is left out. Nothing is fetched.
"""

from __future__ import annotations

import email
import re
from email import policy

from lxml import html

from mingbai.importing.blocks import Block, Blocks, Cell, Finding, Paragraph, Place, Table
from mingbai.importing.read.package import Node
from mingbai.importing.read.plain import decode
from mingbai.importing.read.refusal import EMPTY, TRUNCATED

_SILENT = {"script", "style", "head", "noscript", "template", "svg", "select", "button", "iframe", "object", "title"}
_FRAME = {"nav", "header", "footer", "aside"}
_BLOCK = {
    "address", "article", "blockquote", "body", "center", "dd", "div", "dl", "dt", "fieldset", "figure", "form", "h1", "h2", "h3", "h4",
    "h5", "h6", "hr", "html", "legend", "li", "main", "ol", "p", "pre", "section", "ul", "tr", "td", "th", "tbody", "thead", "tfoot",
    "caption",
}  # fmt: skip
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all", re.IGNORECASE)
_BLANKS = re.compile(r"[ \t\r\n\f]+")
_WIDEST = 200


def read_html(name: str, data: bytes) -> Blocks:
    """A web page as blocks; their lines count the paragraphs, those in cells too. Raises UnreadableSource."""
    text, findings = decode(name, data)
    root = html.document_fromstring(re.sub(r"^\s*<\?xml[^>]*>", "", text), parser=html.HTMLParser(no_network=True, huge_tree=False))
    page = _Page()
    page.walk(root.find("body") if root.find("body") is not None else root)
    page.close()
    return Blocks(blocks=tuple(page.blocks), file=name, format="html", findings=(*findings, *page.findings))


def read_mht(name: str, data: bytes) -> Blocks:
    """A web page saved with its pictures in one file (MHTML). Raises UnreadableSource."""
    message = email.message_from_bytes(data, policy=policy.default)
    part = next((part for part in message.walk() if part.get_content_type() == "text/html"), None)
    content = part.get_payload(decode=True) if part is not None else None
    if not isinstance(content, bytes):
        raise TRUNCATED.of(name)
    if not content.strip():
        raise EMPTY.of(name)
    return read_html(name, content)


class _Page:
    """Collects running text into paragraphs; a block element begins and ends one."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self.findings: list[Finding] = []
        self.line = 0
        self._text = ""
        self._level: int | None = None

    def walk(self, node: Node) -> None:
        """Take up an element and what is inside it."""
        tag = node.tag if isinstance(node.tag, str) else ""
        if not tag or tag in _SILENT or _HIDDEN.search(node.get("style", "")):
            return
        if tag in _FRAME:
            self._find("page-furniture", "info", "网页的导航、页眉或页脚没有读入正文。", node, node.text_content())
            return
        if tag == "table" and _is_table(node):
            self.close()
            self.blocks.append(_table(node, self))
        elif tag == "img":
            self._find("lost-picture", "damage", "这里有图片，里面的文字和图形没有读出，请对照原件。", node, node.get("alt", ""))
        else:
            self._element(tag, node)

    def close(self) -> None:
        """End the paragraph that is open."""
        text = _BLANKS.sub(" ", self._text).strip(" ")
        if text:
            self.line += 1
            self.blocks.append(Paragraph(text=text, place=Place(line=self.line, last=self.line), level=self._level))
        self._text, self._level = "", None

    def _element(self, tag: str, node: Node) -> None:
        if tag in _BLOCK or tag == "br":
            self.close()
        if re.fullmatch(r"h[1-6]", tag):
            self._level = int(tag[1])
        self._text += _number(node) + (node.text or "")
        for child in node:
            self.walk(child)
            self._text += child.tail or ""
        if tag in _BLOCK:
            self.close()

    def _find(self, kind: str, severity: str, sentence: str, node: Node, words: str) -> None:
        excerpt = _BLANKS.sub(" ", words).strip()[:200]
        self.findings.append(Finding(kind=kind, severity=severity, sentence=sentence, place=Place(line=self.line + 1), excerpt=excerpt))


def _number(node: Node) -> str:
    """The number that a browser prints before an item of a numbered list."""
    parent = node.getparent()
    if node.tag != "li" or parent is None or parent.tag != "ol":
        return ""
    start = parent.get("start", "1")
    return f"{parent.xpath('li').index(node) + (int(start) if start.isdecimal() else 1)}."


def _is_table(node: Node) -> bool:
    """Not a table that only lays out the page: one that holds tables or headings, or has one cell in every row."""
    rows = _rows(node)
    return node.find(".//table") is None and node.find(".//h1") is None and any(len(_cells(row)) > 1 for row in rows)


def _rows(node: Node) -> list[Node]:
    return [row for row in node.iter("tr") if next(row.iterancestors("table")) is node]


def _cells(row: Node) -> list[Node]:
    return [cell for cell in row if cell.tag in {"td", "th"}]


def _table(node: Node, page: _Page) -> Table:
    """The rows of a table; what a rowspan or colspan covers is a mark."""
    grid: dict[tuple[int, int], Cell] = {}
    rows, first = _rows(node), page.line + 1
    for at, row in enumerate(rows):
        column = 0
        for cell in _cells(row):
            while (at, column) in grid:
                column += 1
            text, place = _inside(cell, page)
            down, across = _span(cell, "rowspan", len(rows) - at), _span(cell, "colspan", _WIDEST)
            for below, right in ((below, right) for below in range(down) for right in range(across)):
                words = "" if below or right else text
                grid.setdefault((at + below, column + right), Cell(text=words, place=place, above=below > 0, left=right > 0))
            column += across
    widths = [max((column for row, column in grid if row == at), default=-1) + 1 for at in range(len(rows))]
    blank = Cell(text="", place=Place(line=page.line, last=page.line))
    told = tuple(tuple(grid.get((at, column), blank) for column in range(width)) for at, width in enumerate(widths) if width)
    return Table(rows=told, place=Place(line=first, last=page.line))


def _inside(cell: Node, page: _Page) -> tuple[str, Place]:
    """The lines of a cell, counted on as the page's."""
    first = page.line + 1
    inner = _Page()
    inner.line = page.line
    inner.walk(cell)
    inner.close()
    page.line = max(inner.line, first)
    page.findings += inner.findings
    lines = [block.text for block in inner.blocks if isinstance(block, Paragraph)]
    return "\n".join(lines), Place(line=first, last=page.line)


def _span(cell: Node, sort: str, most: int) -> int:
    told = cell.get(sort, "1").strip()
    return max(1, min(int(told), most)) if told.isdecimal() and len(told) < 6 else 1
