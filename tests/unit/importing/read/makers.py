"""Writes real files for the readers: Word packages from a body of WordprocessingML, and from rows with merged cells."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence
from xml.sax.saxutils import escape

from mingbai.importing.blocks import Block, Paragraph, Table

SPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:wpg="http://schemas.microsoft.com/office/word/2010/wordprocessingGroup" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'
)
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_WORDS = "application/vnd.openxmlformats-officedocument.wordprocessingml."


def _types(parts: Sequence[str]) -> str:
    names = {"document": "document.main", **{part: part for part in parts}}
    each = "".join(f'<Override PartName="/word/{part}.xml" ContentType="{_WORDS}{told}+xml"/>' for part, told in names.items())
    return (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{each}</Types>'
    )


def zipped(parts: Mapping[str, str | bytes]) -> bytes:
    """A zip of these parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for path, content in parts.items():
            package.writestr(path, content)
    return out.getvalue()


def relations(targets: Mapping[str, str]) -> str:
    """A relations part: id → ``sort target`` (``styles styles.xml``)."""
    each = (f'<Relationship Id="{id_}" Type="{_OFFICE}{told.split()[0]}" Target="{told.split()[1]}"/>' for id_, told in targets.items())
    return f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{"".join(each)}</Relationships>'


def word(body: str, **parts: str) -> bytes:
    """A .docx with this body; further parts by their relation (``numbering``, ``styles``, ``footnotes``, ``comments``, ``header``)."""
    roots = {"header": "hdr", "footer": "ftr"}
    files = {
        "[Content_Types].xml": _types(list(parts)),
        "_rels/.rels": relations({"rId1": "officeDocument word/document.xml"}),
        "word/document.xml": f"<w:document {SPACES}><w:body>{body}</w:body></w:document>",
        "word/_rels/document.xml.rels": relations({f"r{part}": f"{part} {part}.xml" for part in parts}),
    }
    for part, content in parts.items():
        root = roots.get(part, part)
        files[f"word/{part}.xml"] = f"<w:{root} {SPACES}>{content}</w:{root}>"
    return zipped(files)


def run(text: str, properties: str = "") -> str:
    """A w:r."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def para(text: str = "", properties: str = "", inside: str = "") -> str:
    """A w:p of one run, with further content ``inside`` after it."""
    return f"<w:p><w:pPr>{properties}</w:pPr>{run(text) if text else ''}{inside}</w:p>"


def listed(text: str, number: int = 1, level: int = 0) -> str:
    """A paragraph of a list."""
    return para(text, f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>')


def level(at: int, form: str, text: str, more: str = "", suffix: str = "nothing") -> str:
    """A w:lvl."""
    start = "" if "<w:start" in more else '<w:start w:val="1"/>'
    return f'<w:lvl w:ilvl="{at}">{start}<w:numFmt w:val="{form}"/>{more}<w:suff w:val="{suffix}"/><w:lvlText w:val="{text}"/></w:lvl>'


def lists(*levels: str, overrides: Mapping[int, str] | None = None) -> str:
    """The content of a numbering part with one abstract list and list 1; ``overrides``: further lists and their w:lvlOverride."""
    nums = "".join(
        f'<w:num w:numId="{number}"><w:abstractNumId w:val="0"/>{told}</w:num>' for number, told in {1: "", **(overrides or {})}.items()
    )
    return f'<w:abstractNum w:abstractNumId="0">{"".join(levels)}</w:abstractNum>{nums}'


def cell(text: str, span: int = 1, merge: str = "") -> str:
    """A w:tc; ``merge`` is ``restart`` or ``continue``. Line breaks of ``text`` become paragraphs."""
    marks = (f'<w:gridSpan w:val="{span}"/>' if span > 1 else "") + (f'<w:vMerge w:val="{merge}"/>' if merge else "")
    return f"<w:tc><w:tcPr>{marks}</w:tcPr>{''.join(para(line) for line in text.split(chr(10)))}</w:tc>"


def grid(*rows: str) -> str:
    """A w:tbl of rows, each the cells of one row; ruled, as programs print it."""
    sides = "".join(f'<w:{side} w:val="single" w:sz="4"/>' for side in ("top", "left", "bottom", "right", "insideH", "insideV"))
    return f"<w:tbl><w:tblPr><w:tblBorders>{sides}</w:tblBorders></w:tblPr>{''.join(f'<w:tr>{row}</w:tr>' for row in rows)}</w:tbl>"


def shown(blocks: Sequence[Block]) -> list[object]:
    """Blocks without their places: text of a paragraph; rows of a table with ``↑`` and ``←`` for merge marks."""
    out: list[object] = []
    for block in blocks:
        if isinstance(block, Paragraph):
            out.append(block.text)
        elif isinstance(block, Table):
            out.append([["↑" * one.above + "←" * one.left + one.text for one in row] for row in block.rows])
    return out
