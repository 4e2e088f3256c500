"""Which format a file is, by its bytes: what the readers take by name, and a refusal for every other kind of file."""

from __future__ import annotations

import io
import re
import zipfile
import zlib

from mingbai.importing.read.refusal import ARCHIVE, ENCRYPTED, OFD, PICTURE, PROGRAM, SLIDES, TRUNCATED, Sentence

_REFUSED: tuple[tuple[bytes, Sentence], ...] = (
    (b"\x89PNG", PICTURE),
    (b"\xff\xd8\xff", PICTURE),
    (b"GIF8", PICTURE),
    (b"BM", PICTURE),
    (b"II*\0", PICTURE),
    (b"MM\0*", PICTURE),
    (b"RIFF", PICTURE),
    (b"Rar!", ARCHIVE),
    (b"7z\xbc\xaf\x27\x1c", ARCHIVE),
    (b"\x1f\x8b", ARCHIVE),
    (b"MZ", PROGRAM),
    (b"\x7fELF", PROGRAM),
)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_BEFORE_HTML = rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*"
_HTML = re.compile(_BEFORE_HTML + rb"<(?:!doctype\s+html|html|head|body|div|table|p|meta)\b", re.IGNORECASE | re.DOTALL)
_MHT = re.compile(rb"\s*(?:[\w-]+:[^\n]*\n(?:[ \t][^\n]*\n)*)*?MIME-Version:\s*1", re.IGNORECASE)
_OPEN = b"application/vnd.oasis.opendocument."
_WORD_XML = re.compile(rb"\s*<\?xml[^>]*>.{0,400}(?:progid=\"Word\.Document\"|<pkg:package)", re.DOTALL)


def kind_of(name: str, data: bytes) -> str:
    """The reader's name: ``txt``, ``html``, ``mht``, ``docx``, ``xlsx``, ``pdf``, or ``doc`` and ``xls`` for what LibreOffice must
    convert first. Raises UnreadableSource for every other kind of file."""
    if data.startswith(b"PK"):
        return _of_zip(name, data)
    if data.startswith(_OLE):
        return _of_ole(name, data)
    if b"%PDF-" in data[:1024]:
        return "pdf"
    if data.startswith(b"{\\rtf") or _WORD_XML.match(data[:2000]):
        return "doc"
    if _MHT.match(data[:2000]):
        return "mht"
    start = data[3:] if data.startswith(b"\xef\xbb\xbf") else data
    if _HTML.match(start[:4000]):
        return "html"
    for magic, sentence in _REFUSED:
        if data.startswith(magic) and (len(magic) > 2 or b"\0" in data[:512]):
            raise sentence.of(name)
    return "txt"


def _of_zip(name: str, data: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            parts = {part.filename.lstrip("/") for part in package.infolist()}
            sort = package.read("mimetype")[:100] if "mimetype" in parts else b""
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, RuntimeError, zlib.error) as error:
        raise TRUNCATED.of(name) from error
    if any(part.startswith("word/") for part in parts):
        return "docx"
    if any(part.startswith("xl/") for part in parts):
        return "xls" if "xl/workbook.bin" in parts else "xlsx"
    if sort.startswith(_OPEN + b"text"):
        return "doc"
    if sort.startswith(_OPEN + b"spreadsheet"):
        return "xls"
    slides = any(part.startswith("ppt/") for part in parts) or b"presentation" in sort
    raise (SLIDES if slides else OFD if "OFD.xml" in parts else ARCHIVE).of(name)


def _of_ole(name: str, data: bytes) -> str:
    """An old Office file: its directory entries stand at multiples of 128 bytes, names in UTF-16 ([MS-CFB] 2.6.1)."""
    streams = ole_streams(data)
    if "EncryptedPackage" in streams or _word_97_encrypted(data):
        raise ENCRYPTED.of(name)
    if streams & {"Workbook", "Book"} and "WordDocument" not in streams:
        return "xls"
    if streams & {"WordDocument", "CONTENTS", "MatOST"}:
        return "doc"
    raise (SLIDES if "PowerPoint Document" in streams else TRUNCATED).of(name)


def ole_streams(data: bytes) -> set[str]:
    """The names of the streams and storages in a compound file."""
    found = set()
    for start in range(512, len(data) - 127, 128):
        size = int.from_bytes(data[start + 64 : start + 66], "little")
        if 4 <= size <= 64 and data[start + 66] in (1, 2, 5) and data[start + 67] in (0, 1):
            found.add(data[start : start + size - 2].decode("utf-16-le", "replace"))
    return found


def _word_97_encrypted(data: bytes) -> bool:
    """fEncrypted of the FIB, which stands at the start of the first sector in files that Word wrote ([MS-DOC] 2.5.2)."""
    return data[512:514] == b"\xec\xa5" and bool(data[523] & 0x01) if len(data) > 524 else False
