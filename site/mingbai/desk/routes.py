"""The addresses of the desk: the ``ROUTES`` of every module of this package, each a tuple of (name, pattern).

Names begin with ``desk_`` and patterns with /desk; ``links.desk("release", id=3)`` builds the address of ``desk_release``.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator
from typing import Any

import mingbai.desk

PREFIX = "desk_"


def routes() -> Iterator[tuple[str, str]]:
    """Every route of the desk: rooms by name, and in each room in its own order."""
    for found in sorted(pkgutil.iter_modules(mingbai.desk.__path__), key=lambda module: module.name):
        room = importlib.import_module(f"mingbai.desk.{found.name}")
        yield from getattr(room, "ROUTES", ())


def includeme(config: Any) -> None:
    """Every route; ``registry.rooms`` for whoever builds addresses."""
    rooms = {}
    for name, pattern in routes():
        config.add_route(name, pattern)
        rooms[name.removeprefix(PREFIX)] = pattern
    config.registry.rooms = rooms
