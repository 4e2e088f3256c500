"""Prints real PDF files for the reader: paragraphs that wrap, ruled tables that break over pages, headers, columns. Through reportlab,
with the standard Chinese font that readers have and files need not hold (STSong-Light)."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from xml.sax.saxutils import escape

from reportlab.lib import pdfencrypt
from reportlab.lib.pagesizes import A3, A4, landscape
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, Paragraph, SimpleDocTemplate, Table, TableStyle

FONT = "STSong-Light"
WIDE = landscape(A3)
pdfmetrics.registerFont(UnicodeCIDFont(FONT))
FLUSH = ParagraphStyle("flush", fontName=FONT, fontSize=11, leading=18, wordWrap="CJK")
INDENTED = ParagraphStyle("indented", parent=FLUSH, firstLineIndent=22)
CENTRED = ParagraphStyle("centred", parent=FLUSH, alignment=1, fontSize=16, leading=26)
SMALL = ParagraphStyle("small", parent=FLUSH, fontSize=9, leading=12)


def printed(flowables: Sequence[Flowable], on_page: Callable[[Canvas, object], None] = lambda canvas, _: None, **settings: object) -> bytes:
    """The PDF of these flowables, on A4 unless ``pagesize`` says otherwise; ``on_page`` draws headers and footers."""
    out = io.BytesIO()
    SimpleDocTemplate(out, **{"pagesize": A4, **settings}).build(list(flowables), onFirstPage=on_page, onLaterPages=on_page)
    return out.getvalue()


def drawn(draw: Callable[[Canvas], None], pagesize: tuple[float, float] = A4, password: str | None = None) -> bytes:
    """The PDF of what ``draw`` puts on its pages."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=pagesize, encrypt=pdfencrypt.StandardEncryption(password) if password else None)
    canvas.setFont(FONT, 11)
    draw(canvas)
    canvas.save()
    return out.getvalue()


def text(words: str, style: ParagraphStyle = INDENTED) -> Paragraph:
    """A paragraph."""
    return Paragraph(escape(words).replace("\n", "<br/>"), style)


def table(
    rows: Sequence[Sequence[str]],
    widths: Sequence[float],
    *spans: tuple[tuple[int, int], tuple[int, int]],
    heads: int = 1,
    **settings: object,
) -> Table:
    """A ruled table; ``spans`` are merged cells as ((column, row), (column, row)); ``heads`` rows repeat on every page;
    with ``splitInRow=1`` a page may cut a row."""
    cells = [[text(words, SMALL) for words in row] for row in rows]
    style = [("GRID", (0, 0), (-1, -1), 0.5, "black"), ("VALIGN", (0, 0), (-1, -1), "TOP"), *(("SPAN", *span) for span in spans)]
    return Table(cells, colWidths=list(widths), style=TableStyle(style), repeatRows=heads, **settings)
