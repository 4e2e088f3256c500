"""What parts of one form say of each other: a situation ticks materials, an arrow leads from box to box.

Rows that nobody has named yet are pointed at by their token (``#3``); here they get a key, and what points at them gets it too.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

Tree = dict[str, Any]


def linked(tree: Tree) -> tuple[Tree, dict[str, str]]:
    """``tree`` with a key for all that is pointed at, and a sentence for each arrow that leads nowhere."""
    if "situations" not in tree:
        return tree, {}
    found = {**tree, **_narrowed(tree["situations"], tree["materials"])}
    charts = {token: _drawn(chart) for token, chart in tree["flowchart"].items()}
    return {**found, "flowchart": charts}, dict(_loose(charts))


def _narrowed(situations: Tree, materials: Tree) -> Tree:
    """Situations and materials with their keys."""
    marks = {mark for one in situations.values() for option in one["options"].values() for mark in (*option["needs"], *option["drops"])}
    keys = _keyed(materials, "key", "m", {f"#{token}" for token in materials} & marks)
    names = {f"#{token}": row["key"] for token, row in keys.items()}
    asked = _keyed(situations, "key", "q", None)
    return {"materials": keys, "situations": {token: _answered(one, names) for token, one in asked.items()}}


def _answered(situation: Tree, names: dict[str, str]) -> Tree:
    options = _keyed(situation["options"], "key", "a", None)
    told = {
        token: {**one, **{side: [names.get(mark, mark) for mark in one[side]] for side in ("needs", "drops")}}
        for token, one in options.items()
    }
    return {**situation, "options": told}


def _drawn(chart: Tree) -> Tree:
    """A chart whose boxes all have an id, and whose arrows name them."""
    nodes = _keyed(chart["nodes"], "id", "n", None)
    names = {f"#{token}": row["id"] for token, row in nodes.items()}
    edges = {
        token: {**edge, "from_": names.get(edge["from_"], edge["from_"]), "to": names.get(edge["to"], edge["to"])}
        for token, edge in chart["edges"].items()
    }
    return {**chart, "nodes": nodes, "edges": edges}


def _loose(charts: Tree) -> Iterator[tuple[str, str]]:
    for token, chart in charts.items():
        boxes = {node["id"] for node in chart["nodes"].values()}
        for place, edge in chart["edges"].items():
            for end, name in (("from_", "起点"), ("to", "终点")):
                if edge[end] and edge[end] not in boxes:
                    yield f"flowchart-{token}-edges-{place}-{end}", f"这条线的{name}已经不在图中。请重新选择，或者删去这条线。"


def _keyed(rows: Tree, name: str, letter: str, wanted: Iterable[str] | None) -> Tree:
    """``rows`` with a name for each that has none; where ``wanted`` is given, only for those it points at."""
    taken = {row[name] for row in rows.values()}
    found = {}
    for token, one in rows.items():
        if not one[name] and (wanted is None or f"#{token}" in wanted):
            number = next(n for n in range(1, len(rows) + len(taken) + 2) if f"{letter}{n}" not in taken)
            one = {**one, name: f"{letter}{number}"}
            taken.add(one[name])
        found[token] = one
    return found
