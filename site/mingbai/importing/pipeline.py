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
from mingbai.importing.blocks import Block, Blocks, Finding
from mingbai.importing.families import FAMILIES
from mingbai.importing.family import Yield
from mingbai.importing.front import finished_documents, finished_forms, front_of
from mingbai.importing.measure import Finished, measured
from mingbai.importing.read import read
from mingbai.importing.recognise import recognise
from mingbai.importing.repairs import repaired
from mingbai.importing.report import Report


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
    return import_blocks(repaired(read(file, data)), region=region, services=services)


def import_blocks(document: Blocks, *, region: str | None = None, services: Sequence[Service] = ()) -> Imported:
    """Import a document that was read and repaired already, for whom the blocks matter too. Raises as ``import_document`` does."""
    yields = tuple(family.read(document.blocks[portion.first : portion.end]) for portion, family in recognise(document.blocks, FAMILIES))
    if not any(one.items or one.forms or one.documents for one in yields):
        remedy = "请确认选对了文件；导入按标题和表头认内容。"
        raise UnreadableSource("没有找到办事指南、清单、表单或来文。", place=document.file, remedy=remedy)
    front = front_of(document, yields, region)
    guides, doubts = assemble([item for one in yields for item in one.items], front.source, front.region, services)
    finished = Finished(
        region=front.region,
        guides=guides,
        forms=tuple(finished_forms(yields, front)),
        documents=tuple(finished_documents(yields, front)),
        structure=tuple(_structure(yields)),
        findings=(*document.findings, *_slugged(yields, guides), *doubts),
    )
    return Imported(
        guides=tuple(one.guide for one in finished.guides),
        forms=tuple(form for form, _ in finished.forms),
        documents=tuple(one for one, _ in finished.documents),
        report=measured(document, finished),
    )


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
