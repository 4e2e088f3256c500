"""What merged cells and page breaks did to the records of a 清单, undone: cells that were cut, and values that were merged.

Where marks of merged cells are there (Word, Excel) they decide; a text has none, so an empty cell under a filled one counts
as merged where an item cannot lack the value, and never across a row whose head was lost.
"""

from __future__ import annotations

from collections.abc import Sequence

from mingbai.importing.blocks import Finding
from mingbai.importing.families.checklist_heads import Column
from mingbai.importing.families.checklist_records import Record, Records, goes_on, numbers_on
from mingbai.importing.phrases.numbering import starts_with_label

_NEVER_EMPTY = frozenset({
    "main_item", "main_item_code", "basis", "materials", "time_limit", "process_stages", "levels", "item_kind", "departments",
    "objects", "fee", "handling",
})  # fmt: skip
"""What every item has, so that an empty cell under a filled one is a merged one."""
_CUT_ACROSS = frozenset({"main_item", "basis", "remarks"})
"""What is merged over several items, so that a page break cuts it between two of them."""
_OWN = frozenset({"ordinal", "name", "code", "tick"})


def undo_merges(found: Records, marked: bool, words: str) -> None:
    """Give each record what it shares with others. ``marked``: the tables mark merged cells; ``words`` is the whole document's
    text, by which a word that was cut in two is known again."""
    _join_cuts(found, words)
    _group(found)
    _below_the_break(found)
    _inherit(found, marked)


def _join_cuts(found: Records, words: str) -> None:
    """Put together what a page break cut inside a cell that is merged over two items; both items have the whole."""
    records = found.records
    for number, record in enumerate(records[1:], start=1):
        for at, column in enumerate(found.columns):
            above = _source(records, number, at) if column.field in _CUT_ACROSS and record.text(at) else None
            if above is None or record.broken or above.broken:
                continue
            upper, lower = above.text(at), record.text(at)
            if record.page:
                cut = _is_cut_at_break(found, upper, lower, column, words if above is records[number - 1] else "")
            else:
                cut = column.field == "basis" and numbers_on(upper, lower)
            if cut:
                _join(found, above, record, at, upper, lower)


def _is_cut_at_break(found: Records, upper: str, lower: str, column: Column, words: str) -> bool:
    if column.field != "main_item":
        return goes_on(upper, lower, words)
    if starts_with_label(lower):
        return False
    labelled = [one.text(at) for one in found.records for at in found.at("main_item") if one.text(at)]
    return sum(map(starts_with_label, labelled)) * 2 > len(labelled) or words.count(upper[-1] + lower[0]) > 1


def _join(found: Records, above: Record, record: Record, at: int, upper: str, lower: str) -> None:
    joint = "\n" if numbers_on(upper, lower) else ""
    whole = upper + joint + lower
    above.joined[at] = record.joined[at] = (*above.sources(at), *record.sources(at))
    above.texts[at] = record.texts[at] = whole
    head = found.columns[at].head
    sentence = f"“{head}”一格被分页切成两段，已接上，前后两个事项共用。"
    found.findings.append(Finding(kind="cut-cell", severity="doubt", sentence=sentence, place=record.place, excerpt=whole[:60]))


def _source(records: Sequence[Record], number: int, at: int) -> Record | None:
    """The nearest record above with a text in column ``at``."""
    return next((one for one in reversed(records[:number]) if one.text(at)), None)


def _group(found: Records) -> None:
    """Number the groups of records under one main item; a lost row ends its group, for the main item may be lost with it."""
    group, band = 0, None
    mains = found.at("main_item")
    for number, record in enumerate(found.records):
        before = found.records[number - 1] if number else None
        opens = any(record.text(at) and not (before and before.text(at) == record.text(at)) for at in mains if at not in record.above)
        if opens or record.broken or (before and before.broken) or record.band != band:
            group += 1
        record.group, band = group, record.band


def _below_the_break(found: Records) -> None:
    """Give the last rows of a page to the group whose merged cells are printed on the next page, where their names say so."""
    records = found.records
    for number, first in enumerate(records):
        mains = [at for at in found.at("main_item") if first.cells.get(at)]
        if not (number and first.page and mains) or first.broken:
            continue
        at = mains[0]
        for record in reversed(records[:number]):
            source = _source(records, records.index(record) + 1, at)
            if record.text(at) or record.broken or source is None or not _nearer(found, record, source.text(at), first.text(at)):
                break
            _adopt(found, record, first)


def _nearer(found: Records, record: Record, above: str, below: str) -> bool:
    """Whether an item's name has more in common with the main item ``below``, and its merged cells are empty."""
    name = _name(found, record)
    empty = all(not record.text(at) for at in found.at("basis"))
    return empty and _common(name, below) > _common(name, above)


def _common(name: str, main: str) -> int:
    return sum(name[at : at + 2] in main for at in range(len(name) - 1))


def _adopt(found: Records, record: Record, first: Record) -> None:
    record.group = first.group
    for at, column in enumerate(found.columns):
        if column.field in ("main_item", "main_item_code", "basis") and not record.text(at) and first.text(at):
            record.texts[at] = first.text(at)
            record.inherited[at] = first.sources(at)
    name = _name(found, record)
    sentence = f"“{name}”的主项和设定依据印在下一页的合并单元格里，按名称归入，请核对。"
    found.findings.append(Finding(kind="merged-below-break", severity="doubt", sentence=sentence, place=record.place, excerpt=name))


def _inherit(found: Records, marked: bool) -> None:
    """Fill what a record has only through a vertically merged cell."""
    for at, column in enumerate(found.columns):
        if column.field in _OWN or column.field is None:
            continue
        for number, record in enumerate(found.records):
            if record.text(at) or record.broken:
                continue
            by_mark = marked and column.field not in ("main_item", "main_item_code") and not (record.page and column.field in _NEVER_EMPTY)
            above = _above(found, number, at, by_mark)
            if above is not None:
                record.texts[at] = above.text(at)
                record.inherited[at] = above.sources(at)


def _above(found: Records, number: int, at: int, by_mark: bool) -> Record | None:
    """The record above from which column ``at`` of a record is inherited, if any."""
    record, column = found.records[number], found.columns[at]
    if at in record.above:
        return _source(found.records, number, at)
    if by_mark:
        return None
    same = [one for one in found.records[:number] if one.group == record.group]
    if column.field in _NEVER_EMPTY:
        above = next((one for one in reversed(same) if one.text(at)), None)
        return _below(found, number, at, above) or above if column.field == "basis" else above
    if column.field == "remarks" and same and same[0].text(at) and at not in same[0].inherited:
        group = [one for one in found.records if one.group == record.group]
        return same[0] if all(not one.cells.get(at) for one in group[1:]) else None
    return None


def _below(found: Records, number: int, at: int, above: Record | None) -> Record | None:
    """The record below, where a merged cell's text is printed beside its middle row and the names say that the cell is theirs:
    信息变更登记 belongs to the 信息变更登记 below it rather than to the 参保登记 above."""
    record = found.records[number]
    below = next((one for one in found.records[number + 1 :] if one.cells.get(at)), None)
    if above is None or below is None or below.group != record.group or below.broken:
        return None
    name, upper, lower = (_name(found, one) for one in (record, above, below))
    if _common(name, lower) <= _common(name, upper):
        return None
    sentence = f"“{found.columns[at].head}”是合并单元格，按名称取自下一行“{lower}”，请核对。"
    found.findings.append(Finding(kind="merged-below", severity="doubt", sentence=sentence, place=record.place, excerpt=name))
    return below


def _name(found: Records, record: Record) -> str:
    return "".join(record.text(at) for at in found.at("name"))
