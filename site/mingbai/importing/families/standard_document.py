"""What a standard says beside its services, as a document: cover, foreword, scope, references, terms, the agency's duties, bibliography.

Verbatim, clause by clause, with numbers and titles as printed. The contents page only repeats headings and is structure.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet

from mingbai.guides import codes
from mingbai.guides.kinds import Clause, Document
from mingbai.importing.blocks import Block, Paragraph
from mingbai.importing.families.outline import Appendix, Outline, Section, line, squeezed

_NUMBER = re.compile(r"(?:DB\s?\d{2,4}|GB|[A-Z]{2}|T/[A-Z]{2,8})\s?(?:/\s?[TZ])?\s?[\dX]{1,6}(?:\.\d+)?\s?[—–-]\s?[\dX]{4}")
_NO_TITLE = re.compile(
    r"^(?:ICS|CCS|DB|GB|备案号)|[A-Za-z]{4}|(?:地方|国家|行业|团体|企业)标准"
    r"|发布|实施|征求意见|送审|报批|专利|时间|^[（(]|X{2}|前\s*言"
)
_EDITION = re.compile(r"征求意见稿|送审稿|报批稿|草案稿|讨论稿")
_ISSUED = re.compile(r"(\d{4})\s*[-—年]\s*(\d{1,2})\s*[-—月]\s*(\d{1,2})\s*日?\s*发\s*布")
_ISSUER = re.compile(r"(\S{4,30}(?:局|委员会|厅|会|院))\s*发\s*布")
_OPENING = re.compile(r"(?:前\s*言|引\s*言)")
_BULLET = re.compile(r"^[-•·]\s+")
_CARRIES_ON = re.compile(r"[、，,]\s*$")
Read = tuple[Document, tuple[Block, ...]]


def document_of(found: Outline, services: AbstractSet[int], appendices: Sequence[Appendix]) -> tuple[Read | None, tuple[Block, ...]]:
    """The document with the blocks that it was read from, and the blocks that only frame it.

    ``services`` is the ids of the clauses that were read as services; ``appendices`` those that are no forms.
    """
    title = _title(found)
    cover, repeated = _without(found.cover, ""), [block for block in found.foreword if squeezed(line(block)) == squeezed(title)]
    foreword = [block for block in found.foreword if block not in repeated]
    clauses = (
        *((Clause(text=_texts(cover)),) if cover else ()),
        *_opened(foreword),
        *(_clause(section, services) for section in found.chapters if id(section) not in services),
        *(Clause(number=f"附录{one.letter}", title=one.title, text=_texts(one.body)) for one in appendices),
        *((Clause(title=squeezed(line(found.bibliography[0])), text=_texts(found.bibliography[1:])),) if found.bibliography else ()),
    )
    frames = (*found.contents, *repeated)
    if not any(clause.text or clause.clauses for clause in clauses):
        return None, (*frames, *(section.heading for section in found.chapters))
    kept = [block for section in found.chapters for block in _kept(section, services)]
    appended = [block for one in appendices for block in (*one.heading, *one.body)]
    return (_document(found, title, clauses), (*cover, *foreword, *kept, *appended, *found.bibliography)), frames


def _document(found: Outline, title: str, clauses: tuple[Clause, ...]) -> Document:
    cover = [line(block).strip() for block in found.cover]
    whole = "\n".join(cover)
    number, edition, issued, issuer = (pattern.search(whole) for pattern in (_NUMBER, _EDITION, _ISSUED, _ISSUER))
    return Document(
        region="",
        slug=codes.slug(title),
        title=title,
        document_no=number[0] if number else None,
        issuer=issuer[1] if issuer else None,
        issued="{}-{:0>2}-{:0>2}".format(*issued.groups()) if issued else None,
        edition=edition[0] if edition else None,
        clauses=clauses,
        attachments=tuple(f"附录{letter} {name}" for letter, name in found.listed),
    )


def _title(found: Outline) -> str:
    """The title of a standard stands on its cover, and again above its first clause."""
    cover = [line(block).strip() for block in found.cover]
    again = squeezed(line(found.foreword[-1])) if found.foreword else ""
    possible = [text for text in cover if re.search("[一-鿿]", text) and not _NO_TITLE.search(text) and 4 <= len(text) <= 50]
    same = [text for text in possible if squeezed(text) == again]
    named = [text for text in possible if re.search(r"(?:规范|规程|指南|要求|导则|标准|流程|准则)$", text)]
    return re.sub(r"\s+", " ", next(iter((*same, *named, *possible)), again or (found.chapters[0].title or "")))


def _opened(blocks: Sequence[Block]) -> Iterator[Clause]:
    """前言 and 引言, each with its paragraphs; what stands before them is a clause without a title."""
    starts = [at for at, block in enumerate(blocks) if _OPENING.fullmatch(line(block).strip())]
    edges = [*starts, len(blocks)]
    if blocks[: edges[0]]:
        yield Clause(text=_texts(blocks[: edges[0]]))
    for start, end in itertools.pairwise(edges):
        yield Clause(title=squeezed(line(blocks[start])), text=_texts(blocks[start + 1 : end]))


def _clause(section: Section, services: AbstractSet[int]) -> Clause:
    inner = tuple(_clause(part, services) for part in section.parts if id(part) not in services)
    return Clause(number=section.number, title=section.title, text=_texts(section.body), clauses=inner)


def _kept(section: Section, services: AbstractSet[int]) -> Iterator[Block]:
    """The blocks of a clause without those of the services in it."""
    if id(section) in services:
        return
    yield from section.own
    for part in section.parts:
        yield from _kept(part, services)


def _without(blocks: Sequence[Block], text: str) -> list[Block]:
    return [block for block in blocks if line(block).strip() != text]


def _texts(blocks: Sequence[Block]) -> tuple[str, ...]:
    """The paragraphs as printed; one that ends in a comma goes on in the next, marks that a conversion put before items are off."""
    texts: list[str] = []
    for block in blocks:
        words = _BULLET.sub("", line(block).strip())
        if texts and _CARRIES_ON.search(texts[-1]) and isinstance(block, Paragraph):
            texts[-1] += words
        elif words.strip("-—"):
            texts.append(words)
    return tuple(texts)
