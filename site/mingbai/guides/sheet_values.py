"""A guide taken apart into the lines of its sheets, and put together again: nothing is lost on the way, nothing is guessed.

``lines`` and ``guides_of`` are each other's inverse. What cannot be put together is a problem with its sheet, row and column, and
the guide that it belongs to is left out whole. Knows the layout (``sheets.py``) and no file format.
"""

from __future__ import annotations

import dataclasses
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from mingbai.guides.guide import Guide
from mingbai.guides.sheets import NUMBER, ROOT, SHEETS, SLUG, Sheet, held_by, read, write

Number = tuple[int, ...]
"""Where a part stands: (2,) is the second, (2, 1) the first within the second."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of a sheet: whose it is, where it stands, and its cells by column key. ``row`` is its row in a file, 0 where it has none."""

    sheet: str
    slug: str
    number: Number
    cells: Mapping[str, str]
    row: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """Why lines make no guide: ``sentence`` for people; ``key`` is the column, empty for the whole row; ``slug`` whose it is, if known."""

    sheet: str
    row: int
    key: str
    sentence: str
    slug: str = ""


def lines(guide: Guide) -> Iterator[Line]:
    """The lines of all sheets that ``guide`` fills, sheet by sheet within each part. Raises Refusal for what no cell can hold."""
    yield from _taken(ROOT, guide, (), guide.slug)


def guides_of(given: Iterable[Line]) -> tuple[tuple[Guide, ...], tuple[Problem, ...]]:
    """The guides that ``given`` lines make, in their order, and the problems; a guide with a problem is left out."""
    builder = _Builder(given)
    guides = tuple(guide for line in builder.firsts() if (guide := builder.guide(line)) is not None)
    return guides, tuple(sorted(builder.problems, key=lambda each: (list(SHEETS).index(each.sheet), each.row)))


def written(number: Number) -> str:
    """A number as people write it: 2.1."""
    return ".".join(map(str, number))


def _taken(sheet: Sheet, value: Any, number: Number, slug: str) -> Iterator[Line]:
    cells = {column.key: write(_get(value, column.key), column) for column in sheet.columns}
    yield Line(sheet=sheet.name, slug=slug, number=number, cells=cells)
    for child in sheet.below:
        part = _get(value, child.field)
        if child.repeats:
            for count, each in enumerate(part or (), 1):
                yield from _taken(child, each, (*number, count), slug)
        elif part is not None:
            yield from _taken(child, part, number, slug)
    for count, each in enumerate(getattr(value, sheet.inside) if sheet.inside else (), 1):
        yield from _taken(sheet, each, (*number, count), slug)


def _get(value: Any, path: str) -> Any:
    for name in path.split("."):
        value = getattr(value, name) if value is not None else None
    return value


class _Builder:
    """Puts lines together, and remembers every problem and every line that found its place."""

    def __init__(self, given: Iterable[Line]) -> None:
        self.problems: list[Problem] = []
        self._lines: dict[tuple[str, str], dict[Number, Line]] = defaultdict(dict)
        self._used: set[tuple[str, str, Number]] = set()
        self._bad: set[str] = set()
        for line in given:
            self._take(line)
        self._lone()

    def firsts(self) -> list[Line]:
        """The lines of the first sheet."""
        return [line for (name, _), found in self._lines.items() if name == ROOT.name for line in found.values()]

    def guide(self, line: Line) -> Guide | None:
        """The guide that begins with ``line``; None where something is wrong with it."""
        made = self._made(ROOT, line)
        self._left_over(line.slug)
        return made if line.slug not in self._bad else None

    def _take(self, line: Line) -> None:
        held = self._lines[line.sheet, line.slug]
        if line.number in held:
            where = f"第 {held[line.number].row} 行已经写了" if line.row else "重复写了"
            what = f"{line.slug} 的 {written(line.number)}" if line.number else line.slug
            self._wrong(line, NUMBER if line.number else SLUG, f"{where} {what}，同一序号只能有一行。")
            return
        held[line.number] = line

    def _lone(self) -> None:
        """Lines of a guide that is not on the first sheet."""
        known = {line.slug for line in self.firsts()}
        for (_, slug), found in self._lines.items():
            for line in found.values() if slug not in known else ():
                self._wrong(line, SLUG, f"“{ROOT.name}”表里没有事项标识为“{slug}”的一行。")

    def _left_over(self, slug: str) -> None:
        """Lines whose number hangs in the air: 2.1 without 2."""
        for (name, owner), found in self._lines.items():
            if owner != slug:
                continue
            for number, line in found.items():
                if (name, slug, number) not in self._used:
                    self._wrong(line, NUMBER, f"序号 {written(number)} 上面没有 {written(number[:-1]) or '它所属的一行'}。")

    def _made(self, sheet: Sheet, line: Line) -> Any:
        self._used.add((sheet.name, line.slug, line.number))
        parts: dict[str, Any] = {column.key: self._value(sheet, line, column.key) for column in sheet.columns}
        for child in sheet.below:
            found = self._below(child, line, 1 if child.repeats else 0)
            parts[child.field] = tuple(found) if child.repeats else next(iter(found), None)
        if sheet.inside:
            parts[sheet.inside] = tuple(self._below(sheet, line, 1))
        return self._built(sheet.of, parts, line)

    def _below(self, sheet: Sheet, line: Line, deeper: int) -> list[Any]:
        """The parts of ``sheet`` that stand right under ``line``, by their numbers."""
        held = self._lines.get((sheet.name, line.slug), {})
        length = len(line.number) + deeper
        under = [number for number in sorted(held) if len(number) == length and number[: len(line.number)] == line.number]
        return [self._made(sheet, held[number]) for number in under]

    def _value(self, sheet: Sheet, line: Line, key: str) -> Any:
        column = next(each for each in sheet.columns if each.key == key)
        try:
            return read(line.cells.get(key, ""), column)
        except ValueError as error:
            self._wrong(line, key, str(error))
            return () if column.many else None

    def _built(self, of: type[Any], parts: Mapping[str, Any], line: Line, above: str = "") -> Any:
        """``of`` made from its ``parts``; those with a path belong to a part that stands once inside it."""
        own = {key: part for key, part in parts.items() if "." not in key}
        nested: dict[str, dict[str, Any]] = defaultdict(dict)
        for key, part in parts.items():
            head, dot, rest = key.partition(".")
            if dot:
                nested[head][rest] = part
        for head, inner in nested.items():
            stated = any(part not in (None, ()) for part in inner.values())
            own[head] = self._built(held_by(of, head), inner, line, f"{above}{head}.") if stated else None
        for field in dataclasses.fields(of):
            if own.get(field.name) in (None, ()) and field.default is not dataclasses.MISSING:
                own[field.name] = field.default
            elif own.get(field.name) is None:
                self._wrong(line, f"{above}{field.name}", "这一格不能空着。")
        return of(**own)

    def _wrong(self, line: Line, key: str, sentence: str) -> None:
        self._bad.add(line.slug)
        self.problems.append(Problem(sheet=line.sheet, row=line.row, key=key, sentence=sentence, slug=line.slug))
