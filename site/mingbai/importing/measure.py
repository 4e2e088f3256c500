"""Measure a finished import against its document: find every value's place again, and count what no value stands on.

Knows no family; it trusts nothing that a family says of itself.
"""

from __future__ import annotations

from dataclasses import dataclass

from mingbai.guides.kinds import Document, Form
from mingbai.importing.assemble import Assembled
from mingbai.importing.blocks import Block, Blocks, Finding
from mingbai.importing.front import dated
from mingbai.importing.ground import Found, Ground
from mingbai.importing.places import places_of
from mingbai.importing.report import Report, characters_of, share_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Finished:
    """What a document yielded, each value with the blocks it was read from; ``structure`` is the blocks that only frame them."""

    region: str
    guides: tuple[Assembled, ...]
    forms: tuple[tuple[Form, tuple[Block, ...]], ...]
    documents: tuple[tuple[Document, tuple[Block, ...]], ...]
    structure: tuple[Block, ...]
    findings: tuple[Finding, ...]


def measured(document: Blocks, finished: Finished) -> Report:
    """The report on ``finished``. Structure is covered first, so that no value is found on a heading."""
    ground = Ground(document.blocks)
    ground.cover(finished.structure)
    framing = ground.covered
    places, nowhere = _located(finished, ground)
    for value, blocks in (*finished.forms, *finished.documents):
        places_of(value, (ground.plot(blocks),), ground)
    for notice, blocks in finished.documents:
        ground.cover(dated(blocks, notice.issued))
    characters, unplaced = characters_of(ground, framing)
    return Report(
        file=document.file,
        format=document.format,
        region=finished.region,
        counts={"guides": len(finished.guides), "forms": len(finished.forms), "documents": len(finished.documents)},
        characters=characters,
        share=share_of(characters),
        unplaced=unplaced,
        findings=(*finished.findings, *nowhere),
        places=places,
    )


def _located(finished: Finished, ground: Ground) -> tuple[dict[str, dict[str, Found]], tuple[Finding, ...]]:
    """The places of every guide, and a finding for each whose words stand neither in its blocks nor in a table head."""
    places: dict[str, dict[str, Found]] = {}
    findings: list[Finding] = []
    heads = ground.plot(finished.structure)
    for one in finished.guides:
        plots = tuple(ground.plot(blocks) for blocks in (one.blocks, one.row_blocks) if blocks)
        places[one.guide.slug], nowhere = places_of(one.guide, plots, ground, heads)
        words = [path for path in nowhere if "levels" not in path]
        if words:
            findings.append(_invented(words, one))
    return places, tuple(findings)


def _invented(paths: list[str], one: Assembled) -> Finding:
    sentence = f"这些字段的文字在原文中找不到原样：{'、'.join(paths)[:200]}。请核对。"
    return Finding(kind="not-verbatim", severity="doubt", sentence=sentence, place=one.blocks[0].place, guide=one.guide.slug)
