"""清单 tables: one row an item, any columns in any order, over any number of pages, with a caption above and notes below.

Recognised by its head, never by a title or a region. Yields items with only a ``row``; whether a row joins a guide of the
same document or becomes one is decided by ``assemble``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from mingbai.importing.blocks import Block, Cell, Finding, Paragraph, Table, texts
from mingbai.importing.families.checklist_guess import guess_head
from mingbai.importing.families.checklist_heads import Head, Row, find_head
from mingbai.importing.families.checklist_merges import undo_merges
from mingbai.importing.families.checklist_records import Record, Records, records_of
from mingbai.importing.families.checklist_rows import sheet_of
from mingbai.importing.families.checklist_values import row_of
from mingbai.importing.family import Caption, Item, Portion, Yield
from mingbai.importing.phrases.notes import one_line, read_notes

name = "checklist"

_ATTACHED = re.compile(r"\s*(附\s*(?:件|录|表)\s*[\dA-Za-z一二三四五六七八九十]*)\s*[：:]?\s*(.*)")
_TITLE = re.compile(r"清\s*单|目\s*录|一览表|事项表|汇总表|明细表|指导目录|办理一览|基本信息表|事项$")
_EDITION = re.compile(r"[（(〔]?(?:[^（()）]*(?:版|试行|征求意见稿)|\d{4}\s*年(?:\d+月)?(?:修订)?)[）)〕]?")
_LABELLED = re.compile(r"\s*[（(]?[^：:。；]{2,12}[：:][^。；]{0,40}")
"""What stands between a title and its table: 填报单位：…, 单位：个."""
_NOTE = re.compile(r"\s*[（(]?(?:备?\s*注|说\s*明|填表说明|附注)\s*\d?\s*[：:]")
_LONGEST_TITLE = 60
_FEWEST_ROWS = 1


def find(blocks: Sequence[Block]) -> Sequence[Portion]:
    """Each 清单 with its caption, its further pages and its notes."""
    portions: list[Portion] = []
    index = 0
    while index < len(blocks):
        block = blocks[index]
        head = _head_of(block) if isinstance(block, Table) else None
        if head is None or not _has_items(block, head):
            index += 1
            continue
        first = _caption_start(blocks, index, portions[-1].end if portions else 0)
        index = _end(blocks, index, head)
        portions.append(Portion(family=name, first=first, end=index))
    return portions


def read(blocks: Sequence[Block]) -> Yield:
    """The rows of one 清单 as items."""
    tables = [block for block in blocks if isinstance(block, Table)]
    head = next(found for table in tables if (found := _head_of(table)))
    sheet = sheet_of(tables, head)
    records = records_of(sheet)
    undo_merges(records, sheet.marked, "\n".join(text for block in blocks for text, _ in texts(block)))
    paragraphs = [block for block in blocks if isinstance(block, Paragraph) and block.text.strip()]
    caption, framing = _caption(paragraphs, sheet.titles, sheet.notes)
    return Yield(
        items=tuple(_item(record, records, sheet.heads) for record in records.records),
        captions=(caption,) if caption else (),
        structure=(*framing, *(_block(row) for row in (*sheet.heads, *records.bands))),
        findings=(*_guessed(head, tables[0]), *records.findings, *_counted(records)),
    )


def _head_of(table: Table) -> Head | None:
    return find_head(table.rows) or guess_head(table.rows)


def _guessed(head: Head, table: Table) -> Iterator[Finding]:
    """A doubt where the columns were told by content alone."""
    if head.first == head.end:
        heads = "、".join(column.head for column in head.columns if column.head)
        sentence = f"表格没有表头，已按内容认作：{heads}。请核对。"
        yield Finding(kind="lost-head", severity="doubt", sentence=sentence, place=table.place)


def _has_items(block: Block, head: Head) -> bool:
    return isinstance(block, Table) and len(block.rows) - head.end >= _FEWEST_ROWS


def _caption_start(blocks: Sequence[Block], index: int, free: int) -> int:
    """Where the caption above a table begins: 附件N and title lines that stand directly over it."""
    start, between = index, 0
    for at in range(index - 1, max(free, index - 12) - 1, -1):
        block = blocks[at]
        if not isinstance(block, Paragraph):
            break
        if not block.text.strip():
            continue
        if _is_caption(block.text):
            start = at
        elif start < index or between == 2 or not _LABELLED.fullmatch(block.text):
            break
        else:
            between += 1
        if _ATTACHED.match(block.text):
            break
    return start


def _is_caption(text: str) -> bool:
    text = text.strip()
    titled = _TITLE.search(text) or _ATTACHED.fullmatch(text) or _EDITION.fullmatch(text)
    return len(text) <= _LONGEST_TITLE and not re.search(r"[。；]$", text) and bool(titled)


def _end(blocks: Sequence[Block], index: int, head: Head) -> int:
    """The end of a 清单 whose first table stands at ``index``: its further pages, and the notes under the last."""
    end = index + 1
    at = end
    while at < len(blocks):
        block = blocks[at]
        if isinstance(block, Table):
            if not _is_next_page(block, head, blocks[end:at]):
                break
            end = at + 1
        elif _NOTE.match(block.text):
            end = at + 1
        elif (block.text.strip() and not _is_caption(block.text)) or _ATTACHED.match(block.text):
            break
        at += 1
    return end


def _is_next_page(table: Table, head: Head, between: Sequence[Block]) -> bool:
    """Whether a table goes on with the one before: it prints the same head again, or no head and as many columns."""
    again = find_head(table.rows)
    if again:
        return [column.head for column in again.columns] == [column.head for column in head.columns]
    widths = {len(row) for row in table.rows}
    noted = any(isinstance(block, Paragraph) and _NOTE.match(block.text) for block in between)
    return not noted and max(widths) == len(head.columns)


def _caption(paragraphs: Sequence[Paragraph], titles: Sequence[Row], notes: Sequence[Row]) -> tuple[Caption | None, tuple[Block, ...]]:
    """The caption of a 清单, and the lines that only print its title again on a further page."""
    number, title = None, None
    blocks: list[Block] = []
    again: list[Block] = []
    noted = [_text(row) for row in notes]
    lines: list[Block] = [*paragraphs, *map(_block, titles)]
    for block in lines:
        text = one_line("".join(text for text, _ in texts(block)))
        attached = _ATTACHED.fullmatch(text)
        if _NOTE.match(text):
            noted.append(text)
        elif attached and number is None and not blocks:
            number, title = attached[1], attached[2] or None
        elif title is None:
            title = text
        elif not again and text != title and _is_caption(text) and not re.search("[：:]", text):
            title += text
        elif isinstance(block, Table) or (_LABELLED.fullmatch(text) and text != title):
            noted.append(text)
        else:
            again.append(block)
            continue
        blocks.append(block)
    blocks += [_block(row) for row in notes]
    told = read_notes([_NOTE.sub("", text) for text in noted])
    return (Caption(number=number, title=title, notes=told, blocks=tuple(blocks)) if blocks else None), tuple(again)


def _text(row: Row) -> str:
    return next(cell.text for cell in row if cell.text.strip())


def _item(record: Record, found: Records, heads: Sequence[Row]) -> Item:
    """The item of a record, with its own rows and the cells that it shares; a text over several cells has them side by side."""
    spread = {at: record.sources(at) for at in (*record.cells, *record.inherited) if len(record.sources(at)) > 1}
    apart = {id(cell) for cells in spread.values() for cell in cells}
    rows = [tuple(cell for cell in row if id(cell) not in apart) for row in record.printed]
    rows += [*spread.values(), *(record.sources(at) for at in record.inherited if at not in spread), _ticked(record, found, heads)]
    place = _block(record.printed[0]).place
    last = _block(record.printed[-1]).place
    whole = replace(place, last=last.last or last.line) if place.line is not None else place
    return Item(row=row_of(record, found), blocks=tuple(Table(rows=(row,), place=whole) for row in rows if row))


def _ticked(record: Record, found: Records, heads: Sequence[Row]) -> tuple[Cell, ...]:
    """The heads of the columns that the record ticks, for they are what it says."""
    words = {found.columns[at].head for at in found.at("tick") if record.text(at)}
    return tuple(cell for row in heads[:2] for cell in row if one_line(cell.text) in words)


def _block(row: Row) -> Table:
    """A row as a table of its own."""
    first, last = row[0].place, row[-1].place
    place = replace(first, last=last.last or last.line) if first.line is not None else first
    return Table(rows=(tuple(row),), place=place)


def _counted(found: Records) -> Iterator[Finding]:
    """A finding where the printed numbers come twice, or leave one out that no broken row stands for."""
    before, lost = 0, 0
    for record in found.records:
        text = "".join(record.text(at) for at in found.at("ordinal")).strip()
        if not text.isdigit():
            lost += 1
            continue
        number = int(text)
        if before and number <= before:
            yield _doubt("repeated-ordinal", f"序号 {number} 重复或倒序。", record)
        elif before and number - before - 1 > lost:
            yield _doubt("missing-ordinal", f"序号 {before} 和 {number} 之间缺少 {number - before - 1 - lost} 行。", record)
        before, lost = number, 0


def _doubt(kind: str, sentence: str, record: Record) -> Finding:
    return Finding(kind=kind, severity="doubt", sentence=sentence, place=record.place, excerpt=_text(record.printed[0])[:60])
