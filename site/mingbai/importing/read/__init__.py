"""From the bytes of an agency's file to blocks: one reader a format, chosen by what the bytes are and never by the name.

A reader puts the document's characters into blocks as they would be printed, each with its place, and reports what a
format holds beyond them (pictures, comments, deletions). It mends nothing and knows no family, no region and no guide.
What cannot be read is refused as UnreadableSource, one sentence with its remedy; damaged and hostile input raises nothing
else. The bytes are untrusted: run ``importing.child`` where the limits on time and memory matter (standards.md 5.07).
"""

from __future__ import annotations

from mingbai.errors import UnreadableSource
from mingbai.importing.blocks import Blocks, texts
from mingbai.importing.read.docx import read_docx
from mingbai.importing.read.html import read_html, read_mht
from mingbai.importing.read.kind import kind_of
from mingbai.importing.read.office import read_doc, read_xls
from mingbai.importing.read.pdf import read_pdf
from mingbai.importing.read.plain import read_plain
from mingbai.importing.read.refusal import EMPTY, TOO_HEAVY, TOO_LARGE, TRUNCATED
from mingbai.importing.read.xlsx import read_xlsx

__all__ = ["LARGEST", "read"]

LARGEST = 100 * 1024 * 1024
"""The largest file that is read, in bytes: a scanned-and-typed list of a whole province stays under 60 MB."""

_READERS = {
    "txt": read_plain,
    "html": read_html,
    "mht": read_mht,
    "docx": read_docx,
    "xlsx": read_xlsx,
    "pdf": read_pdf,
    "doc": read_doc,
    "xls": read_xls,
}


def read(name: str, data: bytes) -> Blocks:
    """The blocks of one file. ``name`` is only shown to people and never decides how ``data`` is read.

    Raises UnreadableSource for what is empty, encrypted, too large, a bomb, pictures only, or another kind of file.
    """
    if len(data) > LARGEST:
        raise TOO_LARGE.of(name)
    if not data.strip(b"\0\t\n\r \x0b\x0c"):
        raise EMPTY.of(name)
    blocks = _read(name, data, kind_of(name, data))
    if not any(text.strip() for block in blocks.blocks for text, _ in texts(block)):
        raise EMPTY.of(name)
    return blocks


def _read(name: str, data: bytes, kind: str) -> Blocks:
    """A damaged file can break a parser at any point and in any way; whoever sent it can do something about it only when told so.
    Faults of a reader show in its tests, whose files are whole."""
    try:
        return _READERS[kind](name, data)
    except UnreadableSource:
        raise
    except MemoryError as error:
        raise TOO_HEAVY.of(name) from error
    except Exception as error:
        raise TRUNCATED.of(name) from error
