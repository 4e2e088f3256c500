"""The family of headed sections: each item a title and sections under headings, one guide or many in a document.

It reads any dress that ``headings`` knows and tables of labels and values. Where an item begins is told by its headings: the
first one comes again, or a title in the style of the other titles stands before one. Never by a region, a line or a name.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from mingbai.importing.blocks import Block, Finding, Paragraph, Table, texts
from mingbai.importing.families.fields import Values, guide_of, merged, read_field, read_unknown
from mingbai.importing.families.headings import Heading, Line, fields_headed, lines_of
from mingbai.importing.families.labels import group_heads
from mingbai.importing.families.notice import captions_of, is_document_title
from mingbai.importing.families.section_tables import column_heads, read_table
from mingbai.importing.family import Caption, Item, Portion, Yield

_CAPTION = re.compile(r"\s*附\s*件\s*[\d一二三四五六七八九十]*\s*[：:]?\s*")
_CORE = frozenset({"materials", "process", "time_limit", "conditions", "basis", "channels", "objects"})
_FEWEST = 3
_NUMBERED = re.compile(
    r"\s*(?:(?P<chinese>[一二三四五六七八九十百]{1,4})\s*[、.．]|(?P<round>[（(]\s*[一二三四五六七八九十]{1,3}\s*[）)])"
    r"|(?P<digit>\d{1,3})(?:\s*[、.．]|\s+(?=[\u4e00-\u9fff“《]))"
    r"|(?P<word>(?:事项|第)\s*[一二三四五六七八九十\d]{1,3}\s*[项：:、]?))\s*"
)
_SUFFIX = re.compile(r"(?:的)?(?:(?:办事|服务|办理|业务|操作|经办)?指南|(?:办事|办理)(?:须知|流程))(?:[（(][^（()）]*[）)])?$")
_LONGEST_TITLE = 60
_ORNAMENTS = " \t　#*?？★☆■●◆▲【】"


@dataclass(slots=True)
class _Section:
    """A heading and the lines under it."""

    line: Line
    content: list[Line] = field(default_factory=list)

    @property
    def heading(self) -> Heading:
        assert self.line.heading is not None
        return self.line.heading


@dataclass(slots=True)
class _Draft:
    """One item while it is read: its title line, if it has one, and its sections."""

    title: Line | None
    sections: list[_Section] = field(default_factory=list)

    @property
    def fields(self) -> set[str | None]:
        return {section.heading.field for section in self.sections}


class Sections:
    """Finds and reads runs of items in headed sections."""

    name = "sections"

    def find(self, blocks: Sequence[Block]) -> Sequence[Portion]:
        """The runs between captions (附件2) in which sections head enough of a guide's fields."""
        return [portion for first, end in _between_captions(blocks) if (portion := self._portion(blocks, first, end))]

    def read(self, blocks: Sequence[Block]) -> Yield:
        """Read one run into items; headings are structure, a heading that nobody knows is a doubt."""
        lines = lines_of(blocks)
        drafts = list(_drafts(lines))
        captions = tuple(_head(lines, drafts))
        usual = Counter(section.heading.words for draft in drafts for section in draft.sections if section.heading.field == "tips")
        items = tuple(_item(draft, bool(usual)) for draft in drafts)
        groups = (head for block in blocks if isinstance(block, Table) for head in group_heads(block))
        structure = (*_framing(drafts), *groups)
        return Yield(items=items, captions=captions, structure=structure, findings=tuple(_doubts(drafts)))

    def _portion(self, blocks: Sequence[Block], first: int, end: int) -> Portion | None:
        lines = lines_of(blocks[first:end])
        headed = fields_headed(lines)
        if len(headed) < _FEWEST or not headed & _CORE:
            return None
        first_draft = next(_drafts(lines))
        start = first_draft.sections[0].line if _is_of_document(first_draft) else first_draft.title or first_draft.sections[0].line
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


def _drafts(lines: Sequence[Line]) -> Iterator[_Draft]:
    """The items of ``lines``. What stands before the first title or heading belongs to none."""
    first = next((at for at, line in enumerate(lines) if line.heading), None)
    if first is None:
        return
    title = _first_title(lines[:first])
    if title is None and _is_question(lines[first]) and first + 1 < len(lines) and lines[first + 1].heading:
        title, first = _unheaded(lines[first]), first + 1
    draft = _Draft(title)
    opener = next(line.heading.field for line in lines[first:] if line.heading)
    for line in _without_untitled(lines[first:], opener):
        if line.heading and draft.sections:
            taken = _title_before(draft, line.heading, opener)
            if taken is not None:
                yield draft
                draft = _Draft(taken.line)
        if line.heading:
            draft.sections.append(_Section(line))
        else:
            draft.sections[-1].content.append(line)
    yield draft


def _without_untitled(lines: Sequence[Line], opener: str | None) -> Iterator[Line]:
    """``lines`` in which a heading that names no field, with the first heading of an item straight after it, is that item's title."""
    for line, following in zip(lines, [*lines[1:], None], strict=True):
        titles = line.heading and line.heading.field is None and following and following.heading and following.heading.field == opener
        yield _unheaded(line) if titles else line


def _unheaded(line: Line) -> Line:
    """``line`` as the plain text that it is printed as."""
    return Line(block=line.block, text=line.block.text if isinstance(line.block, Paragraph) else "")


def _is_question(line: Line) -> bool:
    return line.heading is not None and line.heading.dress == "question"


@dataclass(frozen=True, slots=True)
class _Taken:
    """A new item begins here; ``line`` is its title, taken from the end of the section before."""

    line: Line | None


def _title_before(draft: _Draft, heading: Heading, opener: str | None) -> _Taken | None:
    """Whether ``heading`` opens a new item, and the title taken for it."""
    content = draft.sections[-1].content
    last = content[-1] if content else None
    again = heading.field is not None and heading.field == opener and heading.field in draft.fields
    titled = last is not None and _is_title(last) and _same_style(last, draft.title)
    if again and titled and (len(content) > 1 or _NUMBERED.match(last.text if last else "") or not _needs(draft.sections[-1])):
        content.pop()
        return _Taken(last)
    if again:
        return _Taken(None) if heading.field == "name" or not titled else _Taken(content.pop())
    follows = titled and draft.title is not None and last is not None and _number(last.text) == _number(draft.title.text) + 1 > 1
    if follows and heading.field in draft.fields:
        content.pop()
        return _Taken(last)
    return None


def _needs(section: _Section) -> bool:
    """Whether the section would be left empty without its only line, though it is one that says something."""
    return section.heading.field not in ("flowchart", None) and len(section.content) == 1


def _first_title(lines: Sequence[Line]) -> Line | None:
    """The title of the first item: the last of the lines before the first heading that looks like one."""
    return next((line for line in reversed(lines[-6:]) if _is_title(line)), None)


def _is_title(line: Line) -> bool:
    text = _NUMBERED.sub("", line.text.strip(), count=1)
    return isinstance(line.block, Paragraph) and 2 <= len(text) <= _LONGEST_TITLE and not re.search(r"[。；;，,]$|[：:]|[….·]{3}", text)


def _same_style(line: Line, title: Line | None) -> bool:
    """Whether ``line`` is numbered, or marked by a Word level, in the way that the title before is."""
    if title is None:
        return False
    levels = [one.block.level if isinstance(one.block, Paragraph) else None for one in (line, title)]
    return levels[0] == levels[1] and _style(line.text) == _style(title.text)


def _style(text: str) -> str | None:
    found = _NUMBERED.match(text)
    return found.lastgroup if found else None


def _number(text: str) -> int:
    found = _NUMBERED.match(text)
    digits = re.search(r"[一二三四五六七八九十百]+|\d+", found[0]) if found else None
    return _value(digits[0]) if digits else 0


def _value(number: str) -> int:
    if number.isdigit():
        return int(number)
    tens, ten, ones = number.rpartition("十")
    digits = "〇一二三四五六七八九"
    return (digits.find(tens) if tens else 1) * 10 * bool(ten) + (digits.find(ones) if ones else 0)


def _item(draft: _Draft, tips_are_usual: bool) -> Item:
    values: Values = {}
    for section in sorted(draft.sections, key=_is_statutory):
        values = merged(values, _values(section, draft, tips_are_usual), section.heading.words)
    return Item(guide=guide_of(_named(values, draft.title)), blocks=tuple(_blocks(draft)))


def _is_of_document(draft: _Draft) -> bool:
    """Whether the title over the first item names the document: it is called 指南 or the like, and the item prints its own name."""
    title = draft.title
    return title is not None and is_document_title(title.text) and not _NUMBERED.match(title.text) and "name" in draft.fields


def _head(lines: Sequence[Line], drafts: Sequence[_Draft]) -> Iterator[Caption]:
    """The title of the document, where the first title is that, and the lines between the title and the first heading."""
    draft = drafts[0]
    if draft.title and not _NUMBERED.match(draft.title.text) and (len(drafts) == 1 or is_document_title(draft.title.text)):
        yield Caption(title=draft.title.text.strip(_ORNAMENTS), blocks=(draft.title.block,))
    if draft.title:
        blocks = [line.block for line in lines]
        between = blocks[blocks.index(draft.title.block) + 1 : blocks.index(draft.sections[0].line.block)]
        yield from captions_of([block for block in between if isinstance(block, Paragraph)])


def _is_statutory(section: _Section) -> bool:
    """Whether the section is the law's limit, which stands behind the one that the agency promises (法定时限 beside 承诺时限)."""
    return section.heading.field == "time_limit" and "法定" in section.heading.words


def _values(section: _Section, draft: _Draft, tips_are_usual: bool) -> Values:
    """The values of one section. Where other items head their last section 温馨提示, a 备注 in its place is that section."""
    heading = section.heading
    field_ = "tips" if heading.field == "remarks" and tips_are_usual and "tips" not in draft.fields else heading.field
    lines = [*([heading.rest] if heading.rest else []), *(line.text for line in section.content if line.text)]
    values = read_field(field_, heading.words, lines) if field_ else read_unknown(heading.words, lines)
    for line in section.content:
        if isinstance(line.block, Table):
            values = merged(values, read_table(field_ or "", heading.words, line.block))
    return values


def _named(values: Values, title: Line | None) -> Values:
    """``values`` with the name: 子项名称 where it is printed, else the title; a title that differs is an alias."""
    printed = _NUMBERED.sub("", title.text.strip(_ORNAMENTS), count=1).strip() if title else ""
    bare = _SUFFIX.sub("", printed) or printed
    ordinal = _number(title.text) if title else 0
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


def _blocks(draft: _Draft) -> Iterator[Block]:
    if draft.title:
        yield draft.title.block
    for section in draft.sections:
        yield section.line.block
        yield from (line.block for line in section.content)


def _framing(drafts: Sequence[_Draft]) -> Iterator[Block]:
    """The headings, each without the text that follows it in its line."""
    for draft in drafts:
        for section in draft.sections:
            yield Paragraph(text=section.heading.printed, place=section.line.place)
            yield from (head for line in section.content if isinstance(line.block, Table) for head in column_heads(line.block))


def _doubts(drafts: Sequence[_Draft]) -> Iterator[Finding]:
    for draft in drafts:
        for section in draft.sections:
            if section.heading.field is None:
                sentence = f"不认识标题“{section.heading.words}”，内容放在“其他信息”中，请指定它属于哪一项。"
                yield Finding(
                    kind="unknown-heading", severity="doubt", sentence=sentence, place=section.line.place, excerpt=section.heading.words
                )
            elif section.heading.field == "flowchart" and not "".join(line.text for line in section.content).strip():
                yield Finding(
                    kind="drawing-lost", severity="damage", sentence="流程图没有随文字保存下来，请对照原件补画。", place=section.line.place
                )
