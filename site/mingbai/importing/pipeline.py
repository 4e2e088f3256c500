"""One agency document to guides, forms, documents and a report: read, repair, recognise, read by family, assemble, report.

Pure: bytes in, values out. Nothing is written, published or dropped; ``write`` puts the values into files.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from mingbai.errors import UnreadableSource
from mingbai.guides.guide import Guide
from mingbai.guides.kinds import Document, Form, Service
from mingbai.importing.assemble import Assembled, assemble
from mingbai.importing.blocks import Block, Finding
from mingbai.importing.families import FAMILIES
from mingbai.importing.family import Yield
from mingbai.importing.front import dated, finished_documents, finished_forms, front_of
from mingbai.importing.ground import Found, Ground
from mingbai.importing.places import places_of
from mingbai.importing.read import read
from mingbai.importing.recognise import recognise
from mingbai.importing.repairs import repaired
from mingbai.importing.report import Report, characters_of, share_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """Everything that one document yields."""

    guides: tuple[Guide, ...]
    forms: tuple[Form, ...]
    documents: tuple[Document, ...]
    report: Report


def import_document(file: str, data: bytes, *, region: str | None = None, services: Sequence[Service] = ()) -> Imported:
    """Import ``data``, the bytes of the file named ``file``.

    ``region`` is a GB/T 2260 code, needed where the document does not say whose it is; ``services`` are the national list.
    Raises UnreadableSource for a file that cannot be read or holds nothing of the trade, Refusal where no region is known.
    """
    document = repaired(read(file, data))
    yields = tuple(family.read(document.blocks[portion.first : portion.end]) for portion, family in recognise(document.blocks, FAMILIES))
    if not any(one.items or one.forms or one.documents for one in yields):
        raise UnreadableSource("没有找到办事指南、清单、表单或来文。", place=file, remedy="请确认选对了文件；导入按标题和表头认内容。")
    front = front_of(document, yields, region)
    items = [item for one in yields for item in one.items]
    guides, doubts = assemble(items, front.source, front.region, services)
    forms = tuple(finished_forms(yields, front))
    documents = tuple(finished_documents(yields, front))
    findings = (*document.findings, *_slugged(yields, guides), *doubts)
    ground = Ground(document.blocks)
    structure = tuple(_structure(yields))
    ground.cover(structure)
    framing = ground.covered
    places, nowhere = _located(guides, ground, structure)
    for value, blocks in (*forms, *documents):
        places_of(value, (ground.plot(blocks),), ground)
    for document_read, blocks in documents:
        ground.cover(dated(blocks, document_read.issued))
    characters, unplaced = characters_of(ground, framing)
    return Imported(
        guides=tuple(one.guide for one in guides),
        forms=tuple(form for form, _ in forms),
        documents=tuple(document_read for document_read, _ in documents),
        report=Report(
            file=document.file,
            format=document.format,
            region=front.region,
            counts={"guides": len(guides), "forms": len(forms), "documents": len(documents)},
            characters=characters,
            share=share_of(characters),
            unplaced=unplaced,
            findings=(*findings, *nowhere),
            places=places,
        ),
    )


def _located(
    guides: Sequence[Assembled], ground: Ground, structure: Sequence[Block]
) -> tuple[dict[str, dict[str, Found]], tuple[Finding, ...]]:
    """The places of every guide, and a finding for each whose words stand neither in its blocks nor in a table head."""
    places: dict[str, dict[str, Found]] = {}
    findings: list[Finding] = []
    heads = ground.plot(structure)
    for one in guides:
        plots = tuple(ground.plot(blocks) for blocks in (one.blocks, one.row_blocks) if blocks)
        places[one.guide.slug], nowhere = places_of(one.guide, plots, ground, heads)
        words = [path for path in nowhere if "levels" not in path]
        if words:
            sentence = f"这些字段的文字在原文中找不到原样：{'、'.join(words)[:200]}。请核对。"
            findings.append(
                Finding(kind="not-verbatim", severity="doubt", sentence=sentence, place=one.blocks[0].place, guide=one.guide.slug)
            )
    return places, tuple(findings)


def _slugged(yields: Sequence[Yield], guides: Sequence[Assembled]) -> Iterator[Finding]:
    """What the families found; a family knows a guide by its name, the report by its slug."""
    slugs = {one.guide.name: one.guide.slug for one in guides}
    for one in yields:
        for finding in one.findings:
            yield replace(finding, guide=slugs.get(finding.guide, finding.guide)) if finding.guide else finding


def _structure(yields: Sequence[Yield]) -> Iterator[Block]:
    for one in yields:
        yield from one.structure
        for caption in one.captions:
            yield from caption.blocks
