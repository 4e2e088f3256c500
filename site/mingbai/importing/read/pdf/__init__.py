"""PDF files with text (ISO 32000): lines in reading order joined to paragraphs, ruled tables with their merges, page furniture left out.

A PDF holds characters at places and strokes, and nothing else: lines, paragraphs, cells and columns are worked out here from the
geometry alone, never from what the words say, but for the marks with which Chinese documents begin an item.
"""

from mingbai.importing.read.pdf.document import read_pdf

__all__ = ["read_pdf"]
