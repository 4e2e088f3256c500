"""A table that stands in a section of a guide: its columns as the parts of what the section lists.

Tables of materials and of legal bases are read by the heads of their columns; any other table as one line a row.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from mingbai.guides.guide import Basis
from mingbai.guides.words import material_column, normal
from mingbai.importing.blocks import Cell, Paragraph, Table
from mingbai.importing.families.fields import Values, merged, read_field, read_unknown
from mingbai.importing.phrases.basis import read_basis
from mingbai.importing.phrases.forms import forms_in
from mingbai.importing.phrases.material import read_material
from mingbai.importing.phrases.notes import one_line

_BASIS = {
    "文件名": "title",
    "文件名称": "title",
    "依据名称": "title",
    "法律法规名称": "title",
    "名称": "title",
    "文号": "document_no",
    "涉及条款": "articles",
    "条款": "articles",
    "条款号": "articles",
}
_BOX = re.compile(r"[\s□口√☑✓■—/-]*")


def read_table(field: str, words: str, table: Table) -> Values:
    """The values of ``table`` under the heading ``words``, which names ``field``."""
    if field == "materials" and (columns := _columns(table, material_column)):
        return _materials(table.rows[1:], columns)
    if field == "basis" and (columns := _columns(table, lambda head: _BASIS.get(normal(head)))):
        return {"basis": tuple(_bases(table.rows[1:], columns))}
    lines = [line for row in table.rows if (line := _line(row))]
    return read_field(field, words, lines) if field else read_unknown(words, lines)


def column_heads(table: Table) -> Iterator[Paragraph]:
    """The cells of the first row where they are the heads of columns that ``read_table`` knows."""
    if table.rows and sum(bool(_head(cell)) for cell in table.rows[0]) > 1:
        yield from (Paragraph(text=cell.text, place=cell.place) for cell in table.rows[0] if cell.text)


def _head(cell: Cell) -> str | None:
    return material_column(cell.text) or _BASIS.get(normal(cell.text))


def _columns(table: Table, part_of: Callable[[str], str | None]) -> dict[str, int]:
    """Which column holds which part, by the heads in the first row; empty without a column of names."""
    heads = {part: at for at, cell in reversed(list(enumerate(table.rows[0]))) if (part := part_of(cell.text))}
    return heads if {"name", "title"} & set(heads) else {}


def _materials(rows: Sequence[Sequence[Cell]], columns: dict[str, int]) -> Values:
    values: Values = {}
    for row in rows:
        name = _cell(row, columns, "name")
        if not name:
            continue
        material = read_material(name, _cell(row, columns, "situation") or None)
        note = _cell(row, columns, "note") or material.note
        copies = _cell(row, columns, "copies") or material.copies
        values = merged(
            values,
            {"materials": (replace(material, note=note, copies=copies),), "forms": forms_in(f"{name}\n{_cell(row, columns, 'form')}")},
        )
    return values


def _bases(rows: Sequence[Sequence[Cell]], columns: dict[str, int]) -> Iterator[Basis]:
    for row in rows:
        title = _cell(row, columns, "title")
        number, articles = _cell(row, columns, "document_no"), _cell(row, columns, "articles")
        read = read_basis(title)
        if title:
            name = read[0].title if len(read) == 1 and read[0].title else title
            yield Basis(
                title=name,
                document_no=number or None,
                articles=articles or None,
                raw="".join(filter(None, (title, number and f"（{number}）", articles))),
            )


def _cell(row: Sequence[Cell], columns: dict[str, int], part: str) -> str:
    at = columns.get(part)
    text = one_line(row[at].text) if at is not None and at < len(row) else ""
    return "" if _BOX.fullmatch(text) else text


def _line(row: Sequence[Cell]) -> str:
    """A row as one line; boxes that nobody ticked and numbers of rows say nothing."""
    cells = [one_line(cell.text) for cell in row]
    return "：".join(cell for cell in cells if not _BOX.fullmatch(cell) and not cell.isdigit())
