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

from mingbai.importing.ground import Found, Ground, Plot, Standing, compact

_NO_TEXT = frozenset({
    "schema", "region", "slug", "service", "audiences", "derived", "inherited", "missing", "source", "lines", "key", "kind",
    "id", "from_", "to", "form", "days", "broken", "situations",
})  # fmt: skip
_PIECES = re.compile(r"[；;。，,、：:（）()\n]+")
_ENOUGH = 0.8
"""Of a value that stands in pieces, at least this share of its characters must be found for it to have a place."""
_NUMBER = re.compile(r"\[\d+\](?!.*\[\d+\])")
_SHORTEST_PART = 4
_CUT = 0.7
"""How sure the place of a text is that was put together across a page break."""


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
    standing: dict[str, Standing] = {}
    leaves = list(_leaves(value))
    for leaf in leaves:
        order = plots[::-1] if leaf.path.startswith("checklist") else plots
        there = _stand(leaf, order, ground, standing) or (_stand(leaf, (heads,), ground, standing) if heads else None)
        place = ground.found(there[1], there[0], 1.0) if there else _pieced(leaf.text, plots, ground) or _cut(leaf.text, plots, ground)
        if place:
            found[leaf.path] = place
        else:
            nowhere.append(leaf.path)
    for plot in plots:
        ground.cover_said_again((leaf.text for leaf in leaves), plot)
    return found, tuple(nowhere)


def _stand(leaf: _Leaf, plots: tuple[Plot, ...], ground: Ground, standing: dict[str, Standing]) -> Standing | None:
    """Where ``leaf`` stands: inside the raw text that it is a part of, else after the entry before it in its list, else anywhere."""
    raw = standing.get(leaf.under or "")
    there = (ground.find(leaf.text, (raw[0],), raw[1]) if raw else None) or ground.find(
        leaf.text, plots, after=_end(standing.get(_list(leaf.path)))
    )
    if there:
        standing[leaf.path] = standing[_list(leaf.path)] = there
    return there


def _list(path: str) -> str:
    """The path of the list that ``path`` is an entry of, or of the entry's part."""
    return _NUMBER.sub("[]", path)


def _end(standing: Standing | None) -> tuple[Plot, int] | None:
    return (standing[0], standing[1][1]) if standing else None


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


def _cut(text: str, plots: tuple[Plot, ...], ground: Ground) -> Found | None:
    """The place of the first part of a text that a page break cut in two, whose second part may stand anywhere in the document."""
    small = compact(text)
    for plot in plots:
        first = ground.longest_start(small, plot)
        rest = small[first:]
        if first >= _SHORTEST_PART and len(rest) >= 2 and ground.find(rest, (ground.whole,)):
            there = ground.find(small[:first], (plot,))
            return ground.found(there[1], plot, _CUT) if there else None
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
