"""The family of headed sections: each item a title and sections under headings, one guide or many in a document.

It reads any dress that ``headings`` knows and tables of labels and values. Where an item begins is told by its headings: the
first one comes again, or a title in the style of the other titles stands before one. Never by a region, a line or a name.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from mingbai.guides.words import field_of
from mingbai.importing.blocks import Block, Finding, Paragraph, Table, texts
from mingbai.importing.families.fields import Values, guide_of, merged, read_field, read_unknown
from mingbai.importing.families.headings import Line, fields_headed, lines_of
from mingbai.importing.families.items import NUMBERED, SERIES, Draft, Section, drafts_of, number_of
from mingbai.importing.families.labels import group_heads
from mingbai.importing.families.notice import captions_of, is_document_title
from mingbai.importing.families.section_tables import column_heads, read_table
from mingbai.importing.family import Caption, Item, Portion, Yield
from mingbai.importing.phrases.notes import read_notes

_CAPTION = re.compile(r"\s*附\s*件\s*[\d一二三四五六七八九十]*\s*[：:]?\s*")
_CORE = frozenset({"materials", "process", "time_limit", "conditions", "basis", "channels", "objects"})
_FEWEST = 3
_SUFFIX = re.compile(r"(?:的)?(?:(?:办事|服务|办理|业务|操作|经办)?指南|(?:办事|办理)(?:须知|流程))(?:[（(][^（()）]*[）)])?$")
_NOTED = re.compile(r"\s*[（(]?\s*(?:备\s*注|注|说\s*明)\s*[：:]\s*")
_OF_ALL = re.compile(
    _NOTED.pattern + r"(?:[\d一二三四五六七八九十]{1,2}[、.．]\s*)?"
    r"(?:(?:以上|上述|所有|全部|各|本(?:清单|指南|手册))[^，。；：]{0,6}(?:事项|业务)|本(?:清单|指南|手册))"
)
_ORNAMENTS = " \t　#*?？★☆■●◆◇▲▶【】"


class Sections:
    """Finds and reads runs of items in headed sections."""

    name = "sections"

    def find(self, blocks: Sequence[Block]) -> Sequence[Portion]:
        """The runs between captions (附件2) in which sections head enough of a guide's fields."""
        return [portion for first, end in _between_captions(blocks) if (portion := self._portion(blocks, first, end))]

    def read(self, blocks: Sequence[Block]) -> Yield:
        """Read one run into items; headings are structure, a heading that nobody knows is a doubt."""
        lines = lines_of(blocks)
        drafts = list(drafts_of(lines))
        captions = (*_head(lines, drafts), *_foot(drafts))
        tips = Counter(section.heading.words for draft in drafts for section in draft.sections if section.heading.field == "tips")
        items = tuple(_item(draft, bool(tips)) for draft in drafts)
        groups = (head for block in blocks if isinstance(block, Table) for head in group_heads(block))
        structure = (*_framing(drafts), *groups)
        findings = [finding for draft, item in zip(drafts, items, strict=True) for finding in _doubts(draft, item, bool(tips))]
        return Yield(items=items, captions=captions, structure=structure, findings=tuple(findings))

    def _portion(self, blocks: Sequence[Block], first: int, end: int) -> Portion | None:
        lines = lines_of(blocks[first:end])
        headed = fields_headed(lines)
        if len(headed) < _FEWEST or not headed & _CORE:
            return None
        first_draft = next(drafts_of(lines))
        titled = None if _is_of_document(first_draft) else first_draft.chapter or first_draft.title
        start = titled or first_draft.sections[0].line
        return Portion(family=self.name, first=first + _index(blocks[first:end], start.block), end=end)


FAMILY = Sections()


def _between_captions(blocks: Sequence[Block]) -> Iterator[tuple[int, int]]:
    """The runs of blocks between lines that are only 附件 and a number."""
    start = 0
    for at, block in enumerate(blocks):
        if isinstance(block, Paragraph) and _CAPTION.fullmatch(block.text):
            yield start, at
            start = at + 1
    yield start, len(blocks)


def _index(blocks: Sequence[Block], block: Block) -> int:
    """Where ``block`` stands; a paragraph made from a cell stands where its table does."""
    for at, one in enumerate(blocks):
        if one is block or any(place == block.place for _, place in texts(one)):
            return at
    return 0


def _item(draft: Draft, tips_are_usual: bool) -> Item:
    values: Values = {}
    for section in sorted(draft.sections, key=_is_statutory):
        values = merged(values, _values(section, draft, tips_are_usual), section.heading.words)
    if draft.chapter:
        values = {"main_item": NUMBERED.sub("", draft.chapter.text.strip(_ORNAMENTS), count=1).strip()} | values
    return Item(guide=guide_of(_named(values, draft.title)), blocks=tuple(_blocks(draft)))


def _is_of_document(draft: Draft) -> bool:
    """Whether the title over the first item names the document: it is called 指南 or the like, and the item prints its own name."""
    title = draft.title
    return title is not None and is_document_title(title.text) and not NUMBERED.match(title.text) and "name" in draft.fields


def _head(lines: Sequence[Line], drafts: Sequence[Draft]) -> Iterator[Caption]:
    """The title of the document, where the first title is that, and the lines between the title and the first heading."""
    draft = drafts[0]
    if draft.title and not NUMBERED.match(draft.title.text) and (len(drafts) == 1 or is_document_title(draft.title.text)):
        yield Caption(title=draft.title.text.strip(_ORNAMENTS), blocks=(draft.title.block,))
    if draft.title:
        blocks = [line.block for line in lines]
        between = blocks[blocks.index(draft.title.block) + 1 : blocks.index(draft.sections[0].line.block)]
        yield from captions_of([block for block in between if isinstance(block, Paragraph)])


def _foot(drafts: Sequence[Draft]) -> Iterator[Caption]:
    """The note under the last of several items that is about all of them (注：所有事项中，…), taken from that item."""
    content = drafts[-1].sections[-1].content if len(drafts) > 1 else []
    at = next((at for at, line in enumerate(content) if _OF_ALL.match(line.text)), None)
    if at is None:
        return
    note = content[at:]
    del content[at:]
    notes = read_notes([_NOTED.sub("", "\n".join(line.text for line in note), count=1)])
    yield Caption(notes=notes, blocks=tuple(line.block for line in note))


def _is_statutory(section: Section) -> bool:
    """Whether the section is the law's limit, which stands behind the one that the agency promises (法定时限 beside 承诺时限)."""
    return section.heading.field == "time_limit" and "法定" in section.heading.words


def _values(section: Section, draft: Draft, tips_are_usual: bool) -> Values:
    """The values of one section. Where other items head their last section 温馨提示, a 备注 in its place is that section."""
    heading = section.heading
    lines = [*([heading.rest] if heading.rest else []), *(line.text for line in section.content if line.text)]
    field_ = field_of(heading.words, "\n".join(lines)) or heading.field
    field_ = "tips" if _stands_for_tips(section, draft, tips_are_usual) else field_
    values = read_field(field_, heading.words, lines) if field_ else read_unknown(heading.words, lines)
    for line in section.content:
        if isinstance(line.block, Table):
            values = merged(values, read_table(field_ or "", heading.words, line.block))
    return values


def _named(values: Values, title: Line | None) -> Values:
    """``values`` with the name: 子项名称 where it is printed, else the title; a title that differs is an alias."""
    printed = NUMBERED.sub("", title.text.strip(_ORNAMENTS), count=1).strip() if title else ""
    printed = SERIES.sub("", printed, count=1)
    bare = _SUFFIX.sub("", printed) or printed
    ordinal = number_of(title.text) if title else 0
    out = dict(values)
    if "name" not in out:
        out["name"] = bare or out.get("main_item") or ""
    elif bare and _key(bare) != _key(out["name"]) and len(bare) <= 40:
        out["aliases"] = (bare,)
    if ordinal:
        out["ordinal"] = ordinal
    return out


def _key(name: str) -> str:
    return re.sub(r"[\s“”\"'《》（）()]", "", name)


def _blocks(draft: Draft) -> Iterator[Block]:
    yield from (line.block for line in (draft.chapter, draft.title) if line)
    for section in draft.sections:
        yield section.line.block
        yield from (line.block for line in section.content)


def _framing(drafts: Sequence[Draft]) -> Iterator[Block]:
    """The headings, each without the text that follows it in its line."""
    for draft in drafts:
        for section in draft.sections:
            yield Paragraph(text=section.heading.printed, place=section.line.place)
            yield from (head for line in section.content if isinstance(line.block, Table) for head in column_heads(line.block))


def _stands_for_tips(section: Section, draft: Draft, tips_are_usual: bool) -> bool:
    return section.heading.field == "remarks" and tips_are_usual and "tips" not in draft.fields


def _doubts(draft: Draft, item: Item, tips_are_usual: bool) -> Iterator[Finding]:
    """What an editor should look at: unknown headings, lost drawings, a 备注 in the place of 温馨提示, a title that differs."""
    for section in draft.sections:
        words, place = section.heading.words, section.line.place
        if section.heading.field is None:
            sentence = f"不认识标题“{words}”，内容放在“其他信息”中，请指定它属于哪一项。"
            yield Finding(kind="unknown-heading", severity="doubt", sentence=sentence, place=place, excerpt=words)
        elif section.heading.field == "flowchart" and not "".join(line.text for line in section.content).strip():
            yield Finding(kind="drawing-lost", severity="damage", sentence="流程图没有随文字保存下来，请对照原件补画。", place=place)
        elif _stands_for_tips(section, draft, tips_are_usual):
            sentence = f"别的事项在这个位置印的是温馨提示，这里印作“{words}”，已按温馨提示放置。"
            yield Finding(kind="heading-differs", severity="info", sentence=sentence, place=place, excerpt=words)
    if draft.title and item.guide and item.guide.aliases:
        sentence = f"标题写作“{item.guide.aliases[0]}”，事项名称写作“{item.guide.name}”，名称以后者为准，前者作别名。"
        yield Finding(kind="title-differs", severity="doubt", sentence=sentence, place=draft.title.place, excerpt=item.guide.name)
