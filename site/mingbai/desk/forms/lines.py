"""Lists of short texts, and the ruled grids of blank forms, as plain text that people edit line by line, and back without loss.

One line is one item, or 、 stands between them; ⏎ is a line break inside an item. In a grid one line is one row, │ stands between cells,
and {2×3} before a cell says that it is two columns wide and three rows high. A backslash before one of these signs means the sign itself.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from mingbai.guides.kinds import FormCell

BREAK = "⏎"
COMMA = "、"
WALL = "│"
_SPAN = re.compile(r"\{(\d+)×(\d+)\}")
_TOKEN = re.compile(r"\\.|.", re.DOTALL)
Cleaned = Callable[[str], str]


def of_lines(items: Iterable[str]) -> str:
    """The items as lines."""
    return "\n".join(_escaped(item, BREAK) for item in items)


def to_lines(text: str, cleaned: Cleaned = str.strip) -> tuple[str, ...]:
    """The items of ``text``; empty lines are none. ``cleaned`` takes off what was typed around an item by accident."""
    found = (cleaned(_unescaped(line)) for line in text.split("\n"))
    return tuple(item for item in found if item.strip())


def of_words(items: Iterable[str]) -> str:
    """The items on one line."""
    return COMMA.join(_escaped(item, BREAK + COMMA) for item in items)


def to_words(text: str, cleaned: Cleaned = str.strip) -> tuple[str, ...]:
    """The items of ``text`` with 、 between them, or one a line."""
    return tuple(item for line in text.split("\n") for part in _split(line, COMMA) for item in to_lines(part, cleaned))


def of_grid(rows: Iterable[Iterable[FormCell]]) -> str:
    """A grid as lines."""
    return "\n".join(WALL.join(_of_cell(cell) for cell in row) for row in rows)


def to_grid(text: str) -> tuple[tuple[FormCell, ...], ...]:
    """The grid that ``text`` describes; no row where it is empty."""
    return tuple(tuple(_to_cell(cell) for cell in _split(line, WALL)) for line in text.split("\n")) if text else ()


def _of_cell(cell: FormCell) -> str:
    span = f"{{{cell.colspan or 0}×{cell.rowspan or 0}}}" if cell.colspan is not None or cell.rowspan is not None else ""
    return span + _escaped(cell.text, BREAK + WALL + "{")


def _to_cell(line: str) -> FormCell:
    span = _SPAN.match(line)
    if span is None:
        return FormCell(text=_unescaped(line))
    return FormCell(text=_unescaped(line[span.end() :]), colspan=int(span[1]) or None, rowspan=int(span[2]) or None)


def _split(line: str, sign: str) -> list[str]:
    if "\\" not in line:
        return line.split(sign)
    cells = [""]
    for token in _TOKEN.findall(line):
        if token == sign:
            cells.append("")
        else:
            cells[-1] += token
    return cells


def _escaped(text: str, signs: str) -> str:
    marked = re.sub(rf"[\\{re.escape(signs)}]", r"\\\g<0>", text)
    return marked.replace("\n", BREAK)


def _unescaped(line: str) -> str:
    if "\\" not in line and BREAK not in line:
        return line
    return "".join("\n" if token == BREAK else token[1] if len(token) == 2 else token for token in _TOKEN.findall(line))
