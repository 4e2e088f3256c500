"""Tables of labels and values, as service halls publish one guide: 事项名称 | …, 办理材料 | …, two or more pairs in a row.

A table is one where its first column names fields of a guide, row after row. Knows no heading outside tables.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from mingbai.guides.words import field_of, material_column
from mingbai.importing.blocks import Cell, Paragraph, Table

_FEWEST = 3
Pair = tuple[Paragraph | None, list[Paragraph | Table]]
"""A label and what stands beside it; no label for a row that is one cell only, such as the title of the table."""


def labelled(table: Table) -> list[Pair]:
    """The pairs of ``table`` in reading order; empty where it is no table of labels and values."""
    table = _without_groups(table)
    first = [field_of(row[0].text) for row in table.rows if row and row[0].text.strip()]
    across = [field_of(cell.text) for cell in table.rows[0]] if table.rows else []
    if len(set(filter(None, first))) < _FEWEST or len(set(filter(None, across))) > max(2, len(set(filter(None, first)))):
        return []
    pairs: list[Pair] = []
    inner: list[tuple[Cell, ...]] = []
    for row in table.rows:
        rest = row[1:] if row and (row[0].above or field_of(row[0].text)) else ()
        if row and row[0].above and inner and pairs:
            inner.append(rest)
            continue
        _close(pairs, inner)
        if rest and _heads_columns(rest):
            pairs.append((_paragraph(row[0]) if row[0].text.strip() else None, []))
            inner = [rest]
        else:
            _add(pairs, row)
    _close(pairs, inner)
    return pairs


def group_heads(table: Table) -> list[Paragraph]:
    """The cells of a first column that only groups the labels in the second."""
    return [_paragraph(row[0]) for row in table.rows if len(row) > 2 and row[0].text.strip()] if _is_grouped(table) else []


def _without_groups(table: Table) -> Table:
    """``table`` without a first column that only groups the labels in the second (基本信息 | 事项名称 | …)."""
    return replace(table, rows=tuple(row[1:] if len(row) > 2 else row for row in table.rows)) if _is_grouped(table) else table


def _is_grouped(table: Table) -> bool:
    labels = [{field_of(row[at].text) for row in table.rows if len(row) > 2} - {None} for at in (0, 1)]
    return len(labels[1]) >= _FEWEST and len(labels[1]) > len(labels[0])


def _close(pairs: list[Pair], inner: list[tuple[Cell, ...]]) -> None:
    """Put the inner table that has been gathered under the last label."""
    if inner and pairs:
        pairs[-1][1].append(Table(rows=tuple(inner), place=inner[0][0].place))
    inner.clear()


def _heads_columns(cells: Sequence[Cell]) -> bool:
    """Whether ``cells`` are the column heads of an inner table of materials (序号, 材料名称, 份数 …)."""
    heads = [cell for cell in cells if cell.text.strip()]
    return (
        len(heads) > 1
        and sum(material_column(cell.text) is not None for cell in heads) * 2 >= len(heads)
        and any(material_column(cell.text) == "name" for cell in heads)
    )


def _add(pairs: list[Pair], row: Sequence[Cell]) -> None:
    """The label and value pairs of one row; a label cell that goes on from above adds to the last pair."""
    cells = [cell for cell in row if not cell.left]
    if len(cells) == 1 and not field_of(cells[0].text):
        pairs.append((None, list(_paragraphs(cells[0]))))
        return
    open_ = bool(cells and (cells[0].above or not cells[0].text.strip()) and pairs)
    for at, cell in enumerate(cells):
        is_label = bool(field_of(cell.text)) and (at % 2 == 0 or not open_) and at + 1 < len(cells)
        if is_label or not open_:
            pairs.append((_paragraph(cell), []) if at + 1 < len(cells) else (None, list(_paragraphs(cell))))
            open_ = True
        elif cell.text.strip():
            pairs[-1][1].extend(_paragraphs(cell))


def _paragraph(cell: Cell) -> Paragraph:
    return Paragraph(text=cell.text.replace("\n", ""), place=cell.place)


def _paragraphs(cell: Cell) -> Iterator[Paragraph]:
    whole = Paragraph(text=cell.text, place=cell.place)
    for line in cell.text.split("\n"):
        if line.strip():
            yield replace(whole, text=line)
