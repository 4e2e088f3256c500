"""办理流程图 as a chart: the boxes that a conversion left, or a chain of steps that is printed with its arrows.

Boxes and their texts are the source's. Edges are only those that are printed; the arrows of a lost drawing are reported, not guessed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from mingbai.guides.guide import Chart, Edge, Node, NodeKind
from mingbai.importing.blocks import Block, Finding, Paragraph, Place
from mingbai.importing.families.specification.prose import mended
from mingbai.importing.families.specification.scraps import Box, Scraps, read_scraps
from mingbai.importing.phrases.stages import read_stages

_ARROW = re.compile(r"\s*(?:→|⇒|➔|➜|➡|⟶|—+>|-+>|＞)\s*")
_DECISION = re.compile(r"是否|能否|有无|[？?]$|(?:有误|无误|齐全|不符)$")
_STARTS, _ENDS = re.compile(r"开始|申请开始"), re.compile(r"结束|完成|流程结束")
_EDGE = " \t，,。`"


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawing:
    """A chart, None where no text of it is left; what of it was lost; and what stood on its arrows, which those findings name."""

    chart: Chart | None = None
    findings: tuple[Finding, ...] = ()
    labels: tuple[Paragraph, ...] = ()


def read_chart(blocks: Sequence[Block], place: Place, words: str) -> Drawing:
    """The chart printed in ``blocks`` under the heading at ``place``; ``words`` is what else the guide says, without blanks."""
    chain = _chain(blocks)
    if chain:
        return Drawing(chart=chain)
    scraps = read_scraps(blocks, words)
    nodes = tuple(Node(id=f"n{number}", kind=_kind(text), text=text) for number, text in enumerate(_texts(scraps.boxes), 1))
    if not nodes:
        sentence = "流程图没有随文字保存下来，请对照原件补画。"
        return Drawing(findings=(Finding(kind="flowchart-lost", severity="damage", sentence=sentence, place=place),))
    return Drawing(
        chart=Chart(nodes=nodes, notes=tuple(mended(note) for note in scraps.notes)),
        findings=tuple(_findings(scraps, place)),
        labels=tuple(Paragraph(text=text, place=where) for text, where in scraps.labels),
    )


def _chain(blocks: Sequence[Block]) -> Chart | None:
    """A chart printed as 申请→受理→办结: every step a node, every arrow an edge."""
    lines = [block.text.strip() for block in blocks if isinstance(block, Paragraph) and block.text.strip()]
    chains = [line for line in lines if len(_ARROW.split(line)) > 2]
    if not chains or len(chains) < len(lines):
        return None
    steps = [stage for line in chains for stage in read_stages(line)]
    nodes = tuple(Node(id=f"n{number}", kind=_kind(step), text=step) for number, step in enumerate(steps, 1))
    edges = tuple(Edge(from_=one.id, to=other.id) for one, other in pairwise(nodes))
    return Chart(nodes=nodes, edges=edges)


def _texts(boxes: Sequence[Box]) -> Iterator[str]:
    for box in boxes:
        text = mended(box.text.strip(_EDGE))
        if text:
            yield text


def _kind(text: str) -> NodeKind:
    if _STARTS.fullmatch(text):
        return "start"
    if _ENDS.fullmatch(text):
        return "end"
    return "decision" if _DECISION.search(text) else "step"


def _findings(scraps: Scraps, place: Place) -> Iterator[Finding]:
    labels = "、".join(dict.fromkeys(text for text, _ in scraps.labels))
    said = f"，箭头上写有：{labels}" if labels else ""
    sentence = f"流程图只剩方框里的文字，箭头没有保存下来{said}；请对照原件补上箭头。"
    yield Finding(kind="flowchart-arrows-lost", severity="damage", sentence=sentence, place=place)
    for text, where in scraps.strays:
        sentence = f"流程图里的“{text}”看不出意思，没有采用。"
        yield Finding(kind="stray-character", severity="doubt", sentence=sentence, place=where, excerpt=text)
