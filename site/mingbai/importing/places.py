"""The place of every string of a guide: which line, cell or page each field was read from.

Values are looked for in the item's own blocks only. Where a value has a ``raw`` beside it, ``raw`` is found first and the
parts inside it. Fields that are derived or are not text have no place.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from mingbai.importing.ground import Found, Ground, Plot

_NO_TEXT = frozenset({
    "schema", "region", "slug", "service", "audiences", "derived", "inherited", "missing", "source", "lines", "key", "kind",
    "id", "from_", "to", "form", "days", "broken",
})  # fmt: skip
_PIECES = re.compile(r"[；;。，,、：:（）()\n]+")
_ENOUGH = 0.8
"""Of a value that stands in pieces, at least this share of its characters must be found for it to have a place."""


@dataclass(frozen=True, slots=True)
class _Leaf:
    """One string of a value; ``under`` is the raw text that it is a part of."""

    path: str
    text: str
    under: str | None


def places_of(value: Any, plots: tuple[Plot, ...], ground: Ground, heads: Plot | None = None) -> tuple[dict[str, Found], tuple[str, ...]]:
    """The place of each string of ``value`` by its path (``materials[0].name``), and the paths of those that stand nowhere.

    They are looked for on each of ``plots`` in turn; what is a 清单 row's own is looked for on the last of them first.
    What stands on none of them (a channel, which is the head of a ticked column) is looked for on ``heads``.
    """
    found: dict[str, Found] = {}
    nowhere: list[str] = []
    raws: dict[str, tuple[Plot, tuple[int, int]]] = {}
    leaves = list(_leaves(value))
    for leaf in leaves:
        order = plots[::-1] if leaf.path.startswith("checklist") else plots
        place = _place(leaf, order, ground, raws) or (_place(leaf, (heads,), ground, raws) if heads else None)
        if place:
            found[leaf.path] = place
        else:
            nowhere.append(leaf.path)
    for plot in plots:
        ground.cover_said_again((leaf.text for leaf in leaves), plot)
    return found, tuple(nowhere)


def _place(leaf: _Leaf, plots: tuple[Plot, ...], ground: Ground, raws: dict[str, tuple[Plot, tuple[int, int]]]) -> Found | None:
    inside = raws.get(leaf.under or "")
    there = (ground.find(leaf.text, inside[:1], inside[1]) if inside else None) or ground.find(leaf.text, plots)
    if there is None:
        return _pieced(leaf.text, plots, ground)
    if leaf.path.endswith("raw"):
        raws[leaf.path] = there
    return ground.found(there[1], there[0], 1.0)


def _pieced(text: str, plots: tuple[Plot, ...], ground: Ground) -> Found | None:
    """The stretch over which the pieces of ``text`` stand, one after the other."""
    pieces = [piece.strip() for piece in _PIECES.split(text) if piece.strip()]
    whole = sum(map(len, pieces))
    for plot in plots:
        stretches = [(ground.find(piece, (plot,)), len(piece)) for piece in pieces] if len(pieces) > 1 else []
        there = [(found[1], size) for found, size in stretches if found]
        share = sum(size for _, size in there) / whole if whole else 0.0
        if share >= _ENOUGH:
            ends = (min(stretch[0] for stretch, _ in there), max(stretch[1] for stretch, _ in there))
            return ground.found(ends, plot, round(share * 0.9, 2))
    return None


def _leaves(value: Any, path: str = "", under: str | None = None) -> Iterator[_Leaf]:
    if isinstance(value, str):
        yield _Leaf(path, value, under)
    elif isinstance(value, tuple):
        for number, part in enumerate(value):
            yield from _leaves(part, f"{path}[{number}]", under)
    elif dataclasses.is_dataclass(value) and not isinstance(value, type):
        parts = {field.name: getattr(value, field.name) for field in dataclasses.fields(value) if field.name not in _NO_TEXT}
        raw = f"{path}.raw" if parts.get("raw") else under
        for name in sorted(parts, key=lambda name: name != "raw"):
            yield from _leaves(parts[name], f"{path}.{name}".lstrip("."), None if name == "raw" else raw)
