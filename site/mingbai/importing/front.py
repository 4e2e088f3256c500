"""What a document says of itself: title, 文号, issuer, date, edition; and with it the notice and the source of every item.

Knows no family; a notice and captions come read.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePath

from mingbai.errors import Refusal
from mingbai.guides import codes, regions
from mingbai.guides.guide import Source
from mingbai.guides.kinds import Clause, Document, Form
from mingbai.importing.assemble import lines_of
from mingbai.importing.blocks import Block, Blocks, Paragraph, texts
from mingbai.importing.families.notice import date_in, edition_in
from mingbai.importing.family import Caption, Yield

_TITLE = re.compile(r"清单|指南|规范|规程|手册|目录|标准|须知|一览|汇编")
_OPENING = 40
"""So many blocks from the beginning are searched for a region, line by line, where title and issuer name none."""
_LONGEST_TITLE = 80
_OFTEN = 3
_NAMING = re.compile(r"[\u4e00-\u9fff]{2}(?:省|市|自治[区州]|盟)[\u4e00-\u9fff]{2}")
"""What names a place by its full name, with something after it; looking for every short form in every line would take seconds."""
_LONGEST_DATE = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class Front:
    """The title of a document and what stands beside it. ``region`` is a GB/T 2260 code."""

    region: str
    source: Source


def front_of(document: Blocks, yields: Sequence[Yield], region: str | None) -> Front:
    """The front of ``document``. Raises Refusal where neither ``region`` nor the document names one region."""
    notice = next((read for one in yields for read, _ in one.documents), None)
    captions = [caption for one in yields for caption in one.captions]
    title = notice.title if notice else _title(captions) or PurePath(document.file).stem
    source = Source(
        document=title,
        document_no=_stated("document_no", notice, captions),
        issuer=_stated("issuer", notice, captions),
        issued=_stated("issued", notice, captions),
        edition=(notice.edition if notice else None) or edition_in(title),
        file=document.file,
    )
    return Front(region=region or _region(document, source), source=source)


def finished_documents(yields: Sequence[Yield], front: Front) -> Iterator[tuple[Document, tuple[Block, ...]]]:
    """The documents with region, slug and source; the first takes the notes that stand under the parts of its attachments.
    Where there is none, as with a 清单 by itself, the notes make one, so that they stand somewhere."""
    captions = [caption for one in yields for caption in one.captions]
    read = [pair for one in yields for pair in one.documents]
    if not read and any(caption.notes for caption in captions):
        read = [(Document(region="", slug="", title=front.source.document), ())]
    for at, (document, blocks) in enumerate(read):
        noted = tuple(_noted(captions)) if at == 0 else ()
        slug = codes.slug(document.document_no or document.title)
        clauses = document.clauses + tuple(clause for clause, _ in noted)
        under = tuple(block for _, parts in noted for block in parts)
        source = replace(front.source, document=document.title, lines=lines_of(blocks or under))
        yield replace(document, region=front.region, slug=slug, clauses=clauses, source=source), blocks + under


def finished_forms(yields: Sequence[Yield], front: Front) -> Iterator[tuple[Form, tuple[Block, ...]]]:
    """The forms with region, source, and a slug each that comes once."""
    seen: set[str] = set()
    for form, blocks in (pair for one in yields for pair in one.forms):
        slug = form.slug or codes.slug(form.name)
        slug = slug if slug not in seen else f"{slug}-{len(seen)}"
        seen.add(slug)
        yield replace(form, region=front.region, slug=slug, source=replace(front.source, lines=lines_of(blocks))), blocks


def dated(blocks: Sequence[Block], issued: str | None) -> tuple[Block, ...]:
    """The lines among ``blocks`` that are the date ``issued``, which is kept as ISO 8601 and so not verbatim."""
    return tuple(
        block
        for block in blocks
        if issued and isinstance(block, Paragraph) and len(block.text) < _LONGEST_DATE and date_in(block.text) == issued
    )


def _stated(name: str, notice: Document | None, captions: Sequence[Caption]) -> str | None:
    """What the notice states, or else the first caption that does."""
    stated: list[str | None] = [getattr(one, name) for one in (notice, *captions) if one]
    return next(filter(None, stated), None)


def _title(captions: Sequence[Caption]) -> str | None:
    titles = [caption.title for caption in captions if caption.title]
    return next((title for title in titles if _TITLE.search(title)), titles[0] if titles else None)


def _noted(captions: Sequence[Caption]) -> Iterator[tuple[Clause, tuple[Block, ...]]]:
    """A clause for each part that has notes; notes without a caption of their own belong to the caption before them."""
    named: Caption = Caption()
    for caption in captions:
        named = caption if caption.number or caption.title else named
        if caption.notes:
            yield Clause(number=named.number, title=named.title, text=caption.notes), caption.blocks


def _region(document: Blocks, source: Source) -> str:
    """The region that title, issuer or one of the first lines names; else the only one that the whole text names, three times or more."""
    opening = [text for block in document.blocks[:_OPENING] for text, _ in texts(block) if len(text) <= _LONGEST_TITLE]
    for text in (source.document, source.issuer or "", *opening):
        found = regions.find(text)
        if found:
            return found.code
    short = Counter(text for block in document.blocks for text, _ in texts(block) if len(text) <= _LONGEST_TITLE and _NAMING.search(text))
    often: Counter[str] = Counter()
    for text, times in short.items():
        if found := regions.find(text):
            often[found.code] += times
    if len(often) == 1 and often.total() >= _OFTEN:
        return next(iter(often))
    remedy = "请指明地区再导入；命令行用 --region 写六位行政区划代码，例如 --region 320600。"
    raise Refusal("看不出这份文件属于哪个地区。", place=document.file, remedy=remedy)
