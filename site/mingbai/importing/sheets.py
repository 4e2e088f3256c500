"""A workbook that ``rendering/spreadsheet.py`` wrote and people edited, read back: guides, and every fault with its sheet and cell.

Columns are known by the keys in row 2, sheets by their names; either may stand in another order. A sheet, a column or a key that
is missing is a fault, never an empty part: what is not there may have been lost. Nothing is guessed and nothing is published here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from mingbai.errors import UnreadableSource
from mingbai.guides.guide import Guide
from mingbai.guides.sheet_values import Line, Number, guides_of
from mingbai.guides.sheets import EDITION, NAME, NUMBER, ROOT, SHEETS, SLUG, Sheet, heads
from mingbai.importing.blocks import Finding
from mingbai.importing.read.coordinates import named
from mingbai.importing.read.kind import kind_of
from mingbai.importing.read.refusal import TOO_HEAVY, TRUNCATED
from mingbai.importing.read.xlsx.sheet import Grid
from mingbai.importing.read.xlsx.workbook import read_grids

FIRST = 3
"""The row of the first line: above it are the names of the columns and their keys."""
_NUMBER = re.compile(r"[1-9]\d{0,5}(\.[1-9]\d{0,5})*")
_LOSING = ("covered-text", "cell-error", "formula-without-value")
"""Findings of the reader after which a cell does not hold what its sheet shows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """Something that keeps a guide out: where it stands and what is to be done, in a sentence. ``slug`` is whose it is, if known."""

    sheet: str
    cell: str
    sentence: str
    slug: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Brought:
    """What a workbook brings back. ``seen`` is the version number that each guide was taken from, 0 for a new one."""

    guides: tuple[Guide, ...]
    seen: Mapping[str, int]
    faults: tuple[Fault, ...]


def read_workbook(name: str, data: bytes) -> Brought:
    """The guides in an .xlsx. Raises UnreadableSource for a file that is none or is damaged."""
    pages, found = _grids(name, data)
    faults = [_told(finding) for finding in found if finding.severity == "damage" or finding.kind in _LOSING]
    seen: dict[str, int] = {}
    lines: list[Line] = []
    columns: dict[str, Mapping[str, int]] = {}
    for sheet in SHEETS.values():
        page = next((each for each in pages if each.name == sheet.name), None)
        keys = _columns(sheet, page, faults)
        if page is not None and keys is not None:
            columns[sheet.name] = keys
            lines += _lines(sheet, page, keys, faults, seen)
    whole = len(columns) == len(SHEETS)
    guides, problems = guides_of(lines) if whole else ((), ())
    for problem in problems:
        column = columns[problem.sheet].get(problem.key, 1)
        faults.append(Fault(sheet=problem.sheet, cell=named((problem.row, column)), sentence=problem.sentence, slug=problem.slug))
    bad = {fault.slug for fault in faults}
    return Brought(guides=tuple(each for each in guides if each.slug not in bad), seen=seen, faults=tuple(faults))


def _grids(name: str, data: bytes) -> tuple[tuple[Grid, ...], tuple[Finding, ...]]:
    """A damaged file can break a parser in any way, which is the sender's affair and no fault of ours."""
    if not data or kind_of(name, data) != "xlsx":
        raise UnreadableSource("这不是一个 .xlsx 表格文件。", place=name, remedy="请用从本系统导出的表格修改后再上传。")
    try:
        return read_grids(name, data)
    except UnreadableSource:
        raise
    except MemoryError as error:
        raise TOO_HEAVY.of(name) from error
    except Exception as error:
        raise TRUNCATED.of(name) from error


def _told(finding: Finding) -> Fault:
    return Fault(sheet=finding.place.sheet or "", cell=finding.place.cell or "", sentence=finding.sentence)


def _columns(sheet: Sheet, page: Grid | None, faults: list[Fault]) -> Mapping[str, int] | None:
    """Key → column of a sheet; None, and a fault, where a sheet or a column is missing, unknown or there twice."""
    if page is None:
        faults.append(Fault(sheet=sheet.name, cell="", sentence=f"缺少工作表“{sheet.name}”，或者它被隐藏、改了名。请从导出的表格里恢复。"))
        return None
    wanted = dict(heads(sheet))
    found: dict[str, int] = {}
    wrong = len(faults)
    for (row, column), text in sorted(page.texts.items()):
        key = text.strip()
        if row == 2 and key in wanted and key not in found:
            found[key] = column
        elif row == 2:
            sentence = f"这一列的键“{key}”{'出现了两次' if key in found else '不认识'}。请恢复第 2 行，或删去这一列。"
            faults.append(Fault(sheet=sheet.name, cell=named((row, column)), sentence=sentence))
    for key, label in wanted.items():
        if key not in found and key != NAME:
            faults.append(Fault(sheet=sheet.name, cell="A2", sentence=f"缺少“{label}”这一列（键 {key}）。请从导出的表格里恢复。"))
    _stray(page, set(found.values()), faults)
    return found if len(faults) == wrong else None


def _stray(page: Grid, known: set[int], faults: list[Fault]) -> None:
    """Words beside the columns belong to no part."""
    for (row, column), text in sorted(page.texts.items()):
        if row >= FIRST and column not in known:
            faults.append(
                Fault(sheet=page.name, cell=named((row, column)), sentence=f"“{text[:20]}”不在任何一列里，请移到对应的列，或删去。")
            )


def _lines(sheet: Sheet, page: Grid, columns: Mapping[str, int], faults: list[Fault], seen: dict[str, int]) -> Iterator[Line]:
    last: dict[str, int] = {}
    waiting: list[Line] = []
    for row in (row for row in page.rows if row >= FIRST):
        cells = {key: page.texts.get((row, column), "") for key, column in columns.items()}
        slug = cells[SLUG].strip()
        number = _number(sheet, cells.get(NUMBER, "").strip())
        if not slug or number is None:
            key, what = (NUMBER, f"“{cells[NUMBER]}”不是序号，请写成 2 或 2.1 这样。") if slug else (SLUG, "请写明这一行属于哪个事项。")
            faults.append(Fault(sheet=sheet.name, cell=named((row, columns[key])), sentence=what, slug=slug))
            continue
        line = Line(sheet=sheet.name, slug=slug, number=number, cells={**cells, SLUG: slug}, row=row)
        if sheet is ROOT:
            _see(line, columns[EDITION], faults, seen)
        if sheet.repeats and not number:
            waiting.append(line)
            continue
        last[slug] = max(last.get(slug, 0), number[0] if number else 0)
        yield line
    for line in waiting:
        last[line.slug] = last.get(line.slug, 0) + 1
        yield Line(sheet=line.sheet, slug=line.slug, number=(last[line.slug],), cells=line.cells, row=line.row)


def _number(sheet: Sheet, written: str) -> Number | None:
    """2.1 → (2, 1); () where the cell is empty, which in a sheet of repeating parts means: after the last; None for what is no number."""
    if not written or not sheet.repeats:
        return ()
    return tuple(map(int, written.split("."))) if _NUMBER.fullmatch(written) else None


def _see(line: Line, column: int, faults: list[Fault], seen: dict[str, int]) -> None:
    written = line.cells[EDITION].strip() or "0"
    if re.fullmatch(r"\d{1,6}", written):
        seen[line.slug] = int(written)
    else:
        faults.append(
            Fault(
                sheet=line.sheet,
                cell=named((line.row, column)),
                sentence=f"版次“{written}”不是数字，请从导出的表格里恢复。",
                slug=line.slug,
            )
        )
