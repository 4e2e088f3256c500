"""From the rows of a 清单 to its records: one an item, also where an item takes several rows or a row lost its head.

What merged cells and page breaks did to the records is undone by ``checklist_merges``; ``checklist_values`` reads a record.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from mingbai.importing.blocks import Cell, Finding, Place
from mingbai.importing.families.checklist_contents import kinds_of
from mingbai.importing.families.checklist_heads import Column, Row
from mingbai.importing.families.checklist_rows import Laid, Sheet
from mingbai.importing.phrases.brackets import matches
from mingbai.importing.phrases.numbering import Part, kind_of, split_list, starts_with_label, value_of

_SENTENCE = 12
"""A line shorter than this is an entry of a list without numbers rather than the beginning of a sentence."""
_ENDED = re.compile(r"[。；;！!？?）)》]\s*$")
_CARRIED = re.compile(r"^\s*(?:[，。；、）)》〉”,;]|的[，,]|等[，,。；])")


@dataclass(slots=True, eq=False)
class Record:
    """One item's row: its texts by column, the rows it was printed in, and what is known about its damage."""

    cells: dict[int, tuple[Cell, ...]]
    printed: list[Row]
    laid: list[Laid]
    page: bool = False
    broken: bool = False
    moved: tuple[int, ...] = ()
    above: frozenset[int] = frozenset()
    texts: dict[int, str] = field(default_factory=dict)
    inherited: dict[int, tuple[Cell, ...]] = field(default_factory=dict)
    joined: dict[int, tuple[Cell, ...]] = field(default_factory=dict)
    group: int = 0
    band: str | None = None

    def text(self, at: int) -> str:
        """What the record has in column ``at``: joined over a cut, inherited, or as its own cells print it."""
        if at in self.texts:
            return self.texts[at]
        return "\n".join(cell.text for cell in self.cells.get(at, ())).strip()

    def sources(self, at: int) -> tuple[Cell, ...]:
        """The cells that the text of column ``at`` was read from, in the order of the text."""
        return self.joined.get(at) or self.cells.get(at) or self.inherited.get(at, ())

    @property
    def place(self) -> Place:
        """Where the record begins."""
        return self.printed[0][0].place


@dataclass(slots=True)
class Records:
    """The records of one 清单 in order, and what was found on the way."""

    columns: tuple[Column, ...]
    records: list[Record] = field(default_factory=list)
    bands: list[Row] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)

    def at(self, name: str) -> tuple[int, ...]:
        """The columns of the field ``name``."""
        return tuple(number for number, column in enumerate(self.columns) if column.field == name)


def records_of(sheet: Sheet) -> Records:
    """The records of ``sheet``, each with only its own cells."""
    found = Records(columns=sheet.columns)
    _gather(found, sheet)
    _tell_damage(found)
    return found


def _gather(found: Records, sheet: Sheet) -> None:
    """Rows to records: bands name the main item of what follows, rows without number and name go on with the one before."""
    band: str | None = None
    for number, laid in enumerate(sheet.laid):
        if (title := _band(laid, found)) is not None:
            band = title
            found.bands.append(laid.printed)
        elif found.records and _continues(found, laid, sheet.laid[number + 1 :]):
            _append(found.records, laid)
        else:
            record = Record(cells=dict(laid.cells), printed=[laid.printed], laid=[laid], page=laid.page, band=band)
            record.moved, record.above = laid.moved, laid.above
            record.broken = not laid.whole or not _named(found, laid)
            found.records.append(record)


def _band(laid: Laid, found: Records) -> str | None:
    """The title that a row prints across the table (一、参保登记), or None. At the top of a page the same words alone in a column
    of main items are that cell's."""
    filled = [cell for cell in laid.printed if cell.text.strip()]
    across = len(laid.printed) > 2 and all(cell.left for cell in laid.printed[1:])
    text = filled[0].text.strip() if filled else ""
    alone = len(filled) == 1 and (across or laid.printed[0] is filled[0] or len(laid.printed) == 1)
    if not alone or len(text) > 50 or "\n" in text or re.search(r"[。；《]", text) or any(laid.above) or len(found.columns) < 4:
        return None
    titled = kind_of(text) in ("chinese", "round_chinese") and not (laid.page and found.at("main_item"))
    return _bare(text) if across or titled else None


def _bare(text: str) -> str:
    parts = split_list(text)
    return parts[0].text if len(parts) == 1 and parts[0].label and not parts[0].children else text


def _named(found: Records, laid: Laid) -> bool:
    return any(at in laid.cells for at in (*found.at("name"), *found.at("ordinal"), *found.at("code")))


def _continues(found: Records, laid: Laid, after: Sequence[Laid]) -> bool:
    """Whether a row goes on with the record before it: it has neither number nor name, and no lost row is counted over."""
    if laid.page and _is_rest(found, laid):
        return True
    if _named(found, laid):
        return any(at in laid.above for at in found.at("name")) and not any(laid.cells.get(at) for at in found.at("name"))
    if laid.whole and any(at in laid.above for at in found.at("name")):
        return True
    before, following = _ordinal(found, found.records[-1].cells), next((_ordinal(found, one.cells) for one in after[:1]), None)
    counted_over = before is not None and following is not None and following == before + 2
    return not counted_over and (laid.page or laid.whole) and not found.records[-1].broken


def _is_rest(found: Records, laid: Laid) -> bool:
    """Whether the first row of a page is the rest of a row that the page break cut: it lacks the number, or the code, that its
    list gives to every item, or most of what no item lacks. A row that has all of that is none: its number may be merged."""
    needed = [at for name in ("name", "materials", "time_limit", "process_stages") for at in found.at(name)]
    told = {name for name in ("time_limit", "process_stages") for at in found.at(name) if name in kinds_of(_joined(laid, at))}
    if told and all(at in laid.cells for at in needed):
        return False
    for key in ("ordinal", "code"):
        if any(found.records[-1].text(at) for at in found.at(key)):
            return not any(at in laid.cells for at in found.at(key))
    return 2 * sum(at in laid.cells for at in needed) < len(needed)


def _joined(laid: Laid, at: int) -> str:
    return "".join(cell.text for cell in laid.cells.get(at, ()))


def _ordinal(found: Records, cells: dict[int, tuple[Cell, ...]]) -> int | None:
    text = "".join(cell.text for at in found.at("ordinal") for cell in cells.get(at, ())).strip()
    return int(text) if text.isdigit() else None


def _append(records: Sequence[Record], laid: Laid) -> None:
    """Add a row's cells to the record that they go on with, or to the one above it whose merged cell they go on with."""
    for at, cells in laid.cells.items():
        record = records[-1]
        if at in record.above and not record.text(at):
            record = next((one for one in reversed(records) if one.text(at)), record)
        before, text = record.text(at), "\n".join(cell.text for cell in cells)
        cut = not numbers_on(before, text) and (goes_on(before, text, "") or _is_unfinished(before, text, 1 if laid.page else _SENTENCE))
        record.texts[at] = before + ("" if cut or not before else "\n") + text
        record.cells[at] = (*record.cells.get(at, ()), *cells)
    records[-1].printed.append(laid.printed)
    records[-1].laid.append(laid)


def _is_unfinished(before: str, after: str, shortest: int) -> bool:
    """Whether the last line of a cell is a sentence without its end, and the next does not begin a list item."""
    last = before.rstrip().rpartition("\n")[2]
    return len(last) >= shortest and not _ENDED.search(last) and not starts_with_label(after.lstrip())


def goes_on(before: str, after: str, words: str) -> bool:
    """Whether ``after`` goes on in the middle of a sentence, a bracket or a numbered list that ``before`` began."""
    left, right = before.rstrip(), after.lstrip()
    if not left or not right:
        return False
    if _CARRIED.match(right) or any(opened < len(left) <= closed for opened, closed in matches(left + right).items()):
        return True
    if numbers_on(left, right):
        return True
    return not _ENDED.search(left) and not starts_with_label(right) and left[-2:] + right[:2] in words


def numbers_on(before: str, after: str) -> bool:
    """Whether the list in ``after`` counts on from the last number of the list in ``before``."""
    kind, value = kind_of(after), value_of(after)
    last = list(_labels(split_list(before)))
    return kind is not None and value is not None and any(kind_of(one) == kind and value_of(one) == value - 1 for one in last[-1:])


def _labels(parts: Sequence[Part]) -> Iterator[str]:
    for part in parts:
        if part.label:
            yield part.label


def _tell_damage(found: Records) -> None:
    for record in found.records:
        excerpt = "".join(cell.text for cells in record.cells.values() for cell in cells)[:60]
        if record.broken:
            sentence = "表格的这一行在分页处丢了开头（序号、主项、子项等），剩下的内容已按内容归栏，请对照原件补全。"
            found.findings.append(Finding(kind="broken-row", severity="damage", sentence=sentence, place=record.place, excerpt=excerpt))
        elif record.moved:
            heads = "、".join(found.columns[at].head for at in record.moved)
            sentence = f"这一行的单元格错位，已按内容归入“{heads}”栏，请核对。"
            found.findings.append(Finding(kind="shifted-cell", severity="doubt", sentence=sentence, place=record.place, excerpt=excerpt))
