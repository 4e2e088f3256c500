"""Facts of many headings with equal parts held once: ten thousand guides have the same levels, audiences and services.

Read-only all the way down, because they are shared by whoever reads in this process.
"""

from __future__ import annotations

import json
from collections.abc import Hashable, Mapping
from datetime import datetime
from types import MappingProxyType
from typing import Any


class Shared:
    """Equal parts of one list of headings, each held once."""

    def __init__(self) -> None:
        self._seen: dict[Hashable, Any] = {}

    def facts(self, written: str) -> Mapping[str, Any]:
        """The facts that JSON ``written`` holds; lists as tuples."""
        found: Mapping[str, Any] = json.loads(written, object_pairs_hook=self._mapping)
        return found

    def one(self, part: Any) -> Any:
        """``part``, or the equal one that was here before. Shares strings, times and lists of strings; 1 and True stay what they are."""
        if isinstance(part, list):
            part = tuple(self.one(each) for each in part)
            plain = all(isinstance(each, str) for each in part)
        else:
            plain = isinstance(part, str | datetime)
        return self._seen.setdefault(part, part) if plain else part

    def _mapping(self, pairs: list[tuple[str, Any]]) -> Mapping[str, Any]:
        return MappingProxyType({self.one(key): self.one(part) for key, part in pairs})
