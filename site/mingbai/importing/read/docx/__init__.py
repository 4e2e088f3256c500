"""Word documents (ECMA-376 part 1, WordprocessingML) as printed: paragraphs, tables and list numbers in the order of the body."""

from mingbai.importing.read.docx.document import read_docx

__all__ = ["read_docx"]
