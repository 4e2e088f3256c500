"""Ruled lines → grids: where the lines cross, the cells between them, and which cells are merged. Knows no characters.

A grid is a table where its lines close every cell against the outside. Boxes that only touch by arrows (a flow chart) leave
open ground between them; they are boxes and no table.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from mingbai.importing.read.pdf.page import Rule

_NEAR = 2.5
"""Lines closer than this are one line (double borders, and borders that neighbours draw each for itself), in points."""
_MOST = 20_000
"""Rules of one page, and cells of one grid, that are looked at; more is a drawing."""

Unit = tuple[int, int]
"""A row and a column of the finest grid, from 0."""


@dataclass(frozen=True, slots=True)
class Grid:
    """``xs`` and ``ys`` are the column and row borders; ``top_left`` names for every unit the first unit of the cell that it
    belongs to; ``outside`` are the units that no line closes off from the ground around."""

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    top_left: dict[Unit, Unit]
    outside: frozenset[Unit]

    def unit(self, x: float, y: float) -> Unit | None:
        """The unit at a point, or None outside the grid."""
        column, row = bisect_right(self.xs, x) - 1, bisect_right(self.ys, y) - 1
        return (row, column) if 0 <= column < len(self.xs) - 1 and 0 <= row < len(self.ys) - 1 else None

    @property
    def cells(self) -> set[Unit]:
        """The first units of the closed cells."""
        return {first for unit, first in self.top_left.items() if unit not in self.outside}

    @property
    def is_table(self) -> bool:
        """Whether the grid is a table: more than one cell, and little open ground.

        LibreOffice leaves out a piece of a table's outer side beside a merged cell that a page cuts, so some cells of a table
        may lie open; between the boxes of a flow chart a third of the ground does, and more.
        """
        return len(self.cells) > 1 and len(self.outside) <= 0.25 * len(self.top_left)


def grids(rules: Sequence[Rule]) -> list[Grid]:
    """The grids of a page, from top to bottom."""
    merged = _merged(rules) if len(rules) <= _MOST else []
    found = [grid for group in _connected(merged) if (grid := _grid(group)) is not None]
    return sorted(found, key=lambda grid: (grid.ys[0], grid.xs[0]))


def _merged(rules: Sequence[Rule]) -> list[Rule]:
    """Lines on one height joined where they touch: a border is often drawn cell by cell, a dotted one dot by dot."""
    out: list[Rule] = []
    for level in (True, False):
        some = [rule for rule in rules if rule.level is level]
        heights = _clustered(rule.at for rule in some)
        by_height: dict[float, list[Rule]] = {}
        for rule in some:
            by_height.setdefault(_nearest(heights, rule.at), []).append(rule)
        for at, those in by_height.items():
            out += [one for one in _chained(level, at, those) if one.end - one.start > 4]
    return out


def _chained(level: bool, at: float, rules: list[Rule]) -> list[Rule]:
    out: list[Rule] = []
    for rule in sorted(rules, key=lambda each: each.start):
        if out and rule.start - out[-1].end <= _NEAR + 0.5:
            out[-1] = Rule(level, at, out[-1].start, max(out[-1].end, rule.end))
        else:
            out.append(Rule(level, at, rule.start, rule.end))
    return out


def _clustered(values: Iterable[float]) -> list[float]:
    """Values closer than the tolerance to the one before, as one (their middle)."""
    groups: list[list[float]] = []
    for value in sorted(values):
        if groups and value - groups[-1][0] <= _NEAR:
            groups[-1].append(value)
        else:
            groups.append([value])
    return [(group[0] + group[-1]) / 2 for group in groups]


def _nearest(sorted_values: list[float], value: float) -> float:
    at = bisect_right(sorted_values, value)
    around = sorted_values[max(0, at - 1) : at + 1]
    return min(around, key=lambda each: abs(each - value))


def _connected(rules: list[Rule]) -> list[list[Rule]]:
    """Rules that hang together by crossing or touching."""
    levels = [rule for rule in rules if rule.level]
    uprights = [rule for rule in rules if not rule.level]
    leader = list(range(len(rules)))

    def find(at: int) -> int:
        while leader[at] != at:
            leader[at] = leader[leader[at]]
            at = leader[at]
        return at

    if len(levels) * len(uprights) > 1_000_000:
        return []
    for i, one in enumerate(levels):
        for j, other in enumerate(uprights, len(levels)):
            if _touch(one, other):
                leader[find(i)] = find(j)
    groups: dict[int, list[Rule]] = {}
    for at, rule in enumerate(levels + uprights):
        groups.setdefault(find(at), []).append(rule)
    return list(groups.values())


def _touch(one: Rule, other: Rule) -> bool:
    return other.start - _NEAR <= one.at <= other.end + _NEAR and one.start - _NEAR <= other.at <= one.end + _NEAR


def _grid(rules: list[Rule]) -> Grid | None:
    levels = [rule for rule in rules if rule.level]
    uprights = [rule for rule in rules if not rule.level]
    if not levels or not uprights:
        return None
    uprights, levels = uprights + _open_sides(levels, uprights), levels + _open_sides(uprights, levels)
    xs, ys = _clustered(rule.at for rule in uprights), _clustered(rule.at for rule in levels)
    if len(xs) < 2 or len(ys) < 2 or len(xs) * len(ys) > _MOST:
        return None
    return _joined(xs, ys, _Walls(xs, ys, levels, uprights))


def _open_sides(across: list[Rule], along: list[Rule]) -> list[Rule]:
    """The outer sides that nobody drew, along ``along``: most lines ``across`` reach the same end beyond the outermost of them.

    So standards print tables (no sides), and so a page cuts a row (no rule at the foot, none at the head of the next page).
    """
    first, last = min(rule.at for rule in across), max(rule.at for rule in across)
    start, end = min(rule.start for rule in across), max(rule.end for rule in across)
    near, far = min(rule.at for rule in along), max(rule.at for rule in along)
    most = max(2, (len(across) + 1) // 2)
    sides = []
    if near - start > 10 and sum(rule.start - start < _NEAR for rule in across) >= most:
        sides.append(start)
    if end - far > 10 and sum(end - rule.end < _NEAR for rule in across) >= most:
        sides.append(end)
    return [Rule(along[0].level, at, first, last) for at in sides]


class _Walls:
    """Which sides of the finest units are drawn."""

    def __init__(self, xs: list[float], ys: list[float], levels: list[Rule], uprights: list[Rule]) -> None:
        self.below: set[Unit] = set()
        self.right: set[Unit] = set()
        for rule in levels:
            row = ys.index(_nearest(ys, rule.at))
            self.below |= {(row - 1, column) for column in range(len(xs) - 1) if _covers(rule, xs[column], xs[column + 1])}
        for rule in uprights:
            column = xs.index(_nearest(xs, rule.at))
            self.right |= {(row, column - 1) for row in range(len(ys) - 1) if _covers(rule, ys[row], ys[row + 1])}


def _covers(rule: Rule, start: float, end: float) -> bool:
    return rule.start - _NEAR <= start + (end - start) * 0.2 and rule.end + _NEAR >= end - (end - start) * 0.2


def _joined(xs: list[float], ys: list[float], walls: _Walls) -> Grid:
    """Units without a wall between them are one cell; units without a wall to the ground around are outside, and what lies
    open there is parted by the columns."""
    rows, columns = len(ys) - 1, len(xs) - 1
    top_left: dict[Unit, Unit] = {}
    outside: set[Unit] = set()
    for unit in ((row, column) for row in range(rows) for column in range(columns)):
        if unit in top_left:
            continue
        cell, is_open = _flooded(unit, rows, columns, walls)
        if is_open:
            outside |= cell
            top_left |= {(row, column): (min(top for top, other in cell if other == column), column) for row, column in cell}
        else:
            top_left |= dict.fromkeys(cell, (min(row for row, _ in cell), min(column for _, column in cell)))
    return Grid(tuple(xs), tuple(ys), top_left, frozenset(outside))


def _flooded(start: Unit, rows: int, columns: int, walls: _Walls) -> tuple[set[Unit], bool]:
    """The units of one cell, and whether it lies open. A cell that only a page's end leaves without a rule is closed: the
    merged cell of a table that goes on overleaf."""
    cell, waiting, ends = {start}, [start], set()
    while waiting:
        row, column = waiting.pop()
        sides = (
            ((row, column) not in walls.below, (row + 1, column)),
            ((row - 1, column) not in walls.below, (row - 1, column)),
            ((row, column) not in walls.right, (row, column + 1)),
            ((row, column - 1) not in walls.right, (row, column - 1)),
        )
        for other in (other for free, other in sides if free):
            if not (0 <= other[0] < rows and 0 <= other[1] < columns):
                ends.add("side" if 0 <= other[0] < rows else "top" if other[0] < 0 else "foot")
            elif other not in cell:
                cell.add(other)
                waiting.append(other)
    return cell, "side" in ends or len(ends) > 1
