"""From the bytes of an agency's file to blocks: one reader a format, chosen by what the bytes are and never by the name.

A reader puts the document's characters into blocks as they would be printed, each with its place, and reports what a
format holds beyond them (pictures, comments, deletions). It mends nothing and knows no family, no region and no guide.
What cannot be read is refused as UnreadableSource, one sentence with its remedy; damaged and hostile input raises nothing
else. The bytes are untrusted: run ``importing.child`` where the limits on time and memory matter (standards.md 5.07).
"""

from __future__ import annotations

from mingbai.importing.blocks import Blocks, texts
from mingbai.importing.read.docx import read_docx
from mingbai.importing.read.kind import kind_of
from mingbai.importing.read.pdf import read_pdf
from mingbai.importing.read.plain import read_plain
from mingbai.importing.read.refusal import EMPTY, TOO_LARGE
from mingbai.importing.read.xlsx import read_xlsx

__all__ = ["LARGEST", "read"]

LARGEST = 100 * 1024 * 1024
"""The largest file that is read, in bytes: a scanned-and-typed list of a whole province stays under 60 MB."""

_READERS = {"txt": read_plain, "docx": read_docx, "xlsx": read_xlsx, "pdf": read_pdf}


def read(name: str, data: bytes) -> Blocks:
    """The blocks of one file. ``name`` is only shown to people and never decides how ``data`` is read.

    Raises UnreadableSource for what is empty, encrypted, too large, a bomb, pictures only, or another kind of file.
    """
    if len(data) > LARGEST:
        raise TOO_LARGE.of(name)
    if not data.strip(b"\0\t\n\r \x0b\x0c"):
        raise EMPTY.of(name)
    kind = kind_of(name, data)
    blocks = _READERS[kind](name, data)
    if not any(text.strip() for block in blocks.blocks for text, _ in texts(block)):
        raise EMPTY.of(name)
    return blocks
