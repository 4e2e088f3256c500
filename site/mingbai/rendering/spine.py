"""Where the boxes and arrows of a flow chart go: one trunk, exits to its right, returns dashed.

A general graph layout puts 是 and 否 on the lines and needs a landscape page. An office's procedure is simpler: one way through,
a few exits, a few returns. So the way through is a trunk of one box a row, what leaves it stands beside it, and lines
run only in the gaps between rows and in the lanes between columns, where no box can be. Knows no units and no text:
``flowchart`` measures and draws.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, NamedTuple

from mingbai.guides.guide import Chart, Edge

Lane = Literal["trunk", "side"]
_REFUSED = 2
"""What one refusal on the way costs, in boxes."""
_NO = ("否", "不", "未", "无", "非", "没")


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where one box stands: its row from the top, and its lane."""

    id: str
    row: int
    lane: Lane


@dataclass(frozen=True, slots=True, kw_only=True)
class Spine:
    """A chart in its places. ``edges`` keeps the chart's order; ``backward`` are those that lead up again."""

    places: tuple[Place, ...]
    edges: tuple[Edge, ...]
    backward: frozenset[int]


def is_refusal(label: str | None) -> bool:
    """Whether an arrow's label says no (否, 不符合, 未通过 …)."""
    return bool(label) and str(label).strip().startswith(_NO)


def arrange(chart: Chart) -> Spine:
    """Give every box of ``chart`` its place. Arrows from or to a box that is not there, and arrows printed twice, are left out."""
    known = {node.id for node in chart.nodes}
    found = (edge for edge in chart.edges if edge.from_ in known and edge.to in known and edge.from_ != edge.to)
    edges = tuple(dict.fromkeys(found))
    leaving = {name: [edge for edge in edges if edge.from_ == name] for name in known}
    trunk = _trunk(chart, edges, leaving)
    places = _places(chart, trunk, leaving)
    rows = {place.id: (place.row, place.lane == "side") for place in places}
    backward = frozenset(number for number, edge in enumerate(edges) if rows[edge.to] < rows[edge.from_])
    return Spine(places=places, edges=edges, backward=backward)


def _trunk(chart: Chart, edges: Iterable[Edge], leaving: dict[str, list[Edge]]) -> list[str]:
    """The way through: from the start, the longer way, and a refusal only where much more lies behind it than behind a yes."""
    entered = {edge.to for edge in edges}
    marked = [node.id for node in chart.nodes if node.kind == "start"]
    leading = [node.id for node in chart.nodes if leaving[node.id]] or [node.id for node in chart.nodes[:1]]
    roots = marked or [name for name in leading if name not in entered] or leading[:1]
    ways = (_longest(root, leaving) for root in roots)
    return list(max(ways, key=lambda way: way.worth, default=_Way(0, ())).names)


class _Way(NamedTuple):
    """A way through boxes, and what it is worth: a point a box, less what its refusals cost."""

    worth: int
    names: tuple[str, ...]


def _longest(root: str, leaving: dict[str, list[Edge]]) -> _Way:
    """The way on from ``root`` that is worth most over arrows that do not lead back; each box is looked at once."""
    ways: dict[str, _Way] = {}
    path = [(root, [edge.to for edge in leaving[root]])]
    while path:
        name, onward = path[-1]
        if onward:
            to = onward.pop(0)
            if to not in ways and all(to != one for one, _ in path):
                path.append((to, [edge.to for edge in leaving[to]]))
            continue
        path.pop()
        above = {one for one, _ in path} | {name}
        ways[name] = _best(name, [edge for edge in leaving[name] if edge.to in ways and edge.to not in above], ways)
    return ways[root] if root in ways else _Way(0, ())


def _best(name: str, onward: list[Edge], ways: dict[str, _Way]) -> _Way:
    options = [_Way(ways[edge.to].worth - (_REFUSED if is_refusal(edge.label) else 0), ways[edge.to].names) for edge in onward]
    best = max(options, key=lambda way: way.worth, default=_Way(0, ()))
    return _Way(1 + max(0, best.worth), (name, *best.names) if best.worth > 0 else (name,))


def _places(chart: Chart, trunk: list[str], leaving: dict[str, list[Edge]]) -> tuple[Place, ...]:
    """Rows from the top: each trunk box opens one, its exits stand beside it, further exits open rows of their own. Another way to the
    same box (或) stands beside the way that the trunk takes.
    """
    places: list[Place] = []
    placed = set(trunk)
    row = 0
    for at, name in enumerate(trunk):
        places.append(Place(id=name, row=row, lane="trunk"))
        others = _others(trunk, at, leaving, placed)
        placed.update(others)
        beside = others + _beside(name, leaving, placed | set(_others(trunk, at + 1, leaving, placed)))
        placed.update(beside)
        places += [Place(id=one, row=row + down, lane="side") for down, one in enumerate(beside)]
        row += max(1, len(beside))
    for node in chart.nodes:
        if node.id not in placed:
            places.append(Place(id=node.id, row=row, lane="trunk"))
            row += 1
    return tuple(places)


def _others(trunk: list[str], at: int, leaving: dict[str, list[Edge]], placed: set[str]) -> list[str]:
    """The boxes that may be gone through instead of the trunk's box number ``at``: between the box before it and the box after."""
    if not 0 < at < len(trunk) - 1:
        return []
    before, after = leaving[trunk[at - 1]], trunk[at + 1]
    alike = (edge.to for edge in before if [way.to for way in leaving[edge.to]] == [after] and not is_refusal(edge.label))
    return [name for name in dict.fromkeys(alike) if name not in placed]


def _beside(name: str, leaving: dict[str, list[Edge]], placed: set[str]) -> list[str]:
    """The boxes that hang off ``name`` and off one another, in reading order."""
    found: list[str] = []
    waiting = [edge.to for edge in leaving[name]]
    while waiting:
        one = waiting.pop(0)
        if one not in placed and one not in found:
            found.append(one)
            waiting = [edge.to for edge in leaving[one]] + waiting
    return found


def cuts(spine: Spine) -> tuple[int, ...]:
    """The rows before which a chart may be cut, so that it goes on beside itself: only the trunk's own arrow passes there."""
    rows = {place.id: place.row for place in spine.places}
    trunk = [place for place in spine.places if place.lane == "trunk"]
    found = []
    for before, place in itertools.pairwise(trunk):
        passing = [edge for edge in spine.edges if (rows[edge.from_] < place.row) != (rows[edge.to] < place.row)]
        if [(edge.from_, edge.to) for edge in passing] == [(before.id, place.id)]:
            found.append(place.row)
    return tuple(found)


def between(spine: Spine, first: int, end: int) -> Spine:
    """The rows of ``spine`` from ``first`` up to ``end``, with the arrows that stay among them."""
    places = tuple(Place(id=one.id, row=one.row - first, lane=one.lane) for one in spine.places if first <= one.row < end)
    inside = {place.id for place in places}
    kept = [(at, edge) for at, edge in enumerate(spine.edges) if edge.from_ in inside and edge.to in inside]
    backward = frozenset(number for number, (at, _) in enumerate(kept) if at in spine.backward)
    return Spine(places=places, edges=tuple(edge for _, edge in kept), backward=backward)
