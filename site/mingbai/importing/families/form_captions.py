"""Where blank forms stand in a document: their captions (表 1, 附件3, 附表2：…), their titles, and where each ends.

A caption alone makes no form: under it there must be something to fill in. Knows no form and no document by name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from mingbai.guides.words import field_of
from mingbai.importing.blocks import Block, Paragraph, Table
from mingbai.importing.families.form_text import BOX, mended
from mingbai.importing.families.outline import line

_CAPTION = re.compile(
    r"(?P<ref>(?:附\s*表|附\s*件|样\s*表|表)\s*(?:\d(?:\s?\d)?(?:\s?[-—.－]\s?\d{1,2})?|[一二三四五六七八九十]{1,3}|[A-Z](?![A-Za-z]))?)"
    r"\s*[：:.、]?\s*(?P<title>\S.*)?",
    re.DOTALL,
)
_BRACKET = r"(?:\s*[（(].{1,20}[）)])?$"
_FORM = re.compile(r"(?:表|书|凭证|回执|存根|通知单|确认单|审批单|告知单|登记卡|申请|函|样张|样表|名册|(?:材料|资料)清单)" + _BRACKET)
_ACTS = "申请|登记|备案|审批|申报|变更|认定|评估|信息|报销|结算|支取|转移|确认|承诺|委托|授权|声明|告知|通知|汇总|花名|审核|鉴定|测评|评定"
_SURE = re.compile(rf"(?:(?:{_ACTS})(?:表|书)|凭证|回执)" + _BRACKET)
_NO_FORM = re.compile(
    r"(?:政务|服务|经办|公共)?事项(?:清单|目录|表)?$|办事指南|工作方案|实施(?:方案|细则)"
    r"|流程图|分工表|对照表|明细表|一览表|目录表?$"
)
_END = re.compile(r"\s*(?:附\s*录|参\s*考\s*文\s*献|◆|第[一二三四五六七八九十]+[章节]|附\s*件\s*[\d一二三四五六七八九十])")
_NEXT_ITEM = re.compile(r"\s*[一二三四五六七八九十]{1,3}、")
_NEXT_GUIDE = re.compile(r"^[^，。；：]{2,40}(?:指南|须知)$")
_PLAIN = re.compile(r"[。；;！？]|[：:]$|^[（(]?\d+[）).、]|^\d+\.\d")
_FILLED_IN = re.compile(r"_{2,}|[：:]\s*$|[：:]\s{2,}|年\s*月\s*日|签\s*[字名章]|盖\s*章|\S\s{4,}\S", re.MULTILINE)
_ANNOUNCES = re.compile(r"(?:表|表格|表单|样表|附件\s*\d*)$|^[（(].{2,12}版?[）)]$")
_FARTHEST_TITLE = 6
_LONGEST_TITLE = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Captioned:
    """One form's run of blocks: ``first`` to ``end`` (exclusive); ``heading`` is the indices of caption and title within them."""

    ref: str | None
    title: str
    first: int
    end: int
    heading: frozenset[int]


def captioned(blocks: Sequence[Block]) -> tuple[Captioned, ...]:
    """The forms among ``blocks``, in reading order."""
    opened = [form for form in (_opening(blocks, at) for at in range(len(blocks))) if form]
    starts = [form for at, form in enumerate(opened) if not at or form.first not in opened[at - 1].heading]
    ends = [*(form.first for form in starts[1:]), len(blocks)]
    found = [_ended(form, end, blocks) for form, end in zip(starts, ends, strict=False)]
    sure = [form for form in found if is_blank(blocks[form.first : form.end], form.heading, form.first)]
    return tuple(form for form in found if form in sure or _between(form, sure))


def is_blank(blocks: Sequence[Block], heading: frozenset[int] = frozenset(), offset: int = 0) -> bool:
    """Whether there is something to fill in: empty cells, boxes, gaps, a place for date or signature."""
    body = [block for at, block in enumerate(blocks) if at + offset not in heading]
    return any(_room(block) for block in body)


def _room(block: Block) -> bool:
    if isinstance(block, Table):
        cells = [cell for row in block.rows for cell in row if not cell.above and not cell.left]
        empty = sum(1 for cell in cells if not cell.text.strip())
        return empty * 5 >= len(cells) or any(BOX.search(cell.text) or _FILLED_IN.search(cell.text) for cell in cells)
    return bool(BOX.search(block.text) or _FILLED_IN.search(block.text)) or (block.text.count("\t") > 1)


def _between(form: Captioned, sure: Sequence[Captioned]) -> bool:
    """Whether a form without gaps (a list of what to bring) stands in a numbered run of forms."""
    alike = [other for other in sure if other.ref and form.ref and other.ref[0] == form.ref[0] and form.ref[0] == "表"]
    return any(other.end == form.first for other in alike) and any(form.end == other.first for other in alike)


def _opening(blocks: Sequence[Block], at: int) -> Captioned | None:
    block = blocks[at]
    if not isinstance(block, Paragraph) or "\t" in block.text.strip():
        return None
    text = mended(block.text)
    found = _CAPTION.fullmatch(text)
    if found and len(text) <= _LONGEST_TITLE + 8 and not _PLAIN.search(text.rstrip("：:")):
        return _captioned(blocks, at, re.sub(r"\s+", "", found["ref"]), (found["title"] or "").strip())
    if _is_title(text) and _SURE.search(text) and _opens_grid(blocks, at + 1):
        return Captioned(ref=None, title=text, first=at, end=at, heading=frozenset({at}))
    return None


def _captioned(blocks: Sequence[Block], at: int, ref: str, title: str) -> Captioned | None:
    """A caption with its title in the same line, or in the next lines before the grid."""
    numbered = not re.fullmatch(r"附\s*[件表]|表|样表", ref)
    if title:
        good = bool(_FORM.search(title)) and not _NO_FORM.search(title) and (numbered or bool(_SURE.search(title)))
        return Captioned(ref=ref, title=title, first=at, end=at, heading=frozenset({at})) if good else None
    lines = _title_lines(blocks, at + 1)
    if not lines:
        return None
    return Captioned(ref=ref, title="".join(mended(line(blocks[n])) for n in lines), first=at, end=at, heading=frozenset({at, *lines}))


def _title_lines(blocks: Sequence[Block], start: int) -> tuple[int, ...]:
    """The lines of the title under a caption: the first that ends as forms are called, and the line that it goes on from."""
    for at in range(start, min(start + _FARTHEST_TITLE, len(blocks))):
        if isinstance(blocks[at], Table) or "\t" in line(blocks[at]).strip():
            return ()
        text = mended(line(blocks[at]))
        if _CAPTION.fullmatch(text) and re.match(r"附\s*[件表]|表\s*\d", text):
            return ()
        if _is_title(text) and _FORM.search(text) and not _NO_FORM.search(text):
            return (start, at) if at - 1 == start and _continues(line(blocks[start])) else (at,)
    return ()


def _continues(text: str) -> bool:
    """Whether a line before the last line of a title is its first."""
    return _is_title(mended(text)) and not _FILLED_IN.search(text)


def _is_title(text: str) -> bool:
    return 3 <= len(text) <= _LONGEST_TITLE and not _PLAIN.search(text) and not BOX.search(text) and "_" not in text and "年 月" not in text


def _opens_grid(blocks: Sequence[Block], start: int) -> bool:
    """Whether a grid with room to write begins within the next lines, all of them short."""
    for block in blocks[start : start + 4]:
        if isinstance(block, Table) or block.text.count("\t") > 1:
            return _room(block)
        if len(block.text.strip()) > _LONGEST_TITLE and not _FILLED_IN.search(block.text):
            return False
    return False


def _ended(form: Captioned, end: int, blocks: Sequence[Block]) -> Captioned:
    """``form`` up to the next one, or up to where something else begins."""
    first = max(form.heading) + 1
    ruled = False
    for at in range(first, end):
        block = blocks[at]
        if isinstance(block, Paragraph) and (_END.match(block.text) or (ruled and _is_heading(block.text))):
            end = at
            break
        ruled = ruled or isinstance(block, Table) or "\t" in block.text
    return Captioned(ref=form.ref, title=form.title, first=form.first, end=end, heading=form.heading)


def _is_heading(text: str) -> bool:
    """Whether a line after the grid heads another item or another part of a guide."""
    if _NEXT_GUIDE.search(text.strip()) or (_NEXT_ITEM.match(text) and not _PLAIN.search(text.strip())):
        return True
    return bool(re.match(r"\s*[（(]?[一二三四五六七八九十\d]{1,3}[）)、.]|\s*[◆【]", text)) and field_of(text) is not None


def frames_before(blocks: Sequence[Block], first: int) -> Iterator[int]:
    """The lines right before the first form that only announce the forms (…操作规范表, (2022年版))."""
    for at in range(first - 1, max(first - 4, -1), -1):
        block = blocks[at]
        text = line(block).strip()
        if isinstance(block, Table) or not _ANNOUNCES.search(text) or len(text) > _LONGEST_TITLE:
            return
        yield at
