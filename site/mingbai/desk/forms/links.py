"""What parts of one form say of each other: a situation ticks materials, an arrow leads from box to box.

Rows that nobody has named yet are pointed at by their token (``#3``, under another ``#3/0``); here they get a key, and what points at
them gets it too. The key of a question or an answer is made from its words when it is first saved and then stays: a key that was given
up is not given to another, so that an address that somebody kept never answers a question that was not asked.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
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
    names: dict[str, str] = {}
    keys = _papers(materials, marks, names, {row["key"] for row in _all(materials)} | marks)
    asked = _worded(situations, "q")
    return {"materials": keys, "situations": {token: _answered(one, names) for token, one in asked.items()}}


def _all(materials: Tree) -> Iterator[Tree]:
    for row in materials.values():
        yield row
        yield from _all(row["children"])


def _papers(rows: Tree, marks: set[str], names: dict[str, str], taken: set[str], above: str = "#") -> Tree:
    """``rows`` with a key for each that is ticked and has none, also for those under them; ``names`` learns the keys by their marks."""
    found = {}
    for token, row in rows.items():
        mark = f"{above}{token}"
        if mark in marks and not row["key"]:
            row = {**row, "key": next(key for n in range(1, len(taken) + 2) if (key := f"m{n}") not in taken)}
            taken.add(row["key"])
            names[mark] = row["key"]
        found[token] = {**row, "children": _papers(row["children"], marks, names, taken, f"{mark}/")}
    return found


def _worded(rows: Tree, letter: str) -> Tree:
    """``rows`` with a key from its words for each that has none."""
    taken = {row["key"] for row in rows.values()}
    found = {}
    for token, row in rows.items():
        if not row["key"]:
            words = f"{letter}{hashlib.sha256(row['text'].encode()).hexdigest()[:5]}"
            row = {**row, "key": next(key for n in range(1, len(rows) + 2) if (key := words if n == 1 else f"{words}-{n}") not in taken)}
            taken.add(row["key"])
        found[token] = row
    return found


def _answered(situation: Tree, names: dict[str, str]) -> Tree:
    options = _worded(situation["options"], "a")
    told = {
        token: {**one, **{side: [names.get(mark, mark) for mark in one[side]] for side in ("needs", "drops")}}
        for token, one in options.items()
    }
    return {**situation, "options": told}


def _drawn(chart: Tree) -> Tree:
    """A chart whose boxes all have an id, and whose arrows name them."""
    nodes = _keyed(chart["nodes"], "id", "n")
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


def _keyed(rows: Tree, name: str, letter: str) -> Tree:
    """``rows`` with a name for each that has none."""
    taken = {row[name] for row in rows.values()}
    found = {}
    for token, one in rows.items():
        if not one[name]:
            number = next(n for n in range(1, len(rows) + len(taken) + 2) if f"{letter}{n}" not in taken)
            one = {**one, name: f"{letter}{number}"}
            taken.add(one[name])
        found[token] = one
    return found
