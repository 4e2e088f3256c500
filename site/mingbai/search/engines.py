"""Which engine keeps the index: one setting, one line each."""

from __future__ import annotations

from pathlib import Path

from mingbai.errors import Refusal
from mingbai.search.index import Index
from mingbai.settings import Settings


def index_of(settings: Settings) -> Index:
    """The index that the settings name. Raises Refusal for an engine that there is not."""
    folder = Path(settings.search_index)
    if settings.search_engine == "whoosh":
        from mingbai.search.embedded import EmbeddedIndex

        return EmbeddedIndex(folder)
    if settings.search_engine == "tantivy":
        from mingbai.search.large import LargeIndex

        return LargeIndex(folder)
    raise Refusal(f"没有这种检索引擎：{settings.search_engine}。", place="search.engine", remedy="可用的是 whoosh 和 tantivy。")
