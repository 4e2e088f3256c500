"""From what the families read to the items of a document: rows join their guides, and each item gets region, slug, service, source.

Knows no family and no file. Region comes from the caller or from the words of the document, never from a guess.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from mingbai.guides import codes
from mingbai.guides.guide import Guide, Source
from mingbai.guides.kinds import Service
from mingbai.importing.asking import with_questions
from mingbai.importing.blocks import Block, Finding, Place
from mingbai.importing.family import Item
from mingbai.importing.names import key
from mingbai.importing.pairing import pair
from mingbai.importing.rows import guide_of_row, with_row


@dataclass(frozen=True, slots=True, kw_only=True)
class Assembled:
    """A finished guide, the blocks its guide was read from, and those of its row."""

    guide: Guide
    blocks: tuple[Block, ...]
    row_blocks: tuple[Block, ...] = ()


def assemble(
    items: Sequence[Item], source: Source, region: str, services: Sequence[Service]
) -> tuple[tuple[Assembled, ...], tuple[Finding, ...]]:
    """The guides of a document in its order, and what an editor must settle."""
    findings: list[Finding] = []
    joined = [_with_name(one, source, findings) for one in _joined(items, findings)]
    slugs = _slugs([one.guide for one in joined])
    finished = (_finished(one, slug, source, region, services) for one, slug in zip(joined, slugs, strict=True))
    out = tuple(finished)
    return out, tuple(_named(finding, out) for finding in findings)


def _joined(items: Sequence[Item], findings: list[Finding]) -> Iterator[Assembled]:
    """Guides with their rows, in the document's order; rows without a guide where they stand in the 清单."""
    guided = [item for item in items if item.guide]
    rowed = [item for item in items if item.row and not item.guide]
    paired = pair([item.guide for item in guided if item.guide], [item.row for item in rowed if item.row])
    row_of = {guide: row for row, guide in paired.items()}
    for at, item in enumerate(guided):
        yield _with_row(item, rowed[row_of[at]] if at in row_of else None, findings)
    for at, item in enumerate(rowed):
        guide = guide_of_row(item.row) if item.row and at not in paired else None
        if guide:
            yield Assembled(guide=guide, blocks=item.blocks)
        elif at not in paired:
            findings.append(_lost_row(item))


def _with_name(one: Assembled, source: Source, findings: list[Finding]) -> Assembled:
    """An item whose document prints no name bears the document's, and an editor is told."""
    if one.guide.name:
        return one
    sentence = f"这份指南没有印事项名称，暂用文件名称“{source.document}”，请改成正式名称。"
    findings.append(Finding(kind="name-missing", severity="doubt", sentence=sentence, place=_place(one.blocks), excerpt=source.document))
    return replace(one, guide=replace(one.guide, name=source.document))


def _with_row(item: Item, rowed: Item | None, findings: list[Finding]) -> Assembled:
    assert item.guide is not None
    if rowed is None or rowed.row is None:
        return Assembled(guide=item.guide, blocks=item.blocks)
    row = replace(rowed.row, lines=rowed.row.lines or lines_of(rowed.blocks))
    guide, told = with_row(item.guide, row, _place(rowed.blocks))
    findings += told
    return Assembled(guide=guide, blocks=item.blocks, row_blocks=rowed.blocks)


def _finished(one: Assembled, slug: str, source: Source, region: str, services: Sequence[Service]) -> Assembled:
    guide = replace(one.guide, region=region, slug=slug, source=replace(source, lines=lines_of(one.blocks)))
    service = service_of(guide, services)
    if service:
        guide = replace(guide, service=service.slug, audiences=service.audiences, derived=(*guide.derived, "service", "audiences"))
    return replace(one, guide=with_questions(guide))


def service_of(guide: Guide, services: Sequence[Service]) -> Service | None:
    """The one service whose official name or alias is a name of ``guide``; None where there is none, or more than one."""
    for names in ((guide.name,), guide.aliases):
        keys = {key(name) for name in names}
        found = [service for service in services if keys & {key(name) for name in (service.name, *service.aliases)}]
        if len(found) == 1:
            return found[0]
    return None


def lines_of(blocks: Sequence[Block]) -> tuple[int, ...]:
    """First and last line of ``blocks``; empty where their format has no lines."""
    places = [block.place for block in blocks if block.place.line is not None]
    if not places:
        return ()
    return (min(place.line or 0 for place in places), max(place.last or place.line or 0 for place in places))


def _slugs(guides: Sequence[Guide]) -> list[str]:
    """One slug a guide: its printed code, else its name in pinyin; one that comes again gets the 主项 before it, or a number."""
    first = [guide.code or codes.slug(guide.name) for guide in guides]
    often = Counter(first)
    seen: Counter[str] = Counter()
    out = []
    for guide, slug in zip(guides, first, strict=True):
        if often[slug] > 1 and guide.main_item and key(guide.main_item) != key(guide.name):
            slug = codes.slug(f"{guide.main_item} {guide.name}")
        seen[slug] += 1
        out.append(slug if seen[slug] == 1 else f"{slug}-{seen[slug]}")
    return out


def _place(blocks: Sequence[Block]) -> Place:
    return blocks[0].place if blocks else Place()


def _lost_row(item: Item) -> Finding:
    sentence = "清单中有一行失去了名称，也对不上任何一份指南，内容没有放进任何事项。"
    return Finding(kind="lost-row", severity="damage", sentence=sentence, place=_place(item.blocks))


def _named(finding: Finding, guides: Sequence[Assembled]) -> Finding:
    """``finding`` with the slug of the guide that its excerpt names."""
    slug = next((one.guide.slug for one in guides if one.guide.name == finding.excerpt), None)
    return replace(finding, guide=slug)
