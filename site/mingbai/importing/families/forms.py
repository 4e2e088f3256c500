"""Blank forms as data: 表1–表23 behind a set of guides, 附件3 ××申请表 behind a notice, the appendices of a standard.

A form's words are verbatim and in reading order; only what a conversion broke is mended. Knows no form by name and no region.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from mingbai.guides import codes
from mingbai.guides.kinds import Form, FormPart
from mingbai.importing.blocks import Block, Cell, Finding, Paragraph, Place, Table
from mingbai.importing.families.form_captions import Captioned, captioned, frames_before
from mingbai.importing.families.form_fields import fields_of
from mingbai.importing.families.form_grid import grid
from mingbai.importing.families.form_spill import regathered
from mingbai.importing.families.form_text import mended
from mingbai.importing.families.outline import line
from mingbai.importing.family import Portion, Yield

name = "forms"

_NOTE = re.compile(r"\s*(?:备?注|填\s*[表写报]\s*说\s*明|说\s*明|注意事项)\s*\d?\s*[：:]\s*|\s*填\s*[表写]\s*说\s*明\s*$")
_NUMBERED = re.compile(r"\s*(?:\d{1,2}\s*[.．、)）]|[（(]\d{1,2}[）)]|[①-⑳])")
_OPENED, _CLOSED = re.compile(r"\s*[（(]\s*$"), re.compile(r"\s*[）)]\s*(.*)", re.DOTALL)
_FARTHEST_CLOSING = 4


def find(blocks: Sequence[Block]) -> Sequence[Portion]:
    """Runs of forms that follow one another, with the lines that announce them."""
    printed = [at for at, block in enumerate(blocks) if _is_printed(block)]
    only = [blocks[at] for at in printed]
    runs: list[list[Captioned]] = []
    for form in captioned(only):
        if runs and runs[-1][-1].end == form.first:
            runs[-1].append(form)
        else:
            runs.append([form])
    ends = [(min([run[0].first, *frames_before(only, run[0].first)]), run[-1].end) for run in runs]
    return tuple(Portion(family=name, first=printed[first], end=printed[end - 1] + 1) for first, end in ends)


def read(blocks: Sequence[Block]) -> Yield:
    """Each captioned run of ``blocks`` as one form; what stands before the first only frames them."""
    printed = [block for block in blocks if _is_printed(block)]
    found = captioned(printed)
    drafts = [read_form(form.ref, form.title, _own(form, printed)) for form in found]
    body = {at for form in found for at in range(form.first, form.end) if at not in form.heading}
    return Yield(
        forms=tuple((form, tuple(printed[one.first : one.end])) for one, (form, _) in zip(found, drafts, strict=True)),
        structure=tuple(block for at, block in enumerate(printed) if at not in body),
        findings=tuple(finding for _, findings in drafts for finding in findings),
    )


def _is_printed(block: Block) -> bool:
    return isinstance(block, Table) or bool(block.text.strip())


def read_form(ref: str | None, title: str, body: Sequence[Block]) -> tuple[Form, tuple[Finding, ...]]:
    """One form from the blocks under its heading. A heading without anything under it is a form that the source lost."""
    lines, findings = _without_boxed_text([block for block in body if line(block).strip()])
    notes, rest = _notes(lines)
    layout = tuple(_layout(rest))
    place = body[0].place if body else Place()
    if not layout and not notes:
        sentence = f"“{title}”只有标题，表格没有随文字保存下来。"
        findings = (*findings, Finding(kind="lost-form", severity="damage", sentence=sentence, place=place))
    form = Form(
        region="",
        slug=codes.slug(title),
        name=title,
        ref=ref,
        fields=fields_of(layout),
        layout=layout,
        notes=notes,
        lost=None if layout or notes else "原文此处只有标题，表格没有随文字保存下来。",
    )
    return form, findings


def _own(form: Captioned, blocks: Sequence[Block]) -> list[Block]:
    return [blocks[at] for at in range(form.first, form.end) if at not in form.heading]


def _without_boxed_text(blocks: list[Block]) -> tuple[list[Block], tuple[Finding, ...]]:
    """A text box that was written out as “(”, its text, “)…”: the brackets go, its text comes after the line that it stood beside."""
    out: list[Block] = []
    findings: list[Finding] = []
    at = 0
    while at < len(blocks):
        close = _closing(blocks, at)
        if close is None:
            out.append(blocks[at])
            at += 1
            continue
        found = _CLOSED.fullmatch(line(blocks[close]))
        rest = found[1] if found else ""
        out += [Paragraph(text=rest, place=blocks[close].place)] if rest.strip() else []
        inside = blocks[at + 1 : close]
        beside = blocks[close + 1 : close + 2] if len(inside) == 1 and len(line(inside[0]).strip()) == 1 else []
        out += _beside(beside, inside)
        findings.append(Finding(kind="text-box", severity="info", sentence="文本框在转换中被拆开，已放回行内。", place=blocks[at].place))
        at = close + 1 + len(beside)
    return out, tuple(findings)


def _closing(blocks: Sequence[Block], at: int) -> int | None:
    """Where the text box that opens at ``at`` closes; None where none opens or it is too far."""
    if not isinstance(blocks[at], Paragraph) or not _OPENED.fullmatch(line(blocks[at])):
        return None
    near = range(at + 1, min(at + 1 + _FARTHEST_CLOSING, len(blocks)))
    return next((n for n in near if isinstance(blocks[n], Paragraph) and _CLOSED.fullmatch(line(blocks[n]))), None)


def _beside(line_: Sequence[Block], inside: Sequence[Block]) -> list[Block]:
    """A single character in a box (日) ends the line that follows the box; longer text stands alone."""
    if not line_ or not isinstance(line_[0], Paragraph):
        return [*inside, *line_]
    return [Paragraph(text=f"{line_[0].text.rstrip()}      {line(inside[0]).strip()}", place=line_[0].place)]


def _notes(blocks: Sequence[Block]) -> tuple[tuple[str, ...], list[Block]]:
    """The notes (注：, 填表说明) with the numbered lines that go on with them, and the other blocks."""
    notes: list[str] = []
    rest: list[Block] = []
    in_note = False
    for block in blocks:
        starts = isinstance(block, Paragraph) and "\t" not in block.text and bool(_NOTE.match(block.text))
        in_note = starts or (in_note and isinstance(block, Paragraph) and bool(_NUMBERED.match(block.text)))
        if in_note:
            notes.append(mended(line(block)))
        else:
            rest.append(block)
    return tuple(notes), rest


def _layout(blocks: Sequence[Block]) -> Iterator[FormPart]:
    """Lines and grids in reading order; tables and rows of tabbed text that follow one another are one grid."""
    tables: list[Table] = []
    for block in [*regathered(list(_tabled(blocks))), None]:
        if isinstance(block, Table):
            tables.append(block)
            continue
        if tables:
            yield FormPart(table=grid(tables))
            tables = []
        if block is not None:
            yield FormPart(text=mended(block.text))


def _tabled(blocks: Sequence[Block]) -> Iterator[Block]:
    """``blocks`` with each run of tabbed lines as a table: one row a line, or one row of lines that each hold one cell."""
    run: list[Paragraph] = []
    for block in [*blocks, None]:
        if isinstance(block, Paragraph) and "\t" in block.text:
            run.append(block)
            continue
        if run:
            yield _rows(run)
            run = []
        if block is not None:
            yield block


def _rows(run: Sequence[Paragraph]) -> Table:
    rows = [tuple(Cell(text=text.strip(), place=block.place) for text in block.text.split("\t")) for block in run]
    if all(len([cell for cell in row if cell.text]) == 1 and not row[0].text for row in rows):
        rows = [tuple(row[-1] for row in rows)]
    return Table(rows=tuple(rows), place=run[0].place)
