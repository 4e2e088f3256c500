"""An Office Open XML package (ECMA-376 part 2): its parts and relations, opened so that no file can hurt.

It knows zip and XML, and nothing of words or cells. Limits come before anything is unpacked: the number of entries, the size
that they declare (zipfile reads no more than that) and its ratio to the file. A document type declaration is never allowed
in a package (part 2, 9.1.3), so entities cannot be declared; no network, no external entity.
"""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from lxml import etree

from mingbai.errors import UnreadableSource
from mingbai.importing.read.refusal import BOMB, ENCRYPTED, TRUNCATED, UNSAFE_XML

Node = Any
"""An lxml element; lxml ships no types."""

MOST_ENTRIES = 10_000
LARGEST_TOTAL = 512 * 1024 * 1024
LARGEST_PART = 64 * 1024 * 1024
"""Of one XML part, in bytes: the widest list of a province unpacks to some 10 MB."""
HIGHEST_RATIO = 250
"""Unpacked to packed; WordprocessingML of long tables reaches 60. Looked at only from 32 MB on, where it could hurt."""

_STRICT = b"http://purl.oclc.org/ooxml/"
_SAME = (
    (b"http://purl.oclc.org/ooxml/wordprocessingml/main", b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"),
    (b"http://purl.oclc.org/ooxml/spreadsheetml/main", b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"),
    (b"http://purl.oclc.org/ooxml/officeDocument/relationships", b"http://schemas.openxmlformats.org/officeDocument/2006/relationships"),
    (b"http://purl.oclc.org/ooxml/drawingml/main", b"http://schemas.openxmlformats.org/drawingml/2006/main"),
    (
        b"http://purl.oclc.org/ooxml/drawingml/wordprocessingDrawing",
        b"http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    ),
    (b"http://purl.oclc.org/ooxml/drawingml/picture", b"http://schemas.openxmlformats.org/drawingml/2006/picture"),
)
"""The namespaces of the strict variant (ISO/IEC 29500-1) and those of the transitional one that all programs write."""


@dataclass(frozen=True, slots=True)
class Relation:
    """``sort`` is the last word of the relation's type (``styles``, ``footnotes``); ``target`` a part's path."""

    sort: str
    target: str


class Package:
    """The parts of one file. Raises UnreadableSource, whatever the bytes are."""

    def __init__(self, name: str, data: bytes) -> None:
        self.name = name
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
            entries = self._zip.infolist()
        except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
            raise TRUNCATED.of(name) from error
        _within_limits(name, entries, len(data))
        self._entries = {entry.filename.replace("\\", "/").lstrip("/").lower(): entry for entry in entries}

    def part(self, path: str) -> Node | None:
        """The root element of an XML part, or None where the package holds no such part."""
        data = self._bytes(path)
        return None if data is None else _parsed(self.name, data)

    def relations(self, path: str) -> dict[str, Relation]:
        """The internal relations of a part (of the package itself for an empty path), by id."""
        folder, file = posixpath.split(path)
        root = self.part(posixpath.join(folder, "_rels", f"{file}.rels"))
        found = {}
        for node in () if root is None else root:
            if isinstance(node.tag, str) and node.get("TargetMode") != "External":
                target = posixpath.normpath(posixpath.join("/", folder, node.get("Target", ""))).lstrip("/")
                found[node.get("Id", "")] = Relation(node.get("Type", "").rpartition("/")[2], target)
        return found

    @cached_property
    def main(self) -> str:
        """The path of the main part: the document or the workbook."""
        targets = [relation.target for relation in self.relations("").values() if relation.sort == "officeDocument"]
        for path in (*targets, "word/document.xml", "xl/workbook.xml"):
            if path.lower() in self._entries:
                return path
        raise TRUNCATED.of(self.name)

    def related(self, sort: str) -> Node | None:
        """The part that the main part names as its ``sort`` (``styles``, ``numbering``), or None."""
        targets = [relation.target for relation in self.relations(self.main).values() if relation.sort == sort]
        return self.part(targets[0]) if targets else None

    def _bytes(self, path: str) -> bytes | None:
        entry = self._entries.get(path.lower())
        if entry is None:
            return None
        if entry.file_size > LARGEST_PART:
            raise BOMB.of(self.name)
        try:
            return self._zip.read(entry)
        except (zipfile.BadZipFile, zlib.error, OSError, EOFError, RuntimeError, NotImplementedError, ValueError) as error:
            raise TRUNCATED.of(self.name, f"（{path}）") from error


def _within_limits(name: str, entries: list[zipfile.ZipInfo], size: int) -> None:
    total = sum(entry.file_size for entry in entries)
    if len(entries) > MOST_ENTRIES or total > LARGEST_TOTAL:
        raise BOMB.of(name)
    if total > 32 * 1024 * 1024 and total > HIGHEST_RATIO * size:
        raise BOMB.of(name)
    if any(entry.flag_bits & 1 for entry in entries):
        raise ENCRYPTED.of(name)


def _parsed(name: str, data: bytes) -> Node:
    if _declares_a_type(data):
        raise UNSAFE_XML.of(name)
    if _STRICT in data:
        for strict, common in _SAME:
            data = data.replace(strict, common)
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        return etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise _spoilt(name) from error


def _declares_a_type(data: bytes) -> bool:
    marks = ("<!DOCTYPE", "<!ENTITY")
    wide = data[:4].count(b"\0") > 0 or data[:2] in (b"\xff\xfe", b"\xfe\xff")
    encodings = ("utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be") if wide else ("ascii",)
    return any(mark.encode(encoding) in data for mark in marks for encoding in encodings)


def _spoilt(name: str) -> UnreadableSource:
    return TRUNCATED.of(name, "，里面的 XML 读不通")
