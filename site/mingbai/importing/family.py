"""What a family of documents is to the importer: it finds its portions among repaired blocks, and reads each into items.

A family goes by headings and table heads only, never by a region, a title or a line number. It returns values as
printed; region, slug, service, audiences and source are filled in by ``assemble``, places and the placed share by ``report``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from mingbai.guides.guide import ChecklistRow, Guide
from mingbai.guides.kinds import Document, Form
from mingbai.importing.blocks import Block, Finding


@dataclass(frozen=True, slots=True, kw_only=True)
class Portion:
    """A run of blocks, ``first`` to ``end`` (exclusive), that one family recognises. ``family`` is its name."""

    family: str
    first: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One item as a family read it: a guide, or a 清单 row, and the blocks (with only the rows that are its own) it was read from."""

    guide: Guide | None = None
    row: ChecklistRow | None = None
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Caption:
    """The heading of a part of a document: ``number`` as printed (附件1), ``title``, ``notes`` printed under the part; ``issuer``,
    ``issued`` (ISO 8601) and ``document_no`` where a line beside the title states them."""

    number: str | None = None
    title: str | None = None
    notes: tuple[str, ...] = ()
    issuer: str | None = None
    issued: str | None = None
    document_no: str | None = None
    blocks: tuple[Block, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Yield:
    """What a family read from one portion. ``structure`` holds blocks that only frame the items: headings, table heads, captions."""

    items: tuple[Item, ...] = ()
    forms: tuple[tuple[Form, tuple[Block, ...]], ...] = ()
    documents: tuple[tuple[Document, tuple[Block, ...]], ...] = ()
    captions: tuple[Caption, ...] = ()
    structure: tuple[Block, ...] = ()
    findings: tuple[Finding, ...] = ()


class Family(Protocol):
    """A module under ``families/``, or the object that it calls FAMILY."""

    @property
    def name(self) -> str:
        """The name that its portions carry."""

    def find(self, blocks: Sequence[Block]) -> Sequence[Portion]:
        """The portions of ``blocks`` that this family recognises; they never overlap one another."""

    def read(self, blocks: Sequence[Block]) -> Yield:
        """Read the blocks of one portion."""
