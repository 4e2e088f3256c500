"""A workbook: its sheets, shared texts and number formats, and what it holds beside the cells. Knows nothing of guides."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mingbai.importing.blocks import Block, Blocks, Finding, Paragraph, Place
from mingbai.importing.read.coordinates import At, named
from mingbai.importing.read.package import Node, Package, Relation
from mingbai.importing.read.refusal import TOO_HEAVY, TRUNCATED
from mingbai.importing.read.xlsx.display import built_in, displayed
from mingbai.importing.read.xlsx.sheet import LAST_COLUMN, Grid, S, blocks_of, cells_of, merges_of

_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_XDR = "{http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing}"
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
MOST_CELLS = 2_000_000
"""Of one sheet, rows with text × columns, and what merges cover; a list of a whole province has some 5,000."""


def read_xlsx(name: str, data: bytes) -> Blocks:
    """An .xlsx (also .xlsm and what WPS writes) as blocks, sheet by sheet. Raises UnreadableSource."""
    book = _Workbook(Package(name, data))
    blocks = tuple(block for sheet in book.sheets() for block in book.read(sheet))
    return Blocks(blocks=blocks, file=name, format="xlsx", findings=tuple(book.findings))


def read_grids(name: str, data: bytes) -> tuple[tuple[Grid, ...], tuple[Finding, ...]]:
    """The cells of every shown sheet as displayed, for a workbook whose layout is known. Raises UnreadableSource."""
    book = _Workbook(Package(name, data))
    return tuple(book.grid(sheet) for sheet in book.sheets()), tuple(book.findings)


class _Workbook:
    def __init__(self, package: Package) -> None:
        self.package = package
        self.findings: list[Finding] = []
        self._root: Node = package.part(package.main)
        if self._root is None:
            raise TRUNCATED.of(package.name)
        properties = self._root.find(S + "workbookPr")
        self._from_1904 = properties is not None and properties.get("date1904") in {"1", "true"}
        strings = package.related("sharedStrings")
        self._strings = [] if strings is None else [_words(node) for node in strings.iterfind(S + "si")]
        self._formats = _formats(package.related("styles"))

    def sheets(self) -> Iterator[tuple[str, str]]:
        """(name, path) of every sheet that is shown; a hidden one is reported."""
        relations = self.package.relations(self.package.main)
        for node in self._root.iterfind(f"{S}sheets/{S}sheet"):
            name, relation = node.get("name", ""), relations.get(node.get(_R + "id", ""))
            if relation is None or relation.sort != "worksheet":
                continue
            if node.get("state", "visible") != "visible":
                self._find("hidden-sheet", "doubt", "这张工作表是隐藏的，没有读入。", Place(sheet=name), name)
                continue
            yield name, relation.target

    def read(self, sheet: tuple[str, str]) -> Iterator[Block]:
        """The blocks of one sheet, then the words of its text boxes."""
        name, path = sheet
        yield from blocks_of(self.grid(sheet))
        for relation in self.package.relations(path).values():
            yield from self._beside(relation, name)

    def grid(self, sheet: tuple[str, str]) -> Grid:
        """The cells of one sheet that hold text."""
        name, path = sheet
        root = self.package.part(path)
        if root is None:
            raise TRUNCATED.of(self.package.name, f"，缺少工作表“{name}”")
        texts = {at: text for at, text in cells_of(root, lambda node, at: self._shown(node, name, at)) if text.strip()}
        grid = Grid(name, texts, merges_of(root))
        if grid.size > MOST_CELLS:
            raise TOO_HEAVY.of(self.package.name)
        self._covered(grid)
        self._hidden(root, grid)
        return grid

    def _shown(self, node: Node, sheet: str, at: At) -> str:
        sort, value = node.get("t", "n"), node.findtext(S + "v")
        if sort == "inlineStr":
            return _words(node.find(S + "is"))
        if not value:
            if node.find(S + "f") is not None and sort != "str":
                self._find(
                    "formula-without-value", "damage", "公式没有存下结果，请在 Excel 里重新计算并保存。", Place(cell=named(at), sheet=sheet)
                )
            return ""
        if sort == "s":
            return self._strings[int(value)] if value.isdecimal() and int(value) < len(self._strings) else ""
        if sort == "e":
            self._find("cell-error", "damage", "单元格显示的是错误值。", Place(cell=named(at), sheet=sheet), value)
        if sort == "b":
            return "TRUE" if value == "1" else "FALSE"
        return displayed(value, self._code(node), from_1904=self._from_1904) if sort == "n" else _unescaped(value)

    def _code(self, node: Node) -> str:
        style = node.get("s", "0")
        return self._formats[int(style)] if style.isdecimal() and int(style) < len(self._formats) else "General"

    def _covered(self, grid: Grid) -> None:
        """Texts under a merged cell are in the file but never displayed."""
        for merge in grid.merges:
            for at in grid.under(merge):
                if at in grid.texts:
                    place = Place(cell=named(at), sheet=grid.name)
                    self._find("covered-text", "doubt", "合并单元格盖住了文字，看不到，没有读入。", place, grid.texts[at])

    def _hidden(self, root: Node, grid: Grid) -> None:
        """Hidden rows and columns are read, because a filter hides rows that belong to the list; a person should know."""
        held = {*grid.rows}
        for line in root.iterfind(f"{S}sheetData/{S}row"):
            number = line.get("r", "")
            if line.get("hidden") in {"1", "true"} and number.isdecimal() and int(number) in held:
                self._find("hidden-row", "doubt", "这一行是隐藏的，已读入，请确认是否需要。", Place(cell=f"A{number}", sheet=grid.name))
        for column in root.findall(f"{S}cols/{S}col")[:LAST_COLUMN]:
            first, last = column.get("min", ""), column.get("max", "")
            hidden = column.get("hidden") in {"1", "true"} and first.isdecimal() and last.isdecimal()
            for one in range(max(int(first), grid.left), min(int(last), grid.width) + 1) if hidden else ():
                self._find(
                    "hidden-column", "doubt", "这一列是隐藏的，已读入，请确认是否需要。", Place(cell=named((1, one)), sheet=grid.name)
                )

    def _beside(self, relation: Relation, sheet: str) -> Iterator[Block]:
        root = self.package.part(relation.target) if relation.sort in {"drawing", "comments"} else None
        if root is None:
            return
        if relation.sort == "comments":
            for node in root.iter(S + "comment"):
                place = Place(cell=node.get("ref"), sheet=sheet)
                self._find("comment", "info", "这里有一条批注，没有读入。", place, _words(node.find(S + "text")))
            return
        for anchor in root:
            place = _anchor(anchor, sheet)
            if next(anchor.iter(_XDR + "pic"), None) is not None:
                self._find("lost-picture", "damage", "这里有图片，里面的文字和图形没有读出，请对照原件。", place)
            for line in anchor.iter(_A + "p"):
                words = "".join(each.text or "" for each in line.iter(_A + "t"))
                if words.strip():
                    yield Paragraph(text=words, place=place)

    def _find(self, kind: str, severity: str, sentence: str, place: Place, excerpt: str = "") -> None:
        if len(self.findings) < 1000:
            self.findings.append(Finding(kind=kind, severity=severity, sentence=sentence, place=place, excerpt=excerpt[:200]))


def _anchor(anchor: Node, sheet: str) -> Place:
    row, column = anchor.findtext(f"{_XDR}from/{_XDR}row", ""), anchor.findtext(f"{_XDR}from/{_XDR}col", "")
    known = row.isdecimal() and column.isdecimal()
    return Place(cell=named((int(row) + 1, int(column) + 1)) if known else None, sheet=sheet)


def _words(node: Node | None) -> str:
    """The words of a rich or plain text, without the phonetic guides over it (18.4.6)."""
    if node is None:
        return ""
    pieces = (each for child in node if child.tag in {S + "t", S + "r"} for each in child.iter(S + "t"))
    return _unescaped("".join(each.text or "" for each in pieces))


def _unescaped(text: str) -> str:
    """Excel writes a carriage return as _x000D_ (22.9.2.19); the line ends of a cell are single line feeds here."""
    text = _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text) if "_x" in text else text
    return "".join(" " if "\ud800" <= each <= "\udfff" else each for each in text.replace("\r\n", "\n").replace("\r", "\n")).strip("\n")


def _formats(root: Node | None) -> list[str]:
    """The number format of every cell style, by its index."""
    if root is None:
        return []
    own = {node.get("numFmtId", ""): node.get("formatCode", "") for node in root.iterfind(f"{S}numFmts/{S}numFmt")}
    ids = [node.get("numFmtId", "0") for node in root.iterfind(f"{S}cellXfs/{S}xf")]
    return [own.get(each) or (built_in(int(each)) if each.isdecimal() else "General") for each in ids]
