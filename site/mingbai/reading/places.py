"""A place as pages name it, from its GB/T 2260 code."""

from __future__ import annotations

from mingbai.errors import NotFound
from mingbai.guides import regions
from mingbai.reading.values import Place


def place_of(region: str, guides: int = 0) -> Place:
    """The place of ``region``, with ``guides`` in force there. A code that the list does not know is its own name."""
    try:
        path = regions.path(region)
    except NotFound:
        return Place(region=region, name=region, path=region, guides=guides)
    return Place(region=region, name=path[-1].name, path=" ".join(place.name for place in path), guides=guides)
