"""A local standard (DB…/T) whose numbered clauses hold services: guides, the forms in its appendices, and the rest as a document.

Goes by the shape of the clauses alone, so that another city's standard with other numbers and other services imports too.
The order of a standard's parts and of its clauses is that of GB/T 1.1—2020.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from mingbai.guides.guide import Guide
from mingbai.guides.kinds import Form
from mingbai.importing.blocks import Block, Finding, Paragraph, Place
from mingbai.importing.families.clause_services import read_service, service_clauses
from mingbai.importing.families.form_captions import is_blank
from mingbai.importing.families.forms import read_form
from mingbai.importing.families.outline import Appendix, Outline, Section, line, outline
from mingbai.importing.families.standard_document import document_of
from mingbai.importing.family import Item, Portion, Yield

name = "standard"

_LETTER = re.compile(r"\s*[A-Z]\s*")
_REFERENCE = re.compile(r"附\s*[录件表]\s*([A-Z])")
_MARKDOWN = re.compile(r"\s*(?:#{1,6}\s+)?(?:\*\*|__)?(?=\d|附\s*录|前\s*言|目\s*[录次]|参\s*考)(.*?)(?:\*\*|__)?\s*", re.DOTALL)
_NO_FORM = re.compile(r"流程图|清单$|目录$")


@dataclass(frozen=True, slots=True)
class _Appended:
    """A form in an appendix, with its letter, its blocks, the blocks of its heading, and what was found in it."""

    letter: str
    form: Form
    blocks: tuple[Block, ...]
    heading: tuple[Block, ...]
    findings: tuple[Finding, ...]


def find(blocks: Sequence[Block]) -> Sequence[Portion]:
    """The whole of ``blocks`` where numbered clauses among them hold services, else nothing."""
    found = outline(_printed(blocks))
    if found is None or next(service_clauses(found.chapters), None) is None:
        return ()
    return (Portion(family=name, first=0, end=len(blocks)),)


def read(blocks: Sequence[Block]) -> Yield:
    """The guides, forms and reference clauses of one standard."""
    found = outline(_printed(blocks))
    if found is None:
        return Yield()
    appended = [_appended(appendix) for appendix in found.appendices if _is_form(appendix)]
    slugs = {one.form.name: one.form.slug for one in appended}
    services = list(service_clauses(found.chapters))
    reads = [read_service(clause, above, slugs) for clause, above in services]
    items = tuple(item for one in reads for item in one.items)
    document, frames = document_of(found, {id(clause) for clause, _ in services}, [one for one in found.appendices if not _is_form(one)])
    structure = (*frames, *(block for one in reads for block in one.structure), *(block for one in appended for block in one.heading))
    findings = (*(f for one in reads for f in one.findings), *(f for one in appended for f in one.findings), *_doubts(found, items))
    return Yield(
        items=items,
        forms=tuple((one.form, one.blocks) for one in appended),
        documents=(document,) if document else (),
        structure=structure,
        findings=findings,
    )


def _printed(blocks: Sequence[Block]) -> list[Block]:
    """The blocks that hold text, without the marks of Markdown round a clause's heading: ``## 5.2 参保登记``, ``**5.2 参保登记**``."""
    return [_unmarked(block) for block in blocks if not isinstance(block, Paragraph) or block.text.strip()]


def _unmarked(block: Block) -> Block:
    if not isinstance(block, Paragraph) or not block.text.lstrip().startswith(("#", "*", "_")):
        return block
    marked = _MARKDOWN.fullmatch(block.text)
    return replace(block, text=marked[1]) if marked else block


def _is_form(appendix: Appendix) -> bool:
    return not _NO_FORM.search(appendix.title) and (not appendix.body or is_blank(appendix.body))


def _appended(appendix: Appendix) -> _Appended:
    """The form in an appendix. A letter alone in a line at its end is the rest of an appendix that the source lost."""
    body, heading = list(appendix.body), list(appendix.heading)
    findings: list[Finding] = []
    while body and _LETTER.fullmatch(line(body[-1])):
        lost = body.pop()
        heading.append(lost)
        sentence = f"此处只剩下一个字母“{line(lost).strip()}”，是丢失的附录的残留。"
        findings.append(Finding(kind="debris", severity="damage", sentence=sentence, place=lost.place, excerpt=line(lost)))
    form, found = read_form(f"附录{appendix.letter}", appendix.title, body)
    return _Appended(appendix.letter, form, (*appendix.heading, *body), tuple(heading), (*findings, *found))


def _doubts(found: Outline, items: Sequence[Item]) -> Iterator[Finding]:
    """Appendices that are listed but not there, references to the wrong letter, and levels that lost a character."""
    there = {appendix.letter for appendix in found.appendices}
    for letter, title in found.listed:
        if letter not in there:
            sentence = f"目次列有附录{letter}“{title}”，正文中没有这一附录，表格已丢失。"
            yield Finding(kind="lost-form", severity="damage", sentence=sentence, place=_place(found.contents), excerpt=title)
    letters = {title: letter for letter, title in (*found.listed, *((one.letter, one.title) for one in found.appendices))}
    yield from _slips(found.chapters)
    for item in items:
        if item.guide:
            yield from _wrong_letters(item, item.guide, letters)
            yield from _lost_levels(item, item.guide)


def _slips(sections: Sequence[Section]) -> Iterator[Finding]:
    """Clauses with a title and nothing under it, and paragraphs printed twice in a row."""
    for section in sections:
        if section.title and not section.body and not section.parts:
            sentence = f"{section.number}“{section.title}”下没有内容，其后的条款可能本是它的下级。"
            yield Finding(kind="empty-clause", severity="doubt", sentence=sentence, place=section.heading.place, excerpt=section.title)
        for one, other in itertools.pairwise(section.body):
            if isinstance(one, Paragraph) and isinstance(other, Paragraph) and one.text.strip() == other.text.strip():
                sentence = "同一段文字连续出现了两次。"
                yield Finding(kind="repeated-paragraph", severity="doubt", sentence=sentence, place=other.place, excerpt=other.text[:60])
        yield from _slips(section.parts)


def _wrong_letters(item: Item, guide: Guide, letters: dict[str, str]) -> Iterator[Finding]:
    for form in guide.forms:
        reference = _REFERENCE.fullmatch(form.ref or "")
        actual = letters.get(form.name)
        if reference and actual and actual != reference[1]:
            sentence = f"正文写“{form.ref}”，而《{form.name}》在附录{actual}。"
            place = _where(item.blocks, form.name)
            yield Finding(kind="appendix-letter", severity="doubt", sentence=sentence, place=place, guide=guide.name, excerpt=form.name)


def _lost_levels(item: Item, guide: Guide) -> Iterator[Finding]:
    for channel in guide.channels:
        if found := re.search(r"(?<![镇乡])（街道）[^，；。]{0,6}", channel.detail):
            sentence = "“（街道）”前缺字，应为乡镇（街道）或镇（街道）。"
            place = _where(item.blocks, found[0])
            yield Finding(kind="lost-character", severity="damage", sentence=sentence, place=place, guide=guide.name, excerpt=found[0])


def _where(blocks: Sequence[Block], words: str) -> Place:
    return next((block.place for block in blocks if words in line(block)), _place(blocks))


def _place(blocks: Sequence[Block]) -> Place:
    return blocks[0].place if blocks else Place()
